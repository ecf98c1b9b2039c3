"""How far a class is: counted from its own rows and mails, never guessed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet

from tesela.site.awards.models import Award, Mail, MailState
from tesela.site.classes.models import Batch, BatchState, Row, RowState

_STILL_AFTER = timedelta(minutes=2)
"""So long nothing is made before we say that it stands still."""


@dataclass(frozen=True)
class Progress:
    """Numbers of one class."""

    state: BatchState
    rows: int
    """All of them."""
    open: int
    """Still to be made."""
    issued: int
    unchanged: int
    refused: int
    left_out: int
    mails_waiting: int
    mails_sent: int
    mails_failed: int
    """Refused, or come back."""
    without_mail: int
    """Issued to learners who get none."""
    still: bool
    """Whether it should go on and does not."""

    @property
    def good(self) -> int:
        """Rows to be issued, those that are done included."""
        return self.open + self.made

    @property
    def made(self) -> int:
        """Rows that are done; what was awarded before is done too."""
        return self.issued + self.unchanged

    @property
    def finished(self) -> bool:
        """Whether everything is made. Mails may still wait."""
        return self.state == BatchState.FINISHED


def of(batch: Batch) -> Progress:
    """How far `batch` is now."""
    state = BatchState(Batch.objects.values_list("state", flat=True).get(pk=batch.pk))
    rows = _counted(Row.objects.filter(batch=batch))
    mails = _counted(
        Mail.objects.filter(award__batch=batch.pk, kind__in=("award", "correction"), number=1)
    )
    issued = rows.get(RowState.ISSUED, 0)
    return Progress(
        state=state,
        rows=sum(rows.values()),
        open=rows.get(RowState.GOOD, 0),
        issued=issued,
        unchanged=rows.get(RowState.UNCHANGED, 0),
        refused=rows.get(RowState.REFUSED, 0),
        left_out=rows.get(RowState.LEFT_OUT, 0),
        mails_waiting=mails.get(MailState.WAITING, 0) + mails.get(MailState.SENDING, 0),
        mails_sent=mails.get(MailState.SENT, 0),
        mails_failed=mails.get(MailState.FAILED, 0) + mails.get(MailState.BOUNCED, 0),
        without_mail=max(0, issued - sum(mails.values())),
        still=_stands_still(batch, state),
    )


def _counted(listed: QuerySet[Any]) -> dict[str, int]:
    return dict(listed.order_by().values_list("state").annotate(Count("pk")))


def _stands_still(batch: Batch, state: BatchState) -> bool:
    if state not in (BatchState.WAITING, BatchState.MAKING) or batch.not_before is None:
        return False
    last = Award.objects.filter(batch=batch.pk).aggregate(last=Max("issued_at"))["last"]
    return datetime.now(UTC) - max(batch.not_before, last or batch.not_before) > _STILL_AFTER
