"""The parts of a class that processes make beside each other, each part by one of them.

    1. a class is cut by its rows' numbers: chunk 0 has the numbers below the
       chunk's size, chunk 1 those below twice as much, and so on
    2. who works on the class takes the first chunk that has an open row and that
       nobody holds, makes it, and goes on to the next behind it
    3. a chunk is held as long as the session of the process lasts (`alone`): it
       is free in the moment in which its process dies

So nothing about chunks is stored: which are done, the rows say. On SQLite, which has one writer, one
process at a time makes chunks, whichever class they are of.
"""

from collections.abc import Generator

from django.db.models import QuerySet

from tesela.site.awards.alone import alone, is_free, is_shared
from tesela.site.classes.models import Batch, Row, RowState


def open_rows(batch: Batch) -> QuerySet[Row]:
    """Rows that are still to be made, in order."""
    return Row.objects.filter(batch=batch, state=RowState.GOOD).order_by("number")


def claimed(batch: Batch, size: int) -> Generator[QuerySet[Row], None, None]:
    """The open rows of one chunk after another, each held until the next is asked for.

    Leaves out what others hold. To be closed (`contextlib.closing`) by who stops earlier.
    """
    number = _first_open(batch)
    while number is not None:
        chunk = number // size
        with alone("making", _name(batch, chunk)) as mine:
            if mine:
                yield _within(batch, chunk, size)
        if not mine and not is_shared():
            return
        number = _first_open(batch, (chunk + 1) * size)


def is_wanted(batch: Batch, size: int) -> bool:
    """Whether somebody could do something for the class now: make a chunk, or finish it."""
    number = _first_open(batch)
    if number is None:
        return True
    while number is not None:
        chunk = number // size
        if is_free("making", _name(batch, chunk)):
            return True
        if not is_shared():
            return False
        number = _first_open(batch, (chunk + 1) * size)
    return False


def _first_open(batch: Batch, at_least: int = 0) -> int | None:
    return open_rows(batch).filter(number__gte=at_least).values_list("number", flat=True).first()


def _within(batch: Batch, chunk: int, size: int) -> QuerySet[Row]:
    return open_rows(batch).filter(number__gte=chunk * size, number__lt=(chunk + 1) * size)


def _name(batch: Batch, chunk: int) -> str:
    return f"{batch.pk} {chunk}"
