"""A PostgreSQL cluster of the tests' own: made in a temporary folder, gone at the end.

In a test:         from tests.postgresql import postgresql  # noqa: F401 - a fixture
                   def test_…(postgresql): … TESELA_DATABASE=postgresql.database("name")
From the shell:    scripts/with-postgresql COMMAND…

It listens on a Unix socket only (unless it is asked for a network), so that no port is taken and
nobody else can reach it. PostgreSQL refuses to run as root; then it runs as `postgres` or `nobody`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg
import pytest
from psycopg import sql

_SECONDS = 240
_NOBODY = ("postgres", "nobody")
_FAST = ("fsync=off", "full_page_writes=off")
"""What a crash of the machine would need, and tests do not."""


class UnavailableError(Exception):
    """Why there is no PostgreSQL here."""


class Cluster:
    """A running cluster; `durable` ones keep what was committed when they are killed."""

    def __init__(
        self, folder: Path, programs: Path, durable: bool, network: tuple[str, str] | None
    ) -> None:
        self._folder, self._programs, self._durable = folder, programs, durable
        self._network = network
        self._process: subprocess.Popen[bytes] | None = None
        self._number = 0

    def make(self) -> None:
        """Raises UnavailableError."""
        who = _somebody_else()
        if who:
            os.chown(self._folder, who.pw_uid, who.pw_gid)
        (done := self._run("initdb", "-D", "data", "-U", "tesela", "-A", "trust", "-E", "UTF8",
                           "--locale=C", "--no-sync")).wait(_SECONDS)  # fmt: skip
        if done.returncode:
            raise UnavailableError(f"initdb: {self._log()}")
        if self._network:
            with (self._folder / "data" / "pg_hba.conf").open("a") as hosts:
                hosts.write(f"host all all {self._network[1]} trust\n")
        self.start()

    def start(self) -> None:
        """Begin to serve; returns when it does. Raises UnavailableError."""
        address = self._network[0] if self._network else ""
        settings = [f"listen_addresses={address}", f"unix_socket_directories={self._folder}"]
        settings += ["max_connections=200", *(() if self._durable else _FAST)]
        options = [word for setting in settings for word in ("-c", setting)]
        self._process = self._run("postgres", "-D", "data", *options)
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                psycopg.connect(self.named("postgres")).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise UnavailableError(f"it does not start: {self._log()}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT in order, SIGQUIT as in a crash (`start` then recovers)."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(_SECONDS)
        self._process = None

    def database(self, name: str | None = None) -> str:
        """A new, empty database; what TESELA_DATABASE is to be."""
        self._number += 1
        name = name or f"tesela_{self._number}"
        with psycopg.connect(self.named("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.named(name)

    def named(self, database: str) -> str:
        """The connection string (libpq) of a database of this cluster."""
        return f"host={self._folder} user=tesela dbname={database}"

    def _run(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        who, options = _somebody_else(), dict[str, Any]()
        if who:
            options = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [self._programs / program, *words],
                cwd=self._folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self._folder)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the tests, which then end it in order
                **options,
            )

    def _log(self) -> str:
        return (self._folder / "log").read_text("utf-8", errors="replace")[-600:]


@contextmanager
def cluster(durable: bool = False, network: tuple[str, str] | None = None) -> Iterator[Cluster]:
    """A cluster, ended and removed afterwards. Raises UnavailableError.

    `network`: an address of ours at which it also listens, and the network from which everybody is
    trusted there; for machines of tests only.

    Not `durable`, it is faster and forgets on a crash of the machine (never on
    one of the service or of PostgreSQL itself).
    """
    programs = _programs()
    folder = Path(mkdtemp(prefix="tesela-postgresql-"))
    made = Cluster(folder, programs, durable, network)
    try:
        made.make()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A cluster for the tests of one process; skips where there is no PostgreSQL."""
    try:
        opened = cluster()
        made = opened.__enter__()
    except UnavailableError as reason:
        pytest.skip(f"no PostgreSQL: {reason}")
    try:
        yield made
    finally:
        opened.__exit__(None, None, None)


def _programs() -> Path:
    """The folder of `initdb` and `postgres`; Debian keeps them off the PATH."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    on_path = shutil.which("initdb")
    if not on_path and not found:
        raise UnavailableError("initdb is not installed (scripts/install-postgresql)")
    return Path(on_path).resolve().parent if on_path else found[-1].parent


def _somebody_else() -> pwd.struct_passwd | None:
    """Whom to run as when we are root; None when we are not. Raises UnavailableError."""
    if os.geteuid() != 0:
        return None
    for name in _NOBODY:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise UnavailableError("we are root, and there is nobody else to run it as")


def run(command: list[str]) -> int:
    """Run `command` with a cluster named in TESELA_TEST_DATABASE; its exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with cluster() as made:
            named = {**os.environ, "TESELA_TEST_DATABASE": made.database("tesela")}
            return subprocess.run(command, env=named).returncode
    except UnavailableError as reason:
        print(f"There is no PostgreSQL: {reason}", file=sys.stderr)
        return 2


def there() -> int:
    """0 where there is a PostgreSQL, else 1, and why not."""
    try:
        _programs()
    except UnavailableError as reason:
        print(f"There is no PostgreSQL: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--there"]:
        sys.exit(there())
    sys.exit(run(sys.argv[1:]))
