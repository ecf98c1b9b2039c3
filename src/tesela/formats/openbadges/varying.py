"""What the Open Badges of one edition differ in: what `write` takes from the award.

Badges with the same pattern (`award_pattern`) have the same members; each of their `values`
stands in the same places. That is tried by whoever relies on it, against
`write` itself (`issuing.proven`).
"""

from datetime import datetime

from tesela.formats.award_nodes import names_of
from tesela.formats.openbadges.write import identity_parts, last_second, moment, noon
from tesela.model.award import Award


def values(award: Award, issued_at: datetime) -> list[str]:
    """The texts that a badge has from its award; as many for each award of a pattern."""
    found = [award.id, award.learner.id, moment(issued_at), noon(award.awarded_on)]
    if award.valid_until:
        found.append(last_second(award.valid_until))
    parts = identity_parts(award.learner)
    found += parts.values()
    if award.narrative:
        found.append(award.narrative)
    kinds = list(parts)
    if award.grade is not None:
        found.append(award.grade)
        kinds.append("result")
    found += names_of(award, kinds)
    found += award.evidence
    return found
