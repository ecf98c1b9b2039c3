"""Work of this app that nobody waits for."""

from datetime import UTC, datetime, timedelta

from django_tasks import task

from tesela.site.classes import taking

_LOST_AFTER = timedelta(minutes=10)


@task
def read_list(batch: str) -> None:
    """Read a long list."""
    taking.read(batch)


def enqueue_lost() -> int:
    """Enqueue again what a worker that died left unread; how many. For the periodic tick."""
    lost = list(taking.unread(datetime.now(UTC) - _LOST_AFTER))
    for batch in lost:
        read_list.enqueue(str(batch))
    return len(lost)
