"""`tesela work` with one, two and eight processes on one PostgreSQL: the queue, turns and kills.

    python -m benchmarks.workers [--rows 20000] [--kills 6] [--processes 1 2 8]

For each number of processes:

1. a class is made (`benchmarks.machines`): processor time an award, of the processes and of
   PostgreSQL's, and the share of their time in which they wait for a lock
2. the same class by `tesela work`, and when a part of it is there a class of ten of somebody else: how
   long the ten take, and how many of the large class are made meanwhile, which is the same
   however busy the machine is; and how long tasks wait in the queue

Then a class is made twice by two processes, once in peace and once with KILLS of them killed at random
moments. What a kill costs is the processor time that the second took more: the chunk in hand and the start of
another process. Its share of 100,000 awards stands beside it.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import machines

PROGRAM = Path(sys.executable).parent / "tesela"
TEN = 10
_ALL = 100_000
_SECONDS = 1200


def main() -> None:
    from tests.postgresql import cluster

    asked = argparse.ArgumentParser(prog="python -m benchmarks.workers")
    asked.add_argument("--rows", type=int, default=20_000, help="of the large class")
    asked.add_argument("--kills", type=int, default=6)
    asked.add_argument("--processes", type=int, nargs="*", default=[1, 2, 8])
    options = asked.parse_args()
    with cluster(durable=True) as its:
        machines.settle(its.database())
        os.environ["TESELA_REQUESTS_A_MINUTE"] = "1000000"
        for processes in options.processes:
            _print_made(options.rows, processes)
            _print_beside(options.rows, processes)
        if options.kills:
            _print_killed(options.rows, options.kills)


def _print_made(rows: int, processes: int) -> None:
    one = machines.made(rows, processes)
    print(
        f"{processes} processes: {1000 * one.processor:.2f} ms of theirs an award, "
        f"{1000 * one.database:.2f} ms of PostgreSQL's, {one.waiting:.1%} waiting for locks",
        flush=True,
    )


def _print_beside(rows: int, processes: int) -> None:
    """The ten come when a quarter of the large class is there."""
    from django_tasks_db.models import DBTaskResult

    large, small = _edition(), _edition()
    DBTaskResult.objects.all().delete()
    with _working(processes):
        many = _waiting(large, rows)
        _until(lambda: _issued(many) >= rows // 4)
        before, began = _issued(many), time.monotonic()
        few = _waiting(small, TEN)
        _until(lambda: _is_finished(few))
        took, meanwhile = time.monotonic() - began, _issued(many) - before
        _until(lambda: _is_finished(many))
        whole = time.monotonic() - began
    started = DBTaskResult.objects.filter(
        task_path__endswith="make_batch", started_at__isnull=False
    )
    waits = [
        (one.started_at - one.enqueued_at).total_seconds() for one in started if one.started_at
    ]
    print(
        f"    ten beside {rows}: made after {took:.1f} s, {meanwhile} of the others meanwhile, which "
        f"took {whole:.1f} s; a task waited {median(waits):.2f} s, {max(waits):.2f} at most",
        flush=True,
    )


def _print_killed(rows: int, kills: int) -> None:
    calm, killed = _processor(rows, 0), _processor(rows, kills)
    an_award = machines.made(rows, 2).processor
    lost = (killed - calm) / kills
    print(
        f"{kills} kills while two made {rows}: {lost:.2f} s of a processor each, "
        f"{lost / (an_award * _ALL):.1%} of what {_ALL:,} awards take",
        flush=True,
    )


def _processor(rows: int, kills: int) -> float:
    """Seconds of a processor of `tesela work` and its processes."""
    chance = random.Random(kills)
    edition = _edition()
    with _working(2) as work:
        batch = _waiting(edition, rows)
        for kill in range(kills):
            _until(lambda kill=kill: _issued(batch) >= rows * (kill + 1) // (kills + 2))
            time.sleep(chance.uniform(0, 0.5))
            if pids := _children(work.pid):
                os.kill(chance.choice(pids), signal.SIGKILL)
        _until(lambda: _is_finished(batch))
        work.terminate()
        _, _, used = os.wait4(work.pid, 0)  # of those that it waited for, too: all of its processes
        work.returncode = 0
    return used.ru_utime + used.ru_stime


@contextmanager
def _working(processes: int) -> Iterator["subprocess.Popen[bytes]"]:
    log = Path(os.environ["TESELA_DATA"]) / "work.log"
    with log.open("ab") as errors:
        work = subprocess.Popen([PROGRAM, "work", "--processes", str(processes)], stderr=errors)
    try:
        _until(lambda: len(_children(work.pid)) == processes)
        yield work
    finally:
        if work.returncode is None:
            work.terminate()
            work.wait(90)


def _children(of: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{of}/task/{of}/children").read_text().split()]


def _edition() -> Any:
    from tests.site import people

    return people.published(people.organisation(f"bench-{time.time_ns()}"))


def _waiting(edition: Any, rows: int) -> Any:
    from tests.site.classlists import waiting

    return waiting(edition, rows, announce=False)


def _issued(batch: Any) -> int:
    return int(batch.rows.filter(state="issued").count())


def _is_finished(batch: Any) -> bool:
    from tesela.site.classes.models import Batch

    return Batch.objects.filter(pk=batch.pk, state="finished").exists()


def _until(seen: Callable[[], bool]) -> None:
    end = time.monotonic() + _SECONDS
    while not seen():
        if time.monotonic() > end:
            raise TimeoutError("it does not happen")
        time.sleep(0.05)


if __name__ == "__main__":
    main()
