"""Who stood in a list before is known however long it is, in the same memory."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.issuing.roster import first_rows
from tesela.issuing.roster.first_rows import FirstRows

CROWDED = st.integers(0, 2**64 - 1) | st.integers(0, 40) | st.integers(0, 40).map(lambda n: n << 54)
"""Also many in one bucket, and such as have the same bits in the table."""


def compared(numbers: Sequence[int]) -> None:
    """With a dictionary."""
    rows, expected = FirstRows(), dict[int, int]()
    for row, number in enumerate(numbers):
        assert rows.get(number) == expected.get(number)
        if number not in expected:
            rows.add(number, row)
            expected[number] = row
    assert {number: rows.get(number) for number in numbers} == expected
    rows.close()


@given(st.lists(CROWDED, max_size=100), st.sampled_from([1, 3, 50]))
def test_first_rows_are_a_mapping(numbers: list[int], recent: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(first_rows, "_RECENT", recent)
        patch.setattr(first_rows, "_TABLE_BITS", 12)
        patch.setattr(first_rows, "_PLACE", (1 << 12) - 1)
        patch.setattr(first_rows, "_EXTENT", 2 * 12)
        compared(numbers)


def test_many_are_found_again_after_they_were_written_away() -> None:
    digests = [
        int.from_bytes(blake2b(b"%d" % number, digest_size=8).digest()) for number in range(20_000)
    ]
    rows = FirstRows()
    for row, digest in enumerate(digests):
        assert rows.get(digest) is None
        rows.add(digest, row)
    assert rows._kept is not None
    assert len(rows._recent) < first_rows._RECENT
    assert [rows.get(digest) for digest in digests] == list(range(20_000))
    rows.close()


def test_where_nothing_can_be_written_all_are_found_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    monkeypatch.setattr(first_rows, "_RECENT", 4)
    compared([*range(50), *range(50)])


def test_what_a_full_disk_cut_off_is_not_lost() -> None:
    """Its file may hold 20 thousand octets, which is less than what is written away."""
    run = """
import resource, signal
from tesela.issuing.roster.first_rows import FirstRows
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
spread = [number * 0x9E3779B97F4A7C15 % 2**64 for number in range(30_000)]
rows = FirstRows()
for row, number in enumerate(spread):
    assert rows.get(number) is None
    rows.add(number, row)
assert [rows.get(number) for number in spread] == list(range(30_000))
assert len(rows._recent) > 8192
rows.close()
"""
    subprocess.run([sys.executable, "-c", run], check=True)
