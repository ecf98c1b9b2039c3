"""A long row of bits, packed block by block, so that a flip repacks one block and not the list.

A list of 16.7 million places is 2 MB of bits. Packing it takes a tenth of a
second, and one withdrawal changes one bit. Here the row is cut into blocks of
8 KiB, each packed by itself and ended so that the next can follow (a full
flush: RFC 1951; no block looks back into another). Joined they are one ordinary
stream that every reader unpacks, gzip (RFC 1952) or zlib (RFC 1950):

    head, block, block, …, an empty last block, check value, length (gzip only)

The check value of the whole is put together from those of the blocks, without
looking at the bits again: CRC-32 by the operator that appends a block's length
of zeros (a matrix over GF(2)), Adler-32 by its own arithmetic (RFC 1950, 8.2).
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

BLOCK_OCTETS = 1 << 13
"""Octets of bits in a full block; a list that is no multiple of it has a shorter last one."""
_LEVEL = 6
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # no name, no time (RFC 1952, 2.3)
_ZLIB_HEAD = b"\x78\x9c"
_END = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS).flush()
_ADLER = 65521

Bits = tuple[int, ...]
"""A 32 × 32 matrix over GF(2), a number for each column."""


@dataclass(frozen=True, slots=True)
class Block:
    """One packed block."""

    packed: bytes
    """Deflated, ended with a full flush."""
    octets: int
    crc: int
    """CRC-32 of the bits."""
    adler: int
    """Adler-32 of the bits."""

    @property
    def row(self) -> bytes:
        """The bits."""
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.packed, self.octets)


def packed(row: bytes | bytearray) -> Block:
    """A block of these bits."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    content = deflate.compress(row) + deflate.flush(zlib.Z_FULL_FLUSH)
    return Block(content, len(row), zlib.crc32(row), zlib.adler32(row))


@cache
def _empty(octets: int) -> Block:
    return packed(bytes(octets))


def empty(octets: int) -> tuple[Block, ...]:
    """The blocks of a row of `octets` octets without a set bit."""
    full, rest = divmod(octets, BLOCK_OCTETS)
    return (_empty(BLOCK_OCTETS),) * full + ((_empty(rest),) if rest else ())


class Edit(NamedTuple):
    """A change of some bits of one octet."""

    at: int
    """Which octet of the row."""
    mask: int
    """The bits it is about."""
    bits: int
    """How they are to be."""


def changed(blocks: Sequence[Block], edits: Iterable[Edit]) -> tuple[Block, ...]:
    """The blocks after the edits. Raises IndexError for a place beyond the row."""
    rows: dict[int, bytearray] = {}
    for at, mask, bits in edits:
        number, within = divmod(at, BLOCK_OCTETS)
        if number not in rows:
            rows[number] = bytearray(blocks[number].row)
        rows[number][within] = rows[number][within] & ~mask | bits
    found = list(blocks)
    for number, row in rows.items():
        found[number] = packed(row)
    return tuple(found)


def stream(blocks: Sequence[Block], form: Literal["gzip", "zlib"]) -> bytes:
    """The whole row as one packed stream."""
    body = b"".join([block.packed for block in blocks]) + _END
    if form == "zlib":
        return _ZLIB_HEAD + body + _adler(blocks).to_bytes(4, "big")
    length = sum(block.octets for block in blocks) & 0xFFFFFFFF
    return _GZIP_HEAD + body + _crc(blocks).to_bytes(4, "little") + length.to_bytes(4, "little")


def _crc(blocks: Iterable[Block]) -> int:
    """CRC-32 of the blocks one after another."""
    whole = 0
    for block in blocks:
        first, second, third, fourth = _tables(block.octets)
        whole = (
            first[whole & 0xFF]
            ^ second[whole >> 8 & 0xFF]
            ^ third[whole >> 16 & 0xFF]
            ^ fourth[whole >> 24]
            ^ block.crc
        )
    return whole


def _adler(blocks: Iterable[Block]) -> int:
    """Adler-32 of the blocks one after another: both sums go on where the last block ended."""
    low, high = 1, 0
    for block in blocks:
        own_low, own_high = block.adler & 0xFFFF, block.adler >> 16
        high = (high + own_high + (low - 1) * block.octets) % _ADLER
        low = (low + own_low - 1) % _ADLER
    return high << 16 | low


@cache
def _tables(octets: int) -> tuple[tuple[int, ...], ...]:
    """What appending `octets` zero octets does to each octet of a CRC-32, the lowest first."""
    zeros = _zeros(octets)
    return tuple(
        tuple(_times(zeros, octet << shift) for octet in range(256)) for shift in (0, 8, 16, 24)
    )


def _zeros(octets: int) -> Bits:
    """What appending `octets` zero octets does to a CRC-32."""
    done: Bits = tuple(1 << at for at in range(32))
    step = _one_octet()
    while octets:
        if octets & 1:
            done = _after(step, done)
        step = _after(step, step)
        octets >>= 1
    return done


def _one_octet() -> Bits:
    """One zero octet: eight times one zero bit, by the reflected polynomial (RFC 1952, 8)."""
    bit: Bits = (0xEDB88320, *(1 << at for at in range(31)))
    two = _after(bit, bit)
    four = _after(two, two)
    return _after(four, four)


def _after(second: Bits, first: Bits) -> Bits:
    """The matrix that does `first`, then `second`."""
    return tuple(_times(second, column) for column in first)


def _times(matrix: Bits, vector: int) -> int:
    result, at = 0, 0
    while vector:
        if vector & 1:
            result ^= matrix[at]
        vector >>= 1
        at += 1
    return result
