"""Files that are whole or not there, and one run at a time in a folder."""

import pickle
import threading
from pathlib import Path

import pytest

from tesela.cli.output import Maker, alone_in, remove_leftovers, write_whole
from tesela.issuing.credentials import Options
from tesela.issuing.edition import Edition
from tesela.proofs.keys import SoftwareKey
from tesela.text.errors import TeselaError
from tests.samples import ACHIEVEMENT


def test_one_at_a_time(tmp_path: Path) -> None:
    with alone_in(tmp_path):
        with pytest.raises(TeselaError) as raised, alone_in(tmp_path, 0):
            pytest.fail("two are alone in one folder")
        assert raised.value.code == "issue.busy"
    with alone_in(tmp_path, 0):
        pass


def test_the_lock_is_lifted_when_something_goes_wrong(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone_in(tmp_path):
        raise ZeroDivisionError
    with alone_in(tmp_path, 0):
        pass


def test_who_waits_gets_the_folder(tmp_path: Path) -> None:
    entered = threading.Event()
    order = []

    def wait() -> None:
        entered.set()
        with alone_in(tmp_path, 120):
            order.append("second")

    waiting = threading.Thread(target=wait)
    with alone_in(tmp_path):
        waiting.start()
        entered.wait(120)
        order.append("first")
    waiting.join(120)
    assert order == ["first", "second"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "inside").mkdir(parents=True)
    with pytest.raises(TeselaError) as raised:
        write_whole(folder, b"data")
    assert raised.value.code == "issue.unwritable"
    assert (folder / "inside").is_dir()
    with pytest.raises(TeselaError):
        write_whole(tmp_path / "none" / "file", b"data")


def test_leftovers_of_a_killed_run_are_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".a.json.77.partial").write_bytes(b"half")
    (tmp_path / "a.json").write_bytes(b"whole")
    (tmp_path / "notes.partial").write_bytes(b"somebody's own")
    remove_leftovers(tmp_path)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["a.json", "notes.partial"]


@pytest.mark.parametrize("kind", ["ed25519", "p256", "p384"])
def test_a_maker_signs_alike_in_another_process(tmp_path: Path, kind: str) -> None:
    key = SoftwareKey(bytes(range(48 if kind == "p384" else 32)), "did:web:care.example#1", kind)
    maker = Maker(Edition(ACHIEVEMENT, key.controller), key, Options(("openbadge",)), tmp_path)
    crossed = pickle.loads(pickle.dumps(maker)).signer
    assert (crossed.kind, crossed.public) == (kind, key.public)
    assert crossed.verification_method == key.verification_method
    assert crossed.sign(b"data") == key.sign(b"data")
