"""Figures for the operator's monitoring, as Prometheus reads them (text format 0.0.4).

Counts only: nothing that belongs to a person, an organisation or a credential.
What the database holds is counted at most every ten seconds; what a process
did is counted by each process for itself, which is what `process` is for.
"""

import hmac
import ipaddress
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from threading import Lock

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.http import require_safe
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tesela.shapes.rechecking import RECHECKING
from tesela.site.awards.models import Award, Mail, MailState
from tesela.site.classes.models import Batch, BatchState
from tesela.site.providers.models import Organisation

_SECONDS_KEPT = 10
_COUNTED = 100_000
"""Rows of a table, up to which all of them are counted."""
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")
_lock = Lock()
_requests: Counter[str] = Counter()
_verifications: Counter[str] = Counter()
_stored: tuple[float, list[str]] = (0.0, [])


def answered(status: int) -> None:
    """Count a request by the kind of its answer."""
    with _lock:
        _requests[f"{status // 100}xx"] += 1


def verified(verdict: str) -> None:
    """Count a verification by its verdict."""
    with _lock:
        _verifications[verdict] += 1


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures; to others than the operator the address does not exist."""
    if not _may_read(request):
        return HttpResponseNotFound()
    text = "\n".join([*_in_this_process(), *_in_the_database(), ""])
    return HttpResponse(
        text,
        content_type="text/plain; version=0.0.4; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


def _may_read(request: HttpRequest) -> bool:
    """With the token, or, where none is set, from this machine and through no proxy."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        wanted = f"Bearer {settings.METRICS_TOKEN}"
        return hmac.compare_digest(given.encode(), wanted.encode())
    if settings.PROXIES or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False


def _in_this_process() -> Iterator[str]:
    with _lock:
        requests, verifications = dict(_requests), dict(_verifications)
    number = str(os.getpid())
    yield from _family(
        "tesela_requests_total",
        "counter",
        "Requests by the kind of answer",
        [({"process": number, "status": kind}, count) for kind, count in requests.items()],
    )
    yield from _family(
        "tesela_verifications_total",
        "counter",
        "Verifications by verdict",
        [({"process": number, "verdict": one}, count) for one, count in verifications.items()],
    )
    yield from _family(
        "tesela_rechecks_total",
        "counter",
        "Comparisons of what was learned with the general way, by what it was and how it came out",
        [
            ({"process": number, "of": kind, "outcome": outcome}, count)
            for (kind, outcome), count in RECHECKING.counted().items()
        ],
    )


def _in_the_database() -> list[str]:
    global _stored  # noqa: PLW0603 - what was counted last is kept for the process
    now = time.monotonic()
    counted, lines = _stored
    if not lines or now - counted > _SECONDS_KEPT:
        lines = list(_counted(datetime.now(UTC)))
        _stored = (now, lines)
    return lines


def _counted(now: datetime) -> Iterator[str]:
    yield from _family(
        "tesela_organisations",
        "gauge",
        "Organisations",
        [({}, Organisation.objects.count())],
    )
    yield from _family("tesela_awards", "gauge", "Awards", [({}, _about(Award))])
    batches = dict(Batch.objects.order_by().values_list("state").annotate(Count("pk")))
    yield from _family(
        "tesela_classes",
        "gauge",
        "Classes by state",
        [({"state": state}, batches.get(state, 0)) for state in BatchState.values],
    )
    others = [state for state in MailState.values if state != MailState.SENT]
    open_mails = Mail.objects.filter(state__in=others).order_by()
    mails = dict(open_mails.values_list("state").annotate(Count("pk")))
    mails[MailState.SENT] = max(_about(Mail) - sum(mails.values()), 0)
    yield from _family(
        "tesela_mails",
        "gauge",
        "Mails by state",
        [({"state": state}, mails.get(state, 0)) for state in MailState.values],
    )
    oldest = Mail.objects.filter(state=MailState.WAITING, due_at__lte=now).aggregate(
        due=Min("due_at")
    )["due"]
    yield from _family(
        "tesela_oldest_due_mail_seconds",
        "gauge",
        "For how long the oldest mail that is due has waited",
        [({}, max(int((now - oldest).total_seconds()), 0) if oldest else 0)],
    )
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()
    yield from _family("tesela_tasks_waiting", "gauge", "Tasks that wait", [({}, waiting)])


def _about(model: type[Model]) -> int:
    """How many rows; of more than `_COUNTED` as PostgreSQL estimates, since counting reads all."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
                [model._meta.db_table],
            )
            (estimated,) = cursor.fetchone()
        if estimated > _COUNTED:
            return int(estimated)
    return model._base_manager.count()


def _family(
    name: str, kind: str, about: str, values: Iterable[tuple[dict[str, str], int]]
) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} {kind}"
    for labels, value in values:
        shown = ",".join(f'{label}="{text}"' for label, text in labels.items())
        yield f"{name}{{{shown}}} {value}" if shown else f"{name} {value}"
