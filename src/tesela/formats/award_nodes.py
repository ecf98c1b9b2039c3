"""Names of the nodes that belong to one award, the same in every format it is written in."""

from collections.abc import Iterable
from hashlib import sha1

from tesela.model.award import Award


def of_award(award: Award, part: str) -> str:
    """The IRI of a node of one award, random as the award's own id is."""
    return names_of(award, [part])[0]


def names_of(award: Award, parts: Iterable[str]) -> list[str]:
    """The IRIs of several nodes of one award: UUIDs by name under the award's (RFC 9562, 5.5)."""
    own = bytes.fromhex(award.id[9:].replace("-", ""))
    return [_named(own + part.encode()) for part in parts]


def _named(name: bytes) -> str:
    hashed = _SHA1.copy()
    hashed.update(name)
    digits = hashed.hexdigest()
    return (
        f"urn:uuid:{digits[:8]}-{digits[8:12]}-5{digits[13:16]}"
        f"-{_VARIANT[digits[16]]}{digits[17:20]}-{digits[20:32]}"
    )


_SHA1 = sha1(usedforsecurity=False)
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
