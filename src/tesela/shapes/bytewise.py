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

from tesela.codecs.leaves import CONTROL

TEXT = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
"""Any text of a JSON document that was read; splits it into texts and what stands between."""
_REST_OF_TEXT = re.compile(rb'(?:[^"\\]|\\.)*+', re.DOTALL)
_LOOK_AGAIN = re.compile(rb"[\x00-\x1f\\\x7f]|\xef\xbf[\xbe\xbf]")
"""Bytes of a text that needs a second look; that the rest is UTF-8 is seen apart."""

_READ = json.JSONDecoder().raw_decode


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
        found = []
        for piece, length in self.pieces:
            end = data.find(b'"', at)
            inside = data[at:end]
            if b"\\" in inside and (rest := _REST_OF_TEXT.match(data, at)):
                end = rest.end()
                inside = rest[0]
            if not data.startswith(piece, end):
                return None
            found.append(inside)
            at = end + length
        return _values(found) if at == len(data) else None

    def filled(self, texts: Sequence[str], ascii_only: bool = False) -> bytes:
        """The document with these texts in its places."""
        written = [self.start]
        for text, (piece, _) in zip(texts, self.pieces, strict=True):
            written += json.dumps(text, ensure_ascii=ascii_only)[1:-1].encode(), piece
        return b"".join(written)


def _values(found: list[bytes]) -> Values | None:
    together = b'"'.join(found)
    try:
        if _LOOK_AGAIN.search(together):
            return _decoded(found)
        return Values(together.decode().split('"'), found)
    except ValueError:  # no UTF-8, or no text of JSON
        return None


def _decoded(found: list[bytes]) -> Values | None:
    """Of texts with escapes. Raises ValueError for what is no text."""
    texts, terms = [], []
    for one in found:
        text, _ = _READ(f'"{one.decode()}"')
        term = quoted(text)[1:-1].encode() if b"\\" in one else one
        if CONTROL.search(text):
            return None
        texts.append(text)
        terms.append(term)
    return Values(texts, terms)
