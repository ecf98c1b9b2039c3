"""Backup, disaster, restore: what was awarded is there again and verifies, on both databases."""

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import tables
from tests.postgresql import Cluster, postgresql  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[2]
_CALL = """
import json, sys
import django
django.setup()
import tests.site.test_operating_backup as here
print(json.dumps(getattr(here, sys.argv[1])()))
"""


class Installation:
    """A service of its own, without its web process."""

    def __init__(self, data: Path, database: str | None) -> None:
        kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
        named = {"TESELA_DATABASE": database} if database else {}
        self.data, self.database = data, database
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tesela.site.settings",
            "TESELA_DATA": str(data),
            "TESELA_OFFLINE": "1",
            "TESELA_LANGUAGE": "en",
            **named,
        }

    def call(self, function: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-c", _CALL, function],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert not done.returncode, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def tesela(self, *words: object, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [Path(sys.executable).parent / "tesela", *map(str, words)],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=600,
        )


def furnish() -> dict[str, Any]:
    """An organisation with two awards."""
    from tesela.site.setup import bring_up_to_date
    from tests.site import people

    bring_up_to_date()
    awards = people.awarded(people.published(people.organisation()))
    return {"awards": sorted(str(award.pk) for award in awards)}


def look() -> dict[str, Any]:
    """What is there, whether it verifies, and whether the key still signs."""
    from tesela.site.awards.making import file
    from tesela.site.awards.models import Award
    from tesela.site.design.models import Edition
    from tesela.site.providers import audit
    from tesela.site.providers.models import Organisation
    from tesela.site.verifier.actions import check
    from tests.site import people

    awards = list(Award.objects.order_by("pk"))
    found = {
        "awards": [str(award.pk) for award in awards],
        "files": [file(award, "openbadge").decode() for award in awards],
        "broken": list(audit.broken_links(Organisation.objects.get())),
    }
    rows = [people.RosterRow(9, "Aino", "Virtanen", email="aino@example.org")]
    [new] = people.awarded(Edition.objects.get(), rows)
    codes = [
        one.problem.code for one in check(file(new, "openbadge")).checks if one.id == "signature"
    ]
    verdicts = [check(found.encode()).verdict for found in found["files"]]
    return {**found, "verdicts": verdicts, "new": codes}


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Installation]:
    """Makes installations of one kind, each with an empty database."""

    def make(name: str) -> Installation:
        if request.param == "sqlite":
            return Installation(tmp_path / name, None)
        cluster: Cluster = request.getfixturevalue("postgresql")
        return Installation(tmp_path / name, cluster.database())

    return make


@pytest.mark.slow
def test_saved_destroyed_put_back_verified(
    installation: Callable[[str], Installation], tmp_path: Path
) -> None:
    before = installation("first")
    if before.database is None:
        tables.lay(before.data)
    made = before.call("furnish")
    backup = tmp_path / "backup.tesela"
    saved = before.tesela("backup", backup)
    assert saved.returncode == 0, saved.stderr
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    key = (before.data / "secret-key").read_text()
    shutil.rmtree(before.data)

    after = installation("second")
    done = after.tesela("restore", backup)
    assert done.returncode == 0, done.stderr
    assert (after.data / "secret-key").read_text() == key
    assert stat.S_IMODE((after.data / "secret-key").stat().st_mode) == 0o600
    found = after.call("look")
    assert found["awards"] == made["awards"]
    assert found["verdicts"] == ["valid", "valid"]
    assert found["broken"] == []

    again = after.tesela("restore", backup)
    assert again.returncode == 2, "never over what is there"
    assert "already" in again.stderr
    assert len(after.call("look")["awards"]) == 3, "and nothing was lost by trying"


def small(tmp_path: Path) -> tuple[Installation, Path]:
    """A tiny backup, and the empty installation it should go to."""
    data = tmp_path / "from"
    data.mkdir()
    (data / "secret-key").write_text("k" * 64)
    with sqlite3.connect(data / "tesela.sqlite3") as database:
        database.execute("CREATE TABLE t (x)")
    saved = Installation(data, None).tesela("backup", tmp_path / "b")
    assert saved.returncode == 0, saved.stderr
    return Installation(tmp_path / "to", None), tmp_path / "b"


def rewritten(backup: Path, **changed: bytes) -> Path:
    """The backup with other members."""
    target = backup.with_name("changed")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.partition(".")[0], old.read(name)))
    return target


@pytest.mark.parametrize("what", ["letter", "cut", "nothing", "about", "swapped"])
def test_a_damaged_backup_changes_nothing(tmp_path: Path, what: str) -> None:
    target, backup = small(tmp_path)
    if what == "cut":
        backup.write_bytes(backup.read_bytes()[:-200])
    elif what == "nothing":
        backup.write_bytes(b"")
    elif what == "letter":
        backup = rewritten(backup, database=b"SQLite format 3\x00 something else")
    elif what == "about":
        backup = rewritten(backup, about=b'{"tesela": 1}')
    else:
        backup = rewritten(backup, **{"secret-key": b"j" * 64})
    done = target.tesela("restore", backup)
    assert done.returncode == 2
    assert "no whole backup" in done.stderr
    assert "Traceback" not in done.stderr
    assert not target.data.exists()


def test_another_secret_key_in_use_is_said(tmp_path: Path) -> None:
    target, backup = small(tmp_path)
    done = target.tesela("restore", backup, TESELA_SECRET_KEY="o" * 64)
    assert done.returncode == 2
    assert "Another secret key" in done.stderr
    assert "o" * 64 not in done.stderr
    assert not target.data.exists()


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    empty = Installation(tmp_path / "empty", None)
    nothing = empty.tesela("backup", tmp_path / "b")
    assert nothing.returncode == 2
    assert not empty.data.exists(), "no key is made by looking"
    postgres = Installation(tmp_path / "empty", "host=127.0.0.1 dbname=none password=hush")
    said = postgres.tesela("backup", tmp_path / "b", PATH="/nothing", TESELA_SECRET_KEY="k" * 64)
    assert said.returncode == 2
    assert "pg_dump" in said.stderr
    assert "hush" not in said.stderr


def test_no_password_stands_in_the_list_of_processes(tmp_path: Path) -> None:
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "said: $*" >&2\nexit 1\n')
    program.chmod(0o755)
    postgres = Installation(tmp_path / "x", "postgresql://mary:hush@127.0.0.1/none")
    said = postgres.tesela("backup", tmp_path / "b", PATH=str(tmp_path), TESELA_SECRET_KEY="k" * 64)
    assert said.returncode == 2
    assert "user=mary" in said.stderr
    assert "hush" not in said.stderr
