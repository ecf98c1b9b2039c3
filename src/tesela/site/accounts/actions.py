"""What a person does with the own account."""

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction

from tesela.site.accounts.models import User
from tesela.site.providers import audit
from tesela.site.providers.models import Membership, Organisation
from tesela.text.errors import TeselaError


def save(user: User, name: str, language: str) -> None:
    """How the person is greeted, and the language of pages and mails."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])


def end_all_sessions(user: User) -> None:
    """Sign the person out everywhere: a session lasts as long as what stands for a password."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


def owned_alone(user: User) -> list[Organisation]:
    """Organisations that would be left without an owner."""
    found = Organisation.objects.filter(memberships__user=user, memberships__role="owner")
    return [
        organisation
        for organisation in found.order_by("slug")
        if not organisation.memberships.filter(role="owner", user__is_active=True)
        .exclude(user=user)
        .exists()
    ]


def delete(user: User) -> None:
    """Delete the account and all that hangs on it; registers of providers stay as they are.

    Raises TeselaError `accounts.delete.owner` for the last owner of an organisation.
    """
    sessions = _sessions_of(user)  # found before anything is locked: all sessions are read
    with transaction.atomic():
        _delete(user)
        Session.objects.filter(pk__in=sessions).delete()


def _delete(user: User) -> None:
    memberships = Membership.objects.filter(user=user).select_related("organisation")
    of = [membership.organisation for membership in memberships.order_by("organisation_id")]
    # Whoever else leaves an owner's seat at this moment waits for us, or we for them.
    list(Organisation.objects.select_for_update().filter(pk__in=[one.pk for one in of]))
    if owned_alone(user):
        raise TeselaError("accounts.delete.owner")
    for organisation in of:
        audit.record(organisation, user.pk, "member.removed", user=user.pk)
    EmailAddress.objects.filter(user=user).delete()
    user.delete()


def _sessions_of(user: User) -> list[str]:
    """Keys of all sessions of a person; each holds the address that was proved in it."""
    mine = str(user.pk)
    return [
        session.pk
        for session in Session.objects.iterator(chunk_size=500)
        if str(session.get_decoded().get(SESSION_KEY)) == mine
    ]


def forget_ended_sessions() -> None:
    """Delete sessions that have ended. To be called now and then, at least once a day."""
    SessionStore.clear_expired()
