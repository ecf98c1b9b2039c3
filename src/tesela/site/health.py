"""What operators and their machines ask: does it live, can it work?

Answered before anything else, since those who ask call us by whatever name
and without https.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from tesela.codecs.contexts import context
from tesela.site.verifier.actions import registry
from tesela.text.errors import TeselaError
from tesela.verify.form import V2


class Health:
    """Middleware: answers the two addresses in `QUESTIONS`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return QUESTIONS.get(request.path_info, self._get_response)(request)


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _answer({"alive": True}, 200)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """What verifying needs is there: the contexts, and the registry if one is named."""
    try:
        context(V2)
        registry()
    except (TeselaError, OSError):
        return _answer({"ready": False}, 503)
    return _answer({"ready": True}, 200)


def _answer(said: dict[str, bool], status: int) -> HttpResponse:
    return JsonResponse(said, status=status, headers={"Cache-Control": "no-store"})


QUESTIONS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": alive,
    "/readyz": ready,
}
