"""A class list → signed badges in one process: time beside bare signing, and memory.

    python -m benchmarks.roster [--rows N]

Reads a CSV file of N learners row by row, makes an award of each and its badge, and counts the
octets. Twice, with a tenth of the rows first, so that one sees whether memory grows with them.
Nothing is stored: what a record costs beside it, `tesela issue` shows.
"""

import argparse
import csv
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from benchmarks import sample
from tesela.issuing import issue
from tesela.issuing.batch import RowRules, wanted_award
from tesela.issuing.roster import RefusedRow, open_roster
from tesela.model.achievement import Achievement
from tesela.model.award import Award

TODAY = date(2026, 3, 2)
SIGNATURES = 3_000


class Measured(NamedTuple):
    rows: int
    seconds: float
    octets: int
    resident: int


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.roster")
    asked.add_argument("--rows", type=int, default=100_000)
    rows = asked.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        for number in (rows // 10, rows):
            file = Path(folder) / f"{number}.csv"
            _write(file, number)
            signing = _seconds_of_a_signature() * number
            made = _measured(file, number)
            signing = (signing + _seconds_of_a_signature() * number) / 2
            print(
                f"{number:,} rows: {made.seconds:.1f} s, {number / made.seconds:,.0f} a second, "
                f"{made.seconds / signing:.2f} times bare signing, "
                f"{made.octets / 2**20:,.0f} MiB of JSON, peak memory {made.resident / 2**20:,.0f} MiB"
            )


def _write(file: Path, rows: int) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["given name", "family name", "email"])
        for number in range(rows):
            name = sample.NAMES[number % len(sample.NAMES)].split(" ", 1)
            writer.writerow([name[0], f"{name[1]} {number}", f"learner{number}@example.org"])


def _measured(file: Path, rows: int) -> Measured:
    achievement = sample.achievement()
    before, octets = time.process_time(), 0
    made = issue(achievement, _awards(file, achievement), sample.KEY, issued_at=sample.CREATED)
    number = 0
    for issued in made:
        number += 1
        octets += len(issued.files["openbadge"])
    assert number == rows
    seconds = time.process_time() - before
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Measured(rows, seconds, octets, resident)


def _awards(file: Path, achievement: Achievement) -> Iterator[Award]:
    rules = RowRules("en", TODAY)
    with open_roster(file, name=file.name, today=TODAY) as roster:
        for row in roster.rows():
            assert not isinstance(row, RefusedRow), row
            asked = wanted_award(achievement, row, rules)
            learner = {**asked.fields["learner"], "id": UUID(int=row.number, version=4).urn}
            yield Award.model_validate(
                {
                    **asked.defaults,
                    **asked.fields,
                    "learner": learner,
                    "id": UUID(int=2**64 + row.number, version=4).urn,
                }
            )


def _seconds_of_a_signature() -> float:
    before = time.process_time()
    for _ in range(SIGNATURES):
        sample.KEY.sign(bytes(64))
    return (time.process_time() - before) / SIGNATURES


if __name__ == "__main__":
    main()
