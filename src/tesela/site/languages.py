"""The reader's language: chosen on a page, else as the browser asks, else English.

A choice is made with `?lang=fi` and kept in a cookie that says nothing else.
Every page is complete in `COMPLETE_LANGUAGES`; others show what they have.
"""

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


class ReaderLanguage:
    """Middleware: sets `request.language`, and Django's own language with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = _known(request.GET.get("lang"))
        language = chosen or _known(request.COOKIES.get(COOKIE)) or _asked(request) or "en"
        request.language = language  # type: ignore[attr-defined]
        with translation.override(language if language != PSEUDO_LANGUAGE else "en"):
            response = self._get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if chosen:
            response.set_cookie(
                COOKIE, chosen, max_age=_YEAR_SECONDS, samesite="Lax", httponly=True
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


def _known(tag: str | None) -> str | None:
    return best_language(tag, (*COMPLETE_LANGUAGES, PSEUDO_LANGUAGE)) if tag else None


def _asked(request: HttpRequest) -> str | None:
    """The best of the browser's languages (RFC 9110, 12.5.4)."""
    wanted: list[tuple[float, str]] = []
    for part in request.headers.get("Accept-Language", "")[:500].split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((float(quality or 1), tag))
        except ValueError:
            continue
    ordered = sorted(wanted, key=lambda entry: -entry[0])
    return next((found for _, tag in ordered if tag and (found := _known(tag))), None)
