"""Each standard element where the European Learning Model has it."""

from typing import Any

import pytest

from tesela.formats.elm import CONTEXTS, describe
from tesela.formats.elm.quality import read_assurances
from tesela.model.achievement import Achievement
from tesela.vocab import EXTENSION_NAMESPACE

SNB = "http://data.europa.eu/snb/"
AGENCY = {"name": {"en": "Agency"}, "country": "DE"}
BASE = {
    "id": "https://school.example/first-aid",
    "version": "2",
    "title": {"en": "First aid", "de": "Erste Hilfe"},
    "issuer": {"name": {"en": "School"}, "country": "GR"},
}


def _describe(**more: Any) -> dict[str, Any]:
    return describe(Achievement.model_validate({**BASE, **more}))


def _note(owner: dict[str, Any], subject: str) -> dict[str, str]:
    """The texts of the note on `subject`, a name of ours or a concept's IRI."""
    iri = subject if ":" in subject else f"{EXTENSION_NAMESPACE}description/{subject}"
    [note] = [note for note in owner["additionalNote"] if note["subject"]["id"] == iri]
    texts: dict[str, str] = note["noteLiteral"]
    return texts


def test_it_is_the_edition_and_has_the_contexts_of_a_european_digital_credential() -> None:
    written = _describe()

    assert written["id"] == "https://school.example/first-aid/2"
    assert written["@context"] == list(CONTEXTS)
    assert written["title"] == {"en": "First aid", "de": "Erste Hilfe"}


def test_concepts_are_labelled_in_the_languages_of_the_title_and_in_english() -> None:
    [field] = _describe(fields=["092"], title={"de": "Erste Hilfe"})["thematicArea"]

    assert field["id"] == SNB + "isced-f/092"
    assert field["inScheme"] == {"id": SNB + "isced-f/25831c2", "type": "ConceptScheme"}
    assert field["prefLabel"].keys() == {"de", "en"}


def test_3_the_country_of_greece_is_gr_and_grc() -> None:
    [location] = _describe()["publisher"]["location"]

    assert location["address"][0]["countryCode"]["id"].endswith("/authority/country/GRC")


def test_4_the_issuer_awards_where_no_body_is_named() -> None:
    written = _describe()
    [opportunity] = written["awardingOpportunity"]

    assert opportunity["awardingBody"] == [written["publisher"]]


def test_4_one_organisation_with_an_iri_said_in_two_ways_is_two_nodes() -> None:
    other = {"name": {"en": "Another name"}, "id": "did:web:school.example", "country": "GR"}
    written = _describe(
        issuer={**BASE["issuer"], "id": "did:web:school.example"},  # type: ignore[dict-item]
        awarding_bodies=[other],
    )
    [body] = written["awardingOpportunity"][0]["awardingBody"]

    assert written["publisher"]["id"] == "did:web:school.example"
    assert body["id"] == "https://school.example/first-aid/2#/awarding-body/1"
    assert body["identifier"][0]["notation"] == "did:web:school.example"


def test_6_an_outcome_keeps_its_iri_and_its_esco_skill() -> None:
    skill = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000000"
    reference = {"framework": "ESCO", "uri": skill, "label": {"en": "administer first aid"}}
    outcome = {"id": "issuer", "text": {"en": "help"}, "references": [reference]}
    [written] = _describe(learning_outcomes=[outcome])["learningOutcome"]

    assert written["id"] == "https://school.example/first-aid/2#issuer"
    assert written["relatedESCOSkill"] == written["relatedSkill"]
    assert written["relatedESCOSkill"][0]["id"] == skill
    assert _note(written, "frameworks") == {"en": "references 1, framework: ESCO"}


def test_6_responsibility_and_autonomy_is_a_skill_to_readers_who_know_two_kinds() -> None:
    outcome = {"id": "a", "text": {"en": "help"}, "kind": "responsibility-autonomy"}
    [written] = _describe(learning_outcomes=[outcome])["learningOutcome"]

    assert written["dcType"]["id"] == SNB + "skill-type/skill"
    assert _note(written, EXTENSION_NAMESPACE + "skill-type/responsibility-autonomy")


@pytest.mark.parametrize(
    ("hours", "duration"), [("60", "PT60H"), ("37.5", "PT37H30M"), ("0.01", "PT36S")]
)
def test_7_hours_are_a_duration_in_hours(hours: str, duration: str) -> None:
    assert _describe(workload={"hours": hours})["volumeOfLearning"] == duration


def test_7_credit_points_are_text_and_name_their_system() -> None:
    [points] = _describe(workload={"credits": [{"system": "ects", "points": "2.50"}]})[
        "creditPoint"
    ]

    assert points["point"] == "2.5"
    assert points["framework"]["id"] == SNB + "education-credit/6fcec5c5af"


def test_8_a_level_makes_it_a_qualification() -> None:
    national = {"framework": {"en": "DQR"}, "level": "6", "uri": SNB + "qdr/c_ef113b94"}
    written = _describe(level={"eqf": 6, "national": [national], "cycle": "first"})

    assert written["type"] == "Qualification"
    assert written["eqfLevel"]["id"] == SNB + "eqf/6"
    assert written["nqfLevel"][0]["id"] == SNB + "qdr/c_ef113b94"
    assert written["nqfLevel"][0]["prefLabel"] == {"en": "DQR: 6"}
    assert written["educationLevel"][0]["id"] == EXTENSION_NAMESPACE + "qf-ehea-cycle/first"


def test_8_no_level_says_why_and_makes_no_qualification() -> None:
    written = _describe(level={"not_applicable": {"en": "It is a hobby course."}})

    assert written["type"] == "LearningAchievementSpecification"
    assert _note(written, "level.not_applicable") == {"en": "It is a hobby course."}


def test_9_and_10_are_of_two_schemes_whose_names_mislead() -> None:
    written = _describe(assessment=[{"type": "quiz"}], participation=["online"])

    assert written["provenBy"][0]["dcType"]["inScheme"]["id"] == SNB + "assessment/25831c2"
    assert written["mode"][0]["inScheme"]["id"] == SNB + "learning-assessment/25831c2"


def test_9_a_kind_of_ours_gives_way_to_a_true_european_one() -> None:
    written = _describe(
        assessment=[{"type": "structured-interview"}, {"type": "recognition-of-prior-learning"}]
    )
    interview, prior_learning = written["provenBy"]

    assert interview["dcType"]["id"] == SNB + "assessment/d30284d7df"
    assert _note(interview, EXTENSION_NAMESPACE + "assessment-type/structured-interview")
    assert prior_learning["dcType"]["id"].startswith(EXTENSION_NAMESPACE)


def test_11_an_agency_of_known_country_makes_an_accreditation_and_a_qualification() -> None:
    written = _describe(
        quality_assurance=[
            {
                "kind": "esg-compliant-agency",
                "agency": AGENCY,
                "decided_on": "2024-02-29",
                "valid_until": "2030-02-28",
                "scope": {"eqf_levels": [6], "countries": ["GR"]},
            }
        ]
    )
    [accreditation] = written["accreditation"]

    assert written["type"] == "Qualification"
    assert accreditation["dcType"]["id"] == SNB + "accreditation/bb4618238e"
    assert accreditation["dateIssued"] == "2024-02-29T00:00:00Z"
    assert accreditation["expiryDate"] == "2030-02-28T23:59:59Z"
    assert accreditation["limitJurisdiction"][0]["id"].endswith("/authority/atu/GRC")
    assert _note(accreditation, EXTENSION_NAMESPACE + "quality-assurance/esg-compliant-agency")


@pytest.mark.parametrize(
    "limit",
    [
        {"limitQualification": [{"id": "urn:one", "type": "Qualification"}]},
        {"limitJurisdiction": [{"id": "http://data.europa.eu/nuts/code/EL30", "type": "Concept"}]},
    ],
    ids=["to-one-qualification", "to-a-province"],
)
def test_11_an_accreditation_is_not_read_without_its_limit(limit: dict[str, Any]) -> None:
    written = _describe(quality_assurance=[{"kind": "esg-compliant-agency", "agency": AGENCY}])
    read = read_assurances(written)
    assert read is not None
    assert read.keys() == {1}
    [accreditation] = written["accreditation"]
    assert read_assurances({"accreditation": [{**accreditation, **limit}]}) is None


def test_11_internal_quality_assurance_is_never_called_an_accreditation() -> None:
    written = _describe(
        quality_assurance=[{"kind": "internal-quality-assurance", "agency": AGENCY}]
    )

    assert "accreditation" not in written
    assert written["type"] == "LearningAchievementSpecification"
    assert _note(written, "quality_assurance")["en"].splitlines() == [
        "kind: internal-quality-assurance",
        "agency, name (en): Agency",
        "agency, country: DE",
    ]


def test_13_supervision_is_the_subject_of_a_note() -> None:
    """`idVerification` is a property of an assessment that took place."""
    written = _describe(
        assessment=[{"type": "quiz", "supervision": "supervised-with-identity-verification"}]
    )

    assert _note(written["provenBy"][0], SNB + "supervision-verification/70be69aaf9")["en"]
    assert "idVerification" not in written["provenBy"][0]


def test_14_grading_belongs_to_the_assessment_as_a_whole() -> None:
    grading = {"title": {"en": "Pass or fail"}, "values": ["fail", "pass"]}
    written = _describe(assessment=[{"type": "quiz"}], grading=grading)
    quiz, whole = written["provenBy"]

    assert whole["gradingScheme"]["title"] == {"en": "Pass or fail"}
    assert [part["id"] for part in whole["hasPart"]] == [quiz["id"]]
    assert _note(whole, "grading") == {"en": "values 1: fail\nvalues 2: pass"}


def test_15_a_stand_alone_achievement_is_part_of_nothing() -> None:
    targets = [{"title": {"en": "Diploma"}}]
    written = _describe(stackability={"mode": "stand-alone", "towards": targets})

    assert "isPartOf" not in written


def test_15_what_it_counts_towards_is_no_entitlement() -> None:
    target = {"title": {"en": "Diploma"}, "id": "https://college.example/d", "owner": AGENCY}
    written = _describe(stackability={"mode": "stackable", "towards": [target]}, level={"eqf": 4})

    assert written["isPartOf"][0]["id"] == "https://college.example/d"
    assert written["isPartOf"][0]["type"] == "Qualification"
    assert "entitlesTo" not in written


def test_the_whole_field_is_repeated_where_its_place_says_less() -> None:
    written = _describe(languages=["pt-BR", "pt"])

    assert [language["id"][-3:] for language in written["language"]] == ["POR", "POR"]
    assert _note(written, "exact") == {"en": "languages 1: pt-BR\nlanguages 2: pt"}


def test_easy_text_stands_in_its_own_language() -> None:
    media = [{"kind": "easy-text", "language": "de", "text": "Leicht."}]

    assert _note(_describe(media=media), "media") == {
        "de": "kind: easy-text\nlanguage: de\ntext: Leicht."
    }
