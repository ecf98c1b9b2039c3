"""Principle 9, authentic: who issues it, and where.

Council Recommendation 2022/C 243/02, Annex II, principle 9. Signature, holder,
date and status belong to a credential, not to a description.
"""

from tesela.conform.rule import STATED, Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity

RULES: tuple[Rule[Achievement], ...] = (
    present(
        "P9-04",
        9,
        3,
        Severity.WARNS,
        lambda a: a.issuer.place,
        "/issuer",
        "conform.no_place",
        STATED,
    ),
)
