"""The mail to somebody who was made a member: complete as text, with where to sign in."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.urls import reverse

from tesela.site.addresses import absolute
from tesela.site.providers.models import Membership
from tesela.text.catalogue import say
from tesela.text.localized import LocalizedText

_log = logging.getLogger("tesela.site.providers")


def invite(member: Membership) -> bool:
    """Send the mail, in the member's language; False when the mail server did not take it."""
    user, organisation = member.user, member.organisation
    names = LocalizedText(organisation.name)
    name = names[names.language_for(user.language)]
    role = say(f"providers.role.{member.role}", user.language)
    text = "\n\n".join(
        (
            say("providers.invitation.hello", user.language),
            say("providers.invitation.member", user.language, organisation=name, role=role),
            say("providers.invitation.begin", user.language, email=user.email),
            absolute(reverse("organisation", args=[organisation.slug])),
            say("providers.invitation.unknown", user.language),
        )
    )
    mail = EmailMessage(
        say("providers.invitation.subject", user.language, organisation=name), text, to=[user.email]
    )
    if organisation.email:
        mail.reply_to = [organisation.email]
    try:
        mail.send()
    except (OSError, SMTPException):
        _log.warning("the mail to a new member of organisation %s was not taken", organisation.pk)
        return False
    return True
