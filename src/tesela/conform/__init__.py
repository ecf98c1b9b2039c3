"""The checker: does a description say what the Recommendation asks for?

For now its structure: are the European standard elements of Annex I there
(rules of presence). What each rule asks is a line in `structure.RULES`.
"""

from tesela.conform.structure import RULESET, check

__all__ = ["RULESET", "check"]
