"""The account's pages: everything a person holds."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse


@login_required
def portfolio(request: HttpRequest) -> HttpResponse:
    """The wall of tiles."""
    return HttpResponse(status=501)
