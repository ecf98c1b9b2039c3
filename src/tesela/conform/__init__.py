"""The checker: does it say what the Recommendation asks for?

`check(achievement, places, known)` gives `Findings` about a description, with
an outcome for every principle, standard element and part of the definition,
and the questions that only people can answer. What each rule asks is a line in
`rules.table.RULES`; `Known` is what the caller knows besides.
"""

from tesela.conform.description import RULESET, check
from tesela.conform.known import Known
from tesela.conform.rule import Scope

__all__ = ["RULESET", "Known", "Scope", "check"]
