"""What people want to know of an offer, and how it was made and is kept good.

Council Recommendation 2022/C 243/02, Annex II, beyond the standard elements of
Annex I: reassessment and appeal (principle 4), validation (5), known
recognitions (6), support (8), guidance, cost and dates (10); who took part in
the design (3, 8), feedback (1, 8), reviews (1, 3), evidence of the level (2).
All of it is public, and nothing in it names a person.
"""

from datetime import date
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from tesela.model.base import CodeOf, Line, Part, WebAddress
from tesela.model.party import Party
from tesela.text.localized import LocalizedText

Who = Literal[
    "learners",
    "employers",
    "workers",
    "service-users",
    "teachers-and-trainers",
    "peers",
    "experts",
    "public-authorities",
]
"""A group that has a say: `workers` are heard through their own organisations, `peers` are other
providers, `service-users` those whom the work is done for."""


class Accessibility(Part):
    """How the offer can be used (schema.org accessibility terms); nothing about any learner."""

    summary: LocalizedText
    access_modes: tuple[Annotated[str, CodeOf("access-mode")], ...] = Field(
        default=(), max_length=20
    )
    features: tuple[Annotated[str, CodeOf("accessibility-feature")], ...] = Field(
        default=(), max_length=50
    )
    support: LocalizedText | None = None
    """Adjustments and support on offer, and how to ask."""
    contact: Line | None = None
    venue: LocalizedText | None = None
    """How people get to the place and around in it."""
    staff: LocalizedText | None = None
    """How those who teach and assess are prepared for it."""


class ContactPoint(Part):
    """Where people can ask, and what about; at least one of the members."""

    text: LocalizedText | None = None
    page: WebAddress | None = None
    email: Line | None = None
    telephone: Line | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not (self.text or self.page or self.email or self.telephone):
            raise PydanticCustomError("achievement.contact_nowhere", "no way to ask")
        return self


class Recognition(Part):
    """Principle 6: who already takes it into account, by their own decision."""

    by: Party
    text: LocalizedText | None = None
    """What it counts for there, as they say it."""
    page: WebAddress | None = None
    """Where they say so."""


class Offer(Part):
    """What people want to know before they enrol (principles 4, 5, 8 and 10)."""

    cost: LocalizedText | None = None
    """What it costs, or that it is free; who helps with it stands in `funding`."""
    dates: LocalizedText | None = None
    """When it begins, or how to find out."""
    guidance: ContactPoint | None = None
    """Who advises on whether it is the right thing."""
    support: ContactPoint | None = None
    """Who helps while learning."""
    reassessment: LocalizedText | None = None
    """How often and when the assessment can be taken again."""
    appeal: LocalizedText | None = None
    """How to object to a result, and who decides then."""
    no_validation: LocalizedText | None = None
    """Why what people learnt elsewhere cannot be validated, where there is no such route."""
    no_english: LocalizedText | None = None
    """Why there is no English text, where there is none."""
    recognitions: tuple[Recognition, ...] = Field(default=(), max_length=30)

    @model_validator(mode="after")
    def _something(self) -> Self:
        return _says_something(self)


class Involvement(Part):
    """Principles 3 and 8: somebody who took part in making or reviewing it."""

    who: Who
    party: Party | None = None
    """The organisation; never a person."""
    took_part_on: date | None = None
    note: LocalizedText | None = None
    """What they did."""


class Feedback(Part):
    """Principles 1 and 8: what one group says about it, summed up."""

    source: Who
    summary: LocalizedText
    page: WebAddress | None = None
    gathered_on: date | None = None
    """The last day on which answers were taken."""
    actions: LocalizedText | None = None
    """What was changed because of it."""


class DesignRecord(Part):
    """How it was made and is kept good (principles 1, 2, 3 and 8)."""

    involved: tuple[Involvement, ...] = Field(default=(), max_length=30)
    feedback: tuple[Feedback, ...] = Field(default=(), max_length=30)
    updated_on: date | None = None
    """When its contents last changed."""
    reviewed_on: date | None = None
    """When its contents were last reviewed, or confirmed as current."""
    level_evidence: LocalizedText | None = None
    """How the level was found."""
    level_evidence_page: WebAddress | None = None
    """The entry in the register of the qualifications framework, or the levelling report."""
    risk: Literal["ordinary", "safety-critical"] | None = None
    """`safety-critical` where mistakes in this work can hurt people."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        return _says_something(self)


_Some = TypeVar("_Some", bound=Part)


def _says_something(part: _Some) -> _Some:
    if all(getattr(part, name) in (None, ()) for name in type(part).model_fields):
        raise PydanticCustomError("achievement.part_empty", "nothing said")
    return part
