"""Views."""

from django.http import HttpRequest, HttpResponse


def awards(request: HttpRequest, **named: str) -> HttpResponse:
    return HttpResponse(status=501)
