"""A confirmed class becomes awards: each good row exactly once, whenever a process dies.

    1. begin     a class that waited until its time is being made from now on,
                 unless its description has findings that forbid issuing today
    2. record    rows that are simply new take a shorter way (`fresh`); of the other
                 open ones: awards with random ids, places on the
                 status lists and what will be signed, and each row with its
                 award or its problems, in one transaction
    3. make      of some recorded rows: the credentials, from the record alone
    4. announce  their files, mails, the entry in the audit log and the rows'
                 last state, in one transaction
    5. finish    when no row is open: whoever sees it first

A row is open while it is `good`. With an award it was recorded (step 2) and
waits for steps 3 and 4; so a process that begins anew never asks the register
about a row again, and none is its own repetition.

Steps 2 to 4 are done for one chunk of the class at a time (`chunks`), by as many
processes as there are. Who has a chunk has it alone; and should two ever have
the same, steps 2 and 4 lock its rows and look at them again, so that nothing is
done twice. Only step 2 locks the organisation, while places and keys are given
out, and step 4 for its last statement, the entry in the log; both without its key
(`no_key`), since whatever is inserted for an organisation holds that, and two who
did and then wanted more would wait for each other for ever. Signing (3) happens
outside of any transaction, so that nobody waits for it.
"""

import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from tesela.issuing.batch import REFUSED, WantedAward, refusal, wanted_award
from tesela.issuing.roster import CellProblem, RefusedRow
from tesela.site.awards import chunks, fresh, mails, making
from tesela.site.awards.models import Award
from tesela.site.awards.register import DatabaseRegister, Entry
from tesela.site.classes.models import Batch, BatchState, Row, RowState
from tesela.site.classes.reading import roster_rows, rules, storable, stored_data
from tesela.site.design.checking import BlockedError, refuse_blocked
from tesela.site.networks.standing import NotMandatedError, refuse_unmandated
from tesela.site.providers import audit
from tesela.text.errors import Problem

CHUNK_ROWS = 1000
"""So many rows are made together."""


def begin_due(now: datetime) -> int:
    """Begin what waited until `now`; how many. What was recalled meanwhile is not."""
    waiting = Batch.objects.filter(state=BatchState.WAITING, not_before__lte=now)
    due = waiting.select_related("organisation", "edition__description__organisation").defer(
        "upload", "header"
    )
    fit = [batch.pk for batch in due if not _is_held(batch)]
    return waiting.filter(pk__in=fit).update(state=BatchState.MAKING) if fit else 0  # 1


def _is_held(batch: Batch) -> bool:
    """Hold a class back whose description came to lack something since it was confirmed."""
    try:
        refuse_blocked(batch.edition)
        refuse_unmandated(batch.organisation, batch.edition, datetime.now(UTC))
    except (BlockedError, NotMandatedError) as error:
        why = error.problem if isinstance(error, NotMandatedError) else Problem("classes.held")
        with transaction.atomic():
            held = Batch.objects.filter(pk=batch.pk, state=BatchState.WAITING).update(
                state=BatchState.RECALLED,
                not_before=None,
                problem={"code": why.code, "data": stored_data(why.data)},
            )
            if held:
                _note(batch, "class.held")
        return True
    return False


def make(batch: uuid.UUID, enough: Callable[[], bool] = lambda: False) -> bool:
    """Make the class until it is finished or there was `enough`; whether it is finished.

    `enough` is asked before each chunk, while this process holds it. Others may make other
    chunks at the same time; what they hold is left to them. Raises what `making.prepared` raises.
    """
    found = Batch.objects.select_related("organisation", "edition__description__organisation").get(
        pk=batch
    )
    if found.state == BatchState.MAKING:
        _make_chunks(found, enough)
    return found.state == BatchState.FINISHED


def is_wanted(batch: Batch) -> bool:
    """Whether there is something to do for a class that is being made, and nobody does it."""
    return chunks.is_wanted(batch, CHUNK_ROWS)


def _make_chunks(batch: Batch, enough: Callable[[], bool]) -> None:
    with closing(chunks.claimed(batch, CHUNK_ROWS)) as claimed:
        for rows in claimed:
            if enough():
                return
            fresh.make(batch, rows.filter(award=None))
            _record_some(batch, rows)
            _make_some(batch, rows)
    _finish(batch)


@dataclass(slots=True)
class _Asked:
    """An open row, and what it asks for or why it cannot be issued."""

    row: Row
    wanted: WantedAward | None
    reached: tuple[str, str] = ("", "")
    problems: tuple[CellProblem, ...] = ()


def _record_some(batch: Batch, rows: QuerySet[Row]) -> None:
    """Record those of the open `rows` that have not been yet."""
    unrecorded = rows.filter(award=None)
    asked = {one.row.pk: one for one in _asked(batch, unrecorded)}
    if not asked:
        return
    register = DatabaseRegister(batch.organisation, batch.edition, batch.pk)
    register.reached = {one.row.number: one.reached for one in asked.values()}
    with transaction.atomic():  # 2
        mine = [asked[pk] for pk in _locked(unrecorded)]
        usable = [one for one in mine if one.wanted]
        wanted = [one.wanted for one in usable if one.wanted]
        try:
            entries = register.enter(wanted, datetime.now(UTC))
        except NotMandatedError as error:  # since the class began; what it recorded stays
            for one, asked_for in zip(usable, wanted, strict=True):
                _refuse(one.row, (_at_key(asked_for, error.problem),))
        else:
            for one, entry in zip(usable, entries, strict=True):
                _decide(one, entry)
        for one in mine:
            if one.wanted is None:
                _refuse(one.row, one.problems)
        decided = [one.row for one in mine if one.row.state != RowState.GOOD]
        Row.objects.bulk_update(decided, ["state", "award", "problems"])
        made = Award.objects.filter(batch=batch.pk, row=OuterRef("number"))
        unrecorded.update(award=Subquery(made.values("pk")[:1]))


def _make_some(batch: Batch, rows: QuerySet[Row]) -> None:
    """Make those of the open `rows` that are recorded."""
    recorded = rows.filter(award__isnull=False)
    related = ("award__organisation", "award__edition", "award__learner", "award__delegation")
    listed = list(recorded.select_related(*related))
    if not listed:
        return
    files = making.prepared([row.award for row in listed if row.award])  # 3
    with transaction.atomic():  # 4
        still = set(_locked(recorded))
        awards = [row.award for row in listed if row.pk in still and row.award]
        making.keep(files)
        mails.announce(awards, batch)
        Row.objects.filter(pk__in=still).update(state=RowState.ISSUED)
        if awards:
            digest = audit.digest_of([award.urn for award in awards])
            _note(batch, "awards.made", awards=len(awards), digest=digest)


def _locked(rows: QuerySet[Row]) -> QuerySet[Row, Any]:
    """The keys of `rows` as they are now; nobody else changes them until the transaction ends."""
    return rows.select_for_update(no_key=True).values_list("pk", flat=True)


def _finish(batch: Batch) -> None:
    """End the class where no row is open; others may hold some."""
    if chunks.open_rows(batch).exists():
        return
    with transaction.atomic():  # 5
        ended = Batch.objects.filter(pk=batch.pk, state=BatchState.MAKING).update(
            state=BatchState.FINISHED, finished_at=datetime.now(UTC)
        )
        if ended:
            _note(batch, "class.finished")
    batch.refresh_from_db()


def _asked(batch: Batch, rows: QuerySet[Row]) -> list[_Asked]:
    listed = list(rows)
    achievement, how = batch.edition.achievement, rules(batch)
    return [
        _Asked(row, None, problems=read.problems)
        if isinstance(read, RefusedRow)
        else _Asked(
            row, wanted_award(achievement, read, how), (read.email or "", read.contact or "")
        )
        for row, read in zip(listed, roster_rows(batch, listed), strict=True)
    ]


def _decide(one: _Asked, entry: Entry | None) -> None:
    """What becomes of a row after the register was asked; one with a new award stays open."""
    row, wanted = one.row, one.wanted
    assert wanted is not None
    if entry is None:
        _refuse(row, (wanted.problem,) if wanted.problem else ())
    elif entry.standing in REFUSED:
        _refuse(row, (refusal(wanted, entry.standing, entry.other_row, {}),))
    elif entry.standing == "kept" and entry.award.withdrawn_at:
        _refuse(row, (_at_key(wanted, Problem("work.withdrawn")),))
    elif entry.standing == "kept":
        row.state, row.award = RowState.UNCHANGED, entry.award


def _refuse(row: Row, problems: Sequence[CellProblem]) -> None:
    row.state = RowState.REFUSED
    row.problems = [_stored(problem) for problem in problems]


def _stored(problem: CellProblem) -> dict[str, Any]:
    """As `Row.problems` holds it."""
    return {
        "column": storable(problem.column),
        "field": problem.field,
        "value": storable(problem.value),
        "code": problem.problem.code,
        "data": stored_data(problem.problem.data),
    }


def _at_key(wanted: WantedAward, problem: Problem) -> CellProblem:
    return CellProblem(wanted.key_column, wanted.key_value[:80], problem, wanted.key_column)


def _note(batch: Batch, act: str, **about: Any) -> None:
    audit.record(batch.organisation, None, act, batch=str(batch.pk), **about)
