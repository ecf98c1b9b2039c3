"""Names of the nodes that belong to one award, the same in every format it is written in."""

from collections.abc import Iterable
from hashlib import sha1

from tesela.model.award import Award


def of_award(award: Award, part: str) -> str:
    """The IRI of a node of one award, random as the award's own id is."""
    return names_of(award, [part])[0]


def names_of(award: Award, parts: Iterable[str]) -> list[str]:
    """The IRIs of several nodes of one award: UUIDs by name under the award's (RFC 9562, 5.5)."""
    own = bytes.fromhex(award.id.removeprefix("urn:uuid:").replace("-", ""))
    return [_named(own, part) for part in parts]


def _named(namespace: bytes, name: str) -> str:
    digits = sha1(namespace + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digits[16], 16) % 4]
    return (
        f"urn:uuid:{digits[:8]}-{digits[8:12]}-5{digits[13:16]}"
        f"-{variant}{digits[17:20]}-{digits[20:32]}"
    )
