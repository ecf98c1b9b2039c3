"""A confirmed class becomes awards: each good row exactly once, whenever a process dies.

    1. begin     a class that waited until its time is being made from now on
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
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Count

from tesela.issuing.batch import CHUNK_ROWS, RowRules, WantedAward, wanted_award
from tesela.issuing.roster import CellProblem, RefusedRow, RosterRow
from tesela.site.awards import mails, making
from tesela.site.awards.alone import alone
from tesela.site.awards.models import Award
from tesela.site.awards.register import DatabaseRegister, Standing
from tesela.site.classes.models import Batch, BatchState, Row, RowState
from tesela.site.classes.reading import roster_rows
from tesela.site.providers import audit
from tesela.site.providers.models import Organisation
from tesela.text.errors import Problem


def begin_due(now: datetime) -> int:
    """Begin what waited until `now`; how many. What was recalled meanwhile is not."""  # 1
    return Batch.objects.filter(state=BatchState.WAITING, not_before__lte=now).update(
        state=BatchState.MAKING
    )


def make(batch: uuid.UUID, enough: Callable[[], bool] = lambda: False) -> bool:
    """Make the class `batch` until it is finished or there was `enough`; whether it is finished.

    Does nothing while another process makes it. Raises what `making.prepared` raises.
    """
    with alone("making", str(batch)) as mine:
        if not mine:
            return False
        found = Batch.objects.select_related("organisation", "edition__description").get(pk=batch)
        while found.state == BatchState.MAKING and not enough():
            if not (_announced(found) or _recorded(found)):
                _finish(found)
        return found.state == BatchState.FINISHED


def _recorded(batch: Batch) -> int:
    """How many rows step 2 found to do."""
    open_rows = list(_open(batch).filter(award=None)[:CHUNK_ROWS])
    asked = _asked(batch, open_rows)
    register = DatabaseRegister(batch.organisation, batch.edition, batch.pk)
    register.reached = {
        row.number: (read.email or "", read.contact or "") for row, read, _ in asked if read
    }
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=batch.organisation_id)
        still = set(_open(batch).filter(award=None, pk__in=[row.pk for row in open_rows]).values_list("pk", flat=True))
        mine = [(row, wanted, problems) for row, wanted, problems in asked if row.pk in still]
        ...
    return len(open_rows)
