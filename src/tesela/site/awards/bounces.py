"""Mails that came back: delivery status notifications (RFC 3464, RFC 6522).

A notification quotes the mail that it is about; the mail is known by its
Message-ID, a random one that only its recipient and the servers on the way
have seen. Nothing else of what it says is believed or kept but the code.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser

from django.db import transaction

from tesela.site.awards.models import Mail, MailState
from tesela.text.errors import TeselaError

MAXIMUM_BYTES = 262_144
_MOST_PARTS = 40
_PART = re.compile(rb"^content-type\s*:", re.IGNORECASE | re.MULTILINE)
_IDENTIFIER = re.compile(r"<[A-Za-z0-9.-]{1,80}@[A-Za-z0-9.\-\[\]:]{1,110}>")
_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_REPLY = re.compile(r"\s*smtp\s*;\s*([245]\d\d)\b", re.IGNORECASE)


def read(data: bytes) -> Mail | None:
    """Mark the mail that a notification says could not be delivered; None where it is none of ours.

    Raises TeselaError `awards.bounce.unreadable` for what is no notification.
    """
    notification = _parsed(data)
    blocks = [block for part in _status_parts(notification) for block in _blocks(part)]
    reports = [block for block in blocks if _value(block, "Action")]
    failed = [block for block in reports if _value(block, "Action").casefold() == "failed"]
    if not reports:
        raise TeselaError("awards.bounce.unreadable")
    if not failed:
        return None
    with transaction.atomic():
        mail = (
            Mail.objects.select_for_update()
            .filter(message_id__in=list(_quoted_identifiers(notification)))
            .exclude(state=MailState.CALLED_OFF)
            .first()
        )
        if mail is not None:
            mail.state, mail.answer = MailState.BOUNCED, _code(failed[0])
            mail.save(update_fields=["state", "answer"])
    return mail


def _parsed(data: bytes) -> Message:
    if len(data) > MAXIMUM_BYTES or len(_PART.findall(data)) > _MOST_PARTS:
        raise TeselaError("awards.bounce.unreadable")
    return message_from_bytes(data)


def _status_parts(notification: Message) -> Iterator[Message]:
    for part in notification.walk():
        if part.get_content_type() == "message/delivery-status":
            yield part


def _blocks(part: Message) -> list[Message]:
    """The groups of fields of a status part, one for the mail and one for each recipient."""
    inner = part.get_payload()
    return (
        [block for block in inner if isinstance(block, Message)] if isinstance(inner, list) else []
    )


def _quoted_identifiers(notification: Message) -> Iterator[str]:
    """Message-IDs of the mails that the notification quotes, as a whole or their headers."""
    for part in notification.walk():
        kind, inner = part.get_content_type(), part.get_payload()
        quoted: Message | None = None
        if kind == "message/rfc822" and isinstance(inner, list) and inner:
            quoted = inner[0] if isinstance(inner[0], Message) else None
        elif kind == "text/rfc822-headers" and isinstance(inner, str):
            quoted = HeaderParser().parsestr(inner)
        if quoted is not None and (found := _IDENTIFIER.search(_value(quoted, "Message-ID"))):
            yield found[0]


def _code(block: Message) -> str:
    """Such as `550 5.1.1`."""
    reply = _REPLY.match(_value(block, "Diagnostic-Code"))
    status = _STATUS.match(_value(block, "Status"))
    return " ".join(found[1] for found in (reply, status) if found)


def _value(block: Message, name: str) -> str:
    return str(block.get(name) or "").strip()
