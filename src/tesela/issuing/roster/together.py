"""Rows of a class list read together, column by column.

Nearly all rows of a large list are usual ones, and what is usual can be judged
for hundreds of cells at once:

1. Rows without anything a spreadsheet marks, no wider than their list, are put
   in columns.
2. Names and addresses are judged by what is plain (`plain`). Of any other
   column each different text is read once, in the way of its field.
3. A learner has a whole name and can be reached, and the days are in order.

A row of which that does not hold, or in which a cell is refused, has no answer
here: it is read alone (`learner`), which stays the authority and says what is wrong.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress, zip_longest
from types import MappingProxyType
from typing import Any

from tesela.issuing.roster.headers import Column
from tesela.issuing.roster.plain import Judged, are_plain_emails, odd_ones, plain_names
from tesela.issuing.roster.raw import RawRow
from tesela.issuing.roster.rows import NOTHING, RosterRow
from tesela.issuing.roster.texts import CellRefused

ROWS = 500
"""Read together: more do not make it faster …"""
CHARACTERS = 1 << 17
"""… and with more in them they end earlier, so that memory stays small."""
NAME_FIELDS = ("given_name", "family_name", "full_name")
IN_ORDER = (
    ("assessed_on", "date_of_birth"),
    ("award_date", "date_of_birth"),
    ("award_date", "assessed_on"),
    ("valid_until", "award_date"),
)
"""Of these days the first is not before the second."""
Read = Callable[[str], Any]
"""The value of a cell, None for one in which nothing stands. Raises CellRefused."""
ReadTogether = Callable[[Sequence[str], set[int]], Sequence[Any]]
"""The values of cells; it adds the places of rows that have to be read alone."""
Values = dict[str, Sequence[Any]]
"""Field → the value of each row."""


def in_chunks(rows: Iterable[RawRow]) -> Iterator[list[RawRow]]:
    """`rows` in lists; what ends their reading is raised after those that came before it."""
    chunk: list[RawRow] = []
    characters = 0
    try:
        for row in rows:
            chunk.append(row)
            characters += sum(map(len, row.cells))
            if len(chunk) == ROWS or characters > CHARACTERS:
                yield chunk
                chunk, characters = [], 0
    except Exception:
        yield chunk
        raise
    yield chunk


class Together:
    """Reads the rows of one class list, many at once."""

    def __init__(
        self,
        reading: Sequence[tuple[Column, Read]],
        *,
        width: int,
        default_language: str | None,
        reached_by: Collection[str],
    ) -> None:
        """`reading` are the columns with the way of each; every row has them in `width` cells."""
        self._columns = [
            (column.field, column.position, _together(column, read))
            for column, read in reading
            if column.field
        ]
        self._further = [
            (column.header, column.position, _each_once(read))
            for column, read in reading
            if not column.field
        ]
        fields = [field for field, _, _ in self._columns]
        self._can = len(fields) == len(set(fields)) and "certificate_number" not in fields
        self._width = width
        self._language = default_language
        self._reached_by = reached_by

    def learners(self, rows: Sequence[RawRow]) -> list[RosterRow | None]:
        """For each row its learner, or None where it has to be read alone."""
        usual = [self._can and self._fits(row) for row in rows]
        learners = iter(self._usual(list(compress(rows, usual))))
        return [next(learners) if fits else None for fits in usual]

    def _fits(self, row: RawRow) -> bool:
        return not row.marks and row.fault is None and len(row.cells) <= self._width

    def _usual(self, rows: Sequence[RawRow]) -> list[RosterRow | None]:
        if not rows:
            return []
        count = len(rows)
        table = list(zip_longest(*[row.cells for row in rows], fillvalue=""))  # 1
        table += [("",) * count] * (self._width - len(table))
        alone: set[int] = set()
        values: Values = {"number": [row.number for row in rows]}
        for field, position, read in self._columns:  # 2
            values[field] = read(table[position], alone)
        further = [(header, read(table[at], alone)) for header, at, read in self._further]
        alone.update(self._wrong_together(values))  # 3
        values["language"] = _filled(values.get("language", [None] * count), self._language)
        if "evidence" in values:
            values["evidence"] = _filled(values["evidence"], ())
        values["extra"] = _by_header(further) if further else [NOTHING] * count
        fields = tuple(values)
        return [
            None if at in alone else RosterRow.of(dict(zip(fields, row, strict=True)))
            for at, row in enumerate(zip(*values.values(), strict=True))
        ]

    def _wrong_together(self, values: Values) -> Iterator[int]:
        """Places of rows in which something is missing, or days are not in order."""
        names = [values["full_name"]] if "full_name" in values else []
        if "given_name" in values and "family_name" in values:  # a part alone is no name
            given, family = values["given_name"], values["family_name"]
            names.append([last and first for first, last in zip(given, family, strict=True)])
        yield from _empty_in_all(names)
        if self._reached_by:
            yield from _empty_in_all([values[field] for field in self._reached_by])
        for later, earlier in IN_ORDER:
            if later in values and earlier in values:
                days = enumerate(zip(values[later], values[earlier], strict=True))
                yield from (at for at, (end, start) in days if end and start and end < start)


def _together(column: Column, read: Read) -> ReadTogether:
    """Step 2: how the cells of a column are read; it adds to `alone` where that cannot be."""
    if column.field in NAME_FIELDS:
        return _as_they_stand(plain_names(column.header))
    if column.field == "email":
        return _as_they_stand(are_plain_emails)
    return _each_once(read)


def _as_they_stand(are_plain: Judged) -> ReadTogether:
    def read(cells: Sequence[str], alone: set[int]) -> Sequence[str | None]:
        if "" not in cells:
            alone.update(odd_ones(cells, are_plain))
            return cells
        filled = [place for place, cell in enumerate(cells) if cell]
        if filled:
            odd = odd_ones([cells[place] for place in filled], are_plain)
            alone.update(filled[place] for place in odd)
        return [cell or None for cell in cells]

    return read


def _each_once(read_one: Read) -> ReadTogether:
    def read(cells: Sequence[str], alone: set[int]) -> Sequence[Any]:
        known: dict[str, Any] = {"": None}
        refused = set()
        for cell in set(cells) - known.keys():
            try:
                known[cell] = read_one(cell)
            except CellRefused:
                known[cell] = None
                refused.add(cell)
        if refused:
            alone.update(place for place, cell in enumerate(cells) if cell in refused)
        return [known[cell] for cell in cells]

    return read


def _empty_in_all(columns: Sequence[Sequence[Any]]) -> Iterator[int]:
    """Places at which none of `columns` has a value."""
    if all(None in column for column in columns):
        yield from (at for at, row in enumerate(zip(*columns, strict=True)) if not any(row))


def _filled(values: Sequence[Any], default: Any) -> Sequence[Any]:
    return [default if value is None else value for value in values]


def _by_header(columns: Sequence[tuple[str, Sequence[Any]]]) -> list[Mapping[str, str]]:
    """What stands in columns that are not understood, of each row."""
    headers = [header for header, _ in columns]
    return [
        MappingProxyType(
            {header: cell for header, cell in zip(headers, row, strict=True) if cell is not None}
        )
        for row in zip(*(cells for _, cells in columns), strict=True)
    ]
