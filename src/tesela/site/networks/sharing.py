"""Descriptions that a network shares: used as they are under a mandate, or the beginning of an own one.

Whoever belongs to a network sees what it shares, and what networks above it share.
An own description made from a shared one says where it was taken from; it is
then no longer the network's, and needs no mandate.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from tesela.site.design import starting
from tesela.site.design.models import Description, Edition
from tesela.site.design.publishing import last_edition
from tesela.site.networks import standing
from tesela.site.networks.acting import above, acting
from tesela.site.networks.models import Shared
from tesela.site.providers.models import Membership, Organisation
from tesela.text.errors import Problem, TeselaError

MOST_SHOWN = 200


@dataclass(frozen=True)
class Offered:
    """A shared description, as somebody who belongs to the network sees it."""

    description: Description
    edition: Edition
    refused: str
    """Why it may not be issued as it is; empty where it may."""


def offered(organisation: Organisation, language: str) -> list[Offered]:
    """What the networks above share, as its newest editions."""
    now = datetime.now(UTC)
    found = []
    for one in _visible(organisation)[:MOST_SHOWN]:
        edition = last_edition(one.description)
        if edition is not None:
            problem = _refusal(organisation, edition, now)
            refused = problem.message(language) if problem else ""
            found.append(Offered(one.description, edition, refused))
    return found


def own(organisation: Organisation) -> list[tuple[Description, bool]]:
    """Its own published descriptions, and whether each is shared."""
    listed = (
        organisation.descriptions.filter(editions__isnull=False)
        .distinct()
        .select_related("shared")
        .order_by("slug")[:MOST_SHOWN]
    )
    return [(one, hasattr(one, "shared")) for one in listed]


def fork(by: Membership, description: Description) -> Description:
    """A draft of one's own that begins as the newest edition of a shared description.

    Raises TeselaError `networks.not_shared`, `providers.not_allowed`.
    """
    with acting(by, "describe") as organisation:
        visible = _visible(organisation).filter(description=description)
        edition = last_edition(description) if visible.exists() else None
        if edition is None:
            raise TeselaError("networks.not_shared")
        return starting.copy(edition, organisation, by.user_id)


def _visible(organisation: Organisation):  # type: ignore[no-untyped-def]
    higher = set().union(*above(organisation.pk))
    return (
        Shared.objects.filter(description__organisation__in=higher)
        .select_related("description__organisation")
        .order_by("description__organisation__slug", "description__slug")
    )


def _refusal(organisation: Organisation, edition: Edition, now: datetime) -> Problem | None:
    try:
        standing.refuse_unmandated(organisation, edition, now)
    except standing.NotMandatedError as error:
        return error.problem
    return None
