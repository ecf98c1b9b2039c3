"""All rules about an achievement in one table, in the order in which findings are listed."""

from tesela.conform.rule import Rule
from tesela.conform.rules import authenticity, pathways, portability, quality, transparency
from tesela.model.achievement import Achievement

RULES: tuple[Rule[Achievement], ...] = (
    *transparency.RULES,
    *quality.RULES,
    *authenticity.RULES,
    *portability.RULES,
    *pathways.RULES,
)
