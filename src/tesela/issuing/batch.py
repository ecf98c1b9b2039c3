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
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from typing import Any, Literal, Protocol

from pydantic import ValidationError

from tesela.issuing.alike import award_saying
from tesela.issuing.roster import CellProblem, RefusedRow, RosterRow
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.status.bitstring import Place
from tesela.text.catalogue import say
from tesela.text.errors import Problem
from tesela.vocab.places import country_name

CHUNK_ROWS = 200


@dataclass(frozen=True, slots=True)
class WantedAward:
    """What a row asks for: everything about the award but its random ids."""

    row: int
    key: str
    """By which this row is known again under this edition: a digest."""
    learner_key: str
    """By which this learner is known again under every edition."""
    former: tuple[str, str] | None
    """The two keys of the same row before it had an identifier."""
    key_column: str
    key_value: str
    fields: dict[str, Any]
    """Of `Award` and, under `learner`, of `Learner`; without ids."""
    defaults: dict[str, Any]
    """What a new award gets where the row says nothing, such as today's date."""
    certificate: tuple[str, str, str] | None = None
    """Of what is taken over from an earlier record: the certificate's number, its country, and
    what the row itself says of it. Such an award is never corrected by a list: another row with
    the same number is another certificate with a wrong number."""
    problem: CellProblem | None = None
    """Why no new award can be made of it; one that was recorded before may stand all the same,
    with the defaults of its day."""
    tried: Award | None = field(default=None, compare=False, repr=False)
    """Without a problem, what was made of `fields` and `defaults`, with ids that mean nothing."""

    @property
    def digest(self) -> str:
        """Changes exactly when the row says something else; a default is not said."""
        said = dict(self.fields)
        if self.certificate:
            # In words it is written in the language of the credential, which may be a default.
            said["narrative"] = self.certificate
        listed = sorted((name, repr(value)) for name, value in said.items())
        return sha256(repr(listed).encode()).hexdigest()

    def stated(self, award: str, learner: str, supersedes: str | None = None) -> Award:
        """What the credential will state, with these ids (`urn:uuid:…`).

        Raises ValidationError for some problems that it may have.
        """
        made = self.tried or award_saying(self.fields, self.defaults, award, learner)
        return made.alike(id=award, learner=made.learner.alike(id=learner), supersedes=supersedes)


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


Gate = Callable[[Award], Iterable[tuple[str, Problem]]]
"""An award whose ids mean nothing yet → the fields that speak against it, and why."""


@dataclass(frozen=True, slots=True)
class RowRules:
    """How rows become awards."""

    default_language: str
    today: date
    with_date_of_birth: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    """Field → header of its column in the class list, for problems."""
    gate: Gate | None = None
    """What the caller asks of every award besides; a row that it refuses is not issued."""


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
    wanted = [
        wanted_award(achievement, row, rules) for row in chunk if not isinstance(row, RefusedRow)
    ]
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


def wanted_award(achievement: Achievement, row: RosterRow, rules: RowRules) -> WantedAward:
    """What `row` asks for.

    A row is known by its certificate's number, else by its identifier, else by how the learner is reached, else
    by name and date of birth. A row that was given an identifier later and says
    the same otherwise is still the same row.
    """
    edition = achievement.edition
    known_by = _known_by(row)
    column, value = known_by[0]
    key, learner_key = _keys(edition, column, value)
    if column == "certificate_number" and known_by[1][0] != "name":
        # The learner by what classes know learners by; never by a name, which many share.
        learner_key = _keys(edition, *known_by[1])[1]
    fields = _fields(edition, row, rules)
    defaults = {"awarded_on": rules.today, "language": rules.default_language}
    tried = _tried(fields, defaults, rules.headers)
    problem = tried if isinstance(tried, CellProblem) else _problem_of(tried, achievement, rules)
    return WantedAward(
        row=row.number,
        key=key,
        learner_key=learner_key,
        former=_keys(edition, *known_by[1]) if column == "identifier" else None,
        key_column=column,
        key_value=value,
        fields=fields,
        defaults=defaults,
        certificate=(
            (row.certificate_number, row.certificate_country or "", row.narrative or "")
            if row.certificate_number
            else None
        ),
        problem=problem,
        tried=None if problem or isinstance(tried, CellProblem) else tried,
    )


def _known_by(row: RosterRow) -> list[tuple[str, str]]:
    """Field and text by which the row is known, the surest first."""
    known = [
        (name, text)
        for name, text in (
            ("certificate_number", row.certificate_number),
            ("identifier", row.identifier),
            ("email", row.email and row.email.casefold()),
            ("contact", row.contact),
        )
        if text
    ]
    born = row.date_of_birth.isoformat() if row.date_of_birth else ""
    known.append(("name", f"{row.shown_name} {born}".strip()))
    return known


def _fields(edition: str, row: RosterRow, rules: RowRules) -> dict[str, Any]:
    """What the row says, as fields of `Award`."""
    learner = {
        "given_name": row.given_name,
        "family_name": row.family_name,
        "full_name": row.full_name,
        "date_of_birth": row.date_of_birth if rules.with_date_of_birth else None,
    }
    fields = {
        "achievement": edition,
        "learner": {name: part for name, part in learner.items() if part},
        "awarded_on": row.award_date,
        "assessed_on": row.assessed_on,
        "valid_until": row.valid_until,
        "grade": row.grade,
        "language": row.language,
        "evidence": row.evidence,
        "narrative": _narrative(row, rules),
        "workload_hours": row.workload_hours,
        "ects_credits": row.ects_credits,
    }
    return {name: part for name, part in fields.items() if part not in (None, ())}


def _narrative(row: RosterRow, rules: RowRules) -> str | None:
    """What the row says; of an earlier certificate also that it is taken over, and which it was."""
    if not row.certificate_number:
        return row.narrative
    language = row.language or rules.default_language
    number, country = row.certificate_number, row.certificate_country
    if country:
        name = country_name(country, language)
        said = say("award.taken_over_in", language, number=number, country=name)
    else:
        said = say("award.taken_over", language, number=number)
    return f"{said}\n\n{row.narrative}" if row.narrative else said


def _keys(edition: str, column: str, value: str) -> tuple[str, str]:
    """By which a row is known, and by which a learner."""
    return (
        sha256(f"{edition}\n{column}\n{value}".encode()).hexdigest(),
        sha256(f"{column}\n{value}".encode()).hexdigest(),
    )


_LIMITS = ("max_length", "le", "lt", "ge", "gt", "decimal_places", "max_digits")
_FIELD_OF = {"award.assessed_after": "assessed_on", "award.ends_before": "valid_until"}
"""The column that a problem between two dates is shown at."""


def _problem_of(award: Award, achievement: Achievement, rules: RowRules) -> CellProblem | None:
    """What speaks against an award that could be made."""
    return _problem_of_grade(achievement, award.grade, rules.headers) or _refused(award, rules)


def _refused(award: Award, rules: RowRules) -> CellProblem | None:
    """The first thing that the caller's own gate has against it.

    What stands in the cell is not repeated: it may be what must not spread.
    """
    for name, problem in rules.gate(award) if rules.gate else ():
        return CellProblem(rules.headers.get(name, name), "", problem, name)
    return None


_NOBODY = "urn:uuid:00000000-0000-4000-8000-000000000000"


def _tried(
    fields: Mapping[str, Any], defaults: Mapping[str, Any], headers: Mapping[str, str]
) -> Award | CellProblem:
    """The award, with ids that mean nothing, or why there is none."""
    try:
        return award_saying(fields, defaults, _NOBODY, _NOBODY)
    except ValidationError as error:
        first = error.errors()[0]
        kind = first["type"]
        name = str(first["loc"][0]) if first["loc"] else _FIELD_OF.get(kind, "")
        given = fields.get(name, "")
        shown = " ".join(given) if isinstance(given, tuple) else str(given)
        limits = [value for part, value in first.get("ctx", {}).items() if part in _LIMITS]
        if kind.startswith("award."):
            problem = Problem(kind)
        elif limits:
            problem = Problem("award.out_of_bounds", {"limit": str(limits[0])})
        else:
            problem = Problem("award.cannot", {"reason": first["msg"]})
        return CellProblem(headers.get(name, name), shown[:80], problem, name)


def _problem_of_grade(
    achievement: Achievement, grade: str | None, headers: Mapping[str, str]
) -> CellProblem | None:
    """A grade must exist, and be one with which one passes: a credential says so."""
    grading = achievement.grading
    if not grade or not grading or (standing := grading.standing(grade)) == "passes":
        return None
    if standing == "fails":
        problem = Problem("award.not_passed", {"pass_mark": grading.pass_mark})
    else:
        grades = ", ".join(grading.values) or f"{grading.lowest or '…'} – {grading.highest or '…'}"
        problem = Problem("award.grade_unknown", {"grades": grades})
    return CellProblem(headers.get("grade", "grade"), grade[:80], problem, "grade")


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
