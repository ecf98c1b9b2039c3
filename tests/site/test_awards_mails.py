"""Mails to learners: complete, safe, and each sent once."""

import uuid
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any, ClassVar

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tesela.issuing.roster import RosterRow
from tesela.site import tokens
from tesela.site.awards import actions, mails
from tesela.site.awards.message import message
from tesela.site.awards.models import Award, Mail
from tesela.site.classes.models import Batch
from tesela.site.providers.models import Organisation
from tests.site import people


class Server(BaseEmailBackend):
    """A mail server with moods: what it raises next, and what it took."""

    moods: ClassVar[list[Exception | None]] = []
    took: ClassVar[list[EmailMessage]] = []
    closed: ClassVar[bool] = False

    def open(self) -> None:
        if Server.closed:
            raise ConnectionRefusedError

    def send_messages(self, email_messages: Any) -> int:
        mood = Server.moods.pop(0) if Server.moods else None
        if mood:
            raise mood
        Server.took += email_messages
        return len(email_messages)


@pytest.fixture
def server(settings: Any) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    Server.moods, Server.took, Server.closed = [], [], False
    return Server


@pytest.fixture
def awards() -> list[Award]:
    of = people.organisation(email="office@harbour.example")
    return people.awarded(people.published(of))


def due_now() -> None:
    Mail.objects.update(due_at=datetime.now(UTC) - timedelta(seconds=1))


def test_learners_are_told_once(awards: list[Award]) -> None:
    mails.announce(awards, None)
    mails.announce(awards, None)
    assert mails.send_due(10) == 2
    assert mails.send_due(10) == 0
    assert sorted(one.to[0] for one in django_mail.outbox) == [
        "eleni@example.org",
        "sean@example.org",
    ]


def test_the_text_is_complete_by_itself(awards: list[Award]) -> None:
    mails.announce(awards)
    sent = message(Mail.objects.get(to="sean@example.org"))
    link = f"/c/{tokens.token('award', str(awards[1].pk))}"
    assert link in sent.body
    assert "Harbour House Care Learning has awarded you" in sent.body
    assert "office@harbour.example" in sent.body
    assert "no account" in sent.body
    assert sent.reply_to == ["office@harbour.example"]
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    page = str(sent.alternatives[0][0])
    assert '<html lang="en">' in page
    assert link in page
    assert "<img" not in page
    assert "src=" not in page


def test_it_is_written_in_the_learners_language(awards: list[Award]) -> None:
    mails.announce(awards)
    sent = message(Mail.objects.get(to="eleni@example.org"))
    assert "Κέντρο Φροντίδας" in str(make_header(decode_header(sent.from_email)))
    assert '<html lang="el">' in str(sent.alternatives[0][0])


def test_every_try_has_the_same_message_id(awards: list[Award], server: type[Server]) -> None:
    mails.announce(awards[:1])
    server.moods = [SMTPServerDisconnected("gone")]
    assert mails.send_due(5) == 0
    assert Mail.objects.get().state == "waiting"
    due_now()
    assert mails.send_due(5) == 1
    (took,) = server.took
    assert took.extra_headers["Message-ID"] == Mail.objects.get().message_id


def test_who_has_two_does_not_wait_for_who_has_many(awards: list[Award]) -> None:
    mails.announce(awards)
    for number in range(2, 12):
        mails.send_again(awards[0], f"learner{number}@example.org")
        Mail.objects.update(state="waiting")
    due_now()
    of = people.organisation("hilltop")
    mails.announce(people.awarded(people.published(of)))
    assert mails.send_due(4) == 4
    sent = Mail.objects.filter(state="sent")
    assert sent.filter(organisation=of).count() == 2
    assert mails.send_due(20) == 10, "who has many goes on when the other has none"


def test_a_worker_that_died_leaves_a_mail_that_is_tried_after_the_lease(
    awards: list[Award], server: type[Server]
) -> None:
    mails.announce(awards[:1])
    claimed = mails._claimed(awards[0].organisation_id)
    assert claimed is not None
    assert mails.send_due(5) == 0, "somebody may be sending it"
    due_now()
    assert mails.send_due(5) == 1
    mails._settle(claimed, state="failed")
    assert Mail.objects.get().state == "sent", "who comes back too late settles nothing"


@pytest.mark.parametrize(
    "refusal",
    [
        SMTPRecipientsRefused({"x": (550, b"5.1.1 <eleni@example.org> no such user")}),
        SMTPDataError(554, b"5.1.1 no"),
    ],
)
def test_a_refusal_for_good_is_not_tried_again(
    awards: list[Award], server: type[Server], refusal: Exception
) -> None:
    mails.announce(awards[:1])
    server.moods = [refusal]
    mails.send_due(5)
    mail = Mail.objects.get()
    assert mail.state == "failed"
    assert mail.answer.endswith("5.1.1")
    assert "eleni" not in mail.answer


def test_a_refusal_for_now_is_tried_later_and_not_for_ever(
    awards: list[Award], server: type[Server]
) -> None:
    mails.announce(awards[:1])
    server.moods = [SMTPRecipientsRefused({"x": (451, b"4.7.1 later")})] * 9
    for _ in range(9):
        mails.send_due(5)
        due_now()
    mail = Mail.objects.get()
    assert (mail.state, mail.tries, mail.answer) == ("failed", 6, "451 4.7.1")


def test_a_server_that_is_away_costs_no_try(awards: list[Award], server: type[Server]) -> None:
    mails.announce(awards)
    server.closed = True
    assert mails.send_due(5) == 0
    assert {mail.tries for mail in Mail.objects.all()} == {0}


def test_one_refused_address_does_not_keep_the_others_back(
    awards: list[Award], server: type[Server]
) -> None:
    mails.announce(awards)
    server.moods = [SMTPRecipientsRefused({"x": (550, b"no")})]
    assert mails.send_due(5) == 1


def test_a_title_with_a_line_break_becomes_no_header() -> None:
    of = people.organisation()
    edition = people.published(of)
    edition.title = {"en": "Care\r\nBcc: a@evil.example\u2028Bcc: b@evil.example\u202e"}
    edition.save()
    award = people.awarded(edition)[0]
    mails.announce([award])
    Award.objects.update(name="A\r\nBcc: c@evil.example B")
    Organisation.objects.update(name={"en": "House\r\nBcc: x@evil.example"})
    raw = message(Mail.objects.get()).message()
    assert raw["Bcc"] is None
    assert len(raw.get_all("Subject", [])) == 1
    heads = raw.as_bytes().partition(b"\n\n")[0]
    assert not [line for line in heads.splitlines() if line.lower().startswith(b"bcc")]


def test_an_address_that_no_mail_can_have_fails_for_good(awards: list[Award]) -> None:
    mails.announce(awards[:1])
    Mail.objects.update(to="a@example.org\nBcc: x@evil.example")
    assert mails.send_due(5) == 0
    assert Mail.objects.get().state == "failed"
    assert not django_mail.outbox


def test_a_withdrawn_award_is_announced_no_more(awards: list[Award]) -> None:
    mails.announce(awards)
    user = people.member(awards[0].organisation)
    actions.withdraw(awards[0].organisation, [awards[0].pk], user.pk, "by mistake", notify=False)
    assert mails.send_due(9) == 1
    assert Mail.objects.get(award=awards[0]).state == "called_off"


def test_a_correction_calls_off_what_was_not_sent_yet(awards: list[Award]) -> None:
    mails.announce(awards)
    user = people.member(awards[0].organisation)
    row = actions.row_of(awards[1])
    made = actions.correct(awards[1], user.pk, RosterRow(**{**_fields(row), "given_name": "John"}))
    mails.send_due(9)
    told = {one.to[0]: one.subject for one in django_mail.outbox}
    assert told["sean@example.org"].startswith("Corrected")
    assert made.mails.get().kind == "correction"


def finished(awards: list[Award], days: list[int], days_ago: int) -> Batch:
    batch = Batch.objects.create(
        organisation=awards[0].organisation,
        edition=awards[0].edition,
        state="finished",
        today=people.TODAY,
        remind_after_days=days,
        finished_at=datetime.now(UTC) - timedelta(days=days_ago),
    )
    Award.objects.filter(pk__in=[award.pk for award in awards]).update(batch=batch.pk)
    mails.announce(awards, batch)
    mails.send_due(9)
    Mail.objects.update(sent_at=datetime.now(UTC) - timedelta(days=days_ago))
    return batch


def test_who_has_not_opened_it_is_reminded_once(awards: list[Award]) -> None:
    finished(awards, [7, 30], 8)
    Award.objects.filter(pk=awards[0].pk).update(opened_at=datetime.now(UTC))
    assert mails.remind_due() == 1
    assert mails.remind_due() == 0
    assert Mail.objects.get(kind="reminder").award == awards[1]


def test_of_two_reminders_that_are_due_one_is_sent(awards: list[Award]) -> None:
    finished(awards, [7, 30], 40)
    assert mails.remind_due() == 2
    assert mails.remind_due() == 0


def test_a_class_is_looked_at_only_while_somebody_may_have_to_be_reminded(
    awards: list[Award],
) -> None:
    batch = finished(awards, [7, 30], 8)
    Batch.objects.update(not_before=batch.finished_at - timedelta(hours=1))
    with CaptureQueriesContext(connection) as seen:
        assert mails.remind_due() == 2
    assert len(of_awards(seen)) == 1, "not for the second, which comes after 30 days"
    Batch.objects.update(finished_at=datetime.now(UTC) - timedelta(days=61))
    with CaptureQueriesContext(connection) as later:
        assert mails.remind_due() == 0
    assert of_awards(later) == []


def test_who_is_to_be_reminded_is_found_from_the_awards_of_the_class(awards: list[Award]) -> None:
    """A database that begins with the mails that were sent looks at all there ever were."""
    finished(awards, [7], 8)
    with CaptureQueriesContext(connection) as seen:
        assert mails.remind_due() == 2
    (asked,) = of_awards(seen)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # of a table as small as this one is
            cursor.execute("EXPLAIN " + asked.replace("%", "%%"), ())
        else:
            cursor.execute("EXPLAIN QUERY PLAN " + asked.replace("%", "%%"), ())
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "award_of_row" in plan
    assert "mail_due" not in plan


def of_awards(seen: CaptureQueriesContext) -> list[str]:
    asked = [one["sql"] for one in seen.captured_queries]
    return [sql for sql in asked if 'FROM "awards_award"' in sql and "award_id" in sql]


def test_a_reminder_is_dropped_when_the_award_was_opened_meanwhile(awards: list[Award]) -> None:
    finished(awards, [7], 8)
    mails.remind_due()
    Award.objects.update(opened_at=datetime.now(UTC))
    assert mails.send_due(9) == 0
    assert {mail.state for mail in Mail.objects.filter(kind="reminder")} == {"called_off"}


def test_a_class_that_is_not_to_be_announced_is_not(awards: list[Award]) -> None:
    batch = Batch(id=uuid.uuid4(), announce=False)
    mails.announce(awards, batch)
    assert not Mail.objects.exists()


def _fields(row: RosterRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in RosterRow.__dataclass_fields__ if name != "extra"}
