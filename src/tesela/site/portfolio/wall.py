"""The wall of tiles: all that a person holds, own awards and credentials from elsewhere alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from tesela.site.accounts.models import User
from tesela.site.awards.models import Award
from tesela.site.portfolio.links import token_of
from tesela.site.portfolio.models import Holding, Imported
from tesela.site.portfolio.sharing import Item
from tesela.site.portfolio.shown import kept_verdict, stated
from tesela.site.verifier.facts import Line
from tesela.text.catalogue import say

_A_PAGE = 24
_STATES = {
    "withdrawn": "portfolio.wall.withdrawn",
    "suspended": "portfolio.wall.suspended",
    "superseded": "portfolio.wall.superseded",
}


@dataclass(frozen=True)
class Piece:
    """One tile on the wall, with its words."""

    key: str
    address: str
    title: Line
    issuers: Sequence[Line]
    on: date | None
    state: str
    """What is to be said of its state, in words; empty where all is well."""
    tile: str
    """Address of its picture; empty for credentials from elsewhere, which show none."""


def key_of(item: Item) -> str:
    """By what forms name an item."""
    return f"a-{item.pk}" if isinstance(item, Award) else f"i-{item.pk}"


def held(user: User) -> dict[str, Item]:
    """Key → all that the user holds, the latest first; without the bytes of what was imported."""
    found: list[Item] = [
        holding.award
        for holding in Holding.objects.filter(user=user).select_related(
            "award__organisation", "award__edition__description"
        )
    ]
    found += Imported.objects.filter(user=user).defer("content")
    found.sort(key=lambda item: (_day(item) or date.min, str(item.pk)), reverse=True)
    return {key_of(item): item for item in found}


def wall(user: User, language: str, number: str | None) -> tuple[Page[Any], list[Piece]]:
    """One page of the wall."""
    page = Paginator(list(held(user).values()), _A_PAGE).get_page(number)
    return page, [piece(item, language) for item in page.object_list]


def piece(item: Item, language: str) -> Piece:
    """One item as its tile says it."""
    said = stated(item)
    if isinstance(item, Award):
        from_here = _STATES.get(item.state, "")
        return Piece(
            key_of(item),
            reverse("learner-award", args=[token_of(item)]),
            said.title(language),
            said.issuers(language),
            item.awarded_on,
            say(from_here, language) if from_here else "",
            reverse("tile", args=[item.edition_id]),
        )
    verdict = kept_verdict(item, language)
    title = said.title(language)
    return Piece(
        key_of(item),
        reverse("imported", args=[item.pk]),
        title if title[1] else (language, item.name or say("portfolio.import.unnamed", language)),
        said.issuers(language),
        _day(item),
        verdict.sentence if verdict.look != "valid" else "",
        "",
    )


def _day(item: Item) -> date | None:
    if isinstance(item, Award):
        return item.awarded_on
    on = item.report.get("content", {}).get("award", {}).get("awarded_on")
    return date.fromisoformat(on) if on else None
