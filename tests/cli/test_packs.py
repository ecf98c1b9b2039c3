"""One file for a class on its way to its place: whose it is, and when it has its name."""

import os
import stat
from pathlib import Path

import pytest

from tesela.cli.output import remove_leftovers
from tesela.cli.packs import opened, packed
from tesela.text.errors import TeselaError
from tesela.verify.lines import credential_in_line


@pytest.mark.parametrize("text", ['{\n "a": "ä"\r\n}\n', '{"a": 1}\r', '{"a": "\\n"}'])
def test_a_line_says_exactly_what_was_signed(text: str) -> None:
    (line,) = packed("lines", {"a.json": text.encode()})
    assert isinstance(line, bytes)
    assert b"\n" not in line
    assert credential_in_line(line + b"\n") == text.encode()


def test_two_runs_do_not_make_the_same_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "class.ndjson"
    with opened(path, "lines") as first:
        first.put(["a.json"], packed("lines", {"a.json": b"{}"}))
        with pytest.raises(TeselaError) as caught, opened(path, "lines", 0):
            raise AssertionError("there is only one")
        with opened(tmp_path / "other.ndjson", "lines", 0):
            pass
        remove_leftovers(tmp_path)  # as a run does whose folder this is
    assert caught.value.code == "issue.busy"
    assert path.read_bytes() == b"{}\n"
    with opened(path, "lines", 0):
        pass
    assert path.read_bytes() == b""


@pytest.mark.skipif(os.name == "nt", reason="this system has no modes")
def test_only_its_owner_reads_it_even_while_it_is_made(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    before = os.umask(0)
    try:
        with opened(path, "zip"):
            (unfinished,) = tmp_path.glob(".class.zip.unfinished")
            assert stat.S_IMODE(unfinished.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_a_killed_run_left_is_replaced(tmp_path: Path) -> None:
    left = tmp_path / ".class.ndjson.unfinished"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"stays")
    left.symlink_to(elsewhere)
    with opened(tmp_path / "class.ndjson", "lines"):
        pass
    assert not left.exists()
    assert elsewhere.read_bytes() == b"stays"


def test_a_run_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "class.ndjson"
    path.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError), opened(path, "lines"):
        raise ZeroDivisionError
    assert path.read_bytes() == b"before"
    assert not list(tmp_path.glob("*unfinished"))
