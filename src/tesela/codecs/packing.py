"""Documents that say nearly the same, kept small: each alone, all with one dictionary.

Credentials of one achievement differ in a few values. Zstandard (RFC 8878) with
a dictionary of what they share keeps each as little more than those values and
its signature, and any one of them is still unpacked without the others.

A dictionary never changes: what was packed with it is lost without it. It is
known by its SHA-256, and it holds nothing about a person, because it stays when
a person's documents go.
"""

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from hashlib import sha256
from threading import local

import zstandard

_LEVEL = 3
_LARGEST = 64 << 20
"""Bytes that one document may have unpacked."""


def shared(first: bytes, second: bytes, private: Collection[str]) -> bytes:
    """A dictionary of what two JSON documents both say.

    Without every text in which something of `private` stands as words of its own.
    """
    both = set(second.split(b'"'))
    named = "|".join(re.escape(text) for text in private if text)
    hidden = re.compile(rf"(?<!\w)(?:{named})(?!\w)" if named else r"(?!)")
    return b'"'.join(
        piece
        for piece in first.split(b'"')
        if piece in both and not hidden.search(piece.decode("utf-8", "replace"))
    )


def digest(dictionary: bytes) -> str:
    """The name of a dictionary: its SHA-256, hexadecimal."""
    return sha256(dictionary).hexdigest()


def packed(document: bytes, dictionary: bytes = b"") -> bytes:
    """`document` as one Zstandard frame."""
    return _own.packer(dictionary).compress(document)


def packer(dictionary: bytes = b"") -> Callable[[bytes], bytes]:
    """`packed` for many documents, for the thread that asked."""
    return _own.packer(dictionary).compress


def unpacked(frame: bytes, dictionary: bytes = b"") -> bytes:
    """What was packed with the same dictionary. Raises ValueError for anything else."""
    try:
        return _own.unpacker(dictionary).decompress(frame, max_output_size=_LARGEST)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def _packer(dictionary: bytes) -> zstandard.ZstdCompressor:
    if not dictionary:
        return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
    known = _dictionary(dictionary)
    known.precompute_compress(level=_LEVEL)
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=known, write_checksum=True)


def _unpacker(dictionary: bytes) -> zstandard.ZstdDecompressor:
    if not dictionary:
        return zstandard.ZstdDecompressor()
    return zstandard.ZstdDecompressor(dict_data=_dictionary(dictionary))


def _dictionary(content: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


class _Own(local):
    """What packs and unpacks; each thread has its own, since two must not use one at once."""

    def __init__(self) -> None:
        self.packer = lru_cache(maxsize=64)(_packer)
        self.unpacker = lru_cache(maxsize=64)(_unpacker)


_own = _Own()
