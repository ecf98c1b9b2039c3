"""Ten times the rows, the same memory: the batch streams."""

import os
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tesela.cli.issuing import write_report, write_rows
from tesela.cli.register import SqliteRegister
from tesela.issuing import batch
from tesela.issuing.roster import open_roster
from tesela.model.achievement import Achievement
from tesela.model.description import read_description
from tests.cli.command import ACHIEVEMENT, report
from tests.issuing.batches import learner, saved

NOON = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
BYTES_REMEMBERED_A_ROW = 600
"""A class list remembers a digest of each learner, to find the same one twice, and pydantic keeps
the last 16 thousand short strings. One award alone would be some thousands of bytes."""


class SmallFiles:
    """Writes one small file for each award."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, recorded: Sequence[batch.Recorded]) -> Iterator[tuple[dict[str, str], bool]]:
        for entry in recorded:
            name = f"{entry.award.id[9:]}.json"
            (self._folder / name).write_text(entry.award.model_dump_json(), "utf-8")
            yield {"openbadge": name}, True


@pytest.fixture(scope="module")
def achievement() -> Achievement:
    return read_description(ACHIEVEMENT.read_bytes(), ACHIEVEMENT.name).achievement


def peak_bytes(folder: Path, achievement: Achievement, rows: int) -> int:
    """The most memory that a run over `rows` rows holds at once."""
    folder.mkdir()
    roster = saved(folder / "class.csv", (learner(number) for number in range(rows)))
    with (
        closing(SqliteRegister(folder / "register.sqlite3", os.urandom)) as register,
        open_roster(roster, name="class.csv", today=NOON.date()) as opened,
    ):
        tracemalloc.start()
        outcomes = batch.run(
            achievement,
            opened.rows(),
            register,
            SmallFiles(folder),
            rules=batch.RowRules("en", NOON.date()),
            clock=lambda: NOON,
        )
        summary = write_rows(folder / "report.json", outcomes, "en", lambda outcome: None)
        write_report(folder / "report.json", summary)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert summary["issued"] == rows == len(report(folder)["rows"])
    return peak


def test_memory_does_not_grow_with_the_number_of_rows(
    tmp_path: Path, achievement: Achievement
) -> None:
    peak_bytes(tmp_path / "first", achievement, 400)  # what is made once and kept
    few = peak_bytes(tmp_path / "few", achievement, 400)
    many = peak_bytes(tmp_path / "many", achievement, 4000)
    print(f"{few} bytes for 400 rows, {many} bytes for 4000 rows")
    assert many - few < 3600 * BYTES_REMEMBERED_A_ROW
