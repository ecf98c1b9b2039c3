"""What people do with a class once its list is read: mend, choose, confirm, approve, recall.

Every act takes the batch's state (and, where rows matter, its revision) along:
whoever comes second finds that it has moved on. A recall and the beginning of
making are each one conditional UPDATE, so that only one of them happens.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from tesela.issuing.roster import CellProblem
from tesela.site.classes import pieces, reading
from tesela.site.classes.models import Batch, BatchState, Cohort, Row, RowState
from tesela.site.design.checking import refuse_blocked
from tesela.site.networks.standing import refuse_unmandated
from tesela.site.providers import audit
from tesela.site.providers.models import Membership
from tesela.site.providers.roles import may
from tesela.text.errors import TeselaError

RECALL_MINUTES = 15
DISCARDABLE = (
    BatchState.READING,
    BatchState.ASKING,
    BatchState.MENDING,
    BatchState.APPROVING,
    BatchState.RECALLED,
)
_KEPT_IN_COHORTS = (
    "given_name", "family_name", "full_name", "email", "contact", "identifier", "language",
)  # fmt: skip
"""What is true of a learner the next time too."""


class RowUnfit(Exception):  # noqa: N818 - an answer for the form, not an error for people
    """A corrected row still has problems."""

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        super().__init__("row")
        self.problems = problems


def mend(batch: Batch, number: int, cells: Sequence[str], actor: int) -> Row:
    """Put `cells` in place of those of a row, which is good from then on.

    Raises RowUnfit with what is still wrong: then nothing changes. Raises
    TeselaError `classes.moved_on`.
    """
    with transaction.atomic():
        batch = held(batch, actor)
        row = batch.rows.get(number=number)
        before = (row.award_key, row.person_key)
        changed = [reading.storable(cell) for cell in cells]
        row.marks = {
            at: mark
            for at, mark in row.marks.items()
            if at.isdigit() and changed[int(at) : int(at) + 1] == row.cells[int(at) : int(at) + 1]
        }
        row.cells = changed
        if problems := reading.judged(batch, row):
            raise RowUnfit(problems)
        if twin := _twin(batch, row):
            raise RowUnfit((reading.twin_problem(reading.sheet(batch), row, *twin),))
        row.save()
        _release(batch, *before)
        mark_changed(batch)
    return row


def leave_out(batch: Batch, number: int, actor: int) -> None:
    """Issue nothing for a row. Raises TeselaError `classes.moved_on`."""
    with transaction.atomic():
        batch = held(batch, actor)
        row = batch.rows.get(number=number)
        row.state = RowState.LEFT_OUT
        row.save(update_fields=["state"])
        _release(batch, row.award_key, row.person_key)
        mark_changed(batch)


def put_back(batch: Batch, number: int, actor: int) -> None:
    """Read a row again that was left out. Raises TeselaError `classes.moved_on`."""
    with transaction.atomic():
        batch = held(batch, actor)
        row = batch.rows.get(number=number)
        if not reading.judged(batch, row) and (twin := _twin(batch, row)):
            reading.refuse_as_twin(reading.sheet(batch), row, *twin)
        row.save()
        mark_changed(batch)


def choose(batch: Batch, chosen: Mapping[str, Any], actor: int) -> bool:
    """Set options of the batch, names of its fields; whether that changed anything.

    Raises TeselaError `classes.moved_on`.
    """
    with transaction.atomic():
        batch = held(batch, actor)
        new = {name: value for name, value in chosen.items() if getattr(batch, name) != value}
        for name, value in new.items():
            setattr(batch, name, value)
        batch.save(update_fields=list(new))
        if "awarded_on" in new and {"assessed_on", "valid_until"} & set(batch.fields):
            judge_again(batch)
        if new:
            mark_changed(batch)
    return bool(new)


def confirm(batch: Batch, actor: int, *, revision: int) -> Batch:
    """What was shown (as of `revision`) is to be issued; where four eyes are wanted, once approved.

    Raises TeselaError `classes.moved_on`, `classes.changed`, `classes.nothing_good`;
    BlockedError where the description has findings that forbid issuing today, NotMandatedError
    where it is another organisation's and no mandate allows to issue it now.
    """
    with transaction.atomic():
        batch = held(batch, actor)
        if batch.revision != revision:
            raise TeselaError("classes.changed")
        _gate(batch)
        count = _count(batch, RowState.GOOD)
        if not count:
            raise TeselaError("classes.nothing_good")
        now = datetime.now(UTC)
        batch.only_good = bool(_count(batch, RowState.REFUSED))
        batch.confirmed_by_id, batch.confirmed_at = actor, now
        if batch.organisation.four_eyes:
            batch.state = BatchState.APPROVING
        else:
            batch.state, batch.not_before = BatchState.WAITING, _not_before(batch, now)
        if batch.cohort_name:
            _keep_cohort(batch)
        batch.save()
        audit.record(
            batch.organisation, actor, "class.confirmed", batch=str(batch.pk), awards=count
        )
    return batch


def approve(batch: Batch, actor: int, *, revision: int | None = None) -> Batch:
    """A second person agrees to what was shown (as of `revision`, else as `batch` has it).

    Raises TeselaError `classes.same_person`, `classes.moved_on`, `classes.changed`;
    BlockedError and NotMandatedError as `confirm`.
    """
    shown = batch.revision if revision is None else revision
    with transaction.atomic():
        batch = held(batch, actor, BatchState.APPROVING)
        if batch.confirmed_by_id == actor:
            raise TeselaError("classes.same_person")
        if batch.revision != shown:  # reopened, changed and confirmed anew meanwhile
            raise TeselaError("classes.changed")
        _gate(batch)
        batch.state, batch.approved_by_id = BatchState.WAITING, actor
        batch.not_before = _not_before(batch, datetime.now(UTC))
        batch.save(update_fields=["state", "approved_by", "not_before"])
        audit.record(batch.organisation, actor, "class.approved", batch=str(batch.pk))
    return batch


def recall(batch: Batch, actor: int) -> None:
    """Stop what waits. Raises TeselaError `classes.too_late` once making began."""
    with transaction.atomic():
        _permitted(batch, actor)
        stopped = Batch.objects.filter(pk=batch.pk, state=BatchState.WAITING).update(
            state=BatchState.RECALLED, not_before=None
        )
        if not stopped:
            raise TeselaError("classes.too_late")
        audit.record(batch.organisation, actor, "class.recalled", batch=str(batch.pk))


def send_now(batch: Batch, actor: int) -> None:
    """End the time for recalling. Raises TeselaError `classes.moved_on`."""
    with transaction.atomic():
        _permitted(batch, actor)
        now = datetime.now(UTC)
        ended = Batch.objects.filter(pk=batch.pk, state=BatchState.WAITING).update(not_before=now)
        if not ended:
            raise TeselaError("classes.moved_on")
        audit.record(batch.organisation, actor, "class.hastened", batch=str(batch.pk))


def reopen(batch: Batch, actor: int) -> None:
    """Back to mending: what was recalled, or waits to be approved.

    Raises TeselaError `classes.moved_on`.
    """
    with transaction.atomic():
        batch = held(batch, actor, BatchState.RECALLED, BatchState.APPROVING)
        batch.state, batch.not_before, batch.confirmed_at = BatchState.MENDING, None, None
        batch.confirmed_by = batch.approved_by = batch.problem = None
        batch.cohort_name = ""
        batch.save()
        mark_changed(batch)
        audit.record(batch.organisation, actor, "class.reopened", batch=str(batch.pk))


def discard(batch: Batch, actor: int) -> None:
    """Throw the list away, with everything personal in it. Raises TeselaError `classes.moved_on`."""
    with transaction.atomic():
        batch = held(batch, actor, *DISCARDABLE)
        batch.rows.all().delete()
        batch.exams.all().delete()
        batch.state, batch.upload, batch.name = BatchState.DISCARDED, None, ""
        batch.header, batch.fields, batch.answered, batch.notices = [], [], {}, []
        batch.cohort_name = ""
        batch.save()
        audit.record(batch.organisation, actor, "class.discarded", batch=str(batch.pk))


def delete_cohort(cohort: Cohort, actor: int) -> None:
    """Forget a list that was kept."""
    with transaction.atomic():
        audit.record(cohort.organisation, actor, "cohort.deleted", cohort=cohort.pk)
        cohort.delete()


def held(batch: Batch, actor: int, *states: BatchState) -> Batch:
    """The batch as it is now; nobody else changes it until the transaction ends."""
    _permitted(batch, actor)
    held = (
        Batch.objects.select_for_update(of=("self",))
        .select_related("organisation", "edition__description__organisation")
        .get(pk=batch.pk)
    )
    if held.state not in (states or (BatchState.MENDING,)):
        raise TeselaError("classes.moved_on")
    return held


def _gate(batch: Batch) -> None:
    refuse_unmandated(batch.organisation, batch.edition, datetime.now(UTC))
    refuse_blocked(batch.edition)


def _permitted(batch: Batch, actor: int) -> None:
    role = Membership.objects.filter(organisation=batch.organisation_id, user=actor).first()
    if role is None or not may(role.role, "issue"):
        raise TeselaError("providers.not_allowed")


def mark_changed(batch: Batch) -> None:
    """Count a change of rows or options."""
    Batch.objects.filter(pk=batch.pk).update(revision=F("revision") + 1)


def _count(batch: Batch, state: RowState) -> int:
    return batch.rows.filter(state=state).count()


def _not_before(batch: Batch, now: datetime) -> datetime:
    earliest = now + timedelta(minutes=RECALL_MINUTES)
    return max(batch.send_at, earliest) if batch.send_at else earliest


def _sharing(award_key: str, person_key: str) -> Q:
    shared = Q(award_key=award_key)
    return shared | Q(person_key=person_key) if person_key else shared


def _twin(batch: Batch, row: Row) -> tuple[int | None, int | None] | None:
    """Numbers of good rows with the award key and the person key of `row`; None without any."""
    others = batch.rows.filter(
        _sharing(row.award_key, row.person_key), state=RowState.GOOD
    ).exclude(pk=row.pk)
    as_award = as_person = None
    for other in others.only("number", "award_key", "person_key"):
        if other.award_key == row.award_key:
            as_award = other.number
        if row.person_key and other.person_key == row.person_key:
            as_person = other.number
    return (as_award, as_person) if as_award or as_person else None


def _release(batch: Batch, award_key: str, person_key: str) -> None:
    """Look again at rows that were refused because a row with these keys stood before them."""
    if not award_key:
        return
    waiting = list(
        batch.rows.filter(_sharing(award_key, person_key), state=RowState.REFUSED)
        .exclude(award_key="")
        .order_by("number")
    )
    if not waiting:
        return
    keys, people = {row.award_key for row in waiting}, {row.person_key for row in waiting} - {""}
    good = batch.rows.filter(
        Q(award_key__in=keys) | Q(person_key__in=people), state=RowState.GOOD
    ).order_by("number")
    reading.compare(reading.sheet(batch), [*good, *waiting])
    Row.objects.bulk_update(waiting, ["state", "problems"], batch_size=500)


def judge_again(batch: Batch) -> None:
    """Every row by the rules as they are now."""
    for rows in pieces.pages(batch.rows.exclude(state=RowState.LEFT_OUT)):
        before = {row.pk: (row.state, row.award_key, row.problems) for row in rows}
        for row in rows:
            reading.judged(batch, row)
        changed = [
            row for row in rows if before[row.pk] != (row.state, row.award_key, row.problems)
        ]
        Row.objects.bulk_update(changed, ["name", *pieces.DERIVED], batch_size=500)
    pieces.compare(batch)


def _keep_cohort(batch: Batch) -> None:
    kept = [
        at
        for at, field in enumerate(batch.fields)
        if field in _KEPT_IN_COHORTS and batch.header[at]
    ]
    rows = [
        [row.cells[at] if at < len(row.cells) else "" for at in kept]
        for row in batch.rows.filter(state=RowState.GOOD).order_by("number").only("cells")
    ]
    Cohort.objects.update_or_create(
        organisation=batch.organisation,
        name=batch.cohort_name,
        defaults={
            "header": [batch.header[at] for at in kept],
            "fields": [batch.fields[at] for at in kept],
            "rows": rows,
            "size": len(rows),
        },
    )
