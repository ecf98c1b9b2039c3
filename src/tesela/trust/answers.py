"""Answers that were fetched, as they are kept.

Which may be given again is for `freshness` to say; here they are only kept, the ones used last,
bounded by number and octets.
"""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple, Protocol

Key = tuple[str, str]
"""Which way was taken, and the address: what one way may not ask, it is not told either."""
MOST_ANSWERS = 500
MOST_OCTETS = 64_000_000
_SLOWEST = 60
"""Seconds within which every question has its answer, or none."""


class Answer(NamedTuple):
    """What was at an address; moments in seconds since 1970."""

    data: bytes
    asked: float
    until: float
    """Until when it may be given again."""
    address: str
    """Where it was in the end, after redirects."""
    etag: str = ""
    modified: str = ""

    def is_fresh(self, now: float) -> bool:
        """Whether it may be given again; after the clock was set back, it may not."""
        return self.asked <= now < self.until

    def overtook(self, other: "Answer") -> bool:
        """Whether it was asked for after `other`, which came later; not when a clock was set back."""
        return 0 < self.asked - other.asked < _SLOWEST


class Answers(Protocol):
    """A bounded memory."""

    def get(self, key: Key, now: float, /) -> Answer | None:
        """The answer that was kept last, fresh or not."""

    def put(self, key: Key, answer: Answer) -> None:
        """Keep this one."""

    def forget(self, key: Key) -> None:
        """Keep none."""


class InMemory:
    """Answers in this process."""

    def __init__(self, number: int = MOST_ANSWERS, octets: int = MOST_OCTETS) -> None:
        self._number, self._octets = number, octets
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key, _now: float, /) -> Answer | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, answer: Answer) -> None:
        with self._lock:
            if key in self._kept and self._kept[key].overtook(answer):
                return
            self._drop(key)
            self._kept[key] = answer
            self._size += len(answer.data)
            while len(self._kept) > self._number or self._size > self._octets:
                self._drop(next(iter(self._kept)))

    def forget(self, key: Key) -> None:
        with self._lock:
            self._drop(key)

    def _drop(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        self._size -= len(gone.data) if gone else 0
