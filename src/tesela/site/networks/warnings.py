"""Mails to owners of both sides before a mandate ends: once for each of `shown.WARNED_DAYS`."""

from datetime import UTC, datetime, timedelta

from babel.dates import format_date
from django.urls import reverse

from tesela.process.mandates import State
from tesela.site.accounts.models import User
from tesela.site.addresses import absolute
from tesela.site.components.templatetags.words import locale_of_language
from tesela.site.networks.models import Given
from tesela.site.networks.shown import WARNED_DAYS
from tesela.site.providers.models import Organisation
from tesela.site.providers.notices import notify
from tesela.text.catalogue import say
from tesela.text.localized import LocalizedText

_AT_ONCE = 50


def warn_due(now: datetime) -> int:
    """Send what is due; how many mails the mail server took.

    What is due is noted before it is sent: nobody is written to twice, and the
    organisations' own pages say the same.
    """
    today = now.astimezone(UTC).date()
    listed = Given.objects.filter(
        state=State.IN_FORCE, ends__gte=today, ends__lt=today + timedelta(days=WARNED_DAYS[0])
    ).select_related("mandator", "mandatary")
    sent = 0
    for given in listed.order_by("ends", "pk")[:_AT_ONCE]:
        assert given.ends is not None
        due = min(mark for mark in WARNED_DAYS if (given.ends - today).days < mark)
        if given.warned_days is not None and given.warned_days <= due:
            continue
        noted = Given.objects.filter(pk=given.pk, warned_days=given.warned_days)
        if noted.update(warned_days=due):
            sent += sum(_warn(given, side) for side in (given.mandator, given.mandatary))
    return sent


def _warn(given: Given, side: Organisation) -> int:
    owners = side.memberships.filter(role="owner").select_related("user")
    return sum(_mail(given, side, owner.user) for owner in owners)


def _mail(given: Given, side: Organisation, owner: User) -> bool:
    language = owner.language
    mandator, mandatary = (
        LocalizedText(one.name).in_language(language) for one in (given.mandator, given.mandatary)
    )
    day = format_date(given.ends, "long", locale=locale_of_language(language))
    return notify(
        owner,
        say("networks.mail.subject", language, day=day),
        say("networks.mail.text", language, mandator=mandator, mandatary=mandatary, day=day),
        say("networks.mail.do", language),
        absolute(reverse("mandate", args=[side.slug, given.pk])),
        about=f"mandate {given.pk}",
    )
