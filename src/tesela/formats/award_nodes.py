"""Names of the nodes that belong to one award, the same in every format it is written in."""

from uuid import UUID, uuid5

from tesela.model.award import Award


def of_award(award: Award, part: str) -> str:
    """The IRI of a node of one award, random as the award's own id is."""
    return uuid5(UUID(award.id.removeprefix("urn:uuid:")), part).urn
