"""Background work, and the tick that finds what is to be done.

The queue is forgetful on purpose: a task only says that somebody should look
at something. What is to be done is read from the classes' and mails' own rows
about every second, so a task that died with its worker is asked for again.
"""

import threading
import uuid
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from tesela.site.accounts.actions import forget_ended_sessions
from tesela.site.asks.actions import forget_ended
from tesela.site.awards import batches, mails, stamping, turns
from tesela.site.awards.alone import alone
from tesela.site.awards.models import Mail, MailState
from tesela.site.checker.actions import forget_ended as forget_results
from tesela.site.classes import tasks as reading
from tesela.site.networks import warnings as mandates_ending
from tesela.site.providers import warnings
from tesela.site.quality import files as evidence_files
from tesela.site.quality import waiting
from tesela.site.registry import harvesting
from tesela.site.setup import measure
from tesela.site.verifier.actions import fetcher

MAILS_AT_ONCE = 200
_MAILS_BETWEEN_LOOKS = 20
_STAMP_EVERY = timedelta(minutes=1)
_LOOK_AFTER_EVERY = timedelta(minutes=5)
_HARVEST_EVERY = timedelta(minutes=10)
_SERVER_RESTS_FOR = timedelta(seconds=20)
"""How long a mail server that took nothing is left alone."""
_DONE_KEPT_FOR = timedelta(minutes=15)
"""Tasks that went well; longer than any time for which we look back at them."""
_KEPT_FOR = timedelta(days=1)
"""Those that did not, or whose worker died."""
_FAILED_WAITS = timedelta(seconds=5)
"""After a failure; twice as long after each further one."""
_FAILURES_COUNT_FOR = timedelta(hours=1)
_LONGEST_WAIT = timedelta(minutes=5)

ending = threading.Event()
"""Set when this process is told to end: work stops at the next good moment."""


@task
def make_batch(batch: str) -> bool:
    """Make some of a class; whether it is finished."""
    number = uuid.UUID(batch)
    finished = batches.make(number, turns.Turn(number, tick, ending.is_set).is_over)
    tick()
    return finished


@task
def send_mails() -> int | None:
    """Send some mails that are due: how many the mail server took; None when none is left."""
    sent = 0
    while not ending.is_set() and sent < MAILS_AT_ONCE:
        some = mails.send_due(_MAILS_BETWEEN_LOOKS)
        sent += some
        if not some:
            return sent or (0 if _mails_are_due(datetime.now(UTC)) else None)
    tick()
    return sent


@task
def stamp() -> int:
    """Have the age of finished classes confirmed; how many files."""
    return stamping.stamp_due(stamping.authority(), ending.is_set)


@task
def harvest() -> int:
    """Read the other registries whose turn it is; how many were read."""
    with alone("harvest") as mine:
        return harvesting.read_due(fetcher(), datetime.now(UTC), ending.is_set) if mine else 0


@task
def look_after() -> int:
    """What comes back every few minutes: reminders, lists that nobody reads, what has ended.

    How much there was of the kinds that are counted. One at a time does it: should it last longer
    than the minutes until it is asked for again, the next finds nothing to do.
    """
    with alone("looking after") as mine:
        return _look_after(datetime.now(UTC)) if mine else 0


def _look_after(now: datetime) -> int:
    measure()
    _forget(now)
    forget_ended_sessions()
    warnings.warn_due(now)
    waiting.remind_due(now)
    evidence_files.forget_due(now)
    mandates_ending.warn_due(now)
    return mails.remind_due() + reading.enqueue_lost() + forget_ended() + forget_results()


def tick() -> None:
    """Ask for everything that is to be done and that nobody is doing or was asked for."""
    if ending.is_set():
        return
    with alone("tick") as mine:
        if not mine:
            return
        now = datetime.now(UTC)
        batches.begin_due(now)
        asked = {(one.task_path, _arguments(one)) for one in _listed(TaskResultStatus.READY)}
        classes = {of[0] for path, of in asked if path == make_batch.module_path}
        for wanted, *arguments in _to_do(now, classes):
            if (wanted.module_path, tuple(arguments)) not in asked:
                wanted.enqueue(*arguments)


def _to_do(now: datetime, classes: Collection[str]) -> Iterator[tuple[Any, ...]]:
    """Tasks with their arguments; `classes` are in the queue."""
    failed = Counter(
        _arguments(one)
        for one in _listed(TaskResultStatus.FAILED, make_batch).filter(
            finished_at__gt=now - _FAILURES_COUNT_FOR
        )
    )
    for batch in turns.due(classes, lambda batch: _rests(batch, failed[(batch,)], now)):
        yield make_batch, batch
    if _mails_are_due(now) and not _server_rests(now):
        yield (send_mails,)
    if stamping.is_wanted() and _is_due(stamp, _STAMP_EVERY, now):
        yield (stamp,)
    if _is_due(look_after, _LOOK_AFTER_EVERY, now):
        yield (look_after,)
    if _registries_are_due(now) and _is_due(harvest, _HARVEST_EVERY, now):
        yield (harvest,)


def _rests(batch: str, failures: int, now: datetime) -> bool:
    """Whether making it failed so lately that it would only fail again."""
    if not failures:
        return False
    wait = min(_FAILED_WAITS * 2 ** min(failures, 10), _LONGEST_WAIT)
    lately = _listed(TaskResultStatus.FAILED, make_batch).filter(finished_at__gt=now - wait)
    return any(_arguments(one) == (batch,) for one in lately)


def _is_due(of: Any, every: timedelta, now: datetime) -> bool:
    """Whether it was last asked for so long ago."""
    return not _listed(None, of).filter(enqueued_at__gt=now - every).exists()


def _registries_are_due(now: datetime) -> bool:
    return not settings.FETCH_NOTHING and harvesting.due(now).exists()


def _mails_are_due(now: datetime) -> bool:
    pending = (MailState.WAITING, MailState.SENDING)
    return Mail.objects.filter(state__in=pending, due_at__lte=now).exists()


def _server_rests(now: datetime) -> bool:
    ended = _listed(None, send_mails).filter(finished_at__gt=now - _SERVER_RESTS_FOR)
    last = ended.order_by("-finished_at").first()
    return last is not None and (last.status == TaskResultStatus.FAILED or last.return_value == 0)


def _listed(status: TaskResultStatus | None, of: Any = None) -> "QuerySet[DBTaskResult[Any, Any]]":
    listed = DBTaskResult.objects.order_by("enqueued_at")
    if status is not None:
        listed = listed.filter(status=status)
    return listed.filter(task_path=of.module_path) if of is not None else listed


def _arguments(asked: "DBTaskResult[Any, Any]") -> tuple[str, ...]:
    return tuple(asked.args_kwargs["args"])


def _forget(now: datetime) -> None:
    """Tasks that ended long ago, and those whose worker died so long ago.

    The tick reads the table about every second, so that it is to stay small.
    """
    listed = DBTaskResult.objects
    done = listed.filter(status=TaskResultStatus.SUCCESSFUL)
    done.filter(finished_at__lt=now - _DONE_KEPT_FOR).delete()
    listed.filter(finished_at__lt=now - _KEPT_FOR).delete()
    listed.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - _KEPT_FOR).delete()
