"""What operators and their machines ask: does it live, can it work?"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from tesela.codecs.contexts import context
from tesela.text.errors import TeselaError
from tesela.verify.form import V2


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """What verifying needs is there."""
    try:
        context(V2)
    except TeselaError:
        return JsonResponse({"ready": False}, status=503)
    return JsonResponse({"ready": True})
