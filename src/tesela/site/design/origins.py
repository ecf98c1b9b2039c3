"""Where values came from that were taken out of a file, for as long as they still stand.

A value is known again by what it says, not by its number: parts of a list
move, and a text may be translated, without being another value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from babel.dates import format_date

from tesela.site.components.templatetags.words import locale_of_language
from tesela.site.design.models import Description, TakenValue
from tesela.site.design.page_form import Note
from tesela.site.design.state import page_of
from tesela.text.catalogue import say

PLACES = ("page", "paragraph", "cell", "member", "activity", "part")
"""Kinds of places (`model.draft.Place`); each has its words, `drafts.place.<kind>`."""


@dataclass(frozen=True)
class Origin(Note):
    """Where a value was found, as it stands beside its field."""

    @property
    def heading(self) -> str:
        return "drafts.origin"


def origins(description: Description, page: str, language: str) -> list[tuple[str, Origin]]:
    """JSON Pointer and origin of every value on the page that is still as it was taken.

    `page` names one of `outline.PAGES`.
    """
    taken = description.taken_values.select_related("taken_by").order_by("pk")
    placed = (
        (where_now(description.content, one.path, one.value), one)
        for one in taken
        if page_of(one.path) == page
    )
    return [(path, _origin(one, language)) for path, one in placed if path is not None]


def where_now(content: Mapping[str, Any], path: str, value: Any) -> str | None:
    """Where the value stands now; None where nothing says it any more.

    Looked for at `path` first, then in the other parts of the lists that it passes.
    """
    steps = path.removeprefix("/").split("/")
    places = sorted(_places(content, steps, ""), key=lambda found: found[0] != path)
    return next((place for place, held in places if still_says(held, value)), None)


def still_says(held: Any, taken: Any) -> bool:
    """Whether `held` says everything that was taken; texts in more languages may have joined it."""
    if isinstance(taken, dict):
        return isinstance(held, dict) and all(
            name in held and still_says(held[name], member) for name, member in taken.items()
        )
    return bool(held == taken)


def place_words(kind: str, name: str, language: str) -> str:
    """A place in a file in words: “Page 2”."""
    return say(
        f"drafts.place.{kind}" if kind in PLACES else "drafts.place.part", language, name=name
    )


def _places(held: Any, steps: Sequence[str], before: str) -> Iterator[tuple[str, Any]]:
    if not steps:
        yield before, held
    elif isinstance(held, dict) and steps[0] in held:
        yield from _places(held[steps[0]], steps[1:], f"{before}/{steps[0]}")
    elif isinstance(held, list):
        for at, part in enumerate(held):
            yield from _places(part, steps[1:], f"{before}/{at}")


def _origin(taken: TakenValue, language: str) -> Origin:
    by = taken.taken_by.shown_name if taken.taken_by else "–"
    day = format_date(
        taken.taken_at.astimezone(UTC).date(), "long", locale=locale_of_language(language)
    )
    place = place_words(taken.place_kind, taken.place_name, language)
    said = say(
        "drafts.origin.text", language, file=taken.file_name, place=place, excerpt=taken.excerpt
    )
    return Origin("origin", said, say("drafts.origin.taken", language, by=by, day=day))
