"""Published vectors of JSON Web Signature and of credentials as tokens."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.model.report import Outcome, Report, Verdict
from tesela.proofs import jwk, jws, vc_jose
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.rsa import SMALL_PRIMES
from tesela.text.errors import TeselaError
from tesela.verify import verify, verify_presentation
from tesela.verify.carriers import credential_in
from tests.published import load, with_published
from tests.verify.test_procedure import failures

AT = datetime(2024, 6, 1, tzinfo=UTC)
HOUSE = "https://example.issuer/vc-jose-cose"
SYMMETRIC = {"oct"}


# Wycheproof


def accepted(token: str, key: dict[str, Any]) -> bool:
    """With the key as it is published; a set of keys is asked for the one that the token names."""
    try:
        parsed = jws.parse(token)
        for stated in key.get("keys", [key]):
            kind = jwk.kind_of(stated)
            if kind and stated.get("kid") == parsed.header.get("kid", stated.get("kid")):
                return jws.is_signed_by(parsed, jwk.public_key(stated, kind))
    except TeselaError:
        return False
    return False


def groups(standards: Path, name: str) -> list[dict[str, Any]]:
    return load(standards / f"vectors/wycheproof/json_web_{name}_test.json")["testGroups"]


@pytest.mark.parametrize("name", ["signature", "key"])
def test_wycheproof(standards: Path, name: str) -> None:
    """Symmetric keys are never accepted; all else comes out as it must."""
    wrong, tried = [], 0
    for group in groups(standards, name):
        key = group.get("public") or group["private"]
        symmetric = any(one.get("kty") in SYMMETRIC for one in key.get("keys", [key]))
        for case in group["tests"]:
            tried += 1
            must = case["result"] == "valid" and not symmetric
            if accepted(case["jws"], key) is not must:
                wrong.append((case["tcId"], case["comment"], case["result"]))
    assert wrong == []
    assert tried == {"signature": 201, "key": 13}[name]


def test_keys_of_the_faulty_library_are_told_by_powers_of_65537() -> None:
    assert len(SMALL_PRIMES) == 38
    assert all(prime % small for prime in SMALL_PRIMES for small in range(2, prime))


# VC-JOSE-COSE


def pages(standards: Path) -> dict[str, Any]:
    """The house's document, with all its published keys."""
    folder = standards / "vectors/vc-jose-cose"
    methods = [load(path) for path in sorted(folder.glob("vm-[ep]*.json"))]
    for method in methods:
        del method["secretKeyJwk"]
    named = [method["id"] for method in methods]
    uses = {"assertionMethod": named, "authentication": named}
    return {HOUSE: {"id": HOUSE, "verificationMethod": methods, **uses}}


def fetching(known: dict[str, Any]) -> Any:
    def fetch(url: str) -> bytes:
        if url not in known:
            raise TeselaError("fetch.unreachable", url=url)
        return json.dumps(known[url]).encode()

    return fetch


def vector(standards: Path, name: str) -> bytes:
    return (standards / f"vectors/vc-jose-cose/{name}").read_bytes().strip()


def report(standards: Path, data: bytes, at: datetime = AT) -> Report:
    contexts = with_published(standards)
    return verify(data, at=at, fetch=fetching(pages(standards)), contexts=contexts)


@pytest.mark.parametrize(
    "name", ["credential-issuer-match-signed.txt", "credential-jose-unknown-extensions.txt"]
)
def test_signed_credentials_of_the_suite_verify(standards: Path, name: str) -> None:
    """Their `iat` is a text, which no clause lets decide anything; their subject names no schema
    that is looked up."""
    found = report(standards, vector(standards, name))
    assert failures(found) == {}
    assert found.verdict is Verdict.VALID


def test_a_bad_signature_of_the_suite_is_refused(standards: Path) -> None:
    found = report(standards, vector(standards, "credential-jose-bad-signature.txt"))
    assert failures(found)["proof"] == "proof.wrong"


def test_a_bad_media_type_of_the_suite_is_refused(standards: Path) -> None:
    found = verify_presentation(
        vector(standards, "presentation-jose-bad-media-type.txt"),
        at=AT,
        fetch=fetching(pages(standards)),
        contexts=with_published(standards),
    )
    assert found.verdict is Verdict.INVALID
    assert found.checks[0].problem.code == "token.media_type"


KEYS = {"ed25519": ("EdDSA", "ed25519"), "p256": ("ES256", "p256"), "p384": ("ES384", "p384")}


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("document", ["credential-minimal.json", "credential-selective.json"])
def test_documents_of_the_suite_are_secured_and_verify(
    standards: Path, name: str, document: str
) -> None:
    method = load(standards / f"vectors/vc-jose-cose/vm-{name}.json")
    seed = jwk_secret(method["secretKeyJwk"])
    key = SoftwareKey(seed, method["id"], KEYS[name][1])
    token = vc_jose.secure(load(standards / "vectors/vc-jose-cose" / document), key)
    assert vc_jose.header_of(token)["alg"] == KEYS[name][0]
    assert report(standards, token.encode()).verdict is Verdict.VALID


def jwk_secret(stated: dict[str, Any]) -> bytes:
    return base64url_decode(stated["d"])


# Open Badges 3.0


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_signed_badges_in_pictures_are_genuine_as_far_as_anybody_can_tell(
    standards: Path, kind: str
) -> None:
    """The key is in the header, and its issuer publishes none."""
    data = (standards / f"vectors/openbadges/simple-jwt.{kind}").read_bytes()
    found = verify(data, at=AT)
    assert failures(found) == {"issuer": "fetch.offline"}
    assert found.verdict is Verdict.INDETERMINATE
    assert found.content["secured_by"] == "vc-jwt"
    assert found.content["name"] == "Teamwork Badge"


def test_that_badge_is_genuine_where_its_issuer_lists_the_key(standards: Path) -> None:
    data = (standards / "vectors/openbadges/simple-jwt.png").read_bytes()
    token = credential_in(data).secured
    assert isinstance(token, str)
    issuer = "https://1edtech.edu/issuers/565049"
    method = {
        "id": "#1",
        "type": "JsonWebKey",
        "controller": issuer,
        "publicKeyJwk": vc_jose.header_of(token)["jwk"],
    }
    known = {issuer: {"id": issuer, "verificationMethod": [method], "assertionMethod": ["#1"]}}
    assert verify(data, at=AT, fetch=fetching(known)).verdict is Verdict.VALID


def test_badges_with_errors_are_never_valid(standards: Path) -> None:
    """With the keys that their addresses name, published by their issuers."""
    folder = standards / "vectors/openbadges"
    refused: dict[str, str] = {}
    for path in sorted(folder.glob("simple-err-*.json")):
        try:
            found = verify(path.read_bytes(), at=AT, fetch=fetching(listed(load(path))))
        except TeselaError as error:
            refused[path.stem] = error.code
            continue
        assert found.verdict is not Verdict.VALID, path.stem
        bad = [check for check in found.checks if check.outcome is not Outcome.PASSED]
        refused[path.stem] = bad[0].problem.code
    assert len(refused) == 10


def listed(document: dict[str, Any]) -> dict[str, Any]:
    stated = document.get("proof", [])
    found: dict[str, Any] = {}
    for proof in stated if isinstance(stated, list) else [stated]:
        controller, _, fragment = str(proof.get("verificationMethod")).partition("#")
        method = {"id": f"#{fragment}", "controller": controller, "publicKeyMultibase": fragment}
        found[controller] = {
            "id": controller,
            "verificationMethod": [{**method, "type": "Multikey"}],
            "assertionMethod": [f"#{fragment}"],
        }
    return found


# Parts that can be held back


def test_each_statement_can_be_held_back_and_none_changed(standards: Path) -> None:
    text = vector(standards, "credential-sdjwt-nested.txt").decode()
    issuer_jwt, *shown, _ = text.split("~")
    assert len(shown) == 3
    for at, disclosure in enumerate(shown):
        rest = [*shown[:at], *shown[at + 1 :]]
        held_back = "~".join([issuer_jwt, *rest, ""])
        assert report(standards, held_back.encode()).verdict is Verdict.VALID
        octets = base64url_decode(disclosure)
        changed = base64url_encode(octets.replace(b'"', b' "', 1))
        for made in ([*rest, changed], [*shown, disclosure], [*shown, changed]):
            found = report(standards, "~".join([issuer_jwt, *made, ""]).encode())
            assert found.verdict is Verdict.INVALID
            assert found.checks[0].problem.code.startswith("sdjwt.")


def test_a_signed_statement_cannot_be_changed(standards: Path) -> None:
    text = vector(standards, "credential-sdjwt-nested.txt").decode()
    head, payload, rest = text.split(".", 2)
    claims = json.loads(base64url_decode(payload))
    claims["credentialSubject"]["salary"] = "1000000"
    changed = base64url_encode(jws.plain(claims))
    found = report(standards, f"{head}.{changed}.{rest}".encode())
    assert failures(found) == {"proof": "proof.wrong"}
