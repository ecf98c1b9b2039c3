"""Figures as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.drafting import figures, read
from tesela.drafting.words import languages, words_for
from tesela.model.draft import Draft


def hours(text: str, language: str) -> list[str]:
    return [found.value for found in figures.amounts(text, "hours", words_for(language))]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("25 Std.", "de", ["25"]),
        ("25 Stunden", "de", ["25"]),
        ("1,5 Stunden", "de", ["1.5"]),
        ("1.200 Stunden", "de", ["1200"]),
        ("1,200 hours", "en", ["1200"]),
        ("1.5 hrs", "en", ["1.5"]),
        ("1 200 heures", "fr", ["1200"]),
        ("37,5 h", "fr", ["37.5"]),
        ("20–25 horas", "es", ["20", "25"]),
        ("27 tuntia", "fi", ["27"]),
        ("30 ωρών", "el", ["30"]),
        ("1.234,5 Stunden", "de", ["1234.5"]),
        ("25 Studenten", "de", []),
        ("0 hours", "en", ["0"]),
        ("Room 12.5 hours", "en", ["12.5"]),
    ],
)
def test_hours(text: str, language: str, expected: list[str]) -> None:
    assert hours(text, language) == expected


def test_a_figure_that_could_be_two_numbers_is_none() -> None:
    assert figures.number("1.200", None) is None
    assert figures.number("1.200", ".") is None
    assert figures.number("1.200", ",") == "1200"


@given(st.integers(1, 999_999), st.sampled_from(sorted(languages())))
def test_whole_numbers_come_back_in_every_grouping(number: int, language: str) -> None:
    words = words_for(language)
    group = "." if words.decimal == "," else ","
    for mark in ("", " ", "\u00a0", "\u202f", group):
        written = f"{number:,}".replace(",", mark)
        if not mark and len(written) > 5:
            continue
        assert figures.number(written, words.decimal) == str(number)


@given(st.decimals("0.01", "999.99", places=2), st.sampled_from(sorted(languages())))
def test_decimals_come_back(number: Decimal, language: str) -> None:
    decimal = words_for(language).decimal
    written = f"{number:f}".replace(".", decimal or ".")
    found = figures.number(written, decimal)
    assert found is not None
    assert Decimal(found) == number


def draft(text: str, language: str = "en") -> Draft:
    return read("x.txt", text.encode(), language)


def found(text: str, language: str = "en") -> dict[str, list[object]]:
    values: dict[str, list[object]] = {}
    for one in draft(text, language).found:
        values.setdefault(one.path, []).append(one.value)
    return values


def notes(text: str, language: str = "en") -> list[str]:
    return [note.code for note in draft(text, language).notes]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Credits: 1.5 ECTS", "1.5"),
        ("ECTS: 3", "3"),
        ("5 ECTS credits", "5"),
        ("Credits (ECTS): 2", "2"),
        ("It is worth 2 credit points ECTS.", None),
        ("10 credits in ECTS 4", "4"),
    ],
)
def test_ects(text: str, points: str | None) -> None:
    expected = {"system": "ects", "points": points}
    assert found(text).get("workload.credits.0") == ([expected] if points else None)


def test_what_one_credit_is_worth_is_no_workload() -> None:
    text = "Workload: 3 ECTS (1 ECTS = 25 hours)"
    assert found(text)["workload.credits.0"] == [{"system": "ects", "points": "3"}]
    assert "workload.hours" not in found(text)


def test_credits_of_no_named_system_are_a_note_only() -> None:
    assert not found("Credits: 5")
    assert notes("Credits: 5") == ["draft.credits_unnamed"]
    assert "draft.credits_unnamed" in notes("Laajuus ja taso\n\nOpintopisteet: 5 op", "fi")


def test_hours_a_week_and_hours_of_a_part_are_a_note_only() -> None:
    for text in ("Workload: 4 hours per week", "Duration: 10 contact hours, 20 hours self-study"):
        assert "workload.hours" not in found(text)
        assert notes(text) == ["draft.part_only"]


def test_lessons_are_not_hours() -> None:
    assert "workload.hours" not in found("Umfang: 40 UE", "de")
    assert notes("Umfang: 40 UE", "de") == ["draft.lessons"]


def test_two_figures_are_both_there_and_told() -> None:
    text = "Duration: 25 hours\n\nWorkload: 30 hours"
    assert found(text)["workload.hours"] == ["25", "30"]
    (note,) = draft(text).notes
    assert (note.code, note.data["path"]) == ("draft.two_values", "workload.hours")


def test_a_range_is_both_its_ends() -> None:
    assert found("Duration: 20-25 hours")["workload.hours"] == ["20", "25"]


def test_hours_in_running_text_count_where_it_speaks_of_the_whole() -> None:
    assert found("The course takes 25 hours in total.")["workload.hours"] == ["25"]
    assert "workload.hours" not in found("We are open 24 hours.")


@pytest.mark.parametrize(
    ("text", "language", "path", "value"),
    [
        ("EQF level: 4", "en", "level.eqf", 4),
        ("Level: EQF 4", "en", "level.eqf", 4),
        ("It is at level 5 of the European Qualifications Framework.", "en", "level.eqf", 5),
        ("Niveau: EQR 3", "de", "level.eqf", 3),
        ("Niveau 5 du CEC", "fr", "level.eqf", 5),
        ("Nivel 4 del MEC", "es", "level.eqf", 4),
        ("EQF-taso 6", "fi", "level.eqf", 6),
        ("Επίπεδο: EQF 5", "el", "level.eqf", 5),
        ("DQR-Niveau: 4", "de", "level.national.0",
         {"framework": {"de": "dqr"}, "level": "4"}),
        ("Niveau: DQR 4", "de", "level.national.0",
         {"framework": {"de": "DQR"}, "level": "4"}),
        ("Level: second cycle", "en", "level.cycle", "second"),
    ],
)  # fmt: skip
def test_levels(text: str, language: str, path: str, value: object) -> None:
    if path == "level.national.0" and isinstance(value, dict):
        (one,) = found(text, language)[path]
        assert isinstance(one, dict)
        assert (one["framework"]["de"].upper(), one["level"]) == ("DQR", "4")
    else:
        assert found(text, language)[path] == [value]


@pytest.mark.parametrize("text", ["Level: 4", "Level: B1", "EQF level: 4-5", "EQF level: 9"])
def test_a_level_that_is_not_clear_is_no_level(text: str) -> None:
    assert not [path for path in found(text) if path.startswith("level")]


def test_a_level_without_a_framework_is_a_note() -> None:
    assert notes("Level: 4") == ["draft.level_unnamed"]
