"""What an organisation's home counts: awards by month, what waits for somebody, what comes next.

Everything is counted by the database in a bounded number of questions, each
answered from an index, so that the page is as fast with 100,000 awards as
with ten.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.urls import reverse

from tesela.site.awards.models import Award, Mail, MailState
from tesela.site.classes.models import Batch, BatchState, Row, RowState
from tesela.site.design.models import Edition
from tesela.site.networks.models import Given
from tesela.site.providers import keys, seals
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import may

MONTHS = 12
_RECENT = 5
_FEW = 5_000
"""So many awards are counted whenever somebody looks."""
_REMEMBERED_SECONDS = 60
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
    """The last twelve months with this one, the oldest first; corrected awards count once.

    Of many awards they are counted once a minute, or when there are new ones.
    """
    begins = _month_begins(now)
    # Every award takes a place, so this number tells whether there are new ones.
    asked = f"figures:{organisation.pk}:{organisation.next_counter}:{begins[-1]}"
    known: list[Month] | None = cache.get(asked)
    if known is None:
        first, *others = [
            _counted(organisation, number, begin, after)
            for number, (begin, after) in enumerate(zip(begins, [*begins[1:], None], strict=True))
        ]
        known = [Month(day) for day in begins]
        for number, lasting, opened, withdrawn in first.union(*others, all=True):
            known[number] = Month(begins[number], opened, lasting - opened, withdrawn)
        if organisation.next_counter > _FEW:
            cache.set(asked, known, _REMEMBERED_SECONDS)
    return known


def _counted(
    organisation: Organisation, number: int, begin: date, after: date | None
) -> "QuerySet[Award, Any]":
    """Number of the month, lasting, opened and withdrawn; read from an index, without sorting."""
    awards = Award.objects.filter(organisation=organisation, issued_at__gte=_midnight(begin))
    if after:
        awards = awards.filter(issued_at__lt=_midnight(after))
    lasting = Q(withdrawn_at=None)
    return (
        awards.order_by()
        .values(month=Value(number))
        .annotate(
            lasting=Count("issued_at", filter=lasting),
            opened=Count("opened_at", filter=lasting),
            withdrawn=Count("withdrawn_at", filter=Q(current=True)),
        )
        .values_list("month", "lasting", "opened", "withdrawn")
    )


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
        Matter(
            "endorsements",
            organisation.endorsements_asked.filter(state="asked").count(),
            reverse("endorsements", args=[slug]),
        ),
        *_networks(organisation, now.date()),
        Matter("quality", _cases_waiting(organisation), reverse("quality", args=[slug])),
        *_seal(organisation, now),
        Matter("lapsed", _lapsed(organisation, now.date()), reverse("descriptions", args=[slug])),
    ]
    return [one for one in listed if one.count]


def _networks(organisation: Organisation, today: date) -> tuple[Matter, Matter]:
    """What waits for an answer in its networks, and mandates on either side that end within a month."""
    own = Q(mandatary=organisation)
    soon = Q(state="in_force", ends__gte=today, ends__lte=today + timedelta(days=30))
    mandates = Given.objects.filter(own | Q(mandator=organisation)).aggregate(
        offered=Count("pk", filter=own & Q(state="offered")), ending=Count("pk", filter=soon)
    )
    waiting = organisation.links_above.filter(state="invited").count() + mandates["offered"]
    address = reverse("networks", args=[organisation.slug])
    return (
        Matter("networks", waiting, address),
        Matter("mandates", mandates["ending"], address),
    )


def _cases_waiting(organisation: Organisation) -> int:
    """Cases of quality assurance in which it is this organisation's turn."""
    provider = organisation.quality_cases.filter(
        Q(stage__in=("documents", "self-evaluation", "questioned"))
        | Q(stage="review", feedback__isnull=True)
    )
    return (
        provider.count()
        + organisation.cases_to_assure.filter(stage__in=("applied", "review")).count()
    )


def next_steps(membership: Membership) -> list[tuple[str, bool, str]]:
    """What to do first: code, whether it is done, where; empty once all is done."""
    organisation, slug = membership.organisation, membership.organisation.slug
    described = Edition.objects.filter(description__organisation=organisation).exists()
    steps = [
        ("describe", described, reverse("descriptions", args=[slug]), "describe"),
        ("quality", _shows_quality(organisation), reverse("quality", args=[slug]), "describe"),
        ("issue", organisation.batches.filter(state=BatchState.FINISHED).exists()
         or Award.objects.filter(organisation=organisation).exists(),
         reverse("classes", args=[slug]), "issue"),
        ("own", bool(organisation.website and organisation.legal_name),
         reverse("organisation-settings", args=[slug]), "manage"),
    ]  # fmt: skip
    own = [step[:3] for step in steps if may(membership.role, step[3])]
    return [] if all(done for _, done, _ in own) else own


def _shows_quality(organisation: Organisation) -> bool:
    """Whether it has stated something about its quality, or is being reviewed."""
    return organisation.quality_statements.exists() or organisation.quality_cases.exists()


def recent_classes(organisation: Organisation) -> Sequence[Batch]:
    """The classes that were begun last, with `rows_issued`."""
    found = list(
        organisation.batches.exclude(state=BatchState.DISCARDED)
        .select_related("edition")
        .order_by("-made_at")[:_RECENT]
    )
    issued = Row.objects.filter(batch__in=found, state=RowState.ISSUED)
    counted = dict(issued.order_by().values_list("batch").annotate(Count("pk")))
    for batch in found:
        batch.rows_issued = counted.get(batch.pk, 0)  # type: ignore[attr-defined]
    return found


def _month_begins(now: datetime) -> list[date]:
    begins = [now.date().replace(day=1)]
    while len(begins) < MONTHS:
        begins.append((begins[-1] - timedelta(days=1)).replace(day=1))
    return begins[::-1]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _of_state(organisation: Organisation, state: str) -> "QuerySet[Batch]":
    return organisation.batches.filter(state=state)


def _with_refused_rows(organisation: Organisation) -> "QuerySet[Batch]":
    refused = Row.objects.filter(batch=OuterRef("pk"), state=RowState.REFUSED)
    mending = _of_state(organisation, BatchState.MENDING)
    return mending.filter(Exists(refused) | Q(problem__isnull=False))


def _without_key(organisation: Organisation) -> int:
    return int(not keys.has_signer(organisation))


def _seal(organisation: Organisation, now: datetime) -> Iterator[Matter]:
    """A seal certificate that ends soon, with its days, or has ended."""
    seal = seals.present(organisation)
    if seal is None:
        return
    days, page = seals.days_left(seal, now), reverse("organisation-seal", args=[organisation.slug])
    if seal.ends <= now:
        yield Matter("seal_over", 1, page)
    elif days < seals.WARNED_DAYS[0]:
        yield Matter("seal_ends", max(days, 1), page)


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
