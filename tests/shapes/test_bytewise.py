"""Texts with open places: what is taken out is what a JSON reader reads there."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.leaves import CONTROL
from tesela.shapes.bytewise import TEXT, OpenText

DOCUMENT = b'{"id": "one", "of": ["two", 3, {"name": "\\u0041 \\"three\\""}]}'


def opened(*numbers: int) -> OpenText:
    """`DOCUMENT` with places where these of its texts stand."""
    spans = [match.span() for match in TEXT.finditer(DOCUMENT)]
    return OpenText.of(DOCUMENT, [(spans[at][0] + 1, spans[at][1] - 1) for at in numbers])


def texts(document: bytes) -> list[str]:
    read = json.loads(document)
    return [read["id"], read["of"][0], read["of"][2]["name"]]


def test_the_document_itself() -> None:
    found = opened(1, 3, 5).taken_from(DOCUMENT)
    assert found is not None
    assert found.texts == ["one", "two", 'A "three"']
    assert found.terms == [b"one", b"two", b'A \\"three\\"']


@given(st.lists(st.text(), min_size=3, max_size=3), st.booleans())
def test_whatever_stands_there_comes_out_or_is_refused(values: list[str], ascii_only: bool) -> None:
    try:
        data = opened(1, 3, 5).filled(values, ascii_only)
    except UnicodeEncodeError:  # half of a pair, which UTF-8 cannot write
        return
    found = opened(1, 3, 5).taken_from(data)
    if any(map(CONTROL.search, values)):
        assert found is None
    else:
        assert found is not None
        assert found.texts == texts(data) == values
        written = ["".join(json.dumps(value, ensure_ascii=False)[1:-1]) for value in values]
        assert [term.decode() for term in found.terms] == written


@given(st.binary(max_size=12), st.integers(0, len(DOCUMENT)), st.integers(0, 8))
def test_what_is_accepted_is_the_same_document_with_other_texts(
    new: bytes, at: int, gone: int
) -> None:
    data = DOCUMENT[:at] + new + DOCUMENT[at + gone :]
    found = opened(1, 3, 5).taken_from(data)
    if found is not None:
        assert texts(data) == found.texts
        assert data.decode().startswith('{"id": "')
        assert json.loads(data)["of"][1] == 3


@pytest.mark.parametrize(
    "inside", [b"\n", b"\t", b"\x7f", b"\xff", b"\\", b"\\x", b"\\u12", b"\\ud800", b"\xef\xbf\xbf", b'"']
)  # fmt: skip
def test_what_is_no_text_or_not_signed(inside: bytes) -> None:
    assert opened(1, 3, 5).taken_from(DOCUMENT.replace(b"two", b"t" + inside + b"o")) is None
