"""`/api/v1`: verify a credential over HTTP, or many (`batches`), and check one against the
Recommendation (`checking`).

    1.–3. as `bodies.body_of`
    4. there is a free turn
    5. verify, and answer with the report

Stateless and without cookies, so it needs no CSRF token.
"""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import UnreadablePostError
from ninja import NinjaAPI

from tesela import __version__
from tesela.site.api import batches, checking
from tesela.site.api.bodies import body_of, json_bytes
from tesela.site.api.document import MEDIA_TYPES, operation
from tesela.site.api.edge import preflight
from tesela.site.api.problems import problem, problem_of_status
from tesela.site.languages import language_of
from tesela.site.limits import turn
from tesela.site.verifier.actions import NO_CREDENTIAL, check
from tesela.text.errors import TeselaError

log = logging.getLogger(__name__)
api = NinjaAPI(title="Tesela", version=__version__, docs_url=None, openapi_url=None)


@api.post("/verify", operation_id="verify", openapi_extra=operation("en"), response=None)
def verify(request: HttpRequest) -> HttpResponse:
    """Is it genuine, does it still stand, and what does it say?"""
    data = body_of(request, MEDIA_TYPES)
    if isinstance(data, HttpResponse):
        return data
    try:
        with turn():  # 4
            report = check(data)
    except TeselaError as error:
        if error.code == "api.busy":
            return problem(request, error.problem, 503)
        if error.code.startswith(NO_CREDENTIAL):
            return problem(request, error.problem, 400)
        raise
    return HttpResponse(  # 5
        json_bytes(report.to_json(language_of(request))),
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


@api.post(
    "/verify-batch",
    operation_id="verify_batch",
    openapi_extra=batches.operation("en"),
    response=None,
)
def verify_batch(request: HttpRequest) -> HttpResponseBase:
    """The same of many, one in a line."""
    return batches.verify_batch(request)


@api.post("/check", operation_id="check", openapi_extra=checking.operation("en"), response=None)
def check_against(request: HttpRequest) -> HttpResponse:
    """What does it lack of what the Recommendation asks for?"""
    return checking.check(request)


@api.api_operation(["OPTIONS"], "/verify", include_in_schema=False, response=None)
@api.api_operation(["OPTIONS"], "/verify-batch", include_in_schema=False, response=None)
@api.api_operation(["OPTIONS"], "/check", include_in_schema=False, response=None)
def options(request: HttpRequest) -> HttpResponse:
    """What may be asked of an address, and that any page may ask it."""
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
