"""What the European credentials of one edition differ in: what `write_credential` takes from the award.

Credentials with the same pattern (`award_pattern`) have the same members; each of their
`values` stands in the same places, if it stands there at all, often inside a
longer text. That is tried by whoever relies on it, against `write_credential`
itself (`issuing.european_templates`).
"""

from datetime import UTC, date, datetime
from functools import lru_cache

from tesela.formats.award_nodes import names_of
from tesela.model.achievement import Achievement
from tesela.model.award import Award

_PLACES = (
    "identifier",
    "display",
    "display/1",
    "display/1/page/1",
    "display/1/page/1/image",
    "status",
    "mandate",
    "learner/identifier",
    "achievement",
    "awarding",
    "assessment",
    "grade",
    "grade/passed",
    "learning",
    "credits",
    "note/award",
    "note/state",
)
"""Where the award has nodes of its own; those of the parts of an assessment come on top."""


def values(achievement: Achievement, award: Award, issued_at: datetime) -> list[str]:
    """The texts that a credential has from its award; as many for each of a pattern."""
    learner = award.learner
    found = (
        award.id,
        learner.id,
        _moment(issued_at),
        *map(_day, (award.awarded_on, award.valid_until, award.assessed_on)),
        _day(learner.date_of_birth),
        learner.given_name,
        learner.family_name,
        learner.full_name,
        award.grade,
        award.narrative,
        award.supersedes,
        *award.evidence,
    )
    places = _places(len(achievement.assessment), len(award.evidence))
    return [*filter(None, found), *names_of(award, places)]


@lru_cache(maxsize=64)
def _places(assessments: int, evidence: int) -> tuple[str, ...]:
    """Where a credential with so many of these has nodes of the award's own."""
    parts = range(1, assessments + 1)
    return (
        *_PLACES,
        *(f"assessment/{number}" for number in parts),
        *(f"assessment/{number}/part-of-result" for number in parts),
        *(f"evidence/{number}" for number in range(1, evidence + 1)),
    )


@lru_cache(maxsize=64)
def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
