"""Work that one process does at a time, however many there are on however many machines.

The right to do it ends with the process that has it: on PostgreSQL it is an
advisory lock of the session, on SQLite (one machine) a lock of a file beside
the database. So nothing waits for a lease to run out after a kill. Losing it
unnoticed costs work done twice, never an effect: those are decided by rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from django.db import connection


@contextmanager
def alone(work: str, of: str = "") -> Iterator[bool]:
    """Whether this process may do `work` until the end of the block.

    `of` parts the work where several may do it at once: on PostgreSQL. SQLite
    has one writer, and one process does all of the work.
    """
    if is_shared():
        with _locked_in_database(f"{work} {of}") as mine:
            yield mine
    else:
        with _locked_file(work) as mine:
            yield mine


def is_shared() -> bool:
    """Whether several processes may do parts of one work at once: not on SQLite."""
    return connection.vendor == "postgresql"


def is_free(work: str, of: str = "") -> bool:
    """Whether nobody does it now."""
    with alone(work, of) as mine:
        return mine


@contextmanager
def _locked_in_database(name: str) -> Iterator[bool]:
    number = int.from_bytes(blake2b(f"tesela {name}".encode(), digest_size=8).digest(), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@contextmanager
def _locked_file(name: str) -> Iterator[bool]:
    database = str(connection.settings_dict["NAME"])
    if ":memory:" in database or "mode=memory" in database:  # belongs to this process
        yield True
        return
    import fcntl  # not everywhere; SQLite with workers is for systems that have it

    file = Path(f"{database}.{name}")
    with file.open("ab") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            mine = False
        else:
            mine = True
        yield mine
