"""The reader's language: chosen on a page, else as the browser asks, else English.

A choice is made with `?lang=fi` and kept in a cookie that says nothing else.
Every page is complete in `COMPLETE_LANGUAGES`; others show what they have.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from tesela.text.languages import COMPLETE_LANGUAGES, PSEUDO_LANGUAGE, best_language

COOKIE = "language"
NAMES = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "fi": "Suomi",
    "el": "Ελληνικά",
}
_YEAR_SECONDS = 31_536_000
_QUALITY = re.compile(r"[qQ]=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


class ReaderLanguage:
    """Middleware: sets `request.language`, and Django's own language with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A link to a path such as //elsewhere.example would lead elsewhere, and pages link to
        # themselves to change the language. Nothing is at such a path.
        if request.path[1:2] in ("/", "\\"):
            request.path = "/"
        chosen = _known(request.GET.get("lang"))
        kept = None if is_for_machines(request) else _known(request.COOKIES.get(COOKIE))
        language = chosen or kept or _asked(request) or "en"
        request.language = language  # type: ignore[attr-defined]
        with translation.override(language if language != PSEUDO_LANGUAGE else "en"):
            response = self._get_response(request)
        response.headers.setdefault("Content-Language", language)
        if is_for_machines(request):
            patch_vary_headers(response, ("Accept-Language",))
            return response
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if chosen:
            response.set_cookie(
                COOKIE,
                chosen,
                max_age=_YEAR_SECONDS,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure(),
            )
        return response


def language_of(request: HttpRequest) -> str:
    """The language this request is answered in."""
    return getattr(request, "language", "en")


def reader(request: HttpRequest) -> dict[str, Any]:
    """For templates: the language, and the links that change it."""
    language = language_of(request)
    return {
        "language": language,
        "language_links": [
            {"tag": tag, "name": NAMES[tag], "current": tag == language}
            for tag in COMPLETE_LANGUAGES
        ],
    }


def is_for_machines(request: HttpRequest) -> bool:
    """The API neither reads nor sets cookies; its documentation is a page for people."""
    path = request.path_info
    return path.startswith("/api/") and not path.endswith("/docs")


def _known(tag: str | None) -> str | None:
    return best_language(tag, (*COMPLETE_LANGUAGES, PSEUDO_LANGUAGE)) if tag else None


def _asked(request: HttpRequest) -> str | None:
    """The best of the browser's languages (RFC 9110, 12.5.4); what has the quality 0 is unwanted."""
    wanted: list[tuple[float, str]] = []
    for part in request.headers.get("Accept-Language", "")[:500].split(","):
        tag, _, weight = part.partition(";")
        quality = _QUALITY.fullmatch(weight.replace(" ", "") or "q=1")
        if quality and float(quality[1]) > 0:
            wanted.append((float(quality[1]), tag.strip()))
    ordered = sorted(wanted, key=lambda entry: -entry[0])
    return next((found for _, tag in ordered if (found := _known(tag))), None)
