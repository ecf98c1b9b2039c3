"""The pages on which an authority runs the registry."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.site.languages import language_of
from tesela.site.providers.forms import say_in
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import for_members
from tesela.site.providers.settings_views import REFUSED, acting, tell
from tesela.site.registry import actions, harvesting, publishing, shown, taking
from tesela.site.registry.entries import entry_of
from tesela.site.registry.forms import (
    EvidenceForm,
    ImportForm,
    ProviderForm,
    ReasonForm,
    SourceForm,
    StatusForm,
)
from tesela.site.registry.models import Provider, Source
from tesela.site.verifier.actions import fetcher
from tesela.text.errors import TeselaError
from tesela.trust.provider_entries import Status
from tesela.trust.provider_imports import MOST_BYTES, READERS

_ANSWERS = ["GET", "HEAD", "POST"]
_A_PAGE = 50
_MOST_ORGANISATIONS = 200
_MOST_FAULTS = 200
_log = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def for_authority(view: View) -> View:
    """View decorator: for whoever runs the registry; to others its pages do not exist."""

    @for_members("manage")
    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not actions.may_run(acting(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return seen


def own(slug: str) -> Provider:
    """An entry of this registry, not one that was read from elsewhere."""
    return get_object_or_404(Provider.objects.filter(source=None), slug=slug)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _status(request: HttpRequest) -> int:
    return REFUSED if request.method == "POST" else 200


def to_provider(by: Membership, provider: Provider) -> HttpResponse:
    """On to the page of a provider."""
    return redirect("registry-own", by.organisation.slug, provider.slug)


@require_safe
@for_authority
def run(request: HttpRequest) -> HttpResponse:
    """The providers, organisations that are not in yet, the feed, other registries."""
    known = Provider.objects.filter(source=None)
    page = Paginator(known.order_by("title", "pk"), _A_PAGE).get_page(request.GET.get("page"))
    missing = Organisation.objects.exclude(
        pk__in=known.exclude(organisation=None).values("organisation")
    )
    context = {
        "page": page,
        "missing": missing.order_by("slug")[:_MOST_ORGANISATIONS],
        "feed": publishing.current(),
        "sources": Source.objects.order_by("pk"),
    }
    return render(request, "registry/run.html", context)


@require_http_methods(_ANSWERS)
@for_authority
def add(request: HttpRequest) -> HttpResponse:
    """A provider by hand."""
    by = acting(request)
    language = language_of(request)
    form = ProviderForm(_sent(request), language=language, initial={"main": language})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add(by, {**form.said_of_it, **_since(form)})
        except TeselaError as error:
            say_in(form, "legal_name", error)
        else:
            tell(request, "registry.added")
            return to_provider(by, made)
    return render(request, "registry/add.html", {"form": form}, status=_status(request))


@require_http_methods(_ANSWERS)
@for_authority
def add_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation of this service: what it says of itself, and its keys."""
    by = acting(request)
    of = get_object_or_404(Organisation, slug=slug)
    problem = None
    if request.method == "POST":
        try:
            # Pages tell days: who is added today was there on the whole of this day.
            today = shown.start_of(datetime.now(UTC).date())
            made = actions.add(by, {**actions.organisation_says(of), "since": today}, of)
        except TeselaError as error:
            problem = error.problem
        else:
            tell(request, "registry.added")
            return to_provider(by, made)
    context = {"of": of, "said": actions.organisation_says(of), "problem": problem}
    return render(request, "registry/add_organisation.html", context, status=_status(request))


@require_safe
@for_authority
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """A provider: what is said of it, and what can be done."""
    provider = own(slug)
    entry = entry_of(provider)
    context = {"provider": provider, "record": entry.latest, "records": len(entry.records)}
    return render(request, "registry/own.html", context)


@require_http_methods(_ANSWERS)
@for_authority
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Something else holds of a provider."""
    by, provider = acting(request), own(slug)
    record = entry_of(provider).latest
    form = ProviderForm(_sent(request), language=language_of(request), record=record)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(by, provider, form.said_of_it, form.cleaned_data["since"])
        except TeselaError as error:
            say_in(form, "legal_name", error)
        else:
            tell(request, "form.saved")
            return to_provider(by, provider)
    context = {"form": form, "provider": provider}
    return render(request, "registry/change.html", context, status=_status(request))


@for_authority
@require_http_methods(["POST"])
def renew(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over what the organisation of this service says now."""
    by, provider = acting(request), own(slug)
    actions.refresh_from_organisation(by, provider)
    tell(request, "form.saved")
    return to_provider(by, provider)


@require_http_methods(_ANSWERS)
@for_authority
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """A statement of accreditation or quality assurance more."""
    by, provider = acting(request), own(slug)
    form = EvidenceForm(_sent(request), language=language_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_evidence(by, provider, form.evidence)
        except TeselaError as error:
            say_in(form, "kind", error)
        else:
            tell(request, "form.saved")
            return to_provider(by, provider)
    context = {"form": form, "provider": provider}
    return render(request, "registry/evidence.html", context, status=_status(request))


@require_http_methods(_ANSWERS)
@for_authority
def take_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A statement counts no more."""
    by, provider, language = acting(request), own(slug), language_of(request)
    held = entry_of(provider).latest.evidence
    if number >= len(held):
        raise Http404
    form = ReasonForm(_sent(request), language=language)
    if request.method == "POST" and form.is_valid():
        reason = actions.said_in(language, form.cleaned_data["reason"])
        actions.take_back_evidence(by, provider, number, reason)
        tell(request, "form.saved")
        return to_provider(by, provider)
    context = {"form": form, "provider": provider, "statement": held[number]}
    return render(request, "registry/take_back.html", context, status=_status(request))


@require_http_methods(_ANSWERS)
@for_authority
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Suspend, withdraw or reinstate a provider, with its successor."""
    by, provider, language = acting(request), own(slug), language_of(request)
    present = entry_of(provider).latest.status.value
    form = StatusForm(_sent(request), language=language, present=present)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.set_status(
                by,
                provider,
                Status(given["status"]),
                actions.said_in(language, given["reason"]),
                since=given["since"],
                successor=_named(given["successor"]),
            )
        except TeselaError as error:
            at = (
                "successor" if "succ" in error.code or error.code == "registry.circle" else "status"
            )
            say_in(form, at, error)
        else:
            tell(request, "form.saved")
            return to_provider(by, provider)
    context = {"form": form, "provider": provider, "record": entry_of(provider).latest}
    return render(request, "registry/decide.html", context, status=_status(request))


def _named(address: str) -> Provider | None:
    """The provider at an address or with a slug. Raises TeselaError `registry.no_successor`."""
    name = address.strip().rstrip("/").rpartition("/")[2]
    found = Provider.objects.filter(slug=name).first() if name else None
    if name and found is None:
        raise TeselaError("registry.no_successor", name=name)
    return found


def _since(form: ProviderForm) -> dict[str, Any]:
    day = form.cleaned_data["since"]
    return {"since": shown.start_of(day)} if day else {}


@require_http_methods(_ANSWERS)
@for_authority
def source_add(request: HttpRequest) -> HttpResponse:
    """Name another registry to read."""
    by = acting(request)
    form = SourceForm(_sent(request), language=language_of(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            harvesting.add_source(by, given["address"], given["key"])
        except TeselaError as error:
            say_in(form, "address", error)
        else:
            tell(request, "registry.sources.added")
            return redirect("registry-run", by.organisation.slug)
    return render(request, "registry/source_add.html", {"form": form}, status=_status(request))


@for_authority
@require_http_methods(["POST"])
def source_read(request: HttpRequest, number: int) -> HttpResponse:
    """Read its feed now; what went wrong stands beside it."""
    by = acting(request)
    source = get_object_or_404(Source, pk=number)
    try:
        harvesting.read_source(by, source, fetcher())
    except TeselaError as error:
        _log.warning("a registry was not read: %s", error.code)
    else:
        tell(request, "registry.sources.done")
    return redirect("registry-run", by.organisation.slug)


@require_http_methods(_ANSWERS)
@for_authority
def source_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Read it no more and forget what was read: what that means, then the deed."""
    by, source = acting(request), get_object_or_404(Source, pk=number)
    if request.method == "POST":
        harvesting.clear(by, source)
        tell(request, "registry.sources.removed")
        return redirect("registry-run", by.organisation.slug)
    context = {"source": source, "count": source.providers.count()}
    return render(request, "registry/source_remove.html", context)


@require_http_methods(_ANSWERS)
@for_authority
def take_list(request: HttpRequest) -> HttpResponse:
    """Add the providers of a list that somebody else keeps."""
    by, language = acting(request), language_of(request)
    form = ImportForm(language=language, kinds=READERS)
    found: list[tuple[int, str, str]] = []
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES, language=language, kinds=READERS)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            above = given["of_lists"]
            count, faults = taking.take(
                by,
                given["kind"],
                given["file"].read(MOST_BYTES + 1),
                above.read(MOST_BYTES + 1) if above else None,
            )
        except TeselaError as error:
            say_in(form, "file", error)
        else:
            if count:
                tell(request, "registry.import.done")
                return redirect("registry-run", by.organisation.slug)
            found = [
                (one.row, one.problem.message(language), one.problem.fix(language))
                for one in faults[:_MOST_FAULTS]
            ]
    context = {"form": form, "problems": found, "problem": bool(found)}
    return render(request, "registry/import.html", context, status=_status(request))
