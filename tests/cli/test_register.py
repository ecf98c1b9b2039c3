"""The record of `tesela issue`: what it remembers for a moment, and what it never mixes up."""

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tesela.cli.register import SqliteRegister
from tesela.issuing.batch import RowRules, WantedAward, wanted_award
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
