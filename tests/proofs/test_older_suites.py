"""Proofs from before Data Integrity 1.0, as 1EdTech signed them and as their standards say."""

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from tesela.codecs.contexts import context
from tesela.codecs.multibase import base64url_encode, decode_key, encode
from tesela.model.report import Verdict
from tesela.proofs import data_integrity, jwk
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.status.bitstring import MINIMUM_BITS, Place, encoded, entry
from tesela.text.errors import TeselaError
from tesela.verify import verify
from tests.published import load
from tests.samples import KEY
from tests.verify.test_procedure import LATER, changed_at, failures, places

V1 = "https://www.w3.org/2018/credentials/v1"
ED25519 = "https://w3id.org/security/suites/ed25519-2020/v1"
JWS = "https://w3id.org/security/suites/jws-2020/v1"
LISTS = "https://w3id.org/vc/status-list/2021/v1"
LIST = "https://care.example/status/2021"
KEYS = {
    "ed25519": ("EdDSA", KEY),
    "p256": ("ES256", SoftwareKey(b"\1" * 32, kind="p256")),
    "p384": ("ES384", SoftwareKey(b"\1" * 48, kind="p384")),
}


def statements(document: dict[str, Any]) -> bytes:
    """Canonical N-Quads by PyLD, which knows nothing of our reading."""
    named = document["@context"]
    inline = [dict(context(url)) for url in named]
    how = {"algorithm": "URDNA2015", "format": "application/n-quads"}
    return str(jsonld.normalize({**document, "@context": inline}, how)).encode()


def hashes(document: dict[str, Any], options: dict[str, Any]) -> bytes:
    with_context = {"@context": document["@context"], **options}
    return b"".join(hashlib.sha256(statements(part)).digest() for part in (with_context, document))


def unsigned(suite: str, key: SoftwareKey, **changes: Any) -> dict[str, Any]:
    return {
        "@context": [V1, suite],
        "id": "urn:uuid:44444444-4444-4444-8444-444444444444",
        "type": ["VerifiableCredential"],
        "issuer": key.controller,
        "issuanceDate": "2026-06-15T09:30:00Z",
        "credentialSubject": {"id": "did:example:learner"},
        **changes,
    }


def options(kind: str, key: SoftwareKey) -> dict[str, Any]:
    return {
        "type": kind,
        "created": "2026-06-15T09:30:00Z",
        "verificationMethod": key.verification_method,
        "proofPurpose": "assertionMethod",
    }


def with_ed25519(**changes: Any) -> dict[str, Any]:
    made, said = unsigned(ED25519, KEY, **changes), options("Ed25519Signature2020", KEY)
    return {**made, "proof": {**said, "proofValue": encode(KEY.sign(hashes(made, said)))}}


def with_jws(kind: str = "ed25519", **header: Any) -> dict[str, Any]:
    algorithm, key = KEYS[kind]
    made, said = unsigned(JWS, key), options("JsonWebSignature2020", key)
    protected = {"alg": algorithm, "b64": False, "crit": ["b64"], **header}
    first = base64url_encode(json.dumps(protected).encode())
    signature = key.sign(first.encode() + b"." + hashes(made, said))
    return {**made, "proof": {**said, "jws": f"{first}..{base64url_encode(signature)}"}}


def report(document: Any, pages: dict[str, Any] | None = None) -> Any:
    def fetch(url: str) -> bytes:
        if url not in (pages or {}):
            raise TeselaError("fetch.unreachable", url=url)
        return json.dumps((pages or {})[url]).encode()

    return verify(json.dumps(document).encode(), at=LATER, fetch=fetch)


SIGNED = {"ed25519-2020": with_ed25519(), **{f"jws-2020-{kind}": with_jws(kind) for kind in KEYS}}


@pytest.mark.parametrize("name", SIGNED)
def test_older_proofs_verify(name: str) -> None:
    found = report(SIGNED[name])
    assert failures(found) == {}
    assert found.verdict is Verdict.VALID


@pytest.mark.parametrize("name", SIGNED)
def test_every_change_is_refused(name: str) -> None:
    document = SIGNED[name]
    for path in places(document):
        changed = changed_at(document, path, lambda holder, at: holder.pop(at))
        try:
            assert report(changed).verdict is not Verdict.VALID, path
        except TeselaError:
            continue


def test_a_badge_that_1edtech_signed_verifies(standards: Path) -> None:
    """Its key stands in the address of its verification method."""
    document = load(standards / "vectors/openbadges/credential-status-revoked.json")
    proof = document["proof"]
    key = PublicKey(*decode_key(proof["verificationMethod"].partition("#")[2]))
    assert data_integrity.is_signed_by(document, proof, key)
    changed = copy.deepcopy(document)
    changed["issuer"]["name"] = "Somebody"
    assert not data_integrity.is_signed_by(changed, proof, key)


def test_that_badges_kind_of_status_is_not_known(standards: Path) -> None:
    document = load(standards / "vectors/openbadges/credential-status-revoked.json")
    did, _, fragment = document["proof"]["verificationMethod"].partition("#")
    method = {"id": f"#{fragment}", "controller": did, "publicKeyMultibase": fragment}
    address = "https://dc.1edtech.org/" + "/".join(did.split(":")[3:]) + "/did.json"
    pages = {
        address: {
            "id": did,
            "verificationMethod": [{**method, "type": "Ed25519VerificationKey2020"}],
            "assertionMethod": [f"#{fragment}"],
        }
    }
    found = report(document, pages)
    assert failures(found) == {"status": "status.unsupported"}
    assert found.verdict is Verdict.INDETERMINATE


@pytest.mark.parametrize(
    "header",
    [
        pytest.param({"b64": True}, id="encoded payload"),
        pytest.param({"crit": ["b64", "exp"], "exp": 1}, id="more that is critical"),
        pytest.param({"crit": []}, id="nothing critical"),
    ],
)
def test_a_jws_must_be_detached_as_the_suite_says(header: dict[str, Any]) -> None:
    assert failures(report(with_jws(**header)))["proof"] == "proof.malformed"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "proof.malformed"),
        ("e30.e30.e30", "proof.malformed"),
        ("e30..e30", "proof.malformed"),
        ("..", "json.invalid"),
        ("e30..e30..e30", "proof.malformed"),
        ("é..é", "proof.malformed"),
        ("!!..e30", "multibase.invalid"),
    ],
)
def test_texts_that_are_no_detached_jws(value: str, code: str) -> None:
    document = copy.deepcopy(with_jws())
    document["proof"]["jws"] = value
    assert failures(report(document))["proof"] == code


def test_an_algorithm_of_another_kind_of_key_is_refused() -> None:
    assert failures(report(with_jws("p256", alg="EdDSA")))["proof"] == "jws.other_key"


def test_a_document_that_does_not_name_the_suites_context_is_refused() -> None:
    document = {**with_ed25519(), "@context": [V1]}
    assert "proof" in failures(report(document))


def test_keys_of_json_web_key_2020_are_read() -> None:
    house = "https://care.example/keys"
    key = SoftwareKey(bytes(range(32)), f"{house}#1")
    made, said = unsigned(ED25519, key), options("Ed25519Signature2020", key)
    document = {**made, "proof": {**said, "proofValue": encode(key.sign(hashes(made, said)))}}
    method = {
        "id": f"{house}#1",
        "type": "JsonWebKey2020",
        "controller": house,
        "publicKeyJwk": jwk.public_jwk(key.public),
    }
    page = {"id": house, "verificationMethod": [method], "assertionMethod": [f"{house}#1"]}
    assert failures(report(document, {house: page})) == {}


# Status List 2021

IN_LISTS = {"@context": [V1, LISTS, ED25519]}


def entry_2021(position: int = 42) -> dict[str, Any]:
    return entry(Place(LIST, position, "revocation")) | {"type": "StatusList2021Entry"}


def list_2021(positions: list[int], packed: str | None = None, **changes: Any) -> dict[str, Any]:
    subject = {
        "id": f"{LIST}#list",
        "type": "StatusList2021",
        "statusPurpose": "revocation",
        "encodedList": packed or encoded(MINIMUM_BITS, positions)[1:],
    }
    types = ["VerifiableCredential", "StatusList2021Credential"]
    made = {"id": LIST, "type": types, "credentialSubject": subject, **changes}
    return with_ed25519(**IN_LISTS, **made)


@pytest.mark.parametrize("padded", [False, True])
def test_lists_of_2021_are_read(padded: bool) -> None:
    document = with_ed25519(**IN_LISTS, credentialStatus=entry_2021())
    packed = {at: encoded(MINIMUM_BITS, [at])[1:] for at in (41, 42)}
    if padded:
        packed = {
            at: text.translate(str.maketrans("-_", "+/")) + "=" * (-len(text) % 4)
            for at, text in packed.items()
        }
    assert failures(report(document, {LIST: list_2021([], packed[41])})) == {}
    found = report(document, {LIST: list_2021([], packed[42])})
    assert failures(found) == {"status": "status.revoked"}


def test_a_list_of_the_other_standard_says_nothing() -> None:
    document = with_ed25519(**IN_LISTS, credentialStatus=entry_2021())
    types = ["VerifiableCredential", "BitstringStatusListCredential"]
    found = report(document, {LIST: list_2021([42], type=types)})
    assert found.verdict is Verdict.INDETERMINATE


@pytest.mark.parametrize("packed", ["====", "not base64!", "e30", "+/+/"])
def test_lists_of_2021_that_cannot_be_read_leave_the_state_open(packed: str) -> None:
    document = with_ed25519(**IN_LISTS, credentialStatus=entry_2021())
    found = report(document, {LIST: list_2021([], packed)})
    assert failures(found) == {"status": "status.list_unreadable"}
    assert found.verdict is Verdict.INDETERMINATE
