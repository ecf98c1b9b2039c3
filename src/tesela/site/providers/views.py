"""Views."""

from django.http import HttpRequest, HttpResponse


def organisations(request: HttpRequest, **named: str) -> HttpResponse:
    return HttpResponse(status=501)


def organisation(request: HttpRequest, **named: str) -> HttpResponse:
    return HttpResponse(status=501)


def organisation_settings(request: HttpRequest, **named: str) -> HttpResponse:
    return HttpResponse(status=501)
