"""Checking files from the command line: one, some, or a folder of many, in several processes.

1. Folders are opened: files in them whose names end as what can be checked ends,
   in the order of their names. What `tesela issue` puts beside the credentials
   (its report, its registry, its lists) is passed over.
2. Each file is checked; what crosses from another process is only what is
   shown of it, in the order in which the files were named.
3. What was found is counted. There is no score.

Nothing is fetched. With a registry the credentials are verified as far as that
goes without a connection, so that rules about signatures can be decided.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from tesela.cli.issuing import CONTROLLER, ISSUER_KEYS, REPORT, STATUS_FOLDER
from tesela.cli.speech import DONE, FAILED, UNUSABLE, problem_json, read_file
from tesela.cli.stamping import FOLDER as PROOFS
from tesela.conform import RULESET, Known
from tesela.conform.handed import check_handed, is_credential
from tesela.issuing.roster import RefusedRow, open_roster
from tesela.model.findings import Finding, Findings, Severity
from tesela.text.catalogue import say
from tesela.text.errors import Problem, TeselaError
from tesela.trust.fetch import offline
from tesela.trust.registry import FILE_NAME as REGISTRY
from tesela.trust.registry import Registry, read_registry
from tesela.verify import verify

ROSTERS = (".csv", ".tsv", ".txt", ".xlsx", ".ods")
CHECKED = (
    *ROSTERS,
    *(".yaml", ".yml", ".json", ".jsonld", ".jwt", ".sd-jwt", ".pdf", ".png", ".svg", ".zip"),
)
"""How the names of files end that are looked at in a folder."""
FILES_A_TASK = 20
_BESIDE = frozenset((REPORT, REGISTRY, CONTROLLER, ISSUER_KEYS))
_FOLDERS_BESIDE = frozenset((STATUS_FOLDER, PROOFS))


@dataclass(frozen=True, slots=True)
class Asked:
    """How files are checked; plain enough to cross to another process."""

    today: date
    now: datetime
    tongue: str
    country: str | None = None
    trust: str | None = None
    """The file or folder of a registry."""
    as_json: bool = False


class Found(NamedTuple):
    """One finding, as far as it is counted."""

    rule: str
    principle: int | None
    severity: Severity


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one file."""

    file: str
    status: int
    line: str = ""
    """Its findings as JSON in one line, where JSON is asked for."""
    said: tuple[str, ...] = ()
    """What people are told, line by line."""
    found: tuple[Found, ...] = ()


@dataclass(slots=True)
class Tally:
    """What was found in many files."""

    files: int = 0
    unusable: int = 0
    blocked: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    principles: Counter[int] = field(default_factory=Counter)

    def add(self, shown: Shown) -> None:
        self.files += 1
        self.unusable += shown.status == UNUSABLE
        self.blocked += shown.status == FAILED
        for one in shown.found:
            self.severities[one.severity.value] += 1
            if one.severity is not Severity.ASKS:
                self.rules[one.rule] += 1
                if one.principle is not None:
                    self.principles[one.principle] += 1

    def to_json(self) -> dict[str, Any]:
        """As the last line of a folder's findings has it."""
        return {
            "ruleset": RULESET,
            "files": self.files,
            "unusable": self.unusable,
            "blocked": self.blocked,
            "severities": {one.value: self.severities[one.value] for one in Severity},
            "rules": dict(sorted(self.rules.items())),
            "principles": {str(one): self.principles[one] for one in range(1, 11)},
        }


def is_folder(name: str) -> bool:
    """Whether the caller named a folder; an empty name is none, although it leads to one."""
    return name not in ("", "-") and Path(name).is_dir()


def files_in(names: Sequence[str]) -> list[str]:
    """The files to check: those named, and those in the folders named."""
    found: list[str] = []
    for name in names:
        if is_folder(name):
            found += [str(path) for path in sorted(_in_folder(Path(name)))]
        else:
            found.append(name)
    return found


def _in_folder(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        issued = REPORT in files
        skipped = _FOLDERS_BESIDE if issued else frozenset()
        folders[:] = [one for one in folders if not one.startswith(".") and one not in skipped]
        for name in files:
            beside = issued and name in _BESIDE
            if name.lower().endswith(CHECKED) and not name.startswith(".") and not beside:
                yield Path(here, name)


def check_all(files: Sequence[str], asked: Asked, jobs: int) -> Iterator[Shown]:
    """What is shown of each file, in order. Raises TeselaError `check.process_died`."""
    if jobs == 1 or len(files) <= FILES_A_TASK:
        checker = Checker(asked)
        yield from map(checker.shown, files)
        return
    pool = ProcessPoolExecutor(
        jobs, get_context("spawn"), initializer=_become_checker, initargs=(asked,)
    )
    try:
        yield from pool.map(_shown_by_worker, files, chunksize=FILES_A_TASK)
    except BrokenProcessPool as error:
        raise TeselaError("check.process_died") from error
    finally:
        pool.shutdown(cancel_futures=True)


class Checker:
    """Checks files one by one, in this process."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._known = Known(today=asked.today, country=asked.country)
        self._registry: Registry | None = None
        if asked.trust:
            self._registry = read_registry(Path(asked.trust), at=asked.now, fetch=offline)

    def shown(self, name: str) -> Shown:
        """What is shown of the file. Raises nothing for what is in it."""
        tongue = self._asked.tongue
        try:
            findings = self.findings(name, read_file(name))
        except TeselaError as error:
            line = ""
            if self._asked.as_json:
                line = _json({"file": name, "problem": problem_json(error.problem, tongue)})
            return Shown(name, UNUSABLE, line, tuple(_told(error.problem, tongue, name)))
        found = tuple(Found(one.rule, one.principle, one.severity) for one in findings.findings)
        status = FAILED if findings.blocking else DONE
        if self._asked.as_json:
            return Shown(name, status, _json({"file": name, **findings.to_json()}), (), found)
        return Shown(name, status, "", tuple(_said(name, findings, tongue)), found)

    def findings(self, name: str, data: bytes) -> Findings:
        """What is found in a description, a class list or a credential.

        Raises TeselaError when it is none of them.
        """
        if name.lower().endswith(ROSTERS):
            return roster_findings(name, data, self._asked.today)
        return check_handed(data, name, self._known_of(data))

    def _known_of(self, data: bytes) -> Known:
        """What is known of this file: of a credential, what verifying it has established."""
        if self._registry is None or not is_credential(data):
            return self._known
        with suppress(TeselaError):
            report = verify(data, at=self._asked.now, registry=self._registry)
            return replace(self._known, report=report)
        return self._known


_checkers: list[Checker] = []


def _become_checker(asked: Asked) -> None:
    _checkers[:] = [Checker(asked)]


def _shown_by_worker(name: str) -> Shown:
    return _checkers[0].shown(name)


def roster_findings(name: str, data: bytes, today: date) -> Findings:
    """The rows of a class list that cannot become awards. Raises TeselaError `roster.*`."""
    found: list[Finding] = []
    with open_roster(data, name=name, today=today) as roster:
        for row in roster.rows():
            if isinstance(row, RefusedRow):
                found += map(_row_finding, [row.number] * len(row.problems), row.problems)
        subject = {"kind": "roster", "columns": dict(roster.columns)}
    return Findings(RULESET, subject, tuple(found))


def _row_finding(number: int, problem: Any) -> Finding:
    return Finding(
        rule=problem.problem.code,
        principle=None,
        element=None,
        severity=Severity.BLOCKS,
        path=f"/{number}/{_pointer_part(problem.column)}",
        problem=problem.problem,
        source="docs/rosters.md",
        line=number,
        column=1,
    )


def _pointer_part(name: str) -> str:
    """`name` in a JSON Pointer (RFC 6901, 3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _json(value: Any) -> str:
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json.dumps(value, ensure_ascii=escaped)


def _told(problem: Problem, tongue: str, name: str) -> Iterator[str]:
    yield f"{name}: {problem.message(tongue)}"
    if advice := problem.fix(tongue):
        yield say("cli.advice", tongue, advice=advice)


def _said(name: str, findings: Findings, tongue: str) -> Iterator[str]:
    for finding in findings.decided:
        yield _finding(name, finding, tongue)
        if advice := finding.problem.fix(tongue):
            yield say("cli.advice", tongue, advice=advice)
    if not findings.decided:
        yield say("cli.check_clean", tongue, file=name)
    if findings.questions:
        yield say("cli.check_questions", tongue, len(findings.questions), file=name)


def _finding(name: str, finding: Finding, tongue: str) -> str:
    severity = say(f"cli.severity.{finding.severity}", tongue)
    message = finding.problem.message(tongue)
    if finding.line is None and finding.path:
        return say(
            "cli.finding_at",
            tongue,
            file=name,
            path=finding.path,
            severity=severity,
            rule=finding.rule,
            message=message,
        )
    return say(
        "cli.finding",
        tongue,
        file=name,
        line=finding.line or 1,
        column=finding.column or 1,
        severity=severity,
        rule=finding.rule,
        message=message,
    )


def summary(tally: Tally, tongue: str) -> Iterator[str]:
    """What people are told of many files."""
    yield say("cli.check_summary", tongue, tally.files, unusable=tally.unusable)
    for severity in Severity:
        number = tally.severities[severity.value]
        yield say(f"cli.check_count.{severity.value}", tongue, number)
    for rule, number in _most(tally.rules):
        yield say("cli.check_rule", tongue, number, rule=rule)
    for principle, number in _most(tally.principles):
        yield say("cli.check_principle", tongue, number, principle=principle)


def _most(counted: Counter[Any]) -> Iterable[tuple[Any, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))
