"""A provider over time: what held, what was known, which keys and evidence counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tesela.text.errors import TeselaError
from tesela.trust.provider_entries import Entry, Status, is_in_force
from tests.trust.provider_samples import (
    ACCREDITED,
    BEGUN,
    NOW,
    STRANGER,
    entry,
    record,
    registered_key,
)

DAY = timedelta(days=1)
SUSPENDED = record(since=BEGUN + 100 * DAY, recorded_at=BEGUN + 101 * DAY, status="suspended")
BACK = record(since=BEGUN + 200 * DAY, recorded_at=BEGUN + 200 * DAY)


def status(found: Entry, days: int, known: int | None = None) -> str | None:
    known_at = None if known is None else BEGUN + known * DAY
    held = found.as_of(BEGUN + days * DAY, known_at)
    return held.status if held else None


def test_each_day_has_the_state_of_that_day() -> None:
    provider = entry(record(), SUSPENDED, BACK)
    assert [status(provider, day) for day in (-1, 0, 99, 100, 199, 200)] == [
        None, "active", "active", "suspended", "suspended", "active",
    ]  # fmt: skip


def test_what_was_written_down_late_was_not_known_before() -> None:
    provider = entry(record(), SUSPENDED)
    assert status(provider, 100, known=100) == "active"
    assert status(provider, 100, known=101) == "suspended"


def test_a_late_correction_counts_from_its_day_on() -> None:
    withdrawn = record(since=BEGUN + 50 * DAY, recorded_at=BEGUN + 300 * DAY, status="withdrawn")
    provider = entry(record(), SUSPENDED, BACK, withdrawn)
    assert status(provider, 49) == "active"
    assert status(provider, 250) == "withdrawn"
    assert status(provider, 250, known=299) == "active"


def test_what_is_to_come_does_not_hold_yet() -> None:
    later = record(since=NOW + DAY, recorded_at=NOW, status="withdrawn")
    held = entry(record(), later).as_of(NOW)
    assert held is not None
    assert held.status is Status.ACTIVE


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8))
def test_a_new_record_changes_nothing_before_its_day(days: list[tuple[int, int]]) -> None:
    """Whatever is added, the past before its `since` stays as it was."""
    written = sorted(days, key=lambda one: one[1])
    records = [
        record(since=BEGUN + since * DAY, recorded_at=BEGUN + told * DAY, place=f"Place {number}")
        for number, (since, told) in enumerate(written)
    ]
    whole, before = entry(*records), records[:-1]
    if not before:
        return
    for day in range(written[-1][0]):
        moment = BEGUN + day * DAY
        assert whole.as_of(moment) == entry(*before).as_of(moment)


def test_records_out_of_order_are_refused() -> None:
    with pytest.raises(ValidationError, match="out of order"):
        entry(BACK, record())


def test_evidence_counts_from_the_decision_to_its_last_day() -> None:
    assert ACCREDITED.decided_on is not None
    assert ACCREDITED.valid_until is not None
    for day, wanted in [
        (ACCREDITED.decided_on - DAY, False),
        (ACCREDITED.decided_on, True),
        (ACCREDITED.valid_until, True),
        (ACCREDITED.valid_until + DAY, False),
    ]:
        assert is_in_force(ACCREDITED, day) is wanted
    assert record().in_force(date(2025, 1, 1)) == (ACCREDITED,)
    assert record().in_force(date(2026, 3, 2)) == ()


def test_a_key_counts_in_its_time() -> None:
    key = registered_key(STRANGER, valid_until=BEGUN + DAY)
    assert not key.counts_at(BEGUN - timedelta(seconds=1))
    assert key.counts_at(BEGUN)
    assert not key.counts_at(BEGUN + DAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"public": "z6Mk" + "1" * 44},
        {"public": "u" + "A" * 44},
        {"valid_until": BEGUN - DAY},
    ],
    ids=["no key", "another alphabet", "ends before it begins"],
)
def test_a_key_that_is_none_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises((ValidationError, TeselaError)):
        registered_key(STRANGER, **changes)


def test_all_names_that_it_ever_had_lead_to_it() -> None:
    provider = entry(
        record(identities=("did:web:old.example",)),
        record(recorded_at=NOW, since=NOW, identities=("did:web:new.example",)),
    )
    assert provider.names == {provider.id, "did:web:old.example", "did:web:new.example"}
