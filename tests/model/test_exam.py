"""The record of an examination: bounded, told in words, pinned by its digest."""

import json
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from tesela.model.exam import ExamRecord, Sitting, told

ID = "urn:uuid:3f0c1b7e-5a0e-4c47-9d6a-0d6f4a3f6a10"
EDITION = "https://harbour-house.example/achievements/ecc/1"
CARE = Sitting(
    held_on=date(2026, 5, 4),
    place="Galway, Harbour House",
    way="on-paper",
    invigilated_by="registrar of the centre",
    minutes=60,
    items=(12,) * 8,
    pass_mark=72,
)


def record(*right: int, sitting: Sitting = CARE) -> ExamRecord:
    return ExamRecord(id=ID, achievement=EDITION, sitting=sitting, right=right)


def test_ninety_six_items_in_eight_parts() -> None:
    reached = record(12, 11, 10, 9, 12, 12, 8, 7)
    assert reached.sitting.total == 96
    assert reached.total == 81
    assert reached.enough is True
    assert record(*(8,) * 8).enough is False


def test_without_a_figure_nothing_is_said_to_be_enough() -> None:
    free = CARE.model_copy(update={"pass_mark": None})
    reached = record(*(0,) * 8, sitting=free)
    assert reached.enough is None
    assert "own figure" not in told(reached, "en")


def test_the_provider_s_own_figure_is_called_so() -> None:
    said = told(record(*(12,) * 8), "en")
    assert "Right answers that are enough: 72. This is the provider’s own figure." in said
    assert "4 May 2026, Galway, Harbour House." in said.replace("May 4, 2026", "4 May 2026")
    assert "Watched over by: registrar of the centre." in said
    assert "Part 8: 12 of 12." in said


def test_whoever_has_the_record_can_show_that_the_award_means_it() -> None:
    reached = record(*(9,) * 8)
    assert reached.digest in told(reached, "en")
    assert sha256(reached.content).hexdigest() == reached.digest
    again = ExamRecord.model_validate_json(reached.content)
    assert again == reached
    assert again.digest == reached.digest


@given(some.lists(some.integers(0, 11), min_size=8, max_size=8), some.integers(0, 7))
def test_one_answer_more_is_another_record(right: list[int], at: int) -> None:
    other = [*right]
    other[at] += 1
    assert record(*right).digest != record(*other).digest


def test_neither_answers_nor_a_candidate_s_name_are_in_it() -> None:
    assert set(json.loads(record(*(9,) * 8).content)) == {"id", "achievement", "sitting", "right"}


@pytest.mark.parametrize(
    ("right", "why"),
    [((13, *(12,) * 7), "more than there are items"), ((12,) * 7, "other parts")],
    ids=["more than the items of a part", "a part is missing"],
)
def test_a_result_that_does_not_fit_the_sitting_is_none(right: tuple[int, ...], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        record(*right)


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": ()},
        {"items": (12,) * 51},
        {"items": (201,)},
        {"minutes": 0},
        {"pass_mark": 97},
        {"place": "two\nlines"},
        {"way": "by-heart"},
        {"invigilator": "Mary Byrne"},
    ],
    ids=lambda one: next(iter(one)),
)
def test_a_sitting_that_cannot_have_been_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Sitting.model_validate({**CARE.model_dump(), **wrong})
