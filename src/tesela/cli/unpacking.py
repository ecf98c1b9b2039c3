"""Reading a file that holds the credentials of a whole class (`packs`), one after another.

Both kinds may come from strangers:

1. A line (NDJSON) is what the service takes in a batch (`verify.lines`), too. One that cannot be
   read is said by its number, and the others still count.
2. The directory of a ZIP is looked through before anything is unpacked: so many octets, so many
   entries, and together they must have room in the archive, so that a small one cannot have
   the same place read a hundred thousand times.
3. What is unpacked is counted as it comes out, each file and all together; nothing is unpacked to
   disk. What is encrypted, packed by another method than *deflate*, damaged or longer than a
   credential may be, is said by its name. Other files than credentials are passed over.

Memory stays the same however many there are.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Literal

from tesela.codecs import zip_entries
from tesela.codecs.zipped import BROKEN
from tesela.text.errors import TeselaError
from tesela.verify.bundles import MANIFEST, MAXIMUM_FILE_BYTES
from tesela.verify.lines import READ_OF_LINE, credential_in_line, without_mark

Kind = Literal["lines", "zip"]
ENDINGS: Mapping[str, Kind] = {".ndjson": "lines", ".jsonl": "lines", ".zip": "zip"}
"""How the name of a file of many ends."""
MAXIMUM_ENTRIES = 1_200_000
MAXIMUM_DIRECTORY_BYTES = 150_000_000
MAXIMUM_TIMES = 100
"""So many times its own size a ZIP may unpack to; credentials become a tenth when they are packed."""
ALWAYS_BYTES = 100_000_000
"""Of all files together, unpacked, which is never too much."""
_ENDINGS = (".json", ".jsonld", ".jwt", ".sd-jwt", ".pdf", ".svg", ".png")
"""How the names of files end that are verified; a page beside them has its credential inside."""

Found = Iterator[tuple[str, bytes | TeselaError]]
"""Where each credential stands in the file, and its bytes or why they cannot be read."""


def kind_of(path: Path) -> Kind | None:
    """Which kind of file has such a name; None where none has."""
    return ENDINGS.get(path.suffix.lower())


def credentials_in(path: Path) -> Found | None:
    """What a file of many holds; None for any other file, also for a bundle to keep for ever.

    Raises TeselaError `bundle.too_large`, `bundle.unreadable`, also later on.
    """
    kind = kind_of(path)
    if kind is None or not path.is_file():
        return None
    if kind == "lines":
        return _lines(path)
    return _entries(path) if _is_pack(path) else None


def _lines(path: Path) -> Found:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(READ_OF_LINE):
            number += 1
            line = line if number > 1 else without_mark(line)
            whole = line.endswith(b"\n")
            if line.strip():
                yield str(number), _in_line(line)
            while not whole and (rest := file.readline(READ_OF_LINE)):
                whole = rest.endswith(b"\n")


def _in_line(line: bytes) -> bytes | TeselaError:
    try:
        return credential_in_line(line)
    except TeselaError as error:
        return error


def _is_pack(path: Path) -> bool:
    """Raises TeselaError `bundle.too_large`, `bundle.unreadable`."""
    with path.open("rb") as file:
        try:
            return _holds_credentials(file)
        except BROKEN:
            return False


def _holds_credentials(file: BinaryIO) -> bool:
    """Whether it does, and is no bundle to keep; the bounds of the directory are seen to."""
    directory = zip_entries.directory(file)
    if directory.size > MAXIMUM_DIRECTORY_BYTES:
        raise TeselaError("bundle.too_large", maximum=MAXIMUM_DIRECTORY_BYTES)
    room = directory.start
    some = False
    for number, entry in enumerate(zip_entries.entries(file, directory), start=1):
        if number > MAXIMUM_ENTRIES:
            raise TeselaError("bundle.too_large", maximum=MAXIMUM_ENTRIES)
        if entry.name == MANIFEST or entry.name.endswith(f"/{MANIFEST}"):
            return False
        some = some or _is_verified(entry)
        room -= entry.room
        if room < 0:
            raise TeselaError("bundle.unreadable")
    return some


def _is_verified(entry: zip_entries.Entry) -> bool:
    return entry.name.lower().endswith(_ENDINGS)


def _entries(path: Path) -> Found:
    with path.open("rb") as file:
        directory = zip_entries.directory(file)
        most = ALWAYS_BYTES + MAXIMUM_TIMES * path.stat().st_size
        left = most
        for entry in filter(_is_verified, zip_entries.entries(file, directory)):
            found = _content(file, entry)
            left -= len(found) if isinstance(found, bytes) else _came_out(entry)
            if left < 0:
                raise TeselaError("bundle.too_large", maximum=most)
            yield entry.name, found


def _came_out(entry: zip_entries.Entry) -> int:
    """How much at most, before it was known that it is damaged or too long."""
    if not entry.unpackable:
        return 0
    return min(MAXIMUM_FILE_BYTES, entry.packed * zip_entries.MOST_FROM_ONE)


def _content(file: BinaryIO, entry: zip_entries.Entry) -> bytes | TeselaError:
    """As many bytes as come out, whatever the ZIP says about their number."""
    try:
        content = zip_entries.content(file, entry, MAXIMUM_FILE_BYTES)
    except BROKEN:
        return TeselaError("bundle.unreadable")
    if content is None:
        return TeselaError("bundle.too_large", maximum=MAXIMUM_FILE_BYTES)
    return content
