"""Who acts, for which side, while nobody else changes anything: the beginning of every act here."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tesela.site.networks.models import Belonging, Link
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import may
from tesela.text.errors import TeselaError

MOST_LEVELS = 5
"""Of organisations above one another."""


@contextmanager
def acting(by: Membership, act: str, *others: int) -> Iterator[Organisation]:
    """The organisation of `by`, who may still do `act` there; it and `others` are locked.

    Always in one order, so that two acts never wait for each other. Raises
    TeselaError `providers.not_allowed`, `handover.nothing_new`.
    """
    with transaction.atomic():
        wanted = sorted({by.organisation_id, *others})
        locked = {
            one.pk: one
            for one in Organisation.objects.select_for_update(no_key=True)
            .filter(pk__in=wanted)
            .order_by("pk")
        }
        role = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
        if role is None or not may(role, act):
            raise TeselaError("providers.not_allowed")
        organisation = locked[by.organisation_id]
        if organisation.is_taken_over:
            raise TeselaError("handover.nothing_new")
        yield organisation


def belongs_to(user: int, organisation: Organisation) -> bool:
    """Whether somebody is a member of it, whatever their role."""
    return Membership.objects.filter(organisation=organisation, user=user).exists()


def above(organisation: int) -> list[set[int]]:
    """Every organisation that stands above this one, level by level, the nearest first."""
    return _reached(organisation, "below", "above")


def below(organisation: int) -> list[set[int]]:
    """Every organisation that stands below this one, level by level, the nearest first."""
    return _reached(organisation, "above", "below")


def _reached(organisation: int, via: str, to: str) -> list[set[int]]:
    found: list[set[int]] = []
    edge = {organisation}
    while edge and len(found) < MOST_LEVELS:
        joined = Link.objects.filter(**{f"{via}__in": edge}, state=Belonging.JOINED)
        edge = set(joined.values_list(to, flat=True))
        found += [edge] if edge else []
    return found
