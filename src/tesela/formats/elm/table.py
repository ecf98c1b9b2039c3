"""Which field of an achievement stands where in ELM 3.2, and how it comes back.

One row a field: the element's number in Annex I, the field, its path, and how
it is read back. Paths begin at the specification
(`LearningAchievementSpecification`, or `Qualification` where a level or an
accreditation is stated), those of a party at its `Organisation`. Where ELM has
no property the path ends in `additionalNote`: a `Note` whose `subject` names
the field in our scheme (`SUBJECTS`) and whose text is readable and regular
(`tesela.formats.elm.regular`), or whose subject is the very concept. Should a
value not come back exactly from its own place (a language tag with a region,
two labels for one concept), the whole field is repeated in a last note, `exact`.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from tesela.model.carried import Carried

CONTEXTS = (
    "https://www.w3.org/2018/credentials/v1",
    "http://data.europa.eu/snb/model/context/edc-ap",
)
"""Those of every European Digital Credential: `id` and `type` come from the first."""


class Row(NamedTuple):
    """Where one field of the model stands."""

    element: int | None
    field: str
    path: str
    read: str


NOTE = "additionalNote “{}”"
CONCEPT = "additionalNote on the concept"

TABLE = (
    Row(None, "id", "identifier.notation", "as written"),
    Row(None, "version", NOTE.format("version") + "; id is the edition", "lines"),
    Row(2, "title", "title", "as written"),
    Row(None, "summary", "description", "as written"),
    Row(None, "languages", "language", "language of the concept, else exact"),
    Row(None, "fields", "thematicArea", "code"),
    Row(3, "issuer", "publisher (in a credential: issuer)", "party"),
    Row(4, "awarding_bodies", "awardingOpportunity.awardingBody", "parties"),
    Row(4, "party.name", "legalName, or altLabel beside a legal name", "as written"),
    Row(4, "party.legal_name", "legalName", "any language"),
    Row(3, "party.country", "location.address.countryCode", "code of the country"),
    Row(3, "party.region", "location.spatialCode or " + NOTE.format("party"), "notation, lines"),
    Row(
        4,
        "party.place",
        "location.address.fullAddress.noteLiteral or " + NOTE.format("party"),
        "any language, lines",
    ),
    Row(
        4,
        "party.identifiers",
        "eIDASIdentifier, vatIdentifier, taxIdentifier, registration, identifier",
        "schemeName and notation, by number",
    ),
    Row(4, "party.id", "identifier.notation; id, unless taken", "identifier of scheme web"),
    Row(4, "party.website", "homepage.contentURL", "as written"),
    Row(4, "party.email", "contactPoint.emailAddress", "address of the mailbox"),
    Row(6, "learning_outcomes.id", "learningOutcome.identifier.notation", "as written"),
    Row(6, "learning_outcomes.text", "learningOutcome.title", "as written"),
    Row(6, "learning_outcomes.kind", "learningOutcome.dcType, " + CONCEPT, "code, note first"),
    Row(6, "learning_outcomes.reuse", "learningOutcome.reusabilityLevel", "code"),
    Row(
        6,
        "learning_outcomes.references",
        "learningOutcome.relatedSkill (of ESCO also relatedESCOSkill), "
        + NOTE.format("frameworks"),
        "concepts, lines",
    ),
    Row(7, "workload.hours", "volumeOfLearning", "hours of the duration"),
    Row(7, "workload.credits", "creditPoint.framework, creditPoint.point", "code, number"),
    Row(7, "workload.note", NOTE.format("workload.note"), "text"),
    Row(8, "level.eqf", "eqfLevel", "code"),
    Row(8, "level.national", "nqfLevel", "concept: label, notation, id"),
    Row(8, "level.cycle", "educationLevel", "code"),
    Row(8, "level.not_applicable", NOTE.format("level.not_applicable"), "text"),
    Row(9, "assessment.type", "provenBy.dcType, " + CONCEPT, "code, note first"),
    Row(9, "assessment.title", "provenBy.title, else the type's label", "unless the label"),
    Row(9, "assessment.criteria", "provenBy.description", "as written"),
    Row(9, "assessment.criteria_page", "provenBy.supplementaryDocument.contentURL", "as written"),
    Row(9, "assessment.outcomes", "provenBy." + NOTE.format("assessment"), "lines"),
    Row(9, "assessment.weight_percent", "provenBy." + NOTE.format("assessment"), "lines"),
    Row(
        13,
        "assessment.supervision",
        f"provenBy.{CONCEPT} (in a credential: provenBy.idVerification)",
        "code of the note",
    ),
    Row(
        9,
        "assessment.alternatives",
        "provenBy." + NOTE.format("assessment.alternatives"),
        "text",
    ),
    Row(10, "participation", "mode", "code"),
    Row(None, "activities", "influencedBy.dcType", "code"),
    Row(None, "setting", "learningSetting, or " + CONCEPT, "code, note first"),
    Row(None, "routes", CONCEPT, "codes of the notes"),
    Row(11, "quality_assurance.kind", "accreditation.dcType, " + CONCEPT, "code, note first"),
    Row(11, "quality_assurance.title", "accreditation.title, else the label", "unless the label"),
    Row(11, "quality_assurance.agency", "accreditation.accreditingAgent", "party"),
    Row(11, "quality_assurance.decision", "accreditation.decision.prefLabel", "as written"),
    Row(11, "quality_assurance.decision_page", "accreditation.landingPage", "address"),
    Row(11, "quality_assurance.report_page", "accreditation.report", "address"),
    Row(11, "quality_assurance.decided_on", "accreditation.dateIssued", "day"),
    Row(11, "quality_assurance.valid_until", "accreditation.expiryDate", "day"),
    Row(11, "quality_assurance.reviewed_on", "accreditation.reviewDate", "day"),
    Row(
        11,
        "quality_assurance.scope",
        "accreditation.limitField, accreditation.limitEQFLevel, accreditation.limitJurisdiction",
        "codes",
    ),
    Row(12, "prerequisites.text", "entryRequirement.noteLiteral", "as written"),
    Row(12, "prerequisites.achievements", NOTE.format("prerequisites"), "lines"),
    Row(12, "prerequisites.minimum_age_years", NOTE.format("prerequisites"), "lines"),
    Row(14, "grading.title", "provenBy.gradingScheme.title", "as written"),
    Row(14, "grading.description", "provenBy.gradingScheme.description", "as written"),
    Row(14, "grading.pass_mark", "provenBy." + NOTE.format("grading"), "lines"),
    Row(14, "grading.lowest", "provenBy." + NOTE.format("grading"), "lines"),
    Row(14, "grading.highest", "provenBy." + NOTE.format("grading"), "lines"),
    Row(14, "grading.values", "provenBy." + NOTE.format("grading"), "lines"),
    Row(15, "stackability", NOTE.format("stackability") + "; targets also isPartOf", "lines"),
    Row(16, "further_information.text", NOTE.format("further_information.text"), "text"),
    Row(16, "further_information.links", "supplementaryDocument", "web resources"),
    Row(None, "target_groups", "targetGroup, extensions of ours too", "code"),
    Row(None, "accessibility", NOTE.format("accessibility"), "lines"),
    Row(None, "media", NOTE.format("media") + "; pages also supplementaryDocument", "lines"),
    Row(None, "picture", NOTE.format("picture"), "lines"),
    Row(None, "renewal", NOTE.format("renewal"), "lines"),
    Row(None, "needs", NOTE.format("needs"), "lines"),
    Row(None, "funding", NOTE.format("funding"), "text"),
    Row(None, "offer", NOTE.format("offer"), "lines"),
    Row(None, "design_record", NOTE.format("design_record"), "lines"),
    Row(None, "derived_from", NOTE.format("derived_from"), "lines"),
    Row(None, "licence", NOTE.format("licence"), "lines"),
    Row(None, "page", "homepage.contentURL", "as written"),
)
"""All fields. What ELM cannot hold as an accreditation (`quality`) is a note, `quality_assurance`.

Nothing is left out; only the order of the languages in a text is not carried.
"""


AWARD_TABLE = (
    Row(None, "award.id", "id, identifier.notation", "as written"),
    Row(None, "award.achievement", "credentialSubject.hasClaim.specifiedBy.id", "as written"),
    Row(1, "award.learner.id", "credentialSubject.id", "as written"),
    Row(1, "award.learner.given_name", "credentialSubject.givenName", "any language"),
    Row(1, "award.learner.family_name", "credentialSubject.familyName", "any language"),
    Row(1, "award.learner.full_name", "credentialSubject.fullName", "any language"),
    Row(
        1,
        "award.learner.date_of_birth",
        "credentialSubject.dateOfBirth, midnight UTC",
        "day; the next one, with a hint, for an hour or two before midnight UTC",
    ),
    Row(5, "award.awarded_on", "credentialSubject.hasClaim.awardedBy.awardingDate", "day"),
    Row(5, "award.assessed_on", "credentialSubject.hasClaim.provenBy.dateIssued", "day"),
    Row(None, "award.valid_until", "validUntil and expirationDate", "day"),
    Row(
        14,
        "award.grade",
        "credentialSubject.hasClaim.provenBy.grade.noteLiteral",
        "text, unless " + NOTE.format("passed"),
    ),
    Row(
        None,
        "award.language",
        "displayParameter.primaryLanguage, else " + NOTE.format("award"),
        "language of the concept, lines first",
    ),
    Row(
        None,
        "award.evidence",
        "credentialSubject.hasClaim.supplementaryDocument.contentURL",
        "as written",
    ),
    Row(None, "award.narrative", "credentialSubject.hasClaim.description", "any language"),
    Row(
        7,
        "award.workload_hours",
        "credentialSubject.hasClaim.influencedBy.workload",
        "hours of the duration",
    ),
    Row(
        7,
        "award.ects_credits",
        "credentialSubject.hasClaim.creditReceived.point",
        "number of the framework ECTS",
    ),
    Row(None, "award.supersedes", "credentialSubject.hasClaim." + NOTE.format("award"), "lines"),
)
"""Where each field of an award stands in a European Digital Credential.

Everything comes back. The description of the achievement stands at
`credentialSubject.hasClaim.specifiedBy`, without `publisher`.
"""


def carried() -> Iterator[Carried]:
    """Each member of the model that a European Digital Credential carries: all, as they are."""
    for row in TABLE:
        if not row.field.startswith("party."):  # that stands in the row of whoever it is
            yield Carried(f"achievement.{row.field}", "whole")
    for row in AWARD_TABLE:
        yield Carried(row.field, "whole")


class Subject(NamedTuple):
    """What a note is about, in our scheme `description`.

    `form` says what the note's text is: `text` the value itself, in its
    languages; `part` lines that are members of that part; `item` lines that
    are members of one of a numbered list, by the number at the end of the
    note's name; `members` lines that are members of what has the note.
    """

    name: str
    form: Literal["text", "part", "item", "members"]


SUBJECTS = {
    "accessibility": Subject("Accessibility of the offer", "part"),
    "award": Subject("The award", "members"),
    "assessment": Subject("Part of the assessment", "members"),
    "assessment.alternatives": Subject("Other ways of taking this part", "text"),
    "derived_from": Subject("The description from which this one was made", "part"),
    "design_record": Subject("How it was made and is kept good", "part"),
    "exact": Subject("The same facts, exactly", "members"),
    "frameworks": Subject("Frameworks of the related skills", "members"),
    "funding": Subject("Funding", "text"),
    "further_information.text": Subject("Further information", "text"),
    "grading": Subject("How grades are to be read", "members"),
    "level.not_applicable": Subject("Why no level applies", "text"),
    "licence": Subject("Licence of the description", "members"),
    "media": Subject("The description in another form", "item"),
    "needs": Subject("Skills need that it answers", "item"),
    "party": Subject("The organisation", "members"),
    "offer": Subject("Before enrolling", "part"),
    "part-of-result": Subject("Part of a result", "text"),
    "passed": Subject("Passed, where no grade is stated", "text"),
    "picture": Subject("The picture in words", "part"),
    "prerequisites": Subject("Prerequisites", "part"),
    "quality_assurance": Subject("Quality assurance", "item"),
    "renewal": Subject("Renewal", "part"),
    "stackability": Subject("Stackability", "part"),
    "state": Subject("Where the current state can be asked", "text"),
    "version": Subject("Version of the description", "members"),
    "workload.note": Subject("About the workload", "text"),
}
