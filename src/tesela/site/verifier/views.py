"""The page where anyone checks credentials: form, then verdicts on the same address.

Nothing is stored, here or in a cache on the way. Without JavaScript the page is whole.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from tesela.site.components.forms import fault
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_busy, too_often, turn
from tesela.site.verifier.actions import NO_CREDENTIAL, BoundedFetch, check, opened
from tesela.site.verifier.forms import MAXIMUM_LINK, CredentialForm
from tesela.site.verifier.shown import Shown, shown, shown_problem
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch

_DEVICES = "camera=(self), microphone=(), geolocation=()"
"""The camera, for a QR code, if the reader says so to the browser; nothing else (Permissions-Policy)."""

_LINKS = {
    "fetch.address": "site.verify.link.address",
    "fetch.private": "site.verify.link.address",
    "fetch.offline": "site.verify.link.offline",
}
"""What is said of an issuer's address → what is said of a link that somebody typed."""


@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def verify_page(request: HttpRequest) -> HttpResponse:
    """The form, with `?link=` filled in; after sending it, a verdict for each credential."""
    response = _answer(request)
    response.headers["Permissions-Policy"] = _DEVICES
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    language = language_of(request)
    if request.method != "POST":
        link = request.GET.get("link", "")[:MAXIMUM_LINK]
        return _form(request, CredentialForm(language=language, initial={"link": link}))
    form = CredentialForm(request.POST, request.FILES, language=language)
    if not form.is_valid():
        return _form(request, form, 422)
    if form.share:
        return HttpResponse(status=303, headers={"Location": form.share})
    return _verdicts(request, form, language)


def _verdicts(request: HttpRequest, form: CredentialForm, language: str) -> HttpResponse:
    handed_over, link = form.handed_over(), form.cleaned_data["link"]
    cost = len(handed_over) + bool(link)
    if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE, cost):
        return too_often(request, "site.too_often")
    fetch = BoundedFetch()
    try:
        with turn():
            if link:
                handed_over.append((link, opened(link)))
            results = [_result(name, data, fetch, language) for name, data in handed_over]
    except TeselaError as error:
        if link and error.code.startswith("fetch."):
            said = _LINKS.get(error.code, error.code)
            form.add_error("link", fault(said, **error.problem.data))
            return _form(request, form, 422)
        if error.code != "api.busy":
            raise
        return too_busy(request)
    return render(request, "verifier/results.html", {"results": results})


def _form(request: HttpRequest, form: CredentialForm, status: int = 200) -> HttpResponse:
    return render(request, "verifier/form.html", {"form": form}, status=status)


def _result(name: str, data: bytes, fetch: Fetch, language: str) -> Shown:
    try:
        return shown(name, check(data, fetch), language)
    except TeselaError as error:
        if not error.code.startswith(NO_CREDENTIAL):
            raise
        return shown_problem(name, error.problem, language)
