"""Principle 9, authentic: who issues it, and where.

Council Recommendation 2022/C 243/02, Annex II, principle 9. Signature, holder,
date and status belong to a credential, not to a description.
"""

from collections.abc import Iterator

from tesela.conform.known import Known
from tesela.conform.rule import OFFERED, STATED, Fault, Rule, present
from tesela.conform.rules.parties import same_party
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity


def _no_mandate(achievement: Achievement, known: Known) -> Iterator[Fault]:
    bodies = achievement.awarding_bodies
    apart = bodies and not any(same_party(achievement.issuer, body) for body in bodies)
    if apart and not known.mandate:
        yield Fault("/awarding_bodies", "conform.no_mandate")


RULES: tuple[Rule[Achievement], ...] = (
    present(
        "P9-04",
        9,
        3,
        Severity.BLOCKS,
        lambda a: a.issuer.place,
        "/issuer",
        "conform.no_place",
        STATED,
    ),
    Rule(
        "P9-08",
        9,
        4,
        Severity.WARNS,
        _no_mandate,
        ("conform.no_mandate",),
        scopes=OFFERED,  # a received credential shows its mandate, see `received_authenticity`
        needs=("mandate",),
    ),
)
