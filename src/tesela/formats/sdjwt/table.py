"""Which field of achievement and award is which claim of a wallet's credential, and how it is read.

Two types (SD-JWT VC, 4): the *EU learning credential*, written exactly as its
published type metadata has it, in one language; and our own, which extends it
with the standard elements it lacks, exactly, with URIs and in all languages.
Everything in the EU type's columns stands in ours too.

The loss of a conversion is computed from `TABLE`, so it is data. How much
comes back is one of `READ`.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from tesela.model.carried import Carried, How

EU_TYPE = "urn:eu.europa.ec.eudi:learning:credential:1"
EU_TYPE_INTEGRITY = "sha256-GrDMsfWh3OVJ+OvKChkLSkJF1iv9ByhU76d1FRvARHU="
"""Of its type metadata, byte for byte as its reference issuer carries it (2026)."""
OWN_TYPE_NAME = "micro-credential/1"
"""The last part of the address of our own type, with its version."""
PROJECT_BASE = "https://w3id.org/tesela"
"""Where our own type stands unless an installation serves it itself (decision 0009)."""

Read = Literal["whole", "part", "text", ""]
READ: tuple[Read, ...] = ("whole", "part", "text", "")
"""`whole`: as it was. `part`: some of its members or languages. `text`: as text that only people
understand. Empty: not carried."""
Disclosable = Literal["always", "never"]
"""Whether the holder can hold it back (`sd` of the type metadata, 4.6.2)."""


class Row(NamedTuple):
    """Where one field of the model stands."""

    element: int | None
    """Its number in Annex I."""
    field: str
    claim: str = ""
    """Of the EU type; empty where it has none."""
    read: Read = ""
    """How it comes back from the EU type."""
    own: str = ""
    """What our own type adds; it comes back whole."""

    @property
    def read_own(self) -> Read:
        """How it comes back from our own type."""
        return "whole" if self.own else self.read


TABLE = (
    Row(1, "award.learner.given_name", "given_name", "whole"),
    Row(1, "award.learner.family_name", "family_name", "whole"),
    Row(1, "award.learner.full_name", "family_name", "part", "full_name"),
    Row(1, "award.learner.date_of_birth", own="birthdate"),
    Row(1, "award.learner.id", "learner_identification", "whole"),
    Row(None, "award.id", "jti", "whole"),
    Row(None, "award.achievement", own="achievement_id"),
    Row(5, "award.awarded_on", "date_of_issuance", "whole"),
    Row(5, "award.assessed_on", own="assessed_on"),
    Row(None, "award.valid_until", "date_of_expiry", "whole"),
    Row(14, "award.grade", "assessment_grade", "whole"),
    Row(None, "award.language", own="document_language"),
    Row(None, "award.evidence", own="evidence"),
    Row(None, "award.narrative", own="narrative"),
    Row(7, "award.workload_hours", own="hours_spent"),
    Row(7, "award.ects_credits", own="ects_credits_earned"),
    Row(None, "award.supersedes", own="supersedes"),
    Row(None, "achievement.id", own="achievement_id"),
    Row(None, "achievement.version", own="achievement_version"),
    Row(2, "achievement.title", "achievement_title", "part", "achievement_titles"),
    Row(None, "achievement.summary", "achievement_description", "part", "achievement_descriptions"),
    Row(None, "achievement.languages", "language_of_classes", "whole"),
    Row(None, "achievement.fields", own="fields_of_education"),
    Row(3, "achievement.issuer", "issuing_authority", "part", "issuing_organisation"),
    Row(4, "achievement.awarding_bodies", own="awarding_bodies"),
    Row(6, "achievement.learning_outcomes", "learning_outcomes", "part", "outcomes"),
    Row(7, "achievement.workload", "expected_study_time", "part", "workload"),
    Row(8, "achievement.level", "level_of_learning_experience", "part", "levels"),
    Row(9, "achievement.assessment", own="assessment"),
    Row(10, "achievement.participation", own="participation"),
    Row(
        11,
        "achievement.quality_assurance",
        "types_of_quality_assurance",
        "part",
        "quality_assurance",
    ),
    Row(12, "achievement.prerequisites", "prerequisites_to_enroll", "text", "prerequisites"),
    Row(13, "achievement.assessment.supervision", own="assessment"),
    Row(14, "achievement.grading", own="grading"),
    Row(
        15,
        "achievement.stackability",
        "integration_stackability_options",
        "part",
        "stackability",
    ),
    Row(16, "achievement.further_information", own="further_information"),
    Row(None, "achievement.activities", own="learning_activities"),
    Row(None, "achievement.setting", own="learning_setting"),
    Row(None, "achievement.accessibility", own="accessibility"),
    Row(None, "achievement.media", own="media"),
    Row(None, "achievement.picture", own="picture"),
    Row(None, "achievement.renewal", own="renewal"),
    Row(None, "achievement.page", own="achievement_page"),
    Row(None, "achievement.routes"),
    Row(None, "achievement.target_groups"),
    Row(None, "achievement.needs"),
    Row(None, "achievement.funding"),
    Row(None, "achievement.offer"),
    Row(None, "achievement.design_record"),
    Row(None, "achievement.derived_from"),
    Row(None, "achievement.licence"),
)
"""All fields. The last eight are of the offer: they could be taken for facts about the learner."""


def carried(*, own: bool) -> Iterator[Carried]:
    """Each member of the model that a credential of this type carries, and how."""
    ways: Mapping[Read, How] = {"whole": "whole", "part": "partly", "text": "text"}
    for row in TABLE:
        read = row.read_own if own else row.read
        if read in ways:
            yield Carried(row.field, ways[read])


class Claim(NamedTuple):
    """One claim of a type, as the type metadata describes it (SD-JWT VC, 4.6)."""

    name: str
    sd: Disclosable
    mandatory: bool
    listed: bool = False
    """Whether it is a list, whose elements have an entry of their own."""


EU_CLAIMS = (
    Claim("jti", "never", mandatory=True),
    Claim("iat", "never", mandatory=True),
    Claim("exp", "never", mandatory=True),
    Claim("vct", "never", mandatory=True),
    Claim("iss", "never", mandatory=True),
    Claim("cnf", "never", mandatory=True),
    Claim("issuing_authority", "never", mandatory=True),
    Claim("issuing_country", "never", mandatory=True),
    Claim("date_of_issuance", "never", mandatory=True),
    Claim("date_of_expiry", "never", mandatory=False),
    Claim("family_name", "always", mandatory=True),
    Claim("given_name", "always", mandatory=False),
    Claim("achievement_title", "never", mandatory=True),
    Claim("achievement_description", "never", mandatory=False),
    Claim("learning_outcomes", "always", mandatory=False, listed=True),
    Claim("assessment_grade", "always", mandatory=False),
    Claim("language_of_classes", "never", mandatory=True, listed=True),
    Claim("learner_identification", "always", mandatory=True),
    Claim("expected_study_time", "always", mandatory=True),
    Claim("level_of_learning_experience", "always", mandatory=True),
    Claim("types_of_quality_assurance", "always", mandatory=True, listed=True),
    Claim("prerequisites_to_enroll", "always", mandatory=False, listed=True),
    Claim("integration_stackability_options", "always", mandatory=False),
)
"""The EU learning credential, as its reference issuer's type metadata has it."""

OWN_CLAIMS = (
    Claim("achievement_id", "never", mandatory=True),
    Claim("achievement_version", "never", mandatory=True),
    Claim("achievement_titles", "never", mandatory=True),
    Claim("achievement_descriptions", "never", mandatory=False),
    Claim("achievement_page", "never", mandatory=False),
    Claim("document_language", "never", mandatory=True),
    Claim("issuing_organisation", "never", mandatory=True),
    Claim("awarding_bodies", "never", mandatory=False),
    Claim("fields_of_education", "never", mandatory=False),
    Claim("picture", "never", mandatory=False),
    Claim("full_name", "always", mandatory=False),
    Claim("birthdate", "always", mandatory=False),
    Claim("assessed_on", "always", mandatory=False),
    Claim("evidence", "always", mandatory=False),
    Claim("narrative", "always", mandatory=False),
    Claim("hours_spent", "always", mandatory=False),
    Claim("ects_credits_earned", "always", mandatory=False),
    Claim("supersedes", "always", mandatory=False),
    Claim("outcomes", "always", mandatory=False),
    Claim("workload", "always", mandatory=False),
    Claim("levels", "always", mandatory=False),
    Claim("assessment", "always", mandatory=False),
    Claim("participation", "always", mandatory=False),
    Claim("learning_activities", "always", mandatory=False),
    Claim("learning_setting", "always", mandatory=False),
    Claim("quality_assurance", "always", mandatory=False),
    Claim("prerequisites", "always", mandatory=False),
    Claim("grading", "always", mandatory=False),
    Claim("stackability", "always", mandatory=False),
    Claim("further_information", "always", mandatory=False),
    Claim("accessibility", "always", mandatory=False),
    Claim("media", "always", mandatory=False),
    Claim("renewal", "always", mandatory=False),
)
"""What our own type adds. Whatever says more about something that can be held back can be too."""


def claims_of(*, own: bool) -> tuple[Claim, ...]:
    """All claims of the EU type, or of our own."""
    return (*EU_CLAIMS, *OWN_CLAIMS) if own else EU_CLAIMS
