"""Mandates: what a chain of them allows, why it does not, and who may take which step."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tesela.model.mandate import (
    MOST_STEPS,
    Act,
    Mandate,
    authority,
    chain,
    fault,
    last_day,
    refusal,
    under,
)
from tesela.process.mandates import TRANSITIONS, Side, State, moved
from tesela.text.errors import TeselaError

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
TODAY = NOW.date()
CARE = "https://tesela.example/achievements/network/care"
BOTH = frozenset({Act.AWARD, Act.ISSUE})
NETWORK = Mandate(
    "one", "network", "member", BOTH, date(2026, 1, 1), date(2026, 12, 31), frozenset({CARE}), 1
)
MEMBER = Mandate(
    "two",
    "member",
    "centre",
    frozenset({Act.ISSUE}),
    date(2026, 2, 1),
    date(2026, 12, 31),
    None,
    under="one",
)
STEPS = (NETWORK, MEMBER)


def resolved(*known: Mandate, at: datetime = NOW, act: Act = Act.ISSUE, of: str = CARE) -> str:
    """The code of the refusal; empty where the centre may act for the network."""
    try:
        authority(known, mandator="network", mandatary="centre", act=act, achievement=of, at=at)
    except TeselaError as error:
        return error.code
    return ""


def test_a_centre_acts_for_the_network_through_its_member() -> None:
    assert resolved(*STEPS) == ""
    assert chain("two", {one.id: one for one in STEPS}) == STEPS
    assert last_day(STEPS) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("mandate.none", ()),
        ("mandate.none", (NETWORK,)),
        ("mandate.unknown", (MEMBER,)),
        ("mandate.depth", (replace(NETWORK, depth=0), MEMBER)),
        ("mandate.broken", (replace(NETWORK, mandatary="other"), MEMBER)),
        ("mandate.lapsed", (replace(NETWORK, ends=TODAY - timedelta(1)), MEMBER)),
        ("mandate.lapsed", (NETWORK, replace(MEMBER, ends=TODAY - timedelta(1)))),
        ("mandate.not_yet", (NETWORK, replace(MEMBER, begins=TODAY + timedelta(1)))),
        ("mandate.withdrawn", (replace(NETWORK, withdrawn_at=NOW), MEMBER)),
        ("mandate.achievement", (replace(NETWORK, achievements=frozenset()), MEMBER)),
        ("mandate.act", (NETWORK, replace(MEMBER, acts=frozenset({Act.SEAL})))),
        ("mandate.circular", (replace(NETWORK, under="two"), MEMBER)),
        ("mandate.self", (replace(NETWORK, mandatary="network"), replace(MEMBER, mandator="network"))),
        (
            "mandate.circular",
            (
                replace(NETWORK, depth=3),
                replace(MEMBER, mandatary="network", depth=1, acts=BOTH),
                Mandate("three", "network", "centre", BOTH, TODAY, under="two"),
            ),
        ),
    ],
)  # fmt: skip
def test_each_refusal_has_its_own_code(code: str, known: tuple[Mandate, ...]) -> None:
    assert resolved(*known) == code
    assert resolved(*reversed(known)) == code


def test_the_last_day_counts_whole_and_the_moment_of_a_withdrawal_does_not() -> None:
    last = replace(NETWORK, ends=TODAY)
    midnight = datetime(2026, 5, 5, tzinfo=UTC)
    assert resolved(last, MEMBER, at=midnight - timedelta(seconds=1)) == ""
    assert resolved(last, MEMBER, at=midnight) == "mandate.lapsed"
    gone = replace(MEMBER, withdrawn_at=NOW)
    assert resolved(NETWORK, gone, at=NOW - timedelta(seconds=1)) == ""
    assert resolved(NETWORK, gone, at=NOW) == "mandate.withdrawn"


def test_a_good_chain_beside_a_withdrawn_one_counts() -> None:
    gone = replace(MEMBER, id="old", withdrawn_at=NOW - timedelta(days=9))
    assert resolved(NETWORK, gone, MEMBER) == ""
    direct = Mandate("direct", "network", "centre", BOTH, TODAY)
    found = authority(
        [*STEPS, direct],
        mandator="network",
        mandatary="centre",
        act=Act.ISSUE,
        achievement=CARE,
        at=NOW,
    )
    assert found == (direct,)


def test_a_chain_is_bounded() -> None:
    long = [
        Mandate(str(at), str(at), str(at + 1), BOTH, TODAY, depth=9, under=str(at - 1) if at else None)
        for at in range(MOST_STEPS + 1)
    ]  # fmt: skip
    with pytest.raises(TeselaError) as refused:
        chain(str(MOST_STEPS), {one.id: one for one in long})
    assert refused.value.code == "mandate.too_long"
    assert fault(tuple(long)) is not None


WANTED = replace(MEMBER, under=None, ends=None, begins=date(2026, 3, 1))


def test_a_mandate_given_under_another_one_ends_with_it() -> None:
    assert under((NETWORK,), WANTED) == replace(
        WANTED, under="one", ends=NETWORK.ends, achievements=frozenset({CARE})
    )
    assert under((), replace(NETWORK, under="something")) == replace(NETWORK, under=None)


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("mandate.dates", replace(WANTED, ends=date(2026, 2, 1))),
        ("mandate.nothing", replace(WANTED, acts=frozenset())),
        ("mandate.nothing", replace(WANTED, achievements=frozenset())),
        ("mandate.wider", replace(WANTED, ends=date(2027, 1, 1))),
        ("mandate.wider", replace(WANTED, begins=date(2025, 12, 31))),
        ("mandate.wider", replace(WANTED, acts=frozenset({Act.SEAL}))),
        ("mandate.wider", replace(WANTED, achievements=frozenset({"another"}))),
        ("mandate.self", replace(WANTED, mandatary="member")),
        ("mandate.circular", replace(WANTED, mandatary="network")),
        ("mandate.broken", replace(WANTED, mandator="another")),
        ("mandate.depth", replace(WANTED, depth=1)),
    ],
)
def test_no_mandate_is_given_that_could_not_count(code: str, wanted: Mandate) -> None:
    with pytest.raises(TeselaError) as refused:
        under((NETWORK,), wanted)
    assert refused.value.code == code


NAMES = some.sampled_from(["network", "member", "centre", "other"])


@some.composite
def mandates(draw: some.DrawFn) -> list[Mandate]:
    """Mandates as anybody might give them, whether they fit or not."""
    ids = [str(at) for at in range(draw(some.integers(1, 7)))]
    day = some.dates(date(2026, 5, 1), date(2026, 5, 8))
    return [
        Mandate(
            name,
            draw(NAMES),
            draw(NAMES),
            draw(some.frozensets(some.sampled_from(Act), min_size=1)),
            draw(day),
            draw(some.none() | day),
            draw(some.none() | some.frozensets(some.sampled_from([CARE, "other"]))),
            draw(some.integers(0, 3)),
            draw(some.none() | some.sampled_from(ids)),
            draw(some.none() | some.just(NOW)),
        )
        for name in ids
    ]


@given(mandates(), some.randoms(use_true_random=False))
def test_what_counts_is_never_circular_and_no_order_changes_it(
    known: list[Mandate], random
) -> None:
    try:
        found = authority(
            known, mandator="network", mandatary="centre", act=Act.ISSUE, achievement=CARE, at=NOW
        )
    except TeselaError:
        found = ()
    else:
        parties = ["network", *(one.mandatary for one in found)]
        assert len(parties) == len(set(parties))
        assert parties[-1] == "centre"
        assert all(one.standing(NOW) is None for one in found)
        assert all(Act.ISSUE in one.acts for one in found)
        assert refusal(found, Act.ISSUE, CARE, NOW) is None
    code = resolved(*known)
    shuffled = random.sample(known, len(known))
    assert resolved(*shuffled) == code
    assert bool(found) == (code == "")


@given(mandates())
def test_whatever_is_given_one_after_another_no_chain_is_circular(wanted: list[Mandate]) -> None:
    given_ones: dict[str, Mandate] = {}
    for one in wanted:
        for above in [None, *list(given_ones)]:
            try:
                steps = chain(above, given_ones) if above else ()
                made = under(steps, replace(one, id=f"{one.id}-{above}", withdrawn_at=None))
            except TeselaError:
                continue
            given_ones[made.id] = made
    for name in given_ones:
        steps = chain(name, given_ones)
        assert fault(steps) is None
        assert all(below.acts <= above.acts for above, below in pairwise(steps))


@given(some.lists(some.tuples(some.sampled_from(sorted(TRANSITIONS)), some.sampled_from(Side))))
def test_nothing_is_in_force_without_both_and_nothing_follows_the_end(
    tried: list[tuple[str, Side]],
) -> None:
    state, taken = State.OFFERED, []
    for act, by in tried:
        try:
            state = moved(state, act, by=by, belongs_to={by}, reason="Because.")
        except TeselaError:
            continue
        taken.append((act, by))
    accepted = ("accept", Side.MANDATARY) in taken
    assert accepted == (state in (State.IN_FORCE, State.ENDED))
    assert len(taken) <= 2


@pytest.mark.parametrize(
    ("code", "state", "act", "by", "belongs_to", "reason"),
    [
        ("mandate.only_mandatary", State.OFFERED, "accept", "mandator", {"mandator"}, ""),
        ("mandate.only_mandator", State.OFFERED, "take_back", "mandatary", {"mandatary"}, ""),
        ("mandate.step", State.ENDED, "accept", "mandatary", {"mandatary"}, ""),
        ("mandate.step", State.OFFERED, "end", "mandator", {"mandator"}, "No"),
        ("mandate.conflict", State.OFFERED, "accept", "mandatary", {"mandator", "mandatary"}, ""),
        ("mandate.no_reason", State.IN_FORCE, "end", "mandator", {"mandator"}, " "),
        ("mandate.no_reason", State.OFFERED, "decline", "mandatary", {"mandatary"}, ""),
    ],
)
def test_a_refused_step_has_its_own_code(
    code: str, state: State, act: str, by: str, belongs_to: set[str], reason: str
) -> None:
    sides = {Side(one) for one in belongs_to}
    with pytest.raises(TeselaError) as refused:
        moved(state, act, by=Side(by), belongs_to=sides, reason=reason)
    assert refused.value.code == code


def test_either_side_ends_it_alone() -> None:
    for by in Side:
        assert moved(State.IN_FORCE, "end", by=by, belongs_to={by}, reason="x") is State.ENDED
