"""Errors and problems that carry a code and data, and speak through the catalogue.

`TeselaError` is raised when ignoring the result would be a mistake; a
`Problem` is put into a report beside what went well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from tesela.text.catalogue import fix, say


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `code` and `data` name it, the catalogue says it."""

    code: str
    data: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def message(self, language: str = "en") -> str:
        """What is wrong and where, as one sentence."""
        return say(self.code, language, **self.data)

    def fix(self, language: str = "en") -> str:
        """What to do about it; empty where nothing helps."""
        return fix(self.code, language, **self.data)


class TeselaError(Exception):
    """An error for people: `problem` has its code, data and sentences."""

    def __init__(self, code: str, /, **data: object) -> None:
        super().__init__(code, data)
        self.problem = Problem(code, data)

    @property
    def code(self) -> str:
        return self.problem.code

    def __str__(self) -> str:
        return self.problem.message()

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.problem.code, dict(self.problem.data))


def _rebuild(kind: type[TeselaError], code: str, data: dict[str, object]) -> TeselaError:
    return kind(code, **data)
