"""The first page, the page of components, and the pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tesela.site.components.showcase import examples


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who are you today?"""
    return render(request, "components/home.html")


@require_safe
def learned(request: HttpRequest) -> HttpResponse:
    """The ways to one's credentials: a mail, a letter, an account."""
    return render(request, "components/learned.html")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with its accessibility criteria."""
    return render(request, "components/components.html", examples())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _trouble(request, "bad_request", 400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _trouble(request, "not_found", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _trouble(request, "server_error", 500)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without the token it was given: an old page, or no cookies."""
    context = {"what": "service.form_refused"}
    return render(request, "components/trouble.html", context, status=403)


def _trouble(request: HttpRequest, what: str, status: int) -> HttpResponse:
    return render(request, "components/trouble.html", {"what": f"site.{what}"}, status=status)
