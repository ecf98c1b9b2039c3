"""An issued class that the tests of the command look at and leave as it is."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.command import credentials, issued, new_key


@dataclass(frozen=True)
class Class:
    """A key, and a folder that `tesela issue` made with it."""

    key: Path
    folder: Path

    @property
    def credential(self) -> Path:
        return credentials(self.folder)[0]


@pytest.fixture(scope="session")
def issued_class(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The example class, issued; to be read only."""
    base = tmp_path_factory.mktemp("class")
    made = Class(new_key(base), base / "out")
    ended = issued(made.folder, made.key)
    assert ended.status == 0, ended.err
    return made


@pytest.fixture
def own_class(tmp_path: Path) -> Class:
    """The example class, issued for one test that changes it."""
    made = Class(new_key(tmp_path), tmp_path / "out")
    ended = issued(made.folder, made.key)
    assert ended.status == 0, ended.err
    return made
