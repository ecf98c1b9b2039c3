"""Django's e-mail backend of the demonstration: mails stay in the database."""

from collections.abc import Sequence
from email.utils import make_msgid

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from tesela.site.demo.models import DemoMail


class Mailbox(BaseEmailBackend):
    """Keeps each mail once, by its Message-ID."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            alternatives = mail.alternatives if isinstance(mail, EmailMultiAlternatives) else []
            html = next((str(part[0]) for part in alternatives if part[1] == "text/html"), "")
            for to in mail.to:
                DemoMail.objects.get_or_create(
                    message_id=mail.extra_headers.get("Message-ID") or make_msgid(),
                    defaults={
                        "to": to,
                        "subject": str(mail.subject),
                        "text": str(mail.body),
                        "html": html,
                    },
                )
        return len(email_messages)
