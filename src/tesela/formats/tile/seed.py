"""Choices that look free and are not: all come out of a name.

The same name gives the same choices on every machine and in every year: they
are read off SHAKE-256 (FIPS 202), no random generator is involved.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_BYTES = 1 << 15


class Chance:
    """An endless row of choices that belongs to `names` and to nothing else."""

    def __init__(self, *names: str) -> None:
        self._bytes = hashlib.shake_256("\x1f".join(names).encode()).digest(_BYTES)
        self._at = 0

    def number(self) -> float:
        """From 0 up to, but not including, 1, in steps of 1/65536."""
        return self._next() / 256 + self._next() / 65536

    def sway(self) -> float:
        """From -1 to 1, coarsely: for the unsteadiness of a hand."""
        return self._next() / 127.5 - 1.0

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.number()

    def whole(self, low: int, high: int) -> int:
        """From `low` to `high`, both included."""
        return low + int(self.number() * (high - low + 1))

    def pick(self, among: Sequence[T]) -> T:
        return among[int(self.number() * len(among))]

    def coin(self) -> bool:
        return self._next() < 128

    def _next(self) -> int:
        value = self._bytes[self._at]
        self._at = (self._at + 1) % _BYTES
        return value
