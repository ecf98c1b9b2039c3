"""`tesela issue --into FILE`: a whole class in one file, and `tesela verify FILE`."""

import json
import signal
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tesela.cli import packs
from tests.cli.command import (
    ACHIEVEMENT,
    LISTS,
    PROGRAM,
    call,
    credentials,
    issued,
    new_key,
    report,
)
from tests.issuing.batches import learners, saved


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return new_key(tmp_path)


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_lines_are_what_else_are_files(tmp_path: Path, key: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "class.ndjson"
    roster = saved(tmp_path / "class.csv", learners(4))
    assert issued(out, key, "--as", "openbadge,vc-jwt", roster=roster).status == 0
    assert issued(out, key, "--as", "openbadge,vc-jwt", "--into", file, roster=roster).status == 0
    expected: list[Any] = []
    for row in report(out)["rows"]:
        name = row["award"].removeprefix("urn:uuid:")
        expected += [(out / f"{name}.json").read_bytes()]
        expected += [json.dumps((out / f"{name}.jwt").read_text()).encode()]
    assert file.read_bytes().splitlines() == expected
    assert [row["files"] for row in report(out)["rows"]] == [
        {"openbadge": f"class.ndjson:{first}", "vc-jwt": f"class.ndjson:{first + 1}"}
        for first in (1, 3, 5, 7)
    ]
    checked = call("verify", file, "--offline", "--trust", out, "--json")
    assert checked.status == 0, checked.err
    assert [line["file"] for line in checked.lines] == [f"{file}:{at}" for at in range(1, 9)]
    assert {line["verdict"] for line in checked.lines} == {"valid"}


def test_an_archive_has_the_files_of_the_folder(tmp_path: Path, key: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "class.zip"
    roster = saved(tmp_path / "class.csv", learners(3))
    ended = call(
        "issue", "--achievement", ACHIEVEMENT, "--roster", roster, "--key", key,
        "--out", out, "--into", file, "--jobs", "2", "--status-list", LISTS,
    )  # fmt: skip
    assert ended.status == 0, ended.err
    assert not credentials(out)
    with zipfile.ZipFile(file) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert len(packed) == 9
    assert report(out)["rows"][0]["files"] == {
        some: f"class.zip/{name}"
        for some, name in zip(("openbadge", "pdf", "page"), packed, strict=False)
    }
    assert issued(out, key, "--as", "openbadge,pdf,page", roster=roster).status == 0
    assert packed == {name: (out / name).read_bytes() for name in packed}
    checked = call("verify", file, "--offline", "--trust", out, "--json")
    assert (checked.status, len(checked.lines)) == (0, 6), checked.err
    assert checked.lines[0]["file"] == f"{file}/{next(iter(packed))}"


def test_the_same_list_again_gives_the_same_file(tmp_path: Path, key: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "class.ndjson"
    roster = saved(tmp_path / "class.csv", learners(5))
    assert issued(out, key, "--into", file, roster=roster).status == 0
    before = file.read_bytes()
    assert report(out)["summary"]["issued"] == 5
    assert issued(out, key, "--into", file, "--jobs", "2", roster=roster).status == 0
    assert file.read_bytes() == before
    assert report(out)["summary"]["unchanged"] == 5
    file.unlink()
    assert issued(out, key, "--into", file, roster=roster).status == 0
    assert file.read_bytes() == before
    assert report(out)["summary"]["issued"] == 5


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("name", ["class.ndjson", "class.zip"])
def test_killed_while_it_writes_nothing_is_there_and_nothing_is_doubled(
    tmp_path: Path, key: Path, name: str
) -> None:
    out, file = tmp_path / "out", tmp_path / name
    roster = saved(tmp_path / "class.csv", learners(3000))
    words: list[object] = [
        *(PROGRAM, "issue", "--achievement", ACHIEVEMENT, "--roster", roster),
        *("--key", key, "--out", out, "--into", file, "--as", "openbadge"),
    ]
    running = subprocess.Popen([str(word) for word in words], stderr=subprocess.DEVNULL)
    while running.poll() is None and not any(
        left.stat().st_size for left in tmp_path.glob(f".{name}.unfinished")
    ):
        time.sleep(0.002)
    running.kill()
    assert running.wait(60) == -signal.SIGKILL
    assert not file.exists()
    assert call(*words[1:]).status == 0
    awards = {row["award"] for row in report(out)["rows"]}
    assert len(awards) == 3000
    assert not list(tmp_path.glob(f".{name}.unfinished"))
    if name.endswith(".zip"):
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None
            found = {f"urn:uuid:{one.removesuffix('.json')}" for one in archive.namelist()}
    else:
        found = {line["id"] for line in lines(file)}
    assert found == awards


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--into", "class.txt"), "cli.choice"),
        (("--into", "class.ndjson", "--as", "pdf"), "cli.choice"),
        (("--into", "class.zip", "--seal", "seal.p12"), "cli.into_made_once"),
        (("--into", "class.zip", "--time-stamps", "https://a.example/"), "cli.into_made_once"),
        (("--into", "no-such-folder/class.zip"), "issue.unwritable"),
    ],
)
def test_what_cannot_go_into_one_file(
    tmp_path: Path, key: Path, words: tuple[str, ...], code: str
) -> None:
    ended = call(
        "issue", "--achievement", ACHIEVEMENT, "--roster",
        saved(tmp_path / "class.csv", learners(1)), "--key", key, "--out", tmp_path / "out",
        "--json", words[0], tmp_path / words[1], *words[2:],
    )  # fmt: skip
    assert (ended.status, ended.json["problem"]["code"]) == (2, code)
    assert not list(tmp_path.glob("*.zip"))


def test_a_folder_where_the_file_should_be_is_refused_before_anything_is_recorded(
    tmp_path: Path, key: Path
) -> None:
    out, file = tmp_path / "out", tmp_path / "class.ndjson"
    file.mkdir()
    roster = saved(tmp_path / "class.csv", learners(3))
    ended = issued(out, key, "--into", file, "--json", roster=roster)
    assert (ended.status, ended.json["problem"]["code"]) == (2, "issue.unwritable")
    assert not (out / "report.json").exists()
    file.rmdir()
    assert issued(out, key, "--into", file, roster=roster).status == 0
    assert report(out)["summary"]["issued"] == 3


def test_the_report_has_its_name_after_the_file_of_which_it_tells(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, file = tmp_path / "out", tmp_path / "class.ndjson"
    roster = saved(tmp_path / "class.csv", learners(2))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(packs.os, "fsync", full)
        ended = issued(out, key, "--into", file, "--json", roster=roster)
    assert (ended.status, ended.json["problem"]["code"]) == (2, "issue.unwritable")
    assert not file.exists()
    assert not (out / "report.json").exists()
    assert issued(out, key, "--into", file, roster=roster).status == 0
    assert {row["status"] for row in report(out)["rows"]} == {"issued"}
    assert not list(out.glob(".*.partial"))


def test_junk_among_the_lines_is_said_where_it_stands(tmp_path: Path, key: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "class.ndjson"
    roster = saved(tmp_path / "class.csv", learners(2))
    assert issued(out, key, "--into", file, roster=roster).status == 0
    first, last = file.read_bytes().splitlines()
    long = b'"' + b"a" * 1_000_001 + b'"'
    file.write_bytes(b"\n".join((b"[1]", first, b"", long, b"{}", last, b"nonsense")))
    ended = call("verify", file, "--offline", "--trust", out, "--json")
    assert ended.status == 2
    found = {
        int(line["file"].rpartition(":")[2]): line.get("verdict") or line["problem"]["code"]
        for line in ended.lines
    }
    assert list(found) == [1, 2, 4, 5, 6, 7]
    assert found[1] == found[7] == "api.batch_form"
    assert found[4] == "api.batch_line"
    assert found[2] == found[6] == "valid"
    assert found[5] != "valid"
