"""Awards of a class are made from one that was checked: just as if each were checked."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tesela.conform import Known
from tesela.conform.award import gate
from tesela.issuing import alike
from tesela.issuing.roster import RosterRow
from tesela.issuing.wanted import Gate, RowRules, WantedAward, wanted_award, wanted_awards
from tesela.model.award import Award
from tests.samples import ACHIEVEMENT

ONE = "urn:uuid:11111111-1111-4111-8111-111111111111"
TWO = "urn:uuid:22222222-2222-4222-8222-222222222222"
THREE = "urn:uuid:33333333-3333-4333-8333-333333333333"
DEFAULTS = {"awarded_on": date(2026, 3, 1), "language": "en"}
names = (
    st.none()
    | st.text("aŻ -'\u00a0\u200d\x01\n", max_size=4)
    | st.sampled_from(["a" * 500, "a" * 501])
)
learners = st.fixed_dictionaries(
    {},
    optional={
        "given_name": names,
        "family_name": names,
        "full_name": names,
        "date_of_birth": st.just(date(1999, 12, 31)),
    },
)  # fmt: skip
said = st.fixed_dictionaries(
    {"achievement": st.sampled_from([ACHIEVEMENT.edition, "no address"])},
    optional={
        "awarded_on": st.dates(date(2026, 1, 1), date(2026, 1, 3)),
        "assessed_on": st.dates(date(2026, 1, 1), date(2026, 1, 3)),
        "valid_until": st.dates(date(2026, 1, 1), date(2026, 1, 3)),
        "grade": st.sampled_from(["90", "", " 1 "]),
        "language": st.sampled_from(["de", "not a tag"]),
        "evidence": st.sampled_from([("https://a.example/",), ("https://a b/",)]),
        "narrative": st.sampled_from(["Said\nso", "\x01"]),
        "workload_hours": st.sampled_from([Decimal("1.5"), Decimal(0)]),
        "ects_credits": st.sampled_from([Decimal(2), Decimal(2000)]),
    },
)


def outcome(make: Any) -> Any:
    try:
        made = make()
    except ValidationError as error:
        return [(one["type"], one["loc"], one["msg"]) for one in error.errors()]
    return made, made.model_dump_json(exclude_none=True), made.model_fields_set, made.learner


@given(said, learners)
def test_an_award_made_alike_is_as_one_that_was_checked(
    fields: dict[str, Any], learner: dict[str, Any]
) -> None:
    whole = {**fields, "learner": {name: part for name, part in learner.items() if part}}
    made = outcome(lambda: alike.award_saying(whole, DEFAULTS, ONE, TWO))
    checked = outcome(
        lambda: Award.model_validate(
            {**DEFAULTS, **whole, "learner": {**whole["learner"], "id": TWO}, "id": ONE}
        )
    )
    assert made == checked


@pytest.mark.parametrize("corrects", [None, THREE])
def test_the_award_of_a_row_has_its_ids(corrects: str | None) -> None:
    row = RosterRow(2, given_name="Ana", family_name="Müller", email="a@b.cd", evidence=())
    wanted = wanted_award(ACHIEVEMENT, row, RowRules("en", date(2026, 3, 1)))
    assert wanted.tried is not None
    made = wanted.stated(ONE, TWO, corrects)
    assert made == Award.model_validate(made.model_dump())
    assert (made.id, made.learner.id, made.supersedes) == (ONE, TWO, corrects)
    assert made.learner.name == "Ana Müller"


def test_nothing_is_kept_of_learners() -> None:
    """What is remembered is what awards say of everybody."""
    alike._stated.cache_clear()
    rules = RowRules("en", date(2026, 3, 1))
    for number in range(50):
        row = RosterRow(number, full_name=f"Ana {number}", email=f"a{number}@b.cd")
        wanted_award(ACHIEVEMENT, row, rules)
    assert alike._stated.cache_info().currsize == 1


rows = st.builds(
    RosterRow,
    st.integers(2, 4),
    given_name=names,
    family_name=names,
    full_name=names,
    email=st.sampled_from([None, "a@b.cd", "A@b.cd"]),
    identifier=st.sampled_from([None, "S-1"]),
    date_of_birth=st.sampled_from([None, date(1999, 12, 31)]),
    award_date=st.sampled_from([None, date(2026, 1, 2)]),
    assessed_on=st.sampled_from([None, date(2026, 1, 1), date(2026, 1, 3)]),
    valid_until=st.sampled_from([None, date(2026, 1, 1), date(2030, 1, 3)]),
    grade=st.sampled_from([None, "90", "10", "A", "g" * 501]),
    language=st.sampled_from([None, "de"]),
    evidence=st.sampled_from([(), ("https://a.example/",), ("https://a b/",)]),
    narrative=st.sampled_from([None, "Said\nso"]),
    workload_hours=st.sampled_from([None, Decimal("1.5"), Decimal("1.50"), Decimal(20_000)]),
    ects_credits=st.sampled_from([None, Decimal(2), Decimal("2.0")]),
    certificate_number=st.sampled_from([None, None, "17/2020"]),
)


def told(wanted: WantedAward) -> Any:
    """All that is seen of what a row asks for."""
    seen = (wanted.row, wanted.key, wanted.learner_key, wanted.former, wanted.digest)
    known = (wanted.key_column, wanted.key_value, wanted.fields, wanted.defaults)
    stated = outcome(lambda: wanted.stated(ONE, TWO, THREE))
    return wanted, seen, known, wanted.certificate, wanted.problem, stated


GATES = (None, *(gate(ACHIEVEMENT, Known(today=date(2026, 1, day))) for day in (1, 2)))


@given(st.lists(rows, max_size=5), st.booleans(), st.sampled_from(GATES))
def test_rows_that_share_what_they_say_ask_for_what_each_alone_asks_for(
    listed: list[RosterRow], born: bool, asks: Gate | None
) -> None:
    rules = RowRules("en", date(2026, 1, 2), with_date_of_birth=born, gate=asks)
    together = [told(one) for one in wanted_awards(ACHIEVEMENT, listed, rules)]
    assert together == [told(wanted_award(ACHIEVEMENT, row, rules)) for row in listed]


@pytest.mark.parametrize("asks", [None, gate(ACHIEVEMENT, Known(today=date(2026, 3, 1)))])
def test_a_usual_row_shares_what_it_says(asks: Gate | None) -> None:
    rules = RowRules("en", date(2026, 3, 1), gate=asks)
    usual = RosterRow(2, given_name="Ana", family_name="Müller", email="a@b.cd", grade=None)
    odd = RosterRow(3, full_name="Ana\u200dMüller", email="a@b.cd")
    asked = list(wanted_awards(ACHIEVEMENT, [usual, odd], rules))
    assert [bool(one.shared) for one in asked] == [True, False]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"grade": "90"},
        {"valid_until": date(2030, 1, 3)},
        {"assessed_on": date(2026, 1, 1), "language": "de"},
    ],
)
def test_a_row_that_shares_what_it_says_has_the_digest_of_one_alone(more: dict[str, Any]) -> None:
    rules = RowRules("en", date(2026, 3, 1), with_date_of_birth=True)
    listed = [
        RosterRow(2, given_name="Ana", family_name="O'Müller", email="a@b.cd", **more),
        RosterRow(3, full_name='Ivo "I"', date_of_birth=date(1999, 12, 31), **more),
    ]
    asked = list(wanted_awards(ACHIEVEMENT, listed, rules))
    assert all(one.shared for one in asked)
    alone = [wanted_award(ACHIEVEMENT, row, rules).digest for row in listed]
    assert [one.digest for one in asked] == alone
    assert len(set(alone)) == 2


@pytest.mark.parametrize("written", [(0, 0), ("0.0", None), (None, "0.0")])
def test_numbers_are_never_shared_even_none_at_all(written: tuple[Any, Any]) -> None:
    hours, points = (None if one is None else Decimal(one) for one in written)
    row = RosterRow(2, full_name="Ana", workload_hours=hours, ects_credits=points)
    (asked,) = wanted_awards(ACHIEVEMENT, [row], RowRules("en", date(2026, 3, 1)))
    assert asked.shared is None


@pytest.mark.parametrize("first", ["1", "1.0"])
def test_numbers_are_written_as_they_were_said(first: str) -> None:
    alike._stated.cache_clear()
    for written in (first, "1", "1.0"):
        fields = {"achievement": ACHIEVEMENT.edition, "learner": {"full_name": "Ana"}}
        made = alike.award_saying({**fields, "ects_credits": Decimal(written)}, DEFAULTS, ONE, TWO)
        assert str(made.ects_credits) == written
