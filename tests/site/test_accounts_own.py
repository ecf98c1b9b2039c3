"""One's own account: what one changes, where one goes, and how one leaves."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from tesela.site.accounts import actions
from tesela.site.accounts.codes import proved
from tesela.site.accounts.models import User
from tesela.site.awards.models import Award
from tesela.site.portfolio.models import Holding, Imported, Share
from tesela.site.providers.audit import broken_links
from tesela.site.providers.models import AuditEntry, Membership
from tesela.text.catalogue import say
from tests.site import people

OLD = 100_000
WEIGHTY = ["/account/passkeys/new", "/account/delete"]


@pytest.fixture
def eleni() -> User:
    return proved("eleni@example.org", "en")


def arrived(user: User, ago: int = 0) -> Client:
    """A browser in which this person signed in by a code, so many seconds ago."""
    client = people.signed_in(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def said(answer: Any, code: str, **data: Any) -> bool:
    return say(code, "en", **data) in answer.content.decode()


@pytest.mark.parametrize(
    "page",
    ["/account", "/account/passkeys/new", "/account/passkeys/1/name", "/account/passkeys/1/remove",
     "/account/sign-out-everywhere", "/account/delete"],
)  # fmt: skip
def test_who_is_not_signed_in_is_asked_to(client: Client, page: str) -> None:
    for answer in (client.get(page), client.post(page)):
        assert answer["Location"] == f"/sign-in?next={page}"


def test_name_and_language(eleni: User) -> None:
    client = people.signed_in(eleni)
    answer = client.post("/account", {"name": " Eleni P. ", "language": "el"})
    assert answer["Location"] == "/account?saved=1"
    eleni.refresh_from_db()
    assert (eleni.name, eleni.language, eleni.shown_name) == ("Eleni P.", "el", "Eleni P.")
    page = client.get(answer["Location"])
    assert page["Content-Language"] == "el"
    assert 'value="Eleni P."' in page.content.decode()
    assert 'role="status"' in page.content.decode()


def test_a_language_that_is_not_offered(eleni: User) -> None:
    client = people.signed_in(eleni)
    answer = client.post("/account", {"name": "E" * 201, "language": "tlh"})
    assert answer.status_code == 422
    assert said(answer, "form.choice")
    assert said(answer, "form.too_long", show_value=201, limit_value=200)
    eleni.refresh_from_db()
    assert (eleni.name, eleni.language) == ("", "en")


def test_after_signing_in(eleni: User) -> None:
    client = people.signed_in(eleni)
    assert client.get("/home")["Location"] == "/portfolio"
    people.member(people.organisation(), "viewer", eleni.email)
    assert client.get("/home")["Location"] == reverse("organisations")
    assert Client().get("/home")["Location"] == "/sign-in"


def test_signing_out_takes_a_button(eleni: User) -> None:
    client = people.signed_in(eleni)
    assert client.get("/sign-out").status_code == 200
    assert client.get("/account").status_code == 200, "a link or a picture cannot sign out"
    assert client.post("/sign-out")["Location"] == "/signed-out"
    assert client.get("/account").status_code == 302
    assert said(client.get("/signed-out"), "accounts.signed_out")


def test_signing_out_everywhere(eleni: User) -> None:
    here, thief, sean = (
        people.signed_in(eleni),
        people.signed_in(eleni),
        people.signed_in(proved("sean@example.org", "en")),
    )
    assert here.post("/account/sign-out-everywhere")["Location"] == "/signed-out"
    statuses = [client.get("/account").status_code for client in (here, thief, sean)]
    assert statuses == [302, 302, 200]


@pytest.mark.parametrize("page", WEIGHTY)
def test_an_old_session_proves_itself_first(eleni: User, page: str) -> None:
    client = arrived(eleni, ago=OLD)
    for answer in (client.get(page), client.post(page, {"sure": "on"})):
        assert answer["Location"] == f"/sign-in/again?next={page}"
    assert User.objects.filter(pk=eleni.pk).exists()
    ask = client.post("/sign-in/again", {"next": page})
    assert ask["Location"] == "/sign-in/code"
    assert mail.outbox[-1].to == [eleni.email], "never to an address that the session's user types"
    code = str(mail.outbox[-1].body).split("\n\n")[1]
    assert client.post("/sign-in/code", {"code": code})["Location"] == page
    assert client.get(page).status_code == 200


def test_proving_leads_to_no_other_host(eleni: User) -> None:
    client = arrived(eleni, ago=OLD)
    client.post("/sign-in/again", {"next": "//elsewhere.example/"})
    code = str(mail.outbox[-1].body).split("\n\n")[1]
    assert client.post("/sign-in/code", {"code": code})["Location"] == "/home"


def test_deleting_takes_what_is_ones_own(eleni: User) -> None:
    edition = people.published(people.organisation())
    award = people.awarded(edition)[0]
    award.refresh_from_db()
    before = Award.objects.values().get(pk=award.pk)
    Holding.objects.create(user=eleni, award=award)
    imported = {"name": "a.json", "content": b"{}", "digest": "0" * 64, "size": 2, "report": {}}
    Imported.objects.create(user=eleni, **imported)
    share = Share.objects.create(
        user=eleni, token_digest="1" * 64, seed="s", language="en", ends_on=people.TODAY
    )
    share.items.create(award=award)
    Authenticator.objects.create(user=eleni, type="webauthn", data={"name": "x", "credential": {}})
    client = arrived(eleni)
    page = client.get("/account/delete")
    assert said(page, "accounts.delete.stays.register")
    assert client.post("/account/delete").status_code == 422, "not without the tick"
    assert client.post("/account/delete", {"sure": "on"})["Location"] == "/account-deleted"
    assert said(client.get("/account-deleted"), "accounts.deleted")
    assert client.get("/account").status_code == 302
    for of in (User, EmailAddress, Authenticator, Holding, Imported, Share):
        assert not of.objects.exists(), of
    assert Award.objects.values().get(pk=award.pk) == before, "the register keeps what was awarded"


def test_the_address_can_begin_anew(eleni: User) -> None:
    arrived(eleni).post("/account/delete", {"sure": "on"})
    again = proved("eleni@example.org", "en")
    assert again.pk != eleni.pk
    assert again.name == ""


def test_the_last_owner_names_another_one_first() -> None:
    of = people.organisation()
    mary = people.member(of, "owner")
    people.member(of, "designer", "sean@example.org")
    client = arrived(mary)
    page = client.get("/account/delete")
    assert said(page, "accounts.delete.owner")
    assert "/organisations/harbour-house/settings/members" in page.content.decode()
    assert client.post("/account/delete", {"sure": "on"}).status_code == 422
    assert Membership.objects.count() == 2
    people.member(of, "owner", "new@example.org")
    assert client.post("/account/delete", {"sure": "on"}).status_code == 302
    assert not User.objects.filter(pk=mary.pk).exists()
    left = AuditEntry.objects.order_by("-number")[0]
    assert (left.act, left.about, left.actor) == ("member.removed", {"user": mary.pk}, mary.pk)
    assert "mary" not in str(AuditEntry.objects.values_list())
    assert list(broken_links(of)) == []


def test_an_owner_whose_account_is_closed_does_not_count() -> None:
    of = people.organisation()
    mary = people.member(of, "owner")
    people.member(of, "owner", "closed@example.org")
    User.objects.filter(email="closed@example.org").update(is_active=False)
    assert arrived(mary).post("/account/delete", {"sure": "on"}).status_code == 422


def test_nobody_who_has_an_account_is_kept_in_it_by_another_app() -> None:
    """Whatever hangs on a person goes along or lets go; nothing forbids the deletion."""
    kinds = {
        f"{relation.related_model.__name__}.{relation.field.name}": relation.on_delete.__name__
        for relation in User._meta.related_objects
        if relation.on_delete
    }
    assert set(kinds.values()) <= {"CASCADE", "SET_NULL"}, kinds


def test_sessions_that_ended_are_forgotten(eleni: User) -> None:
    ended, open_one = people.signed_in(eleni), people.signed_in(eleni)
    Session.objects.filter(pk=ended.cookies["sessionid"].value).update(
        expire_date=datetime.now(UTC) - timedelta(seconds=1)
    )
    actions.forget_ended_sessions()
    assert [one.pk for one in Session.objects.all()] == [open_one.cookies["sessionid"].value]


@pytest.mark.parametrize("page", ["/help", "/help/easy"])
def test_help_names_the_operators_contact_or_says_that_there_is_none(
    client: Client, settings: Any, page: str
) -> None:
    assert said(client.get(page), "accounts.help.barrier.nobody")
    settings.CONTACT = "barriers@example.org"
    answer = client.get(page)
    assert "mailto:barriers@example.org" in answer.content.decode()
    assert not said(answer, "accounts.help.barrier.nobody")
