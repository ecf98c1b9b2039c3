"""What members do to a description: save a page, add and remove languages.

Each is one transaction. Two people may write different pages of one
description at once; on the same page the second is told (`seal`).
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction

from tesela.site.design.drawing import tile_facts
from tesela.site.design.models import Description
from tesela.site.design.nodes import Page
from tesela.site.design.outline import PAGES
from tesela.site.design.publishing import content_of, draft
from tesela.site.design.reading import Value, cleaned, with_handles
from tesela.site.design.state import texts
from tesela.text.errors import TeselaError
from tesela.text.languages import is_language_tag

MOST_BYTES = 500_000
"""Of a description; the largest example has a tenth of it."""
MOST_LANGUAGES = 30


class ChangedMeanwhileError(TeselaError):
    """Somebody else has saved the same page since it was opened; `now` is what stands there."""

    def __init__(self, now: Description) -> None:
        super().__init__("design.changed_meanwhile")
        self.now = now


def seal(description: Description, page: Page) -> str:
    """What the page says now, as 16 digits; another when somebody has saved it."""
    held = [description.content.get(name) for name in page.members]
    stated = json.dumps([held, description.languages], sort_keys=True)
    return sha256(stated.encode()).hexdigest()[:16]


def save_page(
    description: Description, page: Page, value: Value, opened: str, actor: int | None
) -> Description:
    """Put the page's members in place of those there are.

    `opened` is the seal of the page as the person has seen it. Raises
    ChangedMeanwhileError; DescriptionUnfitError with everything that does not
    fit; TeselaError `design.too_large` or `design.fault.pathway`.
    """
    with transaction.atomic():
        now = locked(description)
        if seal(now, page) != opened:
            raise ChangedMeanwhileError(now)
        members = cleaned(page, value)
        with_handles(members.get("learning_outcomes", ()))
        rest = {name: held for name, held in now.content.items() if name not in page.members}
        lost = _without_lost_outcomes(rest, members) if page.name == "outcomes" else False
        now.content = {**rest, **members}
        now.unread = [name for name in now.unread if name != page.name]
        if lost and "assessment" not in now.unread:
            now.unread.append("assessment")
        keep(now, actor)
    return now


def add_language(description: Description, tag: str, actor: int | None) -> Description:
    """From now on it is written in `tag` too. Raises TeselaError `design.language_unknown`."""
    if not is_language_tag(tag):
        raise TeselaError("design.language_unknown")
    with transaction.atomic():
        now = locked(description)
        if tag not in now.languages:
            if len(now.languages) >= MOST_LANGUAGES:
                raise TeselaError("design.language_too_many", maximum=MOST_LANGUAGES)
            now.languages = [*now.languages, tag]
            keep(now, actor)
    return now


def first_language(description: Description, tag: str, actor: int | None) -> Description:
    """Make `tag` the main language. Raises TeselaError `design.language_unknown`."""
    with transaction.atomic():
        now = locked(description)
        if tag not in now.languages:
            raise TeselaError("design.language_unknown")
        now.languages = [tag, *(one for one in now.languages if one != tag)]
        keep(now, actor)
    return now


def remove_language(description: Description, tag: str, actor: int | None) -> Description:
    """Remove the language and every text in it.

    Raises TeselaError `design.language_unknown`, and `design.language_needed`
    where some text is in no other language.
    """
    with transaction.atomic():
        now = locked(description)
        if tag not in now.languages:
            raise TeselaError("design.language_unknown")
        if len(now.languages) == 1 or alone(now.content, tag):
            raise TeselaError("design.language_needed")
        for page in PAGES:
            for text in texts(page.nodes, now.content):
                text.pop(tag, None)
        now.languages = [one for one in now.languages if one != tag]
        keep(now, actor)
    return now


def alone(content: Mapping[str, Any], tag: str) -> int:
    """How many texts are in this language only."""
    return sum(set(text) == {tag} for page in PAGES for text in texts(page.nodes, content))


def locked(description: Description) -> Description:
    """The description as it is now, kept from others until the transaction ends."""
    return (
        Description.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=description.pk)
    )


def keep(description: Description, actor: int | None) -> None:
    """Store what fits the model, and nothing else.

    Raises DescriptionUnfitError, TeselaError `design.too_large`, `design.fault.pathway`.
    """
    if len(json.dumps(description.content)) > MOST_BYTES:
        raise TeselaError("design.too_large")
    achievement = draft(description)
    try:
        tile_facts(achievement)
    except ValueError as error:
        raise TeselaError("design.fault.pathway") from error
    description.content = content_of(achievement)
    description.changed_by_id = actor
    if actor and actor not in description.written_by:
        description.written_by = [*description.written_by, actor]
    description.save()


def _without_lost_outcomes(rest: dict[str, Any], members: Value) -> bool:
    """Take outcomes that are no longer there out of the assessment; whether there were any."""
    there = {outcome["id"] for outcome in members.get("learning_outcomes", ())}
    lost = False
    parts = []
    for part in rest.get("assessment", ()):
        kept = [name for name in part.get("outcomes", ()) if name in there]
        lost = lost or len(kept) < len(part.get("outcomes", ()))
        parts.append({**part, "outcomes": kept})
    if parts:
        rest["assessment"] = parts
    return lost
