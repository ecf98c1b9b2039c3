"""The record of an examination: how somebody was assessed, as evidence of an award.

The Council Recommendation of 16 June 2022 (2022/C 243/02) asks for the type of
assessment and for how it was supervised (Annex I), and that outcomes are
assessed against transparent criteria (Annex II, principle 4). A record says, of
one candidate, when and where, for how long and who watched over it (a role,
never a person's name), and how many answers were right in each part.

Rules:

- Neither questions nor answers are in it, so that it gives nothing of the examination
  away; nor is the candidate's name, which the award has.
- The provider keeps the record. The award says it in words (`told`) with the
  SHA-256 of its canonical form (RFC 8785), so that it can be shown later that
  the record was not changed.
- Whether a result is enough is the provider's own figure (`pass_mark`), and is
  called so. Nothing is assumed where there is none.
"""

from datetime import date
from hashlib import sha256
from typing import Annotated, Literal, Self

from babel import Locale
from babel.dates import format_date
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from tesela.codecs.jcs import canonical
from tesela.model.award import UuidUrn
from tesela.model.base import Iri, Line, Part
from tesela.text.catalogue import say

MOST_PARTS = 50
MOST_ITEMS = 200
"""Of one part."""
Items = Annotated[int, Field(ge=1, le=MOST_ITEMS)]


class Sitting(Part):
    """One examination as it was held, the same for all of its candidates."""

    held_on: date
    place: Line
    """Where; of an examination at a distance, what was used."""
    way: Literal["on-paper", "on-screen"]
    invigilated_by: Line
    """The role of who watched over it, such as “registrar of the centre”; no name."""
    minutes: Annotated[int, Field(ge=1, le=1440)]
    """How long candidates had."""
    items: Annotated[tuple[Items, ...], Field(min_length=1, max_length=MOST_PARTS)]
    """How many items each part has."""
    pass_mark: Annotated[int, Field(ge=1)] | None = None
    """Right answers that are enough, by the provider's own rule."""

    @property
    def total(self) -> int:
        """All items."""
        return sum(self.items)

    @model_validator(mode="after")
    def _can_be_passed(self) -> Self:
        if self.pass_mark and self.pass_mark > self.total:
            raise PydanticCustomError("exam.mark_too_high", "more than there are items")
        return self


class ExamRecord(Part):
    """What one candidate reached in a sitting."""

    id: UuidUrn
    """Random, the provider's own."""
    achievement: Iri
    """The edition that was examined."""
    sitting: Sitting
    right: Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(max_length=MOST_PARTS)]
    """Right answers in each part, in the order of `Sitting.items`."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        items = self.sitting.items
        if len(self.right) != len(items):
            raise PydanticCustomError("exam.parts", "other parts than the sitting has")
        if any(one > most for one, most in zip(self.right, items, strict=True)):
            raise PydanticCustomError("exam.more_than_items", "more than there are items")
        return self

    @property
    def total(self) -> int:
        """Right answers in all parts."""
        return sum(self.right)

    @property
    def enough(self) -> bool | None:
        """Whether the provider's own figure was reached; None where there is none."""
        mark = self.sitting.pass_mark
        return None if mark is None else self.total >= mark

    @property
    def content(self) -> bytes:
        """The canonical form (RFC 8785) of the record: what the provider keeps."""
        return canonical(self.model_dump(mode="json", exclude_none=True))

    @property
    def digest(self) -> str:
        """SHA-256 of `content`, in hexadecimal."""
        return sha256(self.content).hexdigest()


def told(record: ExamRecord, language: str) -> str:
    """The record in words for its learner and for whoever reads the credential, line by line."""
    sitting = record.sitting
    day = format_date(sitting.held_on, "long", locale=Locale.parse(language, sep="-"))
    lines = [
        say("exam.told.held", language, day=day, place=sitting.place),
        say(f"exam.told.{sitting.way}", language, minutes=sitting.minutes),
        say("exam.told.invigilated", language, role=sitting.invigilated_by),
        say("exam.told.total", language, right=record.total, items=sitting.total),
        *(
            say("exam.told.part", language, number=number, right=right, items=items)
            for number, (right, items) in enumerate(
                zip(record.right, sitting.items, strict=True), start=1
            )
        ),
    ]
    if sitting.pass_mark:
        lines.append(say("exam.told.pass_mark", language, mark=sitting.pass_mark))
    lines.append(say("exam.told.kept", language, digest=record.digest))
    return "\n".join(lines)
