"""Which field of an achievement stands where in ELM 3.2, and how it comes back.

One row a field: the element's number in Annex I, the field, the path from the
specification (`LearningAchievementSpecification`, or `Qualification` where a
level or an accreditation is stated), and how it is read back. Where ELM has no
property, the path ends in `additionalNote`: a `Note` whose `subject` names the
field and whose text is readable and regular (`tesela.formats.elm.regular`), or
whose subject is the very concept. Should a value not come back exactly from
its own place (a language tag with a region, two labels for one concept), the
whole field is repeated in one last note, `exact`.
"""

from typing import Literal, NamedTuple

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


NOTE = "additionalNote, subject {}"

TABLE = (
    Row(None, "id", "identifier.notation", "as written"),
    Row(None, "version", NOTE.format("version") + "; id is the edition", "lines"),
    Row(2, "title", "title", "as written"),
    Row(None, "summary", "description", "as written"),
    Row(None, "languages", "language", "language of the concept, else exact"),
    Row(None, "fields", "thematicArea", "code of the concept"),
    Row(3, "issuer", "publisher (in a credential: issuer)", "Organisation"),
    Row(4, "awarding_bodies", "awardingOpportunity.awardingBody", "Organisations"),
    Row(6, "learning_outcomes.id", "learningOutcome.identifier.notation", "as written"),
    Row(6, "learning_outcomes.text", "learningOutcome.title", "as written"),
    Row(6, "learning_outcomes.kind", "learningOutcome.dcType, additionalNote", "code, note first"),
    Row(6, "learning_outcomes.reuse", "learningOutcome.reusabilityLevel", "code"),
    Row(
        6,
        "learning_outcomes.references",
        "learningOutcome.relatedSkill, ESCO also in relatedESCOSkill",
        "concepts of relatedSkill; frameworks by name from the note `frameworks`",
    ),
    Row(7, "workload.hours", "volumeOfLearning", "hours of the duration"),
    Row(7, "workload.credits", "creditPoint.framework, .point", "code, number"),
    Row(7, "workload.note", NOTE.format("workload.note"), "text of the note"),
    Row(8, "level.eqf", "eqfLevel", "code"),
    Row(8, "level.national", "nqfLevel", "concepts"),
    Row(8, "level.cycle", "educationLevel", "code"),
    Row(8, "level.not_applicable", NOTE.format("level.not_applicable"), "text of the note"),
    Row(9, "assessment.type", "provenBy.dcType, additionalNote", "code, note first"),
    Row(9, "assessment.title", "provenBy.title, else the type's label", "unless the label"),
    Row(9, "assessment.criteria", "provenBy.description", "as written"),
    Row(9, "assessment.criteria_page", "provenBy.supplementaryDocument", "address"),
    Row(9, "assessment.outcomes", "provenBy." + NOTE.format("assessment"), "lines"),
    Row(9, "assessment.weight_percent", "provenBy." + NOTE.format("assessment"), "lines"),
    Row(
        13,
        "assessment.supervision",
        "provenBy.additionalNote (in a credential: provenBy.idVerification)",
        "code of the note's subject",
    ),
    Row(
        9,
        "assessment.alternatives",
        "provenBy." + NOTE.format("assessment.alternatives"),
        "text of the note",
    ),
    Row(10, "participation", "mode", "code"),
    Row(None, "activities", "influencedBy.dcType", "code"),
    Row(None, "setting", "learningSetting, additionalNote", "code, note first"),
    Row(None, "routes", "additionalNote", "codes of the notes' subjects"),
    Row(
        11,
        "quality_assurance",
        "accreditation where its kind, agency and country allow, else "
        + NOTE.format("quality_assurance"),
        "Accreditation or lines",
    ),
    Row(12, "prerequisites.text", "entryRequirement", "as written"),
    Row(12, "prerequisites.achievements", NOTE.format("prerequisites"), "lines"),
    Row(12, "prerequisites.minimum_age_years", NOTE.format("prerequisites"), "lines"),
    Row(14, "grading.title", "provenBy[overall].gradingScheme.title", "as written"),
    Row(14, "grading.description", "provenBy[overall].gradingScheme.description", "as written"),
    Row(14, "grading.pass_mark", "provenBy[overall]." + NOTE.format("grading"), "lines"),
    Row(14, "grading.lowest", "provenBy[overall]." + NOTE.format("grading"), "lines"),
    Row(14, "grading.highest", "provenBy[overall]." + NOTE.format("grading"), "lines"),
    Row(14, "grading.values", "provenBy[overall]." + NOTE.format("grading"), "lines"),
    Row(15, "stackability", NOTE.format("stackability") + "; targets also in isPartOf", "lines"),
    Row(
        16,
        "further_information.text",
        NOTE.format("further_information.text"),
        "text of the note",
    ),
    Row(16, "further_information.links", "supplementaryDocument", "WebResources"),
    Row(None, "target_groups", "targetGroup", "code"),
    Row(None, "accessibility", NOTE.format("accessibility"), "lines"),
    Row(None, "media", NOTE.format("media") + "; pages also in supplementaryDocument", "lines"),
    Row(None, "picture", NOTE.format("picture"), "lines"),
    Row(None, "renewal", NOTE.format("renewal"), "lines"),
    Row(None, "needs", NOTE.format("needs"), "lines"),
    Row(None, "funding", NOTE.format("funding"), "text of the note"),
    Row(None, "page", "homepage", "address"),
)


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
    "assessment": Subject("Part of the assessment", "members"),
    "assessment.alternatives": Subject("Other ways of taking this part", "text"),
    "exact": Subject("The same facts, exactly", "members"),
    "frameworks": Subject("Frameworks of the related skills", "members"),
    "funding": Subject("Funding", "text"),
    "further_information.text": Subject("Further information", "text"),
    "grading": Subject("How grades are to be read", "members"),
    "level.not_applicable": Subject("Why no level applies", "text"),
    "media": Subject("The description in another form", "item"),
    "needs": Subject("Skills need that it answers", "item"),
    "party": Subject("The organisation", "members"),
    "picture": Subject("The picture in words", "part"),
    "prerequisites": Subject("Prerequisites", "part"),
    "quality_assurance": Subject("Quality assurance", "item"),
    "renewal": Subject("Renewal", "part"),
    "stackability": Subject("Stackability", "part"),
    "version": Subject("Version of the description", "members"),
    "workload.note": Subject("About the workload", "text"),
}
