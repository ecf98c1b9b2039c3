"""Views."""

from django.http import HttpRequest, HttpResponse


def portfolio(request: HttpRequest, **named: str) -> HttpResponse:
    return HttpResponse(status=501)
