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
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any, NamedTuple

Value = str | int
_MARK = "urn:tesela:hole:"
_MARKED = re.compile(f'"{_MARK}([0-9]+)"')


class Holed(NamedTuple):
    """A JSON text with holes, as a %-template."""

    template: bytes
    takes: tuple[int, ...]
    """Which of the values stand in the holes."""

    @classmethod
    def of(cls, text: str) -> "Holed":
        """The JSON text of something `marked`."""
        pieces = _MARKED.split(text)
        template = "%b".join(piece.replace("%", "%%") for piece in pieces[::2])
        return cls(template.encode(), tuple(map(int, pieces[1::2])))

    @classmethod
    def within(cls, text: str, values: Sequence[str]) -> "Holed":
        """A JSON text with holes wherever one of `values` stands, also inside a longer text.

        The values are all different, and none is part of another.
        """
        place = {_bare(value): at for at, value in enumerate(values)}
        pieces = re.split("|".join(map(re.escape, place)).join("()"), text)
        template = "%b".join(piece.replace("%", "%%") for piece in pieces[::2])
        return cls(template.encode(), tuple(place[piece] for piece in pieces[1::2]))

    def filled(self, values: Sequence[bytes]) -> bytes:
        """The text with these values, which are `written`, or `bare` where it was made `within`."""
        return self.template % tuple(map(values.__getitem__, self.takes))


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
