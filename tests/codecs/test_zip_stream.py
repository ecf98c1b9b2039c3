"""ZIP archives written entry by entry, read by the standard library."""

import io
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.zip_stream import Entry, ZipStream, entry

NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="\0/\\", exclude_categories=("Cs", "Cc")),
    min_size=1,
    max_size=20,
)


def archive(entries: list[Entry]) -> bytes:
    out = io.BytesIO()
    stream = ZipStream(out, io.BytesIO())
    for one in entries:
        stream.put(one)
    stream.finish()
    return out.getvalue()


@given(st.dictionaries(NAMES, st.tuples(st.binary(max_size=200), st.booleans()), max_size=8))
def test_every_entry_is_read_again(files: dict[str, tuple[bytes, bool]]) -> None:
    data = archive([entry(name, one[0], deflate=one[1]) for name, one in files.items()])
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        assert read.testzip() is None
        assert read.namelist() == list(files)
        assert {name: read.read(name) for name in files} == {
            name: content for name, (content, _) in files.items()
        }


def test_the_same_content_gives_the_same_archive() -> None:
    files = [entry("a.json", b"{}" * 99, deflate=True), entry("b.pdf", b"%PDF", deflate=False)]
    assert archive(files) == archive(files)
    assert b"{}{}{}" not in archive(files)


def test_more_entries_than_the_old_directory_counts() -> None:
    data = archive([entry(f"{number}", b"", deflate=False) for number in range(65_536)])
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        assert len(read.namelist()) == 65_536
        assert read.read("65535") == b""


def test_entries_beyond_four_gigabytes(tmp_path: Path) -> None:
    """Behind a hole in the file, which takes no place."""
    path = tmp_path / "far.zip"
    with path.open("wb") as out:
        out.seek(5 << 30)
        stream = ZipStream(out, io.BytesIO())
        stream.put(entry("far.json", b"{}", deflate=False))
        stream.finish()
    with zipfile.ZipFile(path) as read:
        assert read.getinfo("far.json").header_offset == 5 << 30
        assert read.read("far.json") == b"{}"
