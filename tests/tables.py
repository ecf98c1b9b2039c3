"""A database with all tables and nothing in it, for services and tests that need one.

Making the tables takes half a second of a processor and a process; here they are made once for all
processes that test together, and copied. How a service makes them itself, the walk through the
demonstration sees.

    lay(folder)     for a service on SQLite that a test starts
    fill(uri)       for Django's own tests on SQLite, whose database is in memory
    shared()        the folder of what the processes that test together make once for all
"""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tesela.site.storage import FILE_NAME

SHARED = "TESTS_MADE_ONCE"
"""Names that folder in the environment; the tests' first process makes and removes it."""
_MAKE = "import django; django.setup(); from tesela.site import setup; setup.bring_up_to_date()"


def lay(data: Path) -> None:
    """Put the database into the folder in which a service will keep its data."""
    data.mkdir(parents=True, exist_ok=True)
    (data / FILE_NAME).write_bytes(_made().read_bytes())


def fill(uri: str) -> sqlite3.Connection:
    """Put the tables into a database of SQLite in memory, which lasts as long as what is returned."""
    filled = sqlite3.connect(uri, uri=True, check_same_thread=False)
    with closing(sqlite3.connect(_made())) as made:
        made.backup(filled)
    return filled


@contextmanager
def shared() -> Iterator[Path]:
    """That folder, alone in it."""
    folder = Path(os.environ[SHARED])
    with (folder / "alone").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _made() -> Path:
    with shared() as folder:
        made = folder / FILE_NAME
        if not made.exists():
            kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
            with TemporaryDirectory(dir=folder) as aside:
                own = {"DJANGO_SETTINGS_MODULE": "tesela.site.settings", "TESELA_DATA": aside}
                subprocess.run(
                    [sys.executable, "-c", _MAKE], env={**kept, **own}, check=True, timeout=600
                )
                (Path(aside) / FILE_NAME).rename(made)
    return made
