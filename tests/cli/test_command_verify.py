"""`tesela verify`: what it says, as JSON and to people, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tesela.proofs import jades
from tesela.text.catalogue import say
from tests.cli.command import call, credentials, process
from tests.cli.conftest import Class

KEPT = Path(__file__).parents[1] / "vectors"
REPORT = Draft202012Validator(call("schema", "report").json)


@pytest.fixture
def tampered(issued_class: Class, tmp_path: Path) -> Path:
    """A credential with one letter changed."""
    document = json.loads(issued_class.credential.read_bytes())
    document["credentialSubject"]["achievement"]["name"] += "."
    changed = tmp_path / "tampered.json"
    changed.write_text(json.dumps(document), "utf-8")
    return changed


def verdict(ended: Any) -> str:
    REPORT.validate(ended.json)
    return str(ended.json["verdict"])


def test_0_everything_passed(issued_class: Class) -> None:
    ended = call(
        "verify", issued_class.credential, "--offline", "--trust", issued_class.folder, "--json"
    )
    assert (ended.status, verdict(ended), ended.err) == (0, "valid", "")
    assert ended.json["file"] == str(issued_class.credential)
    assert ended.json["trust"]["outcome"] == "passed"
    assert {check["outcome"] for check in ended.json["checks"]} == {"passed"}


def test_1_a_check_failed(issued_class: Class, tampered: Path) -> None:
    ended = call("verify", tampered, "--offline", "--trust", issued_class.folder, "--json")
    assert (ended.status, verdict(ended)) == (1, "invalid")
    failed = [check["code"] for check in ended.json["checks"] if check["outcome"] == "failed"]
    assert failed == ["proof.wrong"]


@pytest.mark.parametrize("name", ["baked-png.png", "baked-svg.svg"])
def test_a_picture_is_read_and_said_to_prove_nothing_itself(name: str) -> None:
    ended = call("verify", KEPT / name, "--offline")
    assert ended.status == 0, ended.err
    assert say("content.picture", "en") in ended.out


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"this is no JSON", "input.unknown"),
        (b"", "input.unknown"),
        (b"{", "json.invalid"),
        (b"[1, 2]", "input.unknown"),
        (b"%PDF-1.7\n%%EOF\n", None),
    ],
)
def test_2_what_is_no_credential(tmp_path: Path, data: bytes, code: str | None) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    ended = call("verify", path, "--json")
    assert ended.status == 2
    assert ended.json["file"] == str(path)
    problem = ended.json["problem"]
    assert problem["message"] in ended.err
    if code:
        assert problem["code"] == code


def test_2_no_such_file(tmp_path: Path) -> None:
    ended = call("verify", tmp_path / "none.json", "--json")
    assert ended.status == 2
    assert ended.json["problem"]["code"] == "cli.not_found"


def test_3_the_state_cannot_be_asked(issued_class: Class) -> None:
    ended = call("verify", issued_class.credential, "--offline", "--json")
    assert (ended.status, verdict(ended)) == (3, "indeterminate")
    unknown = {c["id"] for c in ended.json["checks"] if c["outcome"] == "indeterminate"}
    assert unknown == {"status"}
    assert "failed" not in {check["outcome"] for check in ended.json["checks"]}


def test_a_seal_is_believed_where_its_certificate_is_named(tmp_path: Path) -> None:
    kept = KEPT / "elm.jsonld"
    (signature,) = jades.parse(json.loads(kept.read_bytes())).signatures
    own = tmp_path / "own.der"
    own.write_bytes(signature.certificates[0])
    found = call("verify", kept, "--offline", "--trust", own, "--json")
    assert (found.status, verdict(found)) == (0, "valid")
    alone = call("verify", kept, "--offline")
    assert alone.status == 3
    claimed = say("ground.self_certified", "en", name="Care Organisation vzw")
    assert claimed in alone.out


def test_several_files_are_one_report_a_line_and_the_worst_decides(
    issued_class: Class, tampered: Path, tmp_path: Path
) -> None:
    trust = ("--offline", "--trust", issued_class.folder)
    good, other = credentials(issued_class.folder)[:2]
    ended = call("verify", good, other, tampered, *trust, "--json")
    assert ended.status == 1
    for line in ended.lines:
        REPORT.validate(line)
    assert [line["verdict"] for line in ended.lines] == ["valid", "valid", "invalid"]
    assert [line["file"] for line in ended.lines] == [str(good), str(other), str(tampered)]
    junk = tmp_path / "junk"
    junk.write_text("junk", "utf-8")
    ended = call("verify", junk, tampered, good, *trust, "--json")
    assert ended.status == 2
    assert "problem" in ended.lines[0]
    assert [line.get("verdict") for line in ended.lines] == [None, "invalid", "valid"]
    ended = call("verify", good, issued_class.credential, "--offline", "--json")
    assert ended.status == 3


def test_standard_input(issued_class: Class) -> None:
    data = issued_class.credential.read_bytes()
    words = ("verify", "-", "--offline", "--trust", issued_class.folder, "--json")
    ended = call(*words, stdin=data)
    assert (ended.status, verdict(ended), ended.json["file"]) == (0, "valid", "-")
    real = process(*words, stdin=data)
    assert (real.status, verdict(real)) == (0, "valid")


def test_the_time_of_verifying_is_an_argument(issued_class: Class) -> None:
    trust = ("--offline", "--trust", issued_class.folder)
    early = call("verify", issued_class.credential, *trust, "--at", "2020-01-01", "--json")
    assert (early.status, verdict(early)) == (1, "invalid")
    codes = {check["code"] for check in early.json["checks"] if check["outcome"] == "failed"}
    assert codes == {"dates.not_yet"}
    late = call("verify", issued_class.credential, *trust, "--at", "2090-01-01T00:00+02:00")
    assert late.status == 0


NO_YEAR_IN_UTC = ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"]


@pytest.mark.parametrize(
    "time", ["", "yesterday", "2026-13-01", "2026-06-30T25:00", "0000-01-01", *NO_YEAR_IN_UTC]
)
def test_a_time_that_is_none(issued_class: Class, time: str) -> None:
    ended = call("verify", issued_class.credential, "--at", time, "--json")
    assert ended.status == 2
    assert ended.json["problem"]["code"] == "cli.time"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Genuine", "Learner: ", "The signature is correct")),
        ("de", ("Echt", "Lernende")),
        ("el", ("Γνήσι",)),
    ],
)
def test_people_read_it_in_their_language(
    issued_class: Class, language: str, words: tuple[str, ...]
) -> None:
    asked = ("verify", issued_class.credential, "--offline", "--trust", issued_class.folder)
    by_option = call(*asked, "--language", language)
    by_environment = call(*asked, env={"TESELA_LANGUAGE": language})
    assert by_option.out == by_environment.out
    assert all(word in by_option.out for word in words), by_option.out
    assert by_option.status == 0


def test_a_withdrawn_credential_says_so_with_advice(own_class: Class) -> None:
    award = f"urn:uuid:{own_class.credential.stem}"
    changed = call("status", "revoke", award, "--in", own_class.folder, "--key", own_class.key)
    assert changed.status == 0
    ended = call("verify", own_class.credential, "--offline", "--trust", own_class.folder)
    assert ended.status == 1
    assert "withdrawn" in ended.out


ANOTHER_DOCUMENT = '{"type": ["VerifiableCredential"], "name": "Climate data"}'


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"issuers": 1}', '{"issuers": {"a": {}}}', "{", ANOTHER_DOCUMENT],
)
def test_a_registry_that_is_none(issued_class: Class, tmp_path: Path, content: str) -> None:
    (tmp_path / "registry.json").write_text(content, "utf-8")
    ended = call("verify", issued_class.credential, "--offline", "--trust", tmp_path, "--json")
    assert ended.status == 2
    assert ended.json["problem"]["code"].partition(".")[0] in ("registry", "json", "certificate")
