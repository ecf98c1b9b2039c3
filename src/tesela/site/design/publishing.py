"""From a draft to an edition: what is published never changes again."""

import json
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from tesela.formats import elm
from tesela.model.achievement import Achievement
from tesela.model.description import read_description
from tesela.site.design.checking import BlockedError, found_in
from tesela.site.design.models import Description, Edition
from tesela.site.design.words import words
from tesela.site.providers import audit
from tesela.text.errors import TeselaError

FROM_ELSEWHERE = ("id", "version", "issuer", "page")
"""Members of an achievement that a draft never holds: they come from the organisation."""


def draft(description: Description, version: str = "1") -> Achievement:
    """The achievement that the draft describes, as `version`.

    Raises DescriptionUnfitError with everything that does not fit yet.
    """
    stated = draft_form(description, version)
    try:
        return Achievement.model_validate(stated)
    except ValidationError:  # read again by who can say what is wrong, and where
        data = json.dumps(stated, ensure_ascii=False).encode()
        return read_description(data, description.slug).achievement


def current(description: Description) -> Achievement:
    """The draft as the version that it is, or that it will be published as.

    Raises DescriptionUnfitError.
    """
    last = last_edition(description)
    if last is None:
        return draft(description)
    same = draft(description, last.version)
    if same.frozen_form == bytes(last.frozen):
        return same
    return draft(description, _next(last))


def draft_form(description: Description, version: str = "1") -> dict[str, Any]:
    """All members of the draft, with those that come from the organisation."""
    party = description.organisation.party.model_dump(mode="json", exclude_none=True)
    return {
        **description.content,
        "issuer": party,
        "page": f"{description.address}/{version}",
        "id": description.address,
        "version": version,
    }


def content_of(achievement: Achievement) -> dict[str, Any]:
    """What a draft of this achievement holds (`Description.content`)."""
    stated = achievement.model_dump(mode="json", exclude_none=True)
    return {
        name: _without_empty(member)
        for name, member in stated.items()
        if name not in FROM_ELSEWHERE and member != []
    }


def last_edition(description: Description) -> Edition | None:
    """The newest published edition."""
    return description.editions.order_by("-published_at", "-pk").first()


def has_changed(description: Description, last: Edition) -> bool:
    """Whether the draft says anything else than its last edition.

    Raises DescriptionUnfitError.
    """
    return draft(description, last.version).frozen_form != bytes(last.frozen)


def publish(description: Description, actor: int | None) -> Edition:
    """Freeze the draft as the next version.

    Raises DescriptionUnfitError; BlockedError `design.not_ready` with the
    findings that forbid it; TeselaError `design.nothing_new` when the last
    edition says the same, `handover.nothing_new` for an institution that closed.
    """
    with transaction.atomic():
        description = (
            Description.objects.select_for_update(of=("self",))
            .select_related("organisation")
            .get(pk=description.pk)
        )
        if description.organisation.is_taken_over:
            raise TeselaError("handover.nothing_new")
        last = last_edition(description)
        if last and not has_changed(description, last):
            raise TeselaError("design.nothing_new")
        version = _next(last) if last else "1"
        achievement = draft(description, version)
        if blocking := found_in(description, achievement).blocking:
            raise BlockedError("design.not_ready", blocking)
        edition = Edition.objects.create(
            description=description,
            version=version,
            iri=achievement.edition,
            frozen=achievement.frozen_form,
            public=elm.description_bytes(achievement),
            title=dict(achievement.title),
            words=words(achievement.title),
            published_at=datetime.now(UTC),
            published_by_id=actor,
        )
        audit.record(description.organisation, actor, "edition.published", edition=edition.iri)
    return edition


def _next(last: Edition) -> str:
    return str(int(last.version) + 1)


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_empty(member) for name, member in value.items() if member != []}
    if isinstance(value, list):
        return [_without_empty(member) for member in value]
    return value
