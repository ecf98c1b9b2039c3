"""`/api/v1`: verify a credential over HTTP.

Stateless and without cookies, so it needs no CSRF token. Problems are
`application/problem+json` (RFC 9457) with the catalogue's sentence and code.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI

from tesela import __version__
from tesela.model.report import report_schema
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often
from tesela.site.verifier.actions import check
from tesela.site.verifier.forms import MAXIMUM_BYTES
from tesela.text.errors import Problem, TeselaError

api = NinjaAPI(title="Tesela", version=__version__, docs_url="/docs", openapi_url="/openapi.json")
_BODY = {
    "requestBody": {
        "required": True,
        "description": "A credential as JSON, or a PDF that carries one.",
        "content": {
            "application/vc": {"schema": {"type": "object"}},
            "application/ld+json": {"schema": {"type": "object"}},
            "application/json": {"schema": {"type": "object"}},
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        },
    },
    "responses": {
        200: {
            "description": "The report, whatever the verdict.",
            "content": {"application/json": {"schema": report_schema()}},
        },
        400: {"description": "This is no credential.", "content": {"application/problem+json": {}}},
        413: {"description": "Too large.", "content": {"application/problem+json": {}}},
        429: {"description": "Asked too often.", "content": {"application/problem+json": {}}},
    },
}


@api.post("/verify", summary="Verify a credential", openapi_extra=_BODY, response=None)
def verify(request: HttpRequest) -> HttpResponse:
    """Is it genuine, does it still stand, and what does it say?"""
    language = language_of(request)
    if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE):
        return problem(Problem("site.too_often"), 429, language)
    if int(request.headers.get("Content-Length") or 0) > MAXIMUM_BYTES:
        return problem(Problem("site.verify.too_large"), 413, language)
    try:
        report = check(request.body)
    except TeselaError as error:
        return problem(error.problem, 400, language)
    return JsonResponse(report.to_json(language), json_dumps_params={"ensure_ascii": False})


def problem(found: Problem, status: int, language: str) -> HttpResponse:
    """A problem document (RFC 9457)."""
    body: dict[str, Any] = {
        "type": f"urn:tesela:problem:{found.code}",
        "title": found.message(language),
        "status": status,
        "detail": found.fix(language),
        "code": found.code,
    }
    return JsonResponse(
        body,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
