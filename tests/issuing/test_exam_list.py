"""Results of an examination out of a spreadsheet: sums of parts, or items, told with their faults."""

import pytest

from tesela.issuing.exam_list import Result, UnfitListError, read_results
from tesela.text.catalogue import fix
from tesela.text.errors import TeselaError

PARTS = "E-mail,1,2\neleni@learner.example,12,9\n"


def read(text: str, items: tuple[int, ...] = (12, 12)) -> tuple[Result, ...]:
    return read_results(text.encode(), "results.csv", items)


def faults(text: str, items: tuple[int, ...] = (12, 12)) -> list[str]:
    with pytest.raises(UnfitListError) as refused:
        read(text, items)
    for problem in refused.value.problems:
        assert problem.message("en")
        assert fix(problem.code, "en")
    return [problem.code for problem in refused.value.problems]


def test_a_column_for_each_part() -> None:
    assert read(PARTS) == (Result(2, (12, 9), email="eleni@learner.example"),)


def test_a_column_for_each_item_is_summed() -> None:
    heads = [f"{part}.{statement}.{item}" for part in (1, 2) for statement in (1, 2, 3)
             for item in (1, 2, 3, 4)]  # fmt: skip
    answers = ["1"] * 11 + ["0"] + ["1"] * 5 + ["0"] * 7
    text = f"Name;{';'.join(heads)}\nEleni Papadopoulou;{';'.join(answers)}\n"
    assert read(text) == (Result(2, (11, 5), name="Eleni Papadopoulou"),)


def test_headers_in_other_languages_and_empty_rows() -> None:
    text = "Vorname\tNachname\tTeil 1\tTeil 2\n\t\t\t\nJürgen\tWeiß\t8\t7\n"
    assert read(text) == (Result(3, (8, 7), name="Jürgen Weiß"),)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Colour,1,2\nred,1,1\n", ["exam.no_header"]),
        ("E-mail,1\na@b.example,1\n", ["exam.part_missing"]),
        ("E-mail,1,2,3\na@b.example,1,1,1\n", ["exam.part_unknown"]),
        ("E-mail,1.1,1.2,2\na@b.example,1,1,1\n", ["exam.items_missing"]),
        ("E-mail,1,2\na@b.example,13,x\n", ["exam.no_number", "exam.no_number"]),
        ("E-mail,1,2\na@b.example,-1,²\n", ["exam.no_number", "exam.no_number"]),
        ("E-mail,1,2\n,1,1\n", ["exam.no_person"]),
        ("E-mail,1,2\n", ["exam.no_rows"]),
        ("E-mail,1,2\n" + "a@b.example,1,1\n" * 5002, ["exam.too_many_rows"]),
    ],
    ids=[
        "nobody is named by any column", "a part without a column", "a part too many",
        "some items have no column", "no number, or too high", "no digits", "a row names nobody",
        "no rows", "too many rows",
    ],
)  # fmt: skip
def test_a_list_with_a_fault_is_refused(text: str, codes: list[str]) -> None:
    assert faults(text) == codes


def test_an_item_is_right_or_wrong_and_nothing_else() -> None:
    assert faults("E-mail,1.1,1.2\na@b.example,1,2\n", (2,)) == ["exam.no_number"]


def test_what_is_no_list_is_refused_as_a_class_list_is() -> None:
    with pytest.raises(TeselaError) as refused:
        read_results(b"%PDF-1.7 no list", "results.pdf", (12,))
    assert refused.value.problem.code.startswith("roster.")
