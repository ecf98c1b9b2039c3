"""Documents packed with a dictionary of what they share."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import packing

LONG = "What everybody who holds this credential can do, at length and in plain words. " * 40


def document(name: str, number: int) -> bytes:
    return json.dumps({"name": name, "number": number, "says": LONG}, ensure_ascii=False).encode()


FIRST, SECOND = document("Ana Pérez", 1), document("Jo Ó Sé", 2)
DICTIONARY = packing.shared(FIRST, SECOND, ["Ana Pérez"])


@given(st.binary(max_size=3000), st.binary(max_size=3000))
def test_comes_back_as_it_was_with_any_dictionary(content: bytes, dictionary: bytes) -> None:
    assert packing.unpacked(packing.packed(content, dictionary), dictionary) == content


@given(st.text(max_size=60))
def test_holds_little_more_than_what_differs(name: str) -> None:
    content = document(name, 12345)
    assert len(packing.packed(content, DICTIONARY)) < 60 + 3 * len(name.encode())


def test_same_bytes_every_time() -> None:
    assert packing.packed(FIRST, DICTIONARY) == packing.packed(FIRST, DICTIONARY)


def test_what_both_say_is_shared_and_what_one_says_is_not() -> None:
    assert LONG.encode() in DICTIONARY
    assert b"Jo " not in DICTIONARY


def test_private_text_stays_out_even_where_both_say_it() -> None:
    namesakes = document("Ana Pérez", 1), document("Ana Pérez", 2)
    assert "Ana Pérez".encode() in packing.shared(*namesakes, [])
    assert "Ana Pérez".encode() not in packing.shared(*namesakes, ["Ana Pérez"])
    assert "Ana Pérez".encode() not in packing.shared(*namesakes, ["Pérez"])


def test_short_name_hides_only_where_it_is_a_word() -> None:
    assert LONG.encode() in packing.shared(document("Bo", 1), document("Bo", 2), ["Bo", "ho", "e"])


@pytest.mark.parametrize(
    ("frame", "dictionary"),
    [
        pytest.param(b"", b"", id="nothing"),
        pytest.param(b"{}", b"", id="not-packed"),
        pytest.param(packing.packed(FIRST)[:-1], b"", id="cut-short"),
        pytest.param(packing.packed(FIRST, DICTIONARY), b"", id="dictionary-lost"),
        pytest.param(packing.packed(FIRST, DICTIONARY), DICTIONARY[::-1], id="other-dictionary"),
        pytest.param(packing.packed(FIRST)[:-1] + b"\0", b"", id="checksum-wrong"),
    ],
)
def test_anything_else_is_refused(frame: bytes, dictionary: bytes) -> None:
    with pytest.raises(ValueError):
        packing.unpacked(frame, dictionary)
