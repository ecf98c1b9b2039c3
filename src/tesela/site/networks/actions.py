"""What organisations do in a network: each a transaction, its permission and its entries in both logs.

    invited ──► joined ──► left
       ├──────► declined
       └──────► taken back

- It takes two to belong together: one invites, the other one accepts, and nobody
  who belongs to both accepts (docs/security.md).
- Either side ends it alone, at once. Every mandate between the two ends with it,
  and those that were given under them count for nothing from then on.
- Nobody stands above and below the same organisation.
- Inviting, accepting and ending are for owners: they speak for the organisation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from tesela.process.mandates import State
from tesela.site.design.models import Description
from tesela.site.design.publishing import last_edition
from tesela.site.networks.acting import (
    MOST_LEVELS,
    above,
    acting,
    belongs_to,
    below,
)
from tesela.site.networks.models import Belonging, Given, Link, Shared
from tesela.site.providers import audit
from tesela.site.providers.models import Membership, Organisation
from tesela.text.errors import TeselaError

MOST_A_DAY = 200
"""Invitations of one organisation on one day: a network begins with many."""
MOST_WAITING = 100
"""Invitations that wait for one organisation; then it is left in peace."""


def invite(by: Membership, invited: Organisation, note: str = "") -> Link:
    """Invite an organisation to belong to that of `by`.

    Raises TeselaError `networks.own`, `networks.circular`, `networks.twice`,
    `networks.too_many`, `networks.too_deep`, `networks.declined_lately`, `providers.not_allowed`.
    """
    with acting(by, "manage", invited.pk) as organisation:
        _see_that_it_fits(organisation.pk, invited.pk)
        _room(organisation, invited)
        try:
            with transaction.atomic():
                made = Link.objects.create(
                    above=organisation, below=invited, note=note, invited_by_id=by.user_id
                )
        except IntegrityError as error:
            raise TeselaError("networks.twice") from error
        _record(made, by, "network.invited")
    return made


def take_back(by: Membership, link: Link) -> None:
    """Take an invitation back that nobody has answered. Raises TeselaError `networks.changed`."""
    with _moving(by, link, Belonging.INVITED) as found:
        _only(by, found.above_id)
        _moved(found, Belonging.TAKEN_BACK)
        _record(found, by, "network.taken_back")


def join(by: Membership, link: Link) -> None:
    """Accept an invitation.

    Raises TeselaError `networks.conflict`, `networks.changed`, `networks.circular`,
    `networks.too_deep`, `providers.not_allowed`.
    """
    with _moving(by, link, Belonging.INVITED) as found:
        _only(by, found.below_id)
        if belongs_to(by.user_id, found.above):
            raise TeselaError("networks.conflict")
        _see_that_it_fits(found.above_id, found.below_id)
        found.answered_at = datetime.now(UTC)
        _moved(found, Belonging.JOINED)
        _record(found, by, "network.joined")


def decline(by: Membership, link: Link, reason: str = "") -> None:
    """Say no to an invitation. Raises TeselaError `networks.changed`, `providers.not_allowed`."""
    with _moving(by, link, Belonging.INVITED) as found:
        _only(by, found.below_id)
        found.reason, found.answered_at = reason, datetime.now(UTC)
        _moved(found, Belonging.DECLINED)
        _record(found, by, "network.declined")


def leave(by: Membership, link: Link, reason: str) -> int:
    """End it, from either side, with every mandate between the two; how many mandates ended.

    Raises TeselaError `networks.no_reason`, `networks.changed`, `providers.not_allowed`.
    """
    if not reason.strip():
        raise TeselaError("networks.no_reason")
    with _moving(by, link, Belonging.JOINED) as found:
        now = datetime.now(UTC)
        found.reason, found.ended_at = reason, now
        _moved(found, Belonging.LEFT)
        both = (found.above_id, found.below_id)
        between = Given.objects.filter(mandator__in=both, mandatary__in=both)
        between.filter(state=State.OFFERED).update(state=State.TAKEN_BACK, answered_at=now)
        ended = between.filter(state=State.IN_FORCE).update(
            state=State.ENDED, ended_at=now, reason=reason
        )
        _record(found, by, "network.left", mandates=ended)
    return ended


def share(by: Membership, description: Description) -> Shared:
    """Share a published description with all who belong to the network.

    Raises TeselaError `networks.not_published`, `providers.not_allowed`.
    """
    with acting(by, "describe") as organisation:
        if description.organisation_id != organisation.pk:
            raise TeselaError("providers.not_allowed")
        if last_edition(description) is None:
            raise TeselaError("networks.not_published")
        made, new = Shared.objects.get_or_create(
            description=description, defaults={"shared_by_id": by.user_id}
        )
        if new:
            audit.record(
                organisation, by.user_id, "description.shared", description=description.slug
            )
    return made


def unshare(by: Membership, description: Description) -> None:
    """Share it no longer; what was made from it stays. Raises TeselaError `providers.not_allowed`."""
    with acting(by, "describe") as organisation:
        if description.organisation_id != organisation.pk:
            raise TeselaError("providers.not_allowed")
        if Shared.objects.filter(description=description).delete()[0]:
            audit.record(
                organisation, by.user_id, "description.unshared", description=description.slug
            )


@contextmanager
def _moving(by: Membership, link: Link, state: Belonging) -> Iterator[Link]:
    """The link, locked with both organisations, while it is in `state`.

    Raises TeselaError `networks.changed`, `providers.not_allowed`.
    """
    with acting(by, "manage", link.above_id, link.below_id) as organisation:
        found = (
            Link.objects.select_for_update(of=("self",))
            .select_related("above", "below")
            .get(pk=link.pk)
        )
        if organisation.pk not in (found.above_id, found.below_id):
            raise TeselaError("providers.not_allowed")
        if found.state != state:
            raise TeselaError("networks.changed")
        yield found


def _only(by: Membership, side: int) -> None:
    if by.organisation_id != side:
        raise TeselaError("providers.not_allowed")


def _see_that_it_fits(over: int, under: int) -> None:
    """Whether `under` may come to stand below `over`."""
    if over == under:
        raise TeselaError("networks.own")
    higher, lower = above(over), below(under)
    if any(under in level for level in higher):
        raise TeselaError("networks.circular")
    if len(higher) + len(lower) + 2 > MOST_LEVELS:
        raise TeselaError("networks.too_deep", limit=MOST_LEVELS)


def _room(organisation: Organisation, invited: Organisation) -> None:
    """Whoever asks much, or somebody who has much to answer, is kept within bounds."""
    now = datetime.now(UTC)
    mine = Link.objects.filter(above=organisation)
    if (
        mine.filter(invited_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY
        or Link.objects.filter(below=invited, state=Belonging.INVITED).count() >= MOST_WAITING
    ):
        raise TeselaError("networks.too_many")
    lately = now - timedelta(days=30)
    if mine.filter(below=invited, state=Belonging.DECLINED, answered_at__gt=lately).exists():
        raise TeselaError("networks.declined_lately")


def _moved(found: Link, state: Belonging) -> None:
    found.state = state
    found.save()


def _record(link: Link, by: Membership, act: str, **about: int) -> None:
    """In both logs; each organisation's own shows its own people only."""
    for side in (link.above, link.below):
        actor = by.user_id if side.pk == by.organisation_id else None
        audit.record(side, actor, act, link=link.pk, **about)
