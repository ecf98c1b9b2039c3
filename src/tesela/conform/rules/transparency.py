"""Principle 2, transparency: the elements are there, and people can measure and compare.

Council Recommendation 2022/C 243/02, Annex II, principle 2, with Annex I:
elements 2 to 4, 6, 7, 9 to 11 are mandatory, 8 where applicable.
"""

from collections.abc import Callable

from tesela.conform.rule import STATED, Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity

_BLOCKS, _WARNS = Severity.BLOCKS, Severity.WARNS


def takes_part(achievement: Achievement) -> bool:
    """Whether there is learning to take part in: not for who is only examined or validated."""
    return not set(achievement.routes) <= {"validation", "exam-only"}


def _says_participation(achievement: Achievement) -> object:
    return achievement.participation or not takes_part(achievement)


def _required(
    element: int, told: Callable[[Achievement], object], path: str, code: str
) -> Rule[Achievement]:
    return present("P2-01", 2, element, _BLOCKS, told, path, code, STATED)


RULES: tuple[Rule[Achievement], ...] = (
    _required(3, lambda a: a.issuer.country, "/issuer", "conform.no_country"),
    _required(6, lambda a: a.learning_outcomes, "/learning_outcomes", "conform.no_outcomes"),
    _required(7, lambda a: a.workload, "/workload", "conform.no_workload"),
    _required(9, lambda a: a.assessment, "/assessment", "conform.no_assessment"),
    _required(10, _says_participation, "/participation", "conform.no_participation"),
    present("P2-10", 2, 8, _WARNS, lambda a: a.level, "/level", "conform.no_level", STATED),
)
