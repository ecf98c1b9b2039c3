"""What the checker found in a description, a roster or a credential."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
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


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings about one subject under one set of rules."""

    ruleset: str
    subject: Mapping[str, Any]
    findings: tuple[Finding, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Those that forbid issuing."""
        return tuple(found for found in self.findings if found.severity is Severity.BLOCKS)

    def to_json(self) -> dict[str, Any]:
        """As `tesela schema findings` describes it."""
        return {
            "ruleset": self.ruleset,
            "subject": dict(self.subject),
            "findings": [finding.to_json() for finding in self.findings],
        }


def findings_schema() -> dict[str, Any]:
    """The JSON Schema of findings."""
    text = {"type": "string"}
    localized = {"type": "object", "additionalProperties": text}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of the checker",
        "type": "object",
        "required": ["ruleset", "subject", "findings"],
        "properties": {
            "ruleset": text,
            "subject": {"type": "object"},
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
