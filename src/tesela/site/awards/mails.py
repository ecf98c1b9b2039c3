"""Mails to learners: recorded, then sent, each once.

    1. record     a row with its Message-ID, in the transaction of what it tells
    2. claim      one worker marks it SENDING, with a lease, in a transaction of its own
    3. hand over  to the mail server, with no transaction open
    4. settle     SENT, FAILED for good, or WAITING for the next try

A worker that dies between 2 and 4 leaves a question: did the server take it?
After the lease the mail is handed over again with the same Message-ID, so
that servers and mailboxes know the repetition. `Mail.tries` tells a claim from
a later one: who comes back after the lease settles nothing.
"""

import logging
import random
import re
import uuid
from collections import deque
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from tesela.site import bulk
from tesela.site.awards.message import message
from tesela.site.awards.models import Award, Mail, MailState
from tesela.site.classes.models import Batch, BatchState
from tesela.site.providers.models import Organisation

AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 24 * 60))
"""How long after the first, second … try the next one comes; after the last there is none."""
LEASE = timedelta(minutes=15)
"""Longer than any hand-over takes (`settings.EMAIL_TIMEOUT` for each step)."""
_REMEMBERED = timedelta(days=400)
"""Classes finished longer ago send no more reminders."""
_REMINDED_LATE = timedelta(days=30)
"""A reminder is still recorded so long after its day in the calendar of the class: mails that went out late,
a service that stood still."""
_REMINDERS_AT_ONCE = 500
_CHUNK = 500
_ENHANCED = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_UNWRITABLE = "553 5.1.3"
_PENDING = (MailState.WAITING, MailState.SENDING)
_log = logging.getLogger(__name__)


def announce(awards: Sequence[Award], batch: Batch | None = None) -> None:
    """Record the mails that tell learners of their awards; to be called where these are made.

    Learners without an address get none, and so do all when the class is not
    to be announced. Asked again, it adds nothing.
    """
    if batch is not None and not batch.announce:
        return
    replaced = [award.supersedes_id for award in awards if award.supersedes_id]
    if replaced:
        call_off(replaced)
    _record((award, "correction" if award.supersedes_id else "award") for award in awards)


def announce_new(organisation: Organisation, awards: Sequence[str], to: Sequence[str]) -> None:
    """As `announce`, for many new awards of which nothing was told yet; `to` may be empty."""
    told = [(award, address) for award, address in zip(awards, to, strict=True) if address]
    now, domain, same = datetime.now(UTC), _domain(), bulk.Same
    numbers = bulk.new_uuids(len(told))
    bulk.insert(
        Mail,
        {
            "organisation_id": same(organisation.pk),
            "award_id": [award for award, _ in told],
            "kind": same("award"),
            "number": same(1),
            "to": [address for _, address in told],
            "message_id": [f"<{number}@{domain}>" for number in numbers],
            "state": same(MailState.WAITING.value),
            "tries": same(0),
            "due_at": same(now),
            "made_at": same(now),
            "answer": same(""),
        },
    )


def tell_withdrawn(awards: Iterable[Award]) -> None:
    """Record the mails that tell learners that their awards were withdrawn."""
    _record((award, "withdrawal") for award in awards)


def send_again(award: Award, to: str) -> Mail:
    """Record one more mail with the learner's link, to this address."""
    kind = "correction" if award.supersedes_id else "award"
    last = award.mails.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    award.mails.filter(kind__in=("award", "correction", "reminder"), state="waiting").update(
        state=MailState.CALLED_OFF
    )
    mail = _mail(award, kind, last + 1, to)
    mail.save()
    return mail


def call_off(awards: Iterable[Award | uuid.UUID]) -> int:
    """Mails of these awards that nobody has begun to send are not sent; how many."""
    listed, called_off = list(awards), 0
    for first in range(0, len(listed), _CHUNK):
        chunk = listed[first : first + _CHUNK]
        waiting = Mail.objects.filter(award__in=chunk, state=MailState.WAITING)
        called_off += waiting.update(state=MailState.CALLED_OFF)
    return called_off


def remind_due() -> int:
    """Record reminders to learners who have not opened their award; how many.

    One reminder for each of a class's `remind_after_days`; after a stop of the
    service only the latest of several that are due. A class is looked at from the day on which
    somebody may have to be reminded, for as long as that may be (`_REMINDED_LATE`): not all
    that ever finished, each time.
    """
    now, recorded = datetime.now(UTC), 0
    finished = Batch.objects.filter(
        state=BatchState.FINISHED, announce=True, finished_at__gte=now - _REMEMBERED
    ).exclude(remind_after_days=[])
    for batch in finished.only("id", "remind_after_days", "not_before", "finished_at"):
        days = sorted(int(day) for day in batch.remind_after_days)
        for number in range(len(days), 0, -1):
            room = _REMINDERS_AT_ONCE - recorded
            if room <= 0:
                return recorded
            sent_before = now - timedelta(days=days[number - 1])
            if _may_be_due(batch, sent_before):
                found = list(_to_remind(batch, number, sent_before)[:room])
                _record(((award, "reminder") for award in found), number)
                recorded += len(found)
    return recorded


def _may_be_due(batch: Batch, sent_before: datetime) -> bool:
    """Whether mails of the class may have been sent before, and not much longer before than that."""
    begun, finished = batch.not_before, batch.finished_at
    assert finished is not None
    return (begun is None or begun <= sent_before) and finished >= sent_before - _REMINDED_LATE


def send_due(limit: int) -> int:
    """Send mails that are due, `limit` at most, over one connection; how many were handed over.

    Organisations take turns, each with the mail that has been due longest, so that who has ten
    does not wait for who has a million. A mail server that cannot be reached changes nothing: they
    stay due.
    """
    turns = deque(_who_waits(datetime.now(UTC)))
    if not turns:
        return 0
    server, sent = get_connection(), 0
    try:
        server.open()
        for _ in range(limit):
            claimed = _claimed_in_turn(turns)
            if claimed is None:
                break
            handed_over, usable = _hand_over(claimed, server)
            sent += handed_over
            if not usable:
                break
    except (OSError, SMTPException):
        _log.warning("the mail server cannot be reached", exc_info=True)
    finally:
        _close(server)
    return sent


def _who_waits(now: datetime) -> list[int]:
    """Organisations that have mails due, in any order: who is served first is chance."""
    due = Mail.objects.filter(organisation=OuterRef("pk"), state__in=_PENDING, due_at__lte=now)
    found = list(Organisation.objects.filter(Exists(due)).values_list("pk", flat=True))
    return random.sample(found, len(found))


def _claimed_in_turn(turns: deque[int]) -> Mail | None:
    """A mail of the first of `turns` that still has one, who is the last of them afterwards."""
    while turns:
        organisation = turns.popleft()
        mail = _claimed(organisation)
        if mail is not None:
            turns.append(organisation)
            return mail
    return None


def _record(listed: Iterable[tuple[Award, str]], number: int = 1) -> None:
    Mail.objects.bulk_create(
        [
            _mail(award, kind, number, award.learner.email)
            for award, kind in listed
            if award.learner.email
        ],
        ignore_conflicts=True,
    )


def _mail(award: Award, kind: str, number: int, to: str) -> Mail:
    return Mail(
        organisation_id=award.organisation_id,
        award=award,
        kind=kind,
        number=number,
        to=to,
        message_id=_message_id(_domain()),
        due_at=datetime.now(UTC),
    )


def _message_id(domain: str) -> str:
    return f"<{uuid.uuid4()}@{domain}>"


def _domain() -> str:
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return address.rpartition("@")[2] or str(urlsplit(settings.ADDRESS).hostname)


def _to_remind(batch: Batch, number: int, sent_before: datetime) -> Any:
    """From the awards of the class on: what else a database could begin with are all mails ever sent."""
    of = Mail.objects.filter(award=OuterRef("pk"))
    # Sent and not come back; by "is sent" alone an index would lead to all of them.
    told = of.filter(kind__in=("award", "correction"), sent_at__lte=sent_before).exclude(
        state=MailState.BOUNCED
    )
    reminded = of.filter(kind="reminder", number__gte=number)
    return (
        Award.objects.filter(batch=batch.pk, current=True, opened_at=None)
        .filter(Exists(told), ~Exists(reminded), withdrawn_at=None, suspended_at=None)
        .exclude(learner__email="")
        .select_related("learner")
    )


def _claimed(organisation: int) -> Mail | None:
    """Its mail that has been due longest, marked as being sent by us; None when none is."""
    while True:
        with transaction.atomic():
            now = datetime.now(UTC)
            mail = _first_due(organisation, now)
            if mail is None:
                return None
            if not _is_wanted(mail):
                mail.state = MailState.CALLED_OFF
            elif mail.tries > len(AGAIN_AFTER):
                mail.state = MailState.FAILED
            else:
                mail.state = MailState.SENDING
                mail.tries += 1
                mail.due_at = now + LEASE
            mail.save(update_fields=["state", "tries", "due_at"])
        if mail.state == MailState.SENDING:
            return mail


def _first_due(organisation: int, now: datetime) -> Mail | None:
    """Locked. One state after the other and without joins, or all that are due are sorted."""
    for state in (MailState.SENDING, MailState.WAITING):
        due = Mail.objects.select_for_update(skip_locked=True).filter(
            organisation=organisation, state=state, due_at__lte=now
        )
        mail = due.order_by("due_at", "pk").first()
        if mail:
            awards = Award.objects.select_related("organisation", "edition", "learner")
            mail.award = awards.get(pk=mail.award_id)
            return mail
    return None


def _is_wanted(mail: Mail) -> bool:
    """Whether it still says what is so."""
    if mail.kind == "withdrawal":
        return mail.award.withdrawn_at is not None
    if mail.award.withdrawn_at is not None:
        return False
    return mail.kind != "reminder" or mail.award.opened_at is None


def _hand_over(mail: Mail, server: Any) -> tuple[bool, bool]:
    """Whether the server took it, and whether the connection can be used for the next."""
    try:
        server.send_messages([message(mail)])
    except SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()), (450, b""))
        _refused(mail, code, said)
        return False, True
    except SMTPDataError as refused:
        _refused(mail, refused.smtp_code, refused.smtp_error)
        return False, True
    except (OSError, SMTPException):
        # Not about this learner: the line broke, or the server does not want us now.
        _log.warning("a mail could not be handed over", exc_info=True)
        _later(mail, "")
        return False, False
    except ValueError:
        # An address or header that no mail can have.
        _settle(mail, state=MailState.FAILED, answer=_UNWRITABLE)
        return False, True
    _settle(mail, state=MailState.SENT, sent_at=datetime.now(UTC), answer="")
    return True, True


def _refused(mail: Mail, code: int, said: bytes | str) -> None:
    text = said if isinstance(said, bytes) else said.encode(errors="replace")
    enhanced = _ENHANCED.match(text)
    answer = f"{code} {enhanced[1].decode()}" if enhanced else str(code)
    if code >= 500:
        _settle(mail, state=MailState.FAILED, answer=answer)
    else:
        _later(mail, answer)


def _later(mail: Mail, answer: str) -> None:
    if mail.tries > len(AGAIN_AFTER):
        _settle(mail, state=MailState.FAILED, answer=answer)
        return
    due_at = datetime.now(UTC) + AGAIN_AFTER[mail.tries - 1]
    _settle(mail, state=MailState.WAITING, due_at=due_at, answer=answer)


def _settle(mail: Mail, **found: Any) -> None:
    Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, tries=mail.tries).update(**found)


def _close(server: Any) -> None:
    try:
        server.close()
    except (OSError, SMTPException):
        _log.warning("the mail server hung up", exc_info=True)
