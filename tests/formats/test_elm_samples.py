"""Published European Digital Credentials: what they say comes out, what does not is named."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tesela.codecs.contexts import context
from tesela.codecs.jsonld import covered_quads
from tesela.formats.elm import Reading, is_european_credential, read_credential
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.verify import content
from tests.codecs import context_equivalence as equivalence
from tests.published import load

EDC = "http://data.europa.eu/snb/model/context/edc-ap"
V1 = "https://www.w3.org/2018/credentials/v1"
OFFICIAL = {
    "elm3-official/Sample-MC-Annex1-signed.jsonld": None,
    "elm3-official/Sample-MC-Annex1-unsigned.jsonld": None,
    "elm3-official/Sample-CertOfPart-signed.jsonld": None,
    "elm3-official/Sample-CertOfPart-unsigned.jsonld": None,
    # A key with a Greek capital iota in it, which no context defines.
    "elm3-official/credential-sample.jsonld": "jsonld.not_covered",
    # `xsd:anyURI` as the type of a node.
    "elm3.2/credential-sample-v3.1.jsonld": "jsonld.type_not_covered",
    # `sec:proof`, a prefix that neither context declares.
    "elm3.2/credential-sample.jsonld": "jsonld.not_a_term",
    "elm-support/AA-Annex1-MC-signed.jsonld": None,
    "elm-support/Sample-CertOfPart-signed.jsonld": None,
    # `dateModified`, whose values the published context takes for IRIs.
    "elm-support/Sample-JointDegree-signed.jsonld": "jsonld.not_covered",
    "elm-support/Sample-MastersDegree-signed.jsonld": "jsonld.not_covered",
    "elm-support/Sample-TranscriptOfRecords-signed.jsonld": None,
    "own-minimal-edc.jsonld": None,
}
"""Sample → why its statements are not complete, where they are not."""
WITHOUT_CONTEXT = (
    "elm-support/AA-Annex1-MC-unsigned.json",
    "elm-support/Sample-CertOfPart-unsigned.json",
    "elm-support/Sample-MastersDegree-unsigned.json",
    "elm3-official/Sample-CertOfPart-unsigned-uploadable.json",
    "elm3-official/Sample-MC-Annex1-unsigned-uploadable.json",
)


def sample(standards: Path, name: str) -> dict[str, Any]:
    """The credential in a sealed file or in one for upload, or the file itself."""
    document = load(standards / "elm/samples" / name)
    if "payload" in document:
        document = json.loads(document["payload"])
    inner: dict[str, Any] = document.get("credential", document)
    return inner


def reading(standards: Path, name: str) -> Reading:
    return read_credential(sample(standards, name))


# The context


@pytest.mark.parametrize("name", [*OFFICIAL, *WITHOUT_CONTEXT])
def test_our_context_gives_the_statements_of_the_published_one(name: str, standards: Path) -> None:
    document = {key: some for key, some in sample(standards, name).items() if key != "@context"}
    published = load(standards / "elm/context/edc-ap-3.2-lts-github.jsonld")["@context"]
    first = load(standards / "vectors/contexts/credentials-v1.jsonld")["@context"]

    ours = equivalence.statements(document, [context(V1), context(EDC)])  # type: ignore[arg-type]
    theirs = equivalence.statements(document, [first, published])  # type: ignore[arg-type]
    assert ours == theirs
    assert ours.count("\n") > 40


@pytest.mark.parametrize(("name", "refusal"), OFFICIAL.items(), ids=list(OFFICIAL))
def test_safe_mode_takes_what_is_complete_and_names_what_is_not(
    name: str, refusal: str | None, standards: Path
) -> None:
    document = sample(standards, name)
    if refusal is None:
        assert covered_quads(document)
        return
    with pytest.raises(TeselaError) as caught:
        covered_quads(document)
    assert caught.value.code == refusal


def test_a_date_that_the_context_takes_for_an_iri_is_named(standards: Path) -> None:
    with pytest.raises(TeselaError, match="dateModified"):
        covered_quads(sample(standards, "elm-support/Sample-MastersDegree-signed.jsonld"))


# The micro-credentials of the Commission


def test_the_sample_micro_credential_is_read(standards: Path) -> None:
    found = reading(standards, "elm3-official/Sample-MC-Annex1-signed.jsonld")
    achievement, award = found.achievement, found.award
    assert achievement
    assert award

    assert dict(achievement.title) == {"en": "Digital micro-credential creation"}
    body = achievement.awarding_bodies[0]
    assert (body.name["en"], body.legal_name, body.country) == ("UniZ", "University of Zed", "IE")
    assert body.region == "IRL_CTH_DUB"
    assert {(number.scheme, number.value) for number in body.identifiers} == {
        ("vat", "654321"),
        ("national-register", "0000"),
        ("Research Alliance", "Res1818"),
    }
    assert achievement.issuer.legal_name == "ORGANIZACION TEST"
    outcomes = [outcome.text["en"] for outcome in achievement.learning_outcomes]
    assert outcomes == ["Communication, collaboration and creativity", "Developing digital content"]
    named = [
        (reference.framework, reference.label["en"])
        for reference in achievement.learning_outcomes[1].references
    ]
    assert named == [
        ("DigComp", "Developing digital content"),
        ("DigComp", "Developing digital content Level 4"),
        ("ESCO", "develop digital content"),
    ]
    assert achievement.workload
    assert achievement.workload.hours == Decimal(60)
    assert [(some.system, some.points) for some in achievement.workload.credits] == [("ects", 2)]
    assert achievement.level
    assert achievement.level.eqf == 6
    national = achievement.level.national[0]
    assert (national.framework["en"], national.level) == ("RQF", "6")
    part = achievement.assessment[0]
    assert part.type == "artefact-assessment"
    assert part.supervision == "unsupervised-without-identity-verification"
    assert achievement.participation == ("blended",)
    assert achievement.activities == ("e-learning-coursework",)
    assert achievement.setting == "non-formal"
    assert achievement.fields == ("003", "068")
    assert achievement.prerequisites
    assert achievement.prerequisites.text["en"].startswith("The learner needs to have an EDC")
    assert achievement.grading
    assert achievement.grading.title["en"] == "Standard grading"

    assert award.learner.name == "Ana Andromeda"
    assert award.grade == "Pass"
    assert award.awarded_on == date(2023, 9, 27), "the day of issuing: none of awarding is given"
    assert award.language == "en"


def test_what_would_mislead_is_hinted_at(standards: Path) -> None:
    found = reading(standards, "elm3-official/Sample-MC-Annex1-signed.jsonld")
    hints = {hint.code: hint for hint in found.hints}

    born = hints["elm.day_in_utc"]
    assert (born.written, born.taken) == ("1999-10-01T22:00:00Z", "1999-10-02")
    assert found.award
    assert found.award.learner.date_of_birth == date(1999, 10, 2)
    assert hints["elm.no_hours"].written == "P60M"
    assert hints["elm.no_hours"].path.endswith("/influencedBy/specifiedBy/volumeOfLearning")
    assert hints["elm.known_by_label"].written == "artefact assessment"
    assert hints["elm.taken_wider"].written.endswith("/isced-f/0688")
    for hint in found.hints:
        assert hint.written in say(hint.code, "en", None, **_places(hint.to_json()))


def test_what_the_model_has_no_place_for_is_named(standards: Path) -> None:
    found = reading(standards, "elm3-official/Sample-MC-Annex1-signed.jsonld")

    assert {
        "/evidence",
        "/credentialSubject/contactPoint",
        "/credentialSubject/nationalID",
        "/credentialSubject/hasClaim/awardedBy/awardingBody/logo",
        "/credentialSubject/hasClaim/influencedBy/temporal",
        "/credentialSubject/hasClaim/influencedBy/specifiedBy/volumeOfLearning",
        "/credentialSubject/hasClaim/specifiedBy/maximumDuration",
        "/displayParameter/description",
    } <= set(found.losses)
    assert "/credentialSubject/dateOfBirth" not in found.losses
    assert len(set(found.losses)) == len(found.losses) < 40


def test_the_later_sample_micro_credential_is_read(standards: Path) -> None:
    found = reading(standards, "elm-support/AA-Annex1-MC-signed.jsonld")

    assert found.achievement
    assert found.achievement.title["en"] == "Digital micro-credential creation"
    assert found.achievement.awarding_bodies[0].name["en"] == "LProv"
    assert found.award
    assert found.award.learner.date_of_birth == date(1999, 10, 2)
    assert found.hints == ()


def test_a_certificate_of_participation_achieves_nothing_and_says_whose_it_is(
    standards: Path,
) -> None:
    document = sample(standards, "elm-support/Sample-CertOfPart-signed.jsonld")
    said = content.read(document, {})

    assert "achievement" not in said
    assert said["format"] == "elm"
    assert said["name"]
    assert said["issuer_name"]
    assert "/credentialSubject" in said["losses"]


@pytest.mark.parametrize(
    "name",
    [
        "elm-support/Sample-JointDegree-signed.jsonld",
        "elm-support/Sample-MastersDegree-signed.jsonld",
        "elm-support/Sample-TranscriptOfRecords-signed.jsonld",
    ],
)
def test_larger_qualifications_are_read_as_far_as_they_go(name: str, standards: Path) -> None:
    found = reading(standards, name)

    assert found.achievement
    assert found.achievement.title["en"] == "Master of Arts in Media Studies"
    assert found.achievement.level
    assert found.achievement.level.eqf == 7
    assert found.award
    assert "/credentialSubject/hasClaim/hasPart" in " ".join(found.losses)


@pytest.mark.parametrize(
    ("name", "title", "system"),
    [("euhe", "Microcredential in Digital Skills", "ects"),
     ("euvet", "EUVETMC in Green Energy Systems", "ecvet")],
)  # fmt: skip
def test_pilots_that_write_codes_alone_are_read(
    name: str, title: str, system: str, standards: Path
) -> None:
    document = load(standards / f"elm/dc4eu/{name}-microcredential-example-john-doe.json")
    found = read_credential(document)

    assert found.achievement
    assert found.achievement.title["en"] == title
    assert found.achievement.issuer.name["en"] == "University of Example"
    assert found.achievement.level
    assert found.achievement.level.eqf == 5
    assert found.achievement.workload
    assert [some.system for some in found.achievement.workload.credits] == [system]
    assert found.award
    assert found.award.learner.name == "John Doe"
    assert found.award.learner.date_of_birth == date(1990, 1, 1)
    assert {hint.code for hint in found.hints} == {"elm.known_by_label"}


def test_texts_in_lists_are_read(standards: Path) -> None:
    found = read_credential(load(standards / "elm/ebsi/example-vcdm2.0-edc-microcredential.json"))

    assert found.award
    assert found.award.learner.name == "David Smith"
    assert found.achievement
    assert found.achievement.title["en"] == "Data and software business"


def test_every_published_credential_is_read_without_an_error(standards: Path) -> None:
    number = 0
    files = [
        *(standards / "elm/samples").glob("**/*.json*"),
        *(standards / "elm/dc4eu").glob("*example*.json"),
        *(standards / "elm/ebsi").glob("example*.json"),
    ]
    for written in map(load, files):
        document = written
        if isinstance(written, dict) and isinstance(written.get("payload"), str):
            document = json.loads(written["payload"])
        if isinstance(document, dict) and is_european_credential(document):
            number += 1
            json.dumps(content.read(document, {}), default=str)
    assert number > 15


# Values that no list has, and documents that are none


def test_a_level_that_no_list_has_is_lost_and_named(standards: Path) -> None:
    document = sample(standards, "elm3-official/Sample-MC-Annex1-signed.jsonld")
    level = document["credentialSubject"]["hasClaim"]["specifiedBy"]["eqfLevel"]
    level["id"] = "http://data.europa.eu/snb/eqf/99"
    found = read_credential(document)

    assert found.achievement
    assert found.achievement.level
    assert found.achievement.level.eqf is None, "whatever its label says"
    assert "/credentialSubject/hasClaim/specifiedBy/eqfLevel" in found.losses


@pytest.mark.parametrize("value", [None, [], "x", 7, {"x": []}, [None, {"type": ["Concept"]}]])
@pytest.mark.parametrize(
    "member", ["credentialSubject", "issuer", "displayParameter", "hasClaim", "specifiedBy",
               "provenBy", "awardedBy", "learningOutcome", "title", "grade", "issued"],
)  # fmt: skip
def test_nothing_that_stands_somewhere_raises(member: str, value: Any, standards: Path) -> None:
    document = sample(standards, "elm3-official/Sample-MC-Annex1-signed.jsonld")

    read_credential(_replaced(document, member, value))


def _replaced(document: Any, member: str, value: Any) -> Any:
    if isinstance(document, Mapping):
        return {
            name: value if name == member else _replaced(some, member, value)
            for name, some in document.items()
        }
    return (
        [_replaced(some, member, value) for some in document]
        if isinstance(document, list)
        else document
    )


def _places(hint: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in hint.items() if name != "code"}
