"""`tesela work` as an operator sees it: it ends when told to, mends itself, and leaves nobody behind."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import tables

PROGRAM = Path(sys.executable).parent / "tesela"
SEED = """
import django; django.setup()
from tesela.site.setup import bring_up_to_date
bring_up_to_date()
from tests.site import people
from tests.site.classlists import waiting
waiting(people.published(people.organisation()), 3, announce=False)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tesela.site.settings",
        "TESELA_DATA": str(tmp_path),
        "TESELA_ADDRESS": "http://localhost:8000",
    }


@pytest.fixture
def work(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    tables.lay(Path(environment["TESELA_DATA"]))
    subprocess.run([sys.executable, "-c", SEED], env=environment, check=True)
    running = subprocess.Popen([PROGRAM, "work"], env=environment, stderr=subprocess.DEVNULL)
    yield running
    if running.poll() is None:
        running.kill()
    running.wait()


def until(seen: Callable[[], object], seconds: float = 360) -> None:
    end = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.1)


def workers(of: int) -> list[int]:
    found = Path(f"/proc/{of}/task/{of}/children")
    return [int(pid) for pid in found.read_text().split()] if found.exists() else []


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs a list of processes")
def test_a_worker_that_is_killed_comes_again_and_none_outlives_its_service(
    work: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    until(lambda: workers(work.pid))
    (first,) = workers(work.pid)
    os.kill(first, signal.SIGKILL)
    until(lambda: workers(work.pid) not in ([], [first]))
    with sqlite3.connect(tmp_path / "tesela.sqlite3") as database:
        state = "SELECT state FROM classes_batch"
        until(lambda: database.execute(state).fetchone() == ("finished",))
    (second,) = workers(work.pid)
    work.kill()
    until(lambda: not Path(f"/proc/{second}").exists())


@pytest.mark.slow
def test_told_to_end_it_ends_in_order(work: subprocess.Popen[bytes]) -> None:
    time.sleep(0.5)  # whatever it is doing now
    work.terminate()
    assert work.wait(360) in (0, -signal.SIGTERM)
