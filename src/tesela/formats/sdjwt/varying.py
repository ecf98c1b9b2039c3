"""What the wallet's credentials of one edition differ in: what `write` takes from the award.

Credentials with the same pattern (`award_pattern`) have the same members; each of their
`values` stands in the same places, if it stands there at all. That is tried by
whoever relies on it, against `write` itself (`issuing.wallet_templates`).
"""

from datetime import date, datetime

from tesela.codecs.holes import Value
from tesela.formats.sdjwt.write import last_second
from tesela.model.award import Award


def values(award: Award, issued_at: datetime) -> list[Value]:
    """The texts and moments that a credential has from its award; as many for each of a pattern."""
    learner = award.learner
    found: list[Value | None] = [
        award.id,
        learner.id,
        _day(award.awarded_on),
        int(issued_at.timestamp()),
        last_second(award, issued_at),
        _day(award.valid_until),
        _day(award.assessed_on),
        award.grade,
        award.narrative,
        award.supersedes,
        learner.given_name,
        learner.family_name,
        learner.full_name,
        _day(learner.date_of_birth),
    ]
    return [value for value in (*found, *award.evidence) if value is not None]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
