"""Where the command line puts files: complete or not at all, also when it is killed.

A file is written beside its place under a name that nobody reads and then
renamed, so that whatever has its name is whole. Leftovers of a killed run are
removed by the next.
"""

import os
import signal
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from stat import S_ISREG
from typing import Generic, NamedTuple, TypeVar

from tesela.issuing.batch import Recorded
from tesela.issuing.credentials import FORMATS, Options, in_order, issue_award
from tesela.issuing.edition import Edition
from tesela.model.award import Award
from tesela.proofs.keys import SoftwareKey
from tesela.status.bitstring import Place
from tesela.text.errors import TeselaError

PARTIAL = ".partial"
LOCK = ".lock"
SECONDS_TO_WAIT = 10
_ROWS_A_TASK = 20
_Result = TypeVar("_Result")


@contextmanager
def alone_in(folder: Path, seconds_to_wait: float = SECONDS_TO_WAIT) -> Iterator[None]:
    """Nobody else issues into `folder` or changes a state there meanwhile.

    Raises TeselaError `issue.busy` when somebody else does not finish soon, `issue.unwritable`.
    """
    with _holding(folder / LOCK, seconds_to_wait):
        yield


@contextmanager
def alone_at(path: Path, seconds_to_wait: float = SECONDS_TO_WAIT) -> Iterator[None]:
    """Nobody else makes the file `path` meanwhile. Raises as `alone_in`."""
    with _holding(path.with_name(f".{path.name}{LOCK}"), seconds_to_wait):
        yield


@contextmanager
def _holding(file: Path, seconds_to_wait: float) -> Iterator[None]:
    """The lock that `file` is; the system lifts it when this process ends, however it ends."""
    try:
        # A transaction of SQLite is the one lock that all systems have alike.
        lock = sqlite3.connect(file, isolation_level=None, timeout=seconds_to_wait)
    except sqlite3.Error as error:
        raise TeselaError("issue.unwritable", file=file.name, reason=str(error)) from error
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise TeselaError("issue.busy", folder=str(file.parent)) from error
        yield
    finally:
        lock.close()


def write_whole(path: Path, data: bytes) -> None:
    """`data` at `path`, all of it or nothing. Raises TeselaError `issue.unwritable`.

    No two processes write under the same unfinished name.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    with writing(path):
        partial.write_bytes(data)
        partial.replace(path)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What cannot be written is said of `path`. Raises TeselaError `issue.unwritable`."""
    try:
        yield
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
        made = self.made(job, names, kept)
        for some in missing:
            write_whole(paths[some], made[some])
        return True

    def made(
        self,
        job: Job,
        names: tuple[str, ...] | None = None,
        kept: Mapping[str, bytes] | None = None,
    ) -> Mapping[str, bytes]:
        """Format → content, of all formats or those in `names`; nothing is written."""
        whole = names in (None, self._names)
        return issue_award(
            self._edition,
            job.award,
            self.signer,
            issued_at=job.issued_at,
            options=self.options if whole else replace(self.options, formats=names or ()),
            places=job.places,
            kept=kept,
        ).files


def _is_made(path: Path) -> bool:
    """An empty file is what is left of one that was written just before the power failed."""
    try:
        found = path.stat()
    except OSError:
        return False
    return S_ISREG(found.st_mode) and found.st_size > 0


def _same_maker(
    edition: Edition,
    key: tuple[bytes, str, str],
    chosen: tuple[tuple[str, ...], str | None, str | None],
    folder: Path,
) -> Maker:
    return Maker(edition, SoftwareKey(*key), Options(*chosen), folder)


class FolderFiles:
    """The files of awards in one folder, made by `jobs` processes; a `Files` for the batch."""

    def __init__(self, maker: Maker, jobs: int = 1) -> None:
        self._maker = maker
        self._processes = Processes(maker, jobs)
        self.close = self._processes.close

    def make(self, recorded: Sequence[Recorded]) -> Iterator[tuple[dict[str, str], bool]]:
        """For each award its files by format, and whether any had to be made.

        Raises TeselaError `issue.unwritable`, `issue.process_died`, and what
        `issue_award` raises.
        """
        jobs = jobs_of(recorded)
        fresh = self._processes.each(Maker.make, jobs, ahead=len(jobs))
        return ((self._maker.paths(job.award), made) for job, made in zip(jobs, fresh, strict=True))


def jobs_of(recorded: Sequence[Recorded]) -> list[Job]:
    return [Job(entry.award, entry.places, entry.issued_at) for entry in recorded]


class Processes:
    """Does something with many jobs, in this process or in `number` others.

    The others start anew, so that they hold neither the record nor a lock
    of this one, and they end when it does, however it ends.
    """

    def __init__(self, maker: Maker, number: int) -> None:
        self._maker = maker
        self._pool = (
            ProcessPoolExecutor(
                number, get_context("spawn"), initializer=_become_worker, initargs=(maker,)
            )
            if number > 1
            else None
        )

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def each(
        self, act: Callable[[Maker, Job], _Result], jobs: Sequence[Job], ahead: int
    ) -> Iterator[_Result]:
        """What `act`, a function of a module, gives for each job, in their order.

        Others begin at once, with no more than about `ahead` jobs before their results are asked
        for. Raises TeselaError `issue.process_died`, and what `act` raises.
        """
        if self._pool is None:
            return (act(self._maker, job) for job in jobs)
        tasks = _Tasks(self._pool, act, jobs)
        tasks.begin(ahead)
        return tasks.results()


class _Tasks(Generic[_Result]):
    """Jobs on their way through other processes, some at a time."""

    def __init__(
        self,
        pool: ProcessPoolExecutor,
        act: Callable[[Maker, Job], _Result],
        jobs: Sequence[Job],
    ) -> None:
        self._pool = pool
        self._act = act
        self._waiting = (jobs[at : at + _ROWS_A_TASK] for at in range(0, len(jobs), _ROWS_A_TASK))
        self._begun: deque[Future[list[_Result]]] = deque()

    def begin(self, number: int) -> None:
        """So many jobs more, where there are so many."""
        with _told_of_death(), _not_interrupted():
            for some in islice(self._waiting, -(-number // _ROWS_A_TASK)):
                self._begun.append(self._pool.submit(_work, self._act, some))

    def results(self) -> Iterator[_Result]:
        while self._begun:
            with _told_of_death():
                found = self._begun.popleft().result()
            self.begin(_ROWS_A_TASK)
            yield from found


@contextmanager
def _told_of_death() -> Iterator[None]:
    try:
        yield
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


def _work(act: Callable[[Maker, Job], _Result], jobs: Sequence[Job]) -> list[_Result]:
    return [act(_worker[0], job) for job in jobs]
