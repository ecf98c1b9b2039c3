"""A credential in a PNG (Open Badges 3.0, 5.3.1; PNG, 5 and 11.3.3.4).

It is the text of one `iTXt` chunk with the keyword `openbadgecredential`. The
picture is not trusted: the whole file is walked and every checksum compared,
so that nothing damaged is read and a second credential cannot hide behind the
first. The keyword of Open Badges 2.0 is read too. A compressed text is read, within its bound, though nobody may write it.
"""

import struct
import zlib
from collections.abc import Iterator

from tesela.formats.baked import LARGEST_CREDENTIAL_BYTES
from tesela.text.errors import TeselaError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
OLDER_KEYWORD = b"openbadges"
"""Of Open Badges 2.0: read, never written."""
MOST_CHUNKS = 20_000
_LONGEST_CHUNK = 2**31 - 1
_HEADER_BYTES = 13


def baked(picture: bytes, credential: bytes) -> bytes:
    """`picture` with the bytes of `credential` (UTF-8) in it, just before its end.

    Raises as `credentials`, and ValueError when there is one in it already.
    """
    if credentials(picture):
        raise ValueError("a picture carries one credential")
    # No compression; neither a language nor a translated keyword.
    chunk = _chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0" + credential)
    end = _chunk(b"IEND", b"")
    return picture.removesuffix(end) + chunk + end


def credentials(picture: bytes) -> list[bytes]:
    """Every credential that the PNG carries, as it stands there: none, one or several.

    Raises TeselaError `input.picture_unreadable` where a chunk is cut off or
    damaged, something is before the header or after the end, or a credential's
    text is malformed; `input.picture_too_large` beyond the bounds.
    """
    chunks = list(_chunks(picture))
    found: list[bytes] = []
    for kind, data in chunks:
        if kind == b"iTXt" and (keyword := _keyword(data)) in (KEYWORD, OLDER_KEYWORD):
            # Thousands of chunks may each unfold to the bound.
            found.append(_text(data, keyword, LARGEST_CREDENTIAL_BYTES - sum(map(len, found))))
    return found


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and data of each chunk, from the header to the end (PNG, 5.3 and 5.6)."""
    if not picture.startswith(SIGNATURE):
        raise TeselaError("input.picture_unreadable")
    at = len(SIGNATURE)
    for number in range(MOST_CHUNKS):
        kind, data, at = _chunk_at(picture, at)
        if (number == 0) != (kind == b"IHDR" and len(data) == _HEADER_BYTES):
            raise TeselaError("input.picture_unreadable")
        yield kind, data
        if kind == b"IEND":
            if data or at != len(picture):
                raise TeselaError("input.picture_unreadable")
            return
    raise TeselaError("input.picture_too_large")


def _chunk_at(picture: bytes, at: int) -> tuple[bytes, bytes, int]:
    """Type and data of the chunk at `at`, and where the next one begins."""
    start, end = at + 8, at + 8
    if start <= len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        end = start + length
    if start > len(picture) or length > _LONGEST_CHUNK or end + 4 > len(picture):
        raise TeselaError("input.picture_unreadable")
    kind, data = picture[at + 4 : start], picture[start:end]
    (checksum,) = struct.unpack_from(">I", picture, end)
    if not (kind.isalpha() and checksum == zlib.crc32(data, zlib.crc32(kind))):
        raise TeselaError("input.picture_unreadable")
    return kind, data, end + 4


def _keyword(data: bytes) -> bytes:
    return data[: len(KEYWORD) + 1].partition(b"\0")[0]


def _text(data: bytes, keyword: bytes, most: int) -> bytes:
    """The text of an `iTXt` chunk, unfolded (PNG, 11.3.3.4), of at most so many bytes."""
    compressed, method = data[len(keyword) + 1 : len(keyword) + 3].ljust(2, b"\xff")
    # Language and translated keyword mean nothing here (Open Badges 3.0, 5.3.1.1).
    *before, text = data[len(keyword) + 3 :].split(b"\0", 2)
    if len(before) != 2 or compressed not in (0, 1) or method != 0:
        raise TeselaError("input.picture_unreadable")
    text = _unfolded(text, most) if compressed else text
    if len(text) > most:
        raise TeselaError("input.picture_too_large")
    return text


def _unfolded(text: bytes, most: int) -> bytes:
    """The text, unpacked no further than one byte beyond the bound."""
    unfolder = zlib.decompressobj()
    try:
        unfolded = unfolder.decompress(text, most + 1)
    except zlib.error as error:
        raise TeselaError("input.picture_unreadable") from error
    if len(unfolded) <= most and (not unfolder.eof or unfolder.unused_data):
        raise TeselaError("input.picture_unreadable")
    return unfolded


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(data, zlib.crc32(kind))
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
