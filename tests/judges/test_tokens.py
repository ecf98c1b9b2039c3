"""Tokens before foreign judges: jose takes ours and no changed one, and we take jose's."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openvc import Ed25519SigningKey
from openvc.proof.vc_jwt import VcJwtProofSuite

from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.model.report import Verdict
from tesela.proofs import jwk, vc_jose
from tesela.proofs.keys import SoftwareKey
from tesela.text.errors import TeselaError
from tesela.verify import verify
from tests.judges.jose_judge import JoseJudge
from tests.judges.openvc_judge import OpenvcJudge
from tests.node_packages import UnavailableError
from tests.samples import KEY
from tests.verify.test_jose import KINDS, document, older, signed
from tests.verify.test_procedure import LATER

ALGORITHMS = {"ed25519": "EdDSA", "p256": "ES256", "p384": "ES384"}


@pytest.fixture(scope="module")
def jose() -> Iterator[JoseJudge]:
    try:
        judge = JoseJudge(LATER.isoformat())
    except UnavailableError as reason:
        pytest.skip(f"the npm judge cannot be asked: {reason}")
    with judge:
        yield judge


@pytest.fixture(params=KINDS)
def key(request: pytest.FixtureRequest) -> SoftwareKey:
    return SoftwareKey(KINDS[request.param], kind=request.param)


def accepted(jose: JoseJudge, token: str, key: SoftwareKey, typ: str = "vc+jwt") -> Any:
    return jose.payload(token, jwk.public_jwk(key.public), ALGORITHMS[key.kind], typ)


def test_jose_accepts_what_we_sign(jose: JoseJudge, key: SoftwareKey) -> None:
    made = document(issuer=key.controller)
    token = vc_jose.secure(made, key, vc_jose.CREDENTIAL, **vc_jose.claims_of(made))
    assert accepted(jose, token, key) == {**made, **vc_jose.claims_of(made)}
    holder = {
        "@context": [vc_jose.V2],
        "type": ["VerifiablePresentation"],
        "holder": key.controller,
    }
    shown = vc_jose.secure(holder, key, vc_jose.PRESENTATION, nonce="n")
    assert accepted(jose, shown, key, "vp+jwt") == {**holder, "nonce": "n"}


def test_jose_and_we_refuse_every_changed_part(jose: JoseJudge, key: SoftwareKey) -> None:
    token = vc_jose.secure(document(issuer=key.controller), key)
    parts = token.split(".")
    tried = 0
    for which, part in enumerate(parts):
        octets = base64url_decode(part)
        for at in range(0, len(octets), max(1, len(octets) // 12)):
            changed = bytearray(octets)
            changed[at] ^= 1
            made = ".".join([*parts[:which], base64url_encode(bytes(changed)), *parts[which + 1 :]])
            tried += 1
            assert accepted(jose, made, key) is None
            assert not ours(made)
    assert tried > 30


def ours(token: str) -> bool:
    try:
        return verify(token.encode(), at=LATER).verdict is Verdict.VALID
    except TeselaError:
        return False


def test_we_accept_what_jose_signs(jose: JoseJudge, key: SoftwareKey) -> None:
    secret = {**jwk.public_jwk(key.public), "d": base64url_encode(key.seed)}
    header = {"alg": ALGORITHMS[key.kind], "kid": key.verification_method, "typ": "vc+jwt"}
    assert ours(jose.signed(document(issuer=key.controller), secret, header))
    header["typ"] = "JWT"
    assert ours(jose.signed(older(iss=key.controller), secret, header))


def test_openvc_reads_the_tokens_of_the_older_model(openvc_judge: OpenvcJudge) -> None:
    token = signed(older(exp=None), typ="JWT").decode()
    assert openvc_judge.token_verdict(token) == ""
    head, payload, signature = token.split(".")
    claims = json.loads(base64url_decode(payload))
    claims["sub"] = "did:example:other"
    changed = base64url_encode(json.dumps(claims).encode())
    assert openvc_judge.token_verdict(f"{head}.{changed}.{signature}") != ""


def test_we_read_the_tokens_that_openvc_writes() -> None:
    """It writes the day of signing into the claim, so the document must not name another."""
    made = {name: value for name, value in older()["vc"].items() if name != "issuanceDate"}
    secret = Ed25519PrivateKey.from_private_bytes(KEY.seed)
    backend = Ed25519SigningKey(secret, kid=KEY.verification_method)
    token = VcJwtProofSuite().sign({**made, "issuer": KEY.controller}, signing_key=backend)
    found = verify(token.encode(), at=datetime(2100, 1, 1, tzinfo=UTC))
    assert found.verdict is Verdict.VALID
    assert found.credential is not None
    assert found.credential.document["issuanceDate"].endswith("Z")
