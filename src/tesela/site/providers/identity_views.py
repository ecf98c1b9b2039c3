"""Identity and keys of an organisation, and how it takes its identity to its own domain."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.providers import actions, keys
from tesela.site.providers.forms import DomainForm, say_in
from tesela.site.providers.models import Organisation
from tesela.site.providers.roles import for_members
from tesela.site.providers.settings_views import REFUSED, acting, tell
from tesela.text.catalogue import fix, say
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch, GuardedFetcher, offline
from tesela.trust.keys import did_web_address

_ANSWERS = ["GET", "HEAD", "POST"]
_CHECKS_A_MINUTE = 10


@require_safe
@for_members("manage")
def keys_page(request: HttpRequest) -> HttpResponse:
    """The identity, the key that signs, and those that signed before."""
    listed = acting(request).organisation.keys.order_by("-made_at", "-pk")
    return render(request, "providers/keys.html", {"keys": listed})


@require_http_methods(_ANSWERS)
@for_members("manage")
def key_new(request: HttpRequest) -> HttpResponse:
    """What a new key means, and then make it."""
    by, problem = acting(request), None
    if by.organisation.domain:
        return redirect("organisation-domain", by.organisation.slug)
    if request.method == "POST":
        try:
            actions.change_key(by)
        except TeselaError as error:
            problem = error
        else:
            tell(request, "providers.key.made")
            return redirect("organisation-keys", by.organisation.slug)
    context = {"problem": problem}
    return render(request, "providers/key_new.html", context, status=REFUSED if problem else 200)


@require_http_methods(_ANSWERS)
@for_members("manage")
def domain(request: HttpRequest) -> HttpResponse:
    """Name the domain; place the file; have it checked."""
    by, problem, language = acting(request), None, language_of(request)
    form = DomainForm(language=language, initial={"domain": by.organisation.domain})
    if request.method == "POST" and "check" in request.POST:
        if asked_too_often(request, "domain-check", _CHECKS_A_MINUTE):
            return too_often(request, "api.too_often")
        try:
            actions.take_domain(by, _fetch())
        except TeselaError as error:
            problem = error.problem
        else:
            tell(request, "providers.domain.taken")
            return redirect("organisation-keys", by.organisation.slug)
    elif request.method == "POST":
        form = DomainForm(request.POST, language=language)
        if form.is_valid():
            try:
                actions.prepare_domain(by, form.cleaned_data["domain"])
            except TeselaError as error:
                say_in(form, "domain", error)
            else:
                return redirect("organisation-domain", by.organisation.slug)
    waiting = by.organisation.keys.filter(waiting=True).first()
    identity = waiting.method.partition("#")[0] if waiting else ""
    context = {
        "form": form,
        "problem": problem,
        "problem_said": say(problem.code, language, **problem.data) if problem else "",
        "problem_advice": fix(problem.code, language, **problem.data) if problem else "",
        "identity": identity,
        "address": did_web_address(identity) if identity else "",
        "file": _file(by.organisation, identity) if identity else "",
    }
    refused = problem is not None or bool(form.errors)
    return render(request, "providers/domain.html", context, status=REFUSED if refused else 200)


@require_safe
@for_members("manage")
def domain_file(request: HttpRequest) -> HttpResponse:
    """The file to place."""
    organisation = acting(request).organisation
    waiting = organisation.keys.filter(waiting=True).first()
    if waiting is None and not organisation.domain:
        raise Http404
    identity = (waiting.method if waiting else organisation.identity).partition("#")[0]
    answer = HttpResponse(_file(organisation, identity), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="did.json"'
    return answer


def _file(organisation: Organisation, identity: str) -> str:
    return json.dumps(keys.document(organisation, identity), indent=2) + "\n"


def _fetch() -> Fetch:
    """Without a memory: whoever has just mended the file wants it read anew."""
    return offline if settings.FETCH_NOTHING else GuardedFetcher()
