"""Mails that come back, and what pretends to be one."""

from typing import Any

import pytest
from django.test import Client

from tesela.site.awards import bounces, mails
from tesela.site.awards.models import Mail
from tesela.text.errors import TeselaError
from tests.site import people

TOKEN = "a-token-of-the-mail-server"
NOTIFICATION = """From: MAILER-DAEMON@mx.example
To: no-reply@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain

I am sorry.
--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; eleni@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <eleni@example.org> unknown
--=_b
Content-Type: {quoted}

From: no-reply@localhost
Message-ID: {identifier}
Subject: Your credential

--=_b--
"""


@pytest.fixture
def mail() -> Mail:
    award = people.awarded(people.published(people.organisation()))[0]
    mails.announce([award])
    mails.send_due(1)
    return Mail.objects.get()


def notification(identifier: str, quoted: str = "message/rfc822", action: str = "failed") -> bytes:
    return NOTIFICATION.format(identifier=identifier, quoted=quoted, action=action).encode()


@pytest.mark.parametrize("quoted", ["message/rfc822", "text/rfc822-headers"])
def test_a_returned_mail_is_marked(mail: Mail, quoted: str) -> None:
    assert bounces.read(notification(mail.message_id, quoted)) == mail
    mail.refresh_from_db()
    assert (mail.state, mail.answer) == ("bounced", "550 5.1.1")


def test_a_delay_is_no_return(mail: Mail) -> None:
    assert bounces.read(notification(mail.message_id, action="delayed")) is None
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_somebody_elses_mail_changes_nothing(mail: Mail) -> None:
    assert bounces.read(notification("<guessed@localhost>")) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\x00" * 500,
        b"Subject: hello\n\nno notification",
        b"Content-Type: message/rfc822\n\n" * 5_000,
        b"x" * (bounces.MAXIMUM_BYTES + 1),
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n",
    ],
    ids=["nothing", "noise", "another mail", "nested", "large", "without fields"],
)
def test_what_is_no_notification_is_refused(data: bytes) -> None:
    with pytest.raises(TeselaError):
        bounces.read(data)


@pytest.mark.parametrize("kind", ["message/rfc822", "application/x-www-form-urlencoded"])
def test_the_mail_server_hands_in_what_came_back(
    client: Client, mail: Mail, settings: Any, kind: str
) -> None:
    settings.BOUNCE_TOKEN = TOKEN
    sent = client.post(
        "/mail/bounce",
        notification(mail.message_id),
        content_type=kind,
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    assert sent.status_code == 204
    mail.refresh_from_db()
    assert mail.state == "bounced"


@pytest.mark.parametrize("given", ["", "Bearer wrong", "Bearer ", f"Basic {TOKEN}", "Bearer é"])
def test_nobody_else_hands_in_anything(
    client: Client, mail: Mail, settings: Any, given: str
) -> None:
    settings.BOUNCE_TOKEN = TOKEN
    headers = {"Authorization": given} if given else {}
    sent = client.post(
        "/mail/bounce",
        notification(mail.message_id),
        content_type="message/rfc822",
        headers=headers,
    )
    assert sent.status_code == 403
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_without_a_token_there_is_no_such_address(client: Client) -> None:
    assert client.post("/mail/bounce", b"x", content_type="message/rfc822").status_code == 404
    assert client.get("/mail/bounce").status_code == 404
