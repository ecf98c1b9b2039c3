"""Row headers for the tables of a PDF (ISO 14289-1, 7.5; ISO 32000-1, 14.8.5.7).

Typst 0.15 knows column headers only: to it, all cells of our tables of facts are
data. Here the first cell of every row becomes the header of that row. In the
file as Typst writes it that is a change of two words, each for one as long, so
that every object stays where it is:

    <</Type/StructElem/S/TD/P 71 0 R/A[<</O/Table/Headers[]>>…
    <</Type/StructElem/S/TH/P 71 0 R/A[<</O/Table/Scope/Row>>…

The other cells lose their empty list of headers, which would take the row's
header away again; the number of columns they span by default stands there.

1. Objects are found by the table of cross-references, never by searching, since
   a stream may hold anything.
2. Every row must begin with a cell, and every cell look as above.
3. A file of another build is not touched here (None); `pdf_writer` then goes
   through its objects.
"""

import re

_STARTXREF = re.compile(rb"startxref\n([0-9]+)\n%%EOF\s*\Z")
_XREF = re.compile(rb"xref\n0 ([0-9]+)\n")
_ENTRY = 20
"""Octets of a line of the table (ISO 32000-1, 7.5.4)."""
_ELEMENT = rb"[0-9]+ 0 obj\n<</Type/StructElem/S/%b/P [0-9]+ 0 R(?:/Lang\([A-Za-z0-9-]+\))?"
_ROW = re.compile(_ELEMENT % b"TR" + rb"/K\[([0-9]+) 0 R[\] ]")
_CELL = re.compile(_ELEMENT % b"TD" + rb"/A\[<</O/Table(/Headers\[\])>>")
_ROW_START, _CELL_START = b"/S/TR/", b"/S/TD/"
_HEAD = 60
"""Octets within which an object says what it is."""
_HEADER_CELL = b"/S/TH/"
_SCOPE = b"/Scope/Row"
_NEUTRAL = b"/ColSpan 1"


def with_row_headers(made: bytes) -> bytes | None:
    """The same file with row headers; None where it is built otherwise than expected."""
    places = _places(made)
    if places is None:
        return None
    file = bytearray(made)
    headers: set[int] = set()
    cells: dict[int, re.Match[bytes]] = {}
    for number, at in enumerate(places):
        head = made[at : at + _HEAD]
        if _ROW_START in head:
            row = _ROW.match(made, at)
            if row is None:
                return None
            headers.add(int(row[1]))
        elif _CELL_START in head:
            cell = _CELL.match(made, at)
            if cell is None:
                return None
            cells[number] = cell
    if not headers <= cells.keys():
        return None
    for number, cell in cells.items():
        first = number in headers
        file[cell.start(1) : cell.end(1)] = _SCOPE if first else _NEUTRAL
        if first:
            kind = made.index(_CELL_START, cell.start())
            file[kind : kind + len(_CELL_START)] = _HEADER_CELL
    return bytes(file)


def _places(made: bytes) -> list[int] | None:
    """Where each object begins, by its number."""
    end = _STARTXREF.search(made, max(0, len(made) - 100))
    table = _XREF.match(made, int(end[1])) if end else None
    if table is None:
        return None
    lines = (table.end() + _ENTRY * number for number in range(int(table[1])))
    return [int(made[line : line + 10]) for line in lines]
