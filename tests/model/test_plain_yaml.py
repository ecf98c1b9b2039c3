"""Plain YAML read in one go: what the other reader says, or left to it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.model import description, plain_yaml
from tesela.text.errors import TeselaError

EXAMPLES = sorted((Path(__file__).parents[2] / "examples/achievements").rglob("*.yaml"))
FRAGMENTS = ["a: ", "b: ", "a/b: ", "- ", "\n", "\n  ", "\n    ", "1", "-0", "-007", "0x1f", "1_000", "12:30", "~", "no",
             "true", "null", "2026-03-02", "²", "'x'", '"y\\n"', "|\n  z", "{a: 1}", "[1, b]", "{a: 1, a: 2}", "? ", "&c ",
             "*c", "!!str ", "! ", "---\n", "...\n", "# d\n", "\t", "é", "%", ",", "}", "9" * 19]  # fmt: skip


def by_both(text: str) -> Any:
    """Value with its types, and places; or the code and data of the refusal."""
    places: dict[str, tuple[int, int]] = {}
    try:
        return repr(description._yaml_of_any_kind(text, "my.yaml", places)), places
    except TeselaError as error:
        return error.problem


def fast(text: str) -> Any:
    places: dict[str, tuple[int, int]] = {}
    try:
        return repr(description._yaml(text, "my.yaml", places)), places
    except TeselaError as error:
        return error.problem


def plainly(text: str) -> Any:
    return plain_yaml.read(text, description._Loader, {}, depth=30, digits=18)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
def test_texts_of_every_kind_are_read_alike(text: str) -> None:
    assert fast(text) == by_both(text)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples_are_plain_and_read_alike(file: Path) -> None:
    text = file.read_text("utf-8")
    assert plainly(text)["id"]
    assert fast(text) == by_both(text)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_changed_examples_are_read_alike(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(EXAMPLES)).read_text("utf-8").splitlines()[:120]
    for _ in range(3):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(st.sampled_from(["", lines[at] * 2, *FRAGMENTS]))
    text = "\n".join(lines)
    assert fast(text) == by_both(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &b 1",
        "&b a: 1",
        "- &b 1\n- *b",
        "a: !!str 1",
        "!!str a: 1",
        "a: 1\na: 2",
        "? [a]\n: 1",
        "a: 1\n---\nb: 2",
        "",
        "# nothing",
        "[" * 31 + "]" * 31,
    ],
)
def test_what_is_not_plain_is_left_to_the_other_reader(text: str) -> None:
    with pytest.raises(plain_yaml.NotPlainError):
        plainly(text)
    assert fast(text) == by_both(text)


def test_depth_is_counted_as_the_other_reader_does() -> None:
    deepest = "[" * 30 + "]" * 30
    assert plainly(deepest)
    assert fast(deepest) == by_both(deepest)
