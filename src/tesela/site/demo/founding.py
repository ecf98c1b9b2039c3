"""Invented people and organisations of the demonstration come into being."""

import os

from tesela.site.accounts.models import User
from tesela.site.demo.people import Provider
from tesela.site.providers import audit
from tesela.site.providers.keys import new_key
from tesela.site.providers.models import Membership, Organisation


def person(name: str, email: str) -> User:
    """Who has this address, under this name."""
    user = User.objects.of_address(email)
    user.name = name
    user.save(update_fields=["name"])
    return user


def founded(provider: Provider) -> tuple[Organisation, User, User]:
    """The organisation with a key, its owner, and who issues for it."""
    owner, issuer = person(*provider.owner), person(*provider.issuer)
    organisation = Organisation.objects.create(
        slug=provider.slug,
        name=provider.name,
        legal_name=provider.legal_name,
        country=provider.country,
        place=provider.place,
        website=f"https://{provider.slug}.example/",
        email=f"learning@{provider.slug}.example",
        languages=list(provider.name),
        four_eyes=provider.four_eyes,
        vouched=True,
        status_secret=os.urandom(32),
        status_name=os.urandom(4).hex(),
    )
    audit.record(organisation, owner.pk, "organisation.made")
    for user, role in ((owner, "owner"), (issuer, "issuer")):
        Membership.objects.create(organisation=organisation, user=user, role=role)
    new_key(organisation, owner.pk)
    return organisation, owner, issuer
