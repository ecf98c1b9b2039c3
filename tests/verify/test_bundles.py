"""Bundles: what is known offline, what only the bundle says, and ZIPs that mean no good."""

import base64
import io
import json
import struct
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tesela.model.report import Outcome, Verdict
from tesela.text.errors import TeselaError
from tesela.trust.fetch import offline
from tesela.trust.registry import Registry
from tesela.verify import bundles, verify
from tesela.verify.procedure import verify_each
from tests.pki import Pki
from tests.samples import NOW
from tests.verify.lasting_samples import (
    LIST,
    SAVED,
    YEARS_LATER,
    bundle_files,
    credential,
    open_checks,
    registry_of,
    serving,
    status_list,
    time_proof,
    zipped,
)

CREDENTIAL = credential()


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """Has the issuer's keys, from whoever is trusted."""
    return registry_of(tmp_path)


def judged(files: dict[str, bytes], **options: Any):
    return verify(zipped(files), at=YEARS_LATER, **options)


def test_nobody_answers_and_nobody_vouches_for_the_key() -> None:
    found = judged(bundle_files(CREDENTIAL))
    assert found.verdict is Verdict.INDETERMINATE
    assert open_checks(found) == {"issuer": "issuer.as_carried", "status": "status.as_of"}
    assert found.as_of is not None
    assert found.as_of.problem.code == "as_of.bundle_says"
    assert found.as_of.verdict is Verdict.INDETERMINATE
    assert found.content["file"] == "credential.json"
    assert found.content["carrier"] == "zip"


def test_nobody_answers_but_a_registry_has_the_key(registry: Registry) -> None:
    found = judged(bundle_files(CREDENTIAL), registry=registry)
    assert open_checks(found) == {"status": "status.as_of"}
    assert found.verdict is Verdict.INDETERMINATE
    assert found.as_of is not None
    assert found.as_of.problem.code == "as_of.genuine"
    assert found.as_of.verdict is Verdict.VALID
    assert found.as_of.at == SAVED


def test_while_the_issuer_answers_its_word_counts() -> None:
    found = judged(bundle_files(CREDENTIAL), fetch=serving())
    assert open_checks(found) == {}
    assert found.verdict is Verdict.VALID
    assert found.as_of is None


def test_what_the_issuer_says_now_counts_before_what_the_bundle_says() -> None:
    fetch = serving(**{LIST: status_list("revocation", (42,))})
    found = judged(bundle_files(CREDENTIAL), fetch=fetch)
    assert open_checks(found) == {"status": "status.revoked"}
    assert found.verdict is Verdict.INVALID


def test_withdrawn_when_it_was_saved(registry: Registry) -> None:
    found = judged(bundle_files(CREDENTIAL, revoked=(42,)), registry=registry)
    assert open_checks(found) == {"status": "status.revoked"}
    assert found.verdict is Verdict.INVALID


def test_suspended_when_it_was_saved(registry: Registry) -> None:
    found = judged(bundle_files(CREDENTIAL, suspended=(42,)), registry=registry)
    assert open_checks(found) == {"status": "status.suspended_then"}
    assert found.verdict is Verdict.INDETERMINATE


def test_a_bundle_cannot_make_its_status_list_newer(registry: Registry) -> None:
    files = bundle_files(CREDENTIAL, saved_at=YEARS_LATER, listed_at=NOW)
    found = judged(files, registry=registry)
    assert found.as_of is not None
    assert found.as_of.at == NOW


def test_a_status_list_of_after_the_day_says_nothing(registry: Registry) -> None:
    files = bundle_files(CREDENTIAL, saved_at=NOW, listed_at=SAVED)
    assert open_checks(judged(files, registry=registry)) == {"status": "status.unknown"}


def test_a_changed_credential_fits_not_even_the_carried_key() -> None:
    changed = CREDENTIAL.replace("Żaneta".encode(), "Żanete".encode())
    assert changed != CREDENTIAL
    found = judged(bundle_files(changed))
    assert open_checks(found)["proof"] == "proof.wrong"
    assert found.verdict is Verdict.INVALID


def test_a_status_list_by_somebody_else_says_nothing(registry: Registry) -> None:
    files = bundle_files(CREDENTIAL)
    listed = json.loads(files["status/revocation.json"])
    listed["issuer"] = "did:web:other.example"
    files["status/revocation.json"] = json.dumps(listed).encode()
    found = judged(files, registry=registry)
    assert open_checks(found)["status"].startswith("status.")
    assert found.as_of is None or found.as_of.at is None


def test_the_time_proof_in_the_bundle(tmp_path: Path, registry: Registry, pki: Pki) -> None:
    proof = time_proof(pki, CREDENTIAL, NOW + timedelta(hours=1))
    files = bundle_files(CREDENTIAL, proof)
    found = judged(files, registry=registry_of(tmp_path, pki))
    assert found.existence is not None
    assert found.existence.problem.code == "existence.proven"
    assert found.existence.by is not None
    assert found.existence.by - NOW < timedelta(hours=2)
    unknown = judged(files, registry=registry).existence
    assert unknown is not None
    assert unknown.outcome is Outcome.INDETERMINATE
    assert unknown.problem.code == "existence.authority_unknown"
    assert unknown.evidence["reason"] == "certificate.no_anchors"


def test_an_authority_that_was_revoked_proves_nothing(tmp_path: Path, pki: Pki) -> None:
    proof = json.loads(time_proof(pki, CREDENTIAL, NOW))
    pki.revoke(pki.tsa)
    proof["validation"]["crls"] = [base64.b64encode(pki.get(pki.addresses["crl"])).decode()]
    files = bundle_files(CREDENTIAL, json.dumps(proof).encode())
    found = judged(files, registry=registry_of(tmp_path, pki)).existence
    assert found is not None
    assert found.outcome is Outcome.INDETERMINATE
    assert found.evidence["reason"] == "certificate.revoked"


def test_a_time_proof_of_another_credential_is_told_and_takes_nothing_away(
    tmp_path: Path, pki: Pki
) -> None:
    proof = time_proof(pki, b"other", NOW)
    found = judged(
        bundle_files(CREDENTIAL, proof), fetch=serving(), registry=registry_of(tmp_path, pki)
    )
    assert found.verdict is Verdict.VALID
    assert found.existence is not None
    assert found.existence.problem.code == "existence.not_of_this"


def test_a_time_proof_may_be_handed_over_beside_the_credential(tmp_path: Path, pki: Pki) -> None:
    proof = time_proof(pki, CREDENTIAL, NOW)
    found = verify(
        CREDENTIAL, at=SAVED, fetch=serving(), beside=[proof], registry=registry_of(tmp_path, pki)
    )
    assert found.existence is not None
    assert found.existence.outcome is Outcome.PASSED


def test_every_credential_of_a_bundle() -> None:
    files = bundle_files(CREDENTIAL)
    content = json.loads(files["bundle.json"])
    content["credentials"].append({"format": "other", "file": "second.json"})
    files |= {"bundle.json": json.dumps(content).encode(), "second.json": b"{}" + CREDENTIAL[2:]}
    files["second.json"] = credential(grade="90")
    (bundle,) = bundles.read_files(files).values()
    found = dict(verify_each(bundle, at=YEARS_LATER, fetch=serving()))
    assert {name: one.verdict for name, one in found.items()} == {
        "credential.json": Verdict.VALID,
        "second.json": Verdict.VALID,
    }


def refused(data: bytes) -> str:
    with pytest.raises(TeselaError) as error:
        verify(data, at=NOW, fetch=offline)
    return error.value.code


def with_name(name: str) -> bytes:
    files = bundle_files(CREDENTIAL)
    return zipped({**files, name: b"x"}, "")


@pytest.mark.parametrize(
    "name",
    ["../up.json", "/etc/passwd", "a/../../b", "C:/x", "a\\..\\b", "a//b", "./a", "new\nline"],
)
def test_names_that_lead_elsewhere(name: str) -> None:
    assert refused(with_name(name)) == "bundle.unsafe_name"


def test_a_name_twice() -> None:
    out = io.BytesIO(zipped(bundle_files(CREDENTIAL)))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("kept/credential.json", b"{}")
    assert refused(out.getvalue()) == "bundle.unsafe_name"


def test_a_bomb() -> None:
    files = bundle_files(CREDENTIAL)
    bomb = zipped({**files, "zeros": bytes(bundles.MAXIMUM_FILE_BYTES + 1)})
    assert len(bomb) < 100_000
    assert refused(bomb) == "bundle.too_large"


def test_a_bomb_that_lies_about_its_size() -> None:
    bomb = zipped({"zeros": bytes(bundles.MAXIMUM_FILE_BYTES + 1), **bundle_files(CREDENTIAL)})
    size = struct.pack("<I", bundles.MAXIMUM_FILE_BYTES + 1)
    assert bomb.count(size) == 2
    assert refused(bomb.replace(size, struct.pack("<I", 10))) in (
        "bundle.unreadable",
        "bundle.too_large",
    )


def test_too_many_files() -> None:
    many = {f"f{number}": b"" for number in range(bundles.MAXIMUM_FILES + 1)}
    assert refused(zipped(many)) == "bundle.too_large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({"a.txt": b"hello"}), "bundle.none"),
        (zipped(bundle_files(CREDENTIAL))[:-40], "bundle.unreadable"),
        (b"PK\x03\x04", "bundle.unreadable"),
        (zipped(bundle_files(CREDENTIAL), "a/"), ""),
    ],
)
def test_other_zips(data: bytes, code: str) -> None:
    if code:
        assert refused(data) == code
    else:
        assert verify(data, at=NOW).verdict is Verdict.INDETERMINATE


def without(member: str) -> Callable[[dict[str, Any]], Any]:
    return lambda content: content.pop(member)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without("type"), "bundle.malformed"),
        (without("saved_at"), "bundle.malformed"),
        (without("credentials"), "bundle.malformed"),
        (lambda c: c.update(version=2), "bundle.malformed"),
        (lambda c: c.update(saved_at="yesterday"), "bundle.malformed"),
        (lambda c: c.update(credentials=["a"]), "bundle.malformed"),
        (lambda c: c.update(copies=[]), "bundle.malformed"),
        (lambda c: c.update(copies={"https://a.example": "../x"}), "bundle.missing_file"),
        (lambda c: c["credentials"][0].update(file="gone.json"), "bundle.missing_file"),
    ],
)
def test_lists_of_contents_that_are_none(
    change: Callable[[dict[str, Any]], Any], code: str
) -> None:
    files = bundle_files(CREDENTIAL)
    content = json.loads(files["bundle.json"])
    change(content)
    assert refused(zipped({**files, "bundle.json": json.dumps(content).encode()})) == code


def test_several_bundles_are_told_apart() -> None:
    files = bundle_files(CREDENTIAL)
    both = {f"{folder}/{path}": data for folder in "ab" for path, data in files.items()}
    assert set(bundles.read_zip(zipped(both, ""))) == {"a/", "b/"}
    assert refused(zipped(both, "")) == "input.several_credentials"
