"""What a tile may be drawn from: facts about the achievement, and no others.

There is no place here for a learner, an award, a grade, the route to the
achievement or the standing of its issuer, so none of them can show.
"""

import re
from dataclasses import dataclass

MOST_OUTCOMES = 36
"""More learning outcomes than this are drawn as this many: stones stay countable."""

BROAD_FIELDS = ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10")
UNKNOWN_FIELD = "unknown"


@dataclass(frozen=True, slots=True)
class TileFacts:
    """The facts that one tile shows.

    `achievement`: IRI that stays the same through the achievement's versions.
    `field`: ISCED-F 2013 code, broad ("09"), narrow ("092") or detailed ("0923").
    `level`: EQF level 1 to 8. `outcomes`: number of learning outcomes.
    `issuer`: what identifies the issuer for good. `pathway`: IRI of the pathway
    it belongs to, with its place (from 1) and the number of tiles in it.

    Raises ValueError for a level, a number or a place that cannot be.
    """

    achievement: str
    field: str | None
    level: int | None
    outcomes: int
    issuer: str
    pathway: str | None = None
    place_in_pathway: int | None = None
    pathway_length: int | None = None

    def __post_init__(self) -> None:
        if self.level is not None and not 1 <= self.level <= 8:
            raise ValueError(f"EQF levels run from 1 to 8, not {self.level}")
        if self.outcomes < 0:
            raise ValueError("there cannot be fewer than no learning outcomes")
        if self.pathway is None:
            if self.place_in_pathway is not None or self.pathway_length is not None:
                raise ValueError("a place in a pathway needs the pathway")
        elif self.place_in_pathway is None or self.pathway_length is None:
            raise ValueError("a pathway needs the place in it and its length")
        elif not 1 <= self.place_in_pathway <= self.pathway_length:
            raise ValueError("the place in a pathway lies from 1 to its length")

    @property
    def broad_field(self) -> str:
        """One of `BROAD_FIELDS`, or `UNKNOWN_FIELD` (ISCED-F 99 and whatever else)."""
        code = (self.field or "").strip()
        if re.fullmatch(r"[0-9]{2,4}", code) and code[:2] in BROAD_FIELDS:
            return code[:2]
        return UNKNOWN_FIELD

    @property
    def stones(self) -> int:
        """How many outcome stones are drawn."""
        return min(self.outcomes, MOST_OUTCOMES)
