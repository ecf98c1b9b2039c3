"""Step 9: documents that a credential pins by digest (VCDM 2.0, 5.3).

Checked are those that came along and the published contexts that we know;
what is not at hand is not fetched for it.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tesela.codecs import multibase
from tesela.codecs.contexts import published_sha256
from tesela.formats.digests import ALGORITHMS, sri
from tesela.text.errors import TeselaError

_SHA256_MULTIHASH = b"\x12\x20"


def pinned_documents(
    document: Mapping[str, Any],
    companion: Callable[[str], bytes | None],
    beside: Iterable[bytes] = (),
) -> dict[str, bytes | None]:
    """Address → pinned document, of those that were looked at and are right.

    None stands for a context that we know by its digest. `companion` gives the
    document at an address where it is at hand; among the documents `beside`
    the credential, one that fits a pin is the one that is meant.

    Raises TeselaError `resources.changed` for the first that is not.
    """
    entries = document.get("relatedResource")
    looked_at: dict[str, bytes | None] = {}
    for entry in entries if isinstance(entries, list) else [entries] if entries else []:
        address = entry["id"]
        at_hand = companion(address)
        if at_hand is None:
            at_hand = next((one for one in beside if _is_pinned(entry, one)), None)
        if at_hand is not None:
            right = _is_pinned(entry, at_hand)
        elif known := published_sha256(address):
            right = bool(known & _sha256_hex(entry)) or not _sha256_hex(entry)
        else:
            continue
        if not right:
            raise TeselaError("resources.changed", resource=address[:300])
        looked_at[address] = at_hand
    return looked_at


def _is_pinned(entry: Mapping[str, Any], data: bytes) -> bool:
    """Every digest that we can compute is the right one, and there is one."""
    results = []
    if isinstance(pins := entry.get("digestSRI"), str):
        for pin in pins.split():
            name = pin.partition("-")[0]
            if name in ALGORITHMS:
                results.append(pin == sri(data, name))
    if isinstance(entry.get("digestMultibase"), str):
        results.append(hashlib.sha256(data).hexdigest() in _sha256_hex(entry))
    return bool(results) and all(results)


def _sha256_hex(entry: Mapping[str, Any]) -> set[str]:
    """The SHA-256 digests that an entry pins, in hex."""
    found = set()
    if isinstance(pin := entry.get("digestMultibase"), str):
        octets = multibase.decode(pin).removeprefix(_SHA256_MULTIHASH)
        if len(octets) == 32:
            found.add(octets.hex())
    if isinstance(pins := entry.get("digestSRI"), str):
        for value in pins.split():
            if value.startswith("sha256-"):
                found.add(_decoded(value.removeprefix("sha256-")).hex())
    return found


def _decoded(text: str) -> bytes:
    """The octets of base64; none for what is no base64, which then fits nothing."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
