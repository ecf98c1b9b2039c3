"""The page where anyone checks against the Recommendation, and results that are shared.

Nothing of a check is stored, here or in a cache on the way, unless somebody
asks for a link to its result. Without JavaScript the pages are whole.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tesela.site import tokens
from tesela.site.addresses import absolute
from tesela.site.checker import actions
from tesela.site.checker.carried import Result, may_be_carried, packed, read, unpacked
from tesela.site.checker.forms import HandedForm, ShareForm
from tesela.site.checker.models import SharedResult
from tesela.site.checker.shown import report
from tesela.site.components.forms import fault
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_busy, too_often, turn
from tesela.site.portfolio.links import unlisted
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

_SHARES_A_MINUTE = 10
"""How many results one address may store."""
_PAGES_A_MINUTE = 120
View = Callable[..., HttpResponse]


@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check_page(request: HttpRequest) -> HttpResponse:
    """The form; after sending it, the report."""
    language = language_of(request)
    if request.method != "POST":
        return _form(request, HandedForm(language=language))
    form = HandedForm(request.POST, request.FILES, language=language)
    if not form.is_valid():
        return _form(request, form, 422)
    if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE):
        return too_often(request, "site.too_often")
    name, data = form.handed()
    country = form.cleaned_data["country"] or None
    try:
        with turn():
            found = actions.check(data, name or say("site.verify.pasted", language), country)
    except TeselaError as error:
        if error.code == "api.busy":
            return too_busy(request)
        form.add_error(form.field, fault(error.code, **_plain(error.problem.data)))
        return _form(request, form, 422)
    return _report(request, Result(found, actions.now(), country))


@cache_control(no_store=True)
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Store a result that was shown here, and lead to its links."""
    if asked_too_often(request, "share-result", _SHARES_A_MINUTE):
        return too_often(request, "site.too_often")
    form = ShareForm(request.POST, language=language_of(request))
    try:
        result = unpacked(request.POST.get("result", ""))
    except TeselaError as error:
        return render(request, "components/trouble.html", {"what": error.code}, status=422)
    if not form.is_valid():
        return _report(request, result, form, 422)
    shared = actions.share(result, form.cleaned_data["days"])
    return redirect("check-own", token=actions.own_token(shared))


def _guarded(field: str) -> Callable[[View], View]:
    """View decorator: the token becomes the shared result whose `field` is its digest.

    Another token is nobody's (404); a result that has ended says so (410).
    """

    def decorate(view: View) -> View:
        @unlisted
        @wraps(view)
        def found(request: HttpRequest, token: str) -> HttpResponse:
            if asked_too_often(request, "shared-result", _PAGES_A_MINUTE):
                return too_often(request, "site.too_often")
            shared = SharedResult.objects.filter(**{field: tokens.digest(token)}).first()
            if shared is None:
                raise Http404
            if actions.has_ended(shared):
                context = {"what": "checker.ended"}
                return render(request, "components/trouble.html", context, status=410)
            return view(request, shared)

        return found

    return decorate


@require_safe
@_guarded("read_digest")
def shared(request: HttpRequest, shared: SharedResult) -> HttpResponse:
    """A result that somebody shares."""
    result = read(shared.content)
    context = {"report": report(result, language_of(request))}
    return render(request, "checker/report.html", {**context, "shared": shared})


@require_http_methods(["GET", "HEAD", "POST"])
@_guarded("own_digest")
def own(request: HttpRequest, shared: SharedResult) -> HttpResponse:
    """The page of whoever shares a result: its link, and the button that deletes it."""
    if request.method == "POST":
        actions.end(shared)
        return redirect(request.path)
    path = reverse("check-shared", args=[actions.read_token(shared)])
    context = {"shared": shared, "path": path, "link": absolute(path)}
    return render(request, "checker/own.html", context)


def _form(request: HttpRequest, form: HandedForm, status: int = 200) -> HttpResponse:
    return render(request, "checker/form.html", {"form": form}, status=status)


def _report(
    request: HttpRequest, result: Result, form: ShareForm | None = None, status: int = 200
) -> HttpResponse:
    language = language_of(request)
    if form is None and may_be_carried(result.findings):
        form = ShareForm(initial={"result": packed(result)}, language=language)
    context = {"report": report(result, language), "form": form}
    return render(request, "checker/report.html", context, status=status)


def _plain(data: Any) -> dict[str, Any]:
    return {name: value if isinstance(value, int) else str(value) for name, value in data.items()}
