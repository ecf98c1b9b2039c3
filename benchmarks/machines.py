"""Two worker processes against one, on one class and one PostgreSQL.

    python -m benchmarks.machines [--quick]

A class is made by one process and by two, in turns, each with its own cluster's sessions and the
real claims (`site.awards.chunks`). What more processes gain is decided by two things that can be
told apart from how busy this machine is: whether an award costs a process more of its processor
when there are two, and how long each waits for a lock that the other holds. So the figure is

    2 × (processor time an award, one process) / (the same, two) × (1 − share of waiting)

with PostgreSQL's own processor time counted apart: on two cores that it shares with two processes,
time on the clock tells about the cores. It stands in the row all the same, beside how much faster
two bare loops are than one in the same minute.

Waiting is seen from outside: every hundredth of a second the sessions of the processes are looked
at, and counted when they wait for a lock. Where others use the machine, who holds a lock may be
without a processor meanwhile, so that the share is rather too large than too small.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from benchmarks.figures import Effort, Figure, run, unmeasured, versions_of

WHAT = "two worker processes against one, PostgreSQL"
TARGET = 1.8
ROWS, QUICK_ROWS, WARMING = 10_000, 4_000, 40
MAKE = "make"
"""Asked with it, this module is a worker; its sessions bear the name."""
_LOOK_EVERY = 0.01
_LOOP = "for _ in range(8_000_000): pass"
_TICKS = os.sysconf("SC_CLK_TCK")


class Made(NamedTuple):
    """A class that was made."""

    seconds: float
    processor: float
    """Of the processes, an award."""
    database: float
    """Of PostgreSQL, an award."""
    waiting: float
    """Share of the processes' time in which they waited for a lock."""


def figures(effort: Effort) -> Iterator[Figure]:
    from tests.postgresql import UnavailableError, cluster

    try:
        with cluster(durable=True) as its:
            yield _measured(effort, its.database())
    except UnavailableError as reason:
        yield unmeasured(WHAT, reason, target=TARGET)


def _measured(effort: Effort, database: str) -> Figure:
    settle(database)
    rows = effort.of(ROWS, QUICK_ROWS)
    one, two, loops = [], [], []
    for _ in range(effort.rounds):
        one.append(made(rows, 1))
        two.append(made(rows, 2))
        loops.append(2 * _looped(1) / _looped(2))
    gains = [2 * a.processor / b.processor * (1 - b.waiting) for a, b in zip(one, two, strict=True)]
    clock = median(a.seconds / b.seconds for a, b in zip(one, two, strict=True))
    return Figure(
        what=WHAT,
        ours=f"{1000 * median(b.processor for b in two):.2f} ms an award in two processes, "
        f"{1000 * median(a.processor for a in one):.2f} ms in one, and "
        f"{1000 * median(b.database for b in two):.2f} ms of PostgreSQL; "
        f"{median(b.waiting for b in two):.1%} waiting for locks",
        peer=f"on the clock {clock:.2f} ×, where bare loops gained {median(loops):.2f} ×",
        value=median(gains),
        low=min(gains),
        high=max(gains),
        target=TARGET,
        versions={**versions_of("django", "psycopg"), "postgresql": _version()},
    )


def settle(database: str) -> None:
    """This process works on `database`, which gets its tables."""
    from secrets import token_hex
    from tempfile import mkdtemp

    os.environ |= {
        "TESELA_DATABASE": database,
        "TESELA_DATA": mkdtemp(prefix="tesela-benchmark-"),
        "TESELA_SECRET_KEY": token_hex(32),
        "TESELA_OFFLINE": "1",
        "DJANGO_SETTINGS_MODULE": "tesela.site.settings",
    }
    import django

    django.setup()
    from tesela.site.setup import bring_up_to_date

    bring_up_to_date()


def made(rows: int, processes: int) -> Made:
    """A new class of a new organisation, made by so many processes that have warmed up."""
    from tesela.site.classes.models import Batch, BatchState
    from tests.site import people
    from tests.site.classlists import learners, waiting

    edition = people.published(people.organisation(f"bench-{time.time_ns()}"))
    warming = [
        waiting(edition, [_other(at, of) for at in range(WARMING)], state=BatchState.MAKING)
        for of in range(processes)
    ]
    batch = waiting(edition, learners(rows), state=BatchState.MAKING)
    workers = [_Worker(one.pk, batch.pk) for one in warming]
    for worker in workers:
        worker.read()
    with _Looking() as looking:
        began = time.perf_counter()
        for worker in workers:
            worker.write()
        processor = sum(float(worker.read()) for worker in workers)
        seconds = time.perf_counter() - began
    for worker in workers:
        worker.write()
        worker.end()
    assert Batch.objects.filter(pk=batch.pk, state=BatchState.FINISHED).exists()
    return Made(seconds, processor / rows, looking.processor / rows, looking.share)


def _other(at: int, of: int) -> tuple[str, ...]:
    return (f"Warm {at}", f"Up {of}", f"warm{at}-{of}@example.org", "", "")


class _Worker:
    """A process that makes what is left of a class when it is told to."""

    def __init__(self, warming: UUID, batch: UUID) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.machines", MAKE, str(warming), str(batch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PGAPPNAME": MAKE},
        )

    def read(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()

    def write(self) -> None:
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def end(self) -> None:
        assert self._process.wait(60) == 0


class _Looking(threading.Thread):
    """Looks at the sessions of the workers, from the beginning of a block to its end."""

    def __init__(self) -> None:
        super().__init__()
        self._ended = threading.Event()
        self._looks = self._waits = 0
        self.processor = 0.0

    def __enter__(self) -> "_Looking":
        with self._connected() as database:
            found = database.execute(
                "SELECT pid FROM pg_stat_activity WHERE application_name = %s", [MAKE]
            )
            self._sessions = [pid for (pid,) in found]
        self._before = sum(map(_processor_of, self._sessions))
        self.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._ended.set()
        self.join()
        self.processor = sum(map(_processor_of, self._sessions)) - self._before

    @property
    def share(self) -> float:
        return self._waits / self._looks

    def run(self) -> None:
        waiting = "wait_event_type = 'Lock' AND pid = ANY(%s)"
        with self._connected() as database:
            while not self._ended.wait(_LOOK_EVERY):
                found = database.execute(
                    f"SELECT count(*) FROM pg_stat_activity WHERE {waiting}", [self._sessions]
                ).fetchone()
                assert found
                self._waits += found[0]
                self._looks += len(self._sessions)

    def _connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(os.environ["TESELA_DATABASE"], autocommit=True)


def _processor_of(session: int) -> float:
    """Seconds of a processor so far."""
    told = Path(f"/proc/{session}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / _TICKS


def _looped(processes: int) -> float:
    """Seconds on the clock for a bare loop in so many processes at once."""
    began = time.perf_counter()
    loops = [subprocess.Popen([sys.executable, "-c", _LOOP]) for _ in range(processes)]
    for loop in loops:
        loop.wait()
    return time.perf_counter() - began


def _version() -> str:
    with psycopg.connect(os.environ["TESELA_DATABASE"]) as database:
        return str(database.info.parameter_status("server_version"))


def _make(warming: str, batch: str) -> None:
    """What a worker does; it keeps its session until it may go."""
    import django

    django.setup()
    from tesela.site.awards import batches

    batches.make(UUID(warming))
    print("warm", flush=True)
    sys.stdin.readline()
    before = time.process_time()
    batches.make(UUID(batch))
    print(time.process_time() - before, flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    if sys.argv[1:2] == [MAKE]:
        _make(*sys.argv[2:])
    else:
        run(figures, cores=2)
