"""Machines of a test: network namespaces on one switch, each with workers of its own.

    with network() as address, Machine(1, environment) as machine: …

Needs Linux, root and `ip`. A machine is killed with everything that runs on it; or it loses power,
so that nobody beside it hears of its end: the cable is drawn first.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

PROGRAM = Path(sys.executable).parent / "tesela"
ADDRESS, NETWORK = "10.87.65.1", "10.87.65.0/24"
_SWITCH = "tesela-sw"


class NoNamespacesError(Exception):
    """Why there are no network namespaces here."""


@contextmanager
def network() -> Iterator[str]:
    """The switch, and our address on it. Raises NoNamespacesError."""
    if shutil.which("ip") is None:
        raise NoNamespacesError("the command `ip` is not installed")
    try:
        _ip("link", "add", _SWITCH, "type", "bridge")
    except subprocess.CalledProcessError as refused:
        raise NoNamespacesError(refused.stderr.strip()) from refused
    try:
        _ip("addr", "add", f"{ADDRESS}/24", "dev", _SWITCH)
        _ip("link", "set", _SWITCH, "up")
        yield ADDRESS
    finally:
        _ip("link", "del", _SWITCH)


class Machine:
    """A machine on the switch that runs `tesela work` with one process."""

    def __init__(self, number: int, environment: Mapping[str, str]) -> None:
        self.name = f"tesela-{number}"
        self._cable = f"tesela-c{number}"
        self._number = number
        self._data = Path(mkdtemp(prefix=f"{self.name}-"))
        self.log = self._data / "work.log"
        self._environment = {**environment, "TESELA_DATA": str(self._data)}
        self._running: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Machine":
        _ip("netns", "add", self.name)
        _ip("link", "add", self._cable, "type", "veth", "peer", "name", "eth0", "netns", self.name)
        _ip("link", "set", self._cable, "master", _SWITCH, "up")
        inside = ("-n", self.name)
        _ip(*inside, "addr", "add", f"10.87.65.{10 + self._number}/24", "dev", "eth0")
        _ip(*inside, "link", "set", "eth0", "up")
        _ip(*inside, "link", "set", "lo", "up")
        self.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.kill()
        _ip("netns", "del", self.name)
        shutil.rmtree(self._data, ignore_errors=True)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                ["ip", "netns", "exec", self.name, PROGRAM, "work"],
                env=dict(self._environment),
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> int:
        """Kill everything on it at once; how many processes that were."""
        listed = _ip("netns", "pids", self.name).split()
        for pid in listed:
            try:
                os.kill(int(pid), signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self._running is not None:
            self._running.wait(120)
        return len(listed)

    def lose_power(self) -> int:
        """As `kill`, but nothing that it sends is heard any more."""
        _ip("link", "set", self._cable, "down")
        return self.kill()

    def come_back(self) -> None:
        _ip("link", "set", self._cable, "up")
        self.start()

    def end(self) -> int:
        """Tell it to end; its exit status."""
        assert self._running is not None
        self._running.terminate()
        return self._running.wait(300)


def _ip(*words: str) -> str:
    done = subprocess.run(["ip", *words], check=True, capture_output=True, text=True)
    return done.stdout
