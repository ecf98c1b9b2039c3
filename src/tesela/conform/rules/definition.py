"""The definition (`DEF-…`): small, owned by the learner, and no substitute for a qualification.

Council Recommendation 2022/C 243/02, definition of a micro-credential. That
outcomes are assessed (P4-01, P4-03), against public criteria (P4-02), and
quality-assured (P1-01) is asked by the principles; `outcomes.DEFINITION` joins
these rules with the ones here.
"""

from collections.abc import Iterator
from decimal import Decimal

from tesela.conform.known import Known
from tesela.conform.rule import STATED, Fault, Rule
from tesela.conform.rules.phrases import says
from tesela.conform.rules.transparency import HOURS_PER_ECTS, ects
from tesela.model.achievement import Achievement, Workload
from tesela.model.findings import Severity


def _points(workload: Workload, known: Known) -> Decimal | None:
    """Its ECTS credits; where it states hours only, as few as these can be."""
    if (points := ects(workload)) is not None:
        return points
    _, most = known.profile.hours_per_ects or HOURS_PER_ECTS
    return None if workload.hours is None else workload.hours / most


def _too_large(achievement: Achievement, known: Known) -> Iterator[Fault]:
    points = _points(achievement.workload, known) if achievement.workload else None
    ceiling = known.maximum_ects
    if points is not None and ceiling is not None and points >= ceiling:
        told = {
            "points": f"{round(points, 1):f}",
            "ceiling": f"{ceiling:f}",
            "country": known.profile.country,
        }
        yield Fault("/workload/credits", "conform.volume_large", told)


RULES: tuple[Rule[Achievement], ...] = (
    Rule(
        "DEF-VOLUME",
        None,
        7,
        Severity.WARNS,
        _too_large,
        ("conform.volume_large",),
        scopes=STATED,
        needs=("maximum_ects",),
    ),
    Rule(
        "DEF-OWNED",
        None,
        None,
        Severity.BLOCKS,
        says("no_sharing", "conform.sharing_forbidden"),
        ("conform.sharing_forbidden",),
        scopes=STATED,
    ),
    Rule(
        "DEF-TITLE",
        None,
        2,
        Severity.WARNS,
        says("replaces", "conform.replaces_qualification"),
        ("conform.replaces_qualification",),
        scopes=STATED,
    ),
)
