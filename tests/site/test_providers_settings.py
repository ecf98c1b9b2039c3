"""Making an organisation, its settings, its members and its log, through the pages."""

import json
import re

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client, override_settings

from tesela.site.accounts.models import User
from tesela.site.providers import actions, audit
from tesela.site.providers.models import AuditEntry, Membership, Organisation
from tesela.site.providers.naming import free_slug, plain
from tesela.text.errors import TeselaError
from tests.site import people

MADE = {
    "name": "Κέντρο Φροντίδας «Λιμάνι»",
    "main": "el",
    "country": "GR",
    "place": "Πειραιάς",
    "email": "office@example.org",
    "website": "",
}


@pytest.fixture
def of() -> Organisation:
    return people.organisation()


@pytest.fixture
def owner(of: Organisation) -> Client:
    return people.signed_in(people.member(of))


def base(of: Organisation) -> str:
    return f"/organisations/{of.slug}/settings"


def acts(of: Organisation) -> list[str]:
    return list(of.acts.order_by("number").values_list("act", flat=True))


def test_one_page_makes_an_organisation_with_key_and_identity() -> None:
    person = User.objects.of_address("eleni@example.org")
    visitor = people.signed_in(person)
    assert visitor.get("/organisations/").status_code == 200
    answer = visitor.post("/organisations/new", MADE)
    made = Organisation.objects.get()
    assert answer["Location"] == f"/organisations/{made.slug}/"
    assert made.slug == "kentro-frontidas-limani"
    assert made.name == {"el": MADE["name"]}
    assert made.identity.startswith("did:key:"), "nobody could look up a service on this machine"
    assert made.keys.count() == 1
    assert Membership.objects.get().role == "owner"
    assert acts(made) == ["organisation.made", "key.made"]
    assert made.party.country == "GR"
    assert visitor.get(answer["Location"]).status_code == 200
    assert MADE["name"] in visitor.get("/organisations/").content.decode()


@override_settings(ADDRESS="https://check.example")
def test_a_public_service_gives_an_identity_of_its_own() -> None:
    people.signed_in(User.objects.of_address("eleni@example.org")).post("/organisations/new", MADE)
    assert Organisation.objects.get().identity.startswith("did:web:check.example:issuers:kentro")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a\x07b"),
        ("name", "x" * 501),
        ("main", "tlh"),
        ("country", "ZZ"),
        ("email", "office"),
        ("website", "javascript:alert(1)"),
        ("website", "www.example.org"),
    ],
)
def test_what_does_not_fit_is_said_beside_it_and_kept(field: str, value: str) -> None:
    visitor = people.signed_in(User.objects.of_address("eleni@example.org"))
    answer = visitor.post("/organisations/new", {**MADE, field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    assert page.index("<title>Error: ") < page.index('class="problems"')
    assert "office@example.org" in page or field == "email"
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Harbour House", "harbour-house"),
        ("École d’été à Liège", "ecole-d-ete-a-liege"),
        ("Център за умения Русе", "tsentar-za-umeniya-ruse"),
        ("Йордан Йовков", "yordan-yovkov"),
        ("Universität für Größe", "universitat-fur-grosse"),
        ("日本語", ""),
    ],
)
def test_names_in_addresses(name: str, slug: str) -> None:
    assert plain(name) == slug
    assert re.fullmatch(r"[a-z0-9-]{3,63}", free_slug(name))


def test_two_of_one_name_get_two_addresses(of: Organisation) -> None:
    assert free_slug("Harbour House").startswith("harbour-house-")
    assert free_slug("New") != "new"


def test_about_is_changed_and_the_log_has_no_names(owner: Client, of: Organisation) -> None:
    form = {
        "name_en": "Harbour House",
        "name_el": "Λιμάνι",
        "legal_name": "Harbour House CLG",
        "country": "IE",
        "place": "Galway",
        "email": "hello@example.org",
        "website": "https://www.example.org/",
        "main": "en",
        "languages": ["el", "fi"],
        "scheme_0": "vat",
        "value_0": "IE1234567X",
    }
    assert owner.post(f"{base(of)}/about", form).status_code == 302
    of.refresh_from_db()
    assert of.languages == ["en", "el", "fi"]
    assert of.identifiers == [{"scheme": "vat", "value": "IE1234567X"}]
    assert of.party.legal_name == "Harbour House CLG"
    entry = of.acts.get(act="organisation.changed")
    assert "legal_name" in entry.about["members"]
    assert "CLG" not in json.dumps(entry.about)
    assert "name_fi" in owner.get(f"{base(of)}/about").content.decode()
    assert owner.post(f"{base(of)}/about", {**form, "value_0": ""}).status_code == 422


def test_a_new_member_gets_a_mail_that_says_where_to_sign_in(
    owner: Client, of: Organisation
) -> None:
    answer = owner.post(f"{base(of)}/members", {"email": "Sean@Example.org", "role": "issuer"})
    assert answer.status_code == 302
    [sent] = mail.outbox
    assert sent.to == ["sean@example.org"]
    assert "Harbour House" in sent.subject
    assert f"/organisations/{of.slug}/" in sent.body
    assert "sean@example.org" in sent.body
    entry = of.acts.get(act="member.added")
    assert "sean" not in json.dumps(entry.about)
    again = owner.post(f"{base(of)}/members", {"email": "sean@example.org", "role": "owner"})
    assert again.status_code == 422
    assert "already" in again.content.decode()


class Refusing(BaseEmailBackend):
    """A mail server that is not there."""

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


@override_settings(EMAIL_BACKEND=f"{__name__}.Refusing")
def test_a_mail_that_cannot_be_sent_is_said_and_the_member_stays(
    owner: Client, of: Organisation
) -> None:
    answer = owner.post(
        f"{base(of)}/members", {"email": "sean@example.org", "role": "viewer"}, follow=True
    )
    assert "could not be sent" in answer.content.decode()
    assert of.memberships.count() == 2


def test_the_last_owner_stays(owner: Client, of: Organisation) -> None:
    own = of.memberships.get()
    page = f"{base(of)}/members/{own.pk}"
    assert owner.post(page, {"role": "viewer"}).status_code == 422
    answer = owner.post(f"{page}/remove")
    assert answer.status_code == 422
    assert "last owner" in answer.content.decode()
    people.member(of, "owner", "second@example.org")
    answer = owner.post(page, {"role": "viewer"})
    assert answer["Location"] == f"/organisations/{of.slug}/", "settings are no longer theirs"
    assert owner.get(base(of)).status_code == 403


def test_a_removed_member_is_out_at_once(owner: Client, of: Organisation) -> None:
    other = people.member(of, "designer", "sean@example.org")
    sean = people.signed_in(other)
    assert sean.get(f"/organisations/{of.slug}/").status_code == 200
    number = of.memberships.get(user=other).pk
    assert owner.get(f"{base(of)}/members/{number}/remove").status_code == 200
    assert owner.post(f"{base(of)}/members/{number}/remove").status_code == 302
    assert sean.get(f"/organisations/{of.slug}/").status_code == 404
    assert "member.removed" in acts(of)


def test_a_page_that_was_open_while_the_role_changed_does_nothing(of: Organisation) -> None:
    people.member(of, "owner", "other@example.org")
    people.member(of)
    stale = of.memberships.get(user__email="mary@example.org")
    of.memberships.filter(pk=stale.pk).update(role="viewer")
    with pytest.raises(TeselaError) as refused:
        actions.add_member(stale, "friend@example.org", "owner")
    assert refused.value.code == "providers.not_allowed"
    assert of.memberships.count() == 2


def test_four_eyes_need_a_second_person(owner: Client, of: Organisation) -> None:
    page = f"{base(of)}/approval"
    assert owner.get(page).status_code == 200
    assert owner.post(page, {"wanted": "yes"}).status_code == 422
    assert owner.post(page, {}).status_code == 422
    people.member(of, "issuer", "sean@example.org")
    assert owner.post(page, {"wanted": "yes"}).status_code == 302
    of.refresh_from_db()
    assert of.four_eyes
    owner.post(page, {"wanted": "no"})
    assert acts(of)[-2:] == ["four_eyes.on", "four_eyes.off"]


def test_the_log_is_read_in_words_and_shows_what_was_tampered_with(
    owner: Client, of: Organisation
) -> None:
    for number in range(60):
        audit.record(of, None, "award.withdrawn", award=f"urn:uuid:{number}")
    audit.record(of, None, "something.new", count=3)
    page = owner.get(f"{base(of)}/log").content.decode()
    assert "something.new" in page
    assert "An award was withdrawn" in page
    assert "the chain holds" in page
    assert owner.get(f"{base(of)}/log?page=3").status_code == 200
    lines = list(owner.get(f"{base(of)}/log.ndjson"))
    assert len(lines) == of.acts.count()
    assert json.loads(lines[0])["previous"] == audit.BEGINNING
    AuditEntry.objects.filter(organisation=of, number=30).update(act="mail.sent_again")
    broken = owner.get(f"{base(of)}/log").content.decode()
    assert "does not hold at entry 30" in broken
    AuditEntry.objects.filter(organisation=of, number=30).delete()
    assert "does not hold at entry 31" in owner.get(f"{base(of)}/log").content.decode()


def test_pages_are_the_same_for_every_language(owner: Client, of: Organisation) -> None:
    for page in ("", "/about", "/members", "/approval", "/keys", "/keys/new", "/domain", "/log"):
        answer = owner.get(base(of) + page, headers={"Accept-Language": "el"})
        assert answer.status_code == 200
        assert answer.content.decode().count("<h1") == 1
