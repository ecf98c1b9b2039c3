"""What rules are given and what they give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tesela.drafting.pieces import Text
from tesela.drafting.statements import Line, Said
from tesela.drafting.words import Words
from tesela.model.draft import Place
from tesela.text.errors import Problem

UNDETERMINED = "und"
"""The tag of a text whose language nobody knows (ISO 639-2)."""
LONGEST_EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Context:
    """One text as rules see it."""

    text: Text
    said: Said
    words: Words
    language: str
    """The tag that texts are given."""

    def localized(self, text: str) -> dict[str, str]:
        """A text in the language of the whole."""
        return {self.language: text}


class Value(NamedTuple):
    """One value for one member."""

    path: str
    value: Any
    place: Place


class Item(NamedTuple):
    """One more item of a list, member by member; the list's numbers are given later."""

    list: str
    members: Mapping[str, Any]
    place: Place


Result = Value | Item | Problem
Results = Iterator[Result]


def place(line: Line, start: int = 0, end: int | None = None) -> Place:
    """Where a line stands, with the words around the part that counts."""
    end = len(line.text) if end is None else end
    if line.close:
        return Place(line.piece.kind, line.piece.name, shortened(line.text[start:end]))
    text, at = _around(line)
    shown = text
    if len(text) > LONGEST_EXCERPT:
        room = max(0, LONGEST_EXCERPT - (end - start)) // 2
        first, last = max(0, at + start - room), min(len(text), at + end + room)
        shown = "…" * (first > 0) + text[first:last] + "…" * (last < len(text))
    return Place(line.piece.kind, line.piece.name, shortened(shown))


def _around(line: Line) -> tuple[str, int]:
    """The whole line with what it is called, and where the line's own text begins in it."""
    whole = line.piece.text
    if line.piece.kind == "cell":
        whole = f"{line.called}: {line.text}" if line.called else line.text
    at = whole.find(line.text)
    return (whole, at) if at >= 0 else (line.text, 0)


def shortened(text: str) -> str:
    """One line of at most `LONGEST_EXCERPT` characters and what shows that there are more."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_EXCERPT else plain[: LONGEST_EXCERPT - 1] + "…"


def one_line(text: str) -> str:
    """A text of several columns or lines as one."""
    return " ".join(text.split())
