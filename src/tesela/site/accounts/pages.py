"""The help pages: what one can do here, with which keys, and how to tell of a barrier."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Help for providers, learners and employers, and the accessibility statement."""
    return render(request, "accounts/help.html", {"contact": settings.CONTACT})


@require_safe
def easy_help(request: HttpRequest) -> HttpResponse:
    """The same in easy words."""
    return render(request, "accounts/help_easy.html", {"contact": settings.CONTACT})
