"""Principle 8, learner-centred: made for somebody, and with them.

Council Recommendation 2022/C 243/02, Annex II, principle 8.
"""

from collections.abc import Iterator

from tesela.conform.known import Known
from tesela.conform.rule import Fault, Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity


def _learners_involved(achievement: Achievement) -> object:
    record = achievement.design_record
    return record and any(one.who == "learners" for one in record.involved)


def _no_actions(achievement: Achievement, _: Known) -> Iterator[Fault]:
    record = achievement.design_record
    for at, one in enumerate(record.feedback if record else ()):
        if one.source == "learners" and one.actions is None:
            yield Fault(f"/design_record/feedback/{at}", "conform.feedback_without_action")


_WARNS = Severity.WARNS
RULES: tuple[Rule[Achievement], ...] = (
    present(
        "P8-01",
        8,
        None,
        _WARNS,
        lambda a: a.target_groups,
        "/target_groups",
        "conform.no_target_group",
    ),
    present(
        "P8-02",
        8,
        None,
        _WARNS,
        _learners_involved,
        "/design_record/involved",
        "conform.no_learners_involved",
    ),
    Rule("P8-03", 8, None, _WARNS, _no_actions, ("conform.feedback_without_action",)),
    present(
        "P8-04",
        8,
        None,
        _WARNS,
        lambda a: a.offer and a.offer.support,
        "/offer/support",
        "conform.no_support",
    ),
)
