"""Where the command line puts files: complete or not at all, also when it is killed.

A file is written beside its place under a name that nobody reads and then
renamed, so that whatever has its name is whole. Leftovers of a killed run are
removed by the next.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tesela.issuing.batch import Recorded
from tesela.issuing.credentials import FORMATS, Options, in_order, issue
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.proofs.keys import SoftwareKey
from tesela.status.bitstring import Place
from tesela.text.errors import TeselaError

PARTIAL = ".partial"
_ROWS_A_TASK = 20


def write_whole(path: Path, data: bytes) -> None:
    """`data` at `path`, all of it or nothing. Raises TeselaError `issue.unwritable`."""
    partial = path.with_name(f".{path.name}{PARTIAL}")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        raise TeselaError(
            "issue.unwritable", file=path.name, reason=error.strerror or ""
        ) from error


def remove_leftovers(folder: Path) -> None:
    """What a killed run had not finished."""
    for partial in folder.glob(f".*{PARTIAL}"):
        partial.unlink(missing_ok=True)


class Job(NamedTuple):
    """One award whose files are wanted; plain enough to cross to another process."""

    award: Award
    places: tuple[Place, ...]
    issued_at: datetime


class Maker:
    """Makes the missing files of awards, in this process."""

    def __init__(
        self, achievement: Achievement, signer: SoftwareKey, options: Options, folder: Path
    ) -> None:
        self.achievement = achievement
        self.signer = signer
        self.options = options
        self.folder = folder
        self._names = in_order(options.formats)

    def paths(self, award: Award) -> dict[str, str]:
        """Format → file name, relative to the folder."""
        name = award.id.removeprefix("urn:uuid:")
        return {some: name + FORMATS[some].suffix for some in self._names}

    def make(self, job: Job) -> bool:
        """Writes what is not there yet; whether that was anything."""
        paths = self.paths(job.award)
        missing = [some for some, path in paths.items() if not (self.folder / path).is_file()]
        if not missing:
            return False
        issued = next(
            issue(
                self.achievement,
                [job.award],
                self.signer,
                issued_at=job.issued_at,
                options=self.options,
                places=lambda award: job.places,
            )
        )
        for some in missing:
            write_whole(self.folder / paths[some], issued.files[some])
        return True


class FolderFiles:
    """The files of awards in one folder, made by `jobs` processes; a `Files` for the batch."""

    def __init__(self, maker: Maker, jobs: int = 1) -> None:
        self._maker = maker
        self._pool = (
            ProcessPoolExecutor(jobs, initializer=_become_worker, initargs=(maker,))
            if jobs > 1
            else None
        )

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def make(self, recorded: Sequence[Recorded]) -> Iterator[tuple[dict[str, str], bool]]:
        """For each award its files by format, and whether any had to be made."""
        jobs = [Job(entry.award, entry.places, entry.issued_at) for entry in recorded]
        for job, fresh in zip(jobs, self._fresh(jobs), strict=True):
            yield self._maker.paths(job.award), fresh

    def _fresh(self, jobs: list[Job]) -> Iterator[bool]:
        if self._pool is None:
            yield from map(self._maker.make, jobs)
            return
        tasks: list[Future[list[bool]]] = [
            self._pool.submit(_work, jobs[at : at + _ROWS_A_TASK])
            for at in range(0, len(jobs), _ROWS_A_TASK)
        ]
        for task in tasks:
            yield from task.result()


_worker: list[Maker] = []


def _become_worker(maker: Maker) -> None:
    _worker[:] = [maker]


def _work(jobs: list[Job]) -> list[bool]:
    return [_worker[0].make(job) for job in jobs]
