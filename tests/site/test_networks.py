"""Networks on pages: two logins invite and join, offer and accept, and either ends it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tesela.model.mandate import Act
from tesela.site.design.checking import found_in
from tesela.site.design.publishing import draft
from tesela.site.networks import actions, mandating, standing
from tesela.site.networks.models import Belonging, Given, Link
from tesela.site.networks.warnings import warn_due
from tesela.site.providers.audit import broken_links
from tesela.site.providers.models import AuditEntry, Membership, Organisation
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tests.site.networking import Party, joined, mandate, party
from tests.site.people import described, published

TODAY = datetime.now(UTC).date()
USUAL = mandating.Wanted(frozenset({Act.AWARD, Act.ISSUE}), TODAY)


@pytest.fixture
def network() -> Party:
    return party("care-network", "Care Network")


@pytest.fixture
def centre() -> Party:
    return party("care-centre", "Care Centre")


def page(of: Party, end: str) -> str:
    return f"/organisations/{of.of.slug}/{end}"


def test_two_logins_make_a_network_a_mandate_and_share_a_description(
    network: Party, centre: Party, client
) -> None:
    edition = published(network.of)
    sent = network.client.post(
        page(network, "networks/invite"), {"q": "care", "invited": "care-centre", "note": "Join us"}
    )
    assert sent.status_code == 302, sent.content.decode()
    link = Link.objects.get()
    home = centre.client.get(page(centre, "")).content.decode()
    assert say("providers.matter.networks", "en", 1) in home
    own = page(centre, f"networks/{link.pk}")
    assert b"Join us" in centre.client.get(own).content
    assert (
        network.client.post(page(network, f"networks/{link.pk}"), {"act": "join"}).status_code
        == 422
    )
    assert centre.client.post(own, {"act": "join"}).status_code == 302
    offered = network.client.post(
        page(network, "mandates/new"),
        {
            "to": "care-centre", "under": "own", "acts": ["award", "issue"], "steps": "0",
            "achievements": [edition.description.address], "begins": TODAY.isoformat(),
            "ends": (TODAY + timedelta(20)).isoformat(), "note": "For the spring",
        },
    )  # fmt: skip
    assert offered.status_code == 302, offered.content.decode()
    given = Given.objects.get()
    assert client.get(f"/mandates/{given.pk}.json").status_code == 404, "not yet agreed to"
    theirs = page(centre, f"mandates/{given.pk}")
    assert b"For the spring" in centre.client.get(theirs).content
    assert centre.client.post(theirs, {"act": "accept"}).status_code == 302
    assert client.get(f"/mandates/{given.pk}.json").status_code == 200
    overview = centre.client.get(page(centre, "networks/")).content.decode()
    assert say("networks.mandate.days_left", "en", 20) in overview
    assert (
        say("providers.matter.mandates", "en", 1)
        in network.client.get(page(network, "")).content.decode()
    )
    shares = page(network, "networks/descriptions")
    number = str(edition.description_id)
    assert network.client.post(shares, {"act": "share", "description": number}).status_code == 302
    seen = page(centre, "networks/descriptions")
    assert f"edition={edition.pk}" in centre.client.get(seen).content.decode()
    assert f'value="{edition.pk}"' in centre.client.get(page(centre, "classes/")).content.decode()
    begun = centre.client.get(page(centre, f"classes/new?edition={edition.pk}"))
    assert begun.status_code == 200
    forked = centre.client.post(seen, {"act": "fork", "description": number})
    assert forked.status_code == 302
    assert centre.of.descriptions.get().copied_from == edition
    ended = network.client.post(
        page(network, f"mandates/{given.pk}"), {"act": "end", "reason": "Over"}
    )
    assert ended.status_code == 302
    assert centre.client.get(page(centre, f"classes/new?edition={edition.pk}")).status_code == 422
    for side in (network, centre):
        assert list(broken_links(side.of)) == []
        acts = list(AuditEntry.objects.filter(organisation=side.of).values_list("act", flat=True))
        for act in ("network.joined", "mandate.offered", "mandate.accepted", "mandate.ended"):
            assert act in acts


def test_a_strangers_page_shows_nothing(network: Party, centre: Party) -> None:
    joined(network, centre)
    given = mandate(network, centre)
    stranger = party("somebody-else", "Somebody else")
    for end in (f"mandates/{given.pk}", f"networks/{Link.objects.get().pk}"):
        assert stranger.client.get(page(stranger, end)).status_code == 404
        assert stranger.client.get(page(network, end)).status_code == 404


def test_who_leaves_takes_every_mandate_between_the_two_along(
    network: Party, centre: Party
) -> None:
    link = joined(network, centre)
    edition = published(network.of)
    given = mandate(network, centre)
    assert standing.may_issue(centre.of, edition, datetime.now(UTC))
    assert actions.leave(centre.by, link, "We close.") == 1
    given.refresh_from_db()
    assert (given.state, given.reason) == ("ended", "We close.")
    assert not standing.may_issue(centre.of, edition, datetime.now(UTC))


def test_a_member_never_stands_above_its_network(network: Party, centre: Party) -> None:
    member = party("care-member", "Care Member")
    joined(network, member)
    joined(member, centre)
    for below in (network, member):
        with pytest.raises(TeselaError) as refused:
            actions.invite(centre.by, below.of)
        assert refused.value.code == "networks.circular"


def test_a_circle_that_closes_while_two_invitations_wait_is_refused(
    network: Party, centre: Party
) -> None:
    one = actions.invite(network.by, centre.of)
    other = actions.invite(centre.by, network.of)
    actions.join(centre.by, one)
    with pytest.raises(TeselaError) as refused:
        actions.join(network.by, other)
    assert refused.value.code == "networks.circular"


def _own(network: Party, centre: Party) -> None:
    actions.invite(network.by, network.of)


def _twice(network: Party, centre: Party) -> None:
    actions.invite(network.by, centre.of)
    actions.invite(network.by, centre.of)


def _member_of_both(network: Party, centre: Party) -> None:
    link = actions.invite(network.by, centre.of)
    Membership.objects.create(organisation=network.of, user_id=centre.by.user_id, role="viewer")
    actions.join(centre.by, link)


def _asked_again(network: Party, centre: Party) -> None:
    actions.decline(centre.by, actions.invite(network.by, centre.of), "No")
    actions.invite(network.by, centre.of)


def _answered_twice(network: Party, centre: Party) -> None:
    link = actions.invite(network.by, centre.of)
    actions.take_back(network.by, link)
    actions.join(centre.by, link)


def _joined_by_the_inviter(network: Party, centre: Party) -> None:
    actions.join(network.by, actions.invite(network.by, centre.of))


def _no_owner(network: Party, centre: Party) -> None:
    Membership.objects.filter(pk=network.by.pk).update(role="designer")
    actions.invite(network.by, centre.of)


def _mandate_to_a_stranger(network: Party, centre: Party) -> None:
    mandating.offer(network.by, centre.of, USUAL)


def _accepted_by_the_giver(network: Party, centre: Party) -> None:
    joined(network, centre)
    mandating.accept(network.by, mandating.offer(network.by, centre.of, USUAL))


def _accepted_for_both(network: Party, centre: Party) -> None:
    joined(network, centre)
    given = mandating.offer(network.by, centre.of, USUAL)
    Membership.objects.create(organisation=network.of, user_id=centre.by.user_id, role="viewer")
    mandating.accept(centre.by, given)


def _ended_twice(network: Party, centre: Party) -> None:
    joined(network, centre)
    given = mandate(network, centre)
    mandating.end(centre.by, given, "No")
    mandating.end(network.by, given, "No")


def _ended_without_a_word(network: Party, centre: Party) -> None:
    joined(network, centre)
    mandating.end(centre.by, mandate(network, centre), "")


def _anothers_achievement(network: Party, centre: Party) -> None:
    joined(network, centre)
    address = published(centre.of).description.address
    mandating.offer(
        network.by,
        centre.of,
        mandating.Wanted(USUAL.acts, TODAY, achievements=frozenset({address})),
    )


def _begins_yesterday(network: Party, centre: Party) -> None:
    joined(network, centre)
    mandating.offer(network.by, centre.of, mandating.Wanted(USUAL.acts, TODAY - timedelta(1)))


def _passed_on_unasked(network: Party, centre: Party) -> None:
    third = party("third", "Third")
    joined(network, centre)
    joined(centre, third)
    held = mandate(network, centre)
    mandating.offer(centre.by, third.of, mandating.Wanted(USUAL.acts, TODAY, under=held))


def _passed_on_wider(network: Party, centre: Party) -> None:
    third = party("third", "Third")
    joined(network, centre)
    joined(centre, third)
    held = mandate(network, centre, depth=1)
    more = USUAL.acts | {Act.SEAL}
    mandating.offer(centre.by, third.of, mandating.Wanted(more, TODAY, under=held))


def _passed_on_in_a_circle(network: Party, centre: Party) -> None:
    joined(network, centre)
    held = mandate(network, centre, depth=2)
    mandating.offer(centre.by, network.of, mandating.Wanted(USUAL.acts, TODAY, under=held))


def _passed_on_after_its_end(network: Party, centre: Party) -> None:
    third = party("third", "Third")
    joined(network, centre)
    joined(centre, third)
    held = mandate(network, centre, depth=1)
    mandating.end(network.by, held, "Over")
    mandating.offer(centre.by, third.of, mandating.Wanted(USUAL.acts, TODAY, under=held))


def _new_identity(network: Party, centre: Party) -> None:
    joined(network, centre)
    given = mandating.offer(network.by, centre.of, USUAL)
    Organisation.objects.filter(pk=centre.of.pk).update(identity="did:web:elsewhere.example")
    mandating.accept(centre.by, given)


@pytest.mark.parametrize(
    ("code", "attempt"),
    [
        ("networks.own", _own),
        ("networks.twice", _twice),
        ("networks.conflict", _member_of_both),
        ("networks.declined_lately", _asked_again),
        ("networks.changed", _answered_twice),
        ("providers.not_allowed", _joined_by_the_inviter),
        ("providers.not_allowed", _no_owner),
        ("networks.not_linked", _mandate_to_a_stranger),
        ("mandate.only_mandatary", _accepted_by_the_giver),
        ("mandate.conflict", _accepted_for_both),
        ("mandate.step", _ended_twice),
        ("mandate.no_reason", _ended_without_a_word),
        ("networks.not_own", _anothers_achievement),
        ("networks.mandate_days", _begins_yesterday),
        ("mandate.depth", _passed_on_unasked),
        ("mandate.wider", _passed_on_wider),
        ("mandate.circular", _passed_on_in_a_circle),
        ("mandate.withdrawn", _passed_on_after_its_end),
        ("mandate.identity", _new_identity),
    ],
)
def test_each_refused_act_has_its_own_code_and_changes_nothing(
    code: str, attempt: Callable[[Party, Party], None], network: Party, centre: Party
) -> None:
    with pytest.raises(TeselaError) as refused:
        attempt(network, centre)
    assert refused.value.code == code
    assert list(broken_links(network.of)) == []
    assert (
        Link.objects.filter(state=Belonging.JOINED, above=centre.of, below=network.of).count() == 0
    )


def test_both_sides_are_written_to_once_before_a_mandate_ends(
    network: Party, centre: Party, mailoutbox
) -> None:
    joined(network, centre)
    mandate(network, centre, ends=TODAY + timedelta(20))
    now = datetime.now(UTC)
    assert warn_due(now) == 2
    assert warn_due(now) == 0
    assert {mail.to[0] for mail in mailoutbox} == {
        "care-network@example.org",
        "care-centre@example.org",
    }
    assert "Care Centre" in mailoutbox[0].body
    assert warn_due(now + timedelta(14)) == 2, "and once more a week before"


def test_the_checker_knows_of_a_mandate_to_issue_for_a_small_provider(
    network: Party, centre: Party
) -> None:
    joined(network, centre)
    description = described(network.of)
    description.content["awarding_bodies"] = [{"name": {"en": "Care Centre"}, "country": "IE"}]
    description.save()

    def warned() -> bool:
        found = found_in(description, draft(description))
        return any(one.rule == "P9-08" for one in found.findings)

    assert not warned(), "nothing is known of a mandate"
    given = mandate(centre, network, acts=frozenset({Act.SEAL}))
    assert not warned()
    mandating.end(centre.by, given, "Over")
    assert warned()
