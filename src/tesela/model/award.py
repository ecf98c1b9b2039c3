"""`Award`: one learner's earning of an achievement, decided by the awarding body.

A learner in a credential is names plus a random identifier that the
provider keeps (Annex I, element 1); a date of birth only where somebody
asked for it. Contact data never meet a credential, and nothing here knows
about disability, accommodation or the route taken.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from tesela.model.base import Iri, LanguageTag, Line, Paragraphs, Part, WebAddress

UuidUrn = Annotated[
    str,
    StringConstraints(
        pattern=r"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
    ),
]


class Learner(Part):
    """Element 1: who earned it. Given and family name, or one full name."""

    id: UuidUrn
    """Random, the provider's own; never derived from anything about the person."""
    given_name: Line | None = None
    family_name: Line | None = None
    full_name: Line | None = None
    """For names that do not divide; otherwise given and family name together."""
    date_of_birth: date | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not self.full_name and not (self.given_name and self.family_name):
            raise PydanticCustomError("award.no_name", "no name")
        return self

    @property
    def name(self) -> str:
        """The name as one would print it."""
        return self.full_name or f"{self.given_name} {self.family_name}"


class Award(Part):
    """Who earned which version of what, when, and with what result."""

    id: UuidUrn
    """Random; shared by all credentials that state this award."""
    achievement: Iri
    """The edition (`Achievement.edition`) it was earned under."""
    learner: Learner
    awarded_on: date
    """Element 5 keeps this apart from the day the document was issued."""
    assessed_on: date | None = None
    valid_until: date | None = None
    """Last day on which what was shown counts as fresh, where the awarding body says so."""
    grade: Line | None = None
    """Element 14, as the grading scheme writes it."""
    language: LanguageTag = "en"
    """The language the learner reads the document in."""
    evidence: tuple[WebAddress, ...] = Field(default=(), max_length=10)
    narrative: Paragraphs | None = None
    workload_hours: Annotated[Decimal, Field(gt=0, le=10_000)] | None = None
    """Hours this learner really spent, where that differs from the notional workload."""
    ects_credits: Annotated[Decimal, Field(gt=0, le=1000)] | None = None
    supersedes: UuidUrn | None = None
    """The award that this one corrects."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.assessed_on and self.assessed_on > self.awarded_on:
            raise PydanticCustomError("award.assessed_after", "assessed after the award")
        if self.valid_until and self.valid_until < self.awarded_on:
            raise PydanticCustomError("award.ends_before", "ends before it begins")
        return self
