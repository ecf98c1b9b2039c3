"""A class list through the service into the database: processor time beside bare signing.

As a worker does it: the rows of a list are read and judged and stored, then each becomes an award with its
learner, places, credential, mail and entry in the log. Each database has a process of its own. Of
PostgreSQL's processes the time is not counted: they may stand on another machine.
"""

import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benchmarks import sample
from benchmarks.figures import Effort, Figure, rate, ratio, run, unmeasured, versions_of
from tests.postgresql import UnavailableError, cluster

_CLASS = 10_000
_WARM = 1_500
"""Rows of a class before, so that templates are there, as for all but the first of many."""
_SIGNATURES = 3_000
_WANTED = 4.0


class Round(NamedTuple):
    """Processor seconds of a row."""

    reading: float
    making: float
    signing: float


def figures(effort: Effort) -> Iterator[Figure]:
    """Both databases."""
    rows, rounds = effort.of(100_000, 2_000), effort.of(5, 3)
    databases: dict[str, AbstractContextManager[str | None]] = {
        "SQLite": nullcontext(),
        "PostgreSQL": _postgresql(),
    }
    for name, database in databases.items():
        what = f"{rows:,} rows into {name}, over bare signing"
        try:
            with (
                database as named,
                TemporaryDirectory() as folder,
                get_context("spawn").Pool(1, begin, (folder, named)) as process,
            ):
                measured = process.apply(_measured, (rows // rounds, rounds))
        except UnavailableError as error:
            yield unmeasured(what, error, target=_WANTED, kind="at most")
            continue
        signing = [one.signing for one in measured]
        versions = versions_of("django", "pynacl", "psycopg")
        for part, seconds in (
            (what, [one.reading + one.making for one in measured]),
            (f"{what}: making alone", [one.making for one in measured]),
        ):
            yield ratio(
                part,
                seconds,
                signing,
                target=_WANTED,
                kind="at most",
                ours=rate([1 / one for one in seconds]),
                peer=f"libsodium {rate([1 / one for one in signing])}",
                versions=versions,
            )


@contextmanager
def _postgresql() -> Iterator[str]:
    with cluster() as made:
        yield made.database("tesela")


def begin(folder: str, named: str | None) -> None:
    """Make the service ready in this process: SQLite in a folder, or the named database."""
    os.environ |= {"TESELA_DATA": folder, "DJANGO_SETTINGS_MODULE": "tesela.site.settings"}
    if named:
        os.environ["TESELA_DATABASE"] = named
    import django

    django.setup()
    from tesela.site.awards.working import settle
    from tesela.site.setup import bring_up_to_date

    bring_up_to_date()
    settle()


def _measured(rows: int, rounds: int) -> list[Round]:
    """Classes of `rows` learners, all different."""
    from tests.site import people

    edition = people.published(people.organisation())
    _class(edition, 0, _WARM)
    listed = []
    for turn in range(rounds):
        first = _WARM + turn * rows
        signing = _signature()
        reading = making = 0.0
        for begin in range(first, first + rows, _CLASS):
            one = _class(edition, begin, min(begin + _CLASS, first + rows))
            reading, making = reading + one[0], making + one[1]
        signing = (signing + _signature()) / 2
        listed.append(Round(reading / rows, making / rows, signing))
    return listed


def _class(edition: Any, first: int, end: int) -> tuple[float, float]:
    """Seconds of reading and of making a class of these learners."""
    from datetime import UTC, datetime

    from tesela.site.awards import batches
    from tests.site.classlists import waiting

    cells = [
        (f"Eleni {at}", f"Papa{at % 977}", f"bench{at}@example.org", "", "", "")
        for at in range(first, end)
    ]
    began = time.process_time()
    batch = waiting(edition, cells)
    read = time.process_time()
    batches.begin_due(datetime.now(UTC))
    assert batches.make(batch.pk)
    return read - began, time.process_time() - read


def _signature() -> float:
    before = time.process_time()
    for _ in range(_SIGNATURES):
        sample.KEY.sign(bytes(64))
    return (time.process_time() - before) / _SIGNATURES


if __name__ == "__main__":
    run(figures)
