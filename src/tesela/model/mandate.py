"""Mandates: one organisation lets another one act in its name, and what follows from a chain of them.

A network awards an achievement, its member may act for the network, and a
centre for the member: network → member → centre. Each step is a mandate of its
own, given by who may do the thing itself (Council Recommendation 2022/C 243/02,
Annex I, elements 3 and 4: who issues and who awards are two facts).

A chain of mandates counts for an act at a moment when

1. it begins with a mandate of the organisation whose achievement it is, and
   each further one is given by whoever the one before names, and under it
2. nobody gives a mandate to themselves (`mandate.self`), and no organisation
   stands in the chain twice (`mandate.circular`)
3. every mandate in it allows as many further steps as there are (`mandate.depth`)
4. none is withdrawn, lapsed or still to begin (`mandate.withdrawn`,
   `mandate.lapsed`, `mandate.not_yet`): the weakest link decides
5. every one covers the achievement and the act (`mandate.achievement`, `mandate.act`)

What was done while a chain counted stays done: whoever asks later asks for that
moment, and a withdrawal after it changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

from tesela.text.catalogue import say
from tesela.text.errors import Problem, TeselaError
from tesela.text.localized import LocalizedText

MOST_STEPS = 5
"""Mandates in one chain: nobody needs more, and whoever reads one is bounded."""


class Act(StrEnum):
    """What may be done in the name of the mandator; `mandate.act.<value>` in the catalogue."""

    AWARD = "award"
    """Decide who has earned the achievement."""
    ISSUE = "issue"
    """Make and sign the credentials, with the mandatary's own key."""
    SEAL = "seal"
    """Seal documents with the mandatary's certificate."""
    DESCRIBE = "describe"
    """Publish an own version of the description."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """One organisation's permission for another one.

    `mandator` and `mandatary` are identities, compared as they stand.
    """

    id: str
    mandator: str
    """Who awards, or acts for who awards."""
    mandatary: str
    """Who may act."""
    acts: frozenset[Act]
    begins: date
    """Its first day (UTC)."""
    ends: date | None = None
    """Its last day (UTC), whole; None where it has none."""
    achievements: frozenset[str] | None = None
    """`Achievement.id` of those that it is for; None for all that the mandator may act for."""
    depth: int = 0
    """How many further mandates may be given under it, one under the other."""
    under: str | None = None
    """The mandate by which the mandator itself acts; None where the achievement is its own."""
    withdrawn_at: datetime | None = None
    """When one of the two ended it."""
    reason: str = ""
    """Why, in the words of whoever ended it."""

    def to_json(self) -> dict[str, Any]:
        """Its facts, as a report's content has them."""
        days = {"begins": self.begins, "ends": self.ends, "withdrawn_at": self.withdrawn_at}
        return {
            "id": self.id,
            "mandator": self.mandator,
            "mandatary": self.mandatary,
            "acts": sorted(self.acts),
            "achievements": None if self.achievements is None else sorted(self.achievements),
            "steps": self.depth,
            "under": self.under,
            **{name: day and day.isoformat() for name, day in days.items()},
        }

    def standing(self, at: datetime) -> Problem | None:
        """Why it does not count at that moment, by its own dates; None where it counts."""
        if self.withdrawn_at is not None and self.withdrawn_at <= at:
            day = self.withdrawn_at.astimezone(UTC).date()
            return Problem("mandate.withdrawn", {"day": day})
        today = at.astimezone(UTC).date()
        if self.ends is not None and self.ends < today:
            return Problem("mandate.lapsed", {"day": self.ends})
        if today < self.begins:
            return Problem("mandate.not_yet", {"day": self.begins})
        return None

    def covers(self, act: Act, achievement: str) -> Problem | None:
        """Why it is not for this act on this achievement (`Achievement.id`); None where it is."""
        if self.achievements is not None and achievement not in self.achievements:
            return Problem("mandate.achievement")
        if act not in self.acts:
            return Problem("mandate.act")
        return None


@dataclass(frozen=True, slots=True)
class Cited:
    """A mandate as a credential that was issued under it names it."""

    address: str
    """Where the exact statement stands."""
    digest: str
    """Of its bytes, as pins write it (Subresource Integrity)."""
    content: bytes
    """The signed statement."""
    mandator: LocalizedText
    mandatary: LocalizedText
    begins: date
    ends: date | None = None

    def name(self, language: str) -> str:
        """What it is, in one word."""
        return say("mandate.name", language)

    def text(self, language: str) -> str:
        """Who may act for whom, and for how long."""
        parties: dict[str, Any] = {
            "mandator": self.mandator.in_language(language),
            "mandatary": self.mandatary.in_language(language),
            "begins": self.begins.isoformat(),
        }
        if self.ends is None:
            return say("mandate.cited", language, **parties)
        return say("mandate.cited_until", language, **parties, ends=self.ends.isoformat())


Chain = tuple[Mandate, ...]
"""From the mandate of whose achievement it is to that of who acts."""


def chain(leaf: str, known: Mapping[str, Mandate]) -> Chain:
    """The mandate `leaf` with all that it was given under, the first one first.

    Raises TeselaError `mandate.unknown` where one of them is missing,
    `mandate.circular`, `mandate.too_long`.
    """
    found: list[Mandate] = []
    name: str | None = leaf
    while name is not None:
        if name in {one.id for one in found}:
            raise TeselaError("mandate.circular")
        if len(found) == MOST_STEPS:
            raise TeselaError("mandate.too_long", limit=MOST_STEPS)
        if name not in known:
            raise TeselaError("mandate.unknown")
        found.append(known[name])
        name = known[name].under
    return tuple(reversed(found))


def fault(steps: Chain) -> Problem | None:
    """Why these mandates make no chain (rules 1 to 3), whatever the day; None where they do."""
    if not steps or steps[0].under is not None:
        return Problem("mandate.unknown")
    if len(steps) > MOST_STEPS:
        return Problem("mandate.too_long", {"limit": MOST_STEPS})
    code = next((code for code, is_so in _FAULTS if is_so(steps)), None)
    return Problem(code) if code else None


def _to_itself(steps: Chain) -> bool:
    return any(one.mandator == one.mandatary for one in steps)


def _broken(steps: Chain) -> bool:
    return any(
        below.under != above.id or below.mandator != above.mandatary
        for above, below in pairwise(steps)
    )


def _circular(steps: Chain) -> bool:
    parties = [steps[0].mandator, *(one.mandatary for one in steps)]
    return len(set(parties)) < len(parties)


def _too_deep(steps: Chain) -> bool:
    return any(one.depth < len(steps) - at for at, one in enumerate(steps, start=1))


_FAULTS = (
    ("mandate.self", _to_itself),
    ("mandate.broken", _broken),
    ("mandate.circular", _circular),
    ("mandate.depth", _too_deep),
)


def refusal(steps: Chain, act: Act, achievement: str, at: datetime) -> Problem | None:
    """Why the last mandatary of the chain may not do `act` at that moment; None where it may."""
    if broken := fault(steps):
        return broken
    for one in steps:
        if problem := one.standing(at) or one.covers(act, achievement):  # 4, 5
            return problem
    return None


def last_day(steps: Chain) -> date | None:
    """The last day on which all of them count; None where none ends."""
    return min((one.ends for one in steps if one.ends is not None), default=None)


def authority(
    known: Iterable[Mandate],
    *,
    mandator: str,
    mandatary: str,
    act: Act,
    achievement: str,
    at: datetime,
) -> Chain:
    """The chain by which `mandatary` may do `act` on an achievement of `mandator`.

    Of several the one with the fewest steps, then the one that lasts longest.
    Raises TeselaError with the refusal of the chain that comes closest, or
    `mandate.none`. The order of `known` changes nothing.
    """
    by_name = {one.id: one for one in known}
    refused: list[tuple[int, str, Problem]] = []
    good: list[Chain] = []
    for one in by_name.values():
        if one.mandatary != mandatary:
            continue
        try:
            steps = chain(one.id, by_name)
        except TeselaError as error:
            refused.append((_closeness(error.problem), one.id, error.problem))
            continue
        if steps[0].mandator != mandator:
            continue
        problem = refusal(steps, act, achievement, at)
        if problem is None:
            good.append(steps)
        else:
            refused.append((_closeness(problem), one.id, problem))
    if good:
        return min(good, key=_preference)
    if refused:
        problem = max(refused, key=lambda one: (one[0], one[1]))[2]
        raise TeselaError(problem.code, **problem.data)
    raise TeselaError("mandate.none")


def under(steps: Chain, wanted: Mandate) -> Mandate:
    """`wanted` as it may be given under the chain of its mandator, or by whose achievement it is.

    It allows and lasts no more than what it is given under: its end and its
    achievements are set where only that names some. Raises TeselaError `mandate.self`, `mandate.circular`,
    `mandate.depth`, `mandate.broken`, `mandate.dates`, `mandate.nothing`, `mandate.wider`.
    """
    if not wanted.acts or wanted.achievements == frozenset():
        raise TeselaError("mandate.nothing")
    if wanted.ends is not None and wanted.ends < wanted.begins:
        raise TeselaError("mandate.dates")
    limit = last_day(steps)
    given = replace(
        wanted,
        under=steps[-1].id if steps else None,
        ends=wanted.ends or limit,
        achievements=steps[-1].achievements
        if steps and wanted.achievements is None
        else wanted.achievements,
    )
    if problem := fault((*steps, given)):
        raise TeselaError(problem.code, **problem.data)
    if steps and steps[-1].depth <= given.depth:
        raise TeselaError("mandate.depth")
    if any(_is_wider(given, one) for one in steps):
        raise TeselaError("mandate.wider")
    return given


def _is_wider(one: Mandate, above: Mandate) -> bool:
    late = above.ends is not None and (one.ends is None or one.ends > above.ends)
    more = above.achievements is not None and (
        one.achievements is None or not one.achievements <= above.achievements
    )
    return late or more or not one.acts <= above.acts or one.begins < above.begins


_CLOSE = (
    "mandate.none",
    "mandate.unknown",
    "mandate.too_long",
    "mandate.broken",
    "mandate.self",
    "mandate.circular",
    "mandate.depth",
    "mandate.achievement",
    "mandate.act",
    "mandate.not_yet",
    "mandate.withdrawn",
    "mandate.lapsed",
)
"""Refusals, the one that tells most last."""


def _closeness(problem: Problem) -> int:
    return _CLOSE.index(problem.code)


def _preference(steps: Chain) -> tuple[int, int, tuple[str, ...]]:
    ends = last_day(steps) or date.max
    return len(steps), -ends.toordinal(), tuple(one.id for one in steps)
