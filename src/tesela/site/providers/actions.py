"""What people do with an organisation: each a transaction, its permission and its log entry."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction

from tesela.site.accounts.models import User
from tesela.site.providers import audit, keys, seals
from tesela.site.providers.models import Key, KeyUse, Membership, Organisation, Seal
from tesela.site.providers.naming import free_slug
from tesela.site.providers.roles import may
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch

MOST_ORGANISATIONS = 20
"""Of one person."""
MOST_MEMBERS = 200
"""Of one organisation."""
ABOUT = (
    "name",
    "legal_name",
    "country",
    "place",
    "website",
    "email",
    "identifiers",
    "languages",
)
"""Members of an organisation that its owners may change as they like."""


def make_organisation(maker: int, about: Mapping[str, Any]) -> Organisation:
    """A new organisation with a key and an identity; `maker`, a user's number, owns it.

    `about` holds members of `ABOUT`. Raises TeselaError `providers.too_many`.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=maker)
        if Membership.objects.filter(user_id=maker).count() >= MOST_ORGANISATIONS:
            raise TeselaError("providers.too_many", limit=MOST_ORGANISATIONS)
        made = Organisation.objects.create(
            slug=free_slug(about["name"][about["languages"][0]]),
            status_secret=os.urandom(32),
            status_name=os.urandom(4).hex(),
            status_bits=settings.STATUS_BITS,
            **{name: value for name, value in about.items() if name in ABOUT},
        )
        Membership.objects.create(organisation=made, user_id=maker, role="owner")
        audit.record(made, maker, "organisation.made")
        keys.new_key(made, maker)
    return made


def change_about(by: Membership, about: Mapping[str, Any]) -> None:
    """Say something else about the organisation; the log has which members, not what."""
    with _managed(by) as organisation:
        changed = [
            name for name in ABOUT if name in about and getattr(organisation, name) != about[name]
        ]
        for name in changed:
            setattr(organisation, name, about[name])
        if changed:
            organisation.save(update_fields=changed)
            audit.record(organisation, by.user_id, "organisation.changed", members=changed)


def add_member(by: Membership, email: str, role: str) -> Membership:
    """Somebody with this address belongs to the organisation from now on.

    Raises TeselaError `providers.member_twice`, `providers.too_many_members`.
    """
    with _managed(by) as organisation:
        if organisation.memberships.count() >= MOST_MEMBERS:
            raise TeselaError("providers.too_many_members", limit=MOST_MEMBERS)
        user = User.objects.of_address(email)
        if organisation.memberships.filter(user=user).exists():
            raise TeselaError("providers.member_twice")
        made = Membership.objects.create(organisation=organisation, user=user, role=role)
        audit.record(organisation, by.user_id, "member.added", user=user.pk, role=role)
    return made


def change_role(by: Membership, member: Membership, role: str) -> None:
    """Raises TeselaError `providers.last_owner`."""
    with _managed(by) as organisation:
        found = organisation.memberships.get(pk=member.pk)
        if role != "owner":
            _another_owner(organisation, found)
        found.role = role
        found.save(update_fields=["role"])
        audit.record(organisation, by.user_id, "member.changed", user=found.user_id, role=role)


def remove_member(by: Membership, member: Membership) -> None:
    """Raises TeselaError `providers.last_owner`."""
    with _managed(by) as organisation:
        found = organisation.memberships.get(pk=member.pk)
        _another_owner(organisation, found)
        audit.record(organisation, by.user_id, "member.removed", user=found.user_id)
        found.delete()


def set_four_eyes(by: Membership, wanted: bool) -> None:
    """Whether a second person must approve before anything is issued.

    Raises TeselaError `providers.too_few_eyes`: nobody else could approve.
    """
    with _managed(by) as organisation:
        if wanted and organisation.memberships.filter(role__in=("owner", "issuer")).count() < 2:
            raise TeselaError("providers.too_few_eyes")
        if organisation.four_eyes != wanted:
            organisation.four_eyes = wanted
            organisation.save(update_fields=["four_eyes"])
            audit.record(organisation, by.user_id, f"four_eyes.{'on' if wanted else 'off'}")


def change_key(by: Membership) -> Key:
    """A new key signs from now on. Raises what `keys.new_key` does."""
    with _managed(by) as organisation:
        return keys.new_key(organisation, by.user_id)


def prepare_domain(by: Membership, domain: str) -> Key:
    """A key that waits for `domain` to show it. Raises what `keys.prepare_key` does."""
    with _managed(by) as organisation:
        return keys.prepare_key(organisation, by.user_id, domain)


def take_domain(by: Membership, fetch: Fetch) -> None:
    """The waiting key signs from now on. Raises what `keys.take_up` does, `providers.no_key`."""
    waiting = by.organisation.keys.filter(waiting=True, use=KeyUse.AWARDS).first()
    if waiting is None:
        raise TeselaError("providers.no_key")
    _see_that_it_manages(by)
    # Nothing is locked while another server takes its time.
    keys.take_up(by.organisation, by.user_id, waiting, fetch)


def take_seal(by: Membership, file: bytes, passphrase: str) -> Seal:
    """The certificate in this PKCS#12 file seals from now on. Raises what `seals.take` does."""
    with _managed(by) as organisation:
        return seals.take(organisation, by.user_id, file, passphrase)


def use_operators_seal(by: Membership) -> Seal:
    """The key that the operator looks after seals. Raises what `seals.use_operators` does."""
    _see_that_it_manages(by)
    # Nothing is locked while a device or a service takes its time.
    return seals.use_operators(by.organisation, by.user_id)


def retire_seal(by: Membership) -> None:
    """Nothing is sealed from now on. Raises what `seals.retire` does."""
    with _managed(by) as organisation:
        seals.retire(organisation, by.user_id)


@contextmanager
def _managed(by: Membership) -> Iterator[Organisation]:
    """The organisation as it is now, locked, for somebody who still manages it."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update(no_key=True).get(
            pk=by.organisation_id
        )
        _see_that_it_manages(by)
        yield organisation


def _see_that_it_manages(by: Membership) -> None:
    """Asked anew: the role may have changed since the page was opened."""
    role = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
    if role is None or not may(role, "manage"):
        raise TeselaError("providers.not_allowed")


def _another_owner(organisation: Organisation, member: Membership) -> None:
    others = organisation.memberships.filter(role="owner").exclude(pk=member.pk)
    if member.role == "owner" and not others.exists():
        raise TeselaError("providers.last_owner")
