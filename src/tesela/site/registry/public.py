"""The registry for everybody: search, a provider's page and history, and the feed for machines.

`/registry/feed.json` is the signed head, `/registry/parts/DIGEST.json` a part
of it, `/registry/providers.json` both in one file (`trust.provider_registry`).
All have an ETag; a part never changes.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import conditional_page, require_safe

from tesela.site.languages import language_of
from tesela.site.registry import publishing, shown
from tesela.site.registry.entries import by_name, entry_of
from tesela.site.registry.forms import DayForm, SearchForm
from tesela.site.registry.models import Feed, FeedPart, Provider
from tesela.text.localized import LocalizedText

_A_PAGE = 50
_SECONDS = 300
_FOR_EVER = "public, max-age=31536000, immutable"


def _running() -> Any:
    of = publishing.authority()
    if of is None:
        raise Http404
    return of


@require_safe
def registry(request: HttpRequest) -> HttpResponse:
    """The list of providers, and a search in it."""
    authority = _running()
    form = SearchForm(request.GET, language=language_of(request))
    found = Provider.objects.select_related("source").order_by("title", "pk")
    if form.is_valid():
        asked = form.cleaned_data
        q = asked.get("q", "").strip()
        if ":" in q and by_name(q).exists():
            found = found.filter(pk__in=by_name(q).values("pk"))
        else:
            for word in q.casefold().split()[:8]:
                found = found.filter(words__contains=word)
        if asked.get("country"):
            found = found.filter(country=asked["country"])
        if asked.get("status"):
            found = found.filter(status=asked["status"])
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "authority": authority,
        "form": form,
        "page": page,
        "feed": publishing.current(),
    }
    return render(request, "registry/registry.html", context)


@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """A provider as of a day (`?on=2026-05-01`), else as of now."""
    authority, found = _running(), _found(slug)
    entry, form = entry_of(found), DayForm(request.GET, language=language_of(request))
    day = form.cleaned_data.get("on") if form.is_valid() else None
    moment = shown.end_of(day) if day else datetime.now(UTC)
    context = {
        "authority": authority,
        "provider": found,
        "entry": entry,
        "name": LocalizedText(entry.latest.name or entry.latest.legal_name),
        "held": shown.held(entry, moment),
        "day": moment.date(),
        "is_now": day is None or day >= datetime.now(UTC).date(),
        "form": form,
        "elsewhere": shown.elsewhere(found, entry),
    }
    return render(request, "registry/provider.html", context)


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every word the registry ever said of a provider."""
    authority, found = _running(), _found(slug)
    entry = entry_of(found)
    context = {
        "authority": authority,
        "provider": found,
        "name": LocalizedText(entry.latest.name or entry.latest.legal_name),
        "changes": shown.changes(entry),
    }
    return render(request, "registry/history.html", context)


@require_safe
@conditional_page
def provider_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The entry as the feed has it; what is signed is the feed."""
    _running()
    written = entry_of(_found(slug)).model_dump(mode="json", exclude_none=True)
    return for_machines(json.dumps(written, ensure_ascii=False).encode())


@require_safe
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    """The signed head."""
    return for_machines(bytes(present().head))


@require_safe
@conditional_page
def whole(request: HttpRequest) -> HttpResponse:
    """The signed head with all its parts."""
    return for_machines(publishing.whole(present()))


@require_safe
def part(request: HttpRequest, digest: str) -> HttpResponse:
    """A part of the present feed, or of one that was replaced a short while ago."""
    found = FeedPart.objects.filter(digest=digest).first()
    if found is None:
        raise Http404
    answer = for_machines(bytes(found.octets))
    answer["Cache-Control"] = _FOR_EVER
    return answer


def present() -> Feed:
    """The present edition; to be called by views only."""
    found = publishing.current()
    if found is None:
        raise Http404
    return found


def for_machines(octets: bytes, media_type: str = "application/json") -> HttpResponse:
    """What anybody's programs may read from anywhere."""
    answer = HttpResponse(octets, content_type=media_type)
    answer["Cache-Control"] = f"public, max-age={_SECONDS}"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _found(slug: str) -> Provider:
    return get_object_or_404(Provider.objects.select_related("source", "organisation"), slug=slug)
