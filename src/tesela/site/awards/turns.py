"""Whose turn it is: a class of a million does not delay a class of ten.

1. of each organisation there is at most one class in the queue, however many it has: the one
   that was worked on longest ago. Workers take from the queue in the order of asking, so
   organisations take their turns.
2. a turn ends after SECONDS, and where another class is being made after SECONDS_AMONG_OTHERS,
   with the chunk in hand; one chunk is made in each
3. who has a turn asks for what comes next as soon as it holds a chunk: idle workers help with
   the same class, and busy ones find it in the queue again
"""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from time import monotonic
from uuid import UUID

from django.db.models import F, QuerySet

from tesela.site.awards import batches
from tesela.site.classes.models import Batch, BatchState

SECONDS = 10
SECONDS_AMONG_OTHERS = 1


def due(asked: Collection[str], rests: Callable[[str], bool]) -> Iterator[str]:
    """Classes whose turn it is, the one that waited longest first; `asked` are in the queue."""
    served = set(Batch.objects.filter(pk__in=asked).values_list("organisation", flat=True))
    making = _being_made().order_by(F("worked_at").asc(nulls_first=True), "not_before", "pk")
    for one in making.only("organisation"):
        if one.organisation_id in served or rests(str(one.pk)) or not batches.is_wanted(one):
            continue
        served.add(one.organisation_id)
        yield str(one.pk)


class Turn:
    """The turn of a class at this process, from now on."""

    def __init__(self, batch: UUID, ask: Callable[[], None], ending: Callable[[], bool]) -> None:
        self._batch, self._ask, self._ending = batch, ask, ending
        self._began = monotonic()
        self._chunks = 0
        Batch.objects.filter(pk=batch).update(worked_at=datetime.now(UTC))

    def is_over(self) -> bool:
        """To be asked before each chunk, while it is held."""
        self._chunks += 1
        if self._chunks == 1:
            self._ask()  # 3
            return self._ending()
        lasted = monotonic() - self._began
        return (
            self._ending()
            or lasted >= SECONDS
            or (lasted >= SECONDS_AMONG_OTHERS and self._others_wait())
        )

    def _others_wait(self) -> bool:
        return _being_made().exclude(pk=self._batch).exists()


def _being_made() -> QuerySet[Batch]:
    return Batch.objects.filter(state=BatchState.MAKING)
