"""A running service with an issued class behind it, and a browser in front of it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tesela.site.verifier.tampering import changed_by_one_letter
from tests import tables
from tests.browser.browser import Browser
from tests.browser.house import House
from tests.node_packages import UnavailableError

PROGRAM = Path(sys.executable).parent / "tesela"
EXAMPLES = Path(__file__).parents[2] / "examples"
ENVIRONMENT = {"TESELA_LANGUAGE": "en", "TESELA_KEY_PASSPHRASE": ""}


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # A module's service is started once, not once for each process that tests.
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@dataclass(frozen=True)
class Papers:
    """What people hand in."""

    folder: Path
    genuine: Path
    genuine_pdf: Path
    spanish: Path
    changed: Path
    withdrawn: Path
    junk: Path


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """An issued class; one award of it withdrawn, one changed by a letter, and a file of noise."""
    folder = tmp_path_factory.mktemp("papers")
    key, issued = folder / "key.json", folder / "credentials"
    _tesela("keys", "new", "--out", key)
    description = EXAMPLES / "achievements/european-care-certificate.yaml"
    lists = ("--status-list", "https://harbour-house.example/status")
    given = ("--achievement", description, "--roster", EXAMPLES / "rosters/class.csv")
    # The roster has a mistake on purpose, so the command ends with 1.
    _tesela("issue", *given, "--key", key, "--out", issued, "--as", "openbadge,pdf", *lists)
    rows = json.loads((issued / "report.json").read_bytes())["rows"]
    files = [issued / row["files"]["openbadge"] for row in rows if "openbadge" in row["files"]]
    withdrawn = next(row for row in reversed(rows) if "openbadge" in row["files"])
    _tesela("status", "revoke", withdrawn["award"], "--in", issued, "--key", key)
    spanish = next(
        file
        for file in files
        if json.loads(file.read_bytes())["credentialSubject"]["achievement"]["inLanguage"] == "es"
    )
    changed = folder / "one-letter-changed.json"
    changed.write_bytes(changed_by_one_letter(files[0].read_bytes()))
    junk = folder / "junk.json"
    junk.write_bytes(b"\x00 not a credential \xff" * 50_000)
    return Papers(
        folder=folder,
        genuine=files[0],
        genuine_pdf=files[0].with_suffix(".pdf"),
        spanish=spanish,
        changed=changed,
        withdrawn=issued / withdrawn["files"]["openbadge"],
        junk=junk,
    )


@pytest.fixture(scope="session")
def service(papers: Papers) -> Iterator[str]:
    """The address of `tesela serve`, which fetches nothing and trusts the demo's registry."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "TESELA_DATA": str(papers.folder / "service"),
        "TESELA_OFFLINE": "1",
        "TESELA_REGISTRY": str(papers.folder / "credentials"),
        "TESELA_VERIFICATIONS_A_MINUTE": "100000",
        "TESELA_REQUESTS_A_MINUTE": "100000",
    }
    tables.lay(papers.folder / "service")
    process = subprocess.Popen(
        [PROGRAM, "serve", "--port", str(port)],
        env={**os.environ, **ENVIRONMENT, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=120)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service with an empty database; each module of tests furnishes its own."""
    running = House(tmp_path_factory.mktemp("house"))
    yield running
    running.end()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    try:
        opened = Browser()
    except UnavailableError as reason:
        pytest.skip(f"no browser: {reason}")
    with opened:
        yield opened


@pytest.fixture
def one_browser(chromium: Browser, request: pytest.FixtureRequest) -> Browser:
    """A browser at the test's `house`, else at the service that only verifies."""
    if "house" in request.fixturenames:
        chromium.address = request.getfixturevalue("house").address
    else:
        chromium.address = request.getfixturevalue("service")
    return chromium


@pytest.fixture
def browser(one_browser: Browser) -> Browser:
    """A browser with a new visitor in front of it."""
    return one_browser.visitor()


def _tesela(*words: object) -> None:
    subprocess.run(
        [PROGRAM, *map(str, words)],
        env={**os.environ, **ENVIRONMENT},
        check=True,
        capture_output=True,
        timeout=600,
    )


def wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Until the service answers. Raises RuntimeError when it does not."""
    for _ in range(3000):
        if process.poll() is not None:
            raise RuntimeError("tesela serve ended at once")
        try:
            asking = HTTPConnection("127.0.0.1", port, timeout=5)
            asking.request("GET", "/healthz")
            if asking.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("tesela serve does not answer")
