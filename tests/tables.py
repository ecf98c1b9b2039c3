"""A database with all tables and nothing in it, for services that tests start.

Making the tables takes a service ten seconds of a processor, each time; here they are made once
and copied. How a service makes them itself, the walk through the demonstration sees.
"""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tesela.site.storage import FILE_NAME

_MAKE = "import django; django.setup(); from tesela.site import setup; setup.bring_up_to_date()"


def lay(data: Path) -> None:
    """Put the database into the folder in which a service will keep its data."""
    data.mkdir(parents=True, exist_ok=True)
    (data / FILE_NAME).write_bytes(_made())


@cache
def _made() -> bytes:
    kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
    with TemporaryDirectory(prefix="tesela-") as folder:
        own = {"DJANGO_SETTINGS_MODULE": "tesela.site.settings", "TESELA_DATA": folder}
        subprocess.run([sys.executable, "-c", _MAKE], env={**kept, **own}, check=True, timeout=120)
        return (Path(folder) / FILE_NAME).read_bytes()
