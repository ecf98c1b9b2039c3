"""Merkle trees: one root for many credentials, and for each a short proof that it is under it.

Hashes and tree of RFC 9162, 2.1 (Certificate Transparency 2.0), with SHA-256:
leaves begin with 0x00 and inner nodes with 0x01, so that no inner node can be
passed off as a leaf. An entry here is the SHA-256 of a file's exact bytes.

1. each entry becomes a leaf hash                                     2.1.1
2. two neighbours become a node, level by level; one left over moves
   up as it is. This is the RFC's split at the largest power of two.  2.1.1
3. the proof of an entry is its sibling on each level                 2.1.3.1
4. whoever has entry, place, number of entries and proof computes the
   root; it must be the one that was stamped                          2.1.3.2

A tree holds 64 bytes for each entry, so a million entries fit in 64 MB.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from tesela.text.errors import TeselaError

HASH_BYTES = 32
MAXIMUM_PATH = 64
"""Siblings of a proof: enough for 2^64 entries."""


def leaf_hash(entry: bytes) -> bytes:
    """RFC 9162, 2.1.1: the hash of one entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162, 2.1.1: the hash of two neighbours."""
    return sha256(b"\x01" + left + right).digest()


class MerkleTree:
    """The tree over entries in their order."""

    def __init__(self, entries: Iterable[bytes]) -> None:
        """Takes the entries one after another. Raises TeselaError `merkle.empty` without any."""
        leaves = bytearray()
        for entry in entries:
            leaves += leaf_hash(entry)
        if not leaves:
            raise TeselaError("merkle.empty")
        self._levels = [bytes(leaves)]
        while len(self._levels[-1]) > HASH_BYTES:
            self._levels.append(_level_above(self._levels[-1]))

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._levels[0]) // HASH_BYTES

    @property
    def root(self) -> bytes:
        """What all entries together come to."""
        return self._levels[-1]

    def path(self, index: int) -> tuple[bytes, ...]:
        """The siblings of the entry at `index`, from the leaf up. Raises IndexError."""
        if not 0 <= index < self.size:
            raise IndexError(index)
        siblings = []
        for level in self._levels[:-1]:
            if sibling := _at(level, index ^ 1):
                siblings.append(sibling)
            index >>= 1
        return tuple(siblings)


def root_of(entry: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root of the tree of `size` entries that has `entry` at `index` with these siblings.

    RFC 9162, 2.1.3.2. Raises TeselaError `merkle.malformed` when the siblings
    are more or fewer than such a place has, or are no hashes.
    """
    if not 0 <= index < size or len(path) > MAXIMUM_PATH:
        raise TeselaError("merkle.malformed")
    place, last, found = index, size - 1, leaf_hash(entry)
    for sibling in path:
        if last == 0 or len(sibling) != HASH_BYTES:
            raise TeselaError("merkle.malformed")
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise TeselaError("merkle.malformed")
    return found


def _level_above(level: bytes) -> bytes:
    above = bytearray()
    for start in range(0, len(level), 2 * HASH_BYTES):
        pair = level[start : start + 2 * HASH_BYTES]
        above += sha256(b"\x01" + pair).digest() if len(pair) > HASH_BYTES else pair
    return bytes(above)


def _at(level: bytes, index: int) -> bytes:
    return level[index * HASH_BYTES : (index + 1) * HASH_BYTES]
