"""The service under test: Django's own client, and one real process on a free port."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import django
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.site.asking import credential

django.setup()

from tesela.site.providers.models import Membership, Organisation  # noqa: E402  (needs the settings)
from tests import tables  # noqa: E402
from tests.site import people  # noqa: E402


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """pytest-django asks for this before it makes the tables: on SQLite it finds them made."""
    if connection.vendor != "sqlite":
        yield
        return
    with closing(tables.fill("file:memorydb_default?mode=memory&cache=shared")):
        yield


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def provider() -> Organisation:
    return people.organisation("harbour-house")


@pytest.fixture
def assurer() -> Organisation:
    return people.organisation("northgate")


@pytest.fixture
def maria(provider: Organisation) -> Membership:
    """Who owns the provider."""
    people.member(provider, "owner", "maria@example.org")
    return provider.memberships.get()


@pytest.fixture
def tom(assurer: Organisation) -> Membership:
    """Who owns the assurer."""
    people.member(assurer, "owner", "tom@example.org")
    return assurer.memberships.get()


@pytest.fixture
def client() -> Client:
    """A client that says what went wrong on our side."""
    return Client()


@pytest.fixture
def browser() -> Client:
    """A client that sends what a browser sends, with the protection of forms on."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture(scope="session")
def genuine() -> bytes:
    """A credential that is valid without asking anybody."""
    return json.dumps(credential(), ensure_ascii=False).encode()


class Service:
    """A `tesela serve` of its own, with an environment of its own."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [str(Path(sys.executable).parent / "tesela"), "serve", "--port", str(self.port)]
        kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
        self.data = mkdtemp(prefix="tesela-")
        tables.lay(Path(self.data))
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [*command, *arguments],
            env={
                **kept,
                "TESELA_DATA": self.data,
                "TESELA_OFFLINE": "1",
                "LC_ALL": "C",
                **environment,
            },
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait(self, seconds: float = 240) -> None:
        """Until the first page is there."""
        while self.process.poll() is None and time.monotonic() - self.began < seconds:
            try:
                self.ask("GET", "/")
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError(f"it does not serve: {self.end()}")

    def ask(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in lower case, body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, answer.read()
        finally:
            connection.close()

    def end(self, how: signal.Signals = signal.SIGTERM) -> str:
        """Ends it; what it wrote to standard error."""
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=240)
        rmtree(self.data, ignore_errors=True)
        return said


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """One running service for all tests that only ask."""
    if "TESELA_TEST_DATABASE" in os.environ:
        pytest.skip("a service has a database of its own, each time the same")
    running = Service(TESELA_VERIFICATIONS_A_MINUTE="5000", TESELA_REQUESTS_A_MINUTE="50000")
    running.wait()
    yield running
    running.end()
