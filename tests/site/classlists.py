"""Classes confirmed and waiting to be made."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from tesela.issuing.roster import RawRow
from tesela.site.classes.models import Batch, BatchState
from tesela.site.classes.reading import read_rows
from tesela.site.classes.taking import store
from tesela.site.design.models import Edition
from tests.site import people

FIELDS = ("given_name", "family_name", "email", "identifier", "award_date", "contact")


def waiting(edition: Edition, rows: int | Sequence[Sequence[str]], **more: Any) -> Batch:
    """A class of `rows` learners (or these rows, by `FIELDS`) whose time has come."""
    listed = learners(rows) if isinstance(rows, int) else rows
    batch = Batch(
        organisation=edition.description.organisation,
        edition=edition,
        today=people.TODAY,
        header=list(FIELDS),
        fields=list(FIELDS),
        **{
            "not_before": datetime.now(UTC),
            "only_good": True,
            "state": BatchState.WAITING,
            **more,
        },
    )
    raw = (RawRow(number, list(cells)) for number, cells in enumerate(listed, 2))
    read = list(read_rows(batch, raw))  # outside: SQLite's one writer would wait for a large class
    with transaction.atomic():  # no worker finds a class without its rows
        batch.save(force_insert=True)
        store(batch, read)
    return batch


def learners(number: int) -> list[tuple[str, ...]]:
    """Names and addresses, all different."""
    return [
        (f"Eleni {at}", "Papadopoulou", f"learner{at}@example.org", "", "") for at in range(number)
    ]
