"""What organisations do about mandates: each a transaction, its permission and its entries in both logs.

- A mandate is offered to whoever belongs to the same network directly: to an own
  member, or to an own network (which then issues or seals for a small provider).
- The mandator signs it with its own key when it offers it; it counts from the
  day that the mandatary accepts, and both must agree (`process.mandates`).
- Passed on is only what one holds, no wider and no longer (`model.mandate.under`).
- Either side ends it alone, at once. What was issued before stays.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q

from tesela.model.mandate import Act, Mandate, chain, under
from tesela.process.mandates import Side, State, moved
from tesela.site.networks import statements
from tesela.site.networks.acting import acting, belongs_to
from tesela.site.networks.models import Belonging, Given, Link
from tesela.site.networks.standing import reaching
from tesela.site.providers import audit, keys
from tesela.site.providers.models import Membership, Organisation
from tesela.text.errors import TeselaError

MOST_GIVEN = 500
"""Mandates between two organisations that wait or count, and of one organisation on one day."""
LONGEST_YEARS = 10


@dataclass(frozen=True)
class Wanted:
    """What is offered."""

    acts: frozenset[Act]
    begins: date
    ends: date | None = None
    achievements: frozenset[str] | None = None
    """`Achievement.id`; None for all that the mandator may let others do."""
    depth: int = 0
    under: Given | None = None
    """The mandate that the mandator itself acts on; None for its own achievements."""
    note: str = ""


def offer(by: Membership, to: Organisation, wanted: Wanted) -> Given:
    """Offer a mandate to an organisation of the same network.

    Raises TeselaError `networks.not_linked`, `networks.mandate_days`, `networks.too_many`,
    `networks.not_own`, `providers.no_key`, `providers.not_allowed` and `mandate.*` as
    `model.mandate.under`.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    _check_days(wanted, now.date())
    with acting(by, "manage", to.pk) as organisation:
        _room(organisation, to, now)
        _see_that_linked(organisation, to)
        above = _own_authority(organisation, wanted)
        made = _given(organisation, to, wanted, above, by)
        key = keys.signer(organisation)
        made.method = key.verification_method
        made.mandatary_identity = to.identity
        if not to.identity:
            raise TeselaError("networks.no_identity")
        made.statement = statements.signed(made, key, now)
        made.save(force_insert=True)
        _record(made, by, "mandate.offered")
    return made


def accept(by: Membership, given: Given) -> None:
    """Accept it: from its first day on one acts under it.

    Raises TeselaError `mandate.*` as `process.mandates.moved`, `mandate.identity`,
    `networks.not_linked`, `providers.not_allowed`.
    """
    with _moving(by, given) as found:
        found.state = _next(by, found, "accept")
        _see_that_linked(found.mandator, found.mandatary)
        if found.mandatary_identity != found.mandatary.identity:
            raise TeselaError("mandate.identity", organisation=found.mandatary.slug)
        found.answered_at = now = datetime.now(UTC)
        if (problem := found.stated.standing(now)) and problem.code == "mandate.lapsed":
            raise TeselaError(problem.code, **problem.data)
        _record(found, by, "mandate.accepted")


def decline(by: Membership, given: Given, reason: str) -> None:
    """Say no, and why. Raises TeselaError `mandate.*`, `providers.not_allowed`."""
    with _moving(by, given) as found:
        found.state = _next(by, found, "decline", reason)
        found.reason, found.answered_at = reason, datetime.now(UTC)
        _record(found, by, "mandate.declined")


def take_back(by: Membership, given: Given) -> None:
    """Take back what nobody has answered. Raises TeselaError `mandate.*`, `providers.not_allowed`."""
    with _moving(by, given) as found:
        found.state = _next(by, found, "take_back")
        found.answered_at = datetime.now(UTC)
        _record(found, by, "mandate.taken_back")


def end(by: Membership, given: Given, reason: str) -> None:
    """End it at once, from either side. Raises TeselaError `mandate.*`, `providers.not_allowed`."""
    with _moving(by, given) as found:
        found.state = _next(by, found, "end", reason)
        found.reason, found.ended_at = reason, datetime.now(UTC)
        _record(found, by, "mandate.ended")


def may_pass_on(organisation: Organisation, now: datetime) -> list[Given]:
    """Mandates that the organisation holds now and may give further mandates under."""
    return [
        one
        for one in reaching(organisation).values()
        if one.mandatary_id == organisation.pk
        and one.depth > 0
        and one.stated.standing(now) is None
    ]


def partners(organisation: Organisation) -> list[Organisation]:
    """Who belongs to the same network directly, and may be offered a mandate."""
    joined = Link.objects.filter(state=Belonging.JOINED).filter(
        Q(above=organisation) | Q(below=organisation)
    )
    pairs = joined.values_list("above", "below")
    near = {pk for pair in pairs for pk in pair} - {organisation.pk}
    return list(Organisation.objects.filter(pk__in=near).order_by("slug"))


def _own_authority(organisation: Organisation, wanted: Wanted) -> tuple[Mandate, ...]:
    """The chain by which it acts itself; empty for its own achievements."""
    if wanted.under is None:
        own = {one.address for one in organisation.descriptions.select_related("organisation")}
        if wanted.achievements is not None and not wanted.achievements <= own:
            raise TeselaError("networks.not_own")
        return ()
    held = reaching(organisation)
    if str(wanted.under.pk) not in held or wanted.under.mandatary_id != organisation.pk:
        raise TeselaError("mandate.unknown")
    steps = chain(str(wanted.under.pk), {pk: one.stated for pk, one in held.items()})
    for one in steps:
        if problem := one.standing(datetime.now(UTC)):
            raise TeselaError(problem.code, **problem.data)
    return steps


def _given(
    organisation: Organisation,
    to: Organisation,
    wanted: Wanted,
    above: tuple[Mandate, ...],
    by: Membership,
) -> Given:
    made = Given(
        mandator=organisation,
        mandatary=to,
        under=wanted.under,
        acts=sorted(wanted.acts),
        achievements=None if wanted.achievements is None else sorted(wanted.achievements),
        begins=wanted.begins,
        ends=wanted.ends,
        depth=wanted.depth,
        note=wanted.note,
        offered_by_id=by.user_id,
    )
    fits = under(above, made.stated)
    made.ends = fits.ends
    made.achievements = None if fits.achievements is None else sorted(fits.achievements)
    return made


def _check_days(wanted: Wanted, today: date) -> None:
    latest = date(today.year + LONGEST_YEARS, today.month, min(today.day, 28))
    days = [wanted.begins, *([wanted.ends] if wanted.ends else [])]
    if any(not today <= day <= latest for day in days):
        raise TeselaError("networks.mandate_days", years=LONGEST_YEARS)


def _room(organisation: Organisation, to: Organisation, now: datetime) -> None:
    open_ones = (State.OFFERED, State.IN_FORCE)
    between = Given.objects.filter(mandator=organisation, mandatary=to, state__in=open_ones)
    today = Given.objects.filter(mandator=organisation, offered_at__date=now.date())
    if between.count() >= MOST_GIVEN or today.count() >= MOST_GIVEN:
        raise TeselaError("networks.too_many")


def _see_that_linked(one: Organisation, other: Organisation) -> None:
    pair = (one.pk, other.pk)
    if not Link.objects.filter(above__in=pair, below__in=pair, state=Belonging.JOINED).exists():
        raise TeselaError("networks.not_linked")


@contextmanager
def _moving(by: Membership, given: Given) -> Iterator[Given]:
    """The mandate, locked with both organisations; stored at the end.

    Raises TeselaError `providers.not_allowed`.
    """
    with acting(by, "manage", given.mandator_id, given.mandatary_id) as organisation:
        found = (
            Given.objects.select_for_update(of=("self",))
            .select_related("mandator", "mandatary")
            .get(pk=given.pk)
        )
        if organisation.pk not in (found.mandator_id, found.mandatary_id):
            raise TeselaError("providers.not_allowed")
        yield found
        found.save()


def _next(by: Membership, found: Given, act: str, reason: str = "") -> State:
    own = Side.MANDATOR if by.organisation_id == found.mandator_id else Side.MANDATARY
    other = found.mandatary if own is Side.MANDATOR else found.mandator
    both = {Side.MANDATOR, Side.MANDATARY} if belongs_to(by.user_id, other) else {own}
    return moved(State(found.state), act, by=own, belongs_to=both, reason=reason)


def _record(given: Given, by: Membership, act: str, **about: Any) -> None:
    """In both logs; each organisation's own shows its own people only."""
    for side in (given.mandator, given.mandatary):
        actor = by.user_id if side.pk == by.organisation_id else None
        audit.record(side, actor, act, mandate=str(given.pk), **about)
