"""Token Status List (IETF draft 20): states of tokens side by side, a few bits each.

A list is one long row of entries of 1, 2, 4 or 8 bits, the first in the lowest
bits of the first octet, packed with zlib (4.1); a token names the list and its
place (6.2). Unlike a Bitstring list it says *valid*, *invalid* and *suspended*
in one entry. This module knows claims and bits; who signs the list's own token
(`statuslist+jwt`, 5.1), and whether it is genuine, others know.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tesela.codecs.multibase import Base64url, base64url_decode, base64url_encode
from tesela.codecs.recent import Recent
from tesela.status import blocks
from tesela.status.blocks import Block, Edit
from tesela.text.errors import TeselaError

TYPE = "statuslist+jwt"
MEDIA_TYPE = "application/statuslist+jwt"
VALID, INVALID, SUSPENDED = 0, 1, 2
"""Values that the standard gives a meaning (7.1)."""
BITS = (1, 2, 4, 8)
MAXIMUM_OCTETS = 1 << 24
_MAXIMUM_INDEX = MAXIMUM_OCTETS * 8


@dataclass(frozen=True, slots=True)
class TokenEntry:
    """Where a token's state stands."""

    uri: str
    index: int


def entry(place: TokenEntry) -> dict[str, Any]:
    """The `status` claim of a token (6.2)."""
    return {"status_list": {"idx": place.index, "uri": place.uri}}


def read_entry(status: object) -> TokenEntry | None:
    """Where the `status` claim says the state stands; None when it is empty.

    Raises TeselaError `status.unsupported` for another mechanism, `status.malformed`.
    """
    if not isinstance(status, dict):
        raise TeselaError("status.malformed", member="status")
    if "status_list" not in status:
        if not status:
            return None
        raise TeselaError("status.unsupported", type=", ".join(map(str, status))[:80])
    stated = status["status_list"]
    index = stated.get("idx") if isinstance(stated, dict) else None
    uri = stated.get("uri") if isinstance(stated, dict) else None
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < _MAXIMUM_INDEX:
        raise TeselaError("status.malformed", member="idx")
    if not isinstance(uri, str) or not uri:
        raise TeselaError("status.malformed", member="uri")
    return TokenEntry(uri, index)


def encoded(bits: int, entries: int, states: Mapping[int, int]) -> Base64url:
    """The `lst` of a list of `entries` places (4.1, 4.2), the same for the same states.

    `states` are those that are not valid, by place. Raises ValueError for a
    state that does not fit or a place that is not there.
    """
    per_octet = 8 // bits
    row = bytearray(-(-entries // per_octet))
    for index, state in states.items():
        if not 0 <= index < entries or not 0 <= state < 1 << bits:
            raise ValueError(f"no place for state {state} at {index}")
        row[index // per_octet] |= state << (index % per_octet * bits)
    return base64url_encode(zlib.compress(bytes(row), 9))


def edit(bits: int, index: int, state: int) -> Edit:
    """To give one place this state; the first place is in the lowest bits (4.1)."""
    per_octet = 8 // bits
    shift = index % per_octet * bits
    return Edit(index // per_octet, ((1 << bits) - 1) << shift, state << shift)


def encoded_row(row: Sequence[Block]) -> Base64url:
    """The `lst` of the bits in these blocks."""
    return base64url_encode(blocks.stream(row, "zlib"))


def decoded(text: object) -> bytes:
    """The row of a `lst`, unpacked. Raises TeselaError `status.list_unreadable`."""
    if not isinstance(text, str):
        raise TeselaError("status.list_unreadable")
    unpacking = zlib.decompressobj()
    try:
        row = unpacking.decompress(base64url_decode(text), MAXIMUM_OCTETS + 1)
    except (zlib.error, TeselaError) as error:
        raise TeselaError("status.list_unreadable") from error
    if len(row) > MAXIMUM_OCTETS or not unpacking.eof or unpacking.unused_data:
        raise TeselaError("status.list_unreadable")
    return row


_ROWS: Recent[str, bytes] = Recent(4)
"""Unpacked lists by what they were unpacked from: to ask for a place is to look at one octet."""
_MOST_KEPT = 4_200_000
"""Octets of a list, and characters as it is written: sixteen million places of two bits."""


def _row(text: object) -> bytes:
    """As `decoded`, remembered for the lists read last."""
    if not isinstance(text, str) or len(text) > _MOST_KEPT:
        return decoded(text)
    row = _ROWS.get(text)
    if row is None:
        row = decoded(text)
        if len(row) <= _MOST_KEPT:
            _ROWS.put(text, row)
    return row


def states_of(bits: int, row: bytes) -> Iterable[int]:
    """All entries of a row, in order."""
    mask = (1 << bits) - 1
    return (octet >> shift & mask for octet in row for shift in range(0, 8, bits))


def claims(
    uri: str,
    issuer: str,
    lst: str,
    *,
    published: datetime,
    bits: int = 2,
    fresh_for: timedelta = timedelta(days=1),
    expires: datetime | None = None,
) -> dict[str, Any]:
    """The claims of the list's own token at `uri` (5.1), to be signed by `issuer`.

    `fresh_for` becomes `ttl`: for so long a reader may keep its copy.
    """
    said: dict[str, Any] = {
        "iss": issuer,
        "sub": uri,
        "iat": int(published.timestamp()),
        "ttl": int(fresh_for.total_seconds()),
        "status_list": {"bits": bits, "lst": lst},
    }
    if expires:
        said["exp"] = int(expires.timestamp())
    return said


def state_at(list_claims: Mapping[str, Any], wanted: TokenEntry) -> int:
    """What the list, taken as verified, says of `wanted` (8.3).

    Raises TeselaError `status.not_a_list`, `status.list_unreadable`,
    `status.position_outside`.
    """
    listed = list_claims.get("status_list")
    bits = listed.get("bits") if isinstance(listed, dict) else None
    if not isinstance(listed, dict) or isinstance(bits, bool) or bits not in BITS:
        raise TeselaError("status.not_a_list", address=wanted.uri[:300])
    row = _row(listed.get("lst"))
    per_octet = 8 // int(bits)
    if wanted.index >= len(row) * per_octet:
        raise TeselaError("status.position_outside", position=wanted.index)
    shift = wanted.index % per_octet * int(bits)
    return row[wanted.index // per_octet] >> shift & ((1 << int(bits)) - 1)
