"""The page where anyone checks credentials: form, then verdicts on the same address.

Nothing is stored. Without JavaScript the page is whole.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often
from tesela.site.verifier.actions import check
from tesela.site.verifier.forms import CredentialForm
from tesela.site.verifier.shown import Shown, shown, shown_problem
from tesela.text.errors import TeselaError


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
    allowed = settings.VERIFICATIONS_A_MINUTE
    if asked_too_often(request, "verify", allowed, cost=len(handed_over)):
        context = {"what": "site.too_often"}
        return render(request, "components/trouble.html", context, status=429)
    results = [_result(name, data, language_of(request)) for name, data in handed_over]
    return render(request, "verifier/results.html", {"results": results})


def _result(name: str, data: bytes, language: str) -> Shown:
    try:
        return shown(name, check(data), language)
    except TeselaError as error:
        return shown_problem(name, error.problem, language)
