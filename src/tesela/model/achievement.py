"""`Achievement`: what can be earned, described with the European standard elements.

Council Recommendation 2022/C 243/02, Annex I. The number in a docstring is
the element's number there; elements 1, 5 and the grade of 14 belong to the
award. The optional parts after element 16 are ours: each is either covered by
a fallback in every format or stands as readable text.

An achievement never changes: a changed description is a new `version`, and an
award names the one it was made under. Everything here is public and knows no
learner. Whether a description says enough is for `conform` to find; the model
refuses only what makes no sense.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal, Self
from uuid import NAMESPACE_URL, uuid5

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from tesela.codecs import jcs
from tesela.model.base import (
    CodeOf,
    CountryCode,
    Iri,
    LanguageTag,
    Line,
    Paragraphs,
    Part,
    WebAddress,
)
from tesela.model.offer import Accessibility, DesignRecord, Offer
from tesela.model.origin import Licence, Origin, Version
from tesela.model.party import Party
from tesela.text.localized import LocalizedText

Handle = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
"""A short name inside one description, such as `outcome-1`."""
Points = Annotated[Decimal, Field(gt=0, le=1000, max_digits=7, decimal_places=2)]
EqfLevel = Annotated[int, Field(ge=1, le=8)]


class FrameworkReference(Part):
    """A concept of a public framework, such as an ESCO skill or a DigComp competence."""

    framework: Line
    """The framework's name, such as `ESCO` or `DigComp 2.2`."""
    uri: Iri | None = None
    """The concept's own IRI, where it really has one."""
    code: Line | None = None
    """The number it has in the framework, such as `1.2`."""
    label: LocalizedText


class LearningOutcome(Part):
    """Element 6: one thing the learner knows, understands or is able to do."""

    id: Handle
    text: LocalizedText
    """As the end of "The learner can …"."""
    kind: Annotated[str, CodeOf("skill-type")] | None = None
    reuse: Annotated[str, CodeOf("skill-reuse-level")] | None = None
    references: tuple[FrameworkReference, ...] = Field(default=(), max_length=20)


class Credits(Part):
    """Credit points of a credit system."""

    system: Annotated[str, CodeOf("credit-system")]
    points: Points


class Workload(Part):
    """Element 7: the typical time it takes, self-study and assessment included.

    At least one of hours and credits; "in ECTS wherever possible".
    """

    hours: Annotated[Decimal, Field(gt=0, le=10_000, max_digits=7, decimal_places=2)] | None = None
    credits: tuple[Credits, ...] = Field(default=(), max_length=4)
    note: LocalizedText | None = None
    """Where the figure comes from, if that needs saying."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.hours is None and not self.credits:
            raise PydanticCustomError("achievement.workload_empty", "neither hours nor credits")
        return self


class NationalLevel(Part):
    """A level in a national qualifications framework."""

    framework: LocalizedText
    level: Line
    uri: Iri | None = None


class Level(Part):
    """Element 8: the level of the learning experience, where one applies."""

    eqf: EqfLevel | None = None
    national: tuple[NationalLevel, ...] = Field(default=(), max_length=10)
    cycle: Annotated[str, CodeOf("qf-ehea-cycle")] | None = None
    not_applicable: LocalizedText | None = None
    """Why no level applies; stands alone."""

    @model_validator(mode="after")
    def _level_or_reason(self) -> Self:
        stated = self.eqf is not None or bool(self.national) or self.cycle is not None
        if stated == (self.not_applicable is not None):
            raise PydanticCustomError("achievement.level_or_reason", "a level or a reason")
        return self


class AssessmentPart(Part):
    """Elements 9 and 13: one part of the assessment, and how it is watched over."""

    type: Annotated[str, CodeOf("assessment-type")]
    title: LocalizedText | None = None
    criteria: LocalizedText | None = None
    """What is asked and what is enough."""
    criteria_page: WebAddress | None = None
    outcomes: tuple[Handle, ...] = Field(default=(), max_length=100)
    """The learning outcomes it covers; none means all."""
    weight_percent: Annotated[Decimal, Field(gt=0, le=100)] | None = None
    supervision: Annotated[str, CodeOf("supervision")] | None = None
    alternatives: LocalizedText | None = None
    """The other ways in which this part can be taken."""


class Scope(Part):
    """What a quality-assurance decision covers; what is not named is not limited."""

    fields: tuple[Annotated[str, CodeOf("isced-f")], ...] = Field(default=(), max_length=50)
    eqf_levels: tuple[EqfLevel, ...] = Field(default=(), max_length=8)
    countries: tuple[CountryCode, ...] = Field(default=(), max_length=60)


class QualityAssurance(Part):
    """Element 11: one statement of quality assurance, with what stands behind it."""

    kind: Annotated[str, CodeOf("quality-assurance")]
    title: LocalizedText | None = None
    agency: Party | None = None
    """Who assured it; the provider itself for internal quality assurance."""
    decision: LocalizedText | None = None
    decision_page: WebAddress | None = None
    report_page: WebAddress | None = None
    decided_on: date | None = None
    valid_until: date | None = None
    reviewed_on: date | None = None
    scope: Scope | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.decided_on and self.valid_until and self.valid_until < self.decided_on:
            raise PydanticCustomError("achievement.dates_reversed", "ends before it begins")
        return self


class Target(Part):
    """A credential or offer that an achievement or another credential leads to."""

    title: LocalizedText
    id: Iri | None = None
    owner: Party | None = None
    agreement_page: WebAddress | None = None
    """Where the owner says so."""


class Prerequisites(Part):
    """Element 12: what one needs before enrolling."""

    text: LocalizedText
    achievements: tuple[Target, ...] = Field(default=(), max_length=20)
    minimum_age_years: Annotated[int, Field(ge=0, le=99)] | None = None


class Grading(Part):
    """Element 14: how a grade is to be read; the grade itself belongs to the award."""

    title: LocalizedText
    description: LocalizedText | None = None
    pass_mark: Line | None = None
    """The worst grade with which one passes."""
    lowest: Line | None = None
    """The worst grade there is; in some countries a higher number than the best."""
    highest: Line | None = None
    """The best grade there is."""
    values: tuple[Line, ...] = Field(default=(), max_length=100)
    """The grades there are, worst first, where they can be listed."""

    def standing(self, grade: str) -> Literal["passes", "fails", "unknown"]:
        """What `grade` means in this scheme, as far as the scheme says."""
        if self.values:
            order = [value.casefold() for value in self.values]
            bounds = (order[0], order[-1], (self.pass_mark or "").casefold(), grade.casefold())
            places = [Decimal(order.index(one)) if one in order else None for one in bounds]
        else:
            texts = (self.lowest, self.highest, self.pass_mark, grade)
            places = [_figure(text) for text in texts]
        worst, best, needed, reached = places
        if worst is None and best is None and needed is None:
            return "passes"
        if reached is None:
            return "unknown"
        sign = -1 if worst is not None and best is not None and worst > best else 1
        too_low = worst is not None and sign * reached < sign * worst
        too_high = best is not None and sign * reached > sign * best
        if too_low or too_high:
            return "unknown"
        return "fails" if needed is not None and sign * reached < sign * needed else "passes"


def _figure(text: str | None) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ".").rstrip(" %")) if text else None
    except InvalidOperation:
        return None


class Stackability(Part):
    """Element 15: stand-alone, or counting towards something larger.

    Never a promise of entry: what counts for what is decided by the owner of
    the other credential.
    """

    mode: Literal["stand-alone", "stackable"]
    towards: tuple[Target, ...] = Field(default=(), max_length=50)
    pathway: Iri | None = None
    """The pathway whose picture its tile is part of."""
    place_in_pathway: Annotated[int, Field(ge=1, le=100)] | None = None
    pathway_length: Annotated[int, Field(ge=1, le=100)] | None = None
    note: LocalizedText | None = None


class Link(Part):
    """A page or document and what it is."""

    page: WebAddress
    title: LocalizedText
    language: LanguageTag | None = None


class FurtherInformation(Part):
    """Element 16: anything else the public may know."""

    text: LocalizedText | None = None
    links: tuple[Link, ...] = Field(default=(), max_length=20)


class Media(Part):
    """The description in another form: a sign-language video, audio, easy text."""

    kind: Literal["sign-language-video", "audio", "easy-text", "captioned-video"]
    language: LanguageTag
    """The (sign) language it is in, such as `ase`, `gss` or `mt`."""
    page: WebAddress | None = None
    text: Paragraphs | None = None
    """For easy text: the text itself."""
    title: LocalizedText | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.page is None and self.text is None:
            raise PydanticCustomError("achievement.media_nowhere", "neither page nor text")
        return self


class Picture(Part):
    """The achievement's tile: what it shows, in the author's words."""

    alternative_text: LocalizedText


class Renewal(Part):
    """How long what was shown stays fresh, and how it is renewed."""

    after_months: Annotated[int, Field(gt=0, le=600)]
    text: LocalizedText | None = None


class Achievement(Part):
    """What can be earned: one version of one description."""

    id: Iri
    """What this is, whatever its version."""
    version: Version = "1"
    title: LocalizedText
    """Element 2."""
    summary: LocalizedText | None = None
    """What it is and for whom, in plain words."""
    languages: tuple[LanguageTag, ...] = Field(default=(), max_length=30)
    """Languages in which it is taught and assessed."""
    fields: tuple[Annotated[str, CodeOf("isced-f")], ...] = Field(default=(), max_length=5)
    """Fields of education and training (ISCED-F 2013)."""
    issuer: Party
    """Element 3: the organisation that seals the credentials, with its country."""
    awarding_bodies: tuple[Party, ...] = Field(default=(), max_length=20)
    """Element 4: who awards and answers for it; several only where they award together."""
    learning_outcomes: tuple[LearningOutcome, ...] = Field(default=(), max_length=100)
    """Element 6."""
    workload: Workload | None = None
    """Element 7: notional, so the same on every route."""
    level: Level | None = None
    """Element 8."""
    assessment: tuple[AssessmentPart, ...] = Field(default=(), max_length=50)
    """Elements 9 and 13."""
    participation: tuple[Annotated[str, CodeOf("participation")], ...] = Field(
        default=(), max_length=10
    )
    """Element 10: form of participation in the learning activity."""
    activities: tuple[Annotated[str, CodeOf("learning-activity")], ...] = Field(
        default=(), max_length=20
    )
    setting: Annotated[str, CodeOf("learning-setting")] | None = None
    routes: tuple[Annotated[str, CodeOf("route")], ...] = Field(
        default=("course",), min_length=1, max_length=4
    )
    """The ways to earn it; a credential never says which one was taken."""
    quality_assurance: tuple[QualityAssurance, ...] = Field(default=(), max_length=30)
    """Element 11."""
    prerequisites: Prerequisites | None = None
    """Element 12."""
    grading: Grading | None = None
    """Element 14."""
    stackability: Stackability | None = None
    """Element 15."""
    further_information: FurtherInformation | None = None
    """Element 16."""
    target_groups: tuple[Annotated[str, CodeOf("target-group")], ...] = Field(
        default=(), max_length=30
    )
    """For whom the offer is made; never said of a learner."""
    accessibility: Accessibility | None = None
    media: tuple[Media, ...] = Field(default=(), max_length=60)
    picture: Picture | None = None
    renewal: Renewal | None = None
    needs: tuple[Target, ...] = Field(default=(), max_length=30)
    """Skills needs that it answers."""
    funding: LocalizedText | None = None
    offer: Offer | None = None
    design_record: DesignRecord | None = None
    derived_from: Origin | None = None
    """The description from which this one was made, where it was made from one."""
    licence: Licence | None = None
    """Under which licence others may take and change this description."""
    page: WebAddress | None = None
    """Where its public description stands."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if "#" in self.id:
            raise PydanticCustomError("achievement.id_fragment", "an address with a fragment")
        handles = [outcome.id for outcome in self.learning_outcomes]
        for handle in handles:
            if handles.count(handle) > 1:
                raise PydanticCustomError(
                    "achievement.outcome_twice", "used twice", {"outcome": handle}
                )
        for part in self.assessment:
            for handle in part.outcomes:
                if handle not in handles:
                    raise PydanticCustomError(
                        "achievement.outcome_unknown", "no such outcome", {"outcome": handle}
                    )
        return self

    @property
    def edition(self) -> str:
        """The IRI of this version of the achievement."""
        if self.id.startswith(("http://", "https://")):
            return f"{self.id.rstrip('/')}/{self.version}"
        return uuid5(NAMESPACE_URL, f"{self.id} {self.version}").urn

    def outcome_iri(self, outcome: LearningOutcome) -> str:
        """The IRI of one learning outcome in this version."""
        return f"{self.edition}#{outcome.id}"

    @property
    def responsible_bodies(self) -> tuple[Party, ...]:
        """Who awards it: the issuer where no awarding body is named apart."""
        return self.awarding_bodies or (self.issuer,)

    @property
    def told_to_holders(self) -> tuple[LocalizedText, ...]:
        """What the offer says that matters to who has it already: second try, appeal, advice."""
        offer = self.offer
        if offer is None:
            return ()
        contacts = (offer.guidance, offer.support)
        texts = (offer.reassessment, offer.appeal, *(one and one.text for one in contacts))
        return tuple(text for text in texts if text)

    @property
    def frozen_form(self) -> bytes:
        """This version's exact public form: canonical JSON (RFC 8785), without empty parts."""
        return jcs.canonical(_without_empty(self.model_dump(mode="json", exclude_none=True)))


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_empty(member) for name, member in value.items() if member != []}
    if isinstance(value, list):
        return [_without_empty(member) for member in value]
    return value
