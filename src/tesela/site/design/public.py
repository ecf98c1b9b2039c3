"""The public page of an achievement, for people and for machines."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from tesela.model.description import DescriptionUnfitError
from tesela.site.addresses import own_path
from tesela.site.design import publishing
from tesela.site.design.drawing import picture
from tesela.site.design.models import Description, Edition
from tesela.site.design.shown import Shown, shown
from tesela.site.design.views import described
from tesela.site.endorsements.shown import in_words
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members
from tesela.site.staff import shown as staff

JSON_LD = "application/ld+json"
_FOR_EVER = "public, max-age=31536000, immutable"
_MOST_VERSIONS = 50


@require_safe
def achievement(request: HttpRequest, organisation: str, description: str) -> HttpResponse:
    """The newest edition."""
    found = _editions(organisation, description).order_by("-published_at", "-pk").first()
    if found is None:
        raise Http404
    if _wants_json(request):
        return redirect("edition-jsonld", organisation, description, found.version)
    return _page(request, found, newest=found.version)


@require_safe
def edition(
    request: HttpRequest, organisation: str, description: str, version: str
) -> HttpResponse:
    """One edition; this address is its IRI."""
    found = get_object_or_404(_editions(organisation, description), version=version)
    if _wants_json(request):
        return _machine_form(request, found)
    newest = (
        Edition.objects.filter(description=found.description_id)
        .order_by("-published_at", "-pk")
        .values_list("version", flat=True)
        .first()
    )
    return _page(request, found, newest=newest or version)


@require_safe
def machine_form(
    request: HttpRequest, organisation: str, description: str, version: str
) -> HttpResponse:
    """The exact bytes that credentials pin."""
    return _machine_form(
        request, get_object_or_404(_editions(organisation, description), version=version)
    )


@require_safe
@for_members("see")
def preview(request: HttpRequest, description: str) -> HttpResponse:
    """The public page as it would be if the draft were published now."""
    found = described(request, description)
    last = publishing.last_edition(found)
    version = str(int(last.version) + 1) if last else "1"
    try:
        drafted = publishing.draft(found, version)
    except DescriptionUnfitError:
        return redirect("description-check", found.organisation.slug, found.slug)
    language = _language(request, found.languages)
    context = {
        "description": found,
        "shown": shown(drafted, language),
        "tile": picture(drafted, language),
        "draft": True,
    }
    return render(request, "design/public.html", context)


def _editions(organisation: str, description: str):  # type: ignore[no-untyped-def]
    return Edition.objects.filter(
        description__slug=description, description__organisation__slug=organisation
    ).select_related("description__organisation", "description__copied_from")


def _page(request: HttpRequest, found: Edition, newest: str) -> HttpResponse:
    described: Description = found.description
    achievement = found.achievement
    language = _language(request, achievement.title)
    page: Shown = shown(achievement, language)
    context = {
        "edition": found,
        "description": described,
        "organisation": described.organisation,
        "shown": page,
        "tile": picture(achievement, language),
        "newest": newest,
        "stated_origin": achievement.derived_from is not None,
        "needs": [(dict(one.title), own_path(one.id or ""), one.id) for one in achievement.needs],
        "staff": staff.shown(described.organisation),
        "endorsed": in_words(found, language_of(request)),
        "versions": list(
            Edition.objects.filter(description=described)
            .order_by("-published_at", "-pk")
            .values("version", "published_at")[:_MOST_VERSIONS]
        ),
    }
    answer = render(request, "design/public.html", context)
    answer.headers["Link"] = f'<{found.iri}.jsonld>; rel="alternate"; type="{JSON_LD}"'
    patch_vary_headers(answer, ("Accept",))
    return answer


def _language(request: HttpRequest, written) -> str:  # type: ignore[no-untyped-def]
    """The language of the content: the one asked for, if it is written in it, else the reader's."""
    asked = request.GET.get("in", "")[:35]
    return asked if asked in written else language_of(request)


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", JSON_LD]) == JSON_LD


def _machine_form(request: HttpRequest, found: Edition) -> HttpResponse:
    data = bytes(found.public)
    tag = f'"{sha256(data).hexdigest()}"'
    known = request.headers.get("If-None-Match", "")[:2000]
    answer: HttpResponse = (
        HttpResponseNotModified()
        if tag in known or known.strip() == "*"
        else HttpResponse(data, content_type=JSON_LD)
    )
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = _FOR_EVER
    answer.headers["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(answer, ("Accept",))
    return answer
