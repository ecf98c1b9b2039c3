"""JSON texts with holes: filled in they are what is written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import jsontext
from tesela.codecs.holes import Holed, bare, marked, written

values = st.lists(
    st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.integers()),
    min_size=3,
    max_size=3,
)


def document(first: Any, second: Any, third: Any) -> dict[str, Any]:
    return {
        "100 %": [first, True, "kept %b", 1.5],
        "a": {"b": second, "c": first, "d": (third, None)},
        "text": "7 urn:tesela:hole:0",
    }


@given(values)
def test_filled_in_is_what_is_written(given: list[Any]) -> None:
    marks = ["first of all", "second of all", 7]
    text = Holed.of(jsontext.plain(marked(document(*marks), marks)))
    assert text.filled(written(given)).decode() == jsontext.plain(document(*given))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
def test_texts_inside_longer_ones_are_holes_too(given: list[str]) -> None:
    marks = ['\u2e28one "mark"\u2e29', "\u2e28other\n\u2e29"]

    def sentence(first: str, second: str) -> str:
        return jsontext.plain({"100 %": f"of {first}, {second}", "b": [second, first, "()"]})

    assert Holed.within(sentence(*marks), marks).filled(bare(given)).decode() == sentence(*given)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]) | st.just("\x7f"))))
def test_values_are_written_alone_as_they_are_together(given: list[str]) -> None:
    assert [b'"%b"' % one for one in bare(given)] == written(given)


@given(values)
def test_cut_in_two_it_is_the_same(given: list[Any]) -> None:
    marks = ["first of all", "second of all", 7]
    text = Holed.of(jsontext.plain(marked(document(*marks), marks)))
    start, end = text.cut()
    known = written(given)
    assert start.filled(known) + end.filled(known) == text.filled(known)
    assert max(map(len, text.pieces)) == len(start.pieces[-1])


def test_true_is_no_number() -> None:
    assert marked({"a": True, "b": 1}, [1]) == {"a": True, "b": "urn:tesela:hole:0"}


def test_half_a_pair_cannot_be_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        written(["\ud800"])
