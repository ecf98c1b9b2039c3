"""What tests of networks start from: a network, its member and a centre, each with a login and a key."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client

from tesela.model.mandate import Act
from tesela.site.networks import actions, mandating
from tesela.site.networks.models import Given, Link
from tesela.site.providers.models import Membership, Organisation
from tests.site.people import member, organisation, signed_in


@dataclass(frozen=True)
class Party:
    """An organisation with an owner who is signed in."""

    by: Membership
    client: Client

    @property
    def of(self) -> Organisation:
        return self.by.organisation


def party(slug: str, name: str) -> Party:
    """An organisation of this name, with a key and a login of its own."""
    of = organisation(slug)
    of.name = {"en": name}
    of.save()
    user = member(of, email=f"{slug}@example.org")
    return Party(Membership.objects.get(organisation=of, user=user), signed_in(user))


def joined(above: Party, below: Party) -> Link:
    """`below` belongs to `above`."""
    link = actions.invite(above.by, below.of, "Please join us.")
    actions.join(below.by, link)
    return link


def mandate(giver: Party, taker: Party, **wanted: object) -> Given:
    """A mandate that both agreed to; to award and issue from today on, unless said otherwise."""
    usual = {"acts": frozenset({Act.AWARD, Act.ISSUE}), "begins": datetime.now(UTC).date()}
    given = mandating.offer(giver.by, taker.of, mandating.Wanted(**{**usual, **wanted}))  # type: ignore[arg-type]
    mandating.accept(taker.by, given)
    return Given.objects.select_related("mandator", "mandatary").get(pk=given.pk)
