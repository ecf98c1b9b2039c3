"""Views."""

from django.http import HttpRequest, HttpResponse


def classes(request: HttpRequest, **named: str) -> HttpResponse:
    return HttpResponse(status=501)
