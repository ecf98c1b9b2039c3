"""Time proofs: one time-stamp for a batch, and for each file its place under it."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import jsonschema
import pytest

from tesela.codecs import jsontext
from tesela.proofs import time_proofs
from tesela.proofs.time_proofs import TimeProof
from tesela.text.errors import TeselaError
from tests.pki import Pki

FILES = [b"credential %d" % number for number in range(11)]
AWARDS = [
    {"openbadge": FILES[start], "elm": FILES[start + 1]} if start < 10 else {"pdf": FILES[start]}
    for start in range(0, 11, 2)
]


FORGED = base64.b64encode(sha256(b"forged").digest()).decode()


@pytest.fixture
def proofs(pki: Pki) -> list[TimeProof]:
    digests = ({name: sha256(data).digest() for name, data in award.items()} for award in AWARDS)
    return list(time_proofs.stamped(digests, pki.time_stamp)())


def code_of(call: Callable[[], Any]) -> str:
    with pytest.raises(TeselaError) as refused:
        call()
    return refused.value.code


def test_one_token_covers_every_file(proofs: list[TimeProof], pki: Pki) -> None:
    assert len(proofs) == len(AWARDS)
    assert pki.serial == 1 or len({proof.token for proof in proofs}) == 1
    for award, proof in zip(AWARDS, proofs, strict=True):
        assert proof.size == len(FILES)
        for data in award.values():
            stamped = time_proofs.check(proof, data)
            assert stamped.by - pki.clock.now < timedelta(seconds=2)
            assert "Time-Stamping Authority" in stamped.certificate.subject


def test_what_is_written_reads_back(proofs: list[TimeProof]) -> None:
    for proof in proofs:
        written = proof.to_bytes()
        assert time_proofs.read(jsontext.parse(written)) == proof
        jsonschema.validate(json.loads(written), time_proofs.time_proof_schema())


def test_no_other_file_is_proven(proofs: list[TimeProof]) -> None:
    for data in (b"", FILES[0] + b" ", FILES[4]):
        assert code_of(lambda data=data: time_proofs.check(proofs[0], data)) == (
            "time_proof.other_file"
        )


def changed(proof: TimeProof, change: Callable[[dict[str, Any]], Any]) -> TimeProof:
    document = json.loads(proof.to_bytes())
    change(document)
    return time_proofs.read(document)


@pytest.mark.parametrize(
    ("change", "data", "code"),
    [
        (lambda d: d["files"][0].update(index=3), FILES[0], "time_proof.other_root"),
        (lambda d: d["files"][0]["path"].reverse(), FILES[0], "time_proof.other_root"),
        (lambda d: d["files"][0]["path"].pop(), FILES[0], "merkle.malformed"),
        (lambda d: d.update(size=2), FILES[0], "merkle.malformed"),
        (lambda d: d["files"][0].update(sha256=FORGED), b"forged", "time_proof.other_root"),
        (lambda d: d.update(root=FORGED), FILES[0], "time_proof.other_root"),
    ],
    ids=["place", "siblings", "sibling-missing", "size", "digest", "root"],
)
def test_a_changed_proof_proves_nothing(
    proofs: list[TimeProof], change: Callable[[dict[str, Any]], Any], data: bytes, code: str
) -> None:
    forged = changed(proofs[0], change)
    assert code_of(lambda: time_proofs.check(forged, data)) == code


def test_a_tree_of_ones_own_is_not_what_was_stamped(proofs: list[TimeProof], pki: Pki) -> None:
    (own,) = time_proofs.stamped([{"openbadge": sha256(b"forged").digest()}], pki.time_stamp)()
    forged = TimeProof(own.size, own.root, proofs[0].token, own.entries)
    assert code_of(lambda: time_proofs.check(forged, b"forged")) == "stamp.other_data"


def test_an_authority_that_stamps_something_else_is_noticed(pki: Pki) -> None:
    def stamper(digest: bytes) -> bytes:
        return pki.time_stamp(sha256(digest).digest())

    assert code_of(lambda: time_proofs.stamped([{"a": bytes(32)}], stamper)) == "stamp.other_data"


@pytest.mark.parametrize(
    ("change", "member"),
    [
        (lambda d: d.update(size="11"), "size"),
        (lambda d: d.update(size=True), "size"),
        (lambda d: d.update(root="AAAA"), "root"),
        (lambda d: d.update(token="?"), "token"),
        (lambda d: d.update(files=[]), "files"),
        (lambda d: d.update(files=[1]), "files"),
        (lambda d: d.update(files=d["files"] * 30), "files"),
        (lambda d: d["files"][0].update(path=["AAAA"]), "path"),
        (lambda d: d["files"][0].update(path=[d["root"]] * 65), "path"),
        (lambda d: d["files"][0].update(index=-1), "index"),
    ],
)
def test_malformed(
    proofs: list[TimeProof], change: Callable[[dict[str, Any]], Any], member: str
) -> None:
    with pytest.raises(TeselaError) as refused:
        changed(proofs[0], change)
    assert refused.value.code == "time_proof.malformed"
    assert refused.value.problem.data["member"] == member


def test_another_version(proofs: list[TimeProof]) -> None:
    assert code_of(lambda: changed(proofs[0], lambda d: d.update(version=2))) == (
        "time_proof.version"
    )
