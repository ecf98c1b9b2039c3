"""A long list is read and stored piece by piece, in memory that does not grow with it.

    1. read      so many rows are read and judged, each by itself (`reading.read_each`)
    2. store     they go into the database in a transaction of their own, so that SQLite's one
                 writer is never held for long
    3. compare   when all stand there: of rows that share a key with another, the first is good;
                 a certificate's number that is known already is refused (`reading`)

What stands in the database is the beginning of the list, whoever stored it: a worker that dies is
followed by one that goes on behind the last row, and of two at the same list one stops. Nobody
sees the rows before the last step, which gives the batch its next state. The result is that of
`reading.read_rows`, which reads a list as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from tesela.issuing.roster import RawRow
from tesela.site import bulk
from tesela.site.classes import reading
from tesela.site.classes.models import Batch, BatchState, Row, RowState

ROWS_AT_ONCE = 1_000
_SAID = tuple(one.name for one in fields(reading.NewRow))
DERIVED = (
    "state", "problems", "by_mail", "award_key", "former_key", "person_key", "content_digest",
)  # fmt: skip


def store(batch: Batch, raw: Iterable[RawRow]) -> bool:
    """Steps 1 and 2; False where the batch is no longer to be read, or somebody else reads it.

    `batch` has what is decided for the whole list. Raises what `raw` raises: then a part stands.
    """
    last = stored = _last_stored(batch)
    waiting = (one for one in raw if one.number > stored)
    while piece := list(islice(waiting, ROWS_AT_ONCE)):
        rows = reading.read_each(batch, piece)  # 1
        if not rows:
            continue
        with transaction.atomic():  # 2
            if not is_still_to_be_read(batch) or _last_stored(batch) != last:
                return False
            insert(batch, rows)
        last = rows[-1].number
    return True


def insert(batch: Batch, rows: Sequence[reading.NewRow]) -> None:
    """Store new rows of `batch`."""
    said = {name: [getattr(row, name) for row in rows] for name in _SAID}
    bulk.insert(Row, {"batch_id": bulk.Same(batch.pk), **said})


def is_still_to_be_read(batch: Batch) -> bool:
    """Asked within a transaction, until whose end nobody changes it."""
    held = Batch.objects.select_for_update().defer("upload").filter(pk=batch.pk).first()
    return held is not None and held.state == BatchState.READING and held.revision == batch.revision


def compare(batch: Batch) -> None:
    """Step 3, within the transaction that gives the batch its next state."""
    listed = reading.sheet(batch)
    compared = reading.Compared(listed)
    for rows in _sharing_keys(batch):
        _save([row for row in rows if compared.is_twin(row)])
    if "certificate_number" in batch.fields:
        for rows in pages(batch.rows.filter(state=RowState.GOOD)):
            reading.refuse_known_numbers(batch, rows)
            _save([row for row in rows if row.state == RowState.REFUSED])


def _last_stored(batch: Batch) -> int:
    found: dict[str, Any] = batch.rows.aggregate(last=Max("number"))
    return found["last"] or 0


def _sharing_keys(batch: Batch) -> Iterator[list[Row]]:
    """The rows that have a key which another has, too: few in most lists; found once, then paged."""

    listed = batch.rows.exclude(state=RowState.LEFT_OUT)

    def shared(field: str) -> Any:
        named = listed.exclude(**{field: ""}).order_by().values(field)
        return named.annotate(rows=Count("pk")).filter(rows__gt=1).values(field)

    found = listed.exclude(award_key="").filter(
        Q(award_key__in=shared("award_key")) | Q(person_key__in=shared("person_key"))
    )
    keys = list(found.order_by("number").values_list("pk", flat=True))
    for first in range(0, len(keys), ROWS_AT_ONCE):
        page = Row.objects.filter(pk__in=keys[first : first + ROWS_AT_ONCE])
        yield list(page.order_by("number"))


def pages(rows: "QuerySet[Row]") -> Iterator[list[Row]]:
    """So many at a time, in the order of the list; they may be changed meanwhile."""
    last = 0
    while page := list(rows.filter(number__gt=last).order_by("number")[:ROWS_AT_ONCE]):
        last = page[-1].number
        yield page


def _save(rows: list[Row]) -> None:
    bulk.update(
        Row,
        [row.pk for row in rows],
        {name: [getattr(row, name) for row in rows] for name in DERIVED},
    )
