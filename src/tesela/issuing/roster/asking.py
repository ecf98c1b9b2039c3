"""What a person is shown and asked where a class list does not say it by itself.

Which column is which, in a list without headers that are understood; and how
the letters are written, where several readings are likely. Nothing is guessed
silently: a guess is what the answer begins with.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tesela.issuing.roster.delimited import DelimitedTable
from tesela.issuing.roster.encodings import likely_encodings, named_encoding
from tesela.issuing.roster.headers import field_of
from tesela.issuing.roster.kinds import open_tables
from tesela.issuing.roster.limits import DEFAULT_LIMITS, Limits
from tesela.issuing.roster.raw import RawRow
from tesela.issuing.roster.rows import shown
from tesela.issuing.roster.texts import CellRefused, trimmed
from tesela.issuing.roster.values import read_email
from tesela.text.errors import TeselaError

_ROWS = 5
_ROWS_LOOKED_AT = 20
_READINGS = 6
_COLUMNS = 60
"""Nobody names the columns of a wider table one by one."""

ABOUT_COLUMNS = (
    "roster.no_header",
    "roster.no_name_columns",
    "roster.one_name_column",
    "roster.no_contact_column",
    "roster.column_twice",
)
"""Codes of lists that can be read once somebody says which column is which."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first rows of a table whose columns somebody must name.

    `rows` are by position and as people see them; `above` is the number of
    the row before the first of them. With `has_header` the first row looks
    like headers. `guessed` is the likely field of each column.
    """

    rows: tuple[tuple[str, ...], ...]
    above: int
    has_header: bool
    guessed: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class LikelyReading:
    """The first rows with letters beyond ASCII, as they are in `encoding`."""

    encoding: str
    rows: tuple[tuple[str, ...], ...]


def beginning(
    source: bytes, *, name: str, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Beginning | None:
    """The first rows to ask about; None where `source` does not look like a table of learners.

    Raises TeselaError (`roster.*`) for a file that is not usable.
    """
    tables, _ = open_tables(
        io.BytesIO(source), name=name, delimiter=None, encoding=encoding, sheet=None, limits=limits
    )
    first = list(islice(tables[0].raw_rows(), _ROWS_LOOKED_AT))
    start = next((at for at, row in enumerate(first) if _filled(row) > 1), None)
    if start is None:
        return None
    looked_at = [[shown(trimmed(cell)) for cell in row.cells] for row in first[start:]]
    width = max(len(cells) for cells in looked_at)
    if width > _COLUMNS:
        return None
    rows = [tuple([*cells, *[""] * width][:width]) for cells in looked_at]
    has_header = len(rows) > 1 and not any(map(_is_address, rows[0]))
    guessed = _guessed(rows[1:] if has_header else rows, rows[0] if has_header else ())
    return Beginning(tuple(rows[:_ROWS]), first[start].number - 1, has_header, guessed)


def likely_readings(
    source: bytes, *, name: str, limits: Limits = DEFAULT_LIMITS
) -> list[LikelyReading]:
    """The likely encodings of a text table, the likeliest first, with what they would say."""
    stream = io.BytesIO(source)
    found: dict[tuple[tuple[str, ...], ...], LikelyReading] = {}
    for codec in likely_encodings(stream):
        encoding = named_encoding(codec)
        assert encoding is not None
        table = DelimitedTable(stream, name=name, encoding=encoding, delimiter=None, limits=limits)
        telling = (row for row in table.raw_rows() if not "".join(row.cells).isascii())
        rows = tuple(
            tuple(shown(trimmed(cell)) for cell in row.cells[:_COLUMNS])
            for row in islice(telling, _ROWS)
        )
        found.setdefault(rows, LikelyReading(codec, rows))
    return list(found.values())[:_READINGS]


def _filled(row: RawRow) -> int:
    return sum(bool(trimmed(cell)) for cell in row.cells)


def _is_address(cell: str) -> bool:
    try:
        return bool(read_email(cell)) if cell else False
    except CellRefused:
        return False


def _guessed(rows: Sequence[Sequence[str]], header: Sequence[str]) -> tuple[str | None, ...]:
    """A header that is understood; addresses; then names, from the left."""
    columns = list(zip(*rows, strict=True))
    found: list[str | None] = [
        field_of(header[at]) if header else None for at in range(len(columns))
    ]
    found = [None if field == "name" or found.count(field) > 1 else field for field in found]
    for at, cells in enumerate(columns):
        if found[at] is None and "email" not in found and any(map(_is_address, cells)):
            found[at] = "email"
    free = [
        at
        for at, cells in enumerate(columns)
        if found[at] is None and any(cells) and all(_may_be_name(cell) for cell in cells if cell)
    ]
    named = {"given_name", "family_name", "full_name"} & set(found)
    if not named and len(free) > 1:
        found[free[0]], found[free[1]] = "given_name", "family_name"
    elif not named and free:
        found[free[0]] = "full_name"
    elif free and len(named) == 1 and "full_name" not in named:
        missing = {"given_name", "family_name"} - named
        found[free[0]] = missing.pop()
    return tuple(found)


def _may_be_name(cell: str) -> bool:
    return not any(character.isdigit() or character in "@/:" for character in cell)


def can_be_asked(error: TeselaError) -> bool:
    """Whether `error` goes away once somebody says which column is which."""
    return error.code in ABOUT_COLUMNS
