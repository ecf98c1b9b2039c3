"""Rules of presence: which standard elements a description must state.

Council Recommendation 2022/C 243/02, Annex I (elements) and Annex II
(principles 1 and 2). Elements 1, 5 and the grade of 14 belong to the award and
are asked for there. A rule is a line in `RULES`: its id, element, severity,
where it looks, and whether what it asks for is there.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tesela.model.achievement import Achievement
from tesela.model.findings import Finding, Findings, Severity
from tesela.text.errors import Problem

RULESET = "structure-1"
_SOURCE = "Recommendation 2022/C 243/02, Annex I, element {element}"


class Rule(NamedTuple):
    """One thing a description must say."""

    id: str
    principle: int
    element: int
    severity: Severity
    path: str
    code: str
    met: Callable[[Achievement], bool]


def _stated(field: str) -> Callable[[Achievement], bool]:
    return lambda achievement: bool(getattr(achievement, field))


def _takes_part(achievement: Achievement) -> bool:
    """Who can only be validated takes part in nothing."""
    return bool(achievement.participation) or set(achievement.routes) <= {
        "validation",
        "exam-only",
    }


_BLOCKS, _WARNS = Severity.BLOCKS, Severity.WARNS
RULES = (
    Rule("P2-01", 2, 3, _BLOCKS, "/issuer", "conform.no_country", lambda a: bool(a.issuer.country)),
    Rule(
        "P2-01",
        2,
        6,
        _BLOCKS,
        "/learning_outcomes",
        "conform.no_outcomes",
        _stated("learning_outcomes"),
    ),
    Rule("P2-01", 2, 7, _BLOCKS, "/workload", "conform.no_workload", _stated("workload")),
    Rule("P2-01", 2, 9, _BLOCKS, "/assessment", "conform.no_assessment", _stated("assessment")),
    Rule("P2-01", 2, 10, _BLOCKS, "/participation", "conform.no_participation", _takes_part),
    Rule(
        "P1-01",
        1,
        11,
        _BLOCKS,
        "/quality_assurance",
        "conform.no_quality_assurance",
        _stated("quality_assurance"),
    ),
    Rule("P2-10", 2, 8, _WARNS, "/level", "conform.no_level", _stated("level")),
    Rule("P9-04", 9, 3, _WARNS, "/issuer", "conform.no_place", lambda a: bool(a.issuer.place)),
    Rule("P7-04", 7, 2, _WARNS, "/picture", "conform.no_alternative_text", _stated("picture")),
    Rule(
        "P5-01", 5, 15, _WARNS, "/stackability", "conform.no_stackability", _stated("stackability")
    ),
)


def check(
    achievement: Achievement, places: Mapping[str, tuple[int, int]] | None = None
) -> Findings:
    """What `achievement` does not say yet.

    `places` are the lines and columns of its parts, as `read_description`
    gives them; findings then name theirs.
    """
    findings = tuple(_finding(rule, places) for rule in RULES if not rule.met(achievement))
    subject = {
        "kind": "description",
        "id": achievement.id,
        "version": achievement.version,
        "title": dict(achievement.title),
    }
    return Findings(RULESET, subject, findings)


def _finding(rule: Rule, places: Mapping[str, tuple[int, int]] | None) -> Finding:
    line, column = (places or {}).get(rule.path) or (places or {}).get("") or (None, None)
    return Finding(
        rule=rule.id,
        principle=rule.principle,
        element=rule.element,
        severity=rule.severity,
        path=rule.path,
        problem=Problem(rule.code),
        source=_SOURCE.format(element=rule.element),
        line=line,
        column=column,
    )
