"""What every answer below `/api/` and `/vc-api/` has in common.

- Any page in a browser may ask (CORS): the service is public, and neither
  reads nor sets a cookie, so a page learns nothing it could not ask itself.
- Whatever goes wrong, wherever, is said in a problem document.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tesela.site.api.problems import MEDIA_TYPE, problem_of_status
from tesela.site.languages import is_for_machines

_PATHS = ("/api/", "/vc-api/")
_KEPT = ("Allow", "Retry-After")
_DAY_SECONDS = "86400"


class ForMachines:
    """Middleware: cross-origin headers and problem documents."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_for_machines(request):
            request.META.pop("HTTP_COOKIE", None)  # nor is one deleted that nobody knows
        response = self._get_response(request)
        if not request.path_info.startswith(_PATHS):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            plain = response
            response = problem_of_status(request, plain.status_code)
            for name in set(_KEPT) & set(plain.headers):
                response.headers[name] = plain.headers[name]
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        return response


def preflight(allow: str) -> HttpResponse:
    """The answer to OPTIONS, also to a browser that asks whether it may send."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": allow,
            "Access-Control-Allow-Methods": allow,
            "Access-Control-Allow-Headers": "Content-Type, Accept-Language",
            "Access-Control-Max-Age": _DAY_SECONDS,
        },
    )
