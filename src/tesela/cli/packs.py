"""One file for a whole class list, however long it is: lines (NDJSON) or a ZIP.

`FILE.ndjson`  a line is a credential as a JSON object, exactly as it was signed, or as a JSON string
               a token, and what has line ends: what `tesela verify` and `verify-batch` read
`FILE.zip`     the files that else stand in the folder, under the same names

What is in it follows the list. It is written beside its place and takes its
name when it is whole; a run that is killed leaves what was there before, and
the next makes the whole file again: the record alone decides its bytes. No two
runs make the same file at once, and only its owner may read it, since it names a
whole class. Memory stays the same for a million awards.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from errno import EISDIR
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol

from tesela.cli.output import SECONDS_TO_WAIT, Job, Maker, Processes, alone_at, jobs_of, writing
from tesela.cli.unpacking import Kind
from tesela.codecs.zip_stream import Entry, ZipStream, entry
from tesela.issuing.batch import Recorded
from tesela.issuing.credentials import FORMATS, USUAL

USUALLY: Mapping[Kind, Sequence[str]] = {"lines": ("openbadge",), "zip": USUAL}
"""What goes into it unless somebody asks for other formats."""
_TEXTS = (".json", ".jsonld", ".html", ".svg", ".jwt", ".sd-jwt")
"""What becomes smaller when it is packed."""
_JSON = (".json", ".jsonld")
_TOKENS = (".jwt", ".sd-jwt")
LINES = tuple(name for name, some in FORMATS.items() if some.suffix.endswith((*_JSON, *_TOKENS)))
"""The formats that can be a line."""

UNFINISHED = ".unfinished"
"""Another than `output.PARTIAL`, which runs in that folder remove, who do not make this file."""
_JOBS_AHEAD = 160
"""Of so many awards the files wait in memory, when others make them faster than they are written."""

Packed = list[Entry] | list[bytes]


def packed(kind: Kind, files: Mapping[str, bytes]) -> Packed:
    """What goes into the file of one award's `files` (name → content), in whatever process."""
    if kind == "lines":
        return [_line(name, data) for name, data in files.items()]
    return [entry(name, data, deflate=name.endswith(_TEXTS)) for name, data in files.items()]


def _line(name: str, data: bytes) -> bytes:
    if name.endswith(_TOKENS) or b"\n" in data or b"\r" in data:
        return json.dumps(data.decode()).encode()
    return data


class Pack(Protocol):
    """A file on its way to its place."""

    was_there: bool
    """Whether a whole one stood there when this one was begun."""

    def put(self, names: Sequence[str], award: Packed) -> list[str]:
        """The next award, as `packed` gave it for files of these names; where each is found.

        Raises TeselaError `issue.unwritable`.
        """


@contextmanager
def opened(path: Path, kind: Kind, seconds_to_wait: float = SECONDS_TO_WAIT) -> Iterator[Pack]:
    """A file that takes its place at the end, unless something went wrong before.

    Raises TeselaError `issue.unwritable`; `issue.busy` when another run that makes it does not
    finish soon.
    """
    _see_that_it_can_be_a_file(path)
    unfinished = path.with_name(f".{path.name}{UNFINISHED}")
    with ExitStack() as until_end:
        until_end.enter_context(alone_at(path, seconds_to_wait))
        with writing(path):
            unfinished.unlink(missing_ok=True)
            out = until_end.enter_context(_own_file(unfinished))
            until_end.callback(unfinished.unlink, missing_ok=True)
            directory = until_end.enter_context(TemporaryFile())
        pack = _Lines(path, out) if kind == "lines" else _Archive(path, out, directory)
        yield pack
        with writing(path):
            pack.finish()
            out.flush()
            os.fsync(out.fileno())
            unfinished.replace(path)


def _see_that_it_can_be_a_file(path: Path) -> None:
    """Before anything is recorded. Raises TeselaError `issue.unwritable`."""
    with writing(path):
        if path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        path.parent.stat()


def _own_file(path: Path) -> BinaryIO:
    """A new file that nobody else may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


class _Lines:
    """Is a `Pack`."""

    def __init__(self, path: Path, out: BinaryIO) -> None:
        self.was_there = path.is_file()
        self._path = path
        self._out = out
        self._number = 0

    def put(self, names: Sequence[str], award: Packed) -> list[str]:
        found = []
        with writing(self._path):
            for _, line in zip(names, award, strict=True):
                assert isinstance(line, bytes)
                self._out.write(line + b"\n")
                self._number += 1
                found.append(f"{self._path.name}:{self._number}")
        return found

    def finish(self) -> None:
        """The last line has its end already."""


class _Archive:
    """Is a `Pack`."""

    def __init__(self, path: Path, out: BinaryIO, directory: BinaryIO) -> None:
        self.was_there = path.is_file()
        self._path = path
        self._stream = ZipStream(out, directory)
        self.finish = self._stream.finish

    def put(self, names: Sequence[str], award: Packed) -> list[str]:
        with writing(self._path):
            for one in award:
                assert isinstance(one, Entry)
                self._stream.put(one)
        return [f"{self._path.name}/{name}" for name in names]


class PackedFiles:
    """The files of awards in one file, made by `jobs` processes; a `Files` for the batch."""

    def __init__(self, maker: Maker, pack: Pack, kind: Kind, jobs: int = 1) -> None:
        self._maker = maker
        self._pack = pack
        self._act = _as_lines if kind == "lines" else _as_entries
        self._processes = Processes(maker, jobs)
        self.close = self._processes.close

    def make(self, recorded: Sequence[Recorded]) -> Iterator[tuple[dict[str, str], bool]]:
        """For each award where its files are by format, and whether this file is new.

        Raises TeselaError `issue.unwritable`, `issue.process_died`, and what
        `issue_award` raises.
        """
        jobs = jobs_of(recorded)
        return self._put(jobs, self._processes.each(self._act, jobs, ahead=_JOBS_AHEAD))

    def _put(
        self, jobs: Sequence[Job], made: Iterator[Packed]
    ) -> Iterator[tuple[dict[str, str], bool]]:
        for job, award in zip(jobs, made, strict=True):
            paths = self._maker.paths(job.award)
            places = self._pack.put([*paths.values()], award)
            yield dict(zip(paths, places, strict=True)), not self._pack.was_there


def _as_lines(maker: Maker, job: Job) -> Packed:
    return packed("lines", _named(maker, job))


def _as_entries(maker: Maker, job: Job) -> Packed:
    return packed("zip", _named(maker, job))


def _named(maker: Maker, job: Job) -> dict[str, bytes]:
    made = maker.made(job)
    return {name: made[some] for some, name in maker.paths(job.award).items()}
