"""The parts of a DOCX, ODT or other ZIP file, unpacked with bounds and parsed with care.

Such a file is a ZIP archive of XML. Both can be made to do harm: a few bytes
that unpack to gigabytes, a directory of a million entries, entities that
multiply. So:

1. Entries are counted in the raw bytes before the directory is read.
2. Parts may unpack to a bounded size together, by what they say first and by
   what really comes out as it comes.
3. Any document type declaration is refused; no office program writes one.
4. Depth is bounded while parsing, and no tree is built.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from tesela.text.errors import TeselaError

MEGABYTE = 1 << 20
MOST_UNPACKED = 64 * MEGABYTE
MOST_ENTRIES = 5_000
_CHUNK = 1 << 16
_DEPTH = 200
_RATIO = 200
_RATIO_MATTERS_FROM = 4 * MEGABYTE
_ENCRYPTED_FLAG = 1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, struct.error,
               ValueError, KeyError, IndexError, RuntimeError)  # fmt: skip


class Handler(Protocol):
    """Takes the events of one part; names are without namespaces."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, text: str) -> None: ...


class Package:
    """The ZIP archive in `data`; raises TeselaError `draft.*` when it is harmful or broken."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MOST_UNPACKED
        if data.count(b"PK\x01\x02") > MOST_ENTRIES:
            raise TeselaError("draft.too_many_parts", name=name, maximum=MOST_ENTRIES)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN_ZIP:
            raise TeselaError("draft.damaged", name=name) from None
        self._parts = {part.filename: part for part in self._archive.infolist()}

    @property
    def paths(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._parts)

    def chunks(self, path: str) -> Iterator[bytes]:
        """What the part at `path` unpacks to, piece by piece."""
        part = self._checked(path)
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self._count(len(chunk))
                    yield chunk
        except _BROKEN_ZIP:
            raise TeselaError("draft.damaged", name=self.name) from None

    def bytes_of(self, path: str) -> bytes:
        """All of a part; empty when there is none."""
        return b"".join(self.chunks(path)) if path in self._parts else b""

    def feed(self, path: str, handler: Handler) -> None:
        """Feeds the XML of the part at `path`, if there is one, to `handler`."""
        if path in self._parts:
            feed(self.chunks(path), handler, self.name)

    def _checked(self, path: str) -> zipfile.ZipInfo:
        part = self._parts.get(path)
        if part is None:
            raise TeselaError("draft.damaged", name=self.name)
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise TeselaError("draft.password", name=self.name)
        if part.compress_type not in _COMPRESSIONS:
            raise TeselaError("draft.damaged", name=self.name)
        large = part.file_size > _RATIO_MATTERS_FROM
        if part.file_size > self._left or (large and part.file_size > part.compress_size * _RATIO):
            self._refuse_large()
        return part

    def _count(self, unpacked: int) -> None:
        self._left -= unpacked
        if self._left < 0:
            self._refuse_large()

    def _refuse_large(self) -> None:
        maximum = MOST_UNPACKED // MEGABYTE
        raise TeselaError("draft.unpacks_too_large", name=self.name, maximum=maximum)


def feed(chunks: Iterator[bytes], handler: Handler, name: str) -> None:
    """Feeds XML to `handler`. Raises TeselaError `draft.damaged`, `draft.unsafe_xml`."""
    parser = _parser(handler, name)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise TeselaError("draft.damaged", name=name) from None


def _parser(handler: Handler, name: str) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise TeselaError("draft.damaged", name=name)
        handler.start(_local(tag), {_local(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(tag))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refusing(name)
    parser.EntityDeclHandler = _refusing(name)
    return parser


def _refusing(name: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise TeselaError("draft.unsafe_xml", name=name)

    return refuse


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]
