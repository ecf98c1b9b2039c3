"""From a file to a draft: what is done with it, one function a verb.

1. `read`: bytes → what a person is shown. Nothing is stored.
2. `make`: what the person took → a draft, with the origin of each value. The
   draft, the origins and the entry in the log are stored together or not at all.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from tesela import drafting
from tesela.model.description import DescriptionUnfitError
from tesela.model.draft import Draft
from tesela.site.classes.reading import storable
from tesela.site.design import publishing
from tesela.site.design.drawing import tile_facts
from tesela.site.design.models import Description, TakenValue
from tesela.site.design.reading import with_handles
from tesela.site.design.referring import label_in
from tesela.site.design.starting import start_from_file
from tesela.site.drafts.carried import Shown
from tesela.site.drafts.reading import read_apart
from tesela.site.drafts.suggesting import links
from tesela.site.providers.models import Organisation
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText

MOST_FOUND = 600
"""Finds that one page shows; a syllabus has some twenty."""
_FROM_HERE = ("3", "4")
"""Elements of Annex I that are never a gap: the organisation awards, unless a body is named."""
_LONGEST_NAME = 255
_LONGEST_PLACE = 300
_LONGEST_EXCERPT = 600


class UnfitFindsError(TeselaError):
    """What was taken is no description; `finds` are the numbers of those that do not fit."""

    def __init__(self, finds: Collection[int]) -> None:
        super().__init__("drafts.unfit.together")
        self.finds = frozenset(finds)


def read(name: str, content: bytes, language: str | None) -> Shown:
    """What the file says, and what its words suggest; to be shown, and not stored.

    Raises TeselaError with what `drafting` says of a file that it cannot read,
    `drafts.too_much`, or `drafts.nothing` for one without a single find.
    """
    draft = _without_what_comes_from_here(read_apart(name, content, language))
    if not draft.found:
        raise TeselaError("drafts.nothing", name=draft.source.name)
    if len(draft.found) > MOST_FOUND:
        raise TeselaError("drafts.too_much")
    return Shown(draft, links(draft))


def make(
    organisation: Organisation,
    actor: int,
    shown: Shown,
    *,
    taken: Collection[int],
    linked: Collection[int],
    title: Mapping[str, str],
) -> Description:
    """A draft of what was taken.

    `taken` and `linked` are numbers of finds and links; `title` is what the
    person wrote, which comes before what was found. Raises TeselaError
    `drafts.name.missing`, and UnfitFindsError where the model refuses.
    """
    if title:
        taken = [number for number in taken if shown.draft.found[number].path != "title"]
    content = drafting.described(shown.draft, taken)
    where = settled(shown.draft, taken)
    if title:
        content["title"] = dict(title)
    if not content.get("title"):
        raise TeselaError("drafts.name.missing")
    _link(content, shown, where, linked)
    with_handles(content.get("learning_outcomes", ()))
    content = _fitting(organisation, content, where)
    with transaction.atomic():
        made = start_from_file(
            organisation,
            content,
            actor,
            file_digest=shown.draft.source.digest,
            values=len(taken),
        )
        TakenValue.objects.bulk_create(_origins(made, actor, shown.draft, where))
    return made


def _without_what_comes_from_here(draft: Draft) -> Draft:
    """Who issues is the organisation, with its own country; no file says otherwise."""
    found = tuple(
        one for one in draft.found if one.path.partition(".")[0] not in publishing.FROM_ELSEWHERE
    )
    gaps = tuple(number for number in draft.gaps if number not in _FROM_HERE)
    return replace(draft, found=found, gaps=gaps)


def settled(draft: Draft, taken: Collection[int]) -> dict[int, str]:
    """Where each value that was taken stands in the description, as a JSON Pointer.

    Parts of lists move up where a part before them was left.
    """
    paths = {number: draft.found[number].path.split(".") for number in sorted(taken)}
    parts: dict[tuple[str, ...], set[int]] = {}
    for steps in paths.values():
        for at, step in enumerate(steps):
            if step.isdigit():
                parts.setdefault(tuple(steps[:at]), set()).add(int(step))
    return {
        number: "".join(
            f"/{sorted(parts[tuple(steps[:at])]).index(int(step)) if step.isdigit() else step}"
            for at, step in enumerate(steps)
        )
        for number, steps in paths.items()
    }


def _link(
    content: dict[str, Any], shown: Shown, where: Mapping[int, str], linked: Collection[int]
) -> None:
    """Put the links that were taken beside their outcomes, where these were taken too."""
    for number in sorted(linked):
        link = shown.links[number]
        _, member, *rest = where.get(link.found, "/").split("/")
        if member != "learning_outcomes" or not rest:
            continue
        outcome = content[member][int(rest[0])]
        label = label_in(LocalizedText(link.label), tuple(content["title"]))
        reference: dict[str, Any] = {"framework": link.framework, "label": label}
        reference |= {"uri": link.uri} if link.uri else {}
        reference |= {"code": link.code} if link.code else {}
        outcome.setdefault("references", []).append(reference)


def _fitting(
    organisation: Organisation, content: dict[str, Any], where: Mapping[int, str]
) -> dict[str, Any]:
    """The content as a draft holds it. Raises UnfitFindsError."""
    unsaved = Description(organisation=organisation, slug="draft", content=content)
    try:
        achievement = publishing.draft(unsaved)
        tile_facts(achievement)
    except DescriptionUnfitError as error:
        unfit = [number for misfit in error.misfits for number in _at(misfit.path, where)]
        raise UnfitFindsError(unfit) from error
    except ValueError as error:
        raise UnfitFindsError(()) from error
    return publishing.content_of(achievement)


def _at(path: str, where: Mapping[int, str]) -> list[int]:
    """The finds at a misfit; where something lacks, those beside it."""
    while path:
        if found := [number for number, place in where.items() if _touch(place, path)]:
            return found
        path = path.rpartition("/")[0]
    return []


def _touch(one: str, other: str) -> bool:
    """Whether one JSON Pointer is the other, or leads into it."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _origins(
    made: Description, actor: int, draft: Draft, where: Mapping[int, str]
) -> list[TakenValue]:
    at = datetime.now(UTC)
    return [
        TakenValue(
            description=made,
            path=path,
            value=_held(made.content, path),
            place_kind=draft.found[number].where.kind,
            place_name=storable(draft.found[number].where.name)[:_LONGEST_PLACE],
            excerpt=storable(draft.found[number].where.excerpt)[:_LONGEST_EXCERPT],
            rule=draft.found[number].rule,
            file_name=storable(draft.source.name)[:_LONGEST_NAME],
            file_digest=draft.source.digest,
            taken_by_id=actor,
            taken_at=at,
        )
        for number, path in where.items()
    ]


def _held(content: Any, path: str) -> Any:
    for step in path.removeprefix("/").split("/"):
        content = content[int(step) if isinstance(content, list) else step]
    return content
