"""What lists show: descriptions with their state, and public editions to copy from."""

from dataclasses import dataclass
from typing import Any, Literal

from django.core.paginator import Page, Paginator
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString

from tesela.model.description import DescriptionUnfitError
from tesela.site.design.drawing import drawn_small, tile_facts
from tesela.site.design.models import Description, Edition
from tesela.site.design.publishing import draft
from tesela.site.design.words import plain
from tesela.site.providers.models import Organisation

ON_A_PAGE = 25
State = Literal["draft", "published", "changed"]


@dataclass(frozen=True)
class Listed:
    """One description in the list of its organisation."""

    description: Description
    state: State
    version: str
    tile: SafeString


def listed(
    organisation: Organisation, query: str, number: str | None
) -> tuple[Page[Any], list[Listed]]:
    """Page `number` of the descriptions whose titles contain `query`, the last changed first."""
    newest = Edition.objects.filter(description=OuterRef("pk")).order_by("-published_at", "-pk")
    found: QuerySet[Any] = organisation.descriptions.annotate(
        version=Subquery(newest.values("version")[:1], output_field=CharField()),
        edition=Subquery(newest.values("pk")[:1]),
    ).order_by("-changed_at", "-pk")
    if query:
        found = found.filter(words__contains=plain(query))
    page = Paginator(found, ON_A_PAGE).get_page(number)
    editions = Edition.objects.filter(pk__in=[one.edition for one in page if one.edition])
    frozen = {pk: bytes(form) for pk, form in editions.values_list("pk", "frozen")}
    return page, [_listed(one, organisation, frozen) for one in page]


def editions(query: str, organisation: Organisation | None = None) -> QuerySet[Edition]:
    """The newest edition of each achievement whose titles contain `query`."""
    newest = (
        Edition.objects.filter(description=OuterRef("description"))
        .order_by("-published_at", "-pk")
        .values("pk")[:1]
    )
    found = Edition.objects.filter(pk=Subquery(newest)).select_related("description__organisation")
    if organisation:
        found = found.filter(description__organisation=organisation)
    return found.filter(words__contains=plain(query)).order_by("-published_at", "-pk")


def _listed(one: Any, organisation: Organisation, frozen: dict[int, bytes]) -> Listed:
    one.organisation = organisation
    version, edition = one.version or "", one.edition
    tile = SafeString("")
    state: State = "published" if edition else "draft"
    try:
        achievement = draft(one, version or "1")
        tile = drawn_small(tile_facts(achievement))
        if edition and achievement.frozen_form != frozen[edition]:
            state = "changed"
    except (DescriptionUnfitError, ValueError):
        state = "changed" if edition else "draft"
    return Listed(one, state, version, tile)
