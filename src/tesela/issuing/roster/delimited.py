"""Tables as text: CSV, TSV and their relatives.

Row numbers are those a spreadsheet program shows: blank lines count, line
breaks inside quotation marks do not. A row whose quotation marks do not match
is a fault of that row alone: reading goes on with the next line, so that no
learner is swallowed by somebody else's cell.
"""

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any, BinaryIO

from tesela.issuing.roster.encodings import Encoding
from tesela.issuing.roster.headers import recognised_count
from tesela.issuing.roster.limits import Limits
from tesela.issuing.roster.raw import RawRow
from tesela.text.errors import Problem, TeselaError

DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_ROWS = 30
_BLOCK_CHARACTERS = 1 << 16


class DelimitedTable:
    """A text table in `stream`, which must be seekable."""

    def __init__(
        self,
        stream: BinaryIO,
        *,
        name: str,
        encoding: Encoding,
        delimiter: str | None,
        limits: Limits,
    ) -> None:
        self._stream = stream
        self._name = name
        self._codec = encoding
        self._limits = limits
        self.encoding: str | None = encoding.codec.removesuffix("-sig")
        self.delimiter: str | None = delimiter or self._sniffed_delimiter()

    def raw_rows(self) -> Iterator[RawRow]:
        """Raises TeselaError when the file is too long or its quotation marks are chaos."""
        assert self.delimiter is not None
        return _numbered(self._lines(), self.delimiter, self._limits, self._name)

    def _lines(self) -> "_Lines":
        return _Lines(self._stream, self._codec, self._limits.row_characters)

    def _sniffed_delimiter(self) -> str:
        """The delimiter that gives most columns we know, then the most even table."""

        def merit(delimiter: str) -> tuple[int, int, int]:
            lines = self._lines()
            rows = []
            for row in _numbered(lines, delimiter, self._limits, self._name, forgiving=True):
                rows.append(row.cells)
                if len(rows) == _SNIFFED_ROWS:
                    break
            known = max((recognised_count(cells) for cells in rows), default=0)
            widths = Counter(len(cells) for cells in rows if len(cells) > 1)
            width, times = max(widths.items(), key=lambda item: item[1], default=(0, 0))
            return known, times, width

        if announced := self._lines().announced_delimiter:
            return announced
        return max(DELIMITERS, key=merit)


class _Reading(io.RawIOBase):
    """A reader of a stream with a position of its own; closing it closes nothing."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._stream.seek(self._position)
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)


class _Lines:
    """Lines of text that can be given back; a row ends where it gets too long."""

    def __init__(self, stream: BinaryIO, encoding: Encoding, maximum: int) -> None:
        self._text = io.TextIOWrapper(
            io.BufferedReader(_Reading(stream)), encoding.codec, encoding.errors, newline=""
        )
        self._maximum = maximum
        self._returned: deque[str] = deque()
        self._block, self._block_end = io.StringIO(), 0
        """What was read ahead and has to be taken line by line."""
        self._characters = 0
        self.taken: list[str] = []
        self.announced_delimiter: str | None = None
        first = self._read().removeprefix("\ufeff")
        if re.fullmatch(r"(?i)sep=[^\r\n][\r\n]*", first):
            self.announced_delimiter = first[4]
        elif first:
            self._returned.append(first)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.too_long:
            raise StopIteration
        line = self._returned.popleft() if self._returned else self._read()
        if not line:
            raise StopIteration
        self.taken.append(line)
        self._characters += len(line)
        return line

    def plain_lines(self) -> list[str]:
        """The next lines without their ends, where each is a row of its own, much faster.

        An empty list leaves them to be taken one by one: there is a quotation mark in one of them,
        an end of a line that is unusual, or one that may be too long. So does the end.
        """
        if self._returned or self._block.tell() < self._block_end:
            return []
        block = self._text.read(_BLOCK_CHARACTERS)
        block += self._text.readline(self._maximum + 1)
        while block[-1:] == "\r" and (more := self._text.read(1)):
            block += more
        lines = block.replace("\r\n", "\n").split("\n")
        longest = max(map(len, lines)) + len("\r\n")
        if '"' in block or block.count("\r") != block.count("\r\n") or longest > self._maximum:
            self._block, self._block_end = io.StringIO(block, newline=""), len(block)
            return []
        if not lines[-1]:
            lines.pop()
        return lines

    def plain_line(self) -> str | None:
        """The next line as a row of its own, where there are no quotation marks in it.

        None leaves it to be taken; so does the end.
        """
        line = self._returned.popleft() if self._returned else self._read()
        if line and '"' not in line and len(line) <= self._maximum:
            return line
        self._returned.appendleft(line)
        return None

    @property
    def too_long(self) -> bool:
        """True when the lines taken since `start_row` are too long for one row."""
        return self._characters > self._maximum

    def start_row(self) -> None:
        self.taken.clear()
        self._characters = 0

    def give_back_all_but_first(self) -> None:
        """The lines taken for the present row, except its first, come again."""
        self._returned.extendleft(reversed(self.taken[1:]))

    def _read(self) -> str:
        line = self._readline()
        rest = line
        while len(rest) > self._maximum and rest[-1] not in "\r\n":
            rest = self._readline()
        return line

    def _readline(self) -> str:
        """A line up to its end, or one character more than a row may have of it."""
        most = self._maximum + 1
        line = self._block.readline(most)
        if len(line) == most or line[-1:] in ("\r", "\n"):
            return line
        return line + self._text.readline(most - len(line))


def _numbered(
    lines: _Lines, delimiter: str, limits: Limits, name: str, *, forgiving: bool = False
) -> Iterator[RawRow]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = faults = widest = 0
    while True:
        for line in lines.plain_lines():
            number += 1
            if number > limits.rows:
                raise TeselaError("roster.too_many_rows", name=name, maximum=limits.rows)
            cells = line.split(delimiter)
            widest = max(widest, len(cells))
            if _says_something(cells):
                yield RawRow(number, cells)
        lines.start_row()
        try:
            if (alone := lines.plain_line()) is not None:
                cells, broken = alone.rstrip("\r\n").split(delimiter), False
            else:
                cells = next(reader)
                broken = lines.too_long or _swallowed(cells, delimiter, widest)
        except StopIteration:
            return
        except csv.Error:
            cells, broken = [], True
        number += 1
        if number > limits.rows:
            raise TeselaError("roster.too_many_rows", name=name, maximum=limits.rows)
        if not broken:
            widest = max(widest, len(cells))
            if _says_something(cells):
                yield RawRow(number, cells)
            continue
        faults += 1
        if faults > limits.quote_faults and not forgiving:
            raise TeselaError(
                "roster.quotes_broken_often", name=name, maximum=limits.quote_faults, row=number
            )
        yield RawRow(number, [lines.taken[0].strip()], fault=_fault(lines, limits))
        lines.give_back_all_but_first()
        reader = csv.reader(lines, delimiter=delimiter, strict=True)


def _says_something(cells: list[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def _fault(lines: _Lines, limits: Limits) -> Problem:
    if lines.too_long and len(lines.taken) == 1:
        return Problem("roster.row_too_long", {"maximum": limits.row_characters})
    return Problem("roster.quotes_broken")


def _swallowed(cells: list[str], delimiter: str, widest: int) -> bool:
    """True when a cell holds a whole further row: a quotation mark was left open."""
    if widest < 3:
        return False
    return any(
        line.count(delimiter) >= widest - 1 and (widest > 5 or "@" in line)
        for cell in cells
        if "\n" in cell or "\r" in cell
        for line in cell.splitlines()
    )
