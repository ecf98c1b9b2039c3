"""`Piece`: one line, heading, list item or cell of a text, with the place it stands at.

Every reader of a file gives these in the order of the text; rules know no file
format. How many there are and how long each may be is bounded here, whatever
the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tesela.model.draft import PlaceKind
from tesela.text.errors import Problem, TeselaError

MOST_PIECES = 5_000
MOST_CHARACTERS = 400_000
LONGEST_PIECE = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that stands by itself."""

    text: str
    """Without spaces around it; lines of one cell are separated by line feeds."""
    kind: PlaceKind
    name: str
    """The place's name; see `model.draft.Place`."""
    heading: int = 0
    """Level of the heading from 1; 0 for what is none."""
    listed: bool = False
    """Whether it is an item of a list."""
    apart: bool = True
    """Whether something separates it from the piece before: a paragraph's end, a blank line."""
    row: str = ""
    """The text of the first cell in its row, for another cell of that row."""
    column: str = ""
    """The text of the first cell in its column, for a cell below it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as a reader found it."""

    pieces: tuple[Piece, ...]
    language: str | None = None
    """As the file says, where it does."""
    title: str | None = None
    """As the file's properties say."""
    notes: tuple[Problem, ...] = ()
    """What the reader left out."""


def bounded(pieces: Iterable[Piece], name: str) -> Iterator[Piece]:
    """The pieces that say something. Raises TeselaError `draft.too_long`."""
    characters = 0
    for number, piece in enumerate(pieces):
        characters += len(piece.text)
        if number >= MOST_PIECES or characters > MOST_CHARACTERS:
            raise TeselaError("draft.too_long", name=name, maximum=MOST_CHARACTERS)
        if piece.text:
            yield piece
