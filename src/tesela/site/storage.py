"""The database: SQLite in the data folder, or PostgreSQL where `TESELA_DATABASE` names one.

A machine that loses power or its network says nothing to PostgreSQL, which by itself would keep its
session, and with it its locks, for hours. So both sides ask each other after some silence, and give
up within LOST_AFTER seconds: `asking` is our side, `ask_us` theirs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tesela.text.errors import TeselaError

FILE_NAME = "tesela.sqlite3"
_SECONDS_IN_LINE = 30
LOST_AFTER = 30
"""Seconds after which a machine that does not answer any more is given up."""
_IDLE, _INTERVAL, _COUNT = 15, 5, 3
# A chunk of awards changes more than the thousand pages after which SQLite by itself would move
# them from its log into the database; most of them change again with the next chunk.
_KEPT, _SPARED = -20_000, -2_000
"""KiB of its pages that SQLite keeps, and sorts with; its manual writes them as negative numbers."""
_AT_FIRST = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; PRAGMA"
    f" journal_size_limit=67108864; PRAGMA cache_size={_KEPT}; PRAGMA wal_autocheckpoint=4000"
)


def database(named: str | None, data: Path | None) -> dict[str, Any]:
    """The entry of Django's DATABASES.

    `named` is `postgresql://user:password@host/name` or any other libpq
    connection string. Without it and without a folder the database lasts as
    long as the process. Raises TeselaError `serve.setting`.
    """
    if named:
        return _postgresql(named)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data / FILE_NAME) if data else ":memory:",
        "CONN_MAX_AGE": None,  # opening the file takes longer than most answers
        "OPTIONS": {
            # A transaction takes its turn at the beginning, so that none fails half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": _SECONDS_IN_LINE,
            "init_command": _AT_FIRST,
        },
    }


@contextmanager
def sparing(connection: Any) -> Iterator[None]:
    """For who reads a whole register once: SQLite keeps little of what it has read."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA cache_size={_SPARED}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size={_KEPT}")


def _postgresql(named: str) -> dict[str, Any]:
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = conninfo_to_dict(named)
    except Error as error:
        raise TeselaError("serve.setting", name="TESELA_DATABASE", value="…") from error
    own = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{own[name]: str(value) for name, value in parts.items() if name in own},
        "OPTIONS": {
            **asking(),
            **{name: value for name, value in parts.items() if name not in own},
        },
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def asking() -> dict[str, Any]:
    """How libpq finds out that the server is gone."""
    return {
        "connect_timeout": LOST_AFTER,
        "keepalives_idle": _IDLE,
        "keepalives_interval": _INTERVAL,
        "keepalives_count": _COUNT,
        "tcp_user_timeout": LOST_AFTER * 1000,
    }


def ask_us(connection: Any, **_signal: Any) -> None:
    """Let the server find out that we are gone; a receiver of `connection_created`.

    Not in the connection string: poolers refuse what they do not know there.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('tcp_keepalives_idle', %s, false),"
            " set_config('tcp_keepalives_interval', %s, false),"
            " set_config('tcp_keepalives_count', %s, false),"
            " set_config('tcp_user_timeout', %s, false)",
            [str(_IDLE), str(_INTERVAL), str(_COUNT), str(LOST_AFTER * 1000)],
        )
