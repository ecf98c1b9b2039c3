"""Digest and base64url of texts with holes (`holes`), of which most stays the same.

- `Hashed`: what stands up to the end of the longest piece without a hole is hashed once for all
  texts whose values before it are those of the last one, as a day or an address often is; and
  once is enough where no hole follows.
- `Encoded`: long pieces without a hole are encoded once in each of the three ways in which they
  can stand in groups of three octets (RFC 4648, 4).
"""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tesela.codecs.holes import Holed
from tesela.codecs.multibase import base64url

if TYPE_CHECKING:
    from hashlib import _Hash

_LONG = 300
"""Octets of a piece that is worth encoding beforehand."""


class _Begun(NamedTuple):
    """What the start was hashed to."""

    values: Sequence[bytes]
    """Those in its holes."""
    hashed: "_Hash"
    digest: bytes | None
    """That of the whole text, where no hole follows."""


class Hashed:
    """The digest of a text with holes."""

    def __init__(self, text: Holed, hash_name: str) -> None:
        self._start, self._end = text.cut()
        self._hash_name = hash_name
        self._last: _Begun | None = None

    def digest(self, values: Sequence[bytes]) -> bytes:
        """The digest of the text with these values, which are `holes.written`."""
        before, last = self._start.take(values), self._last
        if last is None or last.values != before:
            last = self._last = self._begun(before, values)
        return last.digest or self._ended(last.hashed, values)

    def _begun(self, before: Sequence[bytes], values: Sequence[bytes]) -> _Begun:
        hashed = hashlib.new(self._hash_name, self._start.filled(values))
        return _Begun(before, hashed, None if self._end.takes else self._ended(hashed, values))

    def _ended(self, begun: "_Hash", values: Sequence[bytes]) -> bytes:
        hashed = begun.copy()
        hashed.update(self._end.filled(values))
        return hashed.digest()


class _Long(NamedTuple):
    """A long piece behind texts to which octets are missing for whole groups."""

    missing: bytes
    """Its first octets, which make the group before it whole."""
    letters: bytes
    """Its own whole groups in base64url …"""
    rest: bytes
    """… and what is left over."""

    @classmethod
    def behind(cls, piece: bytes, missing: int) -> "_Long":
        end = len(piece) - (len(piece) - missing) % 3
        return cls(piece[:missing], base64url(piece[missing:end]), piece[end:])


class Encoded:
    """The base64url of a text with holes."""

    def __init__(self, text: Holed) -> None:
        pieces, takes = text.pieces, text.takes
        self._stretches: list[tuple[Holed, tuple[_Long, ...]]] = []
        begun = 0
        for at in range(0, len(pieces), 2):
            if len(pieces[at]) >= _LONG:
                before = Holed.made((*pieces[begun:at], b""), takes[begun // 2 : at // 2])
                ways = tuple(_Long.behind(pieces[at], missing) for missing in range(3))
                self._stretches.append((before, ways))
                begun, pieces = at, (*pieces[:at], b"", *pieces[at + 1 :])
        self._end = Holed.made(pieces[begun:], takes[begun // 2 :])

    def letters(self, values: Sequence[bytes]) -> bytes:
        """The base64url of the text with these values, which are `holes.written`."""
        found: list[bytes] = []
        rest = b""
        for before, ways in self._stretches:
            octets = rest + before.filled(values)
            long = ways[-len(octets) % 3]
            found += (base64url(octets + long.missing), long.letters)
            rest = long.rest
        found.append(base64url(rest + self._end.filled(values)))
        return b"".join(found)
