"""Principle 5, learning pathways: modular, stackable, open to what people learnt elsewhere.

Council Recommendation 2022/C 243/02, Annex II, principle 5; Annex I, element 15.
"""

from tesela.conform.rule import STATED, Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity

RULES: tuple[Rule[Achievement], ...] = (
    present(
        "P5-01",
        5,
        15,
        Severity.WARNS,
        lambda a: a.stackability,
        "/stackability",
        "conform.no_stackability",
        STATED,
    ),
)
