"""base64url without padding (RFC 4648, 5): one text for each value, and no other is read."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.multibase import (
    base64url,
    base64url_decode,
    base64url_decode_each,
    base64url_encode,
)
from tesela.text.errors import TeselaError


@given(st.binary(max_size=70))
def test_what_is_written_is_the_standard_s_and_reads_back(data: bytes) -> None:
    text = base64url_encode(data)
    assert text == base64.urlsafe_b64encode(data).rstrip(b"=").decode()
    assert base64url(data) == text.encode()
    assert base64url_decode(text) == data


@given(st.text("ABgwQ-_+/= \n\u00e9", max_size=9))
def test_only_what_is_written_is_read(text: str) -> None:
    assert read(text) == read_slowly(text)


@given(st.lists(st.binary(max_size=9), max_size=6))
def test_several_are_read_at_once(several: list[bytes]) -> None:
    assert base64url_decode_each(list(map(base64url_encode, several))) == several


@given(st.lists(st.text("ABgwQ-_+/= \n\u00e9", max_size=5), max_size=4))
def test_several_are_read_as_one_by_one(texts: list[str]) -> None:
    one_by_one = [read(text) for text in texts]
    try:
        assert list(base64url_decode_each(texts)) == one_by_one
    except TeselaError:
        assert None in one_by_one


def read(text: str) -> bytes | None:
    try:
        return base64url_decode(text)
    except TeselaError:
        return None


def read_slowly(text: str) -> bytes | None:
    """What the standard library reads, if it is also what it writes."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        data = base64.b64decode(padded, altchars=b"-_", validate=True)
    except ValueError:
        return None
    return data if base64url_encode(data) == text else None


@pytest.mark.parametrize("text", ["A", "QR", "QUJ", "QQ==", "Q+", "Q/", "Q Q", "é", "QUJDR"])
def test_texts_that_nobody_writes_are_refused(text: str) -> None:
    with pytest.raises(TeselaError) as caught:
        base64url_decode(text)
    assert caught.value.code == "multibase.invalid"
