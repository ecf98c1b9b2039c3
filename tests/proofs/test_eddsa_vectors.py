"""The published vectors of the EdDSA cryptosuites, read and written."""

import copy
from datetime import datetime
from pathlib import Path

import pytest

from tesela.codecs import multibase
from tesela.proofs import data_integrity
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.proofs.suites import SUITES
from tesela.text.errors import TeselaError
from tests.published import load, with_published

SIGNED = {
    "eddsa-rdfc-2022": "proof-set-chain/signedProofSet1.json",
    "eddsa-jcs-2022": "eddsa-jcs-2022/signedJCS.json",
}


def key_of(proof: dict) -> PublicKey:
    return PublicKey(*multibase.decode_key(proof["verificationMethod"].split("#")[1]))


def verifies(document: dict, contexts) -> list[bool]:
    return [
        data_integrity.is_signed_by(document, proof, key_of(proof), contexts)
        for proof in data_integrity.proofs_of(document)
    ]


@pytest.mark.parametrize("name", sorted(set(SIGNED.values())))
def test_signed_vector_verifies(standards: Path, name: str) -> None:
    document = load(standards / "vectors/di-eddsa" / name)
    assert all(verifies(document, with_published(standards)))


@pytest.mark.parametrize(
    "name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"]
)
def test_every_proof_of_a_set_or_chain_verifies(standards: Path, name: str) -> None:
    document = load(standards / f"vectors/di-eddsa/proof-set-chain/{name}.json")
    assert all(verifies(document, with_published(standards)))


def test_chain_without_its_first_proof_is_broken(standards: Path) -> None:
    document = load(standards / "vectors/di-eddsa/proof-set-chain/signedProofChain2.json")
    first = document["proof"][0]["id"]
    document["proof"] = document["proof"][1:]
    builds_on_it = next(p for p in document["proof"] if first in (p.get("previousProof") or []))
    with pytest.raises(TeselaError) as caught:
        data_integrity.is_signed_by(
            document, builds_on_it, key_of(builds_on_it), with_published(standards)
        )
    assert caught.value.code == "proof.chain_broken"


@pytest.mark.parametrize("suite", sorted(SIGNED))
def test_writing_gives_the_published_bytes(standards: Path, suite: str) -> None:
    folder = standards / "vectors/di-eddsa"
    document = load(folder / "unsigned.json")
    keys = load(folder / "keyPair.json")
    seed = multibase.decode(keys["privateKeyMultibase"])[2:]
    key = SoftwareKey(seed)
    assert key.public.multibase == keys["publicKeyMultibase"]
    made = data_integrity.secure(
        document,
        key,
        datetime.fromisoformat("2023-02-24T23:36:38Z"),
        suite,
        with_published(standards),
    )
    if suite == "eddsa-jcs-2022":
        published = load(folder / "eddsa-jcs-2022/signedJCS.json")
        assert made["proof"]["proofValue"] == published["proof"]["proofValue"]
        assert made == published
    else:
        assert verifies(made, with_published(standards)) == [True]


def test_canonical_forms_and_hashes_are_the_published_ones(standards: Path) -> None:
    """Intermediate values are published for `eddsa-jcs-2022` alone."""
    folder = standards / "vectors/di-eddsa/eddsa-jcs-2022"
    chosen = SUITES["eddsa-jcs-2022"]
    contexts = with_published(standards)
    document = load(folder.parent / "unsigned.json")
    options = load(folder / "proofConfigJCS.json")
    assert chosen.document_form(document, options, contexts, "sha256").decode() == (
        folder / "canonDocJCS.txt"
    ).read_text("utf-8")
    combined = chosen.signed_bytes(document, options, contexts, "ed25519").hex()
    assert combined == (folder / "combinedHashJCS.txt").read_text().strip()


@pytest.mark.parametrize("suite", sorted(SIGNED))
def test_changed_vector_does_not_verify(standards: Path, suite: str) -> None:
    published = load(standards / "vectors/di-eddsa" / SIGNED[suite])
    changed = copy.deepcopy(published)
    changed["credentialSubject"]["alumniOf"] += "."
    assert not any(verifies(changed, with_published(standards)))
