"""What becomes of a row of a class list: a learner's award data, or its problems."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Self

from tesela.text.errors import Problem

_SHOWN_CHARACTERS = 80
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class RosterRow:
    """One learner with what the class list says about this award.

    Texts are NFC without white space around them. Either `given_name` and
    `family_name` are there, or `full_name`, or all three. `contact` is how to
    reach a learner other than by e-mail, as free text. `language` is a BCP 47
    tag, `evidence` are https addresses, `route` a code of the list of routes
    to an award. `certificate_number` is that of an earlier certificate which this award is
    taken over from, `certificate_country` (ISO 3166-1) where that was awarded. `extra` holds the columns that were not understood, by their
    header; nothing of it belongs in a credential.
    """

    number: int
    given_name: str | None = None
    family_name: str | None = None
    full_name: str | None = None
    email: str | None = None
    contact: str | None = None
    date_of_birth: date | None = None
    award_date: date | None = None
    assessed_on: date | None = None
    valid_until: date | None = None
    grade: str | None = None
    language: str | None = None
    identifier: str | None = None
    evidence: tuple[str, ...] = ()
    narrative: str | None = None
    workload_hours: Decimal | None = None
    ects_credits: Decimal | None = None
    route: str | None = None
    certificate_number: str | None = None
    certificate_country: str | None = None
    extra: Mapping[str, str] = field(default_factory=lambda: NOTHING, repr=False)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """The row with these values, `number` and `extra` among them, which are its own from now on.

        Several times as fast as by name: a class list has many rows.
        """
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        return made

    @property
    def shown_name(self) -> str:
        """The name as one text: the full name, else given name and family name."""
        return self.full_name or f"{self.given_name} {self.family_name}"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong in one cell; `column` is the header as the file has it.

    `field` is Tesela's own name of the column, empty for a whole row; `value`
    is shortened and printable.
    """

    column: str
    value: str
    problem: Problem
    field: str = ""

    def to_report(self, language: str = "en") -> dict[str, str]:
        """The problem as `report.json` holds it."""
        return {
            "column": self.column,
            "field": self.field,
            "value": self.value,
            "code": self.problem.code,
            "message": self.problem.message(language),
            "fix": self.problem.fix(language),
        }


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row nothing is issued for, with everything that is wrong in it."""

    number: int
    problems: tuple[CellProblem, ...]


def shown(value: str, limit: int = _SHOWN_CHARACTERS) -> str:
    """`value` for people: at most `limit` characters, invisible ones by their number."""
    visible = "".join(map(_visible, value[: limit + 1]))
    if len(value) <= limit and len(visible) <= 2 * limit:
        return visible
    return visible[: limit - 1] + "…"


def character_name(character: str) -> str:
    """`U+202E`, the way people can look it up."""
    return f"U+{ord(character):04X}"


def _visible(character: str) -> str:
    if character in "\u200c\u200d" or unicodedata.category(character)[0] not in "CZ":
        return character
    return " " if unicodedata.category(character) == "Zs" else f"⟨{character_name(character)}⟩"
