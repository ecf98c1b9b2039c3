"""All rules about received credentials in one table, in the order in which findings are listed."""

from tesela.conform.rule import Rule
from tesela.conform.rules import received_authenticity, received_content, received_holder
from tesela.conform.rules.subjects import Received

RECEIVED_RULES: tuple[Rule[Received], ...] = (
    *received_content.RULES,
    *received_holder.RULES,
    *received_authenticity.RULES,
)
