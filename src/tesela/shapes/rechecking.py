"""How often what was learned is compared with the general way again, and when.

Shapes, places, known classes and templates are certified before they are used. Even so one use in
so many is compared with the general way, which is the authority:

1. *In line*, which is the rule of the library and of the command line: the general way answers, and
   its answer is given.
2. *Later*, where somebody takes comparisons (`later`), as the service does: the answer at hand is
   given at once. A comparison that nobody has room for is dropped and counted, never waited for.
3. A difference ends what was learned, for as long as the process lives. It is counted and told by
   the kind of thing that ended, without a word of what was read.

What was learned belongs to the process, and so does this: `settle` is called when it begins.
Templates are always compared in line: nothing may leave with a signature before it is known to be right.
"""

from collections import Counter
from collections.abc import Callable
from threading import Lock
from typing import Literal, TypeVar

from tesela.text.errors import TeselaError

VERIFYING = 1_000
ISSUING = 10_000
"""One use in so many; a comparison of a template takes as long as some hundred awards."""
Kind = Literal["shape", "places", "class", "template"]
Outcome = Literal["same", "different", "dropped"]
Later = Callable[[Callable[[], None]], bool]
"""Takes a comparison that is to be made soon; False where there is no room for it."""
Answer = TypeVar("Answer")


class Rechecking:
    """The rules of one process, and what came of them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counted: Counter[tuple[Kind, Outcome]] = Counter()
        self.settle()

    def settle(
        self,
        *,
        verifying: int = VERIFYING,
        issuing: int = ISSUING,
        later: Later | None = None,
        told: Callable[[Kind], None] | None = None,
    ) -> None:
        """From now on one use in `verifying` and one in `issuing` is compared (0: none).

        `later` takes comparisons of what is verified; without it they are made in line. `told`
        hears of what kind the thing was that ended.
        """
        self._one_in = {"verifying": verifying, "issuing": issuing}
        self._later, self._told = later, told

    def is_due(self, uses: int, of: Literal["verifying", "issuing"] = "verifying") -> bool:
        """Whether the use with this number is compared."""
        one_in = self._one_in[of]
        return one_in > 0 and uses % one_in == 0

    def compared(
        self,
        kind: Kind,
        found: Answer,
        full: Callable[[], Answer],
        end: Callable[[], None],
        again: Callable[[], Answer] | None = None,
    ) -> Answer:
        """The answer to give: in line that of `full`, else `found`, which is compared later.

        `end` ends what `found` came from. Where more than the document decides, such as a list
        that may change in between, `again` finds it once more. Raises in line what `full` raises.
        """
        ask = again or (lambda: found)
        if self._later is None or kind == "template":
            return self._compare(kind, ask, full, end)

        def compare() -> None:
            self._compare(kind, ask, full, end)

        if not self._later(compare):
            self._count(kind, "dropped")
        return found

    def counted(self) -> dict[tuple[Kind, Outcome], int]:
        """How many comparisons of each kind came out how, or were dropped."""
        with self._lock:
            return dict(self._counted)

    def _compare(
        self,
        kind: Kind,
        found: Callable[[], Answer],
        full: Callable[[], Answer],
        end: Callable[[], None],
    ) -> Answer:
        try:
            right = full()
        except TeselaError:
            self._ended(kind, end)
            raise
        if found() == right:
            self._count(kind, "same")
        else:
            self._ended(kind, end)
        return right

    def _ended(self, kind: Kind, end: Callable[[], None]) -> None:
        end()
        self._count(kind, "different")
        if self._told:
            self._told(kind)

    def _count(self, kind: Kind, outcome: Outcome) -> None:
        with self._lock:
            self._counted[kind, outcome] += 1


RECHECKING = Rechecking()
