"""`tesela issue`: what it takes, what it refuses, and what it says."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from tesela.verify.carriers import credential_in
from tests.cli.command import (
    ACHIEVEMENT,
    CLASS,
    EXAMPLES,
    LISTS,
    call,
    credentials,
    issued,
    new_key,
    process,
    report,
)
from tests.issuing.batches import FIELDS, learners, saved, written

MISTAKES = EXAMPLES / "rosters" / "class-with-mistakes.csv"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return new_key(tmp_path)


def test_good_rows_are_issued_and_bad_ones_named(tmp_path: Path, key: Path) -> None:
    ended = issued(tmp_path / "out", key, "--json", roster=MISTAKES)
    found = report(tmp_path / "out")
    refused = [row for row in found["rows"] if row["status"] == "refused"]
    assert ended.status == 1
    assert ended.json == {
        "summary": found["summary"],
        "report": str(tmp_path / "out" / "report.json"),
    }
    assert found["summary"]["issued"] == len(credentials(tmp_path / "out")) > 0
    assert found["summary"]["refused"] == len(refused) > 0
    for row in refused:
        assert "award" not in row
        assert row["files"] == {}
        assert row["problems"]
        for problem in row["problems"]:
            assert problem["message"] in ended.err
            assert problem["fix"] in ended.err
            assert problem["column"]
    for row in found["rows"]:
        assert (row["status"] == "issued") == bool(row["files"])


def test_the_report_is_in_the_language_asked_for(tmp_path: Path, key: Path) -> None:
    issued(tmp_path / "en", key, roster=MISTAKES)
    issued(tmp_path / "de", key, "--language", "de", roster=MISTAKES)
    english, german = report(tmp_path / "en"), report(tmp_path / "de")
    for ours, theirs in zip(english["rows"], german["rows"], strict=True):
        for one, other in zip(ours["problems"], theirs["problems"], strict=True):
            assert one["code"] == other["code"]
            assert one["message"] != other["message"]


def test_a_class_list_from_a_spreadsheet(tmp_path: Path, key: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(FIELDS))
    for row in learners(4):
        sheet.append([row[field] for field in FIELDS])
    kept = io.BytesIO()
    book.save(kept)
    path = tmp_path / "class.xlsx"
    path.write_bytes(kept.getvalue())
    assert issued(tmp_path / "out", key, roster=path).status == 0
    # The same learners in another kind of file, and from standard input: nothing is issued twice.
    assert issued(tmp_path / "out", key, roster="-", stdin=kept.getvalue()).status == 0
    csv = saved(tmp_path / "class.csv", learners(4))
    assert issued(tmp_path / "out", key, roster=csv).status == 0
    assert report(tmp_path / "out")["summary"]["unchanged"] == 4
    assert len(credentials(tmp_path / "out")) == 4


def test_a_description_from_standard_input(tmp_path: Path, key: Path) -> None:
    ended = call(
        *("issue", "--achievement", "-", "--roster", CLASS, "--key", key),
        *("--out", tmp_path / "out", "--as", "openbadge"),
        stdin=ACHIEVEMENT.read_bytes(),
    )
    assert ended.status == 0, ended.err


def test_a_description_that_lacks_something_issues_nothing(tmp_path: Path, key: Path) -> None:
    bare = tmp_path / "bare.yaml"
    bare.write_text(
        "id: https://care.example/a\ntitle: {en: A}\nissuer:\n  name: {en: Care}\n", "utf-8"
    )
    for path, code, place in (
        (bare, "issue.blocked", f"{bare}:3:1"),
        (MISTAKES, "description.no_mapping", ""),
    ):
        ended = call(
            *("issue", "--achievement", path, "--roster", CLASS, "--key", key),
            *("--out", tmp_path / "out", "--json"),
        )
        assert ended.status == 2
        assert ended.json["problem"]["code"] in (code, "description.syntax")
        assert place in ended.err
        assert not (tmp_path / "out").exists()


def test_a_misfit_is_said_with_its_line(tmp_path: Path, key: Path) -> None:
    path = tmp_path / "misfit.yaml"
    path.write_text(ACHIEVEMENT.read_text("utf-8") + "\ncolour: red\n", "utf-8")
    line = path.read_text("utf-8").count("\n")
    ended = call(
        *("issue", "--achievement", path, "--roster", CLASS, "--key", key),
        *("--out", tmp_path / "out", "--json"),
    )
    assert (ended.status, ended.json["problem"]["code"]) == (2, "description.unfit")
    assert f"{path}:{line}:1: “colour”" in ended.err


def test_pictures_are_made_when_asked_for(tmp_path: Path, key: Path) -> None:
    out = tmp_path / "out"
    assert issued(out, key, "--as", "baked-svg,baked-png").status == 0
    for credential in credentials(out):
        for kind in ("svg", "png"):
            found = credential_in(credential.with_suffix(f".badge.{kind}").read_bytes())
            assert (found.carrier, found.secured) == (kind, json.loads(credential.read_bytes()))


@pytest.mark.parametrize(
    ("formats", "code"),
    [
        ("paper", "format.unknown"),
        ("openbadge,paper", "format.unknown"),
        ("", "cli.choice"),
        (" , ", "cli.choice"),
    ],
)
def test_formats_that_are_not_there(tmp_path: Path, key: Path, formats: str, code: str) -> None:
    ended = issued(tmp_path / "out", key, "--as", formats, "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, code)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--suite", "rsa-2048", "proof.unknown_suite"),
        ("--status-list", "http://care.example/status", "cli.status_list_address"),
        ("--status-list", "https://", "cli.status_list_address"),
        ("--status-list", "https://care.example/a b", "cli.status_list_address"),
        ("--status-list", "https://care.example/status?x=1", "cli.status_list_address"),
        ("--status-list", "https://care.example:8443/status", "cli.status_list_address"),
        ("--status-list", "", "cli.status_list_address"),
        ("--state-page", "care.example", "cli.page_address"),
        ("--state-page", "javascript:alert(1)", "cli.page_address"),
        ("--state-page", "https://care.example/{AWARD}", "cli.page_address"),
        ("--encoding", "no-such-encoding", "roster.unknown_encoding"),
    ],
)
def test_options_that_cannot_be_used(
    tmp_path: Path, key: Path, option: str, value: str, code: str
) -> None:
    ended = issued(tmp_path / "out", key, option, value, "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, code)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path, key: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        ended = issued(out, key, "--json")
        assert (ended.status, ended.json["problem"]["code"]) == (2, "issue.unwritable")
        assert str(out) in ended.err


def test_a_credential_that_cannot_be_written_is_made_by_the_next_run(
    tmp_path: Path, key: Path
) -> None:
    out = tmp_path / "out"
    issued(out, key)
    victim = credentials(out)[3]
    data = victim.read_bytes()
    for path in credentials(out):
        path.unlink()
    victim.mkdir()  # in the way of the file
    ended = issued(out, key, "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, "issue.unwritable")
    victim.rmdir()
    assert issued(out, key).status == 0
    assert victim.read_bytes() == data
    assert not list(out.glob(".*.partial"))


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="needs somebody who may not write everywhere",
)
def test_a_folder_without_the_right_to_write(tmp_path: Path, key: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(0o500)
    ended = issued(out, key, "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, "issue.unwritable")


def test_a_damaged_record_is_not_written_over(tmp_path: Path, key: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "register.sqlite3").write_bytes(b"this was a record once" * 100)
    ended = issued(out, key, "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, "issue.register_unreadable")
    assert (out / "register.sqlite3").read_bytes() == b"this was a record once" * 100
    assert not credentials(out)


def test_a_doubtful_encoding_asks_first(tmp_path: Path, key: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_bytes("full_name;email\nGyőző Tűz;a@example.org\n".encode("cp1250"))
    out = tmp_path / "out"
    ended = issued(out, key, "--json", roster=path)
    assert (ended.status, ended.json["problem"]["code"]) == (2, "cli.doubtful_encoding")
    assert "--accept-encoding" in ended.json["problem"]["fix"]
    assert "a@example.org" in ended.json["problem"]["message"], "the first rows are shown"
    assert not out.exists()
    assert issued(out, key, "--encoding", "cp1250", roster=path).status == 0
    assert "Győző Tűz" in credentials(out)[0].read_text("utf-8")
    again = issued(tmp_path / "accepted", key, "--accept-encoding", roster=path)
    assert again.status == 0


def test_columns_that_are_not_used_are_said(tmp_path: Path, key: Path) -> None:
    rows = [{**row, "shoe size": "42", "disability": "none"} for row in learners(2)]
    path = saved(tmp_path / "class.csv", rows, (*FIELDS, "shoe size", "disability"))
    ended = issued(tmp_path / "out", key, roster=path)
    assert ended.status == 0
    assert "shoe size" in ended.err
    assert "disability" in ended.err
    everything = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*.json"))
    assert b"shoe size" not in everything


def test_a_class_list_that_is_none(tmp_path: Path, key: Path) -> None:
    for data, code in (
        (b"", "roster.empty"),
        (b"just some text\n", None),
        (b"PK\x03\x04 damaged", None),
        (",".join(FIELDS).encode() + b"\n", "roster.no_rows"),
    ):
        ended = issued(tmp_path / "out", key, "--json", roster="-", stdin=data)
        assert ended.status == 2
        assert ended.json["problem"]["code"].startswith("roster.")
        if code:
            assert ended.json["problem"]["code"] == code
    ended = issued(tmp_path / "out", key, "--json", roster=tmp_path)
    assert (ended.status, ended.json["problem"]["code"]) == (2, "cli.not_found")


def test_the_state_page_carries_the_awards_id(tmp_path: Path, key: Path) -> None:
    page = "https://ribera-digital.example/state/AWARD"
    assert issued(tmp_path / "out", key, "--state-page", page).status == 0


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_suites(tmp_path: Path, key: Path, suite: str) -> None:
    path = saved(tmp_path / "class.csv", learners(1))
    out = tmp_path / "out"
    assert issued(out, key, "--suite", suite, roster=path).status == 0
    (credential,) = credentials(out)
    assert json.loads(credential.read_bytes())["proof"]["cryptosuite"] == suite
    assert call("verify", credential, "--offline", "--trust", out).status == 0


@pytest.mark.parametrize(
    ("kind", "suite", "used"),
    [
        ("p256", None, "ecdsa-rdfc-2019"),
        ("p384", None, "ecdsa-rdfc-2019"),
        ("p256", "ecdsa-jcs-2019", "ecdsa-jcs-2019"),
        ("p384", "ecdsa-jcs-2019", "ecdsa-jcs-2019"),
    ],
)
def test_keys_on_nist_curves(tmp_path: Path, kind: str, suite: str | None, used: str) -> None:
    key, out = tmp_path / "key.json", tmp_path / "out"
    path = saved(tmp_path / "class.csv", learners(1))
    assert call("keys", "new", "--type", kind, "--out", key).status == 0
    named = ("--suite", suite) if suite else ()
    assert issued(out, key, *named, roster=path).status == 0
    (credential,) = credentials(out)
    before = credential.read_bytes()
    assert json.loads(before)["proof"]["cryptosuite"] == used
    assert call("verify", credential, "--offline", "--trust", out).status == 0
    credential.unlink()
    assert issued(out, key, *named, roster=path).status == 0
    assert credential.read_bytes() == before


def test_a_suite_that_the_key_cannot_use(tmp_path: Path, key: Path) -> None:
    out = tmp_path / "out"
    ended = issued(out, key, "--suite", "ecdsa-rdfc-2019", "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, "key.other_suite")
    assert not out.exists()


def test_as_a_process_with_workers(tmp_path: Path, key: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_bytes(written(learners(5)))
    out = tmp_path / "out"
    ended = process(
        *("issue", "--achievement", ACHIEVEMENT, "--roster", path, "--key", key, "--out", out),
        *("--as", "openbadge", "--status-list", LISTS, "--jobs", "2", "--json"),
    )
    assert (ended.status, ended.json["summary"]["issued"]) == (0, 5)
    assert ended.err.strip().startswith("5 issued")
    files = credentials(out)
    checked = process("verify", *files, "--offline", "--trust", out, "--json")
    assert checked.status == 0
    assert {line["verdict"] for line in checked.lines} == {"valid"}
    before = {path: path.read_bytes() for path in files}
    for path in files:
        path.unlink()
    assert issued(out, key, roster=tmp_path / "class.csv").status == 0
    assert {path: path.read_bytes() for path in files} == before, "alike with and without workers"


def test_earlier_certificates_are_taken_over_once(tmp_path: Path) -> None:
    key, out = new_key(tmp_path), tmp_path / "out"
    roster = tmp_path / "old.csv"
    text = (EXAMPLES / "rosters" / "earlier-certificates.csv").read_text("utf-8")
    roster.write_text(text, "utf-8")
    again = (
        "issue", "--achievement", EXAMPLES / "achievements" / "european-care-certificate.yaml",
        "--roster", roster, "--key", key, "--out", out,
    )  # fmt: skip
    first = call(*again)
    assert first.status == 0, first.err
    stated = [json.loads(path.read_bytes()) for path in out.glob("*.json") if len(path.stem) == 36]
    assert sorted(one["awardedDate"][:10] for one in stated) == [
        "2014-06-12", "2016-11-03", "2019-02-28",
    ]  # fmt: skip
    assert all(one["awardedDate"] < one["validFrom"] for one in stated)
    roster.write_text(text.replace("Niamh Gallagher", "Some Body"), "utf-8")
    second = call(*again)
    assert second.status == 1
    summary = json.loads((out / "report.json").read_bytes())
    assert summary["summary"] == {"rows": 3, "issued": 0, "refused": 1, "unchanged": 2}
    assert summary["rows"][0]["problems"][0]["code"] == "issue.certificate_known"
