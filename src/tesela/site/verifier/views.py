"""The page where anyone checks credentials: form, then verdicts on the same address.

Nothing is stored, here or in a cache on the way. Without JavaScript the page is whole.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_busy, too_often, turn
from tesela.site.verifier.actions import NO_CREDENTIAL, BoundedFetch, check
from tesela.site.verifier.forms import CredentialForm
from tesela.site.verifier.shown import Shown, shown, shown_problem
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch


@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def verify_page(request: HttpRequest) -> HttpResponse:
    """The form; after sending it, a verdict for each credential."""
    if request.method != "POST":
        return render(request, "verifier/form.html", {"form": CredentialForm()})
    form = CredentialForm(request.POST, request.FILES)
    if not form.is_valid():
        problems = [
            {"field": field, "code": error.code}
            for field, errors in form.errors.as_data().items()
            for error in errors
        ]
        context = {"form": form, "problems": problems}
        return render(request, "verifier/form.html", context, status=422)
    handed_over = form.handed_over()
    if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE, len(handed_over)):
        return too_often(request, "site.too_often")
    fetch, language = BoundedFetch(), language_of(request)
    try:
        with turn():
            results = [_result(name, data, fetch, language) for name, data in handed_over]
    except TeselaError as error:
        if error.code != "api.busy":
            raise
        return too_busy(request)
    return render(request, "verifier/results.html", {"results": results})


def _result(name: str, data: bytes, fetch: Fetch, language: str) -> Shown:
    try:
        return shown(name, check(data, fetch), language)
    except TeselaError as error:
        if not error.code.startswith(NO_CREDENTIAL):
            raise
        return shown_problem(name, error.problem, language)
