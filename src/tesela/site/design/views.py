"""Views."""

from django.http import HttpRequest, HttpResponse


def descriptions(request: HttpRequest, **named: str) -> HttpResponse:
    return HttpResponse(status=501)
