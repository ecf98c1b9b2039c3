"""What a network is told of those below it: counts, coarse ones, and of nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.issuing.roster import RosterRow
from tesela.site.awards.models import Award
from tesela.site.networks import actions
from tesela.site.networks.figures import STEP, coarse, figures_of, summed
from tests.site.networking import Party, joined, party
from tests.site.people import awarded, published


def awards(of: Party, count: int, slug: str = "basics", days_ago: int = 40) -> list[Award]:
    rows = [
        RosterRow(n, "Ana", f"Nova{n}", email=f"ana{n}@example.org", language="en")
        for n in range(2, count + 2)
    ]
    made = awarded(published(of.of, slug=slug), rows)
    issued_at = datetime.now(UTC) - timedelta(days_ago)
    Award.objects.filter(pk__in=[one.pk for one in made]).update(issued_at=issued_at)
    return made


@pytest.fixture
def network() -> Party:
    return party("care-network", "Care Network")


@pytest.fixture
def members(network: Party) -> tuple[Party, Party, Party]:
    """Two members, and a centre of the first."""
    first, second = party("first", "=First"), party("second", "Second")
    centre = party("centre", "Centre")
    joined(network, first)
    joined(network, second)
    joined(first, centre)
    return first, second, centre


def page(of: Party, end: str = "networks/figures") -> str:
    return f"/organisations/{of.of.slug}/{end}"


@given(st.integers(0, 10**7))
def test_a_count_is_told_coarsely(count: int) -> None:
    told = coarse(count)
    assert told % STEP == 0
    assert told <= count < told + STEP


def test_each_level_and_the_sum_of_what_is_shown(
    network: Party, members: tuple[Party, Party, Party]
) -> None:
    first, second, centre = members
    awards(first, 7)
    awards(centre, 3)
    old = awards(centre, 12, "other", days_ago=450)
    awards(second, 20, days_ago=0)
    Award.objects.filter(pk=old[0].pk).update(withdrawn_at=datetime.now(UTC))
    found = figures_of(network.of, datetime.now(UTC))
    assert [(one.organisation.slug, one.level) for one in found] == [
        ("first", 1),
        ("second", 1),
        ("centre", 2),
    ]
    assert [one.awarded for one in found] == [coarse(7), coarse(0), coarse(14)]
    assert [one.awarded_lately for one in found] == [coarse(7), coarse(0), coarse(3)]
    assert [one.described for one in found] == [1, 1, 2]
    total = summed(found)
    assert (total.organisations, total.described) == (3, 4)
    assert (total.awarded, total.awarded_lately) == (15, 5), "hidden ones are in no sum"


def test_the_page_names_nobody(network: Party, members: tuple[Party, Party, Party]) -> None:
    awards(members[0], 3)
    shown = network.client.get(page(network)).content.decode()
    assert "fewer than 5" in shown
    assert "at least 0" in shown
    assert "Nova" not in shown
    assert "ana2@example.org" not in shown


def test_siblings_and_those_above_are_not_shown(
    network: Party, members: tuple[Party, Party, Party]
) -> None:
    first, second, _ = members
    shown = first.client.get(page(first)).content.decode()
    assert "Centre" in shown
    assert "Second" not in shown
    assert "Care Network" not in shown
    assert first.client.get(page(network)).status_code == 404
    assert second.client.get(page(first)).status_code == 404


def test_who_has_not_joined_is_not_counted(network: Party) -> None:
    other = party("other", "Other")
    awards(other, 6)
    assert figures_of(network.of, datetime.now(UTC)) == []
    assert b"Nobody yet" in network.client.get(page(network)).content


def test_the_list_runs_nothing_in_a_spreadsheet(
    network: Party, members: tuple[Party, Party, Party]
) -> None:
    awards(members[0], 2)
    answer = network.client.get(page(network) + "?as=csv")
    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1] == "'=First,1,1,fewer than 5,fewer than 5"
    assert len(lines) == 4


def test_a_member_is_told_what_the_network_sees(
    network: Party, members: tuple[Party, Party, Party]
) -> None:

    newcomer = party("newcomer", "Newcomer")
    link = actions.invite(network.by, newcomer.of, "Please join us.")
    own = page(newcomer, f"networks/{link.pk}")
    assert b"in round numbers" in newcomer.client.get(own).content
    actions.join(newcomer.by, link)
    assert b"in round numbers" in newcomer.client.get(own).content
    theirs = page(network, f"networks/{link.pk}")
    assert b"in round numbers" not in network.client.get(theirs).content
