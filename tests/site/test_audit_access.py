"""What an audit tried: two persons who are one, doors of other roles, others' domains and addresses."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.urls import reverse

from tesela.issuing.roster import RosterRow
from tesela.site.accounts import actions as accounts
from tesela.site.awards import withdrawals
from tesela.site.awards.models import Award
from tesela.site.classes import actions
from tesela.site.classes.models import BatchState
from tesela.site.portfolio.actions import offered
from tesela.site.providers.keys import document, prepare_key
from tesela.site.providers.models import Membership, Organisation
from tesela.text.errors import TeselaError
from tests.site import people
from tests.site.classes_lists import address, class_list, taken

TWO = class_list("Eleni;Papadopoulou;eleni@example.org", "Seán;Murphy;sean@example.org")


def test_nobody_approves_what_changed_after_it_was_shown() -> None:
    house = people.organisation(four_eyes=True)
    maker = people.member(house, "issuer")
    second = people.signed_in(people.member(house, "owner", "second@example.org"))
    batch = taken(people.published(house), maker.pk, TWO)
    batch = actions.confirm(batch, maker.pk, revision=batch.revision)
    shown = second.get(address("class-approve", batch)).content.decode()
    assert f'name="revision" value="{batch.revision}"' in shown
    old = {"revision": str(batch.revision)}
    actions.reopen(batch, maker.pk)
    batch.refresh_from_db()
    actions.leave_out(batch, 3, maker.pk)
    batch.refresh_from_db()
    actions.confirm(batch, maker.pk, revision=batch.revision)
    for sent in (old, {"revision": "²"}, {}):
        second.post(address("class-approve", batch), sent)
        batch.refresh_from_db()
        assert batch.state == BatchState.APPROVING, sent
    second.post(address("class-approve", batch), {"revision": str(batch.revision)})
    batch.refresh_from_db()
    assert batch.state == BatchState.WAITING


def test_who_lost_the_role_neither_withdraws_nor_agrees() -> None:
    house = people.organisation(four_eyes=True)
    first = people.member(house, "issuer")
    other = people.member(house, "issuer", "other@example.org")
    awards = people.awarded(people.published(house))
    draft = withdrawals.prepare(house, first.pk, [award.pk for award in awards])
    withdrawals.explain(draft, "Wrong list", notify=False)
    withdrawals.confirm(draft, first.pk)
    Membership.objects.filter(user=other).update(role="viewer")
    with pytest.raises(TeselaError) as refused:
        withdrawals.agree(draft, other.pk)
    assert refused.value.code == "providers.not_allowed"
    Membership.objects.filter(user=first).delete()
    with pytest.raises(TeselaError) as refused:
        withdrawals.confirm(withdrawals.prepare(house, first.pk, [awards[0].pk]), first.pk)
    assert refused.value.code == "providers.not_allowed"
    assert not Award.objects.filter(withdrawn_at__isnull=False).exists()


def test_cells_of_a_list_are_for_members_who_issue() -> None:
    house = people.organisation()
    maker = people.member(house, "issuer")
    batch = taken(people.published(house), maker.pk, TWO)
    batch.state = BatchState.FINISHED
    batch.save()
    reports = [address(name, batch) for name in ("class-report", "class-report-csv")]
    for role in ("viewer", "designer"):
        client = people.signed_in(people.member(house, role, f"{role}@example.org"))
        assert [client.get(path).status_code for path in reports] == [403, 403]
        shown = client.get(address("class", batch)).content.decode()
        assert not any(path in shown for path in reports)
    issuer = people.signed_in(maker)
    assert [issuer.get(path).status_code for path in reports] == [200, 200]
    assert all(path in issuer.get(address("class", batch)).content.decode() for path in reports)


def test_an_address_that_only_looks_alike_is_offered_nothing() -> None:
    """In capitals “gmaıl” is “gmail”; in whatever case it is written it is another address."""
    rows = [RosterRow(2, "Eleni", "Papadopoulou", email="Eleni@Gmail.example")]
    people.awarded(people.published(people.organisation()), rows)
    for email, count in (
        ("eleni@gmaıl.example", 0),
        ("elenı@gmail.example", 0),
        ("eleni@gmail.example", 1),
    ):
        user = people.User.objects.of_address(email)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        assert offered(user).count() == count, email


def test_no_session_outlasts_its_account() -> None:
    user = people.User.objects.of_address("eleni@example.org")
    other = people.User.objects.of_address("other@example.org")
    for one in (user, user, other):
        people.signed_in(one)
    accounts.delete(user)
    (left,) = Session.objects.all()
    assert left.get_decoded()["_auth_user_id"] == str(other.pk)


@override_settings(ADDRESS="https://awards.example", ALLOWED_HOSTS=["own.example"])
def test_a_domain_that_leads_here_shows_only_whose_it_is(client: Client) -> None:
    early = people.organisation("early", vouched=True)
    prepare_key(early, None, "own.example")
    of = people.organisation("owner-of-it", vouched=True)
    key = prepare_key(of, None, "own.example")
    Organisation.objects.filter(pk=of.pk).update(identity="did:web:own.example")
    answer = client.get("/.well-known/did.json", headers={"Host": "own.example"})
    assert answer.json() == document(of, "did:web:own.example")
    assert key.public in answer.content.decode()
    for domain in ("own.example", "awards.example"):
        with pytest.raises(TeselaError) as refused:
            prepare_key(early, None, domain)
        assert refused.value.code == "providers.domain.fault"
    assert prepare_key(of, None, "own.example").pk == key.pk, "its own may change its key"


def test_a_page_number_may_be_anything() -> None:
    house = people.organisation()
    mary = people.signed_in(people.member(house))
    people.published(house)
    copy = reverse("description-copy", args=[house.slug])
    for odd in ("²", "٣", "-1", "", "x" * 100_000, "9" * 5_000):
        assert mary.post(copy, {"edition": odd}).status_code == 404, odd[:20]
    page = reverse("description-page", args=[house.slug, "basics", "outcomes"])
    for odd in ("up:learning_outcomes-²", "remove:learning_outcomes-٣", "down:²"):
        assert mary.post(page, {"do": odd}).status_code in (200, 422), odd


def test_who_adds_a_strangers_address_learns_nothing_of_them() -> None:
    """Not even whether there is an account; the name shows once they signed in as a member."""
    known = people.User.objects.of_address("eleni@example.org")
    known.name = "Eleni Papadopoulou"
    known.save()
    people.signed_in(known)
    house = people.organisation()
    mary = people.signed_in(people.member(house))
    pages = [
        reverse(name, args=[house.slug]) for name in ("organisation-members", "organisation-log")
    ]
    mary.post(pages[0], {"email": "eleni@example.org", "role": "viewer"})
    added = Membership.objects.get(user=known)
    pages += [
        reverse(name, args=[house.slug, added.pk])
        for name in ("organisation-member", "organisation-member-remove")
    ]
    for page in pages:
        shown = mary.get(page).content.decode()
        assert "eleni@example.org" in shown, page
        assert known.name not in shown, page
    people.signed_in(known)
    for page in pages:
        assert known.name in mary.get(page).content.decode(), page
    mary.post(pages[3])
    assert known.name not in mary.get(pages[1]).content.decode()
