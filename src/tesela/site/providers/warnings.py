"""Mails to owners before a seal certificate ends: once for each of `seals.WARNED_DAYS`."""

from datetime import UTC, datetime, timedelta

from babel.dates import format_date
from django.urls import reverse

from tesela.site.accounts.models import User
from tesela.site.addresses import absolute
from tesela.site.components.templatetags.words import locale_of_language
from tesela.site.providers import seals
from tesela.site.providers.models import Seal
from tesela.site.providers.notices import notify
from tesela.text.catalogue import say
from tesela.text.localized import LocalizedText

_AT_ONCE = 50


def warn_due(now: datetime) -> int:
    """Send what is due; how many mails the mail server took.

    What is due is noted before it is sent: nobody is written to twice, and the
    organisation's home says the same until there is another certificate.
    """
    first = now + timedelta(days=seals.WARNED_DAYS[0])
    listed = Seal.objects.filter(retired_at=None, ends__gt=now, ends__lte=first)
    sent = 0
    for seal in listed.select_related("organisation").order_by("ends")[:_AT_ONCE]:
        days = seals.days_left(seal, now)
        due = min(mark for mark in seals.WARNED_DAYS if days < mark)
        if seal.warned_days is not None and seal.warned_days <= due:
            continue
        noted = Seal.objects.filter(pk=seal.pk, warned_days=seal.warned_days)
        if noted.update(warned_days=due):
            owners = seal.organisation.memberships.filter(role="owner").select_related("user")
            sent += sum(_warn(seal, owner.user, days) for owner in owners)
    return sent


def _warn(seal: Seal, owner: User, days: int) -> bool:
    organisation, language = seal.organisation, owner.language
    names = LocalizedText(organisation.name)
    name = names[names.language_for(language)]
    day = format_date(seal.ends.astimezone(UTC).date(), "long", locale=locale_of_language(language))
    return notify(
        owner,
        say("providers.seal.mail.subject", language, max(days, 1), organisation=name),
        say("providers.seal.mail.text", language, organisation=name, day=day),
        say("providers.seal.mail.do", language),
        absolute(reverse("organisation-seal", args=[organisation.slug])),
        about=f"the seal of organisation {organisation.pk}",
    )
