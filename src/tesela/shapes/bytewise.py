"""Texts with open places: documents of one class, told and taken apart by their bytes.

Credentials of one issuer for one achievement differ in a few values: the learner,
the days, the place on the status list, the signature. All other bytes are the
same. Whoever has read one of them carefully can say which texts may differ; a
document with the same bytes everywhere else is the same JSON with other texts in
these places:

1. The pieces between the places are compared as they are. Each place stands
   between quotation marks, so it ends at the first one that no backslash escapes.
2. What stands in a place must be what JSON allows in a text (RFC 8259, 7) in
   UTF-8, without control characters and what else no signature keeps. Most values
   need no second look: without a backslash a text stands in JSON as it does in
   N-Quads. Others are decoded and written anew.

Nothing is parsed, so nothing can be read in two ways: that members are not doubled
and how deep they are nested was seen with the first document.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

import orjson

from tesela.codecs.leaves import CONTROL

TEXT = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
"""Any text of a JSON document that was read; splits it into texts and what stands between."""
_REST_OF_TEXT = re.compile(rb'(?:[^"\\]|\\.)*+', re.DOTALL)
_NOT_IN_TEXT = re.compile(rb"[\x00-\x1f]")
"""What JSON writes with escapes only."""


class Values(NamedTuple):
    """What stands in the places of one document."""

    texts: list[str]
    terms: list[bytes]
    """The same as N-Quads writes them between quotation marks."""


@dataclass(frozen=True, slots=True)
class OpenText:
    """A JSON text with places; `pieces` are what stands before, between and after them."""

    start: bytes
    pieces: tuple[tuple[bytes, int], ...]
    """What follows on each place, and how long it is."""

    @classmethod
    def of(cls, data: bytes, places: Iterable[tuple[int, int]]) -> "OpenText":
        """`data` with places, each from its first byte to its last, in their order."""
        cuts = [0, *(cut for place in places for cut in place), len(data)]
        first, *rest = (data[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True))
        return cls(first, tuple((piece, len(piece)) for piece in rest))

    def taken_from(self, data: bytes) -> Values | None:
        """What stands in the places of `data`; None where it is another document, or odd."""
        if not data.startswith(self.start):
            return None
        at = len(self.start)
        found: list[bytes] = []
        escaped: list[int] = []
        for piece, length in self.pieces:
            end = data.find(b'"', at)
            inside = data[at:end]
            if b"\\" in inside:
                escaped.append(len(found))
                if inside.endswith(b"\\") and (whole := _REST_OF_TEXT.match(data, at)):
                    end = whole.end()
                    inside = whole[0]
            if not data.startswith(piece, end):
                return None
            found.append(inside)
            at = end + length
        if at != len(data):
            return None
        try:
            return _values(found, escaped)
        except ValueError:  # no UTF-8, or no text of JSON
            return None

    def filled(self, texts: Sequence[str], ascii_only: bool = False) -> bytes:
        """The document with these texts in its places."""
        written = [self.start]
        for text, (piece, _) in zip(texts, self.pieces, strict=True):
            written += json.dumps(text, ensure_ascii=ascii_only)[1:-1].encode(), piece
        return b"".join(written)


def _values(found: list[bytes], escaped: list[int]) -> Values | None:
    """What the pieces of text say, some of them with escapes. Raises ValueError for what is none."""
    texts = [
        orjson.loads(b'"%b"' % one) if at in escaped else one.decode()
        for at, one in enumerate(found)
    ]
    together = "".join(texts)
    odd = not together.isprintable() and (
        CONTROL.search(together) or any(map(_NOT_IN_TEXT.search, found))
    )
    if odd:
        return None
    for at in escaped:
        found[at] = quoted(texts[at])[1:-1].encode()
    return Values(texts, found)
