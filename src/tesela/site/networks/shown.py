"""What pages say of memberships and mandates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tesela.process.mandates import State
from tesela.site.networks.models import Given
from tesela.site.providers.models import Organisation

WARNED_DAYS = (60, 30, 7)
"""So many days before a mandate ends, both sides are told."""


@dataclass(frozen=True)
class ShownMandate:
    """A mandate, from the side of one organisation."""

    given: Given
    is_mandator: bool
    state: str
    """As stored, or `lapsed` or `not_yet` by its days: `networks.mandate.state.<value>`."""
    days_left: int | None = None
    """Where it ends within the time of the first warning."""

    @property
    def other(self) -> Organisation:
        """The organisation on the other side."""
        return self.given.mandatary if self.is_mandator else self.given.mandator

    @property
    def counts(self) -> bool:
        """Whether one may act under it now, as far as its own days say."""
        return self.state == State.IN_FORCE


def shown_mandate(given: Given, of: Organisation, now: datetime) -> ShownMandate:
    """The mandate as `of` sees it at that moment."""
    state, left = str(given.state), None
    if given.state == State.IN_FORCE:
        problem = given.stated.standing(now)
        if problem is not None:
            state = problem.code.removeprefix("mandate.")
        elif given.ends is not None:
            left = (given.ends - now.astimezone(UTC).date()).days
    soon = left if left is not None and left <= WARNED_DAYS[0] else None
    return ShownMandate(given, given.mandator_id == of.pk, state, soon)


def shown_mandates(listed: Iterable[Given], of: Organisation) -> list[ShownMandate]:
    """Those, as `of` sees them now."""
    now = datetime.now(UTC)
    return [shown_mandate(one, of, now) for one in listed]
