"""The published vectors of the ECDSA cryptosuites, and signatures that are none."""

import copy
import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from tesela.codecs import multibase, rdfc
from tesela.proofs import data_integrity
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.proofs.suites import SUITES
from tesela.text.errors import TeselaError
from tests.published import load, with_published

SIGNED = {
    "ecdsa-rdfc-2019-p256/signedECDSAP256.json": ("p256", "unsigned.json"),
    "ecdsa-rdfc-2019-p256/employ/signedECDSAP256.json": ("p256", "employmentAuth.json"),
    "ecdsa-rdfc-2019-p384/employ/signedECDSAP384.json": ("p384", "employmentAuth.json"),
    "ecdsa-jcs-2019-p384/signedJCSECDSAP384.json": ("p384", "unsigned.json"),
}
EMPLOYMENT = {
    "ecdsa-rdfc-2019-p256/employ/signedECDSAP256.json": ("p256", "sha256"),
    "ecdsa-rdfc-2019-p384/employ/signedECDSAP384.json": ("p384", "sha384"),
}
ORDERS = {
    "p256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "p384": int(
        "ffffffffffffffffffffffffffffffffffffffffffffffff"
        "c7634d81f4372ddf581a0db248b0a77aecec196accc52973",
        16,
    ),
}


def published(standards: Path, name: str) -> dict[str, Any]:
    return load(standards / "vectors/di-ecdsa" / name)


def key_of(document: dict[str, Any]) -> PublicKey:
    return PublicKey(*multibase.decode_key(document["proof"]["verificationMethod"].split("#")[1]))


def published_key(standards: Path, kind: str) -> SoftwareKey:
    pair = published(standards, f"{kind}KeyPair.json")
    key = SoftwareKey(multibase.decode(pair["secretKeyMultibase"])[2:], kind=kind)
    assert key.public.multibase == pair["publicKeyMultibase"]
    return key


def with_signature(document: dict[str, Any], signature: bytes) -> dict[str, Any]:
    return {**document, "proof": {**document["proof"], "proofValue": multibase.encode(signature)}}


@pytest.mark.parametrize("name", sorted(SIGNED))
def test_signed_vector_verifies(standards: Path, name: str) -> None:
    document = published(standards, name)
    key = key_of(document)
    assert key.kind == SIGNED[name][0]
    assert data_integrity.is_signed_by(document, document["proof"], key, with_published(standards))


@pytest.mark.parametrize("name", sorted(SIGNED))
def test_canonical_forms_and_hashes_are_the_published_ones(standards: Path, name: str) -> None:
    folder = (standards / "vectors/di-ecdsa" / name).parent
    kind, unsigned = SIGNED[name]
    (config,), (canonical,), (config_canonical,), (combined,) = (
        list(folder.glob(f"{part}*"))
        for part in ("proofConfig", "canonDoc", "proofCanon", "combinedHash")
    )
    document, options = published(standards, unsigned), load(config)
    suite, contexts = SUITES[options["cryptosuite"]], with_published(standards)
    forms = (document, options, contexts, suite.hashes[kind])
    assert suite.document_form(*forms).decode() == canonical.read_text("utf-8")
    assert suite.options_form(*forms).decode() == config_canonical.read_text("utf-8")
    signed = suite.signed_bytes(document, options, contexts, kind)
    assert signed.hex() == combined.read_text().strip()


@pytest.mark.parametrize("name", sorted(EMPLOYMENT))
def test_published_statements_are_canonical_and_signed(standards: Path, name: str) -> None:
    """With P-384, RDFC-1.0 itself works with SHA-384 (ECDSA cryptosuites 1.0, 3.2)."""
    kind, hash_name = EMPLOYMENT[name]
    folder = (standards / "vectors/di-ecdsa" / name).parent
    (canonical,) = folder.glob("canonDoc*")
    (config_canonical,) = folder.glob("proofCanon*")
    signed = b""
    for file in (config_canonical, canonical):
        text = file.read_text("utf-8")
        renamed = text.replace("_:c14n", "_:other")
        quads = tuple(ox.parse(renamed, format=ox.RdfFormat.N_QUADS))
        assert rdfc.canonical(quads, hash_name) == text
        signed += hashlib.new(hash_name, text.encode()).digest()
    document = published(standards, name)
    signature = multibase.decode(document["proof"]["proofValue"])
    key = key_of(document)
    assert (key.kind, key.verifies(signature, signed)) == (kind, True)
    suite, contexts = SUITES["ecdsa-rdfc-2019"], with_published(standards)
    (config,) = folder.glob("proofConfig*")
    options = suite.options_form(document, load(config), contexts, suite.hashes[kind])
    assert options.decode() == config_canonical.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(SIGNED))
def test_writing_gives_the_published_bytes(standards: Path, name: str) -> None:
    """The vectors were signed with RFC 6979, as ours are."""
    kind, unsigned = SIGNED[name]
    document = published(standards, name)
    made = data_integrity.secure(
        published(standards, unsigned),
        published_key(standards, kind),
        datetime.fromisoformat(document["proof"]["created"]),
        document["proof"]["cryptosuite"],
        with_published(standards),
    )
    assert made == document


@pytest.mark.parametrize("name", sorted(EMPLOYMENT))
def test_signing_the_published_hashes_gives_the_published_signature(
    standards: Path, name: str
) -> None:
    (combined,) = (standards / "vectors/di-ecdsa" / name).parent.glob("combinedHash*")
    key = published_key(standards, EMPLOYMENT[name][0])
    proof = published(standards, name)["proof"]
    made = key.sign(bytes.fromhex(combined.read_text().strip()))
    assert multibase.encode(made) == proof["proofValue"]


def test_the_hash_inside_rdfc_matters(standards: Path) -> None:
    folder = standards / "vectors/di-ecdsa/ecdsa-rdfc-2019-p384/employ"
    text = (folder / "canonDocECDSAP384.txt").read_text("utf-8")
    quads = tuple(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert rdfc.canonical(quads, "sha256") != text


@pytest.mark.parametrize("name", sorted(SIGNED))
@pytest.mark.parametrize("fault", ["member", "date", "swapped", "zero r", "zero s", "r and n", "n"])
def test_changed_vector_does_not_verify(standards: Path, name: str, fault: str) -> None:
    document = copy.deepcopy(published(standards, name))
    key = key_of(document)
    signature = multibase.decode(document["proof"]["proofValue"])
    half = len(signature) // 2
    r, s = signature[:half], signature[half:]
    order = ORDERS[key.kind]
    match fault:
        case "member":
            document["description"] += "."
        case "date":
            document["proof"]["created"] = "2023-02-24T23:36:39Z"
        case "swapped":
            document = with_signature(document, s + r)
        case "zero r":
            document = with_signature(document, bytes(half) + s)
        case "zero s":
            document = with_signature(document, r + bytes(half))
        case "r and n":
            larger = (int.from_bytes(s) + order) % (1 << 8 * half)
            document = with_signature(document, r + larger.to_bytes(half))
        case "n":
            document = with_signature(document, order.to_bytes(half) + s)
    contexts = with_published(standards)
    assert not data_integrity.is_signed_by(document, document["proof"], key, contexts)


@pytest.mark.parametrize("name", sorted(SIGNED))
@pytest.mark.parametrize("fault", ["cut off", "one more", "of the other curve", "DER"])
def test_signature_of_another_length_is_named(standards: Path, name: str, fault: str) -> None:
    document = published(standards, name)
    key = key_of(document)
    signature = multibase.decode(document["proof"]["proofValue"])
    half = len(signature) // 2
    other = {
        "cut off": signature[:-1],
        "one more": signature + b"\0",
        "of the other curve": bytes(64 if half == 48 else 96),
        "DER": b"\x30" + signature[:7] + signature,
    }[fault]
    changed = with_signature(document, other)
    with pytest.raises(TeselaError) as caught:
        data_integrity.is_signed_by(changed, changed["proof"], key, with_published(standards))
    assert caught.value.code == "proof.malformed"


@pytest.mark.parametrize("name", sorted(SIGNED))
def test_key_of_another_kind_is_named(standards: Path, name: str) -> None:
    document = published(standards, name)
    key = PublicKey("ed25519", bytes(32))
    with pytest.raises(TeselaError) as caught:
        data_integrity.is_signed_by(document, document["proof"], key, with_published(standards))
    assert caught.value.code == "proof.wrong_key"


def test_key_of_the_other_curve_does_not_verify(standards: Path) -> None:
    document = published(standards, "ecdsa-jcs-2019-p384/signedJCSECDSAP384.json")
    pair = published(standards, "p256KeyPair.json")
    key = PublicKey(*multibase.decode_key(pair["publicKeyMultibase"]))
    with pytest.raises(TeselaError) as caught:
        data_integrity.is_signed_by(document, document["proof"], key, with_published(standards))
    assert caught.value.code == "proof.malformed"
    shorter = with_signature(document, multibase.decode(document["proof"]["proofValue"])[:64])
    assert not data_integrity.is_signed_by(
        shorter, shorter["proof"], key, with_published(standards)
    )
