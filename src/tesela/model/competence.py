"""What a provider's trainers and assessors hold, as somebody keeps it who verified it.

People stand behind these figures. So there is no name here, only how many hold
which credential; whoever wants to be named says so elsewhere and can take it back.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tesela.text.localized import LocalizedText

Role = Literal["assessor", "trainer"]
ROLES: tuple[Role, ...] = ("assessor", "trainer")


@dataclass(frozen=True, slots=True)
class Competence:
    """Some of the people in one role hold one credential."""

    role: Role
    title: LocalizedText
    """Of the credential."""
    issuer: str
    """Who issued it, by its own statement."""
    holders: int
    people: int
    """How many there are in this role, as the provider says; never fewer than hold it."""
    verified_on: date
    """The last day on which one of them was found valid."""
