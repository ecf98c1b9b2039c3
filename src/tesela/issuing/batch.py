"""A class list → recorded awards → files and a report, each exactly once.

    1. read        a chunk of rows; refused rows go straight to the report
    2. record      before anything is signed: each new row gets a random award
                   id, its learner's id, its places on the status lists and
                   what will be signed, in one transaction
    3. make        the files of every recorded award that are not there yet;
                   the record alone decides their bytes
    4. report      what became of each row

A process that dies leaves a record and some files. The next run finds the
rows by their keys, makes what is missing and changes nothing else. A row whose
content changed since it was recorded is a correction: a new award that
supersedes the old one, which is then withdrawn.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Literal, Protocol

from tesela.issuing.roster import CellProblem, RefusedRow, RosterRow
from tesela.issuing.wanted import Gate, RowRules, WantedAward, wanted_award, wanted_awards
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.status.bitstring import Place
from tesela.text.errors import Problem

__all__ = [
    "CHUNK_ROWS",
    "REFUSED",
    "Files",
    "Gate",
    "Recorded",
    "Register",
    "RowOutcome",
    "RowRules",
    "Standing",
    "WantedAward",
    "refusal",
    "run",
    "wanted_award",
    "wanted_awards",
]

CHUNK_ROWS = 200


Standing = Literal["new", "kept", "corrected", "twice", "taken"]
"""`taken`: another award has its certificate's number, and stays as it is."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One award as the record has it."""

    award: Award
    places: tuple[Place, ...]
    issued_at: datetime
    standing: Standing = "kept"
    other_row: int | None = None
    """For `twice`: the row of this run that has the same key."""


class Register(Protocol):
    """The record of what was awarded."""

    def record(self, wanted: Sequence[WantedAward], now: datetime) -> list[Recorded | None]:
        """Each wanted award as it is now recorded, in order; all or none.

        None for one that would be new or a correction and has a problem.
        """


class Files(Protocol):
    """Where the files of awards go."""

    def make(self, recorded: Sequence[Recorded]) -> Iterator[tuple[dict[str, str], bool]]:
        """For each award its files by format, and whether any had to be made.

        They are there when they are given; some may be begun before that.
        """


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row."""

    row: int
    status: Literal["issued", "refused", "unchanged"]
    award: str | None = None
    supersedes: str | None = None
    files: dict[str, str] = field(default_factory=dict)
    problems: tuple[CellProblem, ...] = ()

    def to_json(self, language: str) -> dict[str, Any]:
        """As `report.json` has it."""
        written: dict[str, Any] = {"row": self.row, "status": self.status}
        if self.award:
            written["award"] = self.award
        if self.supersedes:
            written["supersedes"] = self.supersedes
        written["files"] = self.files
        written["problems"] = [problem.to_report(language) for problem in self.problems]
        return written


def run(
    achievement: Achievement,
    rows: Iterable[RosterRow | RefusedRow],
    register: Register,
    files: Files,
    *,
    rules: RowRules,
    clock: Callable[[], datetime],
) -> Iterator[RowOutcome]:
    """What became of each row, in order, in constant memory.

    The files of a chunk may be under way, in other processes, while the next is recorded.
    """
    remaining = iter(rows)
    before: Iterator[RowOutcome] = iter(())
    while True:
        try:
            chunk = list(islice(remaining, CHUNK_ROWS))  # 1
            outcomes = _begun(achievement, chunk, register, files, rules, clock)
        except BaseException:
            yield from before  # what is recorded is made, whatever is wrong further down
            raise
        yield from before
        before = outcomes
        if not chunk:
            return


def _begun(
    achievement: Achievement,
    chunk: Sequence[RosterRow | RefusedRow],
    register: Register,
    files: Files,
    rules: RowRules,
    clock: Callable[[], datetime],
) -> Iterator[RowOutcome]:
    """The chunk is recorded, and its files may be begun, before this returns."""
    accepted = (row for row in chunk if not isinstance(row, RefusedRow))
    wanted = list(wanted_awards(achievement, accepted, rules))
    recorded = register.record(wanted, clock()) if wanted else []  # 2
    made = files.make([entry for entry in recorded if entry and entry.standing not in REFUSED])  # 3
    return _outcomes(chunk, wanted, recorded, made, rules)


def _outcomes(
    chunk: Sequence[RosterRow | RefusedRow],
    wanted: Sequence[WantedAward],
    recorded: Sequence[Recorded | None],
    made: Iterator[tuple[dict[str, str], bool]],
    rules: RowRules,
) -> Iterator[RowOutcome]:
    standing = iter(zip(wanted, recorded, strict=True))
    for row in chunk:  # 4
        if isinstance(row, RefusedRow):
            yield RowOutcome(row.number, "refused", problems=row.problems)
            continue
        asked, entry = next(standing)
        if entry is None:
            problems = (asked.problem,) if asked.problem else ()
            yield RowOutcome(row.number, "refused", problems=problems)
            continue
        if entry.standing in REFUSED:
            problem = refusal(asked, entry.standing, entry.other_row, rules.headers)
            yield RowOutcome(asked.row, "refused", problems=(problem,))
            continue
        paths, fresh = next(made)
        yield RowOutcome(
            row.number,
            "issued" if fresh or entry.standing in ("new", "corrected") else "unchanged",
            award=entry.award.id,
            supersedes=entry.award.supersedes,
            files=paths,
        )


REFUSED = ("twice", "taken")
"""Standings of rows for which nothing is made."""


def refusal(
    asked: WantedAward, standing: Standing, other_row: int | None, headers: Mapping[str, str]
) -> CellProblem:
    """Why nothing is made of a row whose standing is one of `REFUSED`."""
    column = headers.get(asked.key_column, asked.key_column)
    value = asked.key_value[:80]
    problem = (
        Problem("issue.certificate_known", {"column": column, "value": value})
        if standing == "taken"
        else Problem("issue.key_twice", {"column": column, "other": other_row})
    )
    return CellProblem(column, value, problem, asked.key_column)
