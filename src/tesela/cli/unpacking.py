"""Reading a file that holds the credentials of a whole class (`packs`), one after another.

Both kinds may come from strangers:

1. A line (NDJSON) is a JSON object, verified exactly as it stands, or a token as a JSON string.
   It is no longer than what the service takes in a batch; one that cannot be read is said by its
   number, and the others still count.
2. In a ZIP the directory is counted before it is read. What is encrypted, packed by another
   method than *deflate* or longer than a credential may be, is said by its name. Other files than
   credentials are passed over. Nothing is unpacked to disk.

Only the directory of a ZIP is kept in memory, some hundred octets an entry.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from tesela.codecs.zipped import BROKEN, COMPRESSIONS, ENCRYPTED, entries
from tesela.text.errors import TeselaError
from tesela.verify.bundles import MANIFEST, MAXIMUM_FILE_BYTES

Kind = Literal["lines", "zip"]
ENDINGS: Mapping[str, Kind] = {".ndjson": "lines", ".jsonl": "lines", ".zip": "zip"}
"""How the name of a file of many ends."""
MAXIMUM_LINE_BYTES = 1_000_000
MAXIMUM_ENTRIES = 300_000
_PIECE = 1 << 20
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
        while line := file.readline(MAXIMUM_LINE_BYTES + 1):
            number += 1
            if line.strip():
                yield str(number), _credential(line)
            while len(line) > MAXIMUM_LINE_BYTES and not line.endswith(b"\n"):
                line = file.readline(MAXIMUM_LINE_BYTES + 1)


def _credential(line: bytes) -> bytes | TeselaError:
    if len(line) > MAXIMUM_LINE_BYTES:
        return TeselaError("api.batch_line")
    data = line.strip()
    if data.startswith(b"{"):
        return data
    try:
        token = json.loads(data)
    except (ValueError, RecursionError):
        token = None
    if not isinstance(token, str):
        return TeselaError("api.batch_form")
    return token.encode("utf-8", "replace")


def _is_pack(path: Path) -> bool:
    with path.open("rb") as file:
        counted = entries(iter(lambda: file.read(_PIECE), b""))
        if any(number > MAXIMUM_ENTRIES for number in counted):
            raise TeselaError("bundle.too_large", maximum=MAXIMUM_ENTRIES)
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except BROKEN:
        return False
    bundle = any(name == MANIFEST or name.endswith(f"/{MANIFEST}") for name in names)
    return not bundle and any(name.lower().endswith(_ENDINGS) for name in names)


def _entries(path: Path) -> Found:
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if info.filename.lower().endswith(_ENDINGS):
                    yield info.filename, _content(archive, info)
    except BROKEN as error:
        raise TeselaError("bundle.unreadable") from error


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | TeselaError:
    """As many bytes as come out, whatever the ZIP says about their number."""
    if info.flag_bits & ENCRYPTED or info.compress_type not in COMPRESSIONS:
        return TeselaError("bundle.unreadable")
    try:
        with archive.open(info) as packed:
            content = packed.read(MAXIMUM_FILE_BYTES + 1)
    except BROKEN:
        return TeselaError("bundle.unreadable")
    if len(content) > MAXIMUM_FILE_BYTES:
        return TeselaError("bundle.too_large", maximum=MAXIMUM_FILE_BYTES)
    return content
