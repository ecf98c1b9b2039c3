"""Token Status List: published lists both ways, and rows of any kind within their bounds."""

import contextlib
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.multibase import base64url_encode
from tesela.status import token_list
from tesela.status.token_list import TokenEntry
from tesela.text.errors import TeselaError
from tests.samples import NOW

URI = "https://issuer.example/status/1"


def published(file: Path) -> dict[str, Any]:
    """The JSON list in one of the draft's examples, its text unwrapped."""
    text = file.read_text("utf-8")
    lst = re.search(r'"lst": "([^"]+)"', text)
    bits = re.search(r'"bits": (\d)', text)
    assert lst is not None
    assert bits is not None
    return {"bits": int(bits[1]), "lst": re.sub(r"\s", "", lst[1])}


def names(standards: Path) -> list[Path]:
    return sorted((standards / "vectors/token-status-list").glob("status_list_encoding*json.md"))


def test_published_lists_are_read_and_written_again(standards: Path) -> None:
    tried = 0
    for file in names(standards):
        listed = published(file)
        row = token_list.decoded(listed["lst"])
        states = dict(enumerate(token_list.states_of(listed["bits"], row)))
        again = token_list.encoded(
            listed["bits"], len(states), {at: state for at, state in states.items() if state}
        )
        assert token_list.decoded(again) == row, file.name
        assert again == listed["lst"], file.name
        tried += 1
    assert tried >= 3


@pytest.mark.parametrize(
    ("bits", "row", "lst", "states"),
    [
        (
            1,
            "b9a3",
            "eNrbuRgAAhcBXQ",
            [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1],
        ),
        (2, "c944f9", "eNo76fITAAPfAgc", [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]),
    ],
)
def test_the_drafts_bits(bits: int, row: str, lst: str, states: list[int]) -> None:
    assert token_list.decoded(lst) == bytes.fromhex(row)
    assert list(token_list.states_of(bits, bytes.fromhex(row))) == states
    assert token_list.encoded(bits, len(states), dict(enumerate(states))) == lst
    said = {"status_list": {"bits": bits, "lst": lst}}
    found = [token_list.state_at(said, TokenEntry(URI, at)) for at in range(len(states))]
    assert found == states


@given(
    st.sampled_from(token_list.BITS),
    st.integers(1, 300),
    st.data(),
)
def test_every_state_comes_back(bits: int, entries: int, data: st.DataObject) -> None:
    states = data.draw(
        st.dictionaries(st.integers(0, entries - 1), st.integers(0, 2**bits - 1), max_size=20)
    )
    lst = token_list.encoded(bits, entries, states)
    said = token_list.claims(URI, "did:web:x.example", lst, published=NOW, bits=bits)
    for at in range(entries):
        assert token_list.state_at(said, TokenEntry(URI, at)) == states.get(at, 0)


@pytest.mark.parametrize(("states", "bits"), [({8: 1}, 1), ({-1: 1}, 1), ({0: 2}, 1), ({0: -1}, 2)])
def test_what_fits_nowhere_is_not_written(states: dict[int, int], bits: int) -> None:
    with pytest.raises(ValueError, match="no place"):
        token_list.encoded(bits, 8, states)


def packed(data: bytes) -> str:
    return base64url_encode(zlib.compress(data, 9))


@pytest.mark.parametrize(
    "lst",
    [
        None,
        1,
        "",
        "!",
        "eNrbuRgAAhcBXQ==",
        "eNrbuRgAAhcBX",
        base64url_encode(b"no zlib"),
        base64url_encode(zlib.compress(b"a" * 100)[:-4]),
        base64url_encode(zlib.compress(b"a") + b"more"),
        packed(bytes(token_list.MAXIMUM_OCTETS + 1)),
    ],
)
def test_a_row_that_cannot_be_unpacked_within_bounds(lst: object) -> None:
    with pytest.raises(TeselaError) as caught:
        token_list.decoded(lst)
    assert caught.value.code == "status.list_unreadable"


@given(st.text(max_size=100))
def test_any_text_is_a_row_or_refused(text: str) -> None:
    with contextlib.suppress(TeselaError):
        token_list.decoded(text)


@pytest.mark.parametrize("bits", [0, 3, 16, "1", None, True])
def test_entries_of_other_widths(bits: object) -> None:
    said = {"status_list": {"bits": bits, "lst": packed(b"a")}}
    with pytest.raises(TeselaError) as caught:
        token_list.state_at(said, TokenEntry(URI, 0))
    assert caught.value.code == "status.not_a_list"


def test_a_place_beyond_the_end() -> None:
    said = {"status_list": {"bits": 8, "lst": packed(b"ab")}}
    assert token_list.state_at(said, TokenEntry(URI, 1)) == ord("b")
    with pytest.raises(TeselaError) as caught:
        token_list.state_at(said, TokenEntry(URI, 2))
    assert caught.value.code == "status.position_outside"


def test_a_token_names_its_place() -> None:
    place = TokenEntry(URI, 7)
    assert token_list.read_entry(token_list.entry(place)) == place
    assert token_list.read_entry({}) is None
