"""Which place on a status list an award gets.

Places are handed out by a counter, so that none is used twice, and mapped
through a keyed permutation, so that neighbours on the list are not neighbours
in a class (Bitstring Status List 1.0, 6.1: "privacy considerations").
Counters are reserved in blocks before anything is signed; a place that was
reserved and never used stays empty.
"""

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


def _mixed(key: bytes, turn: int, half: int, bits: int) -> int:
    digest = blake2b(half.to_bytes(8) + bytes([turn]), key=key, digest_size=8).digest()
    return int.from_bytes(digest) & ((1 << bits) - 1)
