"""Reading the results of an examination: who had how many right answers in each part.

A list is CSV, XLSX or ODS, read with the bounds of class lists (`roster`):

    1. header    the first row names the columns: e-mail, identifier, name (in any of
                 the 24 languages), and either a column for each part (`1`, `Part 2`)
                 or one for each item (`1.1`, `8.3.4`: the number before the first point
                 is the part), which holds 1 for right and 0 for wrong
    2. rows      each gives a person and right answers; items are summed, and what was
                 answered is forgotten

Every fault is told with its row; all rows are read, or none is taken.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from tesela.issuing.roster import Limits
from tesela.issuing.roster.headers import BARE_NAME, field_of
from tesela.issuing.roster.kinds import open_tables
from tesela.issuing.roster.raw import RawRow
from tesela.issuing.roster.texts import trimmed
from tesela.model.exam import MOST_ITEMS
from tesela.text.errors import Problem, TeselaError

MEGABYTE = 1 << 20
MOST_ROWS = 5_000
MOST_FAULTS = 50
LIMITS = Limits(
    file_bytes=5 * MEGABYTE,
    package_bytes=5 * MEGABYTE,
    unpacked_bytes=40 * MEGABYTE,
    shared_text_bytes=16 * MEGABYTE,
    rows=MOST_ROWS + 100,
    spreadsheet_rows=MOST_ROWS + 100,
    columns=400,
)
_PART = re.compile(r"\D{0,60}?(\d{1,2})")
_ITEM = re.compile(r"\D{0,60}?(\d{1,2})(?:\.\d{1,3}){1,2}")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]0)?", re.ASCII)
_PERSON = ("email", "identifier", "full_name", "given_name", "family_name")


@dataclass(frozen=True, slots=True)
class Result:
    """What one row says: a person as the list names them, and right answers in each part."""

    row: int
    right: tuple[int, ...]
    email: str = ""
    identifier: str = ""
    name: str = ""

    @property
    def person(self) -> str:
        """How the list names this person."""
        return self.email or self.identifier or self.name


class UnfitListError(Exception):
    """A list that is not taken, with everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("exam")
        self.problems = tuple(problems[:MOST_FAULTS])


@dataclass(frozen=True, slots=True)
class _Columns:
    person: Mapping[str, int]
    """Field → position."""
    parts: tuple[tuple[int, ...], ...]
    """Positions of each part: one for its sum, or one for each item."""
    headers: Mapping[int, str]


def read_results(data: bytes, name: str, items: Sequence[int]) -> tuple[Result, ...]:
    """The results in `data`, for an examination with so many `items` in each part.

    Raises TeselaError (`roster.*`) for what is no list, UnfitListError with what
    is wrong in one.
    """
    if len(data) > LIMITS.file_bytes:
        raise TeselaError("roster.too_large", name=name, maximum=LIMITS.file_bytes // MEGABYTE)
    tables, _ = open_tables(
        BytesIO(data), name=name, delimiter=None, encoding=None, sheet=None, limits=LIMITS
    )
    rows = list(islice(tables[0].raw_rows(), MOST_ROWS + 2)) if tables else []
    if not rows:
        raise UnfitListError([Problem("exam.no_rows")])
    if len(rows) > MOST_ROWS + 1:
        raise UnfitListError([Problem("exam.too_many_rows", {"maximum": MOST_ROWS})])
    columns = _columns(rows[0].cells, items)  # 1
    return _results(rows[1:], columns, items)  # 2


def _columns(cells: Sequence[str], items: Sequence[int]) -> _Columns:
    person: dict[str, int] = {}
    parts: list[list[int]] = [[] for _ in items]
    headers, problems = {}, []
    for at, cell in enumerate(cells):
        header = headers[at] = trimmed(cell)
        if found := _PART.fullmatch(header) or _ITEM.fullmatch(header):
            part = int(found[1])
            if 1 <= part <= len(items):
                parts[part - 1].append(at)
            else:
                data = {"header": header[:60], "parts": len(items)}
                problems.append(Problem("exam.part_unknown", data))
        elif field := field_of(header):
            person.setdefault("full_name" if field == BARE_NAME else field, at)
    if not any(field in person for field in _PERSON):
        raise UnfitListError([Problem("exam.no_header")])
    for number, (found_at, most) in enumerate(zip(parts, items, strict=True), start=1):
        if not found_at:
            problems.append(Problem("exam.part_missing", {"part": number}))
        elif len(found_at) not in (1, most):
            data = {"part": number, "items": most, "columns": len(found_at)}
            problems.append(Problem("exam.items_missing", data))
    if problems:
        raise UnfitListError(problems)
    return _Columns(person, tuple(map(tuple, parts)), headers)


def _results(rows: Iterable[RawRow], columns: _Columns, items: Sequence[int]) -> tuple[Result, ...]:
    results: list[Result] = []
    problems: list[Problem] = []
    for row in rows:
        cells = [trimmed(cell) for cell in row.cells]
        if not any(cells):
            continue
        if row.fault:
            problems.append(row.fault)
            continue
        right = tuple(
            _right(row.number, cells, positions, most, columns.headers, problems)
            for positions, most in zip(columns.parts, items, strict=True)
        )
        said = {name: _cell(cells, at) for name, at in columns.person.items()}
        full = said.get("full_name") or " ".join(
            filter(None, (said.get("given_name"), said.get("family_name")))
        )
        result = Result(row.number, right, said.get("email", ""), said.get("identifier", ""), full)
        if not result.person:
            problems.append(Problem("exam.no_person", {"row": row.number}))
        results.append(result)
    if not results and not problems:
        problems.append(Problem("exam.no_rows"))
    if problems:
        raise UnfitListError(problems)
    return tuple(results)


def _right(
    row: int,
    cells: Sequence[str],
    positions: Sequence[int],
    items: int,
    headers: Mapping[int, str],
    problems: list[Problem],
) -> int:
    """Right answers of one part; what is no such number goes to `problems`."""
    most = items if len(positions) == 1 else 1
    total = 0
    for at in positions:
        written = _cell(cells, at)
        number = int(re.split("[.,]", written)[0]) if _NUMBER.fullmatch(written) else None
        if number is None or number > most:
            data = {"row": row, "header": headers[at][:60], "written": written[:40], "items": most}
            problems.append(Problem("exam.no_number", data))
        else:
            total += number
    return min(total, MOST_ITEMS)


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
