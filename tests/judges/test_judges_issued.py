"""Foreign judges accept what `tesela.issuing` makes of the example descriptions."""

import json
from pathlib import Path

import pytest

from tesela.issuing import issue
from tesela.model.award import Award
from tesela.model.description import read_description
from tesela.status.bitstring import PURPOSES, Place
from tests.judges.documents import CREATED, KEY, LIST, NAMES, uuid

EXAMPLES = sorted((Path(__file__).parents[2] / "examples/achievements").glob("*.yaml"))
LANGUAGES = ("en", "el", "bg")


def issued(example: Path, language: str) -> dict:
    """The Open Badge of an award that says everything an award can say."""
    achievement = read_description(example.read_bytes(), example.name).achievement
    grading = achievement.grading
    told = {
        "id": uuid(900),
        "achievement": achievement.edition,
        "learner": {"id": uuid(901), "full_name": NAMES[1]},
        "awarded_on": "2026-02-27",
        "assessed_on": "2026-02-20",
        "valid_until": "2031-02-27",
        "language": language,
        "narrative": NAMES[9],
        "evidence": ["https://issuer.example/evidence/1"],
        "grade": grading.values[0] if grading and grading.values else None,
    }
    award = Award.model_validate({name: part for name, part in told.items() if part})
    places = [Place(f"{LIST}/{purpose}", 4711, purpose) for purpose in PURPOSES]
    made = next(issue(achievement, [award], KEY, issued_at=CREATED, places=lambda _: places))
    document: dict = json.loads(made.files["openbadge"])
    return document


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_npm_accepts_what_we_issue(node_judge, example, language):
    assert node_judge.verdict(issued(example, language)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_openvc_accepts_what_we_issue(openvc_judge, example, language):
    assert openvc_judge.verdict(issued(example, language)) == ""
