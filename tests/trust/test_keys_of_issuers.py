"""Whose key is it: did:key, did:web, and documents that lie."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import multibase
from tesela.proofs.jwk import public_jwk as jwk
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.text.errors import TeselaError
from tesela.trust.fetch import GuardedFetcher, checked_address, offline, public_address
from tesela.trust.keys import did_document, did_web_address, key_of_method
from tests.published import load

DID = "did:web:care.example:issuers:one"
METHOD = f"{DID}#key-1"
KEY = SoftwareKey(bytes(range(32)), METHOD)
DOCUMENT = did_document(DID, {METHOD: KEY.public})


def serving(document: object, address: str = "https://care.example/issuers/one/did.json"):
    def fetch(url: str) -> bytes:
        assert url == address
        return json.dumps(document).encode()

    return fetch


def refused(document: object) -> str:
    with pytest.raises(TeselaError) as caught:
        key_of_method(METHOD, serving(document))
    return caught.value.code


@given(st.binary(min_size=32, max_size=32))
def test_did_key_says_its_own_key(seed: bytes) -> None:
    key = SoftwareKey(seed)
    found = key_of_method(key.verification_method, offline)
    assert found.key == key.public
    assert found.controller == key.controller


def test_did_key_of_the_published_vectors_is_read() -> None:
    value = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    found = key_of_method(f"did:key:{value}#{value}", offline)
    assert multibase.encode_key(found.key.kind, found.key.octets) == value


def test_did_key_with_another_fragment_is_not_its_key() -> None:
    one, other = SoftwareKey(bytes(32)), SoftwareKey(b"1" * 32)
    with pytest.raises(TeselaError) as caught:
        key_of_method(f"{one.controller}#{other.public.multibase}", offline)
    assert caught.value.code == "method.not_listed"


def test_did_web_document_of_ours_gives_the_key_back() -> None:
    found = key_of_method(METHOD, serving(DOCUMENT))
    assert found.key == KEY.public
    assert found.controller == DID
    assert "assertionMethod" in found.purposes
    assert found.ended is None


def test_retired_key_stays_listed_with_its_end() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["verificationMethod"][0]["revoked"] = "2026-01-01T00:00:00Z"
    found = key_of_method(METHOD, serving(document))
    assert found.ended == found.revoked == datetime(2026, 1, 1, tzinfo=UTC)


def test_expired_key_is_not_revoked() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["verificationMethod"][0]["expires"] = "2026-01-01T00:00:00Z"
    found = key_of_method(METHOD, serving(document))
    assert found.ended == datetime(2026, 1, 1, tzinfo=UTC)
    assert found.revoked is None


def test_key_listed_relatively_is_found() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["verificationMethod"][0]["id"] = "#key-1"
    document["assertionMethod"] = ["#key-1"]
    assert "assertionMethod" in key_of_method(METHOD, serving(document)).purposes


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"id": "did:web:other.example"}, "method.document"),
        ({"verificationMethod": []}, "method.not_listed"),
        ({"verificationMethod": "none"}, "method.not_listed"),
        (
            {
                "verificationMethod": [
                    {**DOCUMENT["verificationMethod"][0], "controller": "did:web:x.example"}
                ]
            },
            "method.controller",
        ),
        (
            {"verificationMethod": [{"id": METHOD, "controller": DID, "type": "Multikey"}]},
            "method.unsupported",
        ),
    ],
)
def test_document_that_lies_is_refused(fault: dict, code: str) -> None:
    assert refused({**DOCUMENT, **fault}) == code


def test_document_that_is_no_object_is_refused() -> None:
    assert refused([DOCUMENT]) == "method.document"


def test_key_not_listed_for_signing_has_no_such_purpose() -> None:
    document = {**DOCUMENT, "assertionMethod": []}
    assert not key_of_method(METHOD, serving(document)).purposes


@pytest.mark.parametrize(
    ("did", "address"),
    [
        ("did:web:care.example", "https://care.example/.well-known/did.json"),
        ("did:web:care.example:a:b", "https://care.example/a/b/did.json"),
    ],
)
def test_did_web_has_the_address_of_the_method(did: str, address: str) -> None:
    assert did_web_address(did) == address


@pytest.mark.parametrize(
    "did",
    [
        "did:web:",
        "did:web:care.example%3A8443",
        "did:web:care.example:..:etc",
        "did:web:care.example:a%2Fb",
        "did:web:user@care.example",
    ],
)
def test_did_web_that_leads_elsewhere_is_refused(did: str) -> None:
    with pytest.raises(TeselaError) as caught:
        did_web_address(did)
    assert caught.value.code == "method.malformed"


@pytest.mark.parametrize(
    "method", ["did:key:z6Mk", "", "#x", "did:example:1#k", "http://a.example#k"]
)
def test_method_that_cannot_be_looked_up_is_named(method: str) -> None:
    with pytest.raises(TeselaError) as caught:
        key_of_method(method, offline)
    assert caught.value.code in ("method.malformed", "method.unsupported")


@pytest.mark.parametrize(
    "url",
    [
        "http://care.example/",
        "https://care.example:8443/",
        "https://user:secret@care.example/",
        "file:///etc/passwd",
        "https:///nothing",
        "https://care.example/with space",
        "https://[::1",
    ],
)
def test_address_that_may_not_be_asked_is_refused(url: str) -> None:
    with pytest.raises(TeselaError) as caught:
        checked_address(url)
    assert caught.value.code == "fetch.address"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "0.0.0.0",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "2002:a00:1::",
        "::10.0.0.1",
        "fec0::1",
    ],
)
def test_private_addresses_are_never_asked(host: str) -> None:
    with pytest.raises(TeselaError) as caught:
        public_address(host)
    assert caught.value.code == "fetch.private"


def test_fetcher_refuses_a_private_address_before_connecting() -> None:
    with pytest.raises(TeselaError) as caught:
        GuardedFetcher()("https://127.0.0.1/status/1")
    assert caught.value.code == "fetch.private"


NIST = ("p256KeyPair.json", "p384KeyPair.json")


@pytest.mark.parametrize("name", NIST)
def test_did_key_on_a_nist_curve_says_its_own_key(standards: Path, name: str) -> None:
    value = load(standards / "vectors/di-ecdsa" / name)["publicKeyMultibase"]
    found = key_of_method(f"did:key:{value}#{value}", offline)
    assert (found.key.multibase, found.controller) == (value, f"did:key:{value}")
    assert found.key.kind == name[:4]


@pytest.mark.parametrize("name", NIST)
@pytest.mark.parametrize("kind", ["Multikey", "JsonWebKey"])
def test_key_on_a_nist_curve_is_listed(standards: Path, name: str, kind: str) -> None:
    value = load(standards / "vectors/di-ecdsa" / name)["publicKeyMultibase"]
    key = PublicKey(*multibase.decode_key(value))
    stated = {"publicKeyMultibase": value} if kind == "Multikey" else {"publicKeyJwk": jwk(key)}
    entry = {"id": METHOD, "type": kind, "controller": DID, **stated}
    found = key_of_method(METHOD, serving({**DOCUMENT, "verificationMethod": [entry]}))
    assert found.key == key


def test_did_key_that_is_no_point_is_named() -> None:
    value = multibase.encode_key("p256", b"\x02" + b"\xff" * 32)
    with pytest.raises(TeselaError) as caught:
        key_of_method(f"did:key:{value}#{value}", offline)
    assert caught.value.code == "key.not_valid"


def test_listed_ed25519_jwk_of_another_length_is_named() -> None:
    entry = {
        "id": METHOD,
        "type": "JsonWebKey",
        "controller": DID,
        "publicKeyJwk": {"kty": "OKP", "crv": "Ed25519", "x": "AAAA"},
    }
    assert refused({**DOCUMENT, "verificationMethod": [entry]}) == "key.not_valid"
