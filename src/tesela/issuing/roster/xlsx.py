"""XLSX workbooks (ECMA-376, Office Open XML), row by row.

Only what a table needs is read: the list of sheets, the formats that tell
dates from numbers, the shared texts, and the cells of one sheet. Formulas
are never calculated: the value that the spreadsheet program stored beside a
formula is taken, and a cell without one is marked. Memory grows with the
shared texts alone, which are kept as bytes and bounded.
"""

import posixpath
import re
from array import array
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tesela.codecs.zipped import local_attributes
from tesela.issuing.roster.limits import MEGABYTE, Limits
from tesela.issuing.roster.numbers import day_text, is_date_format, number_text, pattern_of
from tesela.issuing.roster.package import CellText, Package, RowCells
from tesela.issuing.roster.raw import Mark, RawRow
from tesela.text.errors import TeselaError

_MAIN_RELATIONS = "_rels/.rels"
_DEFAULT_WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_FORMATS = 70_000
_FORMAT_CHARACTERS = 500


class Sheet(NamedTuple):
    """A sheet of the workbook: its name, the path of its part, whether people see it."""

    name: str
    path: str
    visible: bool


class Workbook:
    """What all sheets share."""

    def __init__(self, package: Package) -> None:
        self.package = package
        targets = _Relations(package, _MAIN_RELATIONS, "").by_kind
        path = targets.get("officeDocument", _DEFAULT_WORKBOOK)
        if path.endswith(".bin"):
            raise TeselaError("roster.binary_excel", name=package.name)
        relations = _Relations(package, _relations_path(path), posixpath.dirname(path))
        book = _Book()
        package.read(path, book)
        self.from_1904 = book.from_1904
        self.sheets = [
            Sheet(name, relations.by_id[key], state == "visible")
            for name, key, state in book.sheets
            if relations.by_id.get(key) in package.paths
        ]
        if not self.sheets:
            raise TeselaError("roster.damaged", name=package.name)
        self.styles = _Styles()
        package.read(relations.by_kind.get("styles", ""), self.styles)
        self._texts_path = relations.by_kind.get("sharedStrings", "")
        self._texts: SharedTexts | None = None

    @property
    def texts(self) -> "SharedTexts":
        """The shared texts, read when a cell first asks for one."""
        if self._texts is None:
            self._texts = SharedTexts(self.package.name, self.package.limits)
            self.package.read(self._texts_path, self._texts)
        return self._texts


class XlsxTable:
    """One sheet as a table."""

    encoding: str | None = None
    delimiter: str | None = None

    def __init__(self, workbook: Workbook, sheet: Sheet) -> None:
        self._workbook = workbook
        self._sheet = sheet

    def raw_rows(self) -> Iterator[RawRow]:
        """Raises TeselaError when the sheet is broken or beyond the limits."""
        yield from self._workbook.package.rows(self._sheet.path, _SheetReader(self._workbook))


class _NoRows:
    """A part that has no rows and whose text means nothing."""

    def __init__(self) -> None:
        self.ready: list[tuple[RawRow, int]] = []
        self.passed = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Nothing starts here unless a kind of part says so."""

    def end(self, tag: str) -> None:
        """Nothing ends here unless a kind of part says so."""

    def text(self, text: str) -> None:
        """Text between tags is white space."""


class _Relations(_NoRows):
    """Where the parts are that a part refers to."""

    def __init__(self, package: Package, path: str, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.by_id: dict[str, str] = {}
        self.by_kind: dict[str, str] = {}
        package.read(path, self)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
            self.by_id[attributes.get("Id", "")] = path
            self.by_kind.setdefault(attributes.get("Type", "").rpartition("/")[2], path)


def _relations_path(path: str) -> str:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class _Book(_NoRows):
    """Names, keys and states of the sheets, and where days are counted from."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            own = local_attributes(attributes)
            state = own.get("state", "visible")
            self.sheets.append((own.get("name", ""), own.get("id", ""), state))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


class _Styles(_NoRows):
    """Which cell formats show days, and the number patterns of the others."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[int, str] = {}
        self._in_cell_formats = False
        self._numbers: list[int] = []
        self._known: dict[int, tuple[bool, str]] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt" and len(self._codes) < _FORMATS:
            self._codes[_integer(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[
                :_FORMAT_CHARACTERS
            ]
        elif tag == "cellXfs":
            self._in_cell_formats = True
        elif tag == "xf" and self._in_cell_formats and len(self._numbers) < _FORMATS:
            self._numbers.append(_integer(attributes.get("numFmtId")))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cell_formats = False

    def of(self, style: str | None) -> tuple[bool, str]:
        """Whether a cell with this style shows a day, and its number pattern."""
        index = _integer(style)
        number = self._numbers[index] if index < len(self._numbers) else 0
        if number not in self._known:
            code = self._codes.get(number)
            self._known[number] = (is_date_format(number, code), pattern_of(number, code))
        return self._known[number]


class SharedTexts(_NoRows):
    """Texts by number, in one block of UTF-8; raises TeselaError beyond the limit."""

    def __init__(self, name: str, limits: Limits) -> None:
        super().__init__()
        self._name = name
        self._limits = limits
        self._bytes = bytearray()
        self._ends = array("Q", [0])
        self._collected = CellText(limits.cell_characters)
        self._in_text = False
        self._in_reading_aid = False

    def __getitem__(self, number: int) -> str:
        """Raises IndexError for a number that is not there."""
        if not 0 <= number < len(self._ends) - 1:
            raise IndexError(number)
        start, end = self._ends[number : number + 2]
        return self._bytes[start:end].decode("utf-8", "surrogatepass")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        if tag == "t":
            self._in_text = not self._in_reading_aid
        elif tag == "rPh":
            self._in_reading_aid = True

    def text(self, text: str) -> None:
        if self._in_text:
            self._collected.add(text)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_reading_aid = False
        elif tag == "si":
            self._bytes += unescaped(self._collected.taken()).encode("utf-8", "surrogatepass")
            self._ends.append(len(self._bytes))
            size = len(self._bytes) + 8 * len(self._ends)
            if size > self._limits.shared_text_bytes:
                maximum = self._limits.shared_text_bytes // MEGABYTE
                raise TeselaError("roster.unpacks_too_large", name=self._name, maximum=maximum)


class _SheetReader(_NoRows):
    """Rows of a sheet as they end."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__()
        self._workbook = workbook
        self._name = workbook.package.name
        self._limits = workbook.package.limits
        self._number = 0
        self._position = -1
        self._row = RowCells(self._name, self._limits)
        self._marks: dict[int, Mark] = {}
        self._kind: str | None = None
        self._style: str | None = None
        self._has_formula = False
        self._has_value = False
        self._in_text = False
        self._in_reading_aid = False
        self._collected = CellText(self._limits.cell_characters)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            self._in_text = self._has_value = True
        elif tag == "t":
            self._in_text = self._has_value = not self._in_reading_aid
        elif tag == "f":
            self._has_formula = True
        elif tag == "rPh":
            self._in_reading_aid = True
        elif tag == "row":
            self._start_row(attributes.get("r"))

    def text(self, text: str) -> None:
        if self._in_text:
            self._collected.add(text)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._in_text = False
        elif tag == "rPh":
            self._in_reading_aid = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and (self._marks or any(self._row.cells)):
            self.ready.append((RawRow(self._number, self._row.cells, self._marks), 1))

    def _start_row(self, number: str | None) -> None:
        last = self._number
        self._number = _integer(number) if number else last + 1
        if self._number <= last:  # a number must name one row, and rows are kept in their order
            raise TeselaError("roster.damaged", name=self._name)
        if self._number > self._limits.spreadsheet_rows:
            maximum = self._limits.spreadsheet_rows
            raise TeselaError("roster.too_many_rows_in_sheet", name=self._name, maximum=maximum)
        self._position = -1
        self._row = RowCells(self._name, self._limits)
        self._marks = {}

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        reference = _REFERENCE.match(attributes.get("r", ""))
        self._position = _column(reference[1]) if reference else self._position + 1
        self._kind = attributes.get("t")
        self._style = attributes.get("s")
        self._has_formula = self._has_value = False

    def _end_cell(self) -> None:
        text = self._collected.taken()
        if not text:
            if self._has_formula and not (self._has_value and self._kind == "str"):
                self._mark(Mark.FORMULA_WITHOUT_VALUE)
            return
        self._row.put(self._position, self._shown(text), self._number)

    def _shown(self, text: str) -> str:
        match self._kind:
            case "s":
                return self._workbook.texts[_integer(text)]
            case "str" | "inlineStr":
                return unescaped(text)
            case "b":
                return "TRUE" if text == "1" else "FALSE"
            case "e" | "d":
                self._mark(Mark.ERROR if self._kind == "e" else Mark.DATE)
                return text
        return self._shown_number(text)

    def _shown_number(self, text: str) -> str:
        is_day, pattern = self._workbook.styles.of(self._style)
        if is_day:
            self._mark(Mark.DATE)
            return day_text(text, from_1904=self._workbook.from_1904)
        return number_text(text, pattern)

    def _mark(self, mark: Mark) -> None:
        self._marks[self._position] = mark


def unescaped(text: str) -> str:
    """Characters that XML cannot hold, written `_x0000_` (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _integer(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
