"""Names of the nodes that belong to one award, the same in every format it is written in."""

from collections.abc import Iterable

from tesela.codecs.uuids import by_names
from tesela.model.award import Award


def of_award(award: Award, part: str) -> str:
    """The IRI of a node of one award, random as the award's own id is."""
    return names_of(award, [part])[0]


def names_of(award: Award, parts: Iterable[str]) -> list[str]:
    """The IRIs of several nodes of one award: UUIDs by name under the award's (RFC 9562, 5.5)."""
    own = bytes.fromhex(award.id[9:].replace("-", ""))
    return by_names(own, parts)
