"""UUIDs (RFC 9562) as `urn:uuid:`: random ones, and those by name.

The same as those of the module `uuid`, made several times as fast: every badge has some.
"""

from collections.abc import Iterable
from hashlib import sha1
from uuid import NAMESPACE_URL

URL = NAMESPACE_URL.bytes
"""The name space of addresses (6.6)."""
_SHA1 = sha1(usedforsecurity=False)
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


def at_random(octets: bytes) -> str:
    """The UUID of 16 octets drawn at random (5.4, version 4)."""
    return _written(octets.hex(), "4")


def by_name(space: bytes, name: str) -> str:
    """The UUID of `name` in the name space of 16 octets (5.5, version 5)."""
    return by_names(space, (name,))[0]


def by_names(space: bytes, names: Iterable[str]) -> list[str]:
    """Those of several names in one name space."""
    found = []
    for name in names:
        hashed = _SHA1.copy()
        hashed.update(space + name.encode())
        found.append(_written(hashed.hexdigest(), "5"))
    return found


def _written(digits: str, version: str) -> str:
    return (
        f"urn:uuid:{digits[:8]}-{digits[8:12]}-{version}{digits[13:16]}"
        f"-{_VARIANT[digits[16]]}{digits[17:20]}-{digits[20:32]}"
    )
