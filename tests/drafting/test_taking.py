"""What is taken comes out at its place; nothing else does."""

import itertools
from importlib.resources import files as files_of
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tesela.drafting import described, read
from tesela.drafting.taking import paths_taken
from tesela.drafting.words import languages, words_for
from tesela.formats import elm
from tesela.model.draft import Draft
from tesela.text.errors import TeselaError
from tesela.vocab import vocabulary
from tests.drafting import files
from tests.drafting.syllabi import SYLLABI
from tests.samples import ACHIEVEMENT

DRAFTS = [read("x.md", files.plain(syllabus.blocks)) for syllabus in SYLLABI]
DRAFTS.append(read("x.jsonld", elm.description_bytes(ACHIEVEMENT)))


def at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value[int(step)] if step.isdigit() else value[step]
    return value


def leaves(value: Any, path: str = "") -> set[str]:
    if isinstance(value, dict):
        return {leaf for name, some in value.items() for leaf in leaves(some, f"{path}.{name}")}
    if isinstance(value, list):
        return {leaf for n, some in enumerate(value) for leaf in leaves(some, f"{path}.{n}")}
    return {path.removeprefix(".")}


@given(st.data())
def test_what_is_taken_comes_out_at_its_path_and_nothing_else(data: st.DataObject) -> None:
    draft = data.draw(st.sampled_from(DRAFTS))
    taken = data.draw(st.sets(st.integers(0, len(draft.found) - 1)))
    members = described(draft, taken)
    paths = paths_taken(draft, taken)
    assert set(paths) == taken
    for number, path in paths.items():
        assert at(members, path) == draft.found[number].value
    for leaf in leaves(members):
        ours = leaf.startswith("learning_outcomes.") and leaf.endswith(".id")
        assert ours or any(leaf == path or leaf.startswith(f"{path}.") for path in paths.values())


def test_nothing_taken_is_nothing_described() -> None:
    assert described(DRAFTS[0], ()) == {}


def test_an_outcome_left_out_leaves_no_hole() -> None:
    draft = DRAFTS[0]
    second = next(n for n, one in enumerate(draft.found) if one.path == "learning_outcomes.1.text")
    outcome = described(draft, [second])["learning_outcomes"]
    assert outcome == [{"text": draft.found[second].value, "id": "outcome-1"}]


def two_titles() -> Draft:
    return read("x.txt", b"Duration: 25 hours\n\nDuration: 30 hours", "en")


def test_two_values_for_one_member_cannot_both_be_taken() -> None:
    for pair in itertools.permutations(range(2)):
        with pytest.raises(TeselaError) as caught:
            described(two_titles(), pair)
        assert caught.value.code == "draft.two_taken"
    assert described(two_titles(), [1]) == {"workload": {"hours": "30"}}


@pytest.mark.parametrize("number", [-1, 99])
def test_a_value_that_there_is_not(number: int) -> None:
    with pytest.raises(TeselaError) as caught:
        described(two_titles(), [number])
    assert caught.value.code == "draft.no_such_find"


def test_no_label_means_two_things() -> None:
    """Many texts are in two languages, so all words count for every text."""
    fields: dict[str, set[str]] = {}
    for language in languages():
        told = yaml.safe_load(
            (files_of("tesela.drafting") / f"words/{language}.yaml").read_text("utf-8")
        )
        assert told["decimal"] in (".", ",")
        for field, labels in told["labels"].items():
            for label in labels:
                assert label == label.lower(), "compared without regard to case"
                fields.setdefault(label, set()).add(field)
    assert not [label for label, some in fields.items() if len(some) > 1]


def test_codes_of_words_are_codes_of_the_lists() -> None:
    words = words_for(None)
    for name, of in (
        ("cycles", "qf-ehea-cycle"),
        ("participation", "participation"),
        ("assessment", "assessment-type"),
    ):
        assert {code for _, code in words.codes[name]} <= set(vocabulary(of).codes)
