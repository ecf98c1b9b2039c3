"""A row as it stands in the file, before anything is understood of it."""

from collections.abc import Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, Protocol

from tesela.text.errors import Problem


class Mark(Enum):
    """What a spreadsheet says about a cell besides its text."""

    DATE = "date"
    FORMULA_WITHOUT_VALUE = "formula"
    ERROR = "error"


_NO_MARKS: Mapping[int, Mark] = MappingProxyType({})


class RawRow(NamedTuple):
    """`number` is the spreadsheet's own; `marks` are by position of the cell.

    With a `fault` the row could not be taken apart, and `cells` holds what
    can be shown of it.
    """

    number: int
    cells: list[str]
    marks: Mapping[int, Mark] = _NO_MARKS
    fault: Problem | None = None


class Table(Protocol):
    """A table that can be read again and again from its first row."""

    encoding: str | None
    delimiter: str | None

    def raw_rows(self) -> Iterator[RawRow]:
        """Rows with anything in them, in order; numbers grow and may have gaps."""
        ...
