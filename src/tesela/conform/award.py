"""`check_award`: one award held against the Recommendation before it is issued.

What depends on the description alone is not asked again: whoever issues to a
class checks the description once and then each award, which takes microseconds.
"""

from collections.abc import Callable, Iterator

from tesela.conform.description import RULESET
from tesela.conform.engine import run
from tesela.conform.known import NOTHING_KNOWN, Known
from tesela.conform.rules.award_table import AWARD_RULES
from tesela.conform.rules.subjects import Earned
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.findings import Findings
from tesela.text.errors import Problem


def check_award(achievement: Achievement, award: Award, known: Known = NOTHING_KNOWN) -> Findings:
    """What forbids, or speaks against, issuing `award`; paths are those of `Award`.

    `known.today` is the day of issuing. There are no outcomes by principle:
    those are the description's and, later, the credential's. Raises nothing.
    """
    ran = run(AWARD_RULES, Earned(achievement, award), known)
    subject = {"kind": "award", "id": award.id, "achievement": achievement.id}
    return Findings(RULESET, subject, ran.findings, undecided=ran.undecided)


def gate(
    achievement: Achievement, known: Known
) -> Callable[[Award], Iterator[tuple[str, Problem]]]:
    """What forbids issuing awards of `achievement`: an award → field and problem, as batches ask.

    No rule asks who the learner is, so that a batch may ask once for all who are awarded the same.
    """

    def against(award: Award) -> Iterator[tuple[str, Problem]]:
        for found in check_award(achievement, award, known).blocking:
            yield found.path.strip("/"), found.problem

    return against
