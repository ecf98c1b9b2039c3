"""From a row of cells to a learner, or to everything that is wrong in the row.

1. Cells a spreadsheet marks as faulty, characters nobody can see, broken
   letters, errors and formulas: refused in every column that is understood.
2. Each value by the rule of its field.
3. What values must be together: a whole name, a way to reach the learner,
   dates in their order.
4. A learner who already stands in an accepted row.

All problems of a row are collected, so that one round of corrections is enough.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from tesela.issuing.roster.dates import read_date
from tesela.issuing.roster.first_rows import FirstRows
from tesela.issuing.roster.headers import SEVERAL_COLUMNS, WITHHELD_FIELDS, Column, name_words
from tesela.issuing.roster.names import check_name_part, placeholder_parts
from tesela.issuing.roster.plain import is_plain_email, plain_name
from tesela.issuing.roster.raw import Mark, RawRow
from tesela.issuing.roster.rows import CellProblem, RefusedRow, RosterRow, shown
from tesela.issuing.roster.samples import as_meant
from tesela.issuing.roster.texts import (
    CellRefused,
    check_end,
    check_filler,
    check_formula,
    check_markup,
    check_text,
    trimmed,
)
from tesela.issuing.roster.together import IN_ORDER, NAME_FIELDS, Together, in_chunks
from tesela.issuing.roster.values import (
    read_country,
    read_email,
    read_evidence,
    read_language,
    read_number,
    read_route,
)
from tesela.text.errors import Problem

_DATE_FIELDS = ("date_of_birth", "award_date", "assessed_on", "valid_until")
_WITH_LINES = ("contact", "evidence", "narrative")
_NEVER_DATES = ("grade", "identifier", "certificate_number", *NAME_FIELDS)
_CHARACTERS = {
    "given_name": 200, "family_name": 200, "full_name": 400, "email": 254, "contact": 500,
    "grade": 100, "language": 60, "identifier": 200, "evidence": 20_000, "narrative": 5_000,
    "certificate_number": 100, "certificate_country": 100,
}  # fmt: skip
_OTHER_CHARACTERS = 60
_WORKLOAD_HOURS = 10_000
_ECTS_CREDITS = 300
_EARLIEST = {"date_of_birth": date(1900, 1, 1)}
TAKEN_OVER = "import-legacy"
"""The route of what is taken over from an earlier record."""
_EARLIEST_OTHER = date(1950, 1, 1)
_NOT_IN_FUTURE = ("date_of_birth", "award_date", "assessed_on")
_CELLS_REMEMBERED = 512
"""Of each column: days, grades and given names come again and again."""
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[Ee]\+\d+\Z")
_FAULTS = {
    Mark.FORMULA_WITHOUT_VALUE: "roster.formula_without_value",
    Mark.ERROR: "roster.spreadsheet_error",
}


class LearnerReader:
    """Reads the rows of one pass through a class list; remembers who was in it.

    What it remembers of a learner are digests of eight bytes, and of each column some cells.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        today: date,
        encoding: str | None,
        default_language: str | None,
        month_first_fields: Collection[str],
    ) -> None:
        self._columns = [c for c in columns if c.field not in WITHHELD_FIELDS]
        self._reading = [(column, self._reader_of(column)) for column in self._columns]
        self._header_of = {c.field: c.header for c in reversed(self._columns) if c.field}
        self._dates = frozenset(_DATE_FIELDS) & self._header_of.keys()
        self._width = max((c.position for c in columns), default=0) + 1
        self._today = today
        self._encoding = encoding
        self._default_language = default_language
        self._month_first_fields = month_first_fields
        self._reached_by = [f for f in ("email", "contact") if f in self._header_of]
        self._first_rows = FirstRows()
        self._many = Together(
            self._reading,
            width=self._width,
            default_language=default_language,
            reached_by=self._reached_by,
        )

    def read_all(self, rows: Iterable[RawRow]) -> Iterator[RosterRow | RefusedRow]:
        """Steps 1 to 4 for each of `rows`, as `read` does it, much faster."""
        for chunk in in_chunks(rows):
            for row, learner in zip(chunk, self._many.learners(chunk), strict=True):
                read = self._first_time(learner) if learner else self.read(row)
                if read is not None:
                    yield read

    def read_all_alone(self, rows: Iterable[RawRow]) -> Iterator[RosterRow | RefusedRow | None]:
        """Steps 1 to 3 for each of `rows`, as `read_alone` does it, much faster."""
        for chunk in in_chunks(rows):
            for row, learner in zip(chunk, self._many.learners(chunk), strict=True):
                yield learner or self.read_alone(row)

    def close(self) -> None:
        """Nobody is remembered any more."""
        self._first_rows.close()

    def read(self, row: RawRow) -> RosterRow | RefusedRow | None:
        """Steps 1 to 4. None for a row without anything in the columns that are read."""
        learner = self.read_alone(row)
        if not isinstance(learner, RosterRow):
            return learner
        return self._first_time(learner)

    def read_alone(self, row: RawRow) -> RosterRow | RefusedRow | None:
        """Steps 1 to 3, which ask no other row."""
        if row.fault is not None:
            whole = CellProblem("", shown(" ".join(row.cells)), row.fault)
            return RefusedRow(row.number, (whole,))
        values: dict[str, Any] = {}
        extra: dict[str, str] = {}
        problems: list[CellProblem] = []
        found = False
        cells, width = row.cells, len(row.cells)
        for column, read in self._reading:
            cell = cells[column.position] if column.position < width else ""
            mark = row.marks.get(column.position)
            if not cell and mark is None:
                continue
            try:
                value = read(cell) if mark is None else self._value(column, cell, mark)
            except CellRefused as refused:
                found = True
                text = as_meant(trimmed(cell))
                problems.append(self._problem(column.field or "", column.header, text, refused))
                continue
            if value is None:
                continue
            found = True
            if column.field is None:
                extra[column.header] = value
            elif column.field in values and column.field in SEVERAL_COLUMNS:
                values[column.field] = _joined(values[column.field], value)
            else:
                values[column.field] = value
        problems += self._beyond_the_columns(row)
        if not found and not problems:
            return None
        problems += self._together(values, problems)
        if problems:
            return RefusedRow(row.number, tuple(problems))
        values.setdefault("language", self._default_language)
        if "certificate_number" in values:
            values.setdefault("route", TAKEN_OVER)
        return RosterRow(row.number, **values, extra=MappingProxyType(extra))

    def _reader_of(self, column: Column) -> Callable[[str], Any]:
        """Steps 1 and 2 for the cells of one column, quick for those that need no second look."""

        known: Callable[[str], Any] = partial(self._value, column, mark=None)
        if column.field not in _WITH_LINES:
            known = lru_cache(maxsize=_CELLS_REMEMBERED)(known)
        if column.field in NAME_FIELDS:
            is_plain = plain_name(column.header)
        elif column.field == "email":
            is_plain = is_plain_email
        else:
            return known
        return lambda cell: cell if is_plain(cell) else known(cell)

    def _value(self, column: Column, cell: str, mark: Mark | None) -> Any:
        """Steps 1 and 2 for one cell; None for one in which nothing stands."""
        field, text = column.field or "", as_meant(trimmed(cell))
        if not text and mark not in _FAULTS:
            return None
        if column.field is None:
            return text
        check_end(cell)
        if mark in _FAULTS:
            raise CellRefused(_FAULTS[mark])
        maximum = _CHARACTERS.get(field, _OTHER_CHARACTERS)
        if len(text) > maximum:
            raise CellRefused("roster.too_long", maximum=maximum)
        check_text(text, encoding=self._encoding, lines=field in _WITH_LINES)
        check_formula(text)
        if mark is Mark.DATE and field in _NEVER_DATES:
            raise CellRefused("roster.became_date")
        return self._meant(field, column.header, text)

    def _meant(self, field: str, header: str, text: str) -> Any:  # noqa: PLR0911 - one a field
        if field in NAME_FIELDS:
            check_markup(text)
            check_name_part(text, header)
            return text
        if field in _DATE_FIELDS:
            return self._date(field, text)
        check_filler(text)
        if field in ("identifier", "contact", "certificate_number") and _SCIENTIFIC.match(text):
            raise CellRefused("roster.became_rounded")
        match field:
            case "email":
                return read_email(text)
            case "evidence":
                return read_evidence(text)
            case "language":
                return read_language(text)
            case "workload_hours":
                return read_number(text, _WORKLOAD_HOURS)
            case "ects_credits":
                return read_number(text, _ECTS_CREDITS)
            case "route":
                return read_route(text)
            case "certificate_country":
                return read_country(text)
        return text

    def _date(self, field: str, text: str) -> date:
        day = read_date(text, month_first_seen=field in self._month_first_fields)
        if field in _NOT_IN_FUTURE and day > self._today:
            raise CellRefused("roster.date_future", today=self._today.isoformat())
        earliest = _EARLIEST.get(field, _EARLIEST_OTHER)
        if day < earliest:
            raise CellRefused("roster.date_too_early", earliest=earliest.year)
        return day

    def _beyond_the_columns(self, row: RawRow) -> list[CellProblem]:
        beyond = [c.strip() for c in row.cells[self._width :] if c.strip()]
        if not beyond:
            return []
        data = {"count": len(row.cells), "expected": self._width}
        value = shown(" ".join(beyond))
        return [CellProblem("", value, Problem("roster.too_many_cells", data))]

    def _together(
        self, values: Mapping[str, Any], problems: Sequence[CellProblem]
    ) -> list[CellProblem]:
        """Step 3; says nothing about fields that already have a problem."""
        if not problems and self._is_usual(values):
            return []
        wrong = {problem.field for problem in problems}
        found = []
        names = {field: values[field] for field in NAME_FIELDS if field in values}
        if not wrong.intersection(NAME_FIELDS):
            found += [
                self._about(field, names[field], "roster.placeholder_name")
                for field in placeholder_parts(names, name_words())
            ]
            if "full_name" not in names:
                found += [
                    self._about(field, "", "roster.name_missing")
                    for field in ("given_name", "family_name")
                    if field not in names
                ]
        found += self._of_certificate(values, wrong)
        reachable = self._reached_by and "certificate_number" not in self._header_of
        if reachable and not wrong.union(values).intersection(self._reached_by):
            found.append(self._about(self._reached_by[0], "", "roster.contact_missing"))
        for later, earlier in IN_ORDER:
            if later in values and earlier in values and values[later] < values[earlier]:
                found.append(
                    self._about(
                        later,
                        values[later].isoformat(),
                        "roster.dates_out_of_order",
                        other_column=self._header(earlier),
                        other=values[earlier].isoformat(),
                    )
                )
        return found

    def _is_usual(self, values: Mapping[str, Any]) -> bool:
        """Whether nothing can be wrong: a whole name, a way to reach, no dates to compare."""
        names = {field: values[field] for field in NAME_FIELDS if field in values}
        return (
            ("full_name" in names or ("given_name" in names and "family_name" in names))
            and "certificate_number" not in self._header_of
            and (not self._reached_by or not values.keys().isdisjoint(self._reached_by))
            and len(self._dates & values.keys()) <= 1
            and not placeholder_parts(names, name_words())
        )

    def _of_certificate(self, values: Mapping[str, Any], wrong: set[str]) -> list[CellProblem]:
        """What is taken over from an earlier record has a number, and a day before today."""
        if "certificate_number" not in self._header_of:
            return []
        if "certificate_number" not in wrong.union(values):
            return [self._about("certificate_number", "", "roster.certificate_missing")]
        if "award_date" in wrong:
            return []
        day = values.get("award_date")
        if day is None:
            return [self._about("award_date", "", "roster.certificate_date_missing")]
        if day >= self._today:
            return [self._about("award_date", day.isoformat(), "roster.certificate_date_today")]
        return []

    def _first_time(self, learner: RosterRow) -> RosterRow | RefusedRow:
        """Step 4. The row is remembered when it is the first of its kind."""
        keys = self._keys(learner)
        for field, value, code, key in keys:
            first = self._first_rows.get(key)
            if first is not None:
                return RefusedRow(learner.number, (self._about(field, value, code, first=first),))
        for *_, key in keys:
            self._first_rows.add(key, learner.number)
        return learner

    def _keys(self, learner: RosterRow) -> list[tuple[str, str, str, int]]:
        """By what the row is known, and what is said where another row was known by it.

        Field, its text, the code of the problem, and a digest.
        """
        if number := learner.certificate_number:
            # One person may have several certificates; each number is there once.
            key = _digest("certificate", number.casefold())
            return [("certificate_number", number, "roster.duplicate_certificate", key)]
        keys = []
        if identifier := learner.identifier:
            key = _digest("identifier", identifier)
            keys.append(("identifier", identifier, "roster.duplicate_identifier", key))
        if person := person_key(learner):
            reach = learner.email or learner.contact or ""
            keys.append((self._reached_by[0], reach, "roster.duplicate", person))
        return keys

    def _about(self, field: str, value: str, code: str, **data: object) -> CellProblem:
        return self._problem(field, self._header(field), value, CellRefused(code, **data))

    def _problem(self, field: str, header: str, text: str, refused: CellRefused) -> CellProblem:
        value = shown(text)
        data = {"column": header, "value": value, **refused.data}
        return CellProblem(header, value, Problem(refused.code, data), field)

    def _header(self, field: str) -> str:
        return self._header_of.get(field, field)


def _joined(before: Any, value: Any) -> Any:
    """What two columns of one field say together."""
    return before + value if isinstance(before, tuple) else f"{before}; {value}"


def person_key(learner: RosterRow) -> int | None:
    """The same for two rows that name the same person, by address (else contact) and name.

    A digest of eight bytes; None for a learner who cannot be reached, and for an earlier
    certificate, of which a person may have several.
    """
    reach = learner.email or learner.contact
    if not reach or learner.certificate_number:
        return None
    parts = (learner.given_name, learner.family_name, learner.full_name)
    names = " ".join(filter(None, parts))
    return _digest("reach", reach.casefold(), names.casefold())


def _digest(*parts: str) -> int:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest())
