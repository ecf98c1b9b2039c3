"""What came of asking by which mandate a credential was issued in another organisation's name.

Apart from whether the document is genuine: who signs with an own key in the
name of others may be allowed to, may not, or nobody can tell now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tesela.model.outcome import Outcome
from tesela.text.errors import Problem


@dataclass(frozen=True, slots=True)
class Mandated:
    """The answer for the moment at which the credential says that it was issued."""

    outcome: Outcome
    """Passed: the mandate counted then. Indeterminate: its statement or its present form could not be had."""
    problem: Problem
    statements: tuple[str, ...] = ()
    """Addresses of the statements, that of the awarding body first."""
    begins: date | None = None
    ends: date | None = None
    ended_on: date | None = None
    """When it was ended, if that was since."""

    def to_json(self, language: str) -> dict[str, Any]:
        """As the published report schema writes it."""
        days: Mapping[str, date | None] = {
            "begins": self.begins,
            "ends": self.ends,
            "ended_on": self.ended_on,
        }
        return {
            "outcome": self.outcome.value,
            "code": self.problem.code,
            "message": self.problem.message(language),
            "statements": list(self.statements),
            **{name: day and day.isoformat() for name, day in days.items()},
        }


def mandated_schema() -> dict[str, Any]:
    """The JSON Schema of a report's `mandate`."""
    text, day = {"type": "string"}, {"type": ["string", "null"], "format": "date"}
    return {
        "type": ["object", "null"],
        "required": ["outcome", "code", "message", "statements"],
        "properties": {
            "outcome": {"enum": [outcome.value for outcome in Outcome]},
            "code": text,
            "message": text,
            "statements": {"type": "array", "items": text},
            "begins": day,
            "ends": day,
            "ended_on": day,
        },
    }
