"""A bounded memory of what was made lately, safe between threads."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Keeps the `size` values used last."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._latest: tuple[Key, Value] | None = None
        """What was asked for last; a batch asks for the same again and again."""
        self._lock = Lock()

    def get_or_make(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of `key`; what `make` raises is raised and nothing is kept."""
        latest = self._latest
        if latest is not None and latest[0] == key:
            return latest[1]
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                self._latest = key, self._kept[key]
                return self._kept[key]
        made = make()
        with self._lock:
            self._keep(key, made)
            self._latest = key, made
        return made

    def get(self, key: Key) -> Value | None:
        """The value of `key`, if it is there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep `value` in place of what was there."""
        with self._lock:
            self._latest = None
            self._keep(key, value)

    def forget(self, key: Key) -> None:
        """Make it anew next time."""
        with self._lock:
            self._latest = None
            self._kept.pop(key, None)

    def _keep(self, key: Key, value: Value) -> None:
        self._kept[key] = value
        self._kept.move_to_end(key)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
