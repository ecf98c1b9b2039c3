"""What one run over many documents need not ask or work out again.

Thousands of credentials name the same few keys and status lists. Within one run
the time, the registry, the contexts and the way to fetch are the same for all of
them, so

1. each address is asked once, also where nobody answered;
2. each document that credentials depend on, such as a status list, is checked
   once: what is remembered belongs to its exact bytes.

Both memories are bounded, by number and by octets, and end with the run: nothing
here outlives a change of what is trusted. Whoever looks at a document under other
circumstances (a bundle's copies, an earlier day) has to leave the second aside
(`opened.Circumstances.kept`).
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from tesela.model.report import CheckResult
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch, signed_way
from tesela.verify.opened import Opened

MOST_ANSWERS = 2_000
MOST_OCTETS = 64_000_000
"""Of all answers together; with ten lists of sixteen million places there is room left."""
_AT_LEAST = 500
"""Octets that the smallest answer, or a refusal, counts for."""

Key = TypeVar("Key")
Value = TypeVar("Value")
Checked = tuple[Opened, tuple[CheckResult, ...]]


class Answers(Generic[Key, Value]):
    """Answers and refusals, of which those used last are kept."""

    def __init__(self, number: int = MOST_ANSWERS, octets: int = MOST_OCTETS) -> None:
        self._number, self._octets = number, octets
        self._kept: OrderedDict[Key, tuple[Value | TeselaError, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get_or_ask(self, key: Key, ask: Callable[[], Value], size: Callable[[Value], int]) -> Value:
        """The answer to `key`; `size` says how many octets it takes.

        Raises the TeselaError that `ask` raised, now or the first time.
        """
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
        if found is None:
            found = self._put(key, self._asked(ask, size))
        answer = found[0]
        if isinstance(answer, TeselaError):
            raise answer
        return answer

    def _put(
        self, key: Key, asked: tuple[Value | TeselaError, int]
    ) -> tuple[Value | TeselaError, int]:
        """What is kept from now on: of two threads that asked at once, the first one's answer."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = asked
                self._size += asked[1]
            found = self._kept[key]
            while len(self._kept) > self._number or self._size > self._octets:
                self._size -= self._kept.popitem(last=False)[1][1]
        return found

    def _asked(
        self, ask: Callable[[], Value], size: Callable[[Value], int]
    ) -> tuple[Value | TeselaError, int]:
        try:
            answer = ask()
        except TeselaError as error:
            return error, _AT_LEAST
        return answer, max(_AT_LEAST, size(answer))


class Remembering:
    """A `Fetch` that asks `fetch` once for each address."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch, self._signed_way = fetch, signed_way(fetch)
        self._answers: Answers[tuple[str, str], bytes] = Answers()

    def __call__(self, url: str) -> bytes:
        return self._answers.get_or_ask(("", url), lambda: self._fetch(url), len)

    def signed(self, url: str) -> bytes:
        """What is signed itself and may come over plain http."""
        return self._answers.get_or_ask(("signed", url), lambda: self._signed_way(url), len)


class Kept:
    """What was checked under the circumstances of this run."""

    def __init__(self) -> None:
        self._checked: Answers[bytes, Checked] = Answers()

    def checked(self, data: bytes, check: Callable[[], Checked]) -> Checked:
        """What `check` says of `data`. Raises its TeselaError."""
        # Parsed, a document takes several times its octets.
        return self._checked.get_or_ask(data, check, lambda _: 4 * len(data))
