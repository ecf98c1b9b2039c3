"""The credential for a wallet: the EU type exactly, our own whole, and everybody's read."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from tesela.formats import sdjwt
from tesela.formats.digests import sri
from tesela.formats.sdjwt.table import EU_CLAIMS, EU_TYPE_INTEGRITY, READ, TABLE
from tesela.formats.sdjwt.write import YEARS_VALID, study_time
from tesela.model.achievement import Achievement
from tesela.model.award import Award, Learner
from tesela.text.catalogue import say
from tesela.text.languages import EU_LANGUAGES
from tesela.verify import content
from tests.formats.any_achievement import ACHIEVEMENTS
from tests.published import load
from tests.samples import ACHIEVEMENT, NOW, award

ROOT = Path(__file__).parents[2]
OWN = sdjwt.own_type()
EXAMPLES = sorted((ROOT / "examples/achievements").glob("*.yaml"))
UNSAID = {row.field.partition(".")[2] for row in TABLE if not row.claim and not row.own}


def written(achievement: Achievement, given_award: Award, own: Any = None, **more: Any) -> Any:
    return sdjwt.write(
        achievement, given_award, issuer="did:web:x.example", issued_at=NOW, own=own, **more
    )


def awarded(achievement: Achievement, **changes: Any) -> Award:
    return award(achievement=achievement.edition, **changes)


def example(file: Path) -> Achievement:
    return Achievement.model_validate(yaml.safe_load(file.read_text("utf-8")))


# The table


def test_every_field_of_achievement_and_award_has_a_row() -> None:
    fields = [row.field for row in TABLE]
    expected = [f"achievement.{name}" for name in Achievement.model_fields]
    expected += [f"award.{name}" for name in Award.model_fields if name != "learner"]
    expected += [f"award.learner.{name}" for name in Learner.model_fields]
    assert sorted(fields) == sorted([*expected, "achievement.assessment.supervision"])
    assert {row.element for row in TABLE} - {None} == set(range(1, 17))
    assert {row.read for row in TABLE} <= set(READ)
    assert all(bool(row.claim) == bool(row.read) for row in TABLE)


def test_every_claim_of_the_table_is_in_its_type() -> None:
    eu = {claim.name for claim in EU_CLAIMS}
    all_claims = {claim.name for claim in sdjwt.claims_of(own=True)}
    assert {row.claim for row in TABLE if row.claim} <= eu
    assert {row.own for row in TABLE if row.own} == all_claims - eu


def test_the_documentation_has_the_same_table() -> None:
    page = (ROOT / "docs/wallets.md").read_text("utf-8")
    code = "`{}`".format
    for row in TABLE:
        claims = [code(name) if name else "" for name in (row.claim, row.own)]
        line = f"| {row.element or ''} | `{row.field}` | {claims[0]} | {row.read} | {claims[1]} |"
        assert line in page


# The EU type


def test_the_eu_type_is_the_published_one(standards: Path) -> None:
    file = standards / "eudi/learning_credential.json"
    published = load(file)
    assert published["vct"] == sdjwt.EU_TYPE
    assert sri(file.read_bytes(), "sha256") == EU_TYPE_INTEGRITY
    stated = {
        (entry["path"][0], entry["sd"], entry["mandatory"])
        for entry in published["claims"]
        if len(entry["path"]) == 1
    }
    assert {(claim.name, claim.sd, claim.mandatory) for claim in EU_CLAIMS} == stated
    listed = {entry["path"][0] for entry in published["claims"] if None in entry["path"]}
    assert {claim.name for claim in EU_CLAIMS if claim.listed} == listed


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_eu_type_is_written_unextended(file: Path) -> None:
    achievement = example(file)
    made = written(achievement, awarded(achievement, grade="A"), holder={"kty": "OKP"})
    names = {claim.name for claim in EU_CLAIMS}
    assert made.claims.keys() <= names
    assert sdjwt.lacking(made.claims, own=False) == ()
    assert made.hidden == {
        claim.name for claim in EU_CLAIMS if claim.sd == "always" and claim.name in made.claims
    }
    assert made.digests == sum(claim.sd == "always" for claim in EU_CLAIMS)


def test_values_have_the_reference_issuers_types() -> None:
    claims = written(ACHIEVEMENT, award(grade="90", valid_until="2030-02-28")).claims
    assert claims["level_of_learning_experience"] == 3
    assert claims["integration_stackability_options"] is False
    assert claims["expected_study_time"] == "25 hours; 1 ECTS credit"
    assert claims["date_of_issuance"] == "2026-06-12"
    assert claims["date_of_expiry"] == "2030-02-28"
    assert claims["exp"] == 1898553599, "the last second of that day"
    assert claims["types_of_quality_assurance"] == ["Institutional Quality Assurance"]


def test_a_credential_ends_even_where_the_award_does_not() -> None:
    claims = written(ACHIEVEMENT, award()).claims
    assert "date_of_expiry" not in claims
    end = datetime.fromtimestamp(claims["exp"], UTC)
    assert end.date() == NOW.date().replace(year=NOW.year + YEARS_VALID)


def test_what_is_not_known_is_lacking() -> None:
    bare = Achievement.model_validate(
        {"id": "urn:x:1", "title": {"en": "A"}, "issuer": {"name": {"en": "B"}}}
    )
    assert set(sdjwt.lacking(written(bare, awarded(bare)).claims, own=False)) == {
        "cnf",
        "issuing_country",
        "language_of_classes",
        "expected_study_time",
        "level_of_learning_experience",
        "types_of_quality_assurance",
    }


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_study_time_is_understood_in_every_language(language: str) -> None:
    for hours, points in (("1", "1"), ("2", "3"), ("25.5", "0.5"), ("100", "21")):
        workload = {"hours": hours, "credits": [{"system": "ects", "points": points}]}
        achievement = ACHIEVEMENT.model_validate({**ACHIEVEMENT.model_dump(), "workload": workload})
        claims = written(achievement, awarded(achievement)).claims
        claims["expected_study_time"] = study_time(achievement.workload, language)
        back = sdjwt.read(claims).achievement
        assert back is not None
        assert back.workload == achievement.workload


def test_every_word_for_a_unit_is_known() -> None:
    """A changed translation is added to `units.json`; the old word stays."""
    file = ROOT / "src/tesela/formats/sdjwt/data/units.json"
    known = json.loads(file.read_text("utf-8"))
    for unit, code in (
        ("hours", "element.hours"),
        ("ects", "element.ects_points"),
        ("ecvet", "element.ecvet_points"),
    ):
        for language in EU_LANGUAGES:
            for count in (1, 2, 3, 5, 11, 21):
                assert say(code, language, count, figure="#").casefold() in known[unit]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_eu_type_comes_back_as_the_table_says(file: Path) -> None:
    achievement = example(file)
    given_award = awarded(achievement, grade="A", valid_until="2031-01-01")
    reading = sdjwt.read(written(achievement, given_award).claims)
    assert reading.losses == ()
    assert reading.achievement is not None
    assert reading.award is not None
    for row in TABLE:
        if row.read != "whole":
            continue
        before, after = (
            _at(row.field, a, w)
            for a, w in ((achievement, given_award), (reading.achievement, reading.award))
        )
        assert after == before, row.field


def _at(field: str, achievement: Achievement, given_award: Award) -> Any:
    found: Any = {"achievement": achievement, "award": given_award}[field.partition(".")[0]]
    for name in field.split(".")[1:]:
        found = getattr(found, name)
    return found


@pytest.mark.parametrize(
    ("said", "hours", "points"),
    [
        ("6 ECTS", None, 6),
        ("ECTS 2,5", None, 2.5),
        ("12 months", None, None),
        ("40 hours", 40, None),
        ("", None, None),
        (7, None, None),
    ],
)
def test_study_time_of_others(said: Any, hours: Any, points: Any) -> None:
    claims = {**written(ACHIEVEMENT, award()).claims, "expected_study_time": said}
    back = sdjwt.read(claims).achievement
    assert back is not None
    understood = hours is not None or points is not None
    assert ("/expected_study_time" in sdjwt.read(claims).losses) is not understood
    workload = back.workload
    assert (workload.hours if workload else None) == hours
    assert ([float(one.points) for one in workload.credits] if workload else []) == (
        [points] if points else []
    )


# Our own type


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACHIEVEMENTS)
def test_any_achievement_comes_back_whole_from_our_own_type(achievement: Achievement) -> None:
    given_award = awarded(
        achievement,
        grade="B",
        assessed_on="2026-06-01",
        evidence=["https://x.example/e"],
        narrative="Two\nlines",
        workload_hours="12.5",
        ects_credits="0.5",
        supersedes="urn:uuid:33333333-3333-4333-8333-333333333333",
        language="de",
        learner={**award().learner.model_dump(), "date_of_birth": "1980-02-29", "full_name": "Ż Ó"},
    )
    claims = json.loads(json.dumps(written(achievement, given_award, OWN).claims))
    reading = sdjwt.read(claims)
    assert reading.losses == ()
    assert reading.award == given_award
    default = Achievement.model_fields
    expected = achievement.model_copy(update={name: default[name].default for name in UNSAID})
    assert reading.achievement == expected


def test_our_type_is_in_all_official_languages() -> None:
    document = sdjwt.type_metadata(sdjwt.OWN_TYPE_NAME, "https://school.example/")
    assert document["vct"] == "https://school.example/vct/micro-credential/1"
    assert document["extends"] == sdjwt.EU_TYPE
    assert [one["locale"] for one in document["display"]] == list(EU_LANGUAGES)
    paths = [tuple(entry["path"]) for entry in document["claims"]]
    assert len(paths) == len(set(paths))
    for entry in document["claims"]:
        assert [one["locale"] for one in entry["display"]] == list(EU_LANGUAGES)
        assert all(
            one["label"].strip() and one["lang"] == one["locale"] for one in entry["display"]
        )
        assert entry["sd"] in ("always", "never")
    said = {claim.name for claim in sdjwt.claims_of(own=True)}
    assert {path[0] for path in paths} == said


def test_our_type_keeps_what_the_eu_type_says(standards: Path) -> None:
    """SD-JWT VC, 4.4: who extends a type may not loosen it."""
    eu = {tuple(e["path"]): e for e in load(standards / "eudi/learning_credential.json")["claims"]}
    own = {
        tuple(e["path"]): e
        for e in sdjwt.type_metadata(sdjwt.OWN_TYPE_NAME, sdjwt.PROJECT_BASE)["claims"]
    }
    for path in eu.keys() & own.keys():
        assert own[path]["sd"] == eu[path]["sd"], path
        assert own[path]["mandatory"] or not eu[path]["mandatory"], path
    assert {path for path in eu if len(path) == 1} <= own.keys()


def test_our_types_version_never_changes() -> None:
    """Credentials pin it: whoever changes a label makes version 2."""
    data = sdjwt.type_bytes(sdjwt.OWN_TYPE_NAME, sdjwt.PROJECT_BASE)
    assert sri(data, "sha256") == OWN.integrity
    assert json.loads(data) == sdjwt.type_metadata(sdjwt.OWN_TYPE_NAME, sdjwt.PROJECT_BASE)
    kept = (ROOT / "tests/vectors/sd-jwt-full.token").read_bytes()
    payload = content_of(kept)
    assert payload["vct#integrity"] == OWN.integrity


def content_of(token: bytes) -> Any:
    from tesela.proofs import jws, sd_jwt

    return jws.claims(sd_jwt.parse(token.decode()).token)


def test_names_of_types_that_are_not_there() -> None:
    from tesela.text.errors import TeselaError

    with pytest.raises(TeselaError, match="no type"):
        sdjwt.type_metadata("diploma/1", "https://x.example")


# Others


def test_the_flat_type_of_others_is_read() -> None:
    claims = {
        "vct": "VerifiableMicroCredential",
        "iss": "https://issuer.example",
        "iat": 1781740800,
        "attestation_legal_category": "non-qualified-EAA",
        "identifier": "MC-2026-1",
        "title": "Applied Data Ethics",
        "givenName": "Elena",
        "familyName": "Kowalska",
        "issuerCountry": "SE",
        "awardingBody": "University of the North",
        "issuanceDate": "2026-06-15",
        "learningOutcomes": ["Applies ethical frameworks"],
        "notionalWorkload": {"value": 3, "unit": "ECTS"},
        "typeOfAssessment": "written-examination",
        "formOfParticipation": "online",
        "qualityAssurance": "institutional-accreditation",
        "level": "EQF-6",
        "grade": "Pass",
        "stackable": True,
        "entryRequirements": ["Python"],
    }
    reading = sdjwt.read(claims)
    achievement, given_award = reading.achievement, reading.award
    assert achievement is not None
    assert given_award is not None
    assert achievement.title["und"] == "Applied Data Ethics"
    assert [str(body.name["und"]) for body in achievement.awarding_bodies] == [
        "University of the North"
    ]
    assert achievement.workload is not None
    assert achievement.workload.credits[0].points == 3
    assert achievement.level is not None
    assert achievement.level.eqf == 6
    assert [part.type for part in achievement.assessment] == ["written-examination"]
    assert achievement.participation == ("online",)
    assert achievement.stackability is not None
    assert achievement.stackability.mode == "stackable"
    assert given_award.learner.family_name == "Kowalska"
    assert given_award.grade == "Pass"
    assert set(reading.losses) >= {"/attestation_legal_category", "/types_of_quality_assurance"}


def test_the_nested_type_of_others_is_read_as_a_badge(standards: Path) -> None:
    listed = load(standards / "elm/dc4eu/bootstrapping-microcredential.json")
    document = {"vct": "urn:eudi:micro_credential:1", **listed["100"]["document_data"]}
    found = content.read(document, {})
    assert found["format"] == "openbadge"
    assert "Argumenteren" in json.dumps(found["achievement"]["title"])


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [1], {"a": {}}, True])
@pytest.mark.parametrize("name", sorted(claim.name for claim in sdjwt.claims_of(own=True)))
def test_claims_of_any_kind_are_read_or_named(name: str, value: Any) -> None:
    """Whoever made it: nothing is taken for granted."""
    claims = {**written(ACHIEVEMENT, award(grade="1"), OWN).claims, name: value}
    reading = sdjwt.read(claims)
    assert all(re.fullmatch(r"/[\w#]+", loss) for loss in reading.losses)
