"""Principle 7, portable: owned by the learner, readable by everyone, and no more data than needed.

Council Recommendation 2022/C 243/02, Annex II, principle 7.
"""

from tesela.conform.rule import Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity

RULES: tuple[Rule[Achievement], ...] = (
    present(
        "P7-04",
        7,
        None,
        Severity.WARNS,
        lambda a: a.picture,
        "/picture",
        "conform.no_alternative_text",
    ),
)
