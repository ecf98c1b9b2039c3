"""Fetched answers in a folder: other processes have them, and nothing doubtful is read."""

import multiprocessing
import os
from pathlib import Path

import pytest

from tesela.site.fetched import InFolder
from tesela.trust.answers import Answer, Key

KEY: Key = ("open", "https://care.example/status/1")
ONE = Answer(b"one\nof \x00 octets", 100.0, 400.0, KEY[1], '"tag"', "then")
TWO = ONE._replace(data=b"two", asked=300.0, until=600.0)


def _put(folder: Path) -> None:
    InFolder(folder).put(KEY, ONE)


def test_another_process_has_it(tmp_path: Path) -> None:
    folder = tmp_path / "fetched"
    assert InFolder(folder).get(KEY, 200) is None
    other = multiprocessing.get_context("spawn").Process(target=_put, args=(folder,))
    other.start()
    other.join(60)
    assert InFolder(folder).get(KEY, 200) == ONE
    assert InFolder(folder).get(("signed", KEY[1]), 200) is None
    assert folder.stat().st_mode & 0o077 == 0


def test_what_another_asked_later_counts(tmp_path: Path) -> None:
    one, other = InFolder(tmp_path), InFolder(tmp_path)
    one.put(KEY, ONE)
    other.put(KEY, TWO)
    assert one.get(KEY, 350) == ONE  # still fresh: nothing is read
    assert one.get(KEY, 450) == TWO
    assert one.get(KEY, 700) == TWO  # to be asked about
    other.forget(KEY)
    assert other.get(KEY, 350) is None
    assert InFolder(tmp_path).get(KEY, 350) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data.replace(b"one", b"two"),
        lambda data: data.replace(b"status/1", b"status/2"),
        lambda data: data.replace(b"100.0", b'"soon"'),
        lambda data: data.replace(b'"etag"', b'"other"'),
        lambda data: b"[]\n" + data.split(b"\n", 1)[1],
        lambda data: b"",
        lambda data: b"\xff" * 20_000,
    ],
)
def test_what_is_not_sure_is_not_there(tmp_path: Path, spoil) -> None:
    InFolder(tmp_path).put(KEY, ONE)
    (file,) = tmp_path.iterdir()
    file.write_bytes(spoil(file.read_bytes()))
    assert InFolder(tmp_path).get(KEY, 200) is None


def test_it_is_bounded(tmp_path: Path) -> None:
    kept = InFolder(tmp_path, number=3, octets=10_000)
    for number in range(9):
        kept.put(("open", str(number)), ONE)
    assert len([*tmp_path.iterdir()]) == 3
    kept.put(("open", "large"), ONE._replace(data=b"x" * 9_500))
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 10_000
    kept.put(("open", "x" * 20_000), ONE)
    assert InFolder(tmp_path).get(("open", "x" * 20_000), 200) is None


def test_an_answer_that_was_overtaken_is_not_kept(tmp_path: Path) -> None:
    one, slow = InFolder(tmp_path), InFolder(tmp_path)
    later = TWO._replace(asked=130.0)
    one.put(KEY, later)
    slow.put(KEY, ONE)
    one.put(KEY, ONE)
    assert InFolder(tmp_path).get(KEY, 200) == later
    assert one.get(KEY, 200) == later


def test_what_everybody_has_to_ask_for_is_in_no_file(tmp_path: Path) -> None:
    InFolder(tmp_path).put(KEY, ONE)
    kept = InFolder(tmp_path)
    kept.put(KEY, ONE._replace(asked=200.0, until=200.0))
    assert [*tmp_path.iterdir()] == []
    assert kept.get(KEY, 200) is not None, "its tag is still known"


def test_nothing_stays_longer_than_a_day(tmp_path: Path) -> None:
    kept = InFolder(tmp_path)
    kept.put(KEY, ONE)
    (file,) = tmp_path.iterdir()
    os.utime(file, (1_000, 1_000))
    kept.put(("open", "other"), ONE._replace(asked=90_000.0, until=90_300.0))
    assert not file.exists()


def test_without_a_folder_there_is_the_memory(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_bytes(b"")
    kept = InFolder(nowhere / "fetched")
    kept.put(KEY, ONE)
    assert kept.get(KEY, 200) == ONE
