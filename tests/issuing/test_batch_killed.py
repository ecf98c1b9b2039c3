"""SIGKILL at any moment, run again: every award exactly once.

Real processes of the real program. The seed is printed; with it in
TESELA_KILL_SEED the same delays are taken again. With TESELA_KILL_AWARDS=100000
the class has so many learners.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import ACHIEVEMENT, LISTS, PLAIN_ENVIRONMENT, PROGRAM, new_key, report
from tests.issuing.batches import assert_each_once, learners, recorded, saved, set_places, snapshot

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL"),
]


_AWARDS = int(os.environ.get("TESELA_KILL_AWARDS") or "0")
_SIZES = [(_AWARDS, 2, 28)] if _AWARDS else [(400, 1, 28), (160, 2, 16)]
_SECONDS = 600 + _AWARDS * 0.05
_MANY, _CORRECTED = 1000, 800
"""Far more than runs make before they are killed, however late a busy machine kills them."""


class Runs:
    """Runs of one and the same command."""

    def __init__(self, folder: Path, out: Path, roster: Path, jobs: int) -> None:
        self.folder = folder
        self.out = out
        self.errors = folder / "errors.txt"
        self._command = [
            *(str(PROGRAM), "issue", "--as", "openbadge", "--status-list", LISTS),
            *("--achievement", str(ACHIEVEMENT)),
            *("--roster", str(roster)),
            *("--key", str(folder / "key.json")),
            *("--out", str(out)),
            *("--jobs", str(jobs)),
        ]

    def start(self, **more: Any) -> "subprocess.Popen[bytes]":
        with self.errors.open("wb") as errors:
            return subprocess.Popen(
                self._command,
                cwd=self.folder,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env={**os.environ, **PLAIN_ENVIRONMENT},
                **more,
            )

    def kill_after(self, seconds: float) -> bool:
        """Whether the run was still going when it was killed."""
        running = self.start()
        time.sleep(seconds)
        running.send_signal(signal.SIGKILL)
        return running.wait(240) == -signal.SIGKILL

    def kill_when_written(self, more: int) -> bool:
        """Killed as soon as `more` files were added: in the middle of making files."""
        before = self.made()
        running = self.start()
        while running.poll() is None and self.made() < before + more:
            time.sleep(0.002)
        running.send_signal(signal.SIGKILL)
        return running.wait(240) == -signal.SIGKILL

    def finish(self) -> None:
        running = self.start()
        assert running.wait(_SECONDS) == 0, self.errors.read_text("utf-8")

    def made(self) -> int:
        """How many credentials there are."""
        return sum(1 for _ in self.out.glob("????????-*.json"))


@pytest.mark.parametrize(("rows", "jobs", "kills"), _SIZES)
def test_killed_at_random_moments_every_award_is_issued_exactly_once(
    tmp_path: Path, rows: int, jobs: int, kills: int
) -> None:
    seed = int(os.environ.get("TESELA_KILL_SEED") or random.SystemRandom().randrange(10**6))
    print(f"TESELA_KILL_SEED={seed}")
    chance = random.Random(seed)
    new_key(tmp_path)
    roster = saved(tmp_path / "class.csv", learners(rows))
    runs = Runs(tmp_path, tmp_path / "out", roster, jobs)
    started = time.monotonic()
    killed = 0
    while killed < kills:
        match chance.choice(("start", "record", "files", "files")):
            case "start":
                killed += runs.kill_after(chance.uniform(0, 0.25))
            case "record":
                killed += runs.kill_after(chance.uniform(0.25, 0.8))
            case _:
                killed += runs.kill_when_written(chance.randint(1, 2 * rows // kills))
        assert len(recorded_ids(runs.out)) <= rows
        if runs.made() >= rows:
            # The report, the lists and the registry are what is left to write.
            killed += runs.kill_after(chance.uniform(0.4, 1.2))
            _take_some_away(runs.out, chance)
    runs.finish()
    print(f"{killed} kills, {time.monotonic() - started:.0f} s", file=sys.stderr)
    at = datetime.now(UTC) + timedelta(minutes=1)
    assert_each_once(runs.out, rows, at=at)
    before = snapshot(runs.out)
    runs.finish()
    assert report(runs.out)["summary"] == {
        "rows": rows,
        "issued": 0,
        "refused": 0,
        "unchanged": rows,
    }
    assert snapshot(runs.out) == before


def test_killed_while_rows_are_corrected_each_is_superseded_exactly_once(tmp_path: Path) -> None:
    seed = int(os.environ.get("TESELA_KILL_SEED") or random.SystemRandom().randrange(10**6))
    print(f"TESELA_KILL_SEED={seed}")
    chance = random.Random(seed)
    new_key(tmp_path)
    rows = learners(_MANY)
    runs = Runs(tmp_path, tmp_path / "out", saved(tmp_path / "class.csv", rows), jobs=1)
    runs.finish()
    first = [row["award"] for row in report(runs.out)["rows"]]
    corrected = set(chance.sample(range(_MANY), _CORRECTED))
    for at in corrected:
        rows[at]["grade"] = "95"
    saved(tmp_path / "class.csv", rows)
    killed = 0
    while killed < 8:
        if not runs.kill_when_written(chance.randint(1, 7)):
            break
        killed += 1
    runs.finish()
    second = report(runs.out)["rows"]
    for at, row in enumerate(second):
        assert row.get("supersedes") == (first[at] if at in corrected else None)
        assert (row["award"] == first[at]) == (at not in corrected)
    entries = recorded(runs.out)
    assert len(entries) == _MANY + _CORRECTED
    assert {entry.id for entry in entries if entry.current} == {row["award"] for row in second}
    assert {entry.id for entry in entries if entry.revoked_at} == {first[at] for at in corrected}
    assert set_places(runs.out, "revocation") == _CORRECTED
    assert runs.made() == _MANY + _CORRECTED
    assert killed == 8


def recorded_ids(out: Path) -> set[str]:
    try:
        return {entry.id for entry in recorded(out)}
    except sqlite3.Error:  # killed before there was a record
        return set()


def _take_some_away(out: Path, chance: random.Random) -> None:
    """So that there is still something to be made, and to be killed at."""
    made = sorted(out.glob("????????-*.json"))
    for path in chance.sample(made, len(made) // 2):
        path.unlink()


@pytest.mark.parametrize(("made", "delay"), [(0, 0), (0, 0.3), (1, 0), (100, 0)])
def test_interrupted_by_the_person_it_ends_without_a_traceback(
    tmp_path: Path, made: int, delay: float
) -> None:
    """Ctrl+C reaches every process of the terminal."""
    new_key(tmp_path)
    roster = saved(tmp_path / "class.csv", learners(600))
    runs = Runs(tmp_path, tmp_path / "out", roster, jobs=2)
    running = runs.start(start_new_session=True)
    while running.poll() is None and not ((runs.out / ".lock").exists() and runs.made() >= made):
        time.sleep(0.002)
    time.sleep(delay)
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(240) == 130
    assert runs.errors.read_text("utf-8") == ""
    assert runs.made() < 600
    runs.finish()
    assert_each_once(runs.out, 600, at=datetime.now(UTC) + timedelta(minutes=1))


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="needs a list of processes")
def test_workers_end_when_the_run_they_work_for_is_killed(tmp_path: Path) -> None:
    new_key(tmp_path)
    roster = saved(tmp_path / "class.csv", learners(_MANY))
    runs = Runs(tmp_path, tmp_path / "out", roster, jobs=2)
    assert runs.kill_when_written(5)
    deadline = time.monotonic() + 120
    while (left := _working_in(tmp_path)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left, "workers outlive the run and hold the signing key for ever"
    assert runs.made() < _MANY


def _working_in(folder: Path) -> list[str]:
    """The processes whose working directory is `folder`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:  # ended meanwhile, or somebody else's
            continue
    return [command for command in found if command]
