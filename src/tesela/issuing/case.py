"""An award with what else its credential depends on, and others unlike it.

Templates are made of a case in which every value stands nowhere else, and tried on others
with hard values (`proven`): both are made of the case at hand, so that they have its members.
"""

from collections.abc import Hashable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from tesela.formats.award_pattern import pattern
from tesela.formats.openbadges import varying
from tesela.model.award import Award
from tesela.status.bitstring import Place, entry_name

HARD_TEXTS = (
    'say "yes" \\ or no\n\tor % %s %% {0}',
    "Ελληνικά, кирилица, \u0301combining, 😀, \u2028\u00a0",
    "<urn:x:y> _:c14n0 .\r\n",
)


class Case(NamedTuple):
    """An award with what else its badge depends on."""

    award: Award
    issued_at: datetime
    places: tuple[Place, ...]

    @property
    def pattern(self) -> Hashable:
        """What the badges that share a template have in common."""
        lists = tuple([(place.list_address, place.purpose) for place in self.places])
        return pattern(self.award), lists

    @property
    def values(self) -> list[str]:
        """What stands in the holes."""
        found = varying.values(self.award, self.issued_at)
        for place in self.places:
            found += (entry_name(place), str(place.position))
        return found


def unlike(case: Case, turn: int) -> Case:
    """A case with the same pattern and, in every place, a value that stands nowhere else."""
    award = case.award
    day = date(1900, 1, 1) + timedelta(days=10 * turn)

    def text(number: int) -> str:
        hard = HARD_TEXTS[(turn + number) % len(HARD_TEXTS)] if turn else ""
        return f"\u2e28{turn} {number}\u2e29{hard}"

    def uuid(number: int) -> str:
        return f"urn:uuid:{turn:08x}-0000-4000-8000-{number:012x}"

    learner = award.learner.model_copy(
        update={
            "id": uuid(0),
            "given_name": award.learner.given_name and text(0),
            "family_name": award.learner.family_name and text(1),
            "full_name": award.learner.full_name and text(2),
            "date_of_birth": award.learner.date_of_birth and day,
        }
    )
    return Case(
        award.model_copy(
            update={
                "id": uuid(1),
                "learner": learner,
                "awarded_on": day + timedelta(days=1),
                "valid_until": award.valid_until and day + timedelta(days=2),
                "assessed_on": award.assessed_on and day + timedelta(days=4),
                "supersedes": award.supersedes and uuid(2),
                "grade": award.grade and text(3),
                "evidence": tuple(
                    f"https://x{at}.example/{turn}?%C3%A9=1" for at in range(len(award.evidence))
                ),
                "narrative": award.narrative and text(4),
            }
        ),
        datetime.combine(day + timedelta(days=3), datetime.min.time(), UTC),
        tuple(
            replace(place, position=7_000_000 + 100 * turn + at)
            for at, place in enumerate(case.places)
        ),
    )
