"""A mail to a member of an organisation: what there is to know, what to do, and where."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage

from tesela.site.accounts.models import User
from tesela.text.catalogue import say

_log = logging.getLogger(__name__)


def notify(to: User, subject: str, *paragraphs: str, about: str) -> bool:
    """Whether the mail server took it. `about` names in the log what it was about, and nobody."""
    text = "\n\n".join((say("providers.invitation.hello", to.language), *paragraphs))
    try:
        EmailMessage(subject, text, to=[to.email]).send()
    except (OSError, SMTPException):
        _log.warning("a mail about %s was not taken", about)
        return False
    return True
