"""Which standard element goes where in an Open Badge, and how it is read back.

`native` is a property of Open Badges, `alignment` a concept that exists at its
own URI (by `targetType`), `criteria` a section of the criteria's text whose
heading is the element's name in the badge's language. Only what stands in
`read` comes back from the badge alone; the pinned description has the rest.
"""

from dataclasses import dataclass
from typing import NamedTuple

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


class Where(NamedTuple):
    """One row: a part of the model and its places in the badge."""

    element: int | None
    field: str
    native: str = ""
    alignment: str = ""
    criteria: bool = False
    read: str = "whole"
    """`whole`, `part` (criteria that say more stand in `losses`) or `text` (as text only)."""


WHERE = (
    Where(1, "award.learner", "credentialSubject.id, .identifier (IdentityObject)"),
    Where(2, "achievement.title", "achievement.name, name", read="part"),
    Where(None, "achievement.summary", "achievement.description", read="part"),
    Where(3, "achievement.issuer", "issuer (Profile with Address)", read="part"),
    Where(4, "achievement.awarding_bodies", "achievement.creator", criteria=True, read="part"),
    Where(5, "award.awarded_on", "awardedDate; validFrom is the day of issuing"),
    Where(None, "award.valid_until", "validUntil"),
    Where(6, "achievement.learning_outcomes", "", "ext:LearningOutcome", True, "part"),
    Where(7, "achievement.workload", "achievement.creditsAvailable", "", True, "part"),
    Where(7, "award.ects_credits", "credentialSubject.creditsEarned"),
    Where(8, "achievement.level", "", "ext:Level", True, "part"),
    Where(9, "achievement.assessment", "", "ext:AssessmentType", True, "part"),
    Where(10, "achievement.participation", "", "ext:FormOfParticipation", True, "part"),
    Where(11, "achievement.quality_assurance", "", "ext:QualityAssurance", True, "part"),
    Where(12, "achievement.prerequisites", "", "", True, "text"),
    Where(13, "achievement.assessment.supervision", "", "ext:Supervision", True, "part"),
    Where(14, "achievement.grading", "achievement.resultDescription", read="part"),
    Where(14, "award.grade", "credentialSubject.result"),
    Where(15, "achievement.stackability", "achievement.related", "", True, "part"),
    Where(16, "achievement.further_information", "", "", True, "text"),
    Where(None, "achievement.fields", "achievement.fieldOfStudy, .tag", "ext:FieldOfEducation"),
    Where(None, "achievement.accessibility", "", "", True, "text"),
    Where(None, "achievement.renewal", "", "", True, "text"),
    Where(None, "achievement.picture", "achievement.image", read="part"),
    Where(None, "award.evidence", "evidence"),
    Where(None, "award.narrative", "credentialSubject.narrative"),
)

TARGET_TYPES = {
    "ext:Level": "eqf",
    "ext:AssessmentType": "assessment-type",
    "ext:FormOfParticipation": "participation",
    "ext:QualityAssurance": "quality-assurance",
    "ext:Supervision": "supervision",
    "ext:FieldOfEducation": "isced-f",
}
"""Alignment's `targetType` → the controlled list its concept is from."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A document that the credential pins by digest (VCDM 2.0, 5.3)."""

    id: str
    digest_sri: str
    media_type: str
