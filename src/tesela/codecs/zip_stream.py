"""A ZIP archive written entry by entry, in memory that does not grow (APPNOTE 6.3.10).

`zipfile` keeps the directory of what it writes in memory, some hundred octets
an entry until it is closed. Here the directory grows in a file of its own and
is put behind the entries at the end:

    1. each entry: its header, which already says how long it is, and its content (4.3.7)
    2. the directory, one header an entry, in the same order (4.3.12)
    3. the end of the directory; where there are more than 65,534 entries or four gigabytes,
       with the larger numbers of ZIP64 before it (4.3.14 to 4.3.16)

An entry has no time of its own, so that the same content always gives the same
archive.
"""

import shutil
import struct
import zlib
from typing import BinaryIO, NamedTuple

STORED, DEFLATED = 0, 8
_LEVEL = 1
"""A tenth larger than with the usual one, in two thirds of the time."""
_PLAIN, _ZIP64 = 20, 45
"""The version of ZIP that reads it, ten times its number (4.4.3)."""
_ON_UNIX = 3 << 8
_UTF_8 = 0x800
_EARLIEST = 0x21
"""1980-01-01, the first day that ZIP knows (4.4.6)."""
_ORDINARY_FILE = 0o100644 << 16
_MOST_16, _MOST_32 = 0xFFFF, 0xFFFFFFFF


class Entry(NamedTuple):
    """One file, packed."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes


def entry(name: str, data: bytes, *, deflate: bool) -> Entry:
    """`data`, shorter than four gigabytes, under `name`."""
    if not deflate:
        return Entry(name, STORED, zlib.crc32(data), len(data), data)
    packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packing.compress(data) + packing.flush()
    return Entry(name, DEFLATED, zlib.crc32(data), len(data), packed)


class ZipStream:
    """An archive on its way into `out`; `directory` is an empty file of its own meanwhile."""

    def __init__(self, out: BinaryIO, directory: BinaryIO) -> None:
        self._out = out
        self._directory = directory
        self._offset = out.tell()
        self._count = 0

    def put(self, one: Entry) -> None:
        """The next entry; its name must not have been there."""
        name = one.name.encode()
        about = struct.pack(
            "<HHHHIIIH",
            *(_UTF_8, one.method, 0, _EARLIEST, one.crc, len(one.packed), one.size, len(name)),
        )
        far = self._offset >= _MOST_32
        extra = struct.pack("<HHQ", 1, 8, self._offset) if far else b""
        needed = _ZIP64 if far else _PLAIN
        self._directory.write(
            struct.pack("<IHH", 0x02014B50, _ON_UNIX | _ZIP64, needed)
            + about
            + struct.pack(
                "<HHHHII", len(extra), 0, 0, 0, _ORDINARY_FILE, min(self._offset, _MOST_32)
            )
            + name
            + extra
        )
        header = struct.pack("<IH", 0x04034B50, _PLAIN) + about + struct.pack("<H", 0) + name
        self._out.write(header)
        self._out.write(one.packed)
        self._offset += len(header) + len(one.packed)
        self._count += 1

    def finish(self) -> None:
        """The directory behind the entries; nothing can be put any more."""
        size = self._directory.tell()
        self._directory.seek(0)
        shutil.copyfileobj(self._directory, self._out)
        count, start = self._count, self._offset
        if count >= _MOST_16 or size >= _MOST_32 or start >= _MOST_32:
            self._out.write(
                struct.pack(
                    "<IQHHIIQQQQ",
                    *(0x06064B50, 44, _ON_UNIX | _ZIP64, _ZIP64, 0, 0, count, count, size, start),
                )
                + struct.pack("<IIQI", 0x07064B50, 0, start + size, 1)
            )
        few, small, near = min(count, _MOST_16), min(size, _MOST_32), min(start, _MOST_32)
        self._out.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, few, few, small, near, 0))
