"""A row of bits packed block by block is the row, for every reader."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.status import bitstring, blocks, token_list
from tesela.status.blocks import BLOCK_OCTETS, Edit

OCTETS = 5 * BLOCK_OCTETS // 2
EDITS = st.lists(
    st.builds(
        Edit,
        st.integers(0, OCTETS - 1) | st.sampled_from((0, BLOCK_OCTETS - 1, BLOCK_OCTETS)),
        st.just(0xFF),
        st.integers(0, 255),
    ),
    max_size=40,
)


def edited(row: bytearray, edits: list[Edit]) -> bytes:
    for at, mask, bits in edits:
        row[at] = row[at] & ~mask | bits
    return bytes(row)


@given(EDITS, EDITS)
def test_every_reader_unpacks_the_row_after_edits_in_turn(
    first: list[Edit], second: list[Edit]
) -> None:
    row = blocks.changed(blocks.changed(blocks.empty(OCTETS), first), second)
    plain = edited(bytearray(OCTETS), [*first, *second])
    assert gzip.decompress(blocks.stream(row, "gzip")) == plain
    assert zlib.decompress(blocks.stream(row, "zlib")) == plain
    assert b"".join(block.row for block in row) == plain


@given(EDITS)
def test_same_bits_are_the_same_bytes_however_they_came(edits: list[Edit]) -> None:
    plain = edited(bytearray(OCTETS), edits)
    at_once = [Edit(at, 0xFF, octet) for at, octet in enumerate(plain) if octet]
    assert blocks.stream(blocks.changed(blocks.empty(OCTETS), edits), "gzip") == blocks.stream(
        blocks.changed(blocks.empty(OCTETS), at_once), "gzip"
    )


def test_only_what_is_touched_is_packed_again() -> None:
    before = blocks.empty(OCTETS)
    after = blocks.changed(before, [Edit(BLOCK_OCTETS + 7, 0x10, 0x10)])
    assert [new is old for new, old in zip(after, before, strict=True)] == [True, False, True]


def test_edit_leaves_the_neighbours_alone() -> None:
    row = blocks.changed(blocks.empty(100), [bitstring.edit(at, True) for at in (8, 9, 15)])
    row = blocks.changed(row, [bitstring.edit(9, False)])
    assert row[0].row[:3] == bytes([0, 0b1000_0001, 0])


@given(st.sampled_from(token_list.BITS), st.dictionaries(st.integers(0, 799), st.integers(0, 1)))
def test_token_list_edits_say_what_the_whole_list_says(bits: int, states: dict[int, int]) -> None:
    row = blocks.changed(
        blocks.empty(800 * bits // 8),
        [token_list.edit(bits, at, state) for at, state in states.items()],
    )
    whole = token_list.decoded(token_list.encoded(bits, 800, states))
    assert token_list.decoded(token_list.encoded_row(row)) == whole


def test_place_beyond_the_row_is_refused() -> None:
    with pytest.raises(IndexError):
        blocks.changed(blocks.empty(BLOCK_OCTETS), [Edit(BLOCK_OCTETS, 1, 1)])
    with pytest.raises(IndexError):
        blocks.changed(blocks.empty(100), [Edit(100, 1, 1)])
