"""What tests of the service start from: an organisation with a key, an edition, awards, a member."""

import os
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from django.test import Client

from tesela.issuing.batch import RowRules, wanted_award
from tesela.issuing.roster import RosterRow
from tesela.site.accounts.models import User
from tesela.site.awards.making import make
from tesela.site.awards.models import Award
from tesela.site.awards.register import DatabaseRegister
from tesela.site.design.models import Description, Edition
from tesela.site.design.publishing import publish
from tesela.site.providers.keys import new_key
from tesela.site.providers.models import Membership, Organisation

EXAMPLES = Path(__file__).parents[2] / "examples" / "achievements"
TODAY = date(2026, 5, 4)


def organisation(slug: str = "harbour-house", **more: object) -> Organisation:
    """An organisation with a key."""
    made = Organisation.objects.create(
        slug=slug,
        name={"en": "Harbour House Care Learning", "el": "Κέντρο Φροντίδας «Λιμάνι»"},
        country="IE",
        place="Galway",
        languages=["en", "el"],
        status_secret=os.urandom(32),
        status_name=os.urandom(4).hex(),
        **more,
    )
    new_key(made, None)
    return made


def member(of: Organisation, role: str = "owner", email: str = "mary@example.org") -> User:
    """A person with a role."""
    user = User.objects.of_address(email)
    Membership.objects.create(organisation=of, user=user, role=role)
    return user


def signed_in(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def described(
    of: Organisation, example: str = "digital-basics", slug: str = "basics"
) -> Description:
    """A draft made from one of the shipped examples."""
    content = yaml.safe_load((EXAMPLES / f"{example}.yaml").read_text("utf-8"))
    for name in ("id", "version", "issuer", "awarding_bodies", "page"):
        content.pop(name, None)
    content = yaml.safe_load(yaml.safe_dump(content, allow_unicode=True))
    return Description.objects.create(
        organisation=of, slug=slug, content=_plain(content), languages=list(content["title"])
    )


def published(of: Organisation, example: str = "digital-basics", slug: str = "basics") -> Edition:
    """A published edition of one of the shipped examples."""
    return publish(described(of, example, slug), None)


def awarded(edition: Edition, rows: Sequence[RosterRow] | None = None) -> list[Award]:
    """Awards with their credentials, as a class of two unless others are named."""
    rows = rows or [
        RosterRow(2, "Eleni", "Papadopoulou", email="eleni@example.org", language="el"),
        RosterRow(3, "Seán", "Murphy", email="sean@example.org", language="en"),
    ]
    of = edition.description.organisation
    register = DatabaseRegister(of, edition, uuid.uuid4())
    register.reached = {row.number: (row.email or "", row.contact or "") for row in rows}
    rules = RowRules("en", TODAY)
    wanted = [wanted_award(edition.achievement, row, rules) for row in rows]
    recorded = register.record(wanted, datetime.now(UTC))
    ids = [one.award.id.removeprefix("urn:uuid:") for one in recorded if one]
    made = list(
        Award.objects.filter(pk__in=ids)
        .select_related("organisation", "edition", "learner")
        .order_by("counter")
    )
    make(made)
    return made


def _plain(value: object) -> object:
    """Without what JSON lacks: YAML reads days as dates."""
    if isinstance(value, dict):
        return {name: _plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_plain(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value
