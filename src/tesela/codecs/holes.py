"""JSON texts with holes: what documents of one batch share is written once.

1. `marked` puts a mark wherever one of the values stands by itself, be it a text
   or a number.
2. `Holed.of` takes the JSON text of that apart at the marks. `Holed.within` needs no marks: it
   finds texts that occur nowhere else.
3. `written` writes the values of one document, once, and `filled` puts them in.

Which values they are, and that filling them in gives what writing the document
gives, is for whoever makes such a text to know and to try.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

Value = str | int
_MARK = "urn:tesela:hole:"
_MARKED = re.compile(f'"{_MARK}([0-9]+)"')
_APART = "\x7f"
"""A character that JSON writes as it is, and that hardly a value has."""


@dataclass(frozen=True, slots=True)
class Holed:
    """A JSON text with holes."""

    pieces: tuple[bytes, ...]
    """What stands between the holes, and nothing for each of them: every second piece is a hole."""
    takes: tuple[int, ...]
    """Which of the values stand in the holes."""
    take: Callable[[Sequence[bytes]], Sequence[bytes]]
    """What gives those."""

    @classmethod
    def of(cls, text: str) -> "Holed":
        """The JSON text of something `marked`."""
        pieces = _MARKED.split(text)
        return cls._between(pieces[::2], map(int, pieces[1::2]))

    @classmethod
    def within(cls, text: str, values: Sequence[str]) -> "Holed":
        """A JSON text with holes wherever one of `values` stands, also inside a longer text.

        The values are all different, and none is part of another.
        """
        place = {_bare(value): at for at, value in enumerate(values)}
        pieces = re.split("|".join(map(re.escape, place)).join("()"), text)
        return cls._between(pieces[::2], map(place.__getitem__, pieces[1::2]))

    @classmethod
    def _between(cls, constant: Sequence[str], places: Iterable[Any]) -> "Holed":
        takes = tuple(places)
        pieces = [b""] * (2 * len(takes) + 1)
        pieces[::2] = [piece.encode() for piece in constant]
        return cls.made(pieces, takes)

    @classmethod
    def made(cls, pieces: Sequence[bytes], takes: Sequence[int]) -> "Holed":
        """One of these pieces."""
        return cls(tuple(pieces), tuple(takes), taking(takes))

    def parts(self, values: Sequence[bytes]) -> list[bytes]:
        """The text with these values, which are `written`, or `bare` where it was made `within`.

        In pieces, for whoever has more to put around it: it may be long.
        """
        parts = list(self.pieces)
        parts[1::2] = self.take(values)
        return parts

    def filled(self, values: Sequence[bytes]) -> bytes:
        """The same in one."""
        return b"".join(self.parts(values))

    def cut(self) -> tuple["Holed", "Holed"]:
        """It in two: up to the end of its longest piece without a hole, and the rest."""
        longest = max(range(0, len(self.pieces), 2), key=lambda at: len(self.pieces[at]))
        holes = longest // 2
        start, end = self.pieces[: longest + 1], (b"", *self.pieces[longest + 1 :])
        return Holed.made(start, self.takes[:holes]), Holed.made(end, self.takes[holes:])


def taking(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """What gives the values at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: tuple([values[place] for place in places])


def marked(document: Any, values: Sequence[Value]) -> Any:
    """`document` with a mark in place of each of `values`, which are all different."""
    return _marked(document, {value: f"{_MARK}{at}" for at, value in enumerate(values)})


def written(values: Sequence[Value]) -> list[bytes]:
    """Each value as JSON. Raises UnicodeEncodeError for halves of surrogate pairs."""
    return [
        (encode_basestring(value) if isinstance(value, str) else str(value)).encode()
        for value in values
    ]


def bare(values: Sequence[str]) -> list[bytes]:
    """Each value as it stands inside a JSON text. Raises UnicodeEncodeError as `written`."""
    together = _bare(_APART.join(values)).encode().split(_APART.encode())
    if len(together) == len(values):
        return together
    return [_bare(value).encode() for value in values]


def _bare(value: str) -> str:
    return encode_basestring(value)[1:-1]


def _marked(value: Any, marks: Mapping[Value, str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _marked(member, marks) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(element, marks) for element in value]
    if isinstance(value, str | int) and not isinstance(value, bool):
        return marks.get(value, value)
    return value
