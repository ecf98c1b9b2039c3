"""From a draft to an edition: what is published never changes again."""

import json
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from tesela.formats import elm
from tesela.model.achievement import Achievement
from tesela.model.description import read_description
from tesela.site.design.models import Description, Edition
from tesela.site.providers import audit


def draft(description: Description, version: str = "1") -> Achievement:
    """The achievement that the draft describes, as `version`.

    Raises DescriptionUnfitError with everything that does not fit yet.
    """
    stated = json.dumps(draft_form(description, version), ensure_ascii=False)
    return read_description(stated.encode(), description.slug).achievement


def draft_form(description: Description, version: str = "1") -> dict[str, Any]:
    """All members of the draft, with those that come from the organisation."""
    party = description.organisation.party.model_dump(mode="json", exclude_none=True)
    return {
        "issuer": party,
        "page": f"{description.address}/{version}",
        **description.content,
        "id": description.address,
        "version": version,
    }


def publish(description: Description, actor: int | None) -> Edition:
    """Freeze the draft as the next version.

    Raises DescriptionUnfitError. Whether it says enough is asked before
    (`conform`); here only nonsense is refused.
    """
    with transaction.atomic():
        last = description.editions.order_by("-published_at", "-pk").first()
        version = str(int(last.version) + 1) if last else "1"
        achievement = draft(description, version)
        edition = Edition.objects.create(
            description=description,
            version=version,
            iri=achievement.edition,
            frozen=achievement.frozen_form,
            public=elm.description_bytes(achievement),
            title=dict(achievement.title),
            published_at=datetime.now(UTC),
            published_by_id=actor,
        )
        audit.record(description.organisation, actor, "edition.published", edition=edition.iri)
    return edition
