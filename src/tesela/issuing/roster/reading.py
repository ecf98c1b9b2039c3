"""Opening a class list and going through its rows.

1. What kind of file is it, by its content and never by its name?
2. Where is the header, and which column is which?
3. Is the file usable at all: names, and a way to tell learners apart?
4. Rows, one at a time, with memory that does not grow with their contents.
"""

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, BinaryIO

from tesela.issuing.roster.dates import has_month_first
from tesela.issuing.roster.headers import WITHHELD_FIELDS, Column, Header, read_header
from tesela.issuing.roster.kinds import open_tables
from tesela.issuing.roster.learner import LearnerReader
from tesela.issuing.roster.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from tesela.issuing.roster.raw import RawRow, Table
from tesela.issuing.roster.rows import RefusedRow, RosterRow, shown
from tesela.issuing.roster.sheet import Sheet
from tesela.issuing.roster.texts import CellRefused, trimmed
from tesela.issuing.roster.values import read_language
from tesela.text.errors import Problem, TeselaError
from tesela.text.languages import is_language_tag

_PREVIEWED_ROWS = 5
_ROWS_SEARCHED_FOR_DATES = 200
_IN_MEMORY = 4 * MEGABYTE
_DATES = ("date_of_birth", "award_date", "assessed_on", "valid_until")


@dataclass(frozen=True, slots=True)
class Named:
    """Which column is which, said by a person.

    `headers` and `fields` are by position, None for a column that is not
    understood; learners start below the row with the number `above`.
    """

    headers: Sequence[str]
    fields: Sequence[str | None]
    above: int = 0

    def as_header(self) -> Header:
        """As if it stood in the list."""
        columns = [
            Column(at, shown(header), field)
            for at, (header, field) in enumerate(zip(self.headers, self.fields, strict=True))
            if header
        ]
        return Header(self.above, self.above, tuple(columns))


class Roster:
    """A class list that is open; close it, or use it in a `with` statement.

    `columns` is header → field, `unknown_columns` the headers not understood,
    `withheld_columns` those that are not read on purpose. `encoding` and
    `delimiter` are None for spreadsheets. With `doubtful_encoding`, show
    `header` and `preview` (the first five learners as they stand in the file)
    and ask. `notices` are worth saying although the file is usable.
    """

    def __init__(
        self,
        table: Table,
        header: Header,
        *,
        name: str,
        today: date,
        default_language: str | None,
        notices: Sequence[Problem],
        close: Callable[[], None],
    ) -> None:
        self.name = name
        self.encoding = table.encoding
        self.delimiter = table.delimiter
        self.doubtful_encoding = any(n.code == "roster.doubtful_encoding" for n in notices)
        self.header = tuple(column.header for column in header.columns)
        self.columns: Mapping[str, str] = MappingProxyType(
            {
                column.header: column.field
                for column in header.columns
                if column.field and column.field not in WITHHELD_FIELDS
            }
        )
        self.unknown_columns = tuple(c.header for c in header.columns if c.field is None)
        self.withheld_columns = tuple(
            c.header for c in header.columns if c.field in WITHHELD_FIELDS
        )
        self._table = table
        self._header = header
        self._today = today
        self._default_language = default_language
        self._close = close
        self._sheet: Sheet | None = None
        first = list(islice(self._learner_rows(), _ROWS_SEARCHED_FOR_DATES))
        self.preview = tuple(self._previewed(row) for row in first[:_PREVIEWED_ROWS])
        self._month_first = _month_first_fields(header, first)
        self.notices = (
            *notices,
            *(Problem("roster.unknown_column", {"column": c}) for c in self.unknown_columns),
            *(Problem("roster.withheld_column", {"column": c}) for c in self.withheld_columns),
            *(
                Problem("roster.us_dates", {"column": column.header})
                for column in header.columns
                if column.field in self._month_first
            ),
        )

    def rows(self) -> Iterator[RosterRow | RefusedRow]:
        """The learners from the first row on, each time it is called.

        Empty rows are left out. Raises TeselaError when there is no learner
        at all, when the file breaks off, or turns out to be larger than the
        limits.
        """
        if not self.preview:
            raise TeselaError("roster.no_rows", name=self.name)
        reader = LearnerReader(
            self._header.columns,
            today=self._today,
            encoding=self.encoding,
            default_language=self._default_language,
            month_first_fields=self.sheet.month_first,
        )
        with closing(reader):
            yield from reader.read_all(self._learner_rows())

    @property
    def sheet(self) -> Sheet:
        """What is decided for the whole list, so that a row can be read again alone.

        One date with the month first decides for its column, wherever it
        stands. Raises what `rows` raises.
        """
        if self._sheet is None:
            self._sheet = Sheet(
                **_by_position(self._header),
                today=self._today,
                month_first=_month_first_fields(self._header, self._learner_rows()),
                default_language=self._default_language,
                encoding=self.encoding,
            )
        return self._sheet

    def raw_rows(self) -> Iterator[RawRow]:
        """The learners' rows before anything is understood of them, each time it is called.

        Raises TeselaError when the file breaks off, or turns out to be larger
        than the limits.
        """
        return self._learner_rows()

    def close(self) -> None:
        self._close()

    def __enter__(self) -> "Roster":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _learner_rows(self) -> Iterator[RawRow]:
        for row in self._table.raw_rows():
            if row.number > self._header.last_row:
                yield row

    def _previewed(self, row: RawRow) -> tuple[str, ...]:
        cells = row.cells
        return tuple(
            shown(trimmed(cells[c.position]))
            if c.position < len(cells) and c.field not in WITHHELD_FIELDS
            else ""
            for c in self._header.columns
        )


def open_roster(
    source: BinaryIO | bytes | Path,
    *,
    name: str,
    today: date,
    delimiter: str | None = None,
    encoding: str | None = None,
    default_language: str | None = None,
    sheet: str | None = None,
    columns: Named | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Roster:
    """The class list in `source`, called `name` in messages.

    `today` decides what is in the future. `delimiter` and `encoding` are for
    text tables whose own are not found; `default_language` (BCP 47) is the
    language of rows that name none; `sheet` chooses a sheet of a spreadsheet,
    else it is the first one with names in it. `columns` says which column is
    which where the list does not. A stream stays the caller's to close. Raises TeselaError (`roster.*`) for a file that is not usable.
    """
    language = _default_language(default_language)
    stream, close = _seekable(source, name, limits)
    try:
        tables, notices = open_tables(
            stream, name=name, delimiter=delimiter, encoding=encoding, sheet=sheet, limits=limits
        )
        if columns is None:
            table, found = _first_with_names(tables, name, limits)
        else:
            table, found = tables[0], columns.as_header()
        header = _usable(found, name)
        return Roster(
            table,
            header,
            name=name,
            today=today,
            default_language=language,
            notices=notices,
            close=close,
        )
    except BaseException:
        close()
        raise


def _first_with_names(tables: Sequence[Table], name: str, limits: Limits) -> tuple[Table, Header]:
    """The first table with a header; where none has one, the first one's error counts."""
    for table in tables[1:] and tables:
        try:
            return table, find_header(table, name, limits)
        except TeselaError as error:
            if not error.code.startswith(("roster.no_", "roster.empty")):
                raise
    return tables[0], find_header(tables[0], name, limits)


def find_header(table: Table, name: str, limits: Limits) -> Header:
    """The first row with names in it, else the first that is understood in part."""
    above: list[str] = []
    partly: Header | None = None
    first: list[str] | None = None
    for row in table.raw_rows():
        if row.number > limits.header_within_rows:
            break
        cells = [trimmed(cell) for cell in row.cells]
        first = first or cells
        header = read_header(row.number, cells, above)
        if header is not None:
            if not header.fields.isdisjoint({"given_name", "family_name", "full_name"}):
                return header
            partly = partly or header
        above = cells
    if partly is not None:
        found = [column.header for column in partly.columns]
        raise TeselaError("roster.no_name_columns", name=name, found=_listed(found))
    if first is None:
        raise TeselaError("roster.empty", name=name)
    raise TeselaError("roster.no_header", name=name, found=_listed(first))


def _usable(header: Header, name: str) -> Header:
    if header.fields.isdisjoint({"given_name", "family_name", "full_name"}):
        found_headers = [column.header for column in header.columns]
        raise TeselaError("roster.no_name_columns", name=name, found=_listed(found_headers))
    by_field: dict[str, str] = {}
    for column in header.columns:
        if column.field is None or column.field in ("contact", "evidence", *WITHHELD_FIELDS):
            continue
        if before := by_field.get(column.field):
            raise TeselaError(
                "roster.column_twice", first=before, second=column.header, field=column.field
            )
        by_field[column.field] = column.header
    parts = [field for field in ("given_name", "family_name") if field in by_field]
    if len(parts) == 1 and "full_name" not in by_field:
        missing = "family_name" if parts == ["given_name"] else "given_name"
        raise TeselaError(
            "roster.one_name_column", name=name, column=by_field[parts[0]], missing=missing
        )
    if header.fields.isdisjoint({"email", "contact", "identifier", "certificate_number"}):
        raise TeselaError("roster.no_contact_column", name=name)
    return header


def _listed(cells: Sequence[str]) -> str:
    filled = [shown(cell, 30) for cell in cells if cell]
    return ", ".join(filled[:12]) + (" …" if len(filled) > 12 else "")


def _month_first_fields(header: Header, rows: Iterable[RawRow]) -> frozenset[str]:
    dates = [(c.position, c.field) for c in header.columns if c.field in _DATES]
    return frozenset(
        field
        for row in (rows if dates else ())
        for position, field in dates
        if field and position < len(row.cells) and has_month_first(trimmed(row.cells[position]))
    )


def _by_position(header: Header) -> dict[str, tuple[Any, ...]]:
    width = max((column.position for column in header.columns), default=-1) + 1
    at = {column.position: column for column in header.columns}
    return {
        "header": tuple(at[place].header if place in at else "" for place in range(width)),
        "fields": tuple(at[place].field if place in at else None for place in range(width)),
    }


def _default_language(tag: str | None) -> str | None:
    if tag is None:
        return None
    if not is_language_tag(tag):
        raise TeselaError("roster.bad_default_language", language=tag)
    try:
        return read_language(tag)
    except CellRefused:
        raise TeselaError("roster.bad_default_language", language=tag) from None


def _seekable(
    source: BinaryIO | bytes | Path, name: str, limits: Limits
) -> tuple[BinaryIO, Callable[[], None]]:
    """A stream that can be read again, and how to close what was opened here."""
    if isinstance(source, bytes):
        stream: BinaryIO = io.BytesIO(source)
        close = stream.close
    elif isinstance(source, Path):
        stream = source.open("rb")
        close = stream.close
    elif source.seekable():
        stream, close = source, _nothing
    else:
        stream, close = _kept(source, name, limits)
    if stream.seek(0, io.SEEK_END) > limits.file_bytes:
        close()
        maximum = limits.file_bytes // MEGABYTE
        raise TeselaError("roster.too_large", name=name, maximum=maximum)
    stream.seek(0)
    return stream, close


def _kept(source: BinaryIO, name: str, limits: Limits) -> tuple[BinaryIO, Callable[[], None]]:
    """A pipe's contents, in memory or, when larger, in a file that nobody else sees."""
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by `close`
    size = 0
    while chunk := source.read(1 << 16):
        size += len(chunk)
        if size > limits.file_bytes:
            kept.close()
            maximum = limits.file_bytes // MEGABYTE
            raise TeselaError("roster.too_large", name=name, maximum=maximum)
        kept.write(chunk)
    return kept, kept.close  # type: ignore[return-value]


def _nothing() -> None:
    """A stream that somebody else opened is closed by somebody else."""
