"""The mails of signing in. Their text is complete by itself."""

from email.utils import formataddr, parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from tesela.text.catalogue import say
from tesela.text.errors import TeselaError


def send_code(to: str, code: str, minutes: int, language: str) -> None:
    """Send a code, in groups that can be read out. Raises TeselaError `accounts.not_sent`."""
    half = len(code) // 2
    context = {"code": f"{code[:half]} {code[half:]}", "minutes": minutes}
    _send(to, "code", language, context)


def send_passkey_added(to: str, name: str, language: str) -> None:
    """Tell that somebody added a passkey. Raises TeselaError `accounts.not_sent`."""
    _send(to, "passkey", language, {"name": name, "address": f"{settings.ADDRESS}/account"})


def sender(language: str) -> str:
    """Name and address that mails of this service come from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or say("site.name", language), address))


def _send(to: str, kind: str, language: str, context: dict[str, object]) -> None:
    mail = EmailMessage(
        subject=say(f"accounts.mail.{kind}", language),
        body=render_to_string(
            f"accounts/mail_{kind}.txt", {**context, "language": language}
        ).strip(),
        from_email=sender(language),
        to=[to],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
    )
    try:
        mail.send()
    except (SMTPException, OSError, UnicodeError) as error:
        raise TeselaError("accounts.not_sent") from error
