"""What a network knows of those who belong to it: how much they describe and award, in round numbers.

    1. everybody below, level by level: members, their centres, and so on
    2. published descriptions; awards that last, and those of twelve months, up to the end of
       the last month
    3. awards are told coarsely: a multiple of five that there are at least; none to four is
       "fewer than five"
    4. a sum adds up what is shown, so that nothing hidden comes out by subtraction

Nobody's learners, classes or awards are seen; what is told of an organisation
is so coarse and so late that a single award rarely shows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, Q

from tesela.site.awards.models import Award
from tesela.site.design.models import Edition
from tesela.site.networks.acting import below
from tesela.site.providers.models import Organisation

STEP = 5
_AT_ONCE = 500
"""Organisations that one question asks about."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one organisation describes and awards."""

    organisation: Organisation
    level: int
    """1 for a member of the network, 2 for a centre of a member."""
    described: int
    """Published descriptions; everybody can count them."""
    awarded: int
    """Awards that last: at least so many."""
    awarded_lately: int
    """Those of the last twelve months: at least so many."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Of all organisations together; awards at least."""

    organisations: int
    described: int
    awarded: int
    awarded_lately: int


def coarse(count: int) -> int:
    """`count` as it may be told: the multiple of `STEP` that it reaches."""
    return count - count % STEP


def figures_of(network: Organisation, now: datetime) -> list[Figures]:
    """Of everybody below `network`: the nearest level first, within it who awards most."""
    levels = {
        pk: level for level, ids in reversed([*enumerate(below(network.pk), 1)]) for pk in ids
    }
    until = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found = [one for some in _slices(sorted(levels)) for one in _counted(some, levels, until)]
    return sorted(found, key=lambda one: (one.level, -one.awarded, one.organisation.slug))


def summed(figures: Iterable[Figures]) -> Sum:
    """What is shown of them, added up."""
    listed = list(figures)
    return Sum(
        len(listed),
        sum(one.described for one in listed),
        sum(one.awarded for one in listed),
        sum(one.awarded_lately for one in listed),
    )


def _counted(ids: list[int], levels: dict[int, int], until: datetime) -> Iterator[Figures]:
    editions = Edition.objects.filter(description__organisation__in=ids).order_by()
    described = dict(
        editions.values_list("description__organisation").annotate(
            Count("description", distinct=True)
        )
    )
    lasting = Award.objects.filter(
        organisation__in=ids, issued_at__lt=until, withdrawn_at=None
    ).order_by()
    awarded = {
        pk: (count, lately)
        for pk, count, lately in lasting.values_list("organisation").annotate(
            total=Count("issued_at"),
            lately=Count("issued_at", filter=Q(issued_at__gte=until.replace(year=until.year - 1))),
        )
    }
    for one in Organisation.objects.filter(pk__in=ids):
        count, lately = awarded.get(one.pk, (0, 0))
        yield Figures(one, levels[one.pk], described.get(one.pk, 0), coarse(count), coarse(lately))


def _slices(ids: list[int]) -> Iterator[list[int]]:
    for begin in range(0, len(ids), _AT_ONCE):
        yield ids[begin : begin + _AT_ONCE]
