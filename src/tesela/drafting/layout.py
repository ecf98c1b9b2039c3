"""Paragraphs and tables as they come → pieces; shared by office files and web pages.

A cell knows the first cell of its row and of its column. A table of one column,
and a row of one cell, is only a frame around paragraphs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tesela.drafting.pieces import LONGEST_PIECE, MOST_CHARACTERS, MOST_PIECES, Piece
from tesela.drafting.plain import cleaned, without_bullet
from tesela.text.errors import TeselaError

_MOST_CELLS = 5_000
_MOST_COLUMNS = 50


@dataclass
class _Table:
    number: int
    rows: list[list[str]] = field(default_factory=list)
    widths: list[list[int]] = field(default_factory=list)


class Layout:
    """Puts paragraphs and cells together to pieces."""

    def __init__(self, name: str) -> None:
        self.pieces: list[Piece] = []
        self._name = name
        self._paragraphs = 0
        self._tables: list[_Table] = []
        self._count = 0
        self._characters = 0

    def paragraph(self, text: str, heading: int, *, listed: bool) -> None:
        """A paragraph that has ended; one in a cell becomes a line of that."""
        text = cleaned(text)
        self._characters += len(text)
        if len(self.pieces) > MOST_PIECES or self._characters > MOST_CHARACTERS:
            raise TeselaError("draft.too_long", name=self._name, maximum=MOST_CHARACTERS)
        if not text:
            return
        if self._tables:
            self._in_cell(text)
            return
        self._paragraphs += 1
        plain = without_bullet(text)
        listed = listed or plain != text
        place = str(self._paragraphs)
        self.pieces.append(Piece(plain, "paragraph", place, heading, listed))

    def start_table(self) -> None:
        """A table, or one inside a cell."""
        self._count += 1
        self._tables.append(_Table(self._count))

    def start_row(self) -> None:
        """A row of the table that is open."""
        if self._tables:
            self._tables[-1].rows.append([])

    def start_cell(self, columns: int) -> None:
        """A cell over that many columns; raises TeselaError `draft.too_long`."""
        if self._tables and self._tables[-1].rows:
            row = self._tables[-1].rows[-1]
            if sum(map(len, self._tables[-1].rows)) > _MOST_CELLS:
                raise TeselaError("draft.too_long", name=self._name, maximum=MOST_CHARACTERS)
            row.append("")
            # A cell over several columns stands in the first; the others stay empty.
            row.extend([""] * (min(max(columns, 1), _MOST_COLUMNS) - 1))
            self._at = len(row) - min(max(columns, 1), _MOST_COLUMNS)

    def end_table(self) -> None:
        """The cells of a table become pieces; a table in a cell becomes that cell's text."""
        if not self._tables:
            return
        table = self._tables.pop()
        if self._tables:  # a table in a cell: its text is the cell's
            self._in_cell("\n".join(cell for row in table.rows for cell in row if cell))
        else:
            self.pieces.extend(_cells(table))

    def _in_cell(self, text: str) -> None:
        rows = self._tables[-1].rows
        if rows and rows[-1]:
            row = rows[-1]
            at = min(self._at, len(row) - 1)
            row[at] = f"{row[at]}\n{text}".strip()[:LONGEST_PIECE]


def _cells(table: _Table) -> Iterator[Piece]:
    """Cells in their order; one-column tables are only a frame around paragraphs."""
    width = max((len(row) for row in table.rows), default=0)
    head = table.rows[0] if table.rows else []
    for number, row in enumerate(table.rows, 1):
        filled = [at for at, cell in enumerate(row) if cell]
        for at in filled:
            place = f"{table.number}: {number}/{at + 1}"
            if width == 1 or filled == [0]:
                for line in row[at].split("\n"):
                    plain = without_bullet(line)
                    yield Piece(plain, "cell", place, listed=plain != line)
                continue
            label = row[filled[0]] if at != filled[0] else ""
            above = head[at] if number > 1 and at < len(head) else ""
            yield Piece(row[at], "cell", place, row=label, column=above)
