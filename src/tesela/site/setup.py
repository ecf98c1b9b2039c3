"""Bringing the database up to date, once, however many processes begin together; and its figures.

    1. an empty database gets all tables as the migrations leave them in the end, in one transaction,
       and every migration is noted as done: half a second of a processor instead of ten
    2. any other gets the migrations that it lacks

Both end in the same tables (`tests/site/test_setup.py`). So a migration that stores rows does so for what an
older release left; what a new service needs to hold is stored by whoever needs it.
"""

from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

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
        if not _make():  # 1
            call_command("migrate", interactive=False, verbosity=0)  # 2
        measure()


def _make() -> bool:
    """Make all tables if there is none; whether there was none."""
    # SQLite lets go of them only before a transaction begins.
    with connection.constraint_checks_disabled(), transaction.atomic():
        if connection.introspection.table_names():
            return False
        loader = MigrationLoader(connection)
        with connection.schema_editor() as editor:
            for model in loader.project_state().apps.get_models():
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app_label, name in loader.disk_migrations:
            recorder.record_applied(app_label, name)
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return True
