"""A credential says that its learner has achieved the outcomes: no failed grade gets one."""

from datetime import date

from tesela.issuing.batch import RowRules, wanted_award
from tesela.issuing.roster import RosterRow
from tests.samples import ACHIEVEMENT

RULES = RowRules("en", date(2026, 6, 20), headers={"grade": "Points"})


def problem(grade: str | None):
    row = RosterRow(
        number=7, given_name="Ana", family_name="Silva", email="ana@example.org", grade=grade
    )
    return wanted_award(ACHIEVEMENT, row, RULES).problem


def test_a_grade_below_the_pass_mark_is_refused_with_the_pass_mark() -> None:
    found = problem("59")
    assert found.problem.code == "award.not_passed"
    assert "60" in found.problem.message()
    assert (found.column, found.value, found.field) == ("Points", "59", "grade")


def test_a_grade_that_does_not_exist_is_refused_with_those_that_do() -> None:
    found = problem("superb")
    assert found.problem.code == "award.grade_unknown"
    assert "96" in found.problem.fix()


def test_a_grade_that_passes_and_no_grade_at_all_are_fine() -> None:
    assert problem("60") is None
    assert problem(None) is None
