"""A list becomes rows, each good or with its problems; rows become learners again.

    1. open      is it a class list at all, and is anything to be asked?
    2. read      each row by the decisions of its list (`issuing.roster.Sheet`)
    3. judge     can an award be made of it? (`issuing.batch.wanted_award`)
    4. compare   does the same learner already stand in a good row?

Steps 2 and 3 need nothing but the row itself, so that a row that somebody
corrects is judged by the very same rules (`judged`), and a long list can be read piece by
piece (`classes.pieces`). What is kept of a row are
its cells; columns that must not be read are not kept either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tesela.conform import Known
from tesela.conform.award import gate
from tesela.issuing.batch import RowRules, WantedAward, wanted_award, wanted_awards
from tesela.issuing.roster import (
    CellProblem,
    Limits,
    Mark,
    Named,
    RawRow,
    RefusedRow,
    Roster,
    RosterRow,
    Sheet,
    beginning,
    can_be_asked,
    open_roster,
    person_key,
)
from tesela.issuing.roster.samples import as_meant
from tesela.issuing.roster.texts import trimmed
from tesela.site.awards.models import Award
from tesela.site.classes.models import Batch, Row, RowState
from tesela.text.errors import Problem, TeselaError

MEGABYTE = 1 << 20
LIMITS = Limits(
    file_bytes=20 * MEGABYTE,
    package_bytes=20 * MEGABYTE,
    unpacked_bytes=160 * MEGABYTE,
    shared_text_bytes=64 * MEGABYTE,
    rows=100_000,
    spreadsheet_rows=50_000,
)
NAME_FIELDS = ("full_name", "given_name", "family_name")
_FAULT = "row"
"""Beside the positions of cells in `Row.marks`: what is wrong with the row as a whole."""
_SURPLUS_CELLS = 20
"""Of cells beyond the last column so many are kept, to be moved where they belong."""
_KEYS_AT_ONCE = 5_000


def opened(data: bytes, name: str, batch: Batch) -> Roster:
    """Step 1, with what was answered about `batch`. Raises TeselaError (`roster.*`)."""
    columns = batch.answered.get("columns")
    roster = open_roster(
        data,
        name=name,
        today=batch.today,
        encoding=batch.answered.get("encoding"),
        columns=Named(**columns) if columns else None,
        limits=LIMITS,
    )
    if len(roster.header) > LIMITS.columns:
        roster.close()
        raise TeselaError("roster.too_many_columns", name=name, row=1, maximum=LIMITS.columns)
    return roster


def to_ask(data: bytes, name: str, batch: Batch) -> str:
    """What a person must say before the list can be read: `encoding`, `columns` or nothing.

    Raises TeselaError (`roster.*`) for a list that is not usable whatever is said.
    """
    try:
        with opened(data, name, batch) as roster:
            doubtful, empty = roster.doubtful_encoding, not roster.preview
    except TeselaError as error:
        if not can_be_asked(error) or batch.answered.get("columns"):
            raise
        encoding = batch.answered.get("encoding")
        if beginning(data, name=name, encoding=encoding, limits=LIMITS) is None:
            raise
        return "columns"
    if empty:
        raise TeselaError("roster.no_rows", name=name)
    return "encoding" if doubtful else ""


def sheet(batch: Batch) -> Sheet:
    """The decisions of the list, for all of its rows."""
    return Sheet(
        header=tuple(batch.header),
        fields=tuple(batch.fields),
        today=batch.today,
        month_first=frozenset(batch.month_first),
        encoding=batch.encoding or None,
    )


def rules(batch: Batch) -> RowRules:
    """How rows of `batch` become awards, and what forbids one."""
    awarded_on = batch.awarded_on or batch.today
    known = Known(today=max(awarded_on, batch.today))
    return RowRules(
        default_language=batch.language,
        today=awarded_on,
        gate=gate(batch.edition.achievement, known),
        headers={
            field: header
            for header, field in reversed(list(zip(batch.header, batch.fields, strict=True)))
            if field
        },
    )


class OpenRow(NamedTuple):
    """What is needed of a row to read it."""

    pk: int
    number: int
    cells: list[str]
    marks: dict[str, Any]


@dataclass(slots=True)
class NewRow:
    """A row that is not stored yet: what a `Row` says, without the costly rest of a model."""

    number: int
    cells: list[str]
    marks: dict[str, Any]
    name: str = ""
    by_mail: bool = False
    state: str = RowState.GOOD
    problems: list[Any] = field(default_factory=list)
    award_key: str = ""
    former_key: str = ""
    person_key: str = ""
    content_digest: str = ""


def roster_rows(batch: Batch, rows: Sequence[Row | OpenRow]) -> list[RosterRow | RefusedRow]:
    """The learners of `rows`, in their order, as the cells say now."""
    raw = [raw_row(row) for row in rows]
    learners = sheet(batch).read_all(raw)
    return [
        _refused_as_empty(row) if learner is None else learner
        for row, learner in zip(raw, learners, strict=True)
    ]


def raw_row(row: Row | OpenRow) -> RawRow:
    """The row as it stands in the list, or as it was corrected."""
    if not row.marks:
        return RawRow(row.number, list(row.cells))
    marks = {int(at): Mark(mark) for at, mark in row.marks.items() if at != _FAULT}
    fault = row.marks.get(_FAULT)
    return RawRow(
        row.number, list(row.cells), marks, Problem(fault["code"], fault["data"]) if fault else None
    )


def read_rows(batch: Batch, raw: Iterable[RawRow]) -> list[NewRow]:
    """Steps 2 to 4 for a whole list; rows without anything in them are left out."""
    rows = read_each(batch, raw)
    compare(sheet(batch), rows)
    refuse_known_numbers(batch, rows)
    return rows


def read_each(batch: Batch, raw: Iterable[RawRow]) -> list[NewRow]:
    """Steps 2 and 3 for some rows of a list, none of which knows of the others."""
    listed, how = sheet(batch), rules(batch)
    achievement = batch.edition.achievement
    rows = []
    pending: list[tuple[NewRow, WantedAward]] = []
    given = list(raw)
    learners = list(listed.read_all(given))
    good = (learner for learner in learners if isinstance(learner, RosterRow))
    asked = wanted_awards(achievement, good, how)
    for one, learner in zip(given, learners, strict=True):
        if learner is None:
            continue
        row = _kept(batch, listed, listed.without_withheld(one))
        rows.append(row)
        if isinstance(learner, RefusedRow):
            row.name = _name(listed.fields, row.cells)
            _refuse(row, learner.problems)
            continue
        wanted = next(asked)
        _accept(row, learner, wanted)
        if wanted.problem:
            pending.append((row, wanted))
    _refuse_unless_standing(batch, pending)
    return rows


def judged(batch: Batch, row: Row) -> tuple[CellProblem, ...]:
    """Steps 2 and 3 for a row that is corrected: sets what is derived of it, saves nothing."""
    learner = _learner(sheet(batch), raw_row(row))
    row.name = _name(batch.fields, row.cells)
    if isinstance(learner, RefusedRow):
        _refuse(row, learner.problems)
        return learner.problems
    wanted = wanted_award(batch.edition.achievement, learner, rules(batch))
    _accept(row, learner, wanted)
    if wanted.problem:
        _refuse_unless_standing(batch, [(row, wanted)])
    if row.state == RowState.REFUSED and wanted.problem:
        return (wanted.problem,)
    refuse_known_numbers(batch, [row])
    return tuple(problems_of(row)) if row.state == RowState.REFUSED else ()


def compare(listed: Sheet, rows: Iterable[Row | NewRow]) -> None:
    """Step 4: the first row of a learner is good, later ones have a problem."""
    compared = Compared(listed)
    for row in rows:
        if row.award_key and not compared.is_twin(row):
            row.state, row.problems = RowState.GOOD, []


class Compared:
    """The good rows of a list so far, by their keys."""

    def __init__(self, listed: Sheet) -> None:
        self._listed = listed
        self._awards: dict[str, int] = {}
        self._people: dict[str, int] = {}

    def is_twin(self, row: Row | NewRow) -> bool:
        """Whether the learner of the next row stands in one before it; then it is refused."""
        as_award, as_person = self._awards.get(row.award_key), self._people.get(row.person_key)
        if as_award or as_person:
            refuse_as_twin(self._listed, row, as_award, as_person)
            return True
        self._awards[row.award_key] = row.number
        if row.person_key:
            self._people[row.person_key] = row.number
        return False


def twin_problem(
    listed: Sheet, row: Row | NewRow, as_award: int | None, as_person: int | None
) -> CellProblem:
    """That the learner of `row` already stands in a good row.

    `as_award` is the number of the row with the same `award_key`, `as_person`
    of the one with the same `person_key`.
    """
    cells = dict(zip(listed.fields, row.cells, strict=False))
    headers = dict(reversed(list(zip(listed.fields, listed.header, strict=True))))
    reach = "email" if cells.get("email") else "contact"
    if as_award and cells.get("certificate_number"):
        field, code = "certificate_number", "roster.duplicate_certificate"
        data = {"first": as_award}
    elif as_award and cells.get("identifier"):
        field, code, data = "identifier", "roster.duplicate_identifier", {"first": as_award}
    elif as_person:
        field, code, data = reach, "roster.duplicate", {"first": as_person}
    else:
        field, code, data = reach, "issue.key_twice", {"other": as_award or 0}
    header, value = headers.get(field) or field, (cells.get(field) or "")[:80]
    problem = Problem(code, {"column": header, "value": value, **data})
    return CellProblem(header, value, problem, field)


def refuse_as_twin(
    listed: Sheet, row: Row | NewRow, as_award: int | None, as_person: int | None
) -> None:
    """Step 4 for one row; its keys stay, so that it is good once the other is gone."""
    row.state = RowState.REFUSED
    row.problems = [_stored(twin_problem(listed, row, as_award, as_person))]


def problems_of(row: Row) -> list[CellProblem]:
    """The problems as they were found."""
    return [
        CellProblem(
            one["column"], one["value"], Problem(one["code"], one["data"]), one.get("field", "")
        )
        for one in row.problems
    ]


def storable(text: str) -> str:
    """`text` as both databases keep it: what is no character becomes the replacement sign.

    A cell with that sign is refused, as one with what it stands for is.
    """
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _learner(listed: Sheet, raw: RawRow) -> RosterRow | RefusedRow:
    return listed.read(raw) or _refused_as_empty(raw)


def _refused_as_empty(raw: RawRow) -> RefusedRow:
    return RefusedRow(raw.number, (CellProblem("", "", Problem("classes.row.empty")),))


def _kept(batch: Batch, listed: Sheet, raw: RawRow) -> NewRow:
    cells, marks = raw.cells, {str(at): mark.value for at, mark in raw.marks.items()}
    stored: dict[str, Any] = marks
    if raw.fault is not None:
        stored = {**marks, _FAULT: {"code": raw.fault.code, "data": dict(raw.fault.data)}}
        # Where the quotation marks do not match, the separators are all there is.
        cells = [cell.strip(' "') for cell in "".join(cells).split(batch.delimiter or ",")]
        cells = listed.without_withheld(RawRow(raw.number, cells)).cells
    texts = _storable_all(cells[: len(listed.header) + _SURPLUS_CELLS])
    while texts and not texts[-1]:
        texts.pop()
    return NewRow(raw.number, texts, stored)


def _storable_all(texts: list[str]) -> list[str]:
    """Each as `storable` gives it; nearly always that is how they are."""
    together = "".join(texts)
    try:
        together.encode()
    except UnicodeEncodeError:
        return [storable(text) for text in texts]
    return [storable(text) for text in texts] if "\0" in together else texts


def _name(fields: Sequence[str | None], cells: Sequence[str]) -> str:
    given = {field: cell.strip() for field, cell in zip(fields, cells, strict=False) if field}
    whole = given.get("full_name") or " ".join(
        part for part in (given.get("given_name"), given.get("family_name")) if part
    )
    return whole[:500]


def _accept(row: Row | NewRow, learner: RosterRow, wanted: WantedAward) -> None:
    person = person_key(learner)
    row.state, row.problems = RowState.GOOD, []
    row.name, row.by_mail = learner.shown_name[:500], bool(learner.email)
    row.award_key = wanted.key
    row.former_key = wanted.former[0] if wanted.former else ""
    row.person_key = "" if person is None else f"{person:016x}"
    row.content_digest = wanted.digest


def _refuse(row: Row | NewRow, problems: Sequence[CellProblem]) -> None:
    row.state, row.problems = RowState.REFUSED, [_stored(problem) for problem in problems]
    row.by_mail = False
    row.award_key = row.former_key = row.person_key = row.content_digest = ""


def _refuse_unless_standing(
    batch: Batch, pending: Sequence[tuple[Row | NewRow, WantedAward]]
) -> None:
    """What was awarded before stands, even where it could not be awarded anew."""
    standing: set[tuple[str, str]] = set()
    for at in range(0, len(pending), _KEYS_AT_ONCE):
        keys = [wanted.key for _, wanted in pending[at : at + _KEYS_AT_ONCE]]
        standing |= set(
            Award.objects.filter(
                organisation=batch.organisation_id, current=True, key__in=keys
            ).values_list("key", "content_digest")
        )
    for row, wanted in pending:
        if wanted.problem and (wanted.key, wanted.digest) not in standing:
            _refuse(row, (wanted.problem,))


def refuse_known_numbers(batch: Batch, rows: Sequence[Row | NewRow]) -> None:
    """A certificate's number that another award of the organisation has, whatever its edition."""
    if "certificate_number" not in batch.fields:
        return
    at = batch.fields.index("certificate_number")
    good = [row for row in rows if row.state == RowState.GOOD and len(row.cells) > at]
    for first in range(0, len(good), _KEYS_AT_ONCE):
        part = good[first : first + _KEYS_AT_ONCE]
        numbers = [as_meant(trimmed(row.cells[at])) for row in part]
        listed = Award.objects.filter(
            organisation=batch.organisation_id, certificate_number__in=numbers, current=True
        )
        known = {
            number: (key, digest)
            for number, key, digest in listed.values_list(
                "certificate_number", "key", "content_digest"
            )
        }
        for row, number in zip(part, numbers, strict=True):
            if known.get(number, (row.award_key, row.content_digest)) != (
                row.award_key,
                row.content_digest,
            ):
                header = batch.header[at]
                data = {"column": header, "value": number[:80]}
                problem = Problem("issue.certificate_known", data)
                _refuse(row, (CellProblem(header, number[:80], problem, "certificate_number"),))


def _stored(problem: CellProblem) -> dict[str, Any]:
    return {
        "column": storable(problem.column),
        "field": problem.field,
        "value": storable(problem.value),
        "code": problem.problem.code,
        "data": stored_data(problem.problem.data),
    }


def stored_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Data of a problem as JSON that both databases keep."""
    return {
        name: value if isinstance(value, int | float) else storable(str(value))
        for name, value in data.items()
    }
