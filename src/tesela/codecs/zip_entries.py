"""A ZIP archive read entry by entry, in memory that does not grow (APPNOTE 6.3.10).

`zipfile` reads the whole directory into memory before it gives the first entry, and as many
entries as it likes may stand at one place. Here, for archives of hundreds of thousands of entries
that may come from strangers (`zip_stream` writes such):

    1. the end of the directory says where that begins and how long it is; where ZIP64's own
       end stands before it, that counts (4.3.14 to 4.3.16)
    2. the directory is read header by header (4.3.12); what leads out of it is broken
    3. of an entry no more is read than its header says, and no more unpacked than is asked (4.3.7)

So whoever adds up what the headers say (`Entry.room`) knows how much there is to be read, whatever
lies over what. How much is too much each reader decides. All errors are in `zipped.BROKEN`.
"""

import os
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile

from tesela.codecs.zipped import COMPRESSIONS, ENCRYPTED

MOST_FROM_ONE = 1_032
"""Octets that *deflate* can make of one (258 of two bits)."""
_UTF_8 = 0x800
_LONGEST_COMMENT = _MOST_16 = 0xFFFF
_MOST_32 = 0xFFFFFFFF
_ZIP64_NUMBERS = 1
_END = struct.Struct("<IHHHHIIH")
_END_64 = struct.Struct("<IQHHIIQQQQ")
_WHERE_END_64 = struct.Struct("<IIQI")
_HEADER = struct.Struct("<IHHHHHHIIIHHHHHII")
_LOCAL_HEADER = struct.Struct("<IHHHHHIIIHH")
_HEADER_SIGN, _LOCAL_SIGN = 0x02014B50, 0x04034B50
_END_SIGN = b"PK\x05\x06"
_END_64_SIGN, _WHERE_SIGN = 0x06064B50, 0x07064B50


class Directory(NamedTuple):
    """Where the directory is."""

    start: int
    size: int
    shift: int
    """By how much all stands later than the archive says, because something was put before it."""


class Entry(NamedTuple):
    """What the directory says of one entry."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int

    @property
    def room(self) -> int:
        """The octets it takes in the archive at least."""
        return _LOCAL_HEADER.size + self.packed

    @property
    def unpackable(self) -> bool:
        """Whether it is packed in a way that `content` reads."""
        return not self.flags & ENCRYPTED and self.method in COMPRESSIONS


def directory(file: BinaryIO) -> Directory:
    """Raises BadZipFile for what is no archive."""
    length = file.seek(0, os.SEEK_END)
    before = max(0, length - _END.size - _LONGEST_COMMENT)
    tail = _read(file, before, length - before)
    found = tail.rfind(_END_SIGN)
    if found < 0 or len(tail) - found < _END.size:
        raise BadZipFile("no end of a directory")
    *_, size, stated, _ = _END.unpack_from(tail, found)
    end = before + found
    if (large := _end_64(file, end)) is not None:
        end, size, stated = large
    shift = end - size - stated
    if shift < 0:
        raise BadZipFile("the directory is longer than the archive")
    return Directory(end - size, size, shift)


def _end_64(file: BinaryIO, end: int) -> tuple[int, int, int] | None:
    """Where ZIP64's own end begins, how long the directory is and where; None without one."""
    where = end - _WHERE_END_64.size
    at = where - _END_64.size
    if at < 0:
        return None
    sign, _, stated_at, disks = _WHERE_END_64.unpack(_read(file, where, _WHERE_END_64.size))
    if sign != _WHERE_SIGN:
        return None
    found, *_, size, start = _END_64.unpack(_read(file, at, _END_64.size))
    if found != _END_64_SIGN or stated_at > at or disks > 1:
        raise BadZipFile("ZIP64's end of the directory is not where it should be")
    return at, size, start


def entries(file: BinaryIO, listed: Directory) -> Iterator[Entry]:
    """In the order of the directory; meanwhile the file may be read elsewhere.

    Raises BadZipFile, also later on.
    """
    at, end = listed.start, listed.start + listed.size
    while at < end:
        fields = _HEADER.unpack(_read(file, at, _HEADER.size))
        sign, _, _, flags, method, _, _, crc, packed, size, *lengths, _, _, _, start = fields
        texts = lengths[0] + lengths[1] + lengths[2]
        at += _HEADER.size
        if sign != _HEADER_SIGN or at + texts > end:
            raise BadZipFile("no header of an entry")
        data = _read(file, at, texts)
        at += texts
        name, extra = data[: lengths[0]], data[lengths[0] : lengths[0] + lengths[1]]
        size, packed, start = _large(extra, size, packed, start)
        text = name.decode("utf-8" if flags & _UTF_8 else "cp437")
        yield Entry(text, flags, method, crc, packed, size, start + listed.shift)


def _large(extra: bytes, *numbers: int) -> list[int]:
    """The numbers, those too large for the header from the field of ZIP64 (4.5.3)."""
    if _MOST_32 not in numbers:
        return [*numbers]
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _ZIP64_NUMBERS:
            large = iter(struct.unpack(f"<{length // 8}Q", extra[4 : 4 + length // 8 * 8]))
            try:
                return [next(large) if one == _MOST_32 else one for one in numbers]
            except StopIteration as error:
                raise BadZipFile("ZIP64's numbers are missing") from error
        extra = extra[4 + length :]
    return [*numbers]


def content(file: BinaryIO, one: Entry, most: int) -> bytes | None:
    """What an entry holds; None where that is more than `most` octets.

    Raises BadZipFile, NotImplementedError for what is encrypted or packed otherwise than by
    *deflate*, zlib.error.
    """
    if not one.unpackable:
        raise NotImplementedError("encrypted, or packed in another way")
    header = _LOCAL_HEADER.unpack(_read(file, one.start, _LOCAL_HEADER.size))
    if header[0] != _LOCAL_SIGN:
        raise BadZipFile("no entry where the directory says")
    if one.packed > most + most // 1000 + 100:  # deflate adds five octets to 16,000 at worst
        return None
    start = one.start + _LOCAL_HEADER.size + header[-2] + header[-1]
    data = _read(file, start, one.packed)
    if one.method == ZIP_DEFLATED:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        data = unpacking.decompress(data, most + 1)
        if len(data) <= most and not unpacking.eof:
            raise BadZipFile("the entry breaks off")
    if len(data) > most:
        return None
    if len(data) != one.size or zlib.crc32(data) != one.crc:
        raise BadZipFile("the entry was changed")
    return data


def _read(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    data = file.read(length)
    if len(data) < length:
        raise BadZipFile("the archive breaks off")
    return data
