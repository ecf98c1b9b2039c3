"""Problem documents (RFC 9457): the catalogue's sentence and advice, with a code that stays.

`type` is where the code is explained: a part of this service's own
documentation. Programs tell problems apart by `code`, which is the same
everywhere.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from tesela.site.languages import language_of
from tesela.site.limits import SECONDS_WHEN_BUSY, SECONDS_WHEN_OFTEN
from tesela.text.errors import Problem

MEDIA_TYPE = "application/problem+json"
CODES = {
    400: "api.bad_request",
    404: "api.not_found",
    405: "api.method",
    413: "api.too_large",
    415: "api.media_type",
    429: "api.too_often",
    500: "api.failed",
    503: "api.busy",
}
"""Status → the problem's code, where nothing more exact is known."""


def problem(request: HttpRequest, found: Problem, status: int) -> HttpResponse:
    """The answer that says what is wrong and what to do."""
    written = problem_json(found, language_of(request))
    response = JsonResponse(
        {**written, "status": status},
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    response.headers["Cache-Control"] = "no-store"
    if status == 429:
        response.headers["Retry-After"] = str(SECONDS_WHEN_OFTEN)
    if status == 503:
        response.headers["Retry-After"] = str(SECONDS_WHEN_BUSY)
    return response


def problem_json(found: Problem, language: str) -> dict[str, Any]:
    """The members that a problem has wherever it is told (RFC 9457, 3.1)."""
    return {
        "type": f"{reverse('api-docs')}#{found.code}",
        "title": found.message(language),
        "detail": found.fix(language),
        "code": found.code,
    }


def problem_of_status(request: HttpRequest, status: int) -> HttpResponse:
    """The answer where only the status is known."""
    code = CODES.get(status, "api.failed" if status >= 500 else "api.bad_request")
    data = {"method": str(request.method)[:20]} if code == "api.method" else {}
    return problem(request, Problem(code, data), status)
