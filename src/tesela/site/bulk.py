"""Many rows at once: by COPY into PostgreSQL, by one prepared statement into SQLite.

Django makes an object of each row and asks each field of each object how its
value is written. Here a table's rows come as columns, and a column is asked
once: what is the same in all rows is written once, and a list is converted as
a whole. Everything else stays the database's: constraints, and the transaction
in which this happens. What a model does when it is saved (signals, defaults,
`auto_now_add`) does not happen.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models.expressions import RawSQL

from tesela.codecs import uuids


class Same(NamedTuple):
    """A value that all rows have."""

    value: Any


class Json(str):
    """A value of a JSON field that is written already."""

    __slots__ = ()


Column = Same | Sequence[Any]
"""The values of one column, row by row, as the model's field has them; a UUID also in its
canonical text."""


def insert(model: type[models.Model], columns: Mapping[str, Column]) -> int:
    """Store rows of `model`; how many.

    `columns` name the fields as they are stored (`organisation_id`), all but those that may be
    null, and are equally long (else ValueError). Raises IntegrityError as saving them one by one
    would.
    """
    lengths = {len(one) for one in columns.values() if not isinstance(one, Same)}
    if lengths == {0}:
        return 0
    (number,) = lengths
    fields = _fields(model, columns)
    rows = zip(*_written(fields, columns.values(), number), strict=True)
    table, names = _quoted(model._meta.db_table), _listed(fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = cursor.copy(f"COPY {table} ({names}) FROM STDIN")
            with connection.wrap_database_errors, copying as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            sql = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608
            cursor.executemany(sql, list(rows))
    return number


def update(model: type[models.Model], keys: Sequence[Any], columns: Mapping[str, Column]) -> None:
    """Change the rows of `model` with these keys, each as `columns` say at its place."""
    if not keys:
        return
    fields = _fields(model, ["id", *columns])
    written = _written(fields, [keys, *columns.values()], len(keys))
    table, (key, *names) = _quoted(model._meta.db_table), [_quoted(one.column) for one in fields]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            news = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
            sets = ", ".join(f"{name} = new.{name}" for name in names)
            cursor.execute(
                f"UPDATE {table} SET {sets} FROM unnest({news}) AS new ({_listed(fields)})"  # noqa: S608
                f" WHERE {table}.{key} = new.{key}",
                [list(one) for one in written],
            )
        else:
            sets = ", ".join(f"{name} = %s" for name in names)
            sql = f"UPDATE {table} SET {sets} WHERE {key} = %s"  # noqa: S608
            cursor.executemany(sql, list(zip(*written[1:], written[0], strict=True)))


def among(texts: Sequence[str]) -> RawSQL:
    """The right side of `__in` for many texts: one parameter instead of one for each."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::varchar[])", [list(texts)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(texts)])


def new_ids(model: type[models.Model], number: int) -> Sequence[int]:
    """Keys for so many new rows of a `model` that counts its keys, for nobody else.

    To be called in the transaction that stores the rows.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, number],
            )
            return [key for (key,) in cursor.fetchall()]
        # A transaction has all of SQLite for itself, and the largest key is remembered when rows go.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        return range(first := (last[0] if last else 0) + 1, first + number)


def new_uuids(number: int) -> list[str]:
    """So many random UUIDs, in their canonical text."""
    octets = os.urandom(16 * number)
    return [
        uuids.at_random(octets[at : at + 16]).removeprefix("urn:uuid:")
        for at in range(0, len(octets), 16)
    ]


def _fields(model: type[models.Model], names: Iterable[str]) -> list[Any]:
    named = {field.attname: field for field in model._meta.concrete_fields}
    return [named[name] for name in names]


def _written(fields: Sequence[Any], columns: Iterable[Column], number: int) -> list[Iterable[Any]]:
    """The columns as the database's driver takes them."""
    return [
        repeat(_converted(field, [column.value])[0], number)
        if isinstance(column, Same)
        else _converted(field, column)
        for field, column in zip(fields, columns, strict=True)
    ]


_AS_THEY_ARE = frozenset(
    (
        "BigAutoField",
        "BigIntegerField",
        "BinaryField",
        "BooleanField",
        "CharField",
        "EmailField",
        "IntegerField",
        "TextField",
    )
)


def _converted(field: Any, values: Sequence[Any]) -> Sequence[Any]:
    kind = (field.target_field if field.is_relation else field).get_internal_type()
    if kind in _AS_THEY_ARE:
        return values
    if kind == "JSONField":
        return [_json(one) for one in values]
    if connection.vendor == "postgresql":
        return values  # psycopg knows days, moments and UUIDs
    if kind == "UUIDField":
        return [one and (one.replace("-", "") if type(one) is str else one.hex) for one in values]
    written = {one: field.get_db_prep_save(one, connection) for one in set(values)}
    return [written[one] for one in values]


_EMPTY: dict[type, str] = {dict: "{}", list: "[]"}


def _json(value: Any) -> str:
    if isinstance(value, Json):
        return value
    return json.dumps(value) if value or type(value) not in _EMPTY else _EMPTY[type(value)]


def _listed(fields: Iterable[Any]) -> str:
    return ", ".join(_quoted(field.column) for field in fields)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
