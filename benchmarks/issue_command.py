"""`tesela issue` of a large class: processor time an award beside bare signing, and memory.

The command runs as people run it: it starts, reads the list, keeps its record (SQLite, written to disk for
every chunk), makes the badges with a place on two status lists each, and writes the report; once
with a file for each award, once into one file. What a class of ten takes is taken off.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import roster, sample
from benchmarks.figures import Effort, Figure, rate, ratio, run, versions_of

_FEW = 10
_SIGNATURES = 3_000
_ACHIEVEMENT = Path(__file__).parents[1] / "examples" / "achievements" / "digital-basics.yaml"
_RUN = """
import resource, sys
from pathlib import Path
from tesela.cli.main import run
try:
    run()
finally:
    own, theirs = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = sum(of.ru_utime + of.ru_stime for of in (own, theirs))
    lines = Path("/proc/self/status").read_text().splitlines()
    print(seconds, next(line.split()[1] for line in lines if line.startswith("VmHWM:")))
"""
_WAYS = {"a file for each": (), "one file of lines": ("--into", "class.ndjson")}


class Ran(NamedTuple):
    """Processor seconds of the command, and its greatest size in KiB."""

    seconds: float
    size: int


def figures(effort: Effort) -> Iterator[Figure]:
    """Both ways; of the second also how its memory grows."""
    rows = effort.of(10_000, 2_000)
    versions = versions_of("pynacl")
    taken: dict[str, list[float]] = {way: [] for way in _WAYS}
    signed = []
    sizes: tuple[int, int] = (0, 0)
    for _ in range(effort.rounds):
        signed.append(_seconds_of_signing(rows))
        for way, words in _WAYS.items():
            few, many = _issued(_FEW, words), _issued(rows, words)
            taken[way].append(many.seconds - few.seconds)
            sizes = few.size, many.size
    for way, seconds in taken.items():
        yield ratio(
            f"tesela issue, {rows:,} rows: {way}, over bare signing",
            seconds,
            signed,
            target=10,
            kind="at most",
            ours=rate([rows / one for one in seconds]),
            peer=f"libsodium {rate([rows / one for one in signed])}",
            versions=versions,
        )
    yield Figure(
        what=f"memory of tesela issue of {rows:,} rows into one file beyond that of {_FEW}",
        value=max(0, sizes[1] - sizes[0]) / 1024,
        unit="MiB",
        target=32,
        kind="at most",
    )


def _issued(rows: int, words: tuple[str, ...]) -> Ran:
    with tempfile.TemporaryDirectory() as folder:
        roster.write(Path(folder) / "class.csv", rows)
        tesela = [sys.executable, "-c", _RUN]
        about = {"cwd": folder, "env": {**os.environ, "TESELA_KEY_PASSPHRASE": ""}}
        subprocess.run(
            [*tesela, "keys", "new", "--out", "key.json"], check=True, capture_output=True, **about
        )
        done = subprocess.run(
            [*tesela, "issue", "--achievement", str(_ACHIEVEMENT), "--roster", "class.csv",
             "--key", "key.json", "--out", "out", "--as", "openbadge",
             "--status-list", "https://ribera-digital.example/status", *words],
            check=True, capture_output=True, text=True, **about,
        )  # fmt: skip
    seconds, size = done.stdout.split()
    return Ran(float(seconds), int(size))


def _seconds_of_signing(times: int) -> float:
    before = time.process_time()
    for _ in range(_SIGNATURES):
        sample.KEY.sign(bytes(64))
    return (time.process_time() - before) / _SIGNATURES * times


if __name__ == "__main__":
    run(figures)
