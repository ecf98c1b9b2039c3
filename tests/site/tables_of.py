"""All tables of a new database, made one way or the other, printed as JSON.

    python -m tests.site.tables_of made|migrated

`made`: as a service makes them; `migrated`: by every migration there ever was. Columns, constraints and indexes stand in
the order of their names, with the very words in which the database keeps them, and how many rows each
table has.
"""

import json
import re
import sys
from typing import Any

import django

_COLUMNS = """
    SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default,
           is_identity
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"""
_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"""
_INDEXES = (
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 2"
)
_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1, 2"


def main(how: str) -> None:
    django.setup()
    from tesela.site.setup import bring_up_to_date

    if how == "migrated":
        from django.core.management import call_command

        call_command("migrate", "accounts", interactive=False, verbosity=0)  # no longer empty
    bring_up_to_date()
    print(json.dumps(tables()))


def tables() -> dict[str, Any]:
    """What this process's database is made of."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked: dict[str, Any] = {}
            for name, sql in {
                "columns": _COLUMNS,
                "constraints": _CONSTRAINTS,
                "indexes": _INDEXES,
            }.items():
                cursor.execute(sql)
                asked[name] = [list(row) for row in cursor.fetchall()]
        else:
            cursor.execute(_SQLITE)
            asked = {
                f"{kind} {name}": _parts(sql) if kind == "table" else sql
                for kind, name, sql in cursor.fetchall()
                if not name.startswith("sqlite_")
            }
        rows = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            rows[table] = cursor.fetchone()[0]
        return {**asked, "rows": rows}


def _parts(created: str) -> list[str]:
    """The columns and constraints of a table as it was created, by name."""
    inside = created[created.index("(") + 1 : created.rindex(")")]
    parts, depth, begin = [], 0, 0
    for at, letter in enumerate(inside):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(inside[begin:at])
            begin = at + 1
    return sorted(re.sub(r"\s+", " ", part).strip() for part in (*parts, inside[begin:]))


if __name__ == "__main__":
    main(sys.argv[1])
