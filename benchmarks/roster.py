"""A class list → signed badges in one process: time beside bare signing, and memory.

Reads a CSV file of learners row by row, makes an award of each and its badge. Each list is read in a process of its own, because the greatest size of a process stays.
Nothing is stored: what a record costs beside it, `tesela issue` shows.
"""

import csv
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks import sample
from benchmarks.figures import Effort, Figure, rate, ratio, run, versions_of
from tesela.codecs import uuids
from tesela.issuing import issue
from tesela.issuing.batch import CHUNK_ROWS, RowRules, wanted_awards
from tesela.issuing.roster import RosterRow, open_roster
from tesela.model.achievement import Achievement
from tesela.model.award import Award

TODAY = date(2026, 3, 2)
SIGNATURES = 3_000


class Measured(NamedTuple):
    """Processor seconds of making and of bare signing as often, and the process's sizes in octets."""

    seconds: float
    signing: float
    resident_before: int
    resident: int


def figures(effort: Effort) -> Iterator[Figure]:
    """Time of a large class, and what it takes of memory."""
    rows = effort.of(100_000, 5_000)
    few, many = effort.of(10_000, 1_000), effort.of(1_000_000, 10_000)
    versions = versions_of("pyoxigraph", "pynacl")
    timed = [_alone(rows) for _ in range(effort.rounds)]
    yield ratio(
        f"{rows:,} rows of a class list to signed badges, over bare signing",
        [one.seconds for one in timed],
        [one.signing for one in timed],
        target=2.5,
        kind="at most",
        ours=rate([rows / one.seconds for one in timed]),
        peer=f"libsodium {rate([rows / one.signing for one in timed])}",
        versions=versions,
    )
    small, large = _alone(few), _alone(many)
    yield _memory(f"memory that {many:,} rows take", large.resident - large.resident_before, 32)
    yield _memory(
        f"memory of {many:,} rows beyond that of {few:,}", large.resident - small.resident, 4
    )


def _memory(what: str, octets: int, most: float) -> Figure:
    return Figure(what=what, value=max(0, octets) / 2**20, unit="MiB", target=most, kind="at most")


def _alone(rows: int) -> Measured:
    """What a process of its own measures."""
    with get_context("spawn").Pool(1) as process:
        return process.apply(_with_signing, (rows,))


def _with_signing(rows: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        warm, file = Path(folder) / "warm.csv", Path(folder) / "rows.csv"
        write(warm, 20)
        write(file, rows)
        _seconds(warm, 20)
        before = _resident()
        signature = _seconds_of_a_signature()
        seconds = _seconds(file, rows)
        signature = (signature + _seconds_of_a_signature()) / 2
    return Measured(seconds, signature * rows, before, _resident())


def _resident() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def write(file: Path, rows: int) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["given name", "family name", "email"])
        for number in range(rows):
            name = sample.NAMES[number % len(sample.NAMES)].split(" ", 1)
            writer.writerow([name[0], f"{name[1]} {number}", f"learner{number}@example.org"])


def _seconds(file: Path, rows: int) -> float:
    """Processor seconds from the file to all its badges."""
    achievement = sample.achievement()
    before = time.process_time()
    made = issue(achievement, awards(file, achievement), sample.KEY, issued_at=sample.CREATED)
    assert sum(bool(issued.files["openbadge"]) for issued in made) == rows
    return time.process_time() - before


def awards(file: Path, achievement: Achievement) -> Iterator[Award]:
    """Chunk by chunk, as `batch.run` makes them."""
    rules = RowRules("en", TODAY)
    with open_roster(file, name=file.name, today=TODAY) as roster:
        rows = roster.rows()
        while chunk := list(islice(rows, CHUNK_ROWS)):
            learners = [row for row in chunk if isinstance(row, RosterRow)]
            assert len(learners) == len(chunk)
            yield from [
                asked.stated(
                    uuids.at_random((2**64 + asked.row).to_bytes(16)),
                    uuids.at_random(asked.row.to_bytes(16)),
                )
                for asked in wanted_awards(achievement, learners, rules)
            ]


def _seconds_of_a_signature() -> float:
    before = time.process_time()
    for _ in range(SIGNATURES):
        sample.KEY.sign(bytes(64))
    return (time.process_time() - before) / SIGNATURES


if __name__ == "__main__":
    run(figures)
