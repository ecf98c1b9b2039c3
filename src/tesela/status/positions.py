"""Which place on a status list an award gets.

Places are handed out by a counter, so that none is used twice, and mapped
through a keyed permutation, so that neighbours on the list are not neighbours
in a class (Bitstring Status List 1.0, 6.1: "privacy considerations").
Counters are reserved in blocks before anything is signed; a place that was
reserved and never used stays empty.
"""

from functools import lru_cache
from hashlib import blake2b

_ROUNDS = 8


def permuted(counter: int, key: bytes, bits: int) -> int:
    """The place of `counter` among 2**bits places: a permutation keyed by `key`.

    An alternating Feistel network over halves that may differ by one bit, so
    it is one-to-one for every key. `key` is secret, 16 to 64 octets. Raises
    ValueError for a counter outside the list.
    """
    if not 0 <= counter < 1 << bits:
        raise ValueError(f"{counter} is outside a list of {1 << bits} places")
    left_bits, right_bits = bits // 2, bits - bits // 2
    left, right = counter >> right_bits, counter & ((1 << right_bits) - 1)
    for turn in range(0, _ROUNDS, 2):
        left ^= _mixed(key, turn, right, left_bits)
        right ^= _mixed(key, turn + 1, left, right_bits)
    return (left << right_bits) | right


@lru_cache(maxsize=4)
def permutation(key: bytes, bits: int) -> "Permutation":
    """`permuted` for many counters of one list: half a place is mixed once, not for each award."""
    return Permutation(key, bits)


class Permutation:
    """The permutation of one list, with what was mixed before: 8 numbers for each half a place."""

    def __init__(self, key: bytes, bits: int) -> None:
        self._key, self._bits = key, bits
        self._mixed: tuple[dict[int, int], ...] = tuple({} for _ in range(_ROUNDS))

    def __call__(self, counter: int) -> int:
        """As `permuted`. Raises ValueError for a counter outside the list."""
        if not 0 <= counter < 1 << self._bits:
            return permuted(counter, self._key, self._bits)
        left_bits, right_bits = self._bits // 2, self._bits - self._bits // 2
        left, right = counter >> right_bits, counter & ((1 << right_bits) - 1)
        for turn in range(0, _ROUNDS, 2):
            left ^= self._mix(turn, right, left_bits)
            right ^= self._mix(turn + 1, left, right_bits)
        return (left << right_bits) | right

    def _mix(self, turn: int, half: int, bits: int) -> int:
        known = self._mixed[turn]
        mixed = known.get(half)
        if mixed is None:
            mixed = known[half] = _mixed(self._key, turn, half, bits)
        return mixed


def _mixed(key: bytes, turn: int, half: int, bits: int) -> int:
    digest = blake2b(half.to_bytes(8) + bytes([turn]), key=key, digest_size=8).digest()
    return int.from_bytes(digest) & ((1 << bits) - 1)
