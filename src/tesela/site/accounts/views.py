"""Views."""

from django.http import HttpRequest, HttpResponse


def account(request: HttpRequest, **named: str) -> HttpResponse:
    return HttpResponse(status=501)


def help(request: HttpRequest, **named: str) -> HttpResponse:
    return HttpResponse(status=501)
