"""Principle 1, quality: assured inside and outside, in force, and made public.

Council Recommendation 2022/C 243/02, Annex II, principle 1; Annex I, element 11.
"""

from tesela.conform.rule import STATED, Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity

RULES: tuple[Rule[Achievement], ...] = (
    present(
        "P1-01",
        1,
        11,
        Severity.BLOCKS,
        lambda a: a.quality_assurance,
        "/quality_assurance",
        "conform.no_quality_assurance",
        STATED,
    ),
)
