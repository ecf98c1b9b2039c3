"""What a grade means in a scheme: it passes, it fails, or it is no grade of the scheme."""

import pytest

from tesela.model.achievement import Grading

TITLE = {"title": {"en": "Grades"}}
WORDS = Grading.model_validate({**TITLE, "values": ["fail", "pass", "merit"], "pass_mark": "pass"})
POINTS = Grading.model_validate({**TITLE, "lowest": "0", "highest": "96", "pass_mark": "60"})
GERMAN = Grading.model_validate({**TITLE, "lowest": "5,0", "highest": "1,0", "pass_mark": "4,0"})
LISTED = Grading.model_validate({**TITLE, "values": ["0", "1", "2", "3"], "pass_mark": "1"})
FREE = Grading.model_validate(TITLE)


@pytest.mark.parametrize(
    ("scheme", "grade", "standing"),
    [
        (WORDS, "pass", "passes"),
        (WORDS, "Merit", "passes"),
        (WORDS, "fail", "fails"),
        (WORDS, "superb", "unknown"),
        (POINTS, "60", "passes"),
        (POINTS, "59.5", "fails"),
        (POINTS, "59,5", "fails"),
        (POINTS, "97", "unknown"),
        (POINTS, "-1", "unknown"),
        (POINTS, "good", "unknown"),
        (GERMAN, "1,3", "passes"),
        (GERMAN, "4.0", "passes"),
        (GERMAN, "4,7", "fails"),
        (GERMAN, "6", "unknown"),
        (LISTED, "0", "fails"),
        (LISTED, "3", "passes"),
        (LISTED, "4", "unknown"),
        (FREE, "anything", "passes"),
    ],
)
def test_standing(scheme: Grading, grade: str, standing: str) -> None:
    assert scheme.standing(grade) == standing
