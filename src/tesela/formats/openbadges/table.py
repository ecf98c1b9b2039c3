"""Which standard element goes where in an Open Badge, and how it is read back.

`native` is a property of Open Badges, `alignment` a concept that exists at its
own URI (by `targetType`), `criteria` a section of the criteria's text whose
heading is the element's name in the badge's language. A badge is in one
language. What comes back from the badge alone stands in `back` and `partly`,
member by member; the pinned description has the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tesela.model.carried import Carried, How

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
_PARTY = (
    "name",
    "legal_name",
    "country",
    "region",
    "place",
    "identifiers.scheme",
    "identifiers.value",
    "website",
    "email",
)


class Where(NamedTuple):
    """One row: a part of the model and its places in the badge."""

    element: int | None
    field: str
    native: str = ""
    alignment: str = ""
    criteria: bool = False
    back: tuple[str, ...] = ("",)
    """Members of the field that come back as they were; `""` is the field itself."""
    partly: tuple[str, ...] = ()
    """Members that come back of some: of the first, or of those with a public address."""
    told: tuple[str, ...] = ()
    """Members that stand in the criteria as text for people alone."""


WHERE = (
    Where(1, "award.learner", "credentialSubject.id, .identifier (IdentityObject)"),
    Where(2, "achievement.title", "achievement.name, name"),
    Where(None, "achievement.summary", "achievement.description"),
    Where(None, "achievement.id", "achievement.id", back=(), partly=("",)),
    Where(None, "achievement.version", "achievement.version"),
    Where(3, "achievement.issuer", "issuer (Profile with Address)", back=_PARTY, partly=("id",)),
    Where(
        4,
        "achievement.awarding_bodies",
        "achievement.creator",
        criteria=True,
        back=(),
        partly=(*_PARTY, "id"),
        told=("name",),
    ),
    Where(5, "award.awarded_on", "awardedDate; validFrom is the day of issuing"),
    Where(None, "award.id", "id"),
    Where(None, "award.achievement", "achievement.id", back=(), partly=("",)),
    Where(None, "award.language", "achievement.inLanguage"),
    Where(None, "award.valid_until", "validUntil"),
    Where(
        6,
        "achievement.learning_outcomes",
        "",
        "ext:LearningOutcome",
        criteria=True,
        back=("text", "references.uri"),
        partly=("id", "references.framework", "references.code", "references.label"),
    ),
    Where(
        7,
        "achievement.workload",
        "achievement.creditsAvailable",
        criteria=True,
        back=("hours",),
        partly=("credits.system", "credits.points"),
        told=("note",),
    ),
    Where(7, "award.ects_credits", "credentialSubject.creditsEarned"),
    Where(
        8,
        "achievement.level",
        "",
        "ext:Level",
        criteria=True,
        back=("eqf",),
        told=("national.framework", "national.level", "cycle", "not_applicable"),
    ),
    Where(
        9,
        "achievement.assessment",
        "",
        "ext:AssessmentType",
        criteria=True,
        back=(),
        partly=("type",),
        told=("title", "criteria", "criteria_page", "alternatives"),
    ),
    Where(
        10, "achievement.participation", "", "ext:FormOfParticipation", True, partly=("",), back=()
    ),
    Where(
        11,
        "achievement.quality_assurance",
        "",
        "ext:QualityAssurance",
        criteria=True,
        back=("kind",),
        told=(
            "title",
            "agency.name",
            "decision",
            "decision_page",
            "report_page",
            "valid_until",
        ),
    ),
    Where(12, "achievement.prerequisites", "", "", True, back=("text",)),
    Where(
        13,
        "achievement.assessment.supervision",
        "",
        "ext:Supervision",
        True,
        back=(),
        partly=("",),
        told=("",),
    ),
    Where(
        14,
        "achievement.grading",
        "achievement.resultDescription",
        back=("title", "pass_mark", "lowest", "highest", "values"),
        told=("description",),
    ),
    Where(14, "award.grade", "credentialSubject.result"),
    Where(
        15,
        "achievement.stackability",
        "achievement.related",
        "",
        True,
        back=("mode",),
        partly=("note",),
        told=("towards.title",),
    ),
    Where(
        16,
        "achievement.further_information",
        "",
        "",
        True,
        back=(),
        partly=("text",),
        told=("links.page", "links.title"),
    ),
    Where(
        None,
        "achievement.offer",
        "",
        "",
        True,
        back=(),
        told=("reassessment", "appeal", "guidance.text", "support.text"),
    ),
    Where(
        None,
        "achievement.derived_from",
        "",
        "",
        True,
        back=(),
        told=("title", "publisher", "achievement", "version", "licence"),
    ),
    Where(None, "achievement.licence", "", "", True, back=(), told=("",)),
    Where(None, "achievement.fields", "achievement.fieldOfStudy, .tag", "ext:FieldOfEducation"),
    Where(None, "achievement.accessibility", "", "", True, back=("summary", "support")),
    Where(None, "achievement.renewal", "", "", True, back=("after_months", "text")),
    Where(None, "achievement.picture", "achievement.image", back=("alternative_text",)),
    Where(None, "award.evidence", "evidence"),
    Where(None, "award.narrative", "credentialSubject.narrative"),
)


def carried() -> Iterator[Carried]:
    """Each member of the model that a badge carries, and how."""
    for row in WHERE:
        ways: tuple[tuple[tuple[str, ...], How], ...] = (
            (row.back, "whole"),
            (row.partly, "partly"),
            (row.told, "text"),
        )
        for members, how in ways:
            for member in members:
                yield Carried(f"{row.field}.{member}".rstrip("."), how)


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
