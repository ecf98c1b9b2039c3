"""What lasts, by command: classes with time-stamps, and bundles verified from disk."""

import json
import zipfile
from pathlib import Path

import jsonschema
import pytest

from tests.cli.command import call, credentials, issued, new_key
from tests.pki import Pki
from tests.verify.lasting_samples import bundle_files, credential, zipped


@pytest.fixture
def stamped(tmp_path: Path, pki: Pki) -> Path:
    folder = tmp_path / "out"
    ended = issued(folder, new_key(tmp_path), "--time-stamps", pki.addresses["tsa"])
    assert ended.status == 0, ended.err
    return folder


def asked(pki: Pki) -> int:
    return pki.asked.count("/tsa")


def proofs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "proofs").iterdir()}


def test_a_class_gets_one_time_stamp_and_each_award_its_proof(stamped: Path, pki: Pki) -> None:
    assert asked(pki) == 1
    found = proofs(stamped)
    assert set(found) == {path.name for path in credentials(stamped)}
    schema = call("schema", "time-proof").json
    documents = [json.loads(data) for data in found.values()]
    for document in documents:
        jsonschema.validate(document, schema)
    assert len({document["token"] for document in documents}) == 1


def test_issuing_again_stamps_nothing_again(stamped: Path, pki: Pki, tmp_path: Path) -> None:
    before = proofs(stamped)
    again = issued(stamped, tmp_path / "key.json", "--time-stamps", pki.addresses["tsa"])
    assert again.status == 0
    assert proofs(stamped) == before
    assert asked(pki) == 1


def test_a_run_that_was_killed_while_stamping_is_finished(
    stamped: Path, pki: Pki, tmp_path: Path
) -> None:
    before = proofs(stamped)
    lost = min(before)
    (stamped / "proofs" / lost).unlink()
    (stamped / "proofs" / f".{lost}.1.partial").write_bytes(b"{")
    issued(stamped, tmp_path / "key.json", "--time-stamps", pki.addresses["tsa"])
    after = proofs(stamped)
    assert set(after) == set(before)
    assert {name: data for name, data in after.items() if name != lost} == {
        name: data for name, data in before.items() if name != lost
    }
    assert json.loads(after[lost])["size"] == 1


def test_an_authority_that_does_not_answer_leaves_the_credentials(tmp_path: Path, pki: Pki) -> None:
    folder, key = tmp_path / "out", new_key(tmp_path)
    ended = issued(folder, key, "--time-stamps", f"{pki.base}/nobody")
    assert ended.status == 2
    assert credentials(folder)
    assert issued(folder, key, "--time-stamps", pki.addresses["tsa"]).status == 0
    assert len(proofs(folder)) == len(credentials(folder))


def test_the_time_proof_is_told(stamped: Path) -> None:
    one = credentials(stamped)[0]
    proof = stamped / "proofs" / one.name
    told = call("verify", one, "--time-proof", proof, "--trust", stamped, "--json").json
    assert told["verdict"] == "valid"
    assert told["existence"]["code"] == "existence.authority_unknown"
    other = stamped / "proofs" / credentials(stamped)[1].name
    told = call("verify", one, "--time-proof", other, "--trust", stamped, "--json").json
    assert told["verdict"] == "valid"
    assert told["existence"]["code"] == "existence.not_of_this"


@pytest.mark.parametrize("ending", ["ndjson", "zip"])
def test_the_time_proof_is_told_of_one_among_many(stamped: Path, ending: str) -> None:
    first, second, *_ = credentials(stamped)
    many = stamped.parent / f"many.{ending}"
    if ending == "zip":
        with zipfile.ZipFile(many, "w") as archive:
            for one in (first, second):
                archive.write(one, one.name)
    else:
        many.write_bytes(first.read_bytes() + b"\n" + second.read_bytes())
    proof = stamped / "proofs" / first.name
    told = call("verify", many, "--time-proof", proof, "--trust", stamped, "--json").lines
    assert [line["verdict"] for line in told] == ["valid", "valid"]
    assert [line["existence"]["code"] for line in told] == [
        "existence.authority_unknown",
        "existence.not_of_this",
    ]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "kept.zip"
    path.write_bytes(zipped(bundle_files(credential())))
    return path


def test_a_bundle_from_disk(bundle: Path) -> None:
    ended = call("verify", bundle, "--offline")
    assert ended.status == 3
    assert "By what the bundle itself says it was genuine on 2026-07-15" in ended.out
    assert "kept.zip/kept/credential.json" in ended.out


def test_the_unpacked_folder_is_the_same(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "unpacked")
    packed = call("verify", bundle, "--offline", "--json").json
    unpacked = call("verify", tmp_path / "unpacked", "--offline", "--json").json
    for one in (packed, unpacked):
        one.pop("file")
        one.pop("verified_at")
    assert packed == unpacked


def test_a_folder_without_a_bundle(tmp_path: Path) -> None:
    ended = call("verify", tmp_path, "--offline")
    assert ended.status == 2
    assert "bundle.json" in ended.err
