"""Where the command line puts files: complete or not at all, also when it is killed.

A file is written beside its place under a name that nobody reads and then
renamed, so that whatever has its name is whole. Leftovers of a killed run are
removed by the next.
"""

import os
import signal
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import NamedTuple

from tesela.issuing.batch import Recorded
from tesela.issuing.credentials import FORMATS, Options, in_order, issue_award
from tesela.issuing.edition import Edition
from tesela.model.award import Award
from tesela.proofs.keys import SoftwareKey
from tesela.status.bitstring import Place
from tesela.text.errors import TeselaError

PARTIAL = ".partial"
LOCK = ".lock"
_SECONDS_TO_WAIT = 10
_ROWS_A_TASK = 20


@contextmanager
def alone_in(folder: Path, seconds_to_wait: float = _SECONDS_TO_WAIT) -> Iterator[None]:
    """Nobody else issues into `folder` or changes a state there meanwhile.

    The system lifts the lock when this process ends, however it ends. Raises
    TeselaError `issue.busy` when somebody else does not finish soon,
    `issue.unwritable`.
    """
    try:
        # A transaction of SQLite is the one lock that all systems have alike.
        lock = sqlite3.connect(folder / LOCK, isolation_level=None, timeout=seconds_to_wait)
    except sqlite3.Error as error:
        raise TeselaError("issue.unwritable", file=LOCK, reason=str(error)) from error
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise TeselaError("issue.busy", folder=str(folder)) from error
        yield
    finally:
        lock.close()


def write_whole(path: Path, data: bytes) -> None:
    """`data` at `path`, all of it or nothing. Raises TeselaError `issue.unwritable`.

    No two processes write under the same unfinished name.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
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
        self, edition: Edition, signer: SoftwareKey, options: Options, folder: Path
    ) -> None:
        self._edition = edition
        self.signer = signer
        self.options = options
        self.folder = folder
        self._names = in_order(options.formats)

    def __reduce__(self) -> tuple[object, ...]:
        """What crosses to another process; contexts are always the bundled ones here."""
        signer, options = self.signer, self.options
        key = (signer.seed, signer.verification_method, signer.kind)
        chosen = (tuple(options.formats), options.suite, options.state_page)
        return _same_maker, (self._edition, key, chosen, self.folder)

    def paths(self, award: Award) -> dict[str, str]:
        """Format → file name, relative to the folder."""
        name = award.id.removeprefix("urn:uuid:")
        return {some: name + FORMATS[some].suffix for some in self._names}

    def make(self, job: Job) -> bool:
        """Writes what is not there yet; whether that was anything."""
        paths = {some: self.folder / path for some, path in self.paths(job.award).items()}
        missing = [some for some, path in paths.items() if not _is_made(path)]
        if not missing:
            return False
        needed = {need for some in missing for need in FORMATS[some].needs}
        kept = {some: paths[some].read_bytes() for some in needed.difference(missing)}
        names = tuple(some for some in self._names if some in needed.union(missing))
        whole = names == self._names
        issued = issue_award(
            self._edition,
            job.award,
            self.signer,
            issued_at=job.issued_at,
            options=self.options if whole else replace(self.options, formats=names),
            places=job.places,
            kept=kept,
        )
        for some in missing:
            write_whole(paths[some], issued.files[some])
        return True


def _is_made(path: Path) -> bool:
    """An empty file is what is left of one that was written just before the power failed."""
    return path.is_file() and path.stat().st_size > 0


def _same_maker(
    edition: Edition,
    key: tuple[bytes, str, str],
    chosen: tuple[tuple[str, ...], str | None, str | None],
    folder: Path,
) -> Maker:
    return Maker(edition, SoftwareKey(*key), Options(*chosen), folder)


class FolderFiles:
    """The files of awards in one folder, made by `jobs` processes; a `Files` for the batch.

    The processes start anew, so that they hold neither the record nor a lock
    of this one, and they end when it does, however it ends.
    """

    def __init__(self, maker: Maker, jobs: int = 1) -> None:
        self._maker = maker
        self._pool = (
            ProcessPoolExecutor(
                jobs, get_context("spawn"), initializer=_become_worker, initargs=(maker,)
            )
            if jobs > 1
            else None
        )

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def make(self, recorded: Sequence[Recorded]) -> Iterator[tuple[dict[str, str], bool]]:
        """For each award its files by format, and whether any had to be made.

        Raises TeselaError `issue.unwritable`, `issue.process_died`, and what
        `issue_award` raises.
        """
        jobs = [Job(entry.award, entry.places, entry.issued_at) for entry in recorded]
        for job, fresh in zip(jobs, self._fresh(jobs), strict=True):
            yield self._maker.paths(job.award), fresh

    def _fresh(self, jobs: list[Job]) -> Iterator[bool]:
        if self._pool is None:
            yield from map(self._maker.make, jobs)
            return
        try:
            with _not_interrupted():
                tasks: list[Future[list[bool]]] = [
                    self._pool.submit(_work, jobs[at : at + _ROWS_A_TASK])
                    for at in range(0, len(jobs), _ROWS_A_TASK)
                ]
            for task in tasks:
                yield from task.result()
        except BrokenProcessPool as error:
            raise TeselaError("issue.process_died") from error


@contextmanager
def _not_interrupted() -> Iterator[None]:
    """Ctrl+C waits until it is over, and processes started meanwhile never hear of it.

    It is for the one that the person started, which then lets them finish.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker: list[Maker] = []


def _become_worker(maker: Maker) -> None:
    _worker[:] = [maker]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(jobs: list[Job]) -> list[bool]:
    return [_worker[0].make(job) for job in jobs]
