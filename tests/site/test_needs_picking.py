"""A description says which needs of the register it answers: chosen, removed, nothing made up."""

from typing import Any

import pytest
from django.test import Client

from tesela.site.design.models import Description
from tesela.site.design.publishing import publish
from tesela.site.needs import actions
from tesela.site.needs.models import Answered, Kind, Need, Purpose
from tesela.site.providers.audit import broken_links
from tesela.site.providers.models import Membership
from tests.site.people import described, member, organisation, signed_in

pytestmark = pytest.mark.django_db

PICK = "/organisations/harbour-house/achievements/basics/edit/further/needs"
SKILL = "http://data.europa.eu/snb/dcf/8ys96p08p4"


@pytest.fixture
def mary() -> Client:
    return signed_in(member(organisation()))


@pytest.fixture
def basics(mary: Client) -> Description:
    of = Membership.objects.get(organisation__slug="harbour-house").organisation
    return described(of)


@pytest.fixture
def asker() -> Membership:
    of = organisation("north-union")
    return Membership.objects.get(organisation=of, user=member(of, email="ada@example.org"))


def need(by: Membership, title: str, *uris: str) -> Need:
    said = {
        "kind": Kind.WORKERS,
        "purpose": Purpose.LABOUR,
        "title": {"en": title},
        "text": {"en": f"People should be able to: {title}."},
        "references": [{"uri": uri} for uri in uris],
    }
    return actions.propose(by, said)


def page(client: Client, query: str = "", status: int = 200) -> str:
    answer = client.get(PICK + query)
    assert answer.status_code == status
    return answer.content.decode()


def sent(client: Client, status: int = 302, **data: Any) -> str:
    answer = client.post(PICK, data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_needs_are_chosen_published_and_removed(
    mary: Client, basics: Description, asker: Membership
) -> None:
    first, second = need(asker, "write e-mails"), need(asker, "use a phone")
    assert "write e-mails" in page(mary)
    sent(mary, need=[str(first.pk), str(second.pk)])
    basics.refresh_from_db()
    assert {one.get("id") for one in basics.content["needs"]} >= {first.address, second.address}
    shown = page(mary)
    assert f'value="{first.pk}"' not in shown, "what is named is not offered again"
    sent(mary, remove=second.address)
    basics.refresh_from_db()
    assert second.address not in {one["id"] for one in basics.content["needs"] if "id" in one}
    edition = publish(basics, None)
    actions.link(edition)
    assert [one.need for one in Answered.objects.filter(edition=edition)] == [first]
    acts = [act.act for act in basics.organisation.acts.order_by("number")]
    assert "need.answered" in acts
    assert "need.taken_out" in acts
    assert not list(broken_links(basics.organisation))


def test_what_means_the_same_comes_first(
    mary: Client, basics: Description, asker: Membership
) -> None:
    need(asker, "write to people", SKILL)
    need(asker, "bake bread")
    shown = page(mary)
    assert shown.index("write to people") < shown.index("bake bread")
    assert "Means the same in ESCO" in shown
    assert basics.content["learning_outcomes"]


@pytest.mark.usefixtures("basics")
def test_needs_are_searched_and_closed_ones_left_out(mary: Client, asker: Membership) -> None:
    need(asker, "bake bread")
    actions.close(asker, need(asker, "bake rolls"), "Done.")
    assert "bake bread" in page(mary, "?q=BAKE")
    assert "bake rolls" not in page(mary)
    assert "no open need" in page(mary, "?q=zebra")


@pytest.mark.usefixtures("basics")
def test_what_cannot_be_chosen_is_refused(mary: Client, asker: Membership) -> None:
    assert "No need is chosen" in sent(mary, 422)
    assert "not in the register" in sent(mary, 422, need="junk")
    assert "not in the register" in sent(mary, 422, need="00000000-0000-4000-8000-000000000000")
    assert "does not name" in sent(mary, 422, remove="https://elsewhere.example/need")
    closed = need(asker, "bake rolls")
    actions.close(asker, closed, "Done.")
    assert "closed" in sent(mary, 422, need=str(closed.pk))


def test_of_several_all_or_none_are_named(
    mary: Client, basics: Description, asker: Membership
) -> None:
    before = basics.content.get("needs")
    good, closed = need(asker, "bake bread"), need(asker, "bake rolls")
    actions.close(asker, closed, "Done.")
    sent(mary, 422, need=[str(good.pk), str(closed.pk)])
    basics.refresh_from_db()
    assert basics.content.get("needs") == before


def test_only_who_may_describe_comes_here(basics: Description, asker: Membership) -> None:
    viewer = signed_in(member(basics.organisation, "viewer", "vi@example.org"))
    assert viewer.get(PICK).status_code == 403
    assert signed_in(asker.user).get(PICK).status_code == 404
