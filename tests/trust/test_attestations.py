"""EBSI's accreditations as data: the published ones, and each bad one by its fault."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.text.errors import TeselaError
from tesela.trust.attestations import read_attestation
from tesela.trust.provider_entries import Record
from tesela.trust.provider_imports import Imported, read_import
from tests.trust.provider_samples import NOW, record

SUBJECT = "did:ebsi:zZeKyEJfUTGwajhNyNX928z"


def published(standards: Path, name: str) -> bytes:
    return (standards / "elm/ebsi" / name).read_bytes()


def taken(data: bytes, country: str | None = "FI") -> Imported:
    return read_import("ebsi", data, NOW, country)


@pytest.fixture
def sample(standards: Path) -> dict[str, Any]:
    name = "example-vcdm1.1-accreditation-accredited-to-attest.json"
    return dict(json.loads(published(standards, name)))


@pytest.mark.parametrize("kind", ["to-attest", "to-accredit"])
def test_the_published_accreditations_are_read(standards: Path, kind: str) -> None:
    data = published(standards, f"example-vcdm1.1-accreditation-accredited-{kind}.json")
    (found,) = taken(data).records
    assert found.legal_name == {"en": SUBJECT}, "nobody says another name"
    assert (found.identities, found.country) == ((SUBJECT,), "FI")
    assert found.evidence == (), "it is no quality assurance"
    assert found.attestations is not None
    (one,) = found.attestations
    assert (one.kind, one.issuer, one.issuer_name) == (kind, "did:ebsi:00001234", None)
    assert one.attribute.startswith("60ae46e4")
    (claim,) = one.accredited_for
    assert claim.types == ("VerifiableCredential", "VerifiableAttestation", "DiplomaCredential")
    assert claim.schema_id.endswith("/schemas/0x010110")
    assert claim.jurisdictions == ("https://publications.europa.eu/resource/authority/atu/FIN",)
    assert one.valid_from == datetime(2021, 11, 1, tzinfo=UTC)
    assert one.valid_until == datetime(2024, 6, 22, 14, 11, 44, tzinfo=UTC)
    assert one.status.endswith(one.attribute)
    assert one.terms_of_use == ("https://api-test.ebsi.eu/trusted-issuers-registry/../..xyz",)
    assert one.counts_at(datetime(2022, 1, 1, tzinfo=UTC))
    assert not one.counts_at(NOW)


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("example-vcdm1.1-attestation-generic-attestation.json", "type"),
        ("example-vcdm1.1-attestation-credential-status-array.json", "type"),
        ("example-vcdm1.1-attestation-issuer-as-an-object.json", "type"),
        ("example-vcdm1.1-attestation-verifiable-authorisation-onboard.json", "type"),
        ("example-vcdm1.1-attestation-verifiable-authorisation-trust-chain.json", "type"),
        ("elm-repo-2021-VerifiableAccreditation.json", "type"),
        ("example-vcdm2.0-edc-microcredential.json", "type"),
    ],
)
def test_published_attestations_of_other_kinds_are_no_accreditations(
    standards: Path, name: str, member: str
) -> None:
    found = taken(published(standards, name))
    assert found.records == ()
    assert [(one.problem.code, one.problem.data) for one in found.faults] == [
        ("registry.import.value", {"member": member})
    ]


def test_a_published_sample_that_is_no_json_is_refused(standards: Path) -> None:
    with pytest.raises(TeselaError) as caught:
        taken(published(standards, "elm-repo-2021-AccreditationOrganisation.json"))
    assert caught.value.code == "json.invalid"


def test_several_about_one_are_one_provider(sample: dict[str, Any]) -> None:
    named = sample | {
        "id": "urn:uuid:2",
        "issuer": {"id": "did:ebsi:00001234", "legalName": "The Best Issuer"},
        "credentialSubject": sample["credentialSubject"]
        | {"id": "did:ebsi:zdPj1GPXjfERXxXPE1YTYdJ", "legalName": "Example University"},
    }
    one, other = taken(json.dumps([sample, named, sample | {"id": "urn:uuid:3"}]).encode()).records
    assert [each.id for each in one.attestations or ()] == [sample["id"], "urn:uuid:3"]
    assert other.legal_name == {"en": "Example University"}
    assert other.attestations is not None
    assert other.attestations[0].issuer_name == "The Best Issuer"


def test_the_shorter_time_holds(sample: dict[str, Any]) -> None:
    stated = {"validFrom": "2022-01-01T00:00:00Z", "validUntil": "2050-01-01T00:00:00Z"}
    found = read_attestation(sample | stated).attestation
    assert found.valid_from == datetime(2022, 1, 1, tzinfo=UTC)
    assert found.valid_until == datetime(2024, 6, 22, 14, 11, 44, tzinfo=UTC)


NEEDED = ("@context", "id", "type", "issuer", "issuanceDate", "issued", "validFrom",
          "expirationDate", "credentialSubject", "credentialStatus", "credentialSchema",
          "termsOfUse")  # fmt: skip


@pytest.mark.parametrize("member", NEEDED)
def test_what_the_schema_requires_must_be_there(sample: dict[str, Any], member: str) -> None:
    del sample[member]
    (fault,) = taken(json.dumps(sample).encode()).faults
    assert fault.problem.message("en")
    assert fault.problem.code in ("registry.import.missing", "registry.import.value")
    assert member in fault.problem.data.values()


@pytest.mark.parametrize("member", ["id", "reservedAttributeId", "accreditedFor"])
def test_what_the_schema_requires_of_the_subject_must_be_there(
    sample: dict[str, Any], member: str
) -> None:
    del sample["credentialSubject"][member]
    (fault,) = taken(json.dumps(sample).encode()).faults
    assert fault.problem.data == {"column": member}


@pytest.mark.parametrize("member", ["schemaId", "types", "limitJurisdiction"])
def test_an_accreditation_without_its_limits_is_refused(
    sample: dict[str, Any], member: str
) -> None:
    sample["credentialSubject"]["accreditedFor"][0][member] = []
    (fault,) = taken(json.dumps(sample).encode()).faults
    assert fault.problem.data == {"column": member}


@pytest.mark.parametrize(
    ("changes", "member"),
    [
        ({"issuer": SUBJECT}, "issuer"),
        ({"issuer": {"id": SUBJECT, "legalName": "Somebody else"}}, "issuer"),
        ({"issuer": {"id": ["did:ebsi:1"]}}, "id"),
        ({"type": ["VerifiableCredential", "VerifiableAccreditationToAttest"]}, "type"),
        (
            {
                "type": [
                    "VerifiableCredential", "VerifiableAttestation", "VerifiableAccreditation",
                    "VerifiableAccreditationToAttest", "VerifiableAccreditationToAccredit",
                ]
            },
            "type",
        ),
        ({"@context": ["https://www.w3.org/ns/credentials/v2"]}, "@context"),
        ({"expirationDate": "2020-01-01T00:00:00Z"}, "expirationDate"),
        ({"expirationDate": "2024-06-22T14:11:44"}, "expirationDate"),
        ({"expirationDate": "never"}, "expirationDate"),
        ({"validFrom": 1635724800}, "validFrom"),
        ({"credentialStatus": {"id": "https://x.example", "type": "None"}}, "credentialStatus.type"),
        ({"credentialStatus": "https://x.example"}, "credentialStatus"),
        ({"termsOfUse": ["x"]}, "termsOfUse"),
        ({"id": "not an address"}, "id"),
        ({"credentialSubject": ["x"]}, "credentialSubject"),
    ],
    ids=[
        "accredits itself", "accredits itself by another name", "two who accredit",
        "not the whole chain of types", "both kinds at once", "another data model",
        "ends before it begins", "no time zone", "no end", "a number for a moment",
        "nobody can revoke it", "a status that is no object", "terms that are no object",
        "no identity of its own", "a subject that is no object",
    ],
)  # fmt: skip
def test_a_bad_accreditation_is_refused_by_its_fault(
    sample: dict[str, Any], changes: dict[str, Any], member: str
) -> None:
    found = taken(json.dumps([sample, sample | changes]).encode())
    assert found.records == (), "all or none"
    assert [(one.row, one.problem.code, one.problem.data) for one in found.faults] == [
        (2, "registry.import.value", {"member": member})
    ]


@pytest.mark.parametrize(
    ("member", "value"),
    [("id", "https://famous.example"), ("id", 7), ("accreditedFor", ["x"]), ("accreditedFor", {})],
    ids=["an address for an identity", "a number", "a claim that is no object", "no list"],
)
def test_a_bad_subject_is_refused(sample: dict[str, Any], member: str, value: Any) -> None:
    sample["credentialSubject"][member] = value
    found = taken(json.dumps(sample).encode())
    assert found.records == ()
    assert len(found.faults) == 1


def test_the_country_is_that_of_the_authority_or_a_fault(sample: dict[str, Any]) -> None:
    """Where something may be issued is not where somebody is."""
    found = taken(json.dumps(sample).encode(), None)
    assert [one.problem.data for one in found.faults] == [{"column": "country"}]


def test_a_record_without_accreditations_is_written_as_before(sample: dict[str, Any]) -> None:
    assert "attestations" not in record().model_dump(mode="json", exclude_none=True)
    held = record(attestations=[read_attestation(sample).attestation])
    written = held.model_dump(mode="json", exclude_none=True)
    assert Record.model_validate(written) == held


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(NEEDED), VALUES))
def test_whatever_stands_in_a_member_is_refused_in_words(changes: dict[str, Any]) -> None:
    stated = {
        "@context": ["https://www.w3.org/2018/credentials/v1"],
        "id": "urn:uuid:1",
        "type": [
            "VerifiableCredential", "VerifiableAttestation", "VerifiableAccreditation",
            "VerifiableAccreditationToAttest",
        ],
        "issuer": "did:ebsi:1",
        "issuanceDate": "2021-11-01T00:00:00Z",
        "issued": "2021-11-01T00:00:00Z",
        "validFrom": "2021-11-01T00:00:00Z",
        "expirationDate": "2024-06-22T14:11:44Z",
        "credentialSubject": {
            "id": "did:ebsi:2",
            "reservedAttributeId": "60ae",
            "accreditedFor": [
                {"schemaId": "urn:s", "types": ["A"], "limitJurisdiction": "urn:place"}
            ],
        },
        "credentialStatus": {"id": "urn:status", "type": "EbsiAccreditationEntry"},
        "credentialSchema": {"id": "urn:s", "type": "FullJsonSchemaValidator2021"},
        "termsOfUse": {"type": "IssuanceCertificate"},
    }  # fmt: skip
    assert read_attestation(stated).attestation.id == "urn:uuid:1"
    try:
        found = read_attestation(stated | changes)
    except TeselaError:
        return
    assert found.attestation.valid_from < found.attestation.valid_until
