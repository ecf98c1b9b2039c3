"""Endorsements: an organisation says by its own signature that it stands behind something.

What is endorsed is an achievement, or the provider itself. Each endorsement is
a credential of its own and was checked on its own; here is what came of that.
One that is not genuine, has ended, was withdrawn, or was given by whoever it
praises counts for nothing, and says why.

"Agreed by employers and workers" needs both sides: at least one endorsement
that counts from each, by different organisations. A side is what the endorser
says of itself; whether anybody vouches for its name is told apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from tesela.text.errors import Problem
from tesela.text.localized import LocalizedText


class Side(StrEnum):
    """For whom an endorser speaks, by its own statement."""

    PEER = "peer"
    """Another provider of education or training."""
    EMPLOYERS = "employers"
    WORKERS = "workers"
    OTHER = "other"
    """Learners, civil society, a public authority, or not stated."""


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One endorsement after it was checked."""

    id: str
    """The endorsement credential's own identity; empty where it has none."""
    endorser: str
    """The identity that signed; what it claims to be where the signature does not fit."""
    name: LocalizedText | None
    side: Side
    of: Literal["achievement", "provider"]
    comment: LocalizedText | None = None
    given_on: date | None = None
    ends_on: date | None = None
    """Its last day."""
    vouched: bool = False
    """Whether somebody vouches for the endorser's name."""
    problem: Problem | None = None
    """Why it counts for nothing; None where it counts."""

    @property
    def counts(self) -> bool:
        """Whether it says anything to whoever reads."""
        return self.problem is None

    def to_json(self, language: str) -> dict[str, Any]:
        """As the published report schema writes it."""
        written: dict[str, Any] = {
            "id": self.id,
            "endorser": self.endorser,
            "name": dict(self.name) if self.name else None,
            "side": self.side.value,
            "of": self.of,
            "comment": dict(self.comment) if self.comment else None,
            "given_on": self.given_on and self.given_on.isoformat(),
            "ends_on": self.ends_on and self.ends_on.isoformat(),
            "vouched": self.vouched,
            "counts": self.counts,
        }
        if self.problem:
            written |= {"code": self.problem.code, "message": self.problem.message(language)}
        return written


def endorsements_schema() -> dict[str, Any]:
    """The JSON Schema of a report's `endorsements`."""
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    texts = {"type": ["object", "null"]}
    return {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id", "endorser", "side", "of", "vouched", "counts"],
            "properties": {
                "id": text,
                "endorser": text,
                "name": texts,
                "side": {"enum": [side.value for side in Side]},
                "of": {"enum": ["achievement", "provider"]},
                "comment": texts,
                "given_on": maybe,
                "ends_on": maybe,
                "vouched": {"type": "boolean"},
                "counts": {"type": "boolean"},
                "code": text,
                "message": text,
            },
        },
    }


def counting(endorsements: Iterable[Endorsement]) -> tuple[Endorsement, ...]:
    """Those that count, of each endorser the first for each thing endorsed."""
    found: dict[tuple[str, str], Endorsement] = {}
    for one in endorsements:
        if one.counts:
            found.setdefault((one.endorser, one.of), one)
    return tuple(found.values())


def agreed_by(endorsements: Iterable[Endorsement]) -> tuple[Endorsement, ...]:
    """The endorsements of both sides where employers and workers agree; else none.

    Whoever signs for both sides is neither.
    """
    listed = [one for one in endorsements if one.counts and one.of == "achievement"]
    employers = [one for one in listed if one.side is Side.EMPLOYERS]
    workers = [one for one in listed if one.side is Side.WORKERS]
    both = {one.endorser for one in employers} & {one.endorser for one in workers}
    sides = [[one for one in side if one.endorser not in both] for side in (employers, workers)]
    return tuple(one for side in sides for one in side) if all(sides) else ()
