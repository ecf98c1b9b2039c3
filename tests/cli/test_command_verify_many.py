"""`tesela verify FILE.zip` and `FILE.ndjson` of strangers: what they may ask of this machine."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tesela.cli import unpacking
from tesela.cli.unpacking import credentials_in
from tesela.codecs.zip_stream import Entry, ZipStream, entry
from tesela.text.errors import TeselaError
from tesela.verify.lines import MAXIMUM_LINE_BYTES
from tests.cli.command import call


def packed(path: Path, entries: list[Entry]) -> Path:
    with path.open("wb") as out:
        stream = ZipStream(out, io.BytesIO())
        for one in entries:
            stream.put(one)
        stream.finish()
    return path


def lying_over_each_other(path: Path, times: int, content: bytes) -> Path:
    """One entry, and a directory that names it `times` times."""
    one = entry("0.json", content, deflate=True)
    about = struct.pack("<HHHHIIIH", 0, 8, 0, 33, one.crc, len(one.packed), one.size, 6)
    local = struct.pack("<IH", 0x04034B50, 20) + about + struct.pack("<H", 0) + b"0.json"
    header = struct.pack("<IHH", 0x02014B50, 20, 20) + about + struct.pack("<HHHHII", *[0] * 6)
    directory = (header + b"0.json") * times
    start = len(local) + len(one.packed)
    numbers = (times, times, len(directory), start)
    path.write_bytes(
        local + one.packed + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, *numbers, 0)
    )
    with zipfile.ZipFile(path) as whole:
        assert whole.testzip() is None
    return path


def refused(path: Path) -> str:
    """The code with which the file as a whole is refused."""
    with pytest.raises(TeselaError) as caught:
        list(credentials_in(path) or ())
    return caught.value.code


def test_entries_that_lie_over_each_other(tmp_path: Path) -> None:
    path = lying_over_each_other(tmp_path / "class.zip", 5_000, b'{"a": 1}' * 5_000)
    assert refused(path) == "bundle.unreadable"
    ended = call("verify", path, "--offline", "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, "bundle.unreadable")


def test_it_unpacks_to_far_more_than_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_BYTES", 2_000_000)
    bomb = [entry(f"{at}.json", bytes(1_000_000), deflate=True) for at in range(30)]
    assert refused(packed(tmp_path / "class.zip", bomb)) == "bundle.too_large"
    damaged = [one._replace(crc=one.crc ^ 1) for one in bomb]
    assert refused(packed(tmp_path / "class.zip", damaged)) == "bundle.too_large"
    tightly = entry("a.json", b'{"name": "A"}' * 40_000, deflate=True)
    assert tightly.size > 100 * len(tightly.packed)
    found = credentials_in(packed(tmp_path / "class.zip", [tightly] * 3))
    assert [content for _, content in found or ()] == [b'{"name": "A"}' * 40_000] * 3


def test_what_was_said_before_it_was_too_much_stays_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_BYTES", 200_000)
    one = entry("0.json", b"{}", deflate=False)
    encrypted = entry("1.json", b"{}", deflate=False)._replace(method=12)
    bomb = [entry(f"{at}.json", bytes(1_000_000), deflate=True) for at in (2, 3, 4)]
    path = packed(tmp_path / "class.zip", [one, bomb[0], encrypted, *bomb[1:]])
    ended = call("verify", path, "--offline", "--json")
    places = [line["file"] for line in ended.lines]
    assert places == [*(f"{path}/{at}.json" for at in (0, 2, 1)), str(path)]
    assert ended.lines[-1]["problem"]["code"] == "bundle.too_large"


@pytest.mark.parametrize("bound", ["MAXIMUM_ENTRIES", "MAXIMUM_DIRECTORY_BYTES"])
def test_its_directory_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(unpacking, bound, 100 if bound == "MAXIMUM_DIRECTORY_BYTES" else 1)
    two = [entry(f"{at}.json", b"{}", deflate=False) for at in range(2)]
    assert refused(packed(tmp_path / "class.zip", two)) == "bundle.too_large"


def test_headers_inside_a_file_are_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MAXIMUM_ENTRIES", 2)
    pdf = b"%PDF-1.7\n" + b"PK\x01\x02" * 99
    stored = [entry("a.pdf", pdf, deflate=False), entry("b.json", b"{}", deflate=False)]
    found = credentials_in(packed(tmp_path / "class.zip", stored))
    assert dict(found or ()) == {"a.pdf": pdf, "b.json": b"{}"}


def test_a_damaged_entry_takes_nothing_from_the_others(tmp_path: Path) -> None:
    entries = [entry(f"{at}.json", b"{}", deflate=True) for at in range(3)]
    entries[1] = entries[1]._replace(crc=zlib.crc32(b"[]"))
    found = dict(credentials_in(packed(tmp_path / "class.zip", entries)) or ())
    assert (found["0.json"], found["2.json"]) == (b"{}", b"{}")
    assert isinstance(damaged := found["1.json"], TeselaError)
    assert damaged.code == "bundle.unreadable"


def in_lines(tmp_path: Path, *pieces: bytes) -> Iterator[tuple[str, bytes | str]]:
    path = tmp_path / "class.ndjson"
    path.write_bytes(b"".join(pieces))
    for place, found in credentials_in(path) or ():
        yield place, found if isinstance(found, bytes) else found.code


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_the_end_of_a_line_is_not_counted(tmp_path: Path, end: bytes, mark: bytes) -> None:
    longest = b'{"a": "' + b"x" * (MAXIMUM_LINE_BYTES - 9) + b'"}'
    after = b"{}" if end else b""
    found = dict(in_lines(tmp_path, mark, longest, end, after))
    assert found == {"1": longest} | ({"2": b"{}"} if end else {})
    for more in (b" ", b" " * 2_000_000):
        found = dict(in_lines(tmp_path, mark, longest, more, end, after))
        assert found == {"1": "api.batch_line"} | ({"2": b"{}"} if end else {})


def test_a_byte_order_mark_before_the_first_line(tmp_path: Path) -> None:
    marked = b"\xef\xbb\xbf{}"
    assert dict(in_lines(tmp_path, marked, b"\n", marked)) == {"1": b"{}", "2": "api.batch_form"}
