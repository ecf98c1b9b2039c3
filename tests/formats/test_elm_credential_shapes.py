"""European Digital Credentials against what the Commission and EBSI publish."""

from pathlib import Path
from typing import Any

import pytest
import shacl
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tesela.formats.elm import CONTEXTS
from tesela.status.bitstring import entry
from tests.formats.any_achievement import ACHIEVEMENTS
from tests.formats.any_award import awards_of
from tests.formats.elm_shapes import GENERIC, compiled, statements, violations
from tests.formats.test_elm_credential import EVERY_FIELD, EXAMPLES, PLACES, example, written
from tests.published import load
from tests.samples import award

Json = dict[str, Any]
ELM = "http://data.europa.eu/snb/model/elm/"
every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def contexts(standards: Path) -> list[Json]:
    """The published ones, which the shapes were made for."""
    files = ("vectors/contexts/credentials-v1.jsonld", "elm/context/edc-ap-3.2-lts-github.jsonld")
    return [load(standards / file)["@context"] for file in files]


@pytest.fixture(scope="module")
def shapes(standards: Path) -> shacl.Shapes:
    return compiled(standards, *GENERIC)


@pytest.fixture(scope="module")
def mandate_shapes(standards: Path) -> shacl.Shapes:
    return compiled(standards, *GENERIC, "EDC-issuedByMandate")


@pytest.fixture(scope="module")
def strict(standards: Path) -> Draft202012Validator:
    schema = load(standards / "elm/ebsi/vcdm2.0-europass-edc.schema.json")
    kind = {"$ref": "#/$defs/EuropeanDigitalCredentialType"}
    return Draft202012Validator({"$defs": schema["$defs"], **kind})


def full(path: Path, **more: Any) -> Json:
    """A credential of an example with every field of an award and both states."""
    achievement = example(path)
    return written(
        award(**EVERY_FIELD, achievement=achievement.edition),
        achievement,
        status=[entry(place) for place in PLACES],
        state_page="https://care.example/state",
        **more,
    )


@every_example
def test_an_example_conforms(path: Path, contexts: list[Json], shapes: shacl.Shapes) -> None:
    document = full(path)
    graph = _statements(document, contexts)

    assert violations(graph, shapes) == ""
    for of in ("LearningAchievement", "LearningAssessment", "LearningActivity", "CreditPoint",
               "Person", "AwardingProcess", "CredentialStatus", "Note", "LearningOutcome"):  # fmt: skip
        assert f"<{ELM}{of}>" in graph, "the shapes had this to look at"


@every_example
def test_an_example_sealed_for_others_conforms(
    path: Path, contexts: list[Json], mandate_shapes: shacl.Shapes
) -> None:
    signed = [b'{"id": "https://care.example/mandates/1"}', b"{}"]
    document = full(path, mandate="On behalf of the awarding body.", mandates=signed)
    assert len(document["evidence"]["embeddedEvidence"]) == 2
    graph = _statements(document, contexts)

    assert violations(graph, mandate_shapes) == ""


def test_without_its_statement_a_mandate_does_not_conform(
    contexts: list[Json], mandate_shapes: shacl.Shapes
) -> None:
    document = written(mandate="On behalf of the awarding body.")
    del document["evidence"]["evidenceStatement"]

    assert violations(_statements(document, contexts), mandate_shapes)


@pytest.mark.parametrize("path", [EXAMPLES[0]], ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "member",
    [
        "image",
        "primaryLanguage",
        "issued",
        "eIDASIdentifier",
        "hasClaim",
        "awardingBody",
        "grade",
        "credentialSchema",
        "legalName",
        "framework",
    ],
)
def test_the_shapes_notice_a_credential_without(
    path: Path, member: str, contexts: list[Json], shapes: shacl.Shapes
) -> None:
    """An empty graph conforms: so this shows that every part of ours is reached."""
    document = _without(full(path), member)

    assert violations(_statements(document, contexts), shapes)


def test_a_status_that_is_no_credential_status_would_not_conform(
    contexts: list[Json], shapes: shacl.Shapes
) -> None:
    document = written(status=[entry(PLACES[0])])
    document["credentialStatus"]["type"] = "BitstringStatusListEntry"

    assert violations(_statements(document, contexts), shapes)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_award_conforms_whose_bodies_have_countries(
    data: st.DataObject, contexts: list[Json], shapes: shacl.Shapes
) -> None:
    achievement = data.draw(ACHIEVEMENTS)
    assume(all(party.country for party in (achievement.issuer, *achievement.awarding_bodies)))
    document = written(data.draw(awards_of(achievement)), achievement)

    assert violations(_statements(document, contexts), shapes) == ""


@every_example
def test_strict_readers_know_every_member_but_those_of_the_status(
    path: Path, strict: Draft202012Validator
) -> None:
    """EBSI's schema is of model 2.0, wants a third type, and knows no status lists."""
    document = full(path)
    found = {error.json_path for error in strict.iter_errors(document)}
    assert found == {"$.type", "$.credentialStatus"}

    document["type"].append("VerifiableAttestation")
    document["credentialStatus"] = [
        {"id": some["id"], "type": "CredentialStatus"} for some in document["credentialStatus"]
    ]
    assert not list(strict.iter_errors(document))


def test_strict_readers_notice_a_member_that_is_none(strict: Draft202012Validator) -> None:
    document = written()
    document["credentialSubject"]["hasClaim"]["publisher"] = {"id": "urn:a"}
    document["type"].append("VerifiableAttestation")

    assert list(strict.iter_errors(document))


def _statements(document: Json, contexts: list[Json]) -> str:
    assert tuple(document["@context"]) == CONTEXTS
    triples = statements(document, contexts)
    assert f"<{ELM}EuropeanDigitalCredential>" in triples
    return triples


def _without(value: Any, member: str) -> Any:
    if isinstance(value, dict):
        return {name: _without(some, member) for name, some in value.items() if name != member}
    return [_without(some, member) for some in value] if isinstance(value, list) else value
