"""Seal keys in PKCS#12 files, ours and OpenSSL's."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import pkcs12 as library

from tesela.proofs import jws, pkcs12
from tesela.proofs.keys import PublicKey
from tesela.text.errors import TeselaError
from tests.pki import Holder, Pki

SECRET = "correct horse"


def refusal(data: bytes, passphrase: str | None = SECRET) -> str:
    with pytest.raises(TeselaError) as raised:
        pkcs12.read(data, passphrase)
    return raised.value.code


def public(holder: Holder) -> PublicKey:
    key = holder.key.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        return PublicKey("rsa", key.public_bytes(*form))
    form = (serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    return PublicKey("p256", key.public_bytes(*form))


@pytest.mark.parametrize(("name", "algorithm"), [("seal_rsa", "RS256"), ("seal_p256", "ES256")])
def test_a_file_seals_as_its_certificate_says(pki: Pki, name: str, algorithm: str) -> None:
    holder = getattr(pki, name)
    sealer = pkcs12.read(holder.pkcs12(SECRET), SECRET)
    assert sealer.certificates == holder.certificates
    assert sealer.kind == holder.kind
    signature = sealer.sign(b"data")
    assert signature == sealer.sign(b"data")
    assert jws.ALGORITHMS[algorithm].verifies(public(holder), signature, b"data")
    assert not jws.ALGORITHMS[algorithm].verifies(public(holder), signature, b"date")


@pytest.mark.parametrize("old", [[], ["-legacy"]], ids=["usual", "legacy"])
def test_a_file_that_openssl_made(pki: Pki, tmp_path: Path, old: list[str]) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("there is no openssl to compare with")
    pem = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in pki.seal_rsa.chain)
    (tmp_path / "all.pem").write_bytes(pki.seal_rsa.private_pem() + pem)
    done = subprocess.run(
        [openssl, "pkcs12", "-export", "-in", "all.pem", "-out", "seal.p12", *old,
         "-passout", f"pass:{SECRET}"],
        cwd=tmp_path, capture_output=True,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("this openssl has no old ciphers")
    sealer = pkcs12.read((tmp_path / "seal.p12").read_bytes(), SECRET)
    assert sealer.certificates == pki.seal_rsa.certificates


def test_a_file_is_not_opened(pki: Pki) -> None:
    file = pki.seal_rsa.pkcs12(SECRET)
    assert refusal(file, "wrong") == "seal.passphrase"
    assert refusal(file, None) == "seal.passphrase"
    assert refusal(b"no such file") == "seal.file"
    assert refusal(b"") == "seal.file"
    assert refusal(file + bytes(pkcs12.MAXIMUM_BYTES)) == "seal.file"


@pytest.mark.parametrize(
    "key",
    [
        rsa.generate_private_key(65_537, 1_024),
        ec.generate_private_key(ec.SECP384R1()),
        ed25519.Ed25519PrivateKey.generate(),
    ],
    ids=["short RSA", "P-384", "Ed25519"],
)
def test_keys_that_cannot_seal(key: object) -> None:
    encryption = serialization.BestAvailableEncryption(SECRET.encode())
    file = library.serialize_key_and_certificates(None, key, None, None, encryption)
    assert refusal(file) == "seal.key_unsupported"


def test_a_key_without_its_certificate(pki: Pki) -> None:
    encryption = serialization.BestAvailableEncryption(SECRET.encode())
    file = library.serialize_key_and_certificates(
        None, pki.seal_rsa.key, None, pki.seal_p256.chain, encryption
    )
    assert refusal(file) == "seal.no_certificate"


def test_hashes_are_those_of_seals(pki: Pki) -> None:
    sealer = pkcs12.read(pki.seal_p256.pkcs12(SECRET), SECRET)
    key = pki.seal_p256.key.public_key()
    signature = sealer.sign(b"data")
    der = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(der, b"data", ec.ECDSA(hashes.SHA256()))
