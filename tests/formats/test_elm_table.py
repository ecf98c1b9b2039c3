"""The table of `formats/elm`: complete, true, and the same as in the documentation."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tesela.formats.elm import TABLE, describe
from tesela.formats.elm.table import SUBJECTS
from tesela.model import achievement as model
from tesela.model.achievement import Achievement
from tesela.model.base import Part
from tesela.model.party import Party
from tests.published import load

ROOT = Path(__file__).parents[2]
WHOLE: dict[str, type[Part]] = {
    "party": Party,
    "learning_outcomes": model.LearningOutcome,
    "workload": model.Workload,
    "level": model.Level,
    "assessment": model.AssessmentPart,
    "quality_assurance": model.QualityAssurance,
    "prerequisites": model.Prerequisites,
    "grading": model.Grading,
    "further_information": model.FurtherInformation,
}
"""The parts whose fields have rows of their own."""
FIELDS = [row.field for row in TABLE]


def test_every_field_of_the_model_has_one_row() -> None:
    expected = [name for name in Achievement.model_fields if name not in WHOLE]
    for name, part in WHOLE.items():
        expected += [f"{name}.{field}" for field in part.model_fields]

    assert sorted(FIELDS) == sorted(expected)


def test_every_standard_element_of_a_description_has_a_row() -> None:
    """Elements 1 (the learner) and 5 (the date) belong to the award."""
    assert {row.element for row in TABLE} >= set(range(2, 17)) - {5}


@pytest.mark.parametrize("row", TABLE, ids=FIELDS)
def test_a_path_is_made_of_terms_of_the_published_context(row: Any, standards: Path) -> None:
    terms = load(standards / "elm/context/edc-ap-3.2-lts-github.jsonld")["@context"]
    paths = re.sub(r"“[^”]*”|\([^)]*\)", "", row.path)

    for term in re.findall(r"[a-z]+(?:[A-Z]\w*)+|(?<=\.)[a-z]\w+", paths):
        assert term in terms, row.path
    for subject in re.findall(r"“([^”]*)”", row.path):
        assert subject in SUBJECTS


def test_what_the_examples_say_stands_where_the_table_says() -> None:
    known = " ".join(row.path for row in TABLE)
    for example in sorted((ROOT / "examples/achievements").glob("*.yaml")):
        written = describe(Achievement.model_validate(yaml.safe_load(example.read_text("utf-8"))))
        for member in written.keys() - {"@context", "id", "type"}:
            assert re.search(rf"\b{member}\b", known), member


def test_the_documentation_has_the_same_table() -> None:
    page = (ROOT / "docs/elm-description.md").read_text("utf-8")

    assert [line for line in page.splitlines() if line.startswith("| ")][1:] == [
        f"| {row.element or ''} | `{row.field}` | {row.path} | {row.read} |" for row in TABLE
    ]
    for subject, meaning in SUBJECTS.items():
        assert f"- `{subject}`: {meaning.name}" in page
