"""What pages and answers say of the competence of staff: figures, and names of those who want it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast

from django.db.models import Q

from tesela.model.competence import ROLES, Competence, Role
from tesela.site.providers.models import Organisation
from tesela.site.staff.models import Held, Staff
from tesela.text.localized import LocalizedText


@dataclass(frozen=True)
class Shown:
    """A competence, with the names of those who want to be named."""

    competence: Competence
    names: tuple[str, ...]


def shown(organisation: Organisation) -> list[Shown]:
    """What is public today: nothing of a role that the organisation has not counted.

    A credential that has ended does not count any more.
    """
    people = dict(
        Staff.objects.filter(organisation=organisation, people__gt=0).values_list("role", "people")
    )
    if not people:
        return []
    today = datetime.now(UTC).date()
    listed = (
        Held.objects.filter(member__organisation=organisation, role__in=people)
        .filter(Q(ends_on=None) | Q(ends_on__gte=today))
        .select_related("member__user")
        .order_by("role", "verified_at", "pk")
    )
    groups: dict[tuple[str, tuple[tuple[str, str], ...], str], list[Held]] = {}
    for one in listed:
        key = (one.role, tuple(sorted(one.title.items())), one.issuer)
        groups.setdefault(key, []).append(one)
    found = [_shown(held, people[key[0]]) for key, held in groups.items()]
    return sorted(found, key=lambda one: ROLES.index(one.competence.role))


def competences(organisation: Organisation) -> tuple[Competence, ...]:
    """The figures alone."""
    return tuple(one.competence for one in shown(organisation))


def _shown(held: list[Held], people: int) -> Shown:
    holders = len({one.member_id for one in held})
    competence = Competence(
        role=cast("Role", held[0].role),
        title=LocalizedText(held[0].title),
        issuer=held[0].issuer,
        holders=holders,
        people=max(people, holders),
        verified_on=_last_day(held),
    )
    names = {one.member.user.name for one in held if one.name_shown and one.member.user.name}
    return Shown(competence, tuple(sorted(names)))


def _last_day(held: Iterable[Held]) -> date:
    return max(one.verified_at for one in held).astimezone(UTC).date()
