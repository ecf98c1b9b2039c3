"""ZIP archives, and the XML in them, as strangers hand them in.

Both can be made to do harm: a few bytes that unpack to gigabytes, a directory
of a million entries, entities that multiply. How much is too much, and what is
said of it, each reader decides; here is what holds for all of them:

1. Entries are counted in the raw bytes before the directory is read.
2. Whatever `zipfile` raises for an archive that is broken is in `BROKEN`.
3. In XML any document type declaration is refused, so there are no entities;
   no program that writes such archives writes one.
4. Depth is bounded while parsing, and no tree is built.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Protocol
from xml.parsers import expat

COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that are unpacked."""
ENCRYPTED = 1
"""The flag of an entry that needs a password (APPNOTE 4.4.4)."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a broken archive, or broken XML in it, raises."""
_DIRECTORY_ENTRY = re.compile(rb"PK\x01\x02")


class UnsafeXmlError(Exception):
    """The XML declares a document type."""


class Events(Protocol):
    """Takes the events of one part; tags are without namespace, attributes with theirs."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, text: str) -> None: ...


def entries(pieces: Iterable[bytes]) -> Iterable[int]:
    """How many entries the directory has so far, after each piece of the archive."""
    found, tail = 0, b""
    for piece in pieces:
        found += len(_DIRECTORY_ENTRY.findall(tail + piece))
        tail = piece[-3:]
        yield found


def xml_parser(events: Events, deepest: int) -> expat.XMLParserType:
    """A parser that hands what it finds to `events`.

    It raises UnsafeXmlError, and for what is nested deeper than `deepest`
    ValueError, which is in `BROKEN`.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            raise ValueError(f"nested deeper than {deepest}")
        events.start(local_name(tag), attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        events.end(local_name(tag))

    def refuse(*_: object) -> None:
        raise UnsafeXmlError

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = events.text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def local_name(tag: str) -> str:
    """A tag or attribute without its namespace."""
    return tag.rpartition(" ")[2]


def local_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes without their namespaces."""
    return {local_name(key): value for key, value in attributes.items()}
