"""Award and achievement → an unsecured Open Badge 3.0.

Every node has an IRI: those of the achievement are fragments of its edition,
those of the award are `urn:uuid:`. Moments that stand for a day are written at
noon UTC, so that no reader's time zone shows another day.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from tesela.formats.award_nodes import of_award
from tesela.formats.openbadges.criteria import narrative
from tesela.formats.openbadges.table import CONTEXTS, Pinned
from tesela.model.achievement import Achievement, FrameworkReference, Grading
from tesela.model.award import Award, Learner
from tesela.model.party import Party
from tesela.vocab import Concept, vocabulary

Json = dict[str, Any]


def write(
    achievement: Achievement,
    award: Award,
    *,
    issuer: str,
    issued_at: datetime,
    status: Sequence[Json] = (),
    pinned: Sequence[Pinned] = (),
    image: str | None = None,
) -> Json:
    """The Open Badge that states `award`, in the award's language.

    `issuer` is the identity that will sign, `status` its `credentialStatus`
    entries, `pinned` the documents that belong to it, `image` the tile's
    address (a data URL). Raises nothing: the model has been checked.
    """
    language = achievement.title.language_for(award.language)
    written: Json = {
        "@context": list(CONTEXTS),
        "id": award.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.title.in_language(language),
        "issuer": profile(achievement.issuer, issuer, f"{achievement.edition}#/issuer", language),
        "validFrom": moment(issued_at),
        "awardedDate": noon(award.awarded_on),
    }
    if award.valid_until:
        written["validUntil"] = last_second(award.valid_until)
    written["credentialSubject"] = _subject(achievement, award, language, image)
    if award.evidence:
        written["evidence"] = [{"id": page, "type": ["Evidence"]} for page in award.evidence]
    if pinned:
        written["relatedResource"] = [
            {"id": some.id, "digestSRI": some.digest_sri, "mediaType": some.media_type}
            for some in pinned
        ]
    if status:
        written["credentialStatus"] = list(status)
    return written


def _subject(achievement: Achievement, award: Award, language: str, image: str | None) -> Json:
    written: Json = {
        "id": award.learner.id,
        "type": ["AchievementSubject"],
        "identifier": list(_identity(award)),
        "achievement": _achievement(achievement, language, image),
    }
    if award.ects_credits is not None:
        written["creditsEarned"] = float(award.ects_credits)
    if award.narrative:
        written["narrative"] = award.narrative
    if award.grade is not None:
        result: Json = {"id": of_award(award, "result"), "type": ["Result"]}
        if achievement.grading:
            result["resultDescription"] = f"{achievement.edition}#/grading"
        written["result"] = [{**result, "value": award.grade}]
    return written


def _identity(award: Award) -> list[Json]:
    return [
        {
            "id": of_award(award, kind),
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": value,
            "identityType": kind,
        }
        for kind, value in identity_parts(award.learner).items()
    ]


def identity_parts(learner: Learner) -> dict[str, str]:
    """What says who the learner is, by the kind of name it is."""
    parts = {"name": learner.name}
    if learner.given_name:
        parts["ext:givenName"] = learner.given_name
    if learner.family_name:
        parts["ext:familyName"] = learner.family_name
    if learner.date_of_birth:
        parts["ext:dateOfBirth"] = learner.date_of_birth.isoformat()
    return parts


def _achievement(achievement: Achievement, language: str, image: str | None) -> Json:
    edition = achievement.edition
    body = achievement.responsible_bodies[0]
    summary = achievement.summary or achievement.title
    written: Json = {
        "id": edition,
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": achievement.title.in_language(language),
        "description": summary.in_language(language),
        "version": achievement.version,
        "inLanguage": language,
        "creator": profile(body, body.id or f"{edition}#/creator", f"{edition}#/creator", language),
        "criteria": {
            "id": f"{edition}#/criteria",
            "narrative": narrative(achievement, language),
        },
    }
    if ects := _ects(achievement):
        written["creditsAvailable"] = ects
    if achievement.fields:
        labels = [
            vocabulary("isced-f").concept(code).label(language) for code in achievement.fields
        ]
        written["fieldOfStudy"] = labels[0]
        written["tag"] = labels
    if alignments := _alignments(achievement, language):
        written["alignment"] = alignments
    if achievement.grading:
        written["resultDescription"] = [_grading(achievement.grading, edition, language)]
    targets = achievement.stackability.towards if achievement.stackability else ()
    if related := [{"id": target.id, "type": ["Related"]} for target in targets if target.id]:
        written["related"] = related
    if image:
        written["image"] = {"id": image, "type": "Image"}
        if achievement.picture:
            text = achievement.picture.alternative_text.in_language(language)
            written["image"]["caption"] = text
    return written


def _ects(achievement: Achievement) -> float | None:
    listed = achievement.workload.credits if achievement.workload else ()
    return next((float(some.points) for some in listed if some.system == "ects"), None)


def _alignments(achievement: Achievement, language: str) -> list[Json]:
    """Concepts that really exist at their URI; extensions of ours stay in the text."""
    found: list[Json] = []

    def add(target_type: str, name: str, url: str, framework: str, **more: str | None) -> None:
        found.append(
            {
                "id": f"{achievement.edition}#/alignment-{len(found) + 1}",
                "type": ["Alignment"],
                "targetType": target_type,
                "targetName": name,
                "targetUrl": url,
                "targetFramework": framework,
                **{member: value for member, value in more.items() if value},
            }
        )

    def add_concept(target_type: str, concept: Concept) -> None:
        if concept.published:
            add(target_type, concept.label(language), concept.uri, concept.list)

    for outcome in achievement.learning_outcomes:
        text = outcome.text.in_language(language)
        for reference in outcome.references:
            if reference.uri:
                add(
                    "ext:LearningOutcome",
                    _name(reference, language),
                    reference.uri,
                    reference.framework,
                    targetDescription=text,
                    targetCode=reference.code,
                )
    for target_type, concept in _concepts(achievement):
        add_concept(target_type, concept)
    return found


def _concepts(achievement: Achievement) -> list[tuple[str, Concept]]:
    level = achievement.level.eqf if achievement.level else None
    codes: list[tuple[str, str, Sequence[str | None]]] = [
        ("ext:Level", "eqf", [str(level)] if level else []),
        ("ext:FieldOfEducation", "isced-f", achievement.fields),
        ("ext:AssessmentType", "assessment-type", [part.type for part in achievement.assessment]),
        ("ext:Supervision", "supervision", [part.supervision for part in achievement.assessment]),
        ("ext:FormOfParticipation", "participation", achievement.participation),
        (
            "ext:QualityAssurance",
            "quality-assurance",
            [statement.kind for statement in achievement.quality_assurance],
        ),
    ]
    return [
        (target_type, vocabulary(name).concept(code))
        for target_type, name, listed in codes
        for code in dict.fromkeys(listed)
        if code
    ]


def _name(reference: FrameworkReference, language: str) -> str:
    return reference.label.in_language(language)


def _grading(grading: Grading, edition: str, language: str) -> Json:
    written: Json = {
        "id": f"{edition}#/grading",
        "type": ["ResultDescription"],
        "name": grading.title.in_language(language),
        "resultType": "Result",
    }
    if grading.values:
        written["allowedValue"] = list(grading.values)
    for member, value in (
        ("requiredValue", grading.pass_mark),
        ("valueMin", grading.lowest),
        ("valueMax", grading.highest),
    ):
        if value:
            written[member] = value
    return written


def profile(party: Party, identity: str, base: str, language: str) -> Json:
    """A party as a Profile; `identity` is its id there, `base` names the nodes inside it."""
    written: Json = {
        "id": identity,
        "type": ["Profile"],
        "name": party.name.in_language(language),
    }
    if party.website:
        written["url"] = party.website
    if party.email:
        written["email"] = party.email
    address = {
        "addressCountry": party.country,
        "addressCountryCode": party.country,
        "addressRegion": party.region,
        "addressLocality": party.place,
    }
    if stated := {member: value for member, value in address.items() if value}:
        written["address"] = {"id": f"{base}-address", "type": ["Address"], **stated}
    numbers = [(one.scheme, one.value) for one in party.identifiers]
    if party.legal_name:
        numbers.insert(0, ("legalName", party.legal_name))
    if numbers:
        written["otherIdentifier"] = [
            {
                "id": f"{base}-identifier-{at}",
                "type": "IdentifierEntry",
                "identifier": value,
                "identifierType": f"ext:{scheme}",
            }
            for at, (scheme, value) in enumerate(numbers, start=1)
        ]
    return written


@lru_cache(maxsize=64)
def moment(value: datetime) -> str:
    """A moment, in UTC to the second."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=1024)
def noon(day: date) -> str:
    """A day."""
    return f"{day.isoformat()}T12:00:00Z"


@lru_cache(maxsize=1024)
def last_second(day: date) -> str:
    """The end of the last day on which something holds."""
    return f"{day.isoformat()}T23:59:59Z"
