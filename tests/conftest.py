"""Where the standards' published data are, and what every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from hypothesis import settings

from tesela.shapes.rechecking import RECHECKING, Rechecking
from tests.pki import Pki, running
from tests.tables import SHARED

# No deadline: speed is for benchmarks to show. The same examples every time, so that a change is
# judged by what it changes; TESELA_EXAMPLES=new draws others, to look for faults nobody knows.
settings.register_profile(
    "house", deadline=None, derandomize=os.environ.get("TESELA_EXAMPLES") != "new"
)
settings.load_profile("house")

# The service's settings, read when a test of it first needs them.
os.environ["DJANGO_SETTINGS_MODULE"] = "tesela.site.settings"
os.environ["TESELA_OFFLINE"] = "1"
if database := os.environ.get("TESELA_TEST_DATABASE"):
    os.environ["TESELA_DATABASE"] = database


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # the first process; those it starts inherit this
        os.environ[SHARED] = mkdtemp(prefix="tesela-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        rmtree(os.environ[SHARED], ignore_errors=True)


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder of published vectors, named by the environment (CONTRIBUTING.md)."""
    named = os.environ.get("TESELA_STANDARDS")
    if not named or not Path(named).is_dir():
        pytest.skip("TESELA_STANDARDS does not name the folder of published vectors")
    return Path(named).resolve()


@pytest.fixture
def rechecking() -> Iterator[Rechecking]:
    """How often what was learned is compared again, as it was before when the test is over."""
    RECHECKING.settle()
    yield RECHECKING
    RECHECKING.settle()


@pytest.fixture(scope="session")
def _infrastructure() -> Iterator[Pki]:
    with running() as pki:
        yield pki


@pytest.fixture
def pki(_infrastructure: Pki) -> Pki:
    """Certificate authorities and their services (tests/pki), as they were in the beginning."""
    _infrastructure.reset()
    return _infrastructure
