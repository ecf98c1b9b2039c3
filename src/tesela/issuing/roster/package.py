"""The parts of an XLSX or ODS file, unpacked with bounds and parsed with care.

What holds for all archives of strangers is in `codecs.zipped`; here each part
may unpack to a bounded size, by its declared size first and by what really
comes out as it comes. Single tags and texts are bounded too, and nothing is
kept of what has been passed.
"""

import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Protocol

from tesela.codecs.zipped import (
    BROKEN,
    COMPRESSIONS,
    ENCRYPTED,
    Events,
    UnsafeXmlError,
    entries,
    xml_parser,
)
from tesela.issuing.roster.limits import MEGABYTE, Limits
from tesela.issuing.roster.raw import RawRow
from tesela.text.errors import TeselaError

_CHUNK = 1 << 16
_RATIO = 100
_RATIO_MATTERS_FROM = 16 * MEGABYTE
_DEPTH = 64


class PartReader(Events, Protocol):
    """Takes the events of one part and collects in `ready` the rows it finds.

    Beside each row stands how often it is repeated from its number on.
    `passed` becomes True when nothing more in the part matters.
    """

    ready: list[tuple[RawRow, int]]
    passed: bool


class Package:
    """The ZIP archive in `stream`; raises TeselaError when it is harmful or broken."""

    def __init__(self, stream: BinaryIO, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._check_outside(stream)
        try:
            self._archive = zipfile.ZipFile(stream)
        except BROKEN:
            raise TeselaError("roster.damaged", name=name) from None
        self._parts = {part.filename: part for part in self._archive.infolist()}

    @property
    def paths(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._parts)

    def small_part(self, path: str) -> bytes:
        """The first megabyte of a part; empty when there is none."""
        if path not in self._parts:
            return b""
        part = self._checked(path)
        try:
            with self._archive.open(part) as stream:
                return stream.read(MEGABYTE)
        except BROKEN:
            raise TeselaError("roster.damaged", name=self.name) from None

    def rows(self, path: str, reader: PartReader) -> Iterator[RawRow]:
        """Feeds the part at `path` to `reader`, and passes on its rows as they come."""
        part = self._checked(path)
        parser = xml_parser(reader, _DEPTH)
        unpacked = 0
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    unpacked += len(chunk)
                    self._check_size(unpacked, part.compress_size)
                    parser.Parse(chunk, False)
                    if unpacked - parser.CurrentByteIndex > self.limits.token_bytes:
                        raise TeselaError("roster.damaged", name=self.name)
                    yield from _taken(reader)
                    if reader.passed:
                        return
                parser.Parse(b"", True)
        except UnsafeXmlError:
            raise TeselaError("roster.unsafe_xml", name=self.name) from None
        except BROKEN:
            raise TeselaError("roster.damaged", name=self.name) from None
        yield from _taken(reader)

    def read(self, path: str, reader: PartReader) -> None:
        """Feeds the part at `path`, if there is one, to a reader that makes no rows."""
        if path in self._parts:
            for _ in self.rows(path, reader):
                """Parts such as the styles have none."""

    def _check_outside(self, stream: BinaryIO) -> None:
        most = self.limits.package_bytes
        stream.seek(0)
        for found in entries(iter(partial(stream.read, MEGABYTE), b"")):
            if stream.tell() > most:
                raise TeselaError("roster.too_large", name=self.name, maximum=most // MEGABYTE)
            if found > self.limits.package_parts:
                maximum = self.limits.package_parts
                raise TeselaError("roster.too_many_parts", name=self.name, maximum=maximum)

    def _checked(self, path: str) -> zipfile.ZipInfo:
        part = self._parts.get(path)
        if part is None:
            raise TeselaError("roster.damaged", name=self.name)
        if part.flag_bits & ENCRYPTED:
            raise TeselaError("roster.encrypted", name=self.name)
        if part.compress_type not in COMPRESSIONS:
            raise TeselaError("roster.damaged", name=self.name)
        self._check_size(part.file_size, part.compress_size)
        return part

    def _check_size(self, unpacked: int, packed: int) -> None:
        most = self.limits.unpacked_bytes
        if unpacked > _RATIO_MATTERS_FROM:
            most = min(most, max(_RATIO_MATTERS_FROM, packed * _RATIO))
        if unpacked > most:
            maximum = most // MEGABYTE
            raise TeselaError("roster.unpacks_too_large", name=self.name, maximum=maximum)


def _taken(reader: PartReader) -> Iterator[RawRow]:
    rows, reader.ready = reader.ready, []
    for row, repeats in rows:
        yield row
        for further in range(1, repeats):
            yield row._replace(number=row.number + further)


class CellText:
    """The text of one cell as it arrives in pieces, no longer than `maximum`."""

    def __init__(self, maximum: int) -> None:
        self._maximum = maximum
        self._pieces: list[str] = []
        self._characters = 0

    def add(self, text: str) -> None:
        if self._characters <= self._maximum:
            piece = text[: self._maximum + 1 - self._characters]
            self._pieces.append(piece)
            self._characters += len(piece)

    def taken(self) -> str:
        """The text; the next one starts empty."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._characters = 0
        return text


class RowCells:
    """The filled cells of one row on their places."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._columns = limits.columns
        self.cells: list[str] = []

    def put(self, position: int, text: str, number: int) -> None:
        """Raises TeselaError when the row is wider than the limits allow."""
        if position >= self._columns:
            raise TeselaError(
                "roster.too_many_columns", row=number, name=self._name, maximum=self._columns
            )
        self.cells.extend([""] * (position + 1 - len(self.cells)))
        self.cells[position] = text
