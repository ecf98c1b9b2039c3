"""`/api/v1`: verify a credential over HTTP.

    1. the media type and coding are ones we read
    2. the address has not asked too often
    3. the body is within bounds
    4. there is a free turn
    5. verify, and answer with the report

Stateless and without cookies, so it needs no CSRF token.
"""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI

from tesela import __version__
from tesela.site.api.document import MEDIA_TYPES, operation
from tesela.site.api.edge import preflight
from tesela.site.api.problems import problem, problem_of_status
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, turn
from tesela.site.verifier.actions import NO_CREDENTIAL, check
from tesela.site.verifier.forms import MAXIMUM_BYTES
from tesela.text.errors import Problem, TeselaError

log = logging.getLogger(__name__)
api = NinjaAPI(title="Tesela", version=__version__, docs_url=None, openapi_url=None)


@api.post("/verify", operation_id="verify", openapi_extra=operation("en"), response=None)
def verify(request: HttpRequest) -> HttpResponse:
    """Is it genuine, does it still stand, and what does it say?"""
    if found := _unread_type(request):  # 1
        return problem(request, found, 415)
    if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE):  # 2
        return problem(request, Problem("api.too_often"), 429)
    data = request.read(MAXIMUM_BYTES + 1)
    if len(data) > MAXIMUM_BYTES:  # 3
        return problem(request, Problem("api.too_large"), 413)
    try:
        with turn():  # 4
            report = check(data)
    except TeselaError as error:
        if error.code == "api.busy":
            return problem(request, error.problem, 503)
        if error.code.startswith(NO_CREDENTIAL):
            return problem(request, error.problem, 400)
        raise
    return JsonResponse(  # 5
        report.to_json(language_of(request)),
        json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": "no-store"},
    )


@api.api_operation(["OPTIONS"], "/verify", include_in_schema=False, response=None)
def verify_options(request: HttpRequest) -> HttpResponse:
    """What may be asked of `/verify`, and that any page may ask it."""
    return preflight("POST, OPTIONS")


@api.exception_handler(UnreadablePostError)
def gone(request: HttpRequest, error: Exception) -> HttpResponse:
    """Whoever asked went away while sending."""
    return problem_of_status(request, 400)


@api.exception_handler(Exception)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our fault: into the log with it, and nothing of it to whoever asked."""
    log.error("verification failed", exc_info=error)
    return problem_of_status(request, 500)


def _unread_type(request: HttpRequest) -> Problem | None:
    named = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if named and named not in MEDIA_TYPES:
        return Problem("api.media_type", {"type": named[:80]})
    coding = request.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity"):
        return Problem("api.coding", {"coding": coding[:80]})
    return None
