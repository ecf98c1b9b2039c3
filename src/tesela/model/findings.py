"""What the checker found in a description, a roster or a credential.

Besides the single findings there is an outcome for each of the ten principles
(Annex II), each of the sixteen standard elements (Annex I) and each part of
the definition. There is never one for the whole: a score would hide what is
missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from tesela.text.errors import Problem
from tesela.text.languages import COMPLETE_LANGUAGES


class Severity(StrEnum):
    """What a finding means for issuing."""

    BLOCKS = "blocks"
    WARNS = "warns"
    INFORMS = "informs"
    ASKS = "asks"
    """A person has to judge."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that something does not meet."""

    rule: str
    """The rule's id, such as `P2-01`."""
    principle: int | None
    """The principle of Annex II it belongs to."""
    element: int | None
    """The standard element of Annex I it is about."""
    severity: Severity
    path: str
    """Where, as a JSON Pointer; empty for the whole."""
    problem: Problem
    source: str
    """Where the rule comes from."""
    line: int | None = None
    column: int | None = None

    def to_json(self) -> dict[str, Any]:
        """As `tesela schema findings` describes it."""
        written: dict[str, Any] = {
            "rule": self.rule,
            "principle": self.principle,
            "element": self.element,
            "severity": self.severity.value,
            "path": self.path,
            "message": {tag: self.problem.message(tag) for tag in COMPLETE_LANGUAGES},
            "fix": {tag: self.problem.fix(tag) for tag in COMPLETE_LANGUAGES},
            "source": self.source,
        }
        if self.line is not None:
            written["line"], written["column"] = self.line, self.column
        return written


class Outcome(StrEnum):
    """How far one principle, element or part of the definition is."""

    MET = "met"
    GAPS = "gaps"
    """Something about it blocks or warns."""
    NEEDS_HUMAN_JUDGEMENT = "needs human judgement"
    """No rule finds a gap, and a person has still to judge."""
    NOT_STATED = "not stated"
    """Nothing is said about it, so there is nothing to judge."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Outcomes by principle, by standard element and by part of the definition."""

    principles: Mapping[int, Outcome] = field(default_factory=lambda: MappingProxyType({}))
    """1 to 10."""
    elements: Mapping[int, Outcome] = field(default_factory=lambda: MappingProxyType({}))
    """1 to 16."""
    definition: Mapping[str, Outcome] = field(default_factory=lambda: MappingProxyType({}))
    """`DEF-…` ids, in the order of `conform.outcomes.DEFINITION`."""

    def to_json(self) -> dict[str, dict[str, str]]:
        """As `tesela schema findings` describes it."""
        return {
            "principles": {str(number): one.value for number, one in self.principles.items()},
            "elements": {str(number): one.value for number, one in self.elements.items()},
            "definition": {name: one.value for name, one in self.definition.items()},
        }


_NO_OUTCOMES = Outcomes()


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings about one subject under one set of rules."""

    ruleset: str
    subject: Mapping[str, Any]
    findings: tuple[Finding, ...]
    outcomes: Outcomes = _NO_OUTCOMES
    """Empty where the subject could not be read far enough to judge, and for class lists."""
    undecided: tuple[str, ...] = ()
    """Ids of rules that could not be decided, since nobody told what they need to know."""

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Those that forbid issuing."""
        return tuple(found for found in self.findings if found.severity is Severity.BLOCKS)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """Those that only a person can answer."""
        return tuple(found for found in self.findings if found.severity is Severity.ASKS)

    @property
    def decided(self) -> tuple[Finding, ...]:
        """Those that a machine found: all but the questions."""
        return tuple(found for found in self.findings if found.severity is not Severity.ASKS)

    def to_json(self) -> dict[str, Any]:
        """As `tesela schema findings` describes it."""
        return {
            "ruleset": self.ruleset,
            "subject": dict(self.subject),
            "findings": [finding.to_json() for finding in self.findings],
            "outcomes": self.outcomes.to_json(),
            "undecided": list(self.undecided),
        }


def findings_schema() -> dict[str, Any]:
    """The JSON Schema of findings."""
    text = {"type": "string"}
    localized = {"type": "object", "additionalProperties": text}
    outcome = {"enum": [outcome.value for outcome in Outcome]}

    def outcomes(name: str) -> dict[str, Any]:
        return {
            "type": "object",
            "patternProperties": {name: outcome},
            "additionalProperties": False,
        }

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of the checker",
        "type": "object",
        "required": ["ruleset", "subject", "findings", "outcomes", "undecided"],
        "properties": {
            "ruleset": text,
            "subject": {"type": "object"},
            "undecided": {"type": "array", "items": text},
            "outcomes": {
                "type": "object",
                "required": ["principles", "elements", "definition"],
                "properties": {
                    "principles": outcomes("^([1-9]|10)$"),
                    "elements": outcomes("^([1-9]|1[0-6])$"),
                    "definition": outcomes("^DEF-[A-Z]+$"),
                },
            },
            "findings": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["rule", "severity", "path", "message", "fix", "source"],
                    "properties": {
                        "rule": text,
                        "principle": {"type": ["integer", "null"], "minimum": 1, "maximum": 10},
                        "element": {"type": ["integer", "null"], "minimum": 1, "maximum": 16},
                        "severity": {"enum": [severity.value for severity in Severity]},
                        "path": text,
                        "message": localized,
                        "fix": localized,
                        "source": text,
                        "line": {"type": ["integer", "null"]},
                        "column": {"type": ["integer", "null"]},
                    },
                },
            },
        },
    }
