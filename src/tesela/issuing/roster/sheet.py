"""What is decided once for a whole class list, so that any of its rows can be read again alone.

A row that somebody corrects is read by the rules of its list: which column is
which, and whether dates of a column have the month first. Reading all rows
of a list one by one gives what reading the list gives, except that nobody
remembers who already stood in it (`person_key` tells).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tesela.issuing.roster.headers import WITHHELD_FIELDS, Column
from tesela.issuing.roster.learner import LearnerReader
from tesela.issuing.roster.raw import RawRow
from tesela.issuing.roster.rows import RefusedRow, RosterRow


@dataclass(frozen=True)
class Sheet:
    """A class list without its rows.

    `header` and `fields` are by position: a column without a header is `""`,
    one that is not understood has the field None. `month_first` are fields
    whose dates have the month first. `today` decides what is in the future.
    """

    header: Sequence[str]
    fields: Sequence[str | None]
    today: date
    month_first: frozenset[str] = frozenset()
    default_language: str | None = None
    encoding: str | None = None

    def read(self, row: RawRow) -> RosterRow | RefusedRow | None:
        """The learner in `row`; None for a row without anything in the columns that are read."""
        return self._reader.read_alone(row)

    def read_all(self, rows: Iterable[RawRow]) -> Iterator[RosterRow | RefusedRow | None]:
        """As `read`, for each of `rows`, much faster."""
        return self._reader.read_all_alone(rows)

    @property
    def read_positions(self) -> tuple[int, ...]:
        """Positions of the columns that are read, understood or not."""
        return tuple(column.position for column in self.columns if not _is_withheld(column))

    def without_withheld(self, row: RawRow) -> RawRow:
        """`row` without what is not read on purpose: it need not be kept either."""
        if not self._withheld:
            return row
        cells = [
            "" if position in self._withheld else cell for position, cell in enumerate(row.cells)
        ]
        marks = {at: mark for at, mark in row.marks.items() if at not in self._withheld}
        return RawRow(row.number, cells, marks, row.fault)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that have a header."""
        return tuple(
            Column(position, header, field)
            for position, (header, field) in enumerate(zip(self.header, self.fields, strict=True))
            if header
        )

    @cached_property
    def _withheld(self) -> frozenset[int]:
        return frozenset(c.position for c in self.columns if _is_withheld(c))

    @cached_property
    def _reader(self) -> LearnerReader:
        return LearnerReader(
            self.columns,
            today=self.today,
            encoding=self.encoding,
            default_language=self.default_language,
            month_first_fields=self.month_first,
        )


def _is_withheld(column: Column) -> bool:
    return column.field in WITHHELD_FIELDS
