"""The help pages: what one can do here, with which keys, and how to tell of a barrier."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tesela.site.accounts.codes import MINUTES


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Help for providers, learners and employers, and the accessibility statement."""
    context = {"contact": settings.CONTACT, "minutes": MINUTES, "sections": _sections(_HELP)}
    return render(request, "accounts/help.html", context)


@require_safe
def easy_help(request: HttpRequest) -> HttpResponse:
    """The same in easy words."""
    context = {"contact": settings.CONTACT, "sections": _sections(_EASY)}
    return render(request, "accounts/help_easy.html", context)


def _sections(listed: dict[str, int]) -> list[tuple[str, list[str]]]:
    """Codes of headings, each with those of its lines."""
    return [
        (code, [f"{code}.{number}" for number in range(1, lines + 1)])
        for code, lines in listed.items()
    ]


_HELP = {"accounts.help.award": 4, "accounts.help.learned": 4, "accounts.help.check": 3}
_EASY = {
    "accounts.easy.what": 3,
    "accounts.easy.get": 3,
    "accounts.easy.show": 3,
    "accounts.easy.sign_in": 4,
    "accounts.easy.help": 3,
}
