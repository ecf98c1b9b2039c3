"""A register of many awards leaves in one file: how large it is and how much memory writing takes.

Works on a database of its own, as `benchmarks.service`. The awards are made as a worker makes them, from
classes of 10,000. Each file is written by a process of its own, whose largest size is compared: it
must not grow with the number of awards. That size is Linux's VmHWM; `ru_maxrss` would be at least that
of the process that started it.
"""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from benchmarks.figures import Effort, Figure, run, versions_of

_CLASS = 10_000
_WRITE = """
import sys, time, django
django.setup()
from datetime import UTC, datetime
from pathlib import Path
from tesela.site.handover.leaving import export
from django.db import connection
if connection.vendor == "sqlite":
    connection.cursor().execute("PRAGMA mmap_size=0")  # pages of the file are not the program's
began = time.process_time()
export(sys.argv[1], Path(sys.argv[2]), datetime.now(UTC))
lines = Path("/proc/self/status").read_text().splitlines()
size = next(line.split()[1] for line in lines if line.startswith("VmHWM:"))
print(size, time.process_time() - began)
"""


class Written(NamedTuple):
    """A register's file."""

    octets: int
    size: int
    """KiB of the process that wrote it, at its largest."""
    seconds: float


def figures(effort: Effort) -> Iterator[Figure]:
    """What so many awards take beyond a thousand, which fill every page and every cache once."""
    few, some, many = 1_000, effort.of(10_000, 2_000), effort.of(50_000, 4_000)
    found = dict(_each((few, some, many)))
    for number in (some, many):
        yield Figure(
            what=f"memory of handing over {number:,} awards beyond that of {few:,}",
            ours=f"{found[number].octets / number:,.0f} octets an award",
            value=max(0, found[number].size - found[few].size) / 1024,
            unit="MiB",
            target=16,
            kind="at most",
            versions=versions_of("django"),
        )


def _each(numbers: Sequence[int]) -> Iterator[tuple[int, Written]]:
    """Registers of so many awards, one after another."""
    folder = Path(mkdtemp(prefix="tesela-benchmark-"))
    os.environ.setdefault("TESELA_DATA", str(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    import django

    django.setup()
    from tesela.site.setup import bring_up_to_date
    from tests.site import people

    bring_up_to_date()
    for number in numbers:
        of = people.organisation(f"bench-{uuid.uuid4().hex[:8]}")
        edition = people.published(of)
        for first in range(0, number, _CLASS):
            _make(edition, first, min(first + _CLASS, number))
        yield number, _written(of.slug, folder / "register.tesela")


def _make(edition: Any, first: int, end: int) -> None:
    from tesela.site.awards import batches
    from tests.site.classlists import waiting

    batch = waiting(
        edition,
        [(f"Eleni {at}", "Papa", f"bench{at}@example.org", "", "", "") for at in range(first, end)],
    )
    batches.begin_due(datetime.now(UTC))
    assert batches.make(batch.pk)


def _written(slug: str, file: Path) -> Written:
    ran = subprocess.run(
        [sys.executable, "-c", _WRITE, slug, str(file)], check=True, capture_output=True, text=True
    )
    size, seconds = ran.stdout.split()
    return Written(file.stat().st_size, int(size), float(seconds))


if __name__ == "__main__":
    run(figures)
