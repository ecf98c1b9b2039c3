"""Principle 4, valid assessment: every outcome, against criteria that are known.

Council Recommendation 2022/C 243/02, Annex II, principle 4; Annex I, elements
9, 13 and 14. P4-08 belongs to an award.
"""

from collections.abc import Iterator

from tesela.conform.known import Known
from tesela.conform.lexicon import practical
from tesela.conform.rule import STATED, Fault, Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity

TESTS = frozenset({"quiz", "written-examination"})
"""Types of assessment in which people answer questions and do nothing else."""
_DEMANDING_EQF = 5
_WHOLE_PERCENT = 100


def _uncovered(achievement: Achievement, _: Known) -> Iterator[Fault]:
    parts = achievement.assessment
    if not parts or any(not part.outcomes for part in parts):
        return
    covered = {handle for part in parts for handle in part.outcomes}
    for at, outcome in enumerate(achievement.learning_outcomes):
        if outcome.id not in covered:
            told = {"outcome": outcome.id}
            yield Fault(f"/learning_outcomes/{at}", "conform.outcome_not_assessed", told)


def _no_criteria(achievement: Achievement, _: Known) -> Iterator[Fault]:
    for at, part in enumerate(achievement.assessment):
        if not (part.criteria or part.criteria_page):
            yield Fault(f"/assessment/{at}", "conform.no_criteria")


def _only_attendance(achievement: Achievement, _: Known) -> Iterator[Fault]:
    parts = achievement.assessment
    if parts and all(part.type == "level-of-attendance" for part in parts):
        yield Fault("/assessment", "conform.only_attendance")


def _weights(achievement: Achievement, _: Known) -> Iterator[Fault]:
    parts = achievement.assessment
    weights = [part.weight_percent for part in parts if part.weight_percent is not None]
    if len(parts) > 1 and not weights:
        yield Fault("/assessment", "conform.no_weights")
    elif weights and (len(weights) < len(parts) or sum(weights) != _WHOLE_PERCENT):
        yield Fault("/assessment", "conform.weights_sum", {"sum": f"{sum(weights):f}"})


def _no_scale(achievement: Achievement, _: Known) -> Iterator[Fault]:
    grading = achievement.grading
    if grading and not (grading.pass_mark or grading.values or grading.lowest or grading.highest):
        yield Fault("/grading", "conform.grading_without_scale")


def _no_supervision(achievement: Achievement, _: Known) -> Iterator[Fault]:
    for at, part in enumerate(achievement.assessment):
        if part.supervision is None:
            yield Fault(f"/assessment/{at}", "conform.no_supervision")


def _unsupervised(achievement: Achievement, _: Known) -> Iterator[Fault]:
    record, level = achievement.design_record, achievement.level
    critical = record is not None and record.risk == "safety-critical"
    if not critical and not (level and level.eqf and level.eqf >= _DEMANDING_EQF):
        return
    for at, part in enumerate(achievement.assessment):
        if part.supervision and part.supervision.startswith("unsupervised"):
            yield Fault(f"/assessment/{at}/supervision", "conform.unsupervised")


def _no_alternatives(achievement: Achievement, _: Known) -> Iterator[Fault]:
    parts = achievement.assessment
    if parts and all(part.alternatives is None for part in parts):
        yield Fault("/assessment", "conform.no_alternatives")


def _practice_by_test(achievement: Achievement, _: Known) -> Iterator[Fault]:
    parts = achievement.assessment
    if not parts:
        return
    for at, outcome in enumerate(achievement.learning_outcomes):
        kinds = {part.type for part in parts if not part.outcomes or outcome.id in part.outcomes}
        if kinds and kinds <= TESTS and practical(outcome.text):
            told = {"outcome": outcome.id}
            yield Fault(f"/learning_outcomes/{at}", "conform.practice_by_test", told)


def _knowledge_only(achievement: Achievement, _: Known) -> Iterator[Fault]:
    outcomes, parts = achievement.learning_outcomes, achievement.assessment
    if not outcomes or not parts or any(part.type not in TESTS for part in parts):
        return
    if all(outcome.kind == "knowledge" for outcome in outcomes):
        yield Fault("/assessment", "conform.knowledge_only")


_BLOCKS, _WARNS = Severity.BLOCKS, Severity.WARNS
RULES: tuple[Rule[Achievement], ...] = (
    Rule("P4-01", 4, 9, _BLOCKS, _uncovered, ("conform.outcome_not_assessed",), scopes=STATED),
    Rule("P4-02", 4, 9, _BLOCKS, _no_criteria, ("conform.no_criteria",)),
    Rule("P4-03", 4, 9, _BLOCKS, _only_attendance, ("conform.only_attendance",), scopes=STATED),
    Rule("P4-04", 4, 9, _WARNS, _weights, ("conform.no_weights", "conform.weights_sum")),
    Rule("P4-05", 4, 14, _WARNS, _no_scale, ("conform.grading_without_scale",)),
    Rule("P4-06", 4, 13, _WARNS, _no_supervision, ("conform.no_supervision",)),
    Rule("P4-06", 4, 13, _WARNS, _unsupervised, ("conform.unsupervised",), scopes=STATED),
    present(
        "P4-07",
        4,
        9,
        _WARNS,
        lambda a: not a.assessment or (a.offer and a.offer.reassessment),
        "/offer/reassessment",
        "conform.no_reassessment",
    ),
    present(
        "P4-07",
        4,
        9,
        _WARNS,
        lambda a: not a.assessment or (a.offer and a.offer.appeal),
        "/offer/appeal",
        "conform.no_appeal",
    ),
    Rule("P4-09", 4, 9, _WARNS, _no_alternatives, ("conform.no_alternatives",)),
    Rule("P4-10", 4, 9, _WARNS, _practice_by_test, ("conform.practice_by_test",), scopes=STATED),
    Rule(
        "P4-10", 4, 9, Severity.INFORMS, _knowledge_only, ("conform.knowledge_only",), scopes=STATED
    ),
)
