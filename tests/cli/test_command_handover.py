"""A register goes to a successor: everything, once, and unchanged; the successor answers for it."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tesela.cli.handover import TABLES
from tesela.cli.issuing import open_register
from tests.cli.command import call, credentials, issued, new_key, process

DID = "did:web:closing.example"


@pytest.fixture(scope="module", params=["did:key", "did:web"])
def closing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an institution that closes; its key lies beside it. To be read only."""
    more = ("--controller", DID) if request.param == "did:web" else ()
    base = tmp_path_factory.mktemp("institution")
    folder, key = base / "closing", new_key(base, *more)
    assert issued(folder, key).status == 0
    award = credentials(folder)[0].stem
    call("status", "revoke", f"urn:uuid:{award}", "--in", folder, "--key", key)
    return folder


@pytest.fixture(scope="module")
def exported(closing: Path) -> Path:
    out = closing.with_name("register.tesela")
    ended = call("handover", "export", out, "--in", closing, "--key", closing.with_name("key.json"))
    assert ended.status == 0, ended.err
    return out


@pytest.fixture
def file(exported: Path, tmp_path: Path) -> Path:
    """What the successor got."""
    return Path(shutil.copy(exported, tmp_path / "register.tesela"))


def taken(file: Path, folder: Path, closing: Path) -> Any:
    """Imported by somebody who trusts the institution's own folder for its keys."""
    return call(
        "handover", "import", file, "--out", folder, "--offline", "--trust", closing, "--json"
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "register.", "report."))
    }


def rows(folder: Path) -> dict[str, list[dict[str, Any]]]:
    with open_register(folder) as register:
        found = {table: list(register.rows(table)) for table in TABLES}
    found["setting"] = [row for row in found["setting"] if row["name"] != "origin"]
    return {table: sorted(listed, key=str) for table, listed in found.items()}


def test_everything_arrives(exported: Path, file: Path, closing: Path, tmp_path: Path) -> None:
    ended = taken(file, tmp_path / "successor", closing)
    assert ended.status == 0, ended.err
    assert ended.json["awards"] == len(credentials(closing))
    assert contents(tmp_path / "successor") == contents(closing)
    assert rows(tmp_path / "successor") == rows(closing)
    assert exported.stat().st_mode & 0o77 == 0


def test_the_successor_answers_for_the_state(file: Path, closing: Path, tmp_path: Path) -> None:
    taken(file, tmp_path / "successor", closing)
    before = call("status", "show", "--in", closing, "--json").json
    assert call("status", "show", "--in", tmp_path / "successor", "--json").json == before
    assert "revoked" in {award["state"] for award in before["awards"]}


def test_it_is_taken_over_once(file: Path, closing: Path, tmp_path: Path) -> None:
    taken(file, tmp_path / "successor", closing)
    before = contents(tmp_path / "successor")
    again = taken(file, tmp_path / "successor", closing)
    assert again.status == 0
    assert again.json["new"] is False
    assert contents(tmp_path / "successor") == before


def test_a_folder_that_is_something_else_is_left_alone(
    file: Path, closing: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    ended = taken(file, other, closing)
    assert ended.status == 2
    assert "something else" in ended.err
    assert [path.name for path in other.iterdir()] == ["mine.txt"]


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.open(file)]


def written(file: Path, records: list[dict[str, Any]]) -> Path:
    data = b"".join(json.dumps(one, separators=(",", ":")).encode() + b"\n" for one in records)
    changed = file.with_name("changed.tesela")
    changed.write_bytes(gzip.compress(data))
    return changed


def first(records: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(one for one in records if one["kind"] == kind)


CHANGES: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "award": lambda all_: first(all_, "award").update(revoked_at=None, issued_at="2020-01-01"),
    "award-missing": lambda all_: all_.remove(first(all_, "award")),
    "award-twice": lambda all_: all_.insert(1, first(all_, "award")),
    "file": lambda all_: first(all_, "file").update(content="AAAA"),
    "path": lambda all_: first(all_, "file").update(path="../outside.json"),
    "record": lambda all_: first(all_, "file").update(path="register.sqlite3"),
    "end-missing": lambda all_: all_.pop(),
    "after-the-end": lambda all_: all_.append(all_[1]),
    "column": lambda all_: first(all_, "award").update(more=1),
    "kind": lambda all_: first(all_, "learner").update(kind="other"),
    "key": lambda all_: all_[0].update(publicKeyMultibase="z6Mk" + "r" * 44),
    "version": lambda all_: all_[0].update(version=2),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_refused_and_leaves_nothing(
    file: Path, closing: Path, tmp_path: Path, change: str
) -> None:
    records = lines(file)
    CHANGES[change](records)
    ended = taken(written(file, records), tmp_path / "successor", closing)
    assert ended.status == 2, change
    assert not (tmp_path / "successor").exists()
    assert not list(tmp_path.glob(".successor*"))
    assert not (tmp_path / "outside.json").exists()


def test_a_file_that_is_cut_off(file: Path, closing: Path, tmp_path: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])
    ended = taken(file, tmp_path / "successor", closing)
    assert ended.status == 2
    assert "cut off" in ended.err


def test_only_the_registers_own_key_exports(closing: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = new_key(tmp_path / "other")
    ended = call("handover", "export", tmp_path / "x", "--in", closing, "--key", other)
    assert ended.status == 2
    assert not (tmp_path / "x").exists()


def test_whose_key_it_is_must_be_known(tmp_path: Path) -> None:
    folder, key = tmp_path / "closing", new_key(tmp_path, "--controller", DID)
    issued(folder, key)
    out = tmp_path / "register.tesela"
    call("handover", "export", out, "--in", folder, "--key", key)
    ended = call("handover", "import", out, "--out", tmp_path / "successor", "--offline")
    assert ended.status == 2
    assert not (tmp_path / "successor").exists()


def test_a_successor_with_the_same_identity_publishes_lists_with_its_own_key(
    tmp_path: Path,
) -> None:
    folder, key = tmp_path / "closing", new_key(tmp_path, "--controller", DID)
    issued(folder, key)
    out, successor = tmp_path / "register.tesela", tmp_path / "successor"
    call("handover", "export", out, "--in", folder, "--key", key)
    taken(out, successor, folder)
    (tmp_path / "own").mkdir()
    own = new_key(tmp_path / "own", "--controller", DID)
    award = f"urn:uuid:{credentials(folder)[0].stem}"
    ended = call("status", "revoke", award, "--in", successor, "--key", own)
    assert ended.status == 0, ended.err
    (tmp_path / "stranger").mkdir()
    stranger = new_key(tmp_path / "stranger")
    refused = call("status", "revoke", award, "--in", successor, "--key", stranger)
    assert refused.status == 2


def test_the_program_itself(file: Path, tmp_path: Path) -> None:
    ended = process("handover", "--help")
    assert ended.status == 0
    assert "export" in ended.out
