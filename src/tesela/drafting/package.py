"""The parts of a DOCX, ODT or other ZIP file, unpacked with bounds and parsed with care.

What holds for all archives of strangers is in `codecs.zipped`; here parts may
unpack to a bounded size together, by what they say first and by what really
comes out as it comes.
"""

import io
import zipfile
from collections.abc import Iterator

from tesela.codecs.zipped import (
    BROKEN,
    COMPRESSIONS,
    ENCRYPTED,
    Events,
    UnsafeXmlError,
    entries,
    xml_parser,
)
from tesela.text.errors import TeselaError

MEGABYTE = 1 << 20
MOST_UNPACKED = 64 * MEGABYTE
MOST_ENTRIES = 5_000
_CHUNK = 1 << 16
_DEPTH = 200
_RATIO = 200
_RATIO_MATTERS_FROM = 4 * MEGABYTE


class Package:
    """The ZIP archive in `data`; raises TeselaError `draft.*` when it is harmful or broken."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MOST_UNPACKED
        if max(entries([data])) > MOST_ENTRIES:
            raise TeselaError("draft.too_many_parts", name=name, maximum=MOST_ENTRIES)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN:
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
        except BROKEN:
            raise TeselaError("draft.damaged", name=self.name) from None

    def bytes_of(self, path: str) -> bytes:
        """All of a part; empty when there is none."""
        return b"".join(self.chunks(path)) if path in self._parts else b""

    def feed(self, path: str, events: Events) -> None:
        """Feeds the XML of the part at `path`, if there is one, to `events`."""
        if path in self._parts:
            feed(self.chunks(path), events, self.name)

    def _checked(self, path: str) -> zipfile.ZipInfo:
        part = self._parts.get(path)
        if part is None:
            raise TeselaError("draft.damaged", name=self.name)
        if part.flag_bits & ENCRYPTED:
            raise TeselaError("draft.password", name=self.name)
        if part.compress_type not in COMPRESSIONS:
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


def feed(chunks: Iterator[bytes], events: Events, name: str) -> None:
    """Feeds XML to `events`. Raises TeselaError `draft.damaged`, `draft.unsafe_xml`."""
    parser = xml_parser(events, _DEPTH)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except UnsafeXmlError:
        raise TeselaError("draft.unsafe_xml", name=name) from None
    except BROKEN:
        raise TeselaError("draft.damaged", name=name) from None
