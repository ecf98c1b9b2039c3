"""What quality evidence shows on a given day, for a given field, level and country.

Graduated, so that a small provider is not shut out by a yes or no. From the
least to the most:

0. nothing that can be read,
1. internal quality assurance, which every provider has to have,
2. peer review by other providers,
3. a sector's label, a certificate after ISO 21001, ISO 29993 or ISO/IEC 17024,
   or a decision of an agency of which nothing more is stated,
4. an external decision after the EQAVET cycle,
5. a decision of an agency that works by the European standards (ESG),
6. a licence of a public authority.

Rules, all of them here, so that every page says the same:

- A statement is always kind, who, for what and from when to when: never a
  bare badge. What lacks who or when counts for no more than the provider's
  own word (level 1), since nobody else stands behind it.
- A statement of which the provider itself is the assurer is internal,
  whatever kind it says.
- A statement that has ended, was suspended or was withdrawn counts for
  nothing. So the level falls by itself on the day after `valid_until`.
- What is limited to fields, levels or countries counts for these. Where the
  limit is known and what was asked about is not, it does not count: silence
  never passes.
- What somebody else has signed (`proof`) and what is only stated are told
  apart: `level` counts what is stated, `signed_level` what is signed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Any, Literal

from tesela.model.achievement import Achievement, QualityAssurance, Scope
from tesela.model.party import Party
from tesela.text.localized import LocalizedText


class Level(IntEnum):
    """How much stands behind a provider; its name in documents is `code`."""

    NONE = 0
    INTERNAL = 1
    PEER = 2
    SECTOR = 3
    EQAVET = 4
    ESG = 5
    AUTHORITY = 6

    @property
    def code(self) -> str:
        """Its name in documents and in the catalogue: `quality.level.<code>`."""
        return self.name.lower()


LEVELS: dict[str, Level] = {
    "internal-quality-assurance": Level.INTERNAL,
    "peer-review": Level.PEER,
    "sector-label": Level.SECTOR,
    "iso-21001": Level.SECTOR,
    "iso-29993": Level.SECTOR,
    "iso-iec-17024": Level.SECTOR,
    "programme-quality-assurance": Level.SECTOR,
    "institutional-quality-assurance": Level.SECTOR,
    "eqavet-self-evaluation": Level.EQAVET,
    "esg-compliant-agency": Level.ESG,
    "public-authority-licence": Level.AUTHORITY,
    "programme-licence": Level.AUTHORITY,
    "institutional-licence": Level.AUTHORITY,
}
"""Code of the list `quality-assurance` → level, where another than the provider stands behind it."""


class Standing(StrEnum):
    """What a statement counts for on the day; in the catalogue as `quality.standing.<value>`."""

    IN_FORCE = "in-force"
    NOT_YET = "not-yet"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    OUT_OF_SCOPE = "out-of-scope"
    SCOPE_UNKNOWN = "scope-unknown"
    """It has a limit, and what was asked about does not say on which side it is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement as somebody keeps it, with what has become of it since."""

    statement: QualityAssurance
    halted: Literal["suspended", "withdrawn"] | None = None
    halted_on: date | None = None
    """From this day on it does not count."""
    conditions: LocalizedText | None = None
    """What the assurer still asks for."""
    proof: str | None = None
    """Where the assurer's signed statement can be had; None for the provider's own word."""


@dataclass(frozen=True, slots=True)
class About:
    """What the evidence is asked for; what is None or empty is not known."""

    fields: tuple[str, ...] = ()
    """Codes of `isced-f`; all of them have to be covered."""
    eqf_level: int | None = None
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2; all of them have to be covered."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One statement, and what it counts for."""

    evidence: Evidence
    level: Level
    """What it shows while it is in force."""
    standing: Standing
    own_word: bool
    """Whether nobody but the provider stands behind it."""

    @property
    def counts(self) -> bool:
        """Whether it counts on the day."""
        return self.standing is Standing.IN_FORCE

    def to_json(self) -> dict[str, Any]:
        """Kind, who, for what, from when to when and what it counts for, always together."""
        stated = self.evidence.statement.model_dump(mode="json", exclude_none=True)
        halted = self.evidence.halted_on
        conditions = self.evidence.conditions
        return {
            "statement": stated,
            "level": self.level.code,
            "standing": self.standing.value,
            "own_word": self.own_word,
            **({"halted_on": halted.isoformat()} if halted else {}),
            **({"conditions": dict(conditions)} if conditions else {}),
            **({"proof": self.evidence.proof} if self.evidence.proof else {}),
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """What all evidence together shows on one day."""

    on: date
    statements: tuple[Graded, ...]
    """What counts first, then the highest level, then the latest."""

    @property
    def level(self) -> Level:
        """The highest level that is in force, signed or stated."""
        return max((one.level for one in self.statements if one.counts), default=Level.NONE)

    @property
    def signed_level(self) -> Level:
        """The highest level in force for which nobody has to take the provider's word.

        Internal quality assurance is the provider's to state, so it needs no
        signature of anybody else.
        """
        signed = (
            one.level
            for one in self.statements
            if one.counts and (one.evidence.proof or one.level is Level.INTERNAL)
        )
        return max(signed, default=Level.NONE)

    @property
    def level_before(self) -> Level:
        """What would be shown had nothing lapsed or been suspended or withdrawn."""
        fallen = (Standing.LAPSED, Standing.SUSPENDED, Standing.WITHDRAWN)
        return max(
            (one.level for one in self.statements if one.counts or one.standing in fallen),
            default=Level.NONE,
        )

    @property
    def changes_on(self) -> date | None:
        """The first day on which something ends or begins to count; None where nothing will."""
        days = [
            day
            for one in self.statements
            if (day := _next_change(one.evidence.statement, one.standing)) is not None
        ]
        return min(days, default=None)

    def to_json(self) -> dict[str, Any]:
        """For registries and reports; all codes are this module's."""
        return {
            "on": self.on.isoformat(),
            "level": self.level.code,
            "signed_level": self.signed_level.code,
            "level_before": self.level_before.code,
            "changes_on": self.changes_on.isoformat() if self.changes_on else None,
            "statements": [one.to_json() for one in self.statements],
        }


def shown(
    evidence: Iterable[Evidence | QualityAssurance],
    on: date,
    *,
    about: About | None = None,
    provider: Party | None = None,
) -> Shown:
    """What `evidence` shows on the day `on`.

    `about` is the field, level and country that somebody wants to know about;
    None asks about the provider as a whole, with each statement's own limits
    beside it. `provider` is whom the evidence is about: what it says of itself
    is then known to be its own word.
    """
    graded = [_graded(_as_evidence(one), on, about, provider) for one in evidence]
    graded.sort(key=_order)
    return Shown(on, tuple(graded))


def about(achievement: Achievement) -> About:
    """What evidence has to cover to stand behind `achievement`."""
    level = achievement.level
    country = achievement.issuer.country
    return About(
        fields=achievement.fields,
        eqf_level=level.eqf if level else None,
        countries=(country,) if country else (),
    )


def level_of(statement: QualityAssurance, provider: Party | None = None) -> Level:
    """What `statement` shows while it is in force."""
    return Level.INTERNAL if _is_own_word(statement, provider) else LEVELS[statement.kind]


def _as_evidence(one: Evidence | QualityAssurance) -> Evidence:
    return one if isinstance(one, Evidence) else Evidence(one)


def _graded(one: Evidence, on: date, asked: About | None, provider: Party | None) -> Graded:
    own = _is_own_word(one.statement, provider)
    level = Level.INTERNAL if own else LEVELS[one.statement.kind]
    return Graded(one, level, _standing(one, on, asked), own)


def _is_own_word(statement: QualityAssurance, provider: Party | None) -> bool:
    if statement.kind == "internal-quality-assurance":
        return True
    if statement.agency is None or statement.decided_on is None:
        return True
    return provider is not None and _same(statement.agency, provider)


def _same(one: Party, other: Party) -> bool:
    """Whether two descriptions are of one organisation; names count only where no id tells."""
    if one.id and other.id:
        return one.id == other.id
    theirs = {each.scheme: each.value for each in other.identifiers}
    shared = [
        each.value == theirs[each.scheme] for each in one.identifiers if each.scheme in theirs
    ]
    if shared:
        return any(shared)
    names = {text.casefold() for text in one.name.values()}
    return one.country == other.country and bool(
        names & {text.casefold() for text in other.name.values()}
    )


def _standing(one: Evidence, on: date, asked: About | None) -> Standing:
    statement = one.statement
    if one.halted and (one.halted_on is None or one.halted_on <= on):
        return Standing(one.halted)
    if statement.decided_on and statement.decided_on > on:
        return Standing.NOT_YET
    if statement.valid_until and statement.valid_until < on:
        return Standing.LAPSED
    if asked is None or statement.scope is None:
        return Standing.IN_FORCE
    return _within(statement.scope, asked)


def _within(scope: Scope, asked: About) -> Standing:
    fields = _covered(asked.fields, scope.fields, _field_within)
    levels = _covered(
        (asked.eqf_level,) if asked.eqf_level else (),
        scope.eqf_levels,
        lambda one, limit: one == limit,
    )
    countries = _covered(asked.countries, scope.countries, lambda one, limit: one == limit)
    answers = (fields, levels, countries)
    if Standing.OUT_OF_SCOPE in answers:
        return Standing.OUT_OF_SCOPE
    return Standing.SCOPE_UNKNOWN if Standing.SCOPE_UNKNOWN in answers else Standing.IN_FORCE


def _covered(asked: tuple[Any, ...], limits: tuple[Any, ...], within: Any) -> Standing:
    if not limits:
        return Standing.IN_FORCE
    if not asked:
        return Standing.SCOPE_UNKNOWN
    covered = all(any(within(one, limit) for limit in limits) for one in asked)
    return Standing.IN_FORCE if covered else Standing.OUT_OF_SCOPE


def _field_within(field: str, limit: str) -> bool:
    """ISCED-F is a tree by its digits: 09 holds 092, and 092 holds 0922."""
    return field.startswith(limit)


def _next_change(statement: QualityAssurance, standing: Standing) -> date | None:
    if standing is Standing.NOT_YET:
        return statement.decided_on
    if standing is Standing.IN_FORCE and statement.valid_until:
        return _day_after(statement.valid_until)
    return None


def _day_after(day: date) -> date | None:
    return None if day == date.max else day + timedelta(days=1)


def _order(one: Graded) -> tuple[bool, int, int, str]:
    decided = one.evidence.statement.decided_on
    return (
        not one.counts,
        -one.level,
        -(decided or date.min).toordinal(),
        one.evidence.statement.kind,
    )
