"""`tesela check FOLDER`: many files in one call, in several processes, and what is counted."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.command import ACHIEVEMENT, call, process
from tests.cli.conftest import Class
from tests.conform.foreign import claims, european, token, written

BARE = "id: https://care.example/a\ntitle: {en: A}\nissuer:\n  name: {en: Care}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty files of four kinds, two of which nobody can read."""
    made = tmp_path / "many"
    (made / "deep").mkdir(parents=True)
    for number in range(13):
        (made / f"description-{number:02}.yaml").write_text(BARE, "utf-8")
        (made / f"european-{number:02}.jsonld").write_bytes(written(european()))
        (made / "deep" / f"wallet-{number:02}.sd-jwt").write_bytes(token(claims()))
    (made / "torn.json").write_text('{"@context": [', "utf-8")
    (made / "torn.pdf").write_bytes(b"%PDF-1.7 nothing")
    (made / "photo.jpeg").write_bytes(b"not looked at")
    (made / ".hidden.yaml").write_text("no", "utf-8")
    return made


def test_a_folder_is_checked_in_one_call_and_counted(folder: Path) -> None:
    ended = call("check", folder, "--json", "--jobs", 1)
    assert ended.status == 2, "two files are unusable"
    *lines, last = ended.lines
    assert [line["file"] for line in lines] == sorted(line["file"] for line in lines)
    summary = last["summary"]
    assert (summary["files"], summary["unusable"], summary["blocked"]) == (41, 2, 39)
    findings = [one for line in lines for one in line.get("findings", ())]
    assert summary["severities"] == {
        name: Counter(one["severity"] for one in findings)[name]
        for name in ("blocks", "warns", "informs", "asks")
    }
    decided = [one for one in findings if one["severity"] != "asks"]
    assert summary["rules"] == Counter(one["rule"] for one in decided)
    assert sum(summary["principles"].values()) == sum(
        one["principle"] is not None for one in decided
    )
    assert "recognised" in ended.err
    assert "41 files checked; 2 unusable." in ended.err


def test_several_processes_find_the_same_in_the_same_order(folder: Path) -> None:
    alone = call("check", folder, "--json", "--jobs", 1)
    together = process("check", folder, "--json", "--jobs", 2)
    assert together.status == alone.status
    assert [json.loads(line) for line in together.out.splitlines()] == alone.lines


def test_findings_do_not_depend_on_the_language_spoken(folder: Path) -> None:
    english, greek = (
        call("check", folder / "deep", "--json", "--language", tag).out for tag in ("en", "el")
    )
    assert english == greek
    spoken = call("check", folder / "deep" / "wallet-00.sd-jwt", "--language", "el")
    assert "P2-01" in spoken.err


def test_people_are_told_of_many_files_what_is_unusable_and_the_counts(folder: Path) -> None:
    ended = call("check", folder)
    assert ended.out == ""
    assert "torn.pdf" in ended.err
    assert "torn.json" in ended.err
    assert "description-00.yaml" not in ended.err, "what is usable is counted only"
    assert "Rule P2-01: " in ended.err
    few = call("check", folder / "description-00.yaml", folder / "description-01.yaml")
    assert few.status == 1
    assert "description-01.yaml:3:1: must be mended: P2-01" in few.err
    assert "2 files checked; 0 unusable." in few.err


def test_what_issuing_puts_beside_credentials_is_passed_over(issued_class: Class) -> None:
    ended = call("check", issued_class.folder, "--json")
    assert ended.status == 0, ended.err
    *lines, last = ended.lines
    assert last["summary"]["unusable"] == 0
    assert {line["subject"]["kind"] for line in lines} <= {"credential", "description"}


def test_a_place_in_the_document_stands_for_a_line(folder: Path) -> None:
    ended = call("check", folder / "european-00.jsonld")
    assert "european-00.jsonld:1:1: must be mended: P7-01" in ended.err
    ended = call("check", folder / "deep" / "wallet-00.sd-jwt")
    assert "wallet-00.sd-jwt /assessment: must be mended: P2-01" in ended.err


def test_with_a_registry_the_signature_is_asked_about_too(issued_class: Class) -> None:
    folder = issued_class.folder
    without = call("check", issued_class.credential, "--json").json
    assert "P9-01" in without["undecided"]
    trusted = call("check", issued_class.credential, "--json", "--trust", folder).json
    assert "P9-01" not in trusted["undecided"]
    changed = json.loads(issued_class.credential.read_bytes())
    changed["credentialSubject"]["achievement"]["name"] = "Something greater"
    forged = folder.parent / "forged.json"
    forged.write_text(json.dumps(changed), "utf-8")
    found = call("check", forged, "--json", "--trust", folder).json["findings"]
    assert "P9-01" in {one["rule"] for one in found if one["severity"] == "blocks"}


def test_an_empty_folder_is_no_success(tmp_path: Path) -> None:
    ended = call("check", tmp_path)
    assert ended.status == 2
    assert "no file to check" in ended.err


def test_a_description_beside_a_folder_is_checked_too(folder: Path) -> None:
    ended = call("check", folder / "deep", ACHIEVEMENT, "--json")
    assert [line.get("file") for line in ended.lines][-2] == str(ACHIEVEMENT)
    assert ended.lines[-1]["summary"]["files"] == 14
