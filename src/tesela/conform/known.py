"""`Known`: what a check is told besides the thing that is checked.

The checker has no clock, no network and no database. Whoever calls it knows
something, and hands that in; what is left out is unknown, and rules that need
it stay silent. None always means "nobody said", never "no".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tesela.conform.profiles import NO_PROFILE, Profile
from tesela.model.achievement import Achievement, QualityAssurance
from tesela.model.judgement import Judgement
from tesela.model.offer import Who
from tesela.model.report import Report

ProviderKind = Literal["higher-education", "vocational", "non-formal"]


@dataclass(frozen=True, slots=True)
class Known:
    """The circumstances of one check; everything is optional."""

    today: date | None = None
    """The day on which is checked, or on which is going to be issued."""
    country: str | None = None
    """Whose national profile applies (ISO 3166-1 alpha-2); the issuer's country unless said."""
    profile: Profile = NO_PROFILE
    """The national profile; `check` looks it up by the country."""
    provider_kind: ProviderKind | None = None
    """What kind of institution the awarding body is."""
    registered: bool | None = None
    """Whether the issuer stands in a trust registry that the caller relies on."""
    listed_by_authority: bool | None = None
    """Whether a register of quality-assured institutions or an authority's list has the provider."""
    provider_evidence: tuple[QualityAssurance, ...] = ()
    """What the registry says about the provider's quality assurance."""
    known_assurers: frozenset[str] | None = None
    """Identities (`Party.id`) of quality-assurance bodies that the registry knows."""
    unreachable_pages: frozenset[str] | None = None
    """Of its web addresses, those that were asked and gave no answer; empty if all answered."""
    in_catalogue: bool | None = None
    """Whether a public catalogue lists it."""
    in_guidance_feed: bool | None = None
    """Whether it is in a feed for employment services and guidance."""
    endorsed_by: frozenset[Who] | None = None
    """The groups of whom a valid, signed endorsement is at hand."""
    mandate: bool | None = None
    """Where issuer and awarding body differ: whether a mandate to seal for them is at hand."""
    cohorts: int | None = None
    """How many groups of learners have finished it."""
    others: tuple[Achievement, ...] = ()
    """The provider's other achievements, to find near duplicates."""
    achievements_by_id: Mapping[str, Achievement | None] | None = None
    """Descriptions by their `id`, to follow prerequisites.

    None for an id that was looked for and is not there; an id that is missing is unknown.
    """
    formats: frozenset[str] | None = None
    """The formats in which it is issued, by their names in docs/formats.md."""
    judgements: tuple[Judgement, ...] = ()
    """What reviewers have answered to the questions for people."""
    report: Report | None = None
    """What verifying a received credential has established; None where nobody has verified it."""

    @property
    def maximum_ects(self) -> Decimal | None:
        """Below how many ECTS credits a micro-credential stays, where the country says so."""
        return self.profile.maximum_ects


NOTHING_KNOWN = Known()
