"""What an organisation's home counts: awards by month, what waits for somebody, what comes next.

Everything is counted by the database in a bounded number of questions, each
answered from an index, so that the page is as fast with 100,000 awards as
with ten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from tesela.site.awards.models import Award, Mail, MailState
from tesela.site.classes.models import Batch, BatchState, RowState
from tesela.site.design.models import Edition
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import may

MONTHS = 12
_RECENT = 5
_EDITIONS = 200
"""Editions whose quality assurance is looked at, the newest first."""


@dataclass(frozen=True, slots=True)
class Month:
    """What became of the awards of one month."""

    begins: date
    opened: int = 0
    unopened: int = 0
    withdrawn: int = 0

    @property
    def total(self) -> int:
        """All awards of the month."""
        return self.opened + self.unopened + self.withdrawn


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that somebody should look at, and where."""

    code: str
    count: int
    address: str


def awards_by_month(organisation: Organisation, now: datetime) -> list[Month]:
    """The last twelve months with this one, the oldest first; corrected awards count once."""
    begins = _month_begins(now)
    whens = [
        When(issued_at__lt=_midnight(after), then=Value(number))
        for number, after in enumerate([*begins[1:], date.max][:MONTHS])
        if after != date.max
    ]
    counted = (
        Award.objects.filter(organisation=organisation, issued_at__gte=_midnight(begins[0]))
        .order_by()
        .values(
            month=Case(*whens, default=Value(MONTHS - 1), output_field=IntegerField()),
        )
        .annotate(
            opened=Count("issued_at", filter=_LASTING & Q(opened_at__isnull=False)),
            unopened=Count("issued_at", filter=_LASTING & Q(opened_at=None)),
            withdrawn=Count("issued_at", filter=Q(withdrawn_at__isnull=False, current=True)),
        )
    )
    found = {row["month"]: row for row in counted}
    return [
        Month(day, row["opened"], row["unopened"], row["withdrawn"])
        if (row := found.get(number))
        else Month(day)
        for number, day in enumerate(begins)
    ]


def matters(membership: Membership, now: datetime) -> list[Matter]:
    """Problems to solve, those that stop everything first."""
    organisation = membership.organisation
    slug = organisation.slug
    classes = reverse("classes", args=[slug])
    listed = [
        Matter("no_key", _without_key(organisation), reverse("organisation-keys", args=[slug])),
        Matter("refused", _with_refused_rows(organisation).count(), classes),
        Matter("approving", _of_state(organisation, BatchState.APPROVING).count(), classes),
        Matter("mails", _mails_that_failed(organisation), reverse("awards", args=[slug])),
        Matter("lapsed", _lapsed(organisation, now.date()), reverse("descriptions", args=[slug])),
    ]
    return [one for one in listed if one.count]


def next_steps(membership: Membership) -> list[tuple[str, bool, str]]:
    """What to do first: code, whether it is done, where; empty once all is done."""
    organisation, slug = membership.organisation, membership.organisation.slug
    described = Edition.objects.filter(description__organisation=organisation).exists()
    steps = [
        ("describe", described, reverse("descriptions", args=[slug]), "describe"),
        ("issue", organisation.batches.filter(state=BatchState.FINISHED).exists()
         or Award.objects.filter(organisation=organisation).exists(),
         reverse("classes", args=[slug]), "issue"),
        ("own", bool(organisation.website and organisation.legal_name),
         reverse("organisation-settings", args=[slug]), "manage"),
    ]  # fmt: skip
    own = [step[:3] for step in steps if may(membership.role, step[3])]
    return [] if all(done for _, done, _ in own) else own


def recent_classes(organisation: Organisation) -> Sequence[Batch]:
    """The classes that were begun last, with `rows_issued`."""
    return list(
        organisation.batches.exclude(state=BatchState.DISCARDED)
        .select_related("edition")
        .annotate(rows_issued=Count("rows", filter=Q(rows__state=RowState.ISSUED)))
        .order_by("-made_at")[:_RECENT]
    )


_LASTING = Q(withdrawn_at=None)


def _month_begins(now: datetime) -> list[date]:
    begins = [now.date().replace(day=1)]
    while len(begins) < MONTHS:
        begins.append((begins[-1] - timedelta(days=1)).replace(day=1))
    return begins[::-1]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _of_state(organisation: Organisation, state: str) -> "QuerySet[Batch]":
    return organisation.batches.filter(state=state)


def _with_refused_rows(organisation: Organisation) -> "QuerySet[Batch, Any]":
    mending = _of_state(organisation, BatchState.MENDING)
    return mending.filter(Q(rows__state=RowState.REFUSED) | Q(problem__isnull=False)).distinct()


def _without_key(organisation: Organisation) -> int:
    return int(not organisation.keys.filter(retired_at=None, waiting=False).exists())


def _mails_that_failed(organisation: Organisation) -> int:
    """Of learners who have not opened the award by another way."""
    return Mail.objects.filter(
        state__in=(MailState.FAILED, MailState.BOUNCED),
        organisation=organisation,
        award__opened_at=None,
        award__withdrawn_at=None,
    ).count()


def _lapsed(organisation: Organisation, today: date) -> int:
    """Latest editions that name quality assurance which has ended."""
    latest: dict[int, Edition] = {}
    listed = Edition.objects.filter(description__organisation=organisation)
    for edition in listed.order_by("-published_at", "-pk")[:_EDITIONS]:
        latest.setdefault(edition.description_id, edition)
    return sum(
        any(
            one.valid_until and one.valid_until < today
            for one in edition.achievement.quality_assurance
        )
        for edition in latest.values()
    )
