"""ODS spreadsheets (OpenDocument 1.3, part 3), row by row.

Cells and rows that repeat are written once with a number, even a million
empty ones: such runs are counted, not made. Comments in cells are not part of
their text. A formula's stored value is taken; a cell without one is marked.
"""

from collections.abc import Iterator, Mapping

from tesela.codecs.zipped import local_attributes
from tesela.issuing.roster.limits import Limits
from tesela.issuing.roster.numbers import as_displayed
from tesela.issuing.roster.package import CellText, Package, RowCells
from tesela.issuing.roster.raw import Mark, RawRow
from tesela.text.errors import TeselaError

CONTENT = "content.xml"
_NOT_TEXT = ("annotation", "shapes", "frame", "custom-shape")
_SPACES = 1_000


class OdsTable:
    """The sheet called `sheet` as a table."""

    encoding: str | None = None
    delimiter: str | None = None

    def __init__(self, package: Package, sheet: str) -> None:
        self._package = package
        self._sheet = sheet

    def raw_rows(self) -> Iterator[RawRow]:
        """Raises TeselaError when the sheet is broken or beyond the limits."""
        reader = _ContentReader(self._package.name, self._package.limits, self._sheet)
        yield from self._package.rows(CONTENT, reader)


def sheet_names(package: Package) -> list[str]:
    """The names of the sheets in their order."""
    reader = _ContentReader(package.name, package.limits, None)
    for _ in package.rows(CONTENT, reader):
        """A reader without a sheet makes no rows."""
    return reader.sheets


class _ContentReader:
    """Rows of one sheet as they end; with no sheet, only the names of all sheets."""

    def __init__(self, name: str, limits: Limits, sheet: str | None) -> None:
        self.ready: list[tuple[RawRow, int]] = []
        self.sheets: list[str] = []
        self.passed = False
        self._name = name
        self._limits = limits
        self._sheet = sheet
        self._tables = 0
        self._inside = False
        self._number = 0
        self._row_repeats = 1
        self._position = 0
        self._row = RowCells(name, limits)
        self._marks: dict[int, Mark] = {}
        self._cell: dict[str, str] = {}
        self._collected = CellText(limits.cell_characters)
        self._paragraphs = 0
        self._in_paragraph = 0
        self._aside = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table":
            self._start_table(local_attributes(attributes).get("name", ""))
        elif not self._inside:
            return
        elif tag in _NOT_TEXT:
            self._aside += 1
        elif self._aside:
            return
        elif tag == "table-row":
            self._start_row(local_attributes(attributes))
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell = local_attributes(attributes)
            self._collected.taken()
            self._paragraphs = 0
        elif tag == "p":
            self._in_paragraph += 1
            self._collected.add("\n" if self._paragraphs else "")
            self._paragraphs += 1
        elif self._in_paragraph:
            self._add_white_space(tag, attributes)

    def text(self, text: str) -> None:
        if self._in_paragraph and not self._aside:
            self._collected.add(text)

    def end(self, tag: str) -> None:
        if tag == "table":
            self._tables -= 1
            if self._inside and self._tables == 0:
                self._inside = False
                self.passed = True
        elif not self._inside:
            return
        elif tag in _NOT_TEXT:
            self._aside -= 1
        elif self._aside:
            return
        elif tag == "p":
            self._in_paragraph -= 1
        elif tag in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif tag == "table-row":
            self._end_row()

    def _start_table(self, name: str) -> None:
        self._tables += 1
        if self._tables == 1:
            self.sheets.append(name)
            self._inside = name == self._sheet and not self.passed
            self._number = 0

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row_repeats = _repeats(attributes.get("number-rows-repeated"))
        self._position = 0
        self._row = RowCells(self._name, self._limits)
        self._marks = {}

    def _end_row(self) -> None:
        if not any(self._row.cells) and not self._marks:
            self._number += self._row_repeats
            return
        if self._number + self._row_repeats > self._limits.spreadsheet_rows:
            maximum = self._limits.spreadsheet_rows
            raise TeselaError("roster.too_many_rows_in_sheet", name=self._name, maximum=maximum)
        row = RawRow(self._number + 1, self._row.cells, self._marks)
        self.ready.append((row, self._row_repeats))
        self._number += self._row_repeats

    def _end_cell(self) -> None:
        repeats = _repeats(self._cell.get("number-columns-repeated"))
        text, mark = self._value(self._collected.taken())
        if text or mark:
            for position in range(self._position, self._position + repeats):
                self._row.put(position, text, self._number + 1)
                if mark:
                    self._marks[position] = mark
        self._position += repeats

    def _value(self, shown: str) -> tuple[str, Mark | None]:
        kind = self._cell.get("value-type")
        if kind == "error":
            return shown, Mark.ERROR
        if "formula" in self._cell and kind is None and not shown:
            return "", Mark.FORMULA_WITHOUT_VALUE
        if kind == "date":
            return self._cell.get("date-value", shown), Mark.DATE
        if kind == "float":
            return as_displayed(shown, self._cell.get("value", shown)), None
        if kind == "boolean":
            return self._cell.get("boolean-value", shown).upper(), None
        return shown or self._cell.get("string-value", ""), None

    def _add_white_space(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "s":
            count = min(_repeats(local_attributes(attributes).get("c")), _SPACES)
            self._collected.add(" " * count)
        elif tag in ("tab", "line-break"):
            self._collected.add("\t" if tag == "tab" else "\n")


def _repeats(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1
