"""All rules about an achievement in one table, in the order in which findings are listed."""

from tesela.conform.rule import Rule
from tesela.conform.rules import (
    accessibility,
    assessment,
    authenticity,
    definition,
    guidance,
    learner,
    pathways,
    portability,
    quality,
    recognition,
    relevance,
    transparency,
)
from tesela.model.achievement import Achievement

RULES: tuple[Rule[Achievement], ...] = (
    *definition.RULES,
    *quality.RULES,
    *transparency.RULES,
    *relevance.RULES,
    *assessment.RULES,
    *pathways.RULES,
    *recognition.RULES,
    *portability.RULES,
    *learner.RULES,
    *accessibility.RULES,
    *authenticity.RULES,
    *guidance.RULES,
)
