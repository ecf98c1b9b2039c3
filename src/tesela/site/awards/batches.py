"""A confirmed class becomes awards: each good row exactly once, whenever a process dies.

    1. begin     a class that waited until its time is being made from now on,
                 unless its description has findings that forbid issuing today
    2. record    of some open rows: awards with random ids, places on the
                 status lists and what will be signed, and each row with its
                 award or its problems, in one transaction
    3. make      of some recorded rows: the credentials, from the record alone
    4. announce  their files, mails, the entry in the audit log and the rows'
                 last state, in one transaction
    5. finish    when no row is open

A row is open while it is `good`. With an award it was recorded (step 2) and
waits for steps 3 and 4; so a process that begins anew never asks the register
about a row again, and none is its own repetition. Steps 2 and 4 lock the
organisation and look at their rows again: two workers on one class cannot do
the same twice. Signing (3) happens outside of any transaction, so that nobody
waits for it.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from tesela.issuing.batch import CHUNK_ROWS, REFUSED, WantedAward, refusal, wanted_award
from tesela.issuing.roster import CellProblem, RefusedRow
from tesela.site.awards import mails, making
from tesela.site.awards.alone import alone
from tesela.site.awards.models import Award
from tesela.site.awards.register import DatabaseRegister, Entry
from tesela.site.classes.models import Batch, BatchState, Row, RowState
from tesela.site.classes.reading import roster_rows, rules, storable, stored_data
from tesela.site.design.checking import BlockedError, refuse_blocked
from tesela.site.networks.standing import NotMandatedError, refuse_unmandated
from tesela.site.providers import audit
from tesela.site.providers.models import Organisation
from tesela.text.errors import Problem


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

    Does nothing while another process makes it. Raises what `making.prepared` raises.
    """
    with alone("making", str(batch)) as mine:
        found = Batch.objects.select_related(
            "organisation", "edition__description__organisation"
        ).get(pk=batch)
        while mine and found.state == BatchState.MAKING and not enough():
            if not (_make_some(found) or _record_some(found)):
                _finish(found)
        return found.state == BatchState.FINISHED


@dataclass(slots=True)
class _Asked:
    """An open row, and what it asks for or why it cannot be issued."""

    row: Row
    wanted: WantedAward | None
    reached: tuple[str, str] = ("", "")
    problems: tuple[CellProblem, ...] = ()


def _record_some(batch: Batch) -> bool:
    """Whether there was anything to record."""
    asked = {one.row.pk: one for one in _asked(batch, _open(batch).filter(award=None)[:CHUNK_ROWS])}
    if not asked:
        return False
    register = DatabaseRegister(batch.organisation, batch.edition, batch.pk)
    register.reached = {one.row.number: one.reached for one in asked.values()}
    with transaction.atomic():  # 2
        _take_turns(batch)
        still = _open(batch).filter(award=None, pk__in=asked).values_list("pk", flat=True)
        mine = [asked[pk] for pk in still]
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
        _open(batch).filter(award=None, pk__in=asked).update(award=Subquery(made.values("pk")[:1]))
    return True


def _make_some(batch: Batch) -> bool:
    """Whether there was anything to make."""
    recorded = _open(batch).filter(award__isnull=False)
    related = ("award__organisation", "award__edition", "award__learner", "award__delegation")
    rows = list(recorded.select_related(*related)[:CHUNK_ROWS])
    if not rows:
        return False
    files = making.prepared([row.award for row in rows if row.award])  # 3
    with transaction.atomic():  # 4
        _take_turns(batch)
        still = set(recorded.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        awards = [row.award for row in rows if row.pk in still and row.award]
        making.keep(files)
        mails.announce(awards, batch)
        Row.objects.filter(pk__in=still).update(state=RowState.ISSUED)
        if awards:
            _note(batch, "awards.made", awards=len(awards), digest=_digest(awards))
    return True


def _finish(batch: Batch) -> None:
    with transaction.atomic():  # 5
        _take_turns(batch)
        if _open(batch).exists():
            return
        ended = Batch.objects.filter(pk=batch.pk, state=BatchState.MAKING).update(
            state=BatchState.FINISHED, finished_at=datetime.now(UTC)
        )
        if ended:
            _note(batch, "class.finished")
    batch.refresh_from_db()


def _open(batch: Batch) -> QuerySet[Row]:
    return Row.objects.filter(batch=batch, state=RowState.GOOD).order_by("number")


def _take_turns(batch: Batch) -> None:
    Organisation.objects.select_for_update().get(pk=batch.organisation_id)


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


def _digest(awards: Sequence[Award]) -> str:
    """SHA-256 of the awards' ids, one a line, in order."""
    return sha256("\n".join(sorted(award.urn for award in awards)).encode()).hexdigest()


def _note(batch: Batch, act: str, **about: Any) -> None:
    audit.record(batch.organisation, None, act, batch=str(batch.pk), **about)
