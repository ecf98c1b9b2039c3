"""`Judgement`: what a reviewer answered to a question that no machine can decide.

A judgement is about one version of a description and holds for twelve months,
since a review at least once a year is what good practice asks for. A new
version, or the end of the year, opens the question again.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tesela.model.base import Line, Paragraphs, Part

HOLDS_MONTHS = 12
Result = Literal["met", "not-met", "not-applicable"]


class Judgement(Part):
    """One answer by one reviewer on one day."""

    question: Annotated[str, StringConstraints(pattern=r"^P(?:[1-9]|10)-H[1-9]$")]
    """The question's id, such as `P1-H1` (`conform.questions.QUESTIONS`)."""
    version: Annotated[str, Field(min_length=1, max_length=32)]
    """The version of the description that was judged."""
    result: Result
    reviewer: Line
    """Who judged, as readers may know them: a name or an office."""
    judged_on: date
    note: Paragraphs | None = None
    """Why, in the reviewer's words."""

    @property
    def holds_until(self) -> date:
        """The last day on which it counts."""
        year = self.judged_on.year + HOLDS_MONTHS // 12
        try:
            return self.judged_on.replace(year=year)
        except ValueError:  # 29 February
            return self.judged_on.replace(year=year, day=28)

    def holds(self, version: str, on: date) -> bool:
        """Whether it counts for `version` on that day."""
        return self.version == version and self.judged_on <= on <= self.holds_until
