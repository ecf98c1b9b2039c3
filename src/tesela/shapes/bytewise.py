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

Names (`urn:uuid:`) and moments have one length. Where several stand in a row, all of them and what
stands between are cut out at once; where that does not fit, one place after the other is looked
for as above, which decides.

Nothing is parsed, so nothing can be read in two ways: that members are not doubled
and how deep they are nested was seen with the first document.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from struct import Struct
from typing import NamedTuple

import orjson

from tesela.codecs.leaves import CONTROL

TEXT = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
"""Any text of a JSON document that was read; splits it into texts and what stands between."""
_REST_OF_TEXT = re.compile(rb'(?:[^"\\]|\\.)*+', re.DOTALL)
_OF_ONE_LENGTH = re.compile(rb"urn:uuid:[0-9a-f-]{36}|[0-9-]{10}T[0-9:]{8}Z")
_NOT_PLAIN = re.compile(rb'["\\]')
_LONG = 4_000
"""Octets of a piece that are compared where they stand, and not cut out."""
_NOT_IN_TEXT = re.compile(rb"[\x00-\x1f]")
"""What JSON writes with escapes only."""


class Values(NamedTuple):
    """What stands in the places of one document."""

    texts: list[str]
    terms: list[bytes]
    """The same as N-Quads writes them between quotation marks."""


class _Row(NamedTuple):
    """Places of one length in a row, and what stands between them; or one place of any length."""

    cut: Struct | None
    between: tuple[bytes, ...]
    after: bytes


@dataclass(frozen=True, slots=True)
class OpenText:
    """A JSON text with places; `pieces` are what stands before, between and after them."""

    start: bytes
    pieces: tuple[bytes, ...]
    """What follows on each place."""
    rows: tuple[_Row, ...]
    singly: tuple[_Row, ...]

    @classmethod
    def of(cls, data: bytes, places: Sequence[tuple[int, int]]) -> "OpenText":
        """`data` with places, each from its first byte to its last, in their order."""
        cuts = [0, *(cut for place in places for cut in place), len(data)]
        first, *rest = (data[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True))
        inside = [data[a:b] for a, b in places]
        return cls(first, tuple(rest), _rows(inside, rest), _rows([b""] * len(inside), rest))

    def taken_from(self, data: bytes) -> Values | None:
        """What stands in the places of `data`; None where it is another document, or odd."""
        if not data.startswith(self.start):
            return None
        return self._taken(data, self.rows) or self._taken(data, self.singly)

    def _taken(self, data: bytes, rows: Iterable[_Row]) -> Values | None:
        at = len(self.start)
        found: list[bytes] = []
        escaped: list[int] = []
        for cut, between, after in rows:
            if cut is None:
                end = data.find(b'"', at)
                inside = data[at:end]
                if b"\\" in inside:
                    escaped.append(len(found))
                    if inside.endswith(b"\\") and (whole := _REST_OF_TEXT.match(data, at)):
                        end = whole.end()
                        inside = whole[0]
                found.append(inside)
            else:
                end = at + cut.size
                parts = cut.unpack(data[at:end]) if end <= len(data) else ()
                if parts[1::2] != between or _NOT_PLAIN.search(b"".join(parts[::2])):
                    return None
                found += parts[::2]
            if not data.startswith(after, end):
                return None
            at = end + len(after)
        if at != len(data):
            return None
        try:
            return _values(found, escaped)
        except ValueError:  # no UTF-8, or no text of JSON
            return None

    def filled(self, texts: Sequence[str], ascii_only: bool = False) -> bytes:
        """The document with these texts in its places."""
        written = [self.start]
        for text, piece in zip(texts, self.pieces, strict=True):
            written += json.dumps(text, ensure_ascii=ascii_only)[1:-1].encode(), piece
        return b"".join(written)


def _rows(inside: Sequence[bytes], pieces: Sequence[bytes]) -> tuple[_Row, ...]:
    """The places, what stands in them and what follows on each, in rows."""
    rows: list[_Row] = []
    lengths: list[int] = []
    between: list[bytes] = []
    for at, (one, piece) in enumerate(zip(inside, pieces, strict=True)):
        if not _OF_ONE_LENGTH.fullmatch(one):
            rows.append(_Row(None, (), piece))
            continue
        lengths.append(len(one))
        goes_on = at + 1 < len(inside) and _OF_ONE_LENGTH.fullmatch(inside[at + 1])
        if goes_on and len(piece) <= _LONG:
            between.append(piece)
            lengths.append(len(piece))
            continue
        layout = Struct("".join(f"{length}s" for length in lengths))
        rows.append(_Row(layout, tuple(between), piece))
        lengths, between = [], []
    return tuple(rows)


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
