"""What the rules about awards and about received credentials are given."""

from collections.abc import Mapping
from dataclasses import dataclass

from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.stated import Stated


@dataclass(frozen=True, slots=True)
class Earned:
    """One award of an achievement, about to be issued."""

    achievement: Achievement
    award: Award


@dataclass(frozen=True, slots=True)
class Received:
    """A credential of anybody's, read."""

    format: str
    """By its name in docs/formats.md."""
    stated: Stated
    """What it states, as it stands."""
    achievement: Achievement | None
    """What of it fits our words; None where it says too little."""
    award: Award | None
    signed: bool
    """Whether somebody has signed it; not whether that is genuine."""
    sealed: bool
    """Whether it bears an organisation's seal with a certificate."""
    octets: int
    """The size of the credential itself, without a picture or PDF around it."""


ELEMENT_OF_LIST: Mapping[str, int] = {
    "skill-type": 6,
    "skill-reuse-level": 6,
    "credit-system": 7,
    "eqf": 8,
    "qf-ehea-cycle": 8,
    "assessment-type": 9,
    "participation": 10,
    "learning-activity": 10,
    "learning-setting": 10,
    "quality-assurance": 11,
    "supervision": 13,
    "isced-f": 16,
    "target-group": 16,
}
"""The standard element that the terms of a list belong to."""
