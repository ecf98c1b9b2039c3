"""Verifying over HTTP: the whole service beside a FastAPI service that calls openvc-core.

Each serves on this machine with one process on one core, asked by one client over a connection that
stays open. The processor time of the server counts, not the client's: what its processes and
threads used between the first request and the last answer. Ours is `tesela serve` as an operator
starts it, with its bounds, its database and the whole report in the answer; the peer's answer is a
single sentence.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import sample
from benchmarks.figures import Effort, Figure, rate, ratio, run, unmeasured, versions_of
from tesela.proofs.data_integrity import secure

WHAT = "verify over HTTP, a request"
_TICKS = os.sysconf("SC_CLK_TCK")
_SECONDS_TO_START = 300
_MOST = "1000000"


class Server:
    """A service in processes of its own, and a connection to it that stays open."""

    def __init__(self, command: Sequence[str], path: str, environment: Mapping[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._path = path
        self._process = subprocess.Popen(
            [*command, "--port", str(port)], env={**os.environ, **environment}
        )
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def wait(self, document: bytes) -> None:
        """Until it verifies."""
        end = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < end and self._process.poll() is None:
            try:
                self.verify(document)
            except (OSError, HTTPException):
                self._connection.close()
                time.sleep(0.1)
            else:
                return
        raise SystemExit(f"{self._path}: it does not serve: {self._process.poll()}")

    def verify(self, document: bytes) -> dict[str, object]:
        """What it says of one credential."""
        try:
            return self._verified(document)
        except (OSError, HTTPException):  # a server closes a connection that waited for long
            self._connection.close()
            return self._verified(document)

    def _verified(self, document: bytes) -> dict[str, object]:
        self._connection.request("POST", self._path, document, {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        found: dict[str, object] = json.loads(answer.read())
        if answer.status != 200:
            raise SystemExit(f"{self._path}: {answer.status} {found}")
        return found

    def seconds(self, act: Callable[[], object]) -> float:
        """Processor seconds that the service needs for what `act` asks of it."""
        before = self._used()
        act()
        return self._used() - before

    def end(self) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.wait(timeout=60)

    def _used(self) -> float:
        return sum(_processor_seconds(pid) for pid in _with_children(self._process.pid))


def figures(effort: Effort) -> Iterator[Figure]:
    """One document a request."""
    if missing := [name for name in ("fastapi", "uvicorn", "openvc") if not find_spec(name)]:
        yield unmeasured(WHAT, f"without {', '.join(missing)}", target=20)
        return
    files = [
        json.dumps(secure(one, sample.KEY, sample.CREATED)).encode() for one in sample.unsecured()
    ]
    with _tesela() as ours, _openvc() as theirs:
        _agree(ours, theirs, files)
        ours_seconds, their_seconds = [], []
        times, their_times = effort.of(400, 150), effort.of(40, 15)
        for _ in range(effort.rounds):
            ours_seconds.append(ours.seconds(lambda: _ask(ours, files, times)) / times)
            their_seconds.append(
                theirs.seconds(lambda: _ask(theirs, files, their_times)) / their_times
            )
    yield ratio(
        WHAT,
        their_seconds,
        ours_seconds,
        target=20,
        ours=rate([1 / one for one in ours_seconds]),
        peer=f"FastAPI with openvc-core {rate([1 / one for one in their_seconds])}",
        versions=versions_of("granian", "django", "openvc-core", "fastapi", "uvicorn", "pyld"),
    )


def _ask(server: Server, files: Sequence[bytes], times: int) -> None:
    for number in range(times):
        server.verify(files[number % len(files)])


def _agree(ours: Server, theirs: Server, files: Sequence[bytes]) -> None:
    """Both accept what is genuine and refuse it changed; a warm-up besides."""
    for file in files[:3]:
        changed = file.replace(b"2026-02-27", b"2026-02-26")
        accepted = (ours.verify(file)["verdict"], theirs.verify(file)["valid"])
        refused = (ours.verify(changed)["verdict"], theirs.verify(changed)["valid"])
        if accepted != ("valid", True) or refused != ("invalid", False):
            raise SystemExit(f"they judge differently: {accepted} {refused}")


@contextmanager
def _tesela() -> Iterator[Server]:
    with TemporaryDirectory() as data:
        environment = {
            "TESELA_DATA": data,
            "TESELA_OFFLINE": "1",
            "TESELA_REQUESTS_A_MINUTE": _MOST,
            "TESELA_VERIFICATIONS_A_MINUTE": _MOST,
        }
        command = [sys.executable, "-c", "from tesela.cli.main import run; run()", "serve"]
        with _running(Server(command, "/api/v1/verify", environment)) as server:
            yield server


@contextmanager
def _openvc() -> Iterator[Server]:
    command = [sys.executable, "-m", "uvicorn", "benchmarks.openvc_service:app"]
    quiet = ["--log-level", "warning", "--no-access-log", "--timeout-keep-alive", "600"]
    with _running(Server([*command, *quiet], "/verify", {})) as server:
        yield server


@contextmanager
def _running(server: Server) -> Iterator[Server]:
    try:
        server.wait(json.dumps(secure(sample.unsecured()[0], sample.KEY, sample.CREATED)).encode())
        yield server
    finally:
        server.end()


def _with_children(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _with_children(int(child))


def _processor_seconds(pid: int) -> float:
    """User and system time (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    run(figures)
