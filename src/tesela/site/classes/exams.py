"""The record of an examination becomes part of a class: evidence of each award.

    1. pair     each result belongs to one good row, by e-mail, identifier or name;
                with a figure that is enough, nobody below it is in the class
    2. record   a random number, when and where, right answers: kept with the class
    3. tell     the row says it in its learner's language, with the record's digest,
                and has the day of the examination; from there it is like anything
                else that a class list says
    4. judge    all rows by the rules of the class again

All of it or nothing. A second record takes the place of the first.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from tesela.issuing.exam_list import Result, UnfitListError
from tesela.issuing.roster import RosterRow
from tesela.issuing.roster.headers import table
from tesela.model.exam import ExamRecord as Stated
from tesela.model.exam import Sitting, told
from tesela.site.classes import reading
from tesela.site.classes.actions import held, judge_again, mark_changed
from tesela.site.classes.models import Batch, ExamRecord, Row, RowState
from tesela.site.providers import audit
from tesela.text.errors import Problem, TeselaError

_TELLS, _DAY = "narrative", "assessed_on"
"""The fields of a class list that a record writes."""


def attach(batch: Batch, sitting: Sitting, results: Sequence[Result], actor: int) -> int:
    """Make `results` evidence of the awards of `batch`; of how many.

    Raises UnfitListError, TeselaError `exam.later_than_award`, `classes.moved_on`.
    """
    with transaction.atomic():
        batch = held(batch, actor)
        _take_out(batch)
        rows = list(batch.rows.filter(state=RowState.GOOD).order_by("number"))
        learners = {
            row.number: learner
            for row, learner in zip(rows, reading.roster_rows(batch, rows), strict=True)
            if isinstance(learner, RosterRow)
        }
        paired = _paired(learners, results, sitting)  # 1
        if any(_awarded_on(batch, learners[number]) < sitting.held_on for number in paired):
            raise TeselaError("exam.later_than_award")
        _with_columns(batch)
        achievement = batch.edition.achievement.edition
        for number, result in paired.items():
            stated = Stated(  # 2
                id=f"urn:uuid:{uuid.uuid4()}",
                achievement=achievement,
                sitting=sitting,
                right=result.right,
            )
            said = told(stated, learners[number].language or batch.language)  # 3
            ExamRecord.objects.create(batch=batch, number=number, content=stated.content, told=said)
            _write(batch, number, said, sitting)
        judge_again(batch)  # 4
        mark_changed(batch)
        audit.record(
            batch.organisation, actor, "class.examined", batch=str(batch.pk), awards=len(paired)
        )
    return len(paired)


def remove(batch: Batch, actor: int) -> None:
    """Take the record out of the class again. Raises TeselaError `classes.moved_on`."""
    with transaction.atomic():
        batch = held(batch, actor)
        _take_out(batch)
        judge_again(batch)
        mark_changed(batch)
        audit.record(batch.organisation, actor, "class.unexamined", batch=str(batch.pk))


def sitting_of(batch: Batch) -> Sitting | None:
    """The examination whose record the class has; None without one."""
    record = batch.exams.order_by("number").first()
    return Stated.model_validate_json(bytes(record.content)).sitting if record else None


def kept(batch: Batch) -> bytes:
    """The records of a class as JSON: for each its row, its digest and its very bytes as text."""
    listed = []
    for record in batch.exams.order_by("number"):
        content = bytes(record.content)
        digest = Stated.model_validate_json(content).digest
        listed.append({"row": record.number, "sha256": digest, "record": content.decode()})
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()


def learners(batch: Batch) -> list[RosterRow]:
    """Whom the good rows of the class name."""
    rows = list(batch.rows.filter(state=RowState.GOOD).order_by("number"))
    return [one for one in reading.roster_rows(batch, rows) if isinstance(one, RosterRow)]


def person_headers(language: str) -> list[str]:
    """Headers for e-mail, identifier and name that are understood again."""
    words = table()
    tag = language if language in words["email"] else "en"
    return [words[field][tag][0] for field in ("email", "identifier", "full_name")]


def _paired(
    learners: Mapping[int, RosterRow], results: Sequence[Result], sitting: Sitting
) -> dict[int, Result]:
    """Number of a row → the result of its learner. Raises UnfitListError."""
    known: dict[tuple[str, str], list[int]] = {}
    for number, learner in learners.items():
        for key in _keys(learner.email, learner.identifier, learner.shown_name):
            known.setdefault(key, []).append(number)
    paired: dict[int, Result] = {}
    problems = []
    for result in results:
        data: dict[str, object] = {"row": result.row, "person": result.person[:80]}
        found = next(
            (
                known[key]
                for key in _keys(result.email, result.identifier, result.name)
                if key in known
            ),
            [],
        )
        right, mark = sum(result.right), sitting.pass_mark
        if len(found) != 1:
            problems.append(Problem("exam.several" if found else "exam.unknown", data))
        elif found[0] in paired:
            problems.append(Problem("exam.twice", {**data, "other": paired[found[0]].row}))
        elif mark and right < mark:
            problems.append(Problem("exam.not_enough", {**data, "right": right, "mark": mark}))
        else:
            paired[found[0]] = result
    if problems:
        raise UnfitListError(problems)
    return paired


def _keys(email: str | None, identifier: str | None, name: str) -> list[tuple[str, str]]:
    """By what somebody may be known, the surest first."""
    said = (("email", email), ("identifier", identifier), ("name", " ".join(name.split())))
    return [(kind, text.casefold()) for kind, text in said if text]


def _awarded_on(batch: Batch, learner: RosterRow) -> date:
    return learner.award_date or batch.awarded_on or batch.today


def _with_columns(batch: Batch) -> None:
    """Give the list the columns that a record writes, where it has none."""
    missing = [field for field in (_TELLS, _DAY) if field not in batch.fields]
    if not missing:
        return
    width = len(batch.header)
    words = table()
    batch.header = [*batch.header, *(words[field]["en"][0] for field in missing)]
    batch.fields = [*batch.fields, *missing]
    batch.save(update_fields=["header", "fields"])
    rows = list(batch.rows.all())
    for row in rows:
        cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
        row.cells = [*cells, *[""] * len(missing), *row.cells[width:]]
        row.marks = {_moved(at, width, len(missing)): mark for at, mark in row.marks.items()}
    Row.objects.bulk_update(rows, ["cells", "marks"], batch_size=500)


def _moved(at: str, width: int, by: int) -> str:
    """The position of a mark after `by` cells were put in at `width`."""
    return str(int(at) + by) if at.isdigit() and int(at) >= width else at


def _write(batch: Batch, number: int, said: str, sitting: Sitting) -> None:
    row = batch.rows.get(number=number)
    tells, day = batch.fields.index(_TELLS), batch.fields.index(_DAY)
    before = row.cells[tells].strip()
    row.cells[tells] = f"{before}\n\n{said}" if before else said
    row.cells[day] = sitting.held_on.isoformat()
    row.save(update_fields=["cells"])


def _take_out(batch: Batch) -> None:
    """What records wrote into rows, and the records; the columns stay."""
    for record in batch.exams.all():
        row = batch.rows.filter(number=record.number).first()
        if row is None:
            continue
        tells, day = batch.fields.index(_TELLS), batch.fields.index(_DAY)
        row.cells[tells] = row.cells[tells].replace(record.told, "").strip()
        row.cells[day] = ""
        row.save(update_fields=["cells"])
    batch.exams.all().delete()
