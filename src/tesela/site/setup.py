"""Bringing the database up to date, once, however many processes begin together; and its figures."""

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

_LOCK = 7_461_736
"""Any number; the same for all processes of Tesela on one PostgreSQL database."""
_ENTRIES = 1_000
"""Of each index that SQLite looks at: milliseconds, however large it is."""


def bring_up_to_date() -> None:
    """Make or change the tables as this release needs them. Raises DatabaseError."""
    if connection.vendor != "postgresql":
        # SQLite's own lock makes two take their turns, each migration whole.
        _migrate()
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        _migrate()


def is_up_to_date() -> bool:
    """Whether the tables are as this release needs them. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def measure() -> None:
    """Let SQLite see how its tables have grown, or it goes long ways; PostgreSQL looks itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_ENTRIES}")
            cursor.execute("ANALYZE")


def _migrate() -> None:
    if not is_up_to_date():
        call_command("migrate", interactive=False, verbosity=0)
        measure()
