"""The seal certificate of an organisation: what it says, taking one in, doing without."""

import logging
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.providers import actions, sealers, seals
from tesela.site.providers.forms import SealForm, say_in
from tesela.site.providers.roles import for_members
from tesela.site.providers.settings_views import REFUSED, acting, tell
from tesela.text.errors import TeselaError

_log = logging.getLogger(__name__)
_ANSWERS = ["GET", "HEAD", "POST"]
_FILES_A_MINUTE = 10
"""Opening one takes a moment on purpose, and passphrases must not be guessed here."""


@require_safe
@for_members("manage")
def seal_page(request: HttpRequest) -> HttpResponse:
    """The certificate that seals, and those that did before."""
    of, now = acting(request).organisation, datetime.now(UTC)
    present = seals.present(of)
    context = {
        "seal": present,
        "days": seals.days_left(present, now) if present else 0,
        "over": bool(present and present.ends <= now),
        "soon": seals.WARNED_DAYS[0],
        "earlier": of.seals.exclude(retired_at=None).order_by("-retired_at", "-pk"),
    }
    return render(request, "providers/seal.html", context)


@sensitive_post_parameters("passphrase")
@require_http_methods(_ANSWERS)
@for_members("manage")
def seal_new(request: HttpRequest) -> HttpResponse:
    """Take in a certificate; it seals from then on."""
    by, language, problem = acting(request), language_of(request), ""
    form = SealForm(language=language)
    if request.method == "POST" and asked_too_often(request, "seal", _FILES_A_MINUTE):
        return too_often(request, "api.too_often")
    if request.method == "POST" and "operators" in request.POST:
        try:
            actions.use_operators_seal(by)
        except TeselaError as error:
            _log.warning("the operator's seal key was not used", exc_info=True)
            problem = error.code
        else:
            tell(request, "providers.seal.taken")
            return redirect("organisation-seal", by.organisation.slug)
    elif request.method == "POST":
        form = SealForm(request.POST, request.FILES, language=language)
        if form.is_valid():
            try:
                actions.take_seal(
                    by, form.cleaned_data["file"].read(), form.cleaned_data["passphrase"]
                )
            except TeselaError as error:
                say_in(form, "file", error)
            else:
                tell(request, "providers.seal.taken")
                return redirect("organisation-seal", by.organisation.slug)
    context = {
        "form": form,
        "problem": problem,
        "seal": seals.present(by.organisation),
        "operators": sealers.held_for(by.organisation.slug),
    }
    refused = request.method == "POST"
    return render(request, "providers/seal_new.html", context, status=REFUSED if refused else 200)


@require_http_methods(_ANSWERS)
@for_members("manage")
def seal_retire(request: HttpRequest) -> HttpResponse:
    """What doing without means, and then do without."""
    by = acting(request)
    if seals.present(by.organisation) is None:
        return redirect("organisation-seal", by.organisation.slug)
    if request.method == "POST":
        actions.retire_seal(by)
        tell(request, "providers.seal.gone")
        return redirect("organisation-seal", by.organisation.slug)
    return render(request, "providers/seal_retire.html")
