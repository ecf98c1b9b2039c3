"""`check_award`: one award held against the Recommendation before it is issued.

What depends on the description alone is not asked again: whoever issues to a
class checks the description once and then each award, which takes microseconds.
"""

from collections.abc import Callable, Hashable, Iterator
from operator import attrgetter

from tesela.codecs.recent import Recent
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


Against = tuple[tuple[str, Problem], ...]
_REMEMBERED = 256
_TOLD_OF_ONE = ("narrative", "evidence", "workload_hours", "ects_credits")
"""What hardly two say; and numbers, of which two are equal that are not written the same."""
_TOLD = attrgetter(*_TOLD_OF_ONE)
_SHARED = attrgetter(*sorted({*Award.model_fields} - {"id", "learner", *_TOLD_OF_ONE}))


def gate(
    achievement: Achievement, known: Known
) -> Callable[[Award], Iterator[tuple[str, Problem]]]:
    """What forbids issuing awards of `achievement`: an award → field and problem, as batches ask.

    No rule asks who the learner is. So where nothing is told of one learner, all who were awarded
    the same on the same day with the same grade are judged once.
    """
    judged: Recent[Hashable, Against] = Recent(_REMEMBERED)

    def of(award: Award) -> Against:
        findings = check_award(achievement, award, known).blocking
        return tuple((found.path.strip("/"), found.problem) for found in findings)

    def against(award: Award) -> Iterator[tuple[str, Problem]]:
        if any(_TOLD(award)):
            return iter(of(award))
        return iter(judged.get_or_make(_SHARED(award), lambda: of(award)))

    return against
