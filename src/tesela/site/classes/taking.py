"""Taking a list in, asking what it does not say, and reading it for good."""

import csv
import io
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from tesela.issuing.roster import Roster
from tesela.site.classes import pieces, reading
from tesela.site.classes.models import Batch, BatchState, Cohort
from tesela.site.design.models import Edition
from tesela.site.networks.standing import refuse_unmandated
from tesela.site.providers import audit
from tesela.site.providers.models import Organisation
from tesela.text.errors import Problem, TeselaError

ROWS_AT_ONCE = 2_000
"""Longer lists are read in the background, so that nobody waits for a page."""
_ROWS_STORED_AT_ONCE = 500


@dataclass(frozen=True)
class Source:
    """A list as it was handed over. `name` is how messages call it."""

    data: bytes = field(repr=False)
    name: str
    file_name: str = ""
    answered: dict[str, Any] = field(default_factory=dict)
    language: str = "en"
    """Of rows that name none."""


def from_cohort(cohort: Cohort, language: str) -> Source:
    """A kept list, as if it were handed over again."""
    text = io.StringIO(newline="")
    text.write("sep=,\r\n")
    csv.writer(text).writerows([cohort.header, *cohort.rows])
    columns = {"headers": cohort.header, "fields": cohort.fields, "above": 1}
    return Source(
        text.getvalue().encode(), cohort.name, cohort.name, {"columns": columns}, language
    )


def take(organisation: Organisation, edition: Edition, actor: int, source: Source) -> Batch:
    """A new class from `source`.

    Raises TeselaError (`roster.*`) for a list that is not usable, NotMandatedError for an edition
    of another organisation without a mandate: then nothing is kept.
    """
    refuse_unmandated(organisation, edition, datetime.now(UTC))
    batch = Batch(organisation=organisation, edition=edition, today=_today(), made_by_id=actor)
    _look(batch, source)
    with transaction.atomic():
        batch.save()
        audit.record(organisation, actor, "class.begun", batch=str(batch.pk), edition=edition.iri)
    _read_or_enqueue(batch)
    return batch


def replace(batch: Batch, actor: int, source: Source) -> None:
    """A corrected list in place of the one that `batch` has.

    Raises TeselaError (`roster.*`, `classes.moved_on`): then nothing changes.
    """
    batch.today, batch.problem = _today(), None
    _look(batch, source)
    with transaction.atomic():
        _hold(batch, BatchState.MENDING, BatchState.ASKING)
        batch.rows.all().delete()
        batch.exams.all().delete()
        batch.revision += 1
        batch.save()
        audit.record(batch.organisation, actor, "class.replaced", batch=str(batch.pk))
    _read_or_enqueue(batch)


def answer(batch: Batch, **answered: Any) -> None:
    """What a person says about the list: `encoding`, or `columns` (`issuing.roster.Named`).

    Raises TeselaError (`roster.*`, `classes.moved_on`): then the question stays.
    """
    data = bytes(batch.upload or b"")
    batch.answered = {**batch.answered, **answered}
    batch.asked = reading.to_ask(data, _called(batch), batch)
    batch.state = BatchState.ASKING if batch.asked else BatchState.READING
    with transaction.atomic():
        _hold(batch, BatchState.ASKING)
        batch.save(update_fields=["answered", "asked", "state"])
    _read_or_enqueue(batch)


def read(batch_id: uuid.UUID | str, most: int | None = None) -> bool:
    """Read the list of a batch that is `reading`; False where it has more than `most` rows.

    With `most` it is read as a whole, without it piece by piece (`pieces`), with the same result.
    To be called again whenever nobody knows whether it was done.
    """
    batch = (
        Batch.objects.select_related("organisation", "edition")
        .filter(pk=batch_id, state=BatchState.READING)
        .first()
    )
    if batch is None or batch.upload is None:
        return True
    try:
        with reading.opened(bytes(batch.upload), _called(batch), batch) as roster:
            if most is None:
                return _read_in_pieces(batch, roster)
            raw = list(islice(roster.raw_rows(), most + 1))
            if len(raw) > most:
                return False
            _decide(batch, roster)
            rows = reading.read_rows(batch, raw)
    except TeselaError as error:
        _unusable(batch, error.problem)
        return True
    if rows:
        _keep(batch, rows)
    else:
        _unusable(batch, Problem("roster.no_rows", {"name": _called(batch)}))
    return True


def _read_in_pieces(batch: Batch, roster: Roster) -> bool:
    """Always true. Raises TeselaError for a list that is not usable after all."""
    _decide(batch, roster)
    if not pieces.store(batch, roster.raw_rows()):
        return True
    with transaction.atomic():
        if pieces.is_still_to_be_read(batch):
            if not batch.rows.exists():
                raise TeselaError("roster.no_rows", name=_called(batch))
            pieces.compare(batch)
            _save_as_read(batch)
    return True


def unread(before: datetime) -> Iterable[uuid.UUID]:
    """Batches whose list nobody has read since `before`: their task was lost."""
    return Batch.objects.filter(state=BatchState.READING, made_at__lt=before).values_list(
        "pk", flat=True
    )


def store(batch: Batch, rows: Sequence[reading.NewRow]) -> None:
    """New rows, so many at a time that memory stays small."""
    for first in range(0, len(rows), _ROWS_STORED_AT_ONCE):
        pieces.insert(batch, rows[first : first + _ROWS_STORED_AT_ONCE])


def _look(batch: Batch, source: Source) -> None:
    batch.answered, batch.language = dict(source.answered), source.language
    batch.asked = reading.to_ask(source.data, source.name, batch)
    batch.state = BatchState.ASKING if batch.asked else BatchState.READING
    batch.name = reading.storable(source.file_name)[:255]
    batch.upload = source.data


def _read_or_enqueue(batch: Batch) -> None:
    if batch.state == BatchState.READING and not read(batch.pk, ROWS_AT_ONCE):
        from tesela.site.classes.tasks import read_list  # tasks import this module

        read_list.enqueue(str(batch.pk))


def _decide(batch: Batch, roster: Roster) -> None:
    """Everything that holds for the whole list, so that the file is not needed any more."""
    listed = roster.sheet
    batch.encoding, batch.delimiter = roster.encoding or "", roster.delimiter or ""
    batch.header = [reading.storable(header) for header in listed.header]
    batch.fields = list(listed.fields)
    batch.month_first = sorted(listed.month_first)
    us_dates = [
        Problem("roster.us_dates", {"column": header})
        for header, field in zip(listed.header, listed.fields, strict=True)
        if field in listed.month_first
    ]
    others = [
        notice
        for notice in roster.notices
        if notice.code not in ("roster.us_dates", "roster.doubtful_encoding")
    ]
    batch.notices = [
        {"code": notice.code, "data": reading.stored_data(notice.data)}
        for notice in [*others, *us_dates]
    ]


def _keep(batch: Batch, rows: Sequence[reading.NewRow]) -> None:
    with transaction.atomic():
        if not pieces.is_still_to_be_read(batch):
            return  # another process was quicker, or somebody discarded it
        batch.rows.all().delete()  # a worker that took it for lost may have begun
        _save_as_read(batch)
        store(batch, rows)


def _save_as_read(batch: Batch) -> None:
    batch.state, batch.upload, batch.asked = BatchState.MENDING, None, ""
    batch.save(
        update_fields=[
            "state", "upload", "asked", "encoding", "delimiter", "header", "fields",
            "month_first", "notices",
        ]
    )  # fmt: skip


def _unusable(batch: Batch, problem: Problem) -> None:
    with transaction.atomic():
        if not pieces.is_still_to_be_read(batch):
            return
        batch.rows.all().delete()
        Batch.objects.filter(pk=batch.pk).update(
            state=BatchState.DISCARDED,
            upload=None,
            problem={"code": problem.code, "data": reading.stored_data(problem.data)},
        )


def _hold(batch: Batch, *states: BatchState) -> None:
    """Nobody else changes the batch until the transaction ends. Raises `classes.moved_on`."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.state not in states or held.revision != batch.revision:
        raise TeselaError("classes.moved_on")


def _called(batch: Batch) -> str:
    return batch.name or "…"


def _today() -> date:
    return datetime.now(UTC).date()
