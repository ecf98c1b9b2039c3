"""Documents of at most one megabyte that were made to cost as much as they can (tests/fuzz/hostile.py).

Each is verified in a process of its own that may take little memory, from its bytes to the report.
What it takes, with the processes that it starts itself, is compared with the full processor's time for the
statements of an honest badge (safe mode, no shape known). Shown are the worst.
"""

import multiprocessing
import resource
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from statistics import median
from typing import NamedTuple

from benchmarks import sample
from benchmarks.figures import Effort, Figure, ratio, run, versions_of
from tesela.codecs import jsonld
from tesela.text.errors import TeselaError
from tesela.verify import verify, verify_presentation
from tests.fuzz.hostile import HOSTILE, LARGEST, PRESENTED

MEMORY = 1_000_000_000
"""Octets of address space of the whole process, with the interpreter and what it loaded."""
ALL = HOSTILE | PRESENTED
SHOWN = 5
NO_ANSWER = "no answer"
TARGET = 50
_FORK = multiprocessing.get_context("fork")


class Cost(NamedTuple):
    """What one document took."""

    name: str
    answer: str
    seconds: float
    """Of the processor: this process's and its children's."""
    octets: int
    """Resident, more than before."""


def figures(effort: Effort) -> Iterator[Figure]:
    """The worst of all, and how often the memory was not enough."""
    honest = _honest(effort)
    costs = sorted((_cost(name, made()) for name, made in ALL.items()), key=_seconds)[::-1]
    for one in costs[:SHOWN]:
        again = [one.seconds, *(_cost(one.name, ALL[one.name]()).seconds for _ in honest[1:])]
        yield ratio(
            f"hostile: {one.name} ({one.answer})",
            again,
            honest,
            target=TARGET,
            kind="at most",
            ours=f"{median(again) * 1000:,.0f} ms",
            peer=f"full processor, honest badge: {median(honest) * 1000:,.0f} ms",
            versions=versions_of("pyoxigraph"),
        )
    failed = [one for one in costs if one.answer == NO_ANSWER]
    yield Figure(
        what="hostile: documents without an answer within the memory",
        ours=f"{len(costs)} documents",
        value=float(len(failed)),
        unit="documents",
        target=0,
        kind="at most",
    )
    most = max(one.octets for one in costs)
    yield Figure(
        what="hostile: most memory taken by one",
        value=most / 2**20,
        unit="MiB",
        target=300,
        kind="at most",
    )


def _honest(effort: Effort) -> list[float]:
    """Processor seconds of the full processor for badges of shapes it never saw."""
    document = sample.unsecured()[0]
    found = []
    for number in range(effort.rounds):
        before = time.process_time()
        jsonld.canonical_quads(sample.unseen(document, number))
        found.append(time.process_time() - before)
    return found


def _seconds(cost: Cost) -> float:
    return cost.seconds


def _cost(name: str, data: bytes) -> Cost:
    if len(data) > LARGEST:
        raise SystemExit(f"{name}: {len(data)} octets")
    here, there = _FORK.Pipe(duplex=False)
    reader = _FORK.Process(target=_answer, args=(name, data, there))
    reader.start()
    there.close()
    try:
        answer, seconds, octets = here.recv()
    except EOFError:
        answer, seconds, octets = NO_ANSWER, float("inf"), 0
    reader.join()
    return Cost(name, answer, seconds, octets)


def _answer(name: str, data: bytes, there: Connection) -> None:
    """The dearest of three turns: the first one of its shape, one learned from, one compiled."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    before, seconds, answer = _resident(), 0.0, ""
    way = verify_presentation if name in PRESENTED else verify
    for turn in range(3):
        other = data.replace(b"urn:uuid:1111", b"urn:uuid:%04d" % turn)
        begun = _spent()
        try:
            answer = way(other, at=sample.NOW).verdict.value
        except TeselaError as error:
            answer = error.code
        except MemoryError:
            answer = NO_ANSWER
        seconds = max(seconds, _spent() - begun)
    there.send((answer, seconds, _resident() - before))


def _spent() -> float:
    """Processor seconds of this process and of those that it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _resident() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    run(figures)
