"""ZIP archives read entry by entry give what the standard library reads; broken ones give errors."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import zip_entries, zip_stream
from tesela.codecs.zipped import BROKEN
from tests.codecs.test_zip_stream import NAMES, archive

FILES = st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=6)
MOST = 1_000


def read(data: bytes, most: int = MOST) -> dict[str, bytes | None]:
    file = io.BytesIO(data)
    listed = zip_entries.entries(file, zip_entries.directory(file))
    return {one.name: zip_entries.content(file, one, most) for one in listed}


def zipped(
    files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, *, large: bool = False
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in files.items():
            about = zipfile.ZipInfo(name)
            about.compress_type = method
            with made.open(about, "w", force_zip64=large) as entry:
                entry.write(content)
    return out.getvalue()


@given(
    FILES,
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    st.booleans(),
    st.binary(max_size=40),
)
def test_what_others_write_is_read(
    files: dict[str, bytes], method: int, large: bool, before: bytes
) -> None:
    assert read(before + zipped(files, method, large=large)) == files


@given(FILES)
def test_what_we_write_is_read(files: dict[str, bytes]) -> None:
    assert read(archive([zip_stream.entry(*one, deflate=True) for one in files.items()])) == files


def test_what_is_written_to_where_nobody_can_go_back() -> None:
    """Lengths stand behind the content then, and in the directory (4.3.9)."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

        def seek(self, *_: object) -> int:
            raise OSError

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("ä.json", b"{}" * 50)
        made.comment = b"with a comment"
    assert read(out.getvalue()) == {"ä.json": b"{}" * 50}


def test_more_entries_than_the_old_directory_counts() -> None:
    data = archive([zip_stream.entry(f"{number}", b"", deflate=False) for number in range(65_540)])
    found = read(data)
    assert (len(found), found["65539"]) == (65_540, b"")


def test_an_entry_far_behind_has_its_place_in_the_large_numbers() -> None:
    numbers = (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    extra = struct.pack("<HHI", 9, 4, 0) + struct.pack("<HHQQQ", 1, 24, 6 << 32, 5 << 32, 7 << 32)
    header = struct.pack("<IHHHHHHIII", 0x02014B50, 45, 45, 0, 8, 0, 0, 0, *numbers[:2])
    header += struct.pack("<HHHHHII", 1, len(extra), 0, 0, 0, 0, numbers[2]) + b"a" + extra
    listed = zip_entries.Directory(0, len(header), 0)
    (one,) = zip_entries.entries(io.BytesIO(header), listed)
    assert (one.size, one.packed, one.start) == (6 << 32, 5 << 32, 7 << 32)


def test_no_more_is_unpacked_than_is_asked() -> None:
    data = zipped({"a": bytes(MOST), "b": bytes(MOST + 1), "c": bytes(10_000_000)})
    assert read(data) == {"a": bytes(MOST), "b": None, "c": None}
    assert read(zipped({"a": bytes(50_000)}, zipfile.ZIP_STORED)) == {"a": None}


@pytest.mark.parametrize("octet", range(0, 120, 3))
def test_broken_archives_raise_what_broken_archives_raise(octet: int) -> None:
    whole = zipped({"a": b"credential" * 3}, zipfile.ZIP_STORED)
    changed = bytearray(whole)
    changed[octet] ^= 0xFF
    for data in (bytes(changed), whole[:octet], whole[octet + 1 :]):
        try:
            found = read(data)
        except BROKEN:
            continue
        assert set(found.values()) <= {b"credential" * 3, None}


def test_a_changed_content_is_no_content() -> None:
    with pytest.raises(zipfile.BadZipFile):
        read(zipped({"a": b"one"}, zipfile.ZIP_STORED).replace(b"one", b"two"))


def test_content_that_breaks_off() -> None:
    files = io.BytesIO(zlib.compress(bytes(99), wbits=-15)[:-2] + bytes(2))
    data = files.getvalue()[:-2]
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, 0, len(data), 99, 0, 0)
    one = zip_entries.Entry("a", 0, 8, zlib.crc32(bytes(99)), len(data), 99, 0)
    with pytest.raises(zipfile.BadZipFile):
        zip_entries.content(io.BytesIO(local + data), one, MOST)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packed_in_another_way(method: int) -> None:
    with pytest.raises(NotImplementedError):
        read(zipped({"a": b"content"}, method))
