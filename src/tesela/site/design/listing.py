"""What lists show: descriptions with their state, and public editions to copy from."""

from dataclasses import dataclass
from typing import Literal

from django.core.paginator import Paginator
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString
from pydantic import ValidationError

from tesela.model.description import DescriptionUnfitError
from tesela.site.design.drawing import drawn_small, tile_facts
from tesela.site.design.models import Description, Edition
from tesela.site.design.publishing import draft
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


def listed(organisation: Organisation, query: str, number: str | None) -> tuple[Paginator, object]:  # type: ignore[type-arg]
    """The page `number` of the descriptions whose titles contain `query`, the newest first."""
    newest = Edition.objects.filter(description=OuterRef("pk")).order_by("-published_at", "-pk")
    found = organisation.descriptions.annotate(
        version=Subquery(newest.values("version")[:1], output_field=CharField()),
        edition=Subquery(newest.values("pk")[:1]),
    ).order_by("-changed_at", "-pk")
    if query:
        found = found.filter(words__contains=query.casefold())
    paginator = Paginator(found, ON_A_PAGE)
    page = paginator.get_page(number)
    frozen = dict(
        Edition.objects.filter(pk__in=[one.edition for one in page if one.edition]).values_list(
            "pk", "frozen"
        )
    )
    page.object_list = [_listed(one, organisation, frozen) for one in page]  # type: ignore[assignment]
    return paginator, page


def editions(query: str, organisation: Organisation | None = None) -> "QuerySet[Edition]":
    """The newest edition of each achievement whose titles contain `query`."""
    newest = (
        Edition.objects.filter(description=OuterRef("description"))
        .order_by("-published_at", "-pk")
        .values("pk")[:1]
    )
    found = Edition.objects.filter(pk=Subquery(newest)).select_related("description__organisation")
    if organisation:
        found = found.filter(description__organisation=organisation)
    return found.filter(words__contains=query.casefold()).order_by("-published_at", "-pk")


def _listed(one: Description, organisation: Organisation, frozen: dict[int, bytes]) -> Listed:
    one.organisation = organisation
    version, edition = one.version or "", one.edition  # type: ignore[attr-defined]
    tile = SafeString("")
    state: State = "published" if edition else "draft"
    try:
        achievement = draft(one, version or "1")
        tile = drawn_small(tile_facts(achievement))
        if edition and achievement.frozen_form != bytes(frozen[edition]):
            state = "changed"
    except (DescriptionUnfitError, ValidationError, ValueError):
        state = "changed" if edition else "draft"
    return Listed(one, state, version, tile)
