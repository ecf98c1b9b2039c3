"""Rules about one award that is about to be issued, in the order in which findings are listed.

Council Recommendation 2022/C 243/02, Annex II, principles 4, 7 and 9. The model
already refuses an award without a learner's name and identifier (P9-05), one
assessed after it was awarded, and one that ends before it began (P4-08); what
the description says is checked once for all its awards (`description.check`).
"""

import re
from collections.abc import Iterator

from tesela.conform.health import health_words
from tesela.conform.known import Known
from tesela.conform.rule import Fault, Rule, Scope
from tesela.conform.rules.received_content import says_passed
from tesela.conform.rules.subjects import Earned
from tesela.model.findings import Severity

AWARD = frozenset({Scope.AWARD})
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FREE_TEXTS = ("narrative", "grade")
"""What is said of one learner in free words."""


def _not_yet(earned: Earned, known: Known) -> Iterator[Fault]:
    day = earned.award.awarded_on
    if known.today is not None and day > known.today:
        yield Fault("/awarded_on", "award.awarded_later", {"day": day.isoformat()})


def _over(earned: Earned, known: Known) -> Iterator[Fault]:
    until = earned.award.valid_until
    if until and known.today is not None and until < known.today:
        yield Fault("/valid_until", "award.ended_before_issue", {"day": until.isoformat()})


def _grade_without_scale(earned: Earned, _: Known) -> Iterator[Fault]:
    grade = earned.award.grade
    if grade and earned.achievement.grading is None and not says_passed(grade):
        yield Fault("/grade", "award.grade_without_scale", {"grade": grade[:40]})


def _health(earned: Earned, _: Known) -> Iterator[Fault]:
    """Named by its place only: what was found must not spread into reports."""
    for name in _FREE_TEXTS:
        text = getattr(earned.award, name)
        if text and health_words(text, earned.achievement):
            yield Fault(f"/{name}", "award.health_word")


def _contact(earned: Earned, _: Known) -> Iterator[Fault]:
    for name in _FREE_TEXTS:
        text = getattr(earned.award, name)
        if text and _MAIL.search(text):
            yield Fault(f"/{name}", "award.contact_in_text")


_BLOCKS, _WARNS = Severity.BLOCKS, Severity.WARNS
AWARD_RULES: tuple[Rule[Earned], ...] = (
    Rule(
        "P4-05",
        4,
        14,
        _WARNS,
        _grade_without_scale,
        ("award.grade_without_scale",),
        scopes=AWARD,
    ),
    Rule(
        "P4-08",
        4,
        5,
        _BLOCKS,
        _not_yet,
        ("award.awarded_later",),
        scopes=AWARD,
        needs=("today",),
    ),
    Rule(
        "P4-08",
        4,
        None,
        _WARNS,
        _over,
        ("award.ended_before_issue",),
        scopes=AWARD,
        needs=("today",),
    ),
    Rule("P7-05", 7, 16, _BLOCKS, _health, ("award.health_word",), scopes=AWARD),
    Rule("P7-05", 7, 1, _BLOCKS, _contact, ("award.contact_in_text",), scopes=AWARD),
)
