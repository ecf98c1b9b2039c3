"""Bitstring Status List v1.0 (W3C): writing lists, entries, and reading them.

A list is one long row of bits, gzipped and signed by the issuer; a credential
names its list, its place and what a set bit means. `revocation` is final,
`suspension` can be lifted; each has a list of its own. To read a state, the
list's own signature and dates are verified by `verify` first.

The lists that came before, Status List 2021 (W3C CCG), differ in names and in
how the packed bits are written; they are read, by a line in `LISTS`.
"""

import base64
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple

from tesela.codecs import multibase, uuids
from tesela.codecs.multibase import Base64url
from tesela.codecs.recent import Recent
from tesela.status import blocks
from tesela.status.blocks import Block, Edit
from tesela.text.errors import TeselaError

Purpose = Literal["revocation", "suspension"]
PURPOSES: tuple[Purpose, ...] = ("revocation", "suspension")
MINIMUM_BITS = 131_072
"""The shortest list the standard allows (16 KiB), so that a place tells little."""
MAXIMUM_BITS = 1 << 27
_CONTEXT = "https://www.w3.org/ns/credentials/v2"


@dataclass(frozen=True, slots=True)
class Place:
    """One place on one list."""

    list_address: str
    position: int
    purpose: Purpose
    token_list: str | None = None
    """Where a Token Status List stands that has the same position for the same award."""


class ListKind(NamedTuple):
    """How one standard writes lists and entries."""

    entry: str
    """The type of an entry in a credential."""
    credential: str
    """The type of the credential that holds a list."""
    subject: str
    """The type of the list itself."""
    packed: Callable[[str], bytes]
    """`encodedList` → the packed bits. Raises TeselaError, ValueError."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A credential's `credentialStatus`, read."""

    list_address: str
    position: int
    purpose: str
    kind: str = "BitstringStatusListEntry"
    """The type of entry; its list must be of the same standard."""


def entry(place: Place) -> dict[str, Any]:
    """The `credentialStatus` that says where a credential's state stands (2.1).

    It is named `urn:uuid:`, as all nodes that belong to one award: so its statements stand behind
    those that a whole edition shares (`shapes.template`).
    """
    return {
        "id": entry_name(place),
        "type": "BitstringStatusListEntry",
        "statusPurpose": place.purpose,
        "statusListIndex": str(place.position),
        "statusListCredential": place.list_address,
    }


def entry_name(place: Place) -> str:
    """The name of the `entry` of a place."""
    return uuids.by_name(uuids.URL, f"{place.list_address}#{place.position}")


def read_entry(value: object) -> Entry:
    """A `credentialStatus` as an `Entry`.

    Raises TeselaError `status.unsupported`, `status.malformed`.
    """
    if not isinstance(value, dict):
        raise TeselaError("status.malformed", member="credentialStatus")
    types = value.get("type")
    named = types if isinstance(types, list) else [types]
    kind = next((entry for entry in LISTS if entry in named), None)
    if kind is None:
        raise TeselaError("status.unsupported", type=str(types)[:80])
    address, index = value.get("statusListCredential"), value.get("statusListIndex")
    purpose = value.get("statusPurpose")
    if not isinstance(address, str) or not address:
        raise TeselaError("status.malformed", member="statusListCredential")
    if not isinstance(purpose, str) or not purpose:
        raise TeselaError("status.malformed", member="statusPurpose")
    text = str(index) if isinstance(index, int) and not isinstance(index, bool) else index
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 12:
        raise TeselaError("status.malformed", member="statusListIndex")
    if value.get("statusSize", 1) != 1:
        raise TeselaError("status.unsupported", type=f"statusSize {value.get('statusSize')}"[:80])
    return Entry(address, int(text), purpose, kind)


def encoded(bits: int, set_positions: Iterable[int]) -> Base64url:
    """The `encodedList` of a list of `bits` places (2.2, 3.3), the same for the same places."""
    row = blocks.changed(blocks.empty(bits // 8), (edit(at, True) for at in set_positions))
    return encoded_row(row)


def edit(position: int, value: bool) -> Edit:
    """To set the bit of one place, or to clear it; the first place is leftmost (3.2)."""
    mask = 0x80 >> (position & 7)
    return Edit(position >> 3, mask, mask if value else 0)


def encoded_row(row: Sequence[Block]) -> Base64url:
    """The `encodedList` of the bits in these blocks."""
    return Base64url("u" + multibase.base64url_encode(blocks.stream(row, "gzip")))


def list_document(
    address: str,
    issuer: str,
    purpose: Purpose,
    encoded_list: str,
    published: datetime,
    fresh_for: timedelta = timedelta(days=1),
) -> dict[str, Any]:
    """The status list credential at `address`, to be signed by `issuer` (2.2).

    `fresh_for` becomes `ttl`: for so long a reader may keep its copy.
    """
    return {
        "@context": [_CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded_list,
            "ttl": int(fresh_for.total_seconds() * 1000),
        },
    }


def is_set(list_credential: Mapping[str, Any], wanted: Entry) -> bool:
    """Whether the list says that `wanted` is set (3.2, from step 8 on).

    The list credential is taken as verified. Raises TeselaError
    `status.not_a_list`, `status.other_purpose`, `status.list_too_short`,
    `status.list_unreadable`, `status.position_outside`.
    """
    types = list_credential.get("type")
    subject = list_credential.get("credentialSubject")
    kind = LISTS[wanted.kind]
    if kind.credential not in (types if isinstance(types, list) else [types]):
        raise TeselaError("status.not_a_list", address=wanted.list_address[:300])
    if not isinstance(subject, dict) or subject.get("type") != kind.subject:
        raise TeselaError("status.not_a_list", address=wanted.list_address[:300])
    purposes = subject.get("statusPurpose")
    if wanted.purpose not in (purposes if isinstance(purposes, list) else [purposes]):
        raise TeselaError("status.other_purpose", purpose=wanted.purpose[:80])
    row = _row(subject.get("encodedList"), kind)
    if wanted.position >= len(row) * 8:
        raise TeselaError("status.position_outside", position=wanted.position)
    return bool(row[wanted.position >> 3] & (0x80 >> (wanted.position & 7)))


def _multibase_list(value: str) -> bytes:
    """Bitstring Status List 1.0, 2.2."""
    if value[:1] != "u":
        raise TeselaError("status.list_unreadable")
    return multibase.base64url_decode(value[1:])


def _base64_list(value: str) -> bytes:
    """Status List 2021, 4.2, says base64; the examples and most writers have base64url."""
    if "+" in value or "/" in value or "=" in value:
        return base64.b64decode(value, validate=True)
    return multibase.base64url_decode(value)


_BITSTRING = ListKind(
    "BitstringStatusListEntry",
    "BitstringStatusListCredential",
    "BitstringStatusList",
    _multibase_list,
)
LISTS = {
    kind.entry: kind
    for kind in (
        _BITSTRING,
        ListKind("StatusList2021Entry", "StatusList2021Credential", "StatusList2021", _base64_list),
    )
}


_ROWS: Recent[tuple[str, str], bytes] = Recent(8)
"""Unpacked lists by what they were unpacked from: to ask for a place is to look at one bit."""
_MOST_KEPT = 2_100_000
"""Octets of a list, and characters as it is written: sixteen million places."""


def _row(value: object, kind: ListKind) -> bytes:
    """As `decoded`, remembered for the lists read last."""
    if not isinstance(value, str) or len(value) > _MOST_KEPT:
        return decoded(value, kind)
    row = _ROWS.get((kind.entry, value))
    if row is None:
        row = decoded(value, kind)
        if len(row) <= _MOST_KEPT:
            _ROWS.put((kind.entry, value), row)
    return row


def decoded(value: object, kind: ListKind = _BITSTRING) -> bytes:
    """The bits of an `encodedList`, eight an octet, the first place leftmost.

    Raises TeselaError `status.list_unreadable`, `status.list_too_short`.
    """
    if not isinstance(value, str):
        raise TeselaError("status.list_unreadable")
    try:
        unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        row = unpacking.decompress(kind.packed(value), MAXIMUM_BITS // 8 + 1)
    except (zlib.error, ValueError, TeselaError) as error:
        raise TeselaError("status.list_unreadable") from error
    if len(row) > MAXIMUM_BITS // 8 or not unpacking.eof:
        raise TeselaError("status.list_unreadable")
    if len(row) * 8 < MINIMUM_BITS:
        raise TeselaError("status.list_too_short", bits=len(row) * 8, minimum=MINIMUM_BITS)
    return row
