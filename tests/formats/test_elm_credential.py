"""European Digital Credentials: what is written, and that ours come back."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tesela.codecs.jsonld import covered_quads
from tesela.formats.elm import (
    AWARD_TABLE,
    CertifiedOrganisation,
    carried,
    description_bytes,
    read_credential,
    read_description,
    write_credential,
)
from tesela.formats.elm.table import SUBJECTS
from tesela.model.achievement import Achievement
from tesela.model.award import Award, Learner
from tesela.model.carried import losses
from tesela.status.bitstring import Place, entry
from tests.formats.any_achievement import ACHIEVEMENTS
from tests.formats.any_award import awards_of, with_fresh_ids
from tests.published import load
from tests.samples import ACHIEVEMENT, NOW, award

Json = dict[str, Any]
EXAMPLES = sorted((Path(__file__).parents[2] / "examples/achievements").glob("*.yaml"))
SEALER = CertifiedOrganisation("Care Organisation vzw", "VATBE-0000000000", "BE")
PLACES = [
    Place("https://care.example/status/1", 7, "revocation"),
    Place("https://care.example/status/2", 7, "suspension"),
]
EVERY_FIELD = {
    "assessed_on": date(2026, 6, 10),
    "valid_until": date(2029, 6, 11),
    "grade": "88 points",
    "language": "de-AT",
    "evidence": ["https://care.example/portfolio"],
    "narrative": "Did\nwell.",
    "workload_hours": Decimal("37.5"),
    "ects_credits": Decimal("1.5"),
    "supersedes": "urn:uuid:33333333-3333-4333-8333-333333333333",
    "learner": {
        "id": "urn:uuid:22222222-2222-4222-8222-222222222222",
        "full_name": "Żaneta",
        "date_of_birth": "1999-10-02",
    },
}
THOROUGH = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def written(
    of: Award | None = None, achievement: Achievement = ACHIEVEMENT, **more: Any
) -> dict[str, Any]:
    return write_credential(
        achievement,
        of or award(),
        **{"issuer": SEALER, "issued_at": NOW, "image": b"\x89PNG", **more},
    )


def example(path: Path) -> Achievement:
    return Achievement.model_validate(yaml.safe_load(path.read_text("utf-8")))


def claim(document: Json) -> Json:
    found: Json = document["credentialSubject"]["hasClaim"]
    return found


# What is written


def test_the_facts_of_an_award_stand_where_the_model_has_them() -> None:
    document = written(award(**EVERY_FIELD))
    person, achieved = document["credentialSubject"], claim(document)

    assert person["id"] == "urn:uuid:22222222-2222-4222-8222-222222222222"
    assert person["fullName"] == {"de": "Żaneta"}
    assert person["dateOfBirth"] == "1999-10-02T00:00:00Z"
    assert achieved["title"] == dict(ACHIEVEMENT.title)
    assert achieved["description"] == {"de": "Did\nwell."}
    assert achieved["awardedBy"]["awardingDate"] == "2026-06-12T00:00:00Z"
    assert achieved["awardedBy"]["awardingBody"][0]["legalName"]["en"] == "Care Organisation vzw"
    assert achieved["provenBy"]["grade"]["noteLiteral"] == {"de": "88 points"}
    assert achieved["provenBy"]["dateIssued"] == "2026-06-10T00:00:00Z"
    assert achieved["influencedBy"]["workload"] == "PT37H30M"
    assert achieved["creditReceived"]["point"] == "1.5"
    assert achieved["supplementaryDocument"][0]["contentURL"] == "https://care.example/portfolio"
    assert document["expirationDate"] == document["validUntil"] == "2029-06-11T23:59:59Z"


def test_the_offer_is_the_description_node_for_node() -> None:
    described = json.loads(description_bytes(ACHIEVEMENT))
    specification = claim(written())["specifiedBy"]

    assert specification == {
        name: value for name, value in described.items() if name not in ("@context", "publisher")
    }
    assert specification["type"] == "Qualification", "a level is stated"
    assert specification["eqfLevel"]["id"] == "http://data.europa.eu/snb/eqf/3"


def test_an_assessment_says_its_kind_supervision_and_grading_scheme() -> None:
    part = {"type": "written-examination", "supervision": "supervised-with-identity-verification"}
    achievement = ACHIEVEMENT.model_copy(update={"assessment": _parts(part)})
    assessment = claim(written(achievement=achievement))["provenBy"]

    assert assessment["specifiedBy"]["dcType"]["prefLabel"]["en"] == "written examination"
    assert assessment["specifiedBy"]["gradingScheme"]["title"] == {"en": "Points"}
    assert assessment["idVerification"]["id"].startswith(
        "http://data.europa.eu/snb/supervision-verification/"
    )
    assert "hasPart" not in assessment


def test_several_parts_are_parts_of_one_assessment() -> None:
    parts = _parts({"type": "written-examination"}, {"type": "portfolio"})
    achievement = ACHIEVEMENT.model_copy(update={"assessment": parts})
    assessment = claim(written(award(grade="88"), achievement))["provenBy"]

    assert assessment["grade"]["noteLiteral"] == {"en": "88"}
    kinds = [part["specifiedBy"]["dcType"]["prefLabel"]["en"] for part in assessment["hasPart"]]
    assert kinds == ["written examination", "portfolio"]
    said = {part["grade"]["noteLiteral"]["en"] for part in assessment["hasPart"]}
    assert said == {"Counts towards the overall result"}


def test_a_grade_that_nobody_gave_is_passed_and_comes_back_as_none() -> None:
    document = written()

    assert claim(document)["provenBy"]["grade"]["noteLiteral"]["en"] == "Passed"
    assert read_credential(document).award == award()
    graded = read_credential(written(award(grade="Passed"))).award
    assert graded
    assert graded.grade == "Passed"


def test_nothing_is_said_of_an_assessment_where_there_is_none() -> None:
    achievement = ACHIEVEMENT.model_copy(update={"assessment": ()})

    assert "provenBy" not in claim(written(achievement=achievement))


def test_the_issuer_is_what_the_certificate_says_and_what_the_achievement_knows_of_it() -> None:
    issuer = written()["issuer"]

    assert issuer["legalName"] == {"en": "Care Organisation vzw"}
    assert issuer["eIDASIdentifier"]["notation"] == "VATBE-0000000000"
    assert issuer["altLabel"] == {"en": "Care Organisation"}
    assert issuer["vatIdentifier"][0]["notation"] == "BE0000000000"
    countries = [place["address"][0]["countryCode"]["id"] for place in issuer["location"]]
    assert countries == ["http://publications.europa.eu/resource/authority/country/BEL"]


def test_another_sealer_is_named_alone() -> None:
    other = CertifiedOrganisation("Sealing Service Oy", "NTRFI-1234567-8", "FI")
    issuer = written(issuer=other, mandate="For Care Organisation.")["issuer"]

    assert "altLabel" not in issuer
    assert "vatIdentifier" not in issuer
    assert issuer["location"][0]["address"][0]["countryCode"]["id"].endswith("/FIN")


def test_a_status_is_read_by_its_lists_and_is_one_node() -> None:
    entries = [entry(place) for place in PLACES]
    both = written(status=entries)["credentialStatus"]

    assert [some["statusPurpose"] for some in both] == ["revocation", "suspension"]
    assert {tuple(some["type"]) for some in both} == {
        ("BitstringStatusListEntry", "CredentialStatus")
    }
    assert len({some["id"] for some in both}) == 1
    assert isinstance(written(status=entries[:1])["credentialStatus"], dict)


def test_where_its_state_can_be_asked_is_said_in_words() -> None:
    notes = claim(written(state_page="https://care.example/s"))["additionalNote"]

    assert notes[0]["noteLiteral"]["en"] == "Ask for its current state at https://care.example/s"


def test_what_the_picture_shows_is_said_as_text() -> None:
    display = written()["displayParameter"]

    assert display["title"]["de"] == "Erste Schritte in der Pflege"
    assert display["summaryDisplay"] == "First steps in care\nCare Organisation"
    image = display["individualDisplay"]["displayDetail"]["image"]
    assert image["content"] == "iVBORw=="


def test_no_personal_data_is_outside_the_person() -> None:
    document = written(award(**EVERY_FIELD))
    del document["credentialSubject"]["fullName"], document["credentialSubject"]["dateOfBirth"]

    assert "Żaneta" not in json.dumps(document, ensure_ascii=False)
    assert "1999-10-02" not in json.dumps(document)


@THOROUGH
@given(st.data())
def test_two_credentials_say_nothing_different_of_one_node(data: st.DataObject) -> None:
    achievement = data.draw(ACHIEVEMENTS)
    one = data.draw(awards_of(achievement))
    other = with_fresh_ids(data.draw(awards_of(achievement)), 7)
    said: dict[str, Json] = {}
    for some in (one, other):
        document = written(some, achievement, status=[entry(PLACES[0])], state_page="https://a.b/")
        for node in _nodes({name: some for name, some in document.items() if name != "@context"}):
            known = said.setdefault(node["id"], {})
            for member, value in node.items():
                # The one part has the grading of the whole where it is what was assessed.
                assert known.setdefault(member, value) == value, (node["id"], member)


@THOROUGH
@given(st.data())
def test_every_node_has_a_name_and_every_member_a_meaning(data: st.DataObject) -> None:
    achievement = data.draw(ACHIEVEMENTS)
    document = written(data.draw(awards_of(achievement)), achievement, mandate="For them.")

    quads = covered_quads(document)
    assert all(quad.subject.value.partition(":")[1] for quad in quads)
    assert all("id" in node for node in _nodes(document))


def test_only_the_members_of_a_status_have_no_meaning_in_the_context() -> None:
    document = written(status=[entry(PLACES[0])])
    document["credentialStatus"] = {
        "id": document["credentialStatus"]["id"],
        "type": "CredentialStatus",
    }

    assert covered_quads(document)


# Ours come back


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back_whole(path: Path) -> None:
    achievement = example(path)
    earned = award(**EVERY_FIELD, achievement=achievement.edition)
    reading = read_credential(
        written(
            earned, achievement, status=[entry(some) for some in PLACES], state_page="https://a.b/"
        )
    )

    assert reading.achievement == achievement
    assert reading.award == earned
    assert reading.losses == ()
    assert reading.hints == ()


@THOROUGH
@given(st.data())
def test_every_award_comes_back_equal_and_without_loss(data: st.DataObject) -> None:
    achievement = data.draw(ACHIEVEMENTS)
    earned = data.draw(awards_of(achievement))
    reading = read_credential(written(earned, achievement))

    assert reading.achievement == achievement
    assert reading.award == earned
    assert reading.losses == ()


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_lost_by_the_table(data: st.DataObject) -> None:
    achievement = data.draw(ACHIEVEMENTS)
    stated = {"achievement": achievement, "award": data.draw(awards_of(achievement))}

    assert list(losses(stated, carried(), None)) == []


def test_a_mandate_is_no_part_of_an_award_and_named_as_lost() -> None:
    assert read_credential(written(mandate="For Care Organisation.")).losses == ("/evidence",)


def test_the_description_inside_can_be_published_again() -> None:
    """A holder of the credential has the description that other credentials pin."""
    found = read_credential(written()).achievement

    assert found
    assert read_description(description_bytes(found)) == (ACHIEVEMENT, ())


# The table


def test_every_field_of_an_award_has_a_row() -> None:
    expected = [f"award.{name}" for name in Award.model_fields if name != "learner"]
    expected += [f"award.learner.{name}" for name in Learner.model_fields]

    assert sorted(row.field for row in AWARD_TABLE) == sorted(expected)


@pytest.mark.parametrize("row", AWARD_TABLE, ids=lambda row: row.field)
def test_a_path_of_the_table_leads_to_the_value(row: Any) -> None:
    document = written(
        award(
            **EVERY_FIELD
            | {"learner": {**EVERY_FIELD["learner"], "given_name": "Ż", "family_name": "S"}}  # type: ignore[dict-item]
        )
    )
    path = row.path.split(", ")[0].split(" ")[0].removesuffix(".additionalNote")
    at: Any = document
    for step in path.split("."):
        at = at[0] if isinstance(at, list) else at
        assert step in at, path
        at = at[step]


@pytest.mark.parametrize("name", ["award", "part-of-result", "passed", "state"])
def test_notes_of_awards_have_subjects(name: str) -> None:
    assert SUBJECTS[name].name


def test_the_documentation_has_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs/elm-credential.md").read_text("utf-8")
    rows = [
        f"| {row.element or ''} | `{row.field}` | {row.path} | {row.read} |" for row in AWARD_TABLE
    ]

    assert "\n".join(rows) in page


def test_paths_are_made_of_terms_of_the_published_contexts(standards: Path) -> None:
    terms = set(load(standards / "elm/context/edc-ap-3.2-lts-github.jsonld")["@context"])
    terms |= {"id", "credentialSubject", "validUntil", "expirationDate"}

    for row in AWARD_TABLE:
        path = row.path.split(", ")[0].split(" ")[0]
        assert set(path.split(".")) <= terms, row.path


def _parts(*parts: dict[str, str]) -> Any:
    changed = ACHIEVEMENT.model_dump(mode="json", exclude_none=True) | {"assessment": list(parts)}
    return Achievement.model_validate(changed).assessment


def _nodes(value: Any) -> Iterator[Json]:
    """All nodes but those of concepts' schemes."""
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for member, some in value.items():
            if member != "@context":
                yield from _nodes(some)
    elif isinstance(value, list):
        for some in value:
            yield from _nodes(some)
