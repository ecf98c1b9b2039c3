"""The record of `tesela issue`: what it remembers for a moment, and what it never mixes up."""

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.cli.register import SqliteRegister
from tesela.issuing.batch import Recorded, RowRules, WantedAward, wanted_award
from tesela.issuing.roster import RosterRow
from tests.samples import ACHIEVEMENT

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[SqliteRegister]:
    with closing(SqliteRegister(tmp_path / "register.sqlite3", os.urandom)) as opened:
        yield opened


def wanted(number: int, email: str | None = None) -> WantedAward:
    row = RosterRow(number, full_name="Ana", email=email or f"learner-{number}@example.org")
    return wanted_award(ACHIEVEMENT, row, RowRules("en", date(2026, 6, 1)))


def test_a_setting_that_was_taken_back_is_not_remembered(register: SqliteRegister) -> None:
    with suppress(ZeroDivisionError), register.transaction():
        register.fix_setting("status_lists", "https://a.example", "issue.other_status_lists")
        assert register.setting("status_lists") == "https://a.example"
        raise ZeroDivisionError
    assert register.setting("status_lists") is None


def test_a_setting_is_known_as_soon_as_it_is_made(register: SqliteRegister) -> None:
    with register.transaction():
        assert register.setting("status_lists") is None
        register.fix_setting("status_lists", "https://a.example", "issue.other_status_lists")
        assert register.setting("status_lists") == "https://a.example"


def test_each_award_has_places_of_its_own(register: SqliteRegister) -> None:
    register.fix_setting("status_lists", "https://a.example", "issue.other_status_lists")
    recorded = register.record([wanted(number) for number in range(5)], NOW)
    recorded += register.record([wanted(number) for number in range(5, 9)], NOW)
    places = [entry.places[0].position for entry in recorded if entry]
    assert len(set(places)) == len(recorded) == 9


def test_places_of_awards_that_were_taken_back_are_free_again(register: SqliteRegister) -> None:
    register.fix_setting("status_lists", "https://a.example", "issue.other_status_lists")
    with suppress(ZeroDivisionError), register.transaction():
        lost = register.record([wanted(1)], NOW)
        raise ZeroDivisionError
    again = register.record([wanted(1)], NOW)
    assert lost[0] is not None
    assert again[0] is not None
    assert lost[0].places == again[0].places
    assert lost[0].award.id != again[0].award.id


def test_a_learner_keeps_the_id_under_another_edition(register: SqliteRegister) -> None:
    other = ACHIEVEMENT.model_copy(update={"version": "99"})
    row = RosterRow(2, full_name="Ana", email="learner-1@example.org")
    asked = [wanted(1), wanted_award(other, row, RowRules("en", date(2026, 6, 1)))]
    first, second = register.record(asked, NOW)
    assert first is not None
    assert second is not None
    assert first.award.learner.id == second.award.learner.id
    assert first.award.id != second.award.id


ROWS = st.lists(
    st.tuples(
        st.sampled_from(("Ana", "Ben", "Cleo")),
        st.sampled_from(("", "a@example.org", "b@example.org")),
        st.sampled_from(("", "1", "2")),
        st.sampled_from(("", "75", "95", "no grade")),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(runs=st.lists(ROWS, min_size=1, max_size=3), size=st.integers(2, 14))
def test_the_record_is_the_same_in_whatever_chunks_rows_come(
    runs: list[list[tuple[str, str, str, str]]], size: int
) -> None:
    assert _recorded(runs, size) == _recorded(runs, 1)


def _recorded(
    runs: list[list[tuple[str, str, str, str]]], size: int
) -> tuple[list[Recorded | None], dict[str, list[dict[str, Any]]]]:
    """What was answered, and everything in the record."""
    drawn = Random(1)
    answers: list[Recorded | None] = []
    with TemporaryDirectory() as folder:
        file = Path(folder) / "register.sqlite3"
        for at, rows in enumerate(runs):
            with closing(SqliteRegister(file, drawn.randbytes)) as register:
                register.fix_setting("status_lists", "https://a.example", "issue.other_issuer")
                asked = [_asked(number, *row) for number, row in enumerate(rows, start=2)]
                for first in range(0, len(asked), size):
                    answers += register.record(asked[first : first + size], NOW + timedelta(at))
                tables = {
                    name: sorted(register.rows(name), key=repr)
                    for name in ("setting", "learner", "award")
                }
    return answers, tables


def _asked(number: int, name: str, email: str, identifier: str, grade: str) -> WantedAward:
    row = RosterRow(
        number,
        full_name=name,
        email=email or None,
        identifier=identifier or None,
        grade=grade or None,
    )
    return wanted_award(ACHIEVEMENT, row, RowRules("en", date(2026, 6, 1)))
