"""`tesela status`: withdrawn for good, suspended for a while, and what verifiers then see."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tesela.cli.issuing import open_register
from tests.cli.command import Ended, call, credentials, issued, new_key
from tests.cli.conftest import Class
from tests.issuing.batches import set_places, snapshot


def award(credential: Path) -> str:
    return f"urn:uuid:{credential.stem}"


def change(made: Class, verb: str, *awards: str, more: tuple[object, ...] = ()) -> Ended:
    return call("status", verb, *awards, "--in", made.folder, "--key", made.key, *more)


def seen(made: Class, credential: Path) -> tuple[int, set[str]]:
    """How verifying ends, and with which failed checks."""
    ended = call("verify", credential, "--offline", "--trust", made.folder, "--json")
    failed = {check["code"] for check in ended.json["checks"] if check["outcome"] == "failed"}
    return ended.status, failed


def states(made: Class) -> dict[str, str]:
    ended = call("status", "show", "--in", made.folder, "--json")
    assert ended.status == 0
    return {entry["award"]: entry["state"] for entry in ended.json["awards"]}


@pytest.fixture
def one(own_class: Class) -> Iterator[tuple[Class, Path, Path]]:
    """A class, one of its credentials, and another that nothing is done to."""
    first, other = credentials(own_class.folder)[:2]
    yield own_class, first, other
    assert seen(own_class, other) == (0, set())


def test_revoked_is_final(one: tuple[Class, Path, Path]) -> None:
    made, credential, _ = one
    ended = change(made, "revoke", award(credential), more=("--reason", "Wrong person", "--json"))
    assert ended.status == 0
    assert ended.json["changed"] == [award(credential)]
    assert "Publish" in ended.err
    assert seen(made, credential) == (1, {"status.revoked"})
    assert set_places(made.folder, "revocation") == 1
    for verb in ("revoke", "suspend", "reinstate"):
        again = change(made, verb, award(credential), more=("--json",))
        assert (again.status, again.json["problem"]["code"]) == (2, "status.final")
    assert states(made)[award(credential)] == "revoked"
    assert seen(made, credential) == (1, {"status.revoked"})


def test_suspended_and_reinstated(one: tuple[Class, Path, Path]) -> None:
    made, credential, _ = one
    before = credential.read_bytes()
    assert change(made, "suspend", award(credential)).status == 0
    assert seen(made, credential) == (1, {"status.suspended"})
    assert states(made)[award(credential)] == "suspended"
    assert change(made, "reinstate", award(credential)).status == 0
    assert seen(made, credential) == (0, set())
    assert states(made)[award(credential)] == "active"
    again = change(made, "reinstate", award(credential), more=("--json",))
    assert (again.status, again.json["problem"]["code"]) == (2, "status.not_suspended")
    assert credential.read_bytes() == before


def test_suspended_and_then_revoked(one: tuple[Class, Path, Path]) -> None:
    made, credential, _ = one
    assert change(made, "suspend", award(credential)).status == 0
    assert change(made, "revoke", award(credential)).status == 0
    status, failed = seen(made, credential)
    assert status == 1
    assert "status.revoked" in failed


def test_several_awards_are_changed_all_or_none(one: tuple[Class, Path, Path]) -> None:
    made, credential, _ = one
    third = credentials(made.folder)[2]
    unknown = "urn:uuid:00000000-0000-4000-8000-000000000000"
    before = snapshot(made.folder)
    ended = change(made, "revoke", award(credential), unknown, award(third), more=("--json",))
    assert (ended.status, ended.json["problem"]["code"]) == (2, "status.no_such_award")
    assert snapshot(made.folder) == before
    assert set(states(made).values()) == {"active"}
    assert change(made, "revoke", award(credential), award(third)).status == 0
    assert set_places(made.folder, "revocation") == 2


def test_the_reason_is_kept_and_not_published(one: tuple[Class, Path, Path]) -> None:
    made, credential, _ = one
    change(made, "suspend", award(credential), more=("--reason", "Under review by Dr Who"))
    shown = call("status", "show", "--in", made.folder, "--json").json["awards"]
    (entry,) = [one for one in shown if one["state"] == "suspended"]
    assert entry["reason"] == "Under review by Dr Who"
    assert not any(b"Dr Who" in data for data, _ in snapshot(made.folder).values())


def test_show_for_people(own_class: Class) -> None:
    first = credentials(own_class.folder)[0]
    change(own_class, "suspend", award(first))
    for language, word in (("en", "suspended"), ("de", "ausgesetzt")):
        ended = call("status", "show", "--in", own_class.folder, env={"TESELA_LANGUAGE": language})
        lines = ended.out.splitlines()
        assert len(lines) == len(credentials(own_class.folder))
        (line,) = [line for line in lines if award(first) in line]
        assert word in line


def test_what_was_recorded_and_not_published_is_published_by_the_next_call(
    own_class: Class,
) -> None:
    """A process may die between the record and the lists; asking again must heal it."""
    first = credentials(own_class.folder)[0]
    with open_register(own_class.folder) as register:
        now = datetime.now(UTC).replace(microsecond=0)
        register.change_state([award(first)], "revocation", on=True, reason=None, at=now)
    assert set_places(own_class.folder, "revocation") == 0
    assert change(own_class, "revoke", award(first)).status == 2
    assert set_places(own_class.folder, "revocation") == 1
    assert seen(own_class, first) == (1, {"status.revoked"})


def test_another_key_changes_nothing(own_class: Class, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    stranger = Class(new_key(other), own_class.folder)
    before = snapshot(own_class.folder)
    ended = change(stranger, "revoke", award(own_class.credential), more=("--json",))
    assert (ended.status, ended.json["problem"]["code"]) == (2, "issue.other_issuer")
    assert snapshot(own_class.folder) == before
    assert set(states(own_class).values()) == {"active"}


def test_without_a_status_list_nothing_can_be_withdrawn(tmp_path: Path) -> None:
    made = Class(new_key(tmp_path), tmp_path / "out")
    assert issued(made.folder, made.key, "--status-list", "https://a.example/status").status == 0
    bare = Class(made.key, tmp_path / "bare")
    ended = call(
        *("issue", "--achievement", "examples/achievements/digital-basics.yaml"),
        *("--roster", "examples/rosters/class.csv", "--key", made.key),
        *("--out", bare.folder, "--as", "openbadge"),
    )
    assert ended.status == 0, ended.err
    assert not list((bare.folder / "status").iterdir())
    ended = change(bare, "revoke", award(bare.credential), more=("--json",))
    assert (ended.status, ended.json["problem"]["code"]) == (2, "status.no_list")


@pytest.mark.parametrize("verb", ["show", "revoke"])
def test_a_folder_that_was_not_issued_into(tmp_path: Path, verb: str) -> None:
    key = new_key(tmp_path)
    words = ["status", verb, "--in", tmp_path, "--json"]
    words += ["urn:uuid:x", "--key", key] if verb == "revoke" else []
    ended = call(*words)
    assert (ended.status, ended.json["problem"]["code"]) == (2, "cli.not_a_register")
    assert not (tmp_path / "register.sqlite3").exists()


@pytest.mark.parametrize("data", [b"", b"no database at all", b"SQLite format 3\0" + bytes(200)])
def test_a_record_that_is_damaged(own_class: Class, data: bytes) -> None:
    for path in own_class.folder.glob("register.sqlite3*"):
        path.unlink()
    (own_class.folder / "register.sqlite3").write_bytes(data)
    ended = change(own_class, "revoke", award(own_class.credential), more=("--json",))
    assert ended.status == 2
    assert ended.json["problem"]["code"] in ("issue.register_unreadable", "status.no_such_award")


def test_a_record_whose_tables_are_gone(own_class: Class) -> None:
    with closing(sqlite3.connect(own_class.folder / "register.sqlite3")) as database:
        database.execute("DROP TABLE award")
        database.commit()
    for words in (["show"], ["revoke", "urn:uuid:x", "--key", own_class.key]):
        ended = call("status", *words, "--in", own_class.folder, "--json")
        assert (ended.status, ended.json["problem"]["code"]) in (
            (2, "issue.register_unreadable"),
            (2, "issue.unwritable"),
        )


@pytest.mark.slow
def test_the_folder_in_use_by_somebody_else(own_class: Class) -> None:
    with closing(sqlite3.connect(own_class.folder / ".lock", isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        shown = call("status", "show", "--in", own_class.folder, "--json")
        assert shown.status == 0, "looking is always possible"
        ended = change(own_class, "revoke", award(own_class.credential), more=("--json",))
    assert (ended.status, ended.json["problem"]["code"]) == (2, "issue.busy")


def test_lists_are_signed_anew_only_when_a_place_changes(own_class: Class) -> None:
    lists = sorted((own_class.folder / "status").glob("*.json"))
    before = {path: path.read_bytes() for path in lists}
    change(own_class, "suspend", award(own_class.credential))
    changed = {path for path in lists if path.read_bytes() != before[path]}
    assert {path.stem.rpartition("-")[2] for path in changed} == {"suspension"}
    later = datetime.now(UTC) + timedelta(seconds=5)
    ended = call(
        *("verify", own_class.credential, "--offline", "--trust", own_class.folder),
        *("--at", later.isoformat(), "--json"),
    )
    assert ended.status == 1
    assert json.loads(lists[0].read_bytes())["proof"]
