"""What SQLite keeps of its pages, and what it does not while a whole register is read."""

from contextlib import suppress

import pytest
from django.db import connection

from tesela.site import storage

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="a setting of SQLite")


def _kept() -> int:
    with connection.cursor() as cursor:
        row = cursor.execute("PRAGMA cache_size").fetchone()
    return int(row[0])


def test_little_is_kept_while_much_is_read_once_and_as_much_as_before_afterwards() -> None:
    before = _kept()
    with suppress(ZeroDivisionError), storage.sparing(connection):
        during = _kept()
        raise ZeroDivisionError
    assert -during < -before / 5
    assert _kept() == before
