"""What operators and their machines ask: does it live, can it work, how much does it do?

Answered before anything else, since those who ask call us by whatever name
and without https.
"""

from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from tesela.codecs.contexts import context
from tesela.site import metrics
from tesela.site.setup import is_up_to_date
from tesela.site.verifier.actions import registry
from tesela.text.errors import TeselaError
from tesela.verify.form import V2


class Health:
    """Middleware: answers the addresses in `QUESTIONS`, and counts all other requests."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if question := QUESTIONS.get(request.path_info):
            return question(request)
        response = self._get_response(request)
        metrics.answered(response.status_code)
        return response


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _answer({"alive": True}, 200)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """What the service needs is there: contexts, the registry if one is named, the database."""
    try:
        context(V2)
        registry()
        _see_the_database()
    except (TeselaError, OSError, DatabaseError):
        return _answer({"ready": False}, 503)
    return _answer({"ready": True}, 200)


class _NotUpToDateError(DatabaseError):
    """The tables are those of another release."""


def _see_the_database() -> None:
    """Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    _see_the_tables()


@cache
def _see_the_tables() -> None:
    """Once they are as this release needs them, they stay so while the process lives."""
    if not is_up_to_date():
        raise _NotUpToDateError


def _answer(said: dict[str, bool], status: int) -> HttpResponse:
    return JsonResponse(said, status=status, headers={"Cache-Control": "no-store"})


QUESTIONS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": alive,
    "/readyz": ready,
    "/metrics": metrics.metrics,
}
