"""JSON texts with holes: filled in they are what is written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import jsontext
from tesela.codecs.holes import Holed, marked, written

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


def test_true_is_no_number() -> None:
    assert marked({"a": True, "b": 1}, [1]) == {"a": True, "b": "urn:tesela:hole:0"}


def test_half_a_pair_cannot_be_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        written(["\ud800"])
