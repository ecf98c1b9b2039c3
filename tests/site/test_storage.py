"""What SQLite keeps of its pages, and what it does not while a whole register is read."""

from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from django.db.utils import ConnectionHandler

from tesela.site import storage


def _kept(connection: Any) -> int:
    with connection.cursor() as cursor:
        row = cursor.execute("PRAGMA cache_size").fetchone()
    return int(row[0])


def test_little_is_kept_while_much_is_read_once_and_as_much_as_before_afterwards(
    tmp_path: Path,
) -> None:
    with closing(
        ConnectionHandler({"default": storage.database(None, tmp_path)})["default"]
    ) as own:
        before = _kept(own)
        with suppress(ZeroDivisionError), storage.sparing(own):
            during = _kept(own)
            raise ZeroDivisionError
        assert -during < -before / 5
        assert _kept(own) == before
