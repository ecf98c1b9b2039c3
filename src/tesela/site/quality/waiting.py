"""Mails to those whose turn it is in a case of quality assurance, when it has waited.

Once after three days and once after two weeks in one stage; a step begins the
count anew. The mail names the scheme and the two organisations and leads to
the case; nothing of what was handed in stands in it. That it was due is noted
before it is sent, so nobody is written to twice.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.urls import reverse

from tesela.process.quality import waits_for
from tesela.process.quality_case import OPEN, Side
from tesela.site.accounts.models import User
from tesela.site.addresses import absolute
from tesela.site.providers.models import Organisation
from tesela.site.providers.notices import notify
from tesela.site.providers.roles import MAY
from tesela.site.quality.actions import PERMISSION
from tesela.site.quality.models import Case
from tesela.text.catalogue import say
from tesela.text.localized import LocalizedText

AFTER_DAYS = (3, 14)
"""After so many days of waiting a mail is due."""
_AT_ONCE = 50
_MOST_MEMBERS = 20
"""Of one organisation, who get one."""


def remind_due(now: datetime) -> int:
    """Send what is due; how many mails the mail server took."""
    sent = 0
    for case in _due(now)[:_AT_ONCE]:
        mark = max(days for days in AFTER_DAYS if case.last <= now - timedelta(days=days))
        noted = Case.objects.filter(pk=case.pk, last=case.last, reminded_days=case.reminded_days)
        if noted.update(reminded_days=mark):
            sent += sum(_write(case, of, user) for of, user in _whose_turn(case))
    return sent


def _due(now: datetime) -> list[Case]:
    """Open cases that have waited past a day for which nobody was written to, oldest first."""
    past = Q()
    for days in AFTER_DAYS:
        past |= Q(last__lte=now - timedelta(days=days), reminded_days__lt=days)
    return list(
        Case.objects.filter(past, stage__in=[stage.value for stage in OPEN])
        .select_related("provider", "assurer", "offer")
        .order_by(F("last"), "pk")[:_AT_ONCE]
    )


def _whose_turn(case: Case) -> Iterator[tuple[Organisation, User]]:
    """Members who may take the next step, with the organisation they take it for."""
    for side in sorted(waits_for(case.state)):
        of = case.provider if side is Side.PROVIDER else case.assurer
        may_act = of.memberships.filter(role__in=MAY[PERMISSION[side]]).select_related("user")
        for member in may_act.order_by("pk")[:_MOST_MEMBERS]:
            yield of, member.user


def _write(case: Case, of: Organisation, to: User) -> bool:
    language = to.language
    scheme = _in_words(case.offer.scheme.title, language)
    other = case.assurer if of == case.provider else case.provider
    return notify(
        to,
        say("quality.mail.subject", language, scheme=scheme),
        say(
            "quality.mail.text",
            language,
            scheme=scheme,
            organisation=_name(of, language),
            other=_name(other, language),
        ),
        say("quality.mail.do", language),
        absolute(reverse("quality-case", args=[of.slug, case.pk])),
        about=f"case {case.pk}",
    )


def _name(of: Organisation, language: str) -> str:
    return _in_words(LocalizedText(of.name), language)


def _in_words(text: LocalizedText, language: str) -> str:
    return text[text.language_for(language)]
