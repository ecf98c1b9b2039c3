"""A register of many awards leaves in one file: how large it is and how much memory writing takes.

    python -m benchmarks.handing_over [--awards 10000 100000]

Works on a database of its own, as `benchmarks.service`. The awards are made as a worker makes them, from
classes of 10,000. Each file is written by a process of its own, whose largest size beside that of
one that writes a register of ten awards is what the awards cost. That must not grow with their number.
"""

import argparse
import os
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

_CLASS = 10_000
_WRITE = """
import resource, sys, time, django
django.setup()
from datetime import UTC, datetime
from pathlib import Path
from tesela.site.handover.leaving import export
from django.db import connection
if connection.vendor == "sqlite":
    connection.cursor().execute("PRAGMA mmap_size=0")  # pages of the file are not the program's
began = time.process_time()
export(sys.argv[1], Path(sys.argv[2]), datetime.now(UTC))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time() - began)
"""


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.handing_over")
    asked.add_argument("--awards", type=int, nargs="+", default=[10_000, 100_000])
    options = asked.parse_args()
    folder = Path(mkdtemp(prefix="tesela-benchmark-"))
    os.environ.setdefault("TESELA_DATA", str(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    import django

    django.setup()
    from tesela.site.setup import bring_up_to_date
    from tests.site import people

    bring_up_to_date()
    least = 0
    for number in (10, *options.awards):
        of = people.organisation(f"bench-{uuid.uuid4().hex[:8]}")
        edition = people.published(of)
        for first in range(0, number, _CLASS):
            _make(edition, first, min(first + _CLASS, number))
        octets, size, seconds = _written(of.slug, folder / "register.tesela")
        least = least or size
        print(
            f"{number:>8} awards: {octets / 1e6:.1f} MB, {octets / number:.0f} octets an award,"
            f" {(size - least) / 1024:+.1f} MiB of memory, {seconds:.1f} s of processor"
        )


def _make(edition: Any, first: int, end: int) -> None:
    from tesela.site.awards import batches
    from tests.site.classlists import waiting

    batch = waiting(
        edition,
        [(f"Eleni {at}", "Papa", f"bench{at}@example.org", "", "", "") for at in range(first, end)],
    )
    batches.begin_due(datetime.now(UTC))
    assert batches.make(batch.pk)


def _written(slug: str, file: Path) -> tuple[int, int, float]:
    """Octets of the file, KiB of the process that wrote it, its seconds."""
    ran = subprocess.run(
        [sys.executable, "-c", _WRITE, slug, str(file)], check=True, capture_output=True, text=True
    )
    size, seconds = ran.stdout.split()
    return file.stat().st_size, int(size), float(seconds)


if __name__ == "__main__":
    main()
