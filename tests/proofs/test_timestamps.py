"""Time-stamps: the Commission's own, ours against OpenSSL's both ways, and whatever is wrong."""

import base64
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms
from asn1crypto import x509 as asn1
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.multibase import base64url_decode
from tesela.proofs import timestamps
from tesela.text.errors import TeselaError
from tests.pki import Pki
from tests.pki.answers import imprint, refusal, time_stamp_token
from tests.pki.authority import OCSP_USAGE, TSA_USAGE, p256_key

DATA = b"what is stamped"
DIGEST = sha256(DATA).digest()


@contextmanager
def refusing(*codes: str) -> Iterator[None]:
    """What stands below is refused with a code that begins like one of these."""
    with pytest.raises(TeselaError) as raised:
        yield
    assert raised.value.code.startswith(codes)


def refused(token: timestamps.Token, data: bytes = DATA, **others: Any) -> str:
    with pytest.raises(TeselaError) as raised:
        timestamps.check(token, data, **others)
    return raised.value.code


# --- the Commission's sealed samples ---------------------------------------------------------


def _tokens(value: Any) -> Iterator[bytes]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "tstTokens":
                yield from (base64.b64decode(entry["val"]) for entry in inner)
            else:
                yield from _tokens(inner)


def _sealed(standards: Path) -> Iterator[tuple[str, bytes, bytes | None]]:
    """Place, token, and what it should be of where that is simple to say."""
    for path in sorted((standards / "elm/samples").rglob("*signed*")):
        sealed = json.loads(path.read_text("utf-8"))
        if "unsigned" in path.name or "signatures" not in sealed:
            continue
        signature = sealed["signatures"][0]
        protected = json.loads(base64url_decode(signature["protected"]))
        for token in _tokens(protected):
            yield path.name, token, sealed["payload"].encode()
        for item in signature["header"]["etsiU"]:
            opened = json.loads(base64url_decode(item))
            data = signature["signature"].encode() if "sigTst" in opened else None
            for token in _tokens(opened):
                yield path.name, token, data


def test_tokens_in_the_commissions_samples(standards: Path) -> None:
    found = list(_sealed(standards))
    assert len(found) == 23
    for name, der, data in found:
        token = timestamps.read_token(der)
        authority = timestamps.check_signature(token)
        assert "time_stamping" in str(list(authority.extensions())), name
        assert token.gen_time.tzinfo is not None
        if data is not None:
            timestamps.check(token, data)
            assert refused(token, data + b" ") == "stamp.other_data"


def test_every_changed_byte_of_what_is_signed_in_a_real_token_fails(standards: Path) -> None:
    _, der, _ = next(_sealed(standards))
    token = timestamps.read_token(der)
    content = bytes(token.signed["encap_content_info"]["content"])
    signer = token.signed["signer_infos"][0]
    for part in (content, signer["signed_attrs"].dump(), signer["signature"].native):
        start = der.index(part)
        for place in range(start, start + len(part)):
            changed = der[:place] + bytes([der[place] ^ 1]) + der[place + 1 :]
            with refusing("stamp.", "certificate."):
                timestamps.check_signature(timestamps.read_token(changed))


# --- our authority and what is wrong with tokens ---------------------------------------------


def test_a_token_says_what_when_and_by_whom(pki: Pki) -> None:
    token = timestamps.read_token(pki.time_stamp(DIGEST))
    authority = timestamps.check(token, DATA)
    assert (token.algorithm, token.digest) == ("sha256", DIGEST)
    assert token.gen_time == pki.clock.now
    assert token.accuracy.total_seconds() == 1
    assert token.policy == "1.3.6.1.4.1.13762.3"
    assert token.is_of_digest(DIGEST)
    assert authority.der == pki.tsa.certificates[0]
    assert "Time-Stamping Authority" in authority.subject


def test_an_authority_with_an_elliptic_key(pki: Pki) -> None:
    holder = pki.certify(p256_key(), "Another Authority", extensions=TSA_USAGE)
    der = time_stamp_token(imprint(DIGEST), holder, pki.clock.now)
    timestamps.check(timestamps.read_token(der), DATA)


def test_a_token_without_its_certificate_needs_it_beside(pki: Pki) -> None:
    der = time_stamp_token(imprint(DIGEST), pki.tsa, pki.clock.now, with_certificates=False)
    token = timestamps.read_token(der)
    assert refused(token) == "stamp.signer"
    timestamps.check(token, DATA, pki.tsa.certificates)


def test_a_certificate_for_other_purposes_makes_no_time_stamps(pki: Pki) -> None:
    for holder in (
        pki.seal_rsa,
        pki.certify(p256_key(), "Responder", extensions=OCSP_USAGE),
        pki.certify(p256_key(), "Not critical", extensions=[(TSA_USAGE[2][0], False)]),
    ):
        der = time_stamp_token(imprint(DIGEST), holder, pki.clock.now)
        assert refused(timestamps.read_token(der)) == "stamp.purpose"


def test_a_time_outside_the_certificates_validity(pki: Pki) -> None:
    der = time_stamp_token(imprint(DIGEST), pki.tsa, datetime(2040, 1, 1, tzinfo=UTC))
    assert refused(timestamps.read_token(der)) == "stamp.outside"


def test_a_token_that_names_another_certificate(pki: Pki) -> None:
    other = asn1.Certificate.load(pki.seal_rsa.certificates[0])
    der = time_stamp_token(imprint(DIGEST), pki.tsa, pki.clock.now, names=other)
    assert refused(timestamps.read_token(der), certificates=(other.dump(),)) == "stamp.signer"


def test_a_token_with_two_signers(pki: Pki) -> None:
    envelope = cms.ContentInfo.load(pki.time_stamp(DIGEST))
    signers = envelope["content"]["signer_infos"]
    signers.append(signers[0].copy())
    with refusing("stamp.malformed"):
        timestamps.read_token(envelope.dump(force=True))


def test_a_token_of_a_sha1_imprint(pki: Pki) -> None:
    old = imprint(DIGEST)
    old["hash_algorithm"] = {"algorithm": "sha1"}
    with refusing("stamp.algorithm"):
        timestamps.read_token(time_stamp_token(old, pki.tsa, pki.clock.now))


def test_a_huge_token_is_not_even_parsed() -> None:
    with refusing("stamp.malformed"):
        timestamps.read_token(bytes(timestamps.TOKEN_BYTES + 1))


@given(st.data())
def test_damaged_tokens_raise_nothing_but_our_own(standards: Path, data: st.DataObject) -> None:
    der = bytearray(next(_sealed(standards))[1])
    for _ in range(data.draw(st.integers(1, 3))):
        der[data.draw(st.integers(0, len(der) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(der[: data.draw(st.integers(len(der) - 40, len(der)))])
    with suppress(TeselaError):
        timestamps.check_signature(timestamps.read_token(cut))


# --- asking ----------------------------------------------------------------------------------


def test_asking_an_authority(pki: Pki) -> None:
    query = timestamps.request(DIGEST, nonce=2**63 + 5)
    answer = pki.ask(pki.addresses["tsa"], query, "application/timestamp-query")
    token = timestamps.read_response(answer, DIGEST, nonce=2**63 + 5)
    timestamps.check(token, DATA)


@pytest.mark.parametrize(
    ("nonce", "digest", "code"),
    ids=["another nonce", "no nonce", "another digest"],
    argvalues=[
        (8, DIGEST, "stamp.other_nonce"),
        (None, DIGEST, "stamp.other_nonce"),
        (7, sha256(b"").digest(), "stamp.other_data"),
    ],
)
def test_an_answer_to_another_question(
    pki: Pki, nonce: int | None, digest: bytes, code: str
) -> None:
    answer = pki.ask(
        pki.addresses["tsa"], timestamps.request(DIGEST, 7), "application/timestamp-query"
    )
    with refusing(code):
        timestamps.read_response(answer, digest, nonce)


def test_a_refusal_says_why() -> None:
    with pytest.raises(TeselaError) as raised:
        timestamps.read_response(refusal("bad_alg"), DIGEST)
    assert raised.value.code == "stamp.refused"
    assert "bad_alg" in str(raised.value)


def test_only_sha256_digests_are_asked_for() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        timestamps.request(b"short")


# --- OpenSSL, both ways ----------------------------------------------------------------------


@pytest.fixture
def openssl() -> str:
    found = shutil.which("openssl")
    if not found:
        pytest.skip("there is no openssl to compare with")
    return found


def test_openssl_reads_our_request_and_verifies_the_answer(
    pki: Pki, openssl: str, tmp_path: Path
) -> None:
    query = timestamps.request(DIGEST, nonce=42)
    (tmp_path / "query").write_bytes(query)
    said = subprocess.run(
        [openssl, "ts", "-query", "-in", tmp_path / "query", "-text"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "Hash Algorithm: sha256" in said
    assert "Nonce: 0x2A" in said
    assert "Certificate required: yes" in said
    answer = pki.ask(pki.addresses["tsa"], query, "application/timestamp-query")
    (tmp_path / "answer").write_bytes(answer)
    (tmp_path / "data").write_bytes(DATA)
    (tmp_path / "root.pem").write_text(_pem(pki.anchors[0]))
    done = subprocess.run(
        [
            openssl, "ts", "-verify", "-in", "answer", "-data", "data", "-CAfile", "root.pem",
            "-attime", str(int(pki.clock.now.timestamp())),
        ],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert "Verification: OK" in done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["rsa", "p256"])
@pytest.mark.parametrize("ess", ["sha1", "sha256", "sha512"])
def test_tokens_that_openssl_makes(
    pki: Pki, openssl: str, tmp_path: Path, kind: str, ess: str
) -> None:
    holder = pki.tsa
    if kind == "p256":
        holder = pki.certify(
            p256_key(), "Authority", extensions=TSA_USAGE, valid_until=datetime(2099, 1, 1, tzinfo=UTC)
        )  # fmt: skip
    (tmp_path / "key.pem").write_bytes(holder.private_pem())
    (tmp_path / "own.pem").write_text(_pem(holder.certificates[0]))
    (tmp_path / "serial").write_text("01\n")
    (tmp_path / "query").write_bytes(timestamps.request(DIGEST, nonce=9))
    (tmp_path / "ts.cnf").write_text(_CONFIGURATION.format(ess=ess))
    subprocess.run(
        [
            openssl, "ts", "-reply", "-config", "ts.cnf", "-section", "tsa", "-queryfile", "query",
            "-out", "answer",
        ],
        cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    token = timestamps.read_response((tmp_path / "answer").read_bytes(), DIGEST, nonce=9)
    assert timestamps.check(token, DATA).der == holder.certificates[0]


_CONFIGURATION = """
[tsa]
serial = serial
signer_cert = own.pem
signer_key = key.pem
signer_digest = sha384
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = {ess}
"""


def _pem(der: bytes) -> str:
    body = base64.encodebytes(der).decode()
    return f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n"
