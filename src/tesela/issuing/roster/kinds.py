"""Which kind of table a file is, told by its first bytes and never by its name."""

import io
from typing import BinaryIO

from tesela.issuing.roster.delimited import DelimitedTable
from tesela.issuing.roster.encodings import Encoding, find_encoding, named_encoding
from tesela.issuing.roster.limits import Limits
from tesela.issuing.roster.raw import Table
from tesela.text.errors import Problem, TeselaError

_HEAD_BYTES = 1 << 16
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf",
    b"Rar!", b"{\\rtf", b"\x7fELF", b"MZ", b"SQLite format 3",
)  # fmt: skip


def open_table(
    stream: BinaryIO,
    *,
    name: str,
    delimiter: str | None,
    encoding: str | None,
    sheet: str | None,
    limits: Limits,
) -> tuple[Table, list[Problem]]:
    """The table in `stream`, and what is worth knowing about it; raises TeselaError."""
    head = stream.read(_HEAD_BYTES)
    if not head:
        raise TeselaError("roster.empty", name=name)
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        raise TeselaError("roster.unknown_kind", name=name)
    _refuse_other_kinds(head, stream, name)
    found = _chosen_encoding(stream, encoding)
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '\r\n"\0'):
        raise TeselaError("roster.bad_delimiter", delimiter=delimiter)
    table = DelimitedTable(stream, name=name, encoding=found, delimiter=delimiter, limits=limits)
    if not found.doubtful:
        return table, []
    return table, [Problem("roster.doubtful_encoding", {"name": name, "encoding": table.encoding})]


def _refuse_other_kinds(head: bytes, stream: BinaryIO, name: str) -> None:
    if head.startswith(_OLE):
        stream.seek(0)
        encrypted = _ENCRYPTED_PACKAGE in head or _ENCRYPTED_PACKAGE in _tail(stream)
        raise TeselaError("roster.encrypted" if encrypted else "roster.old_excel", name=name)
    if head.startswith(_OLD_EXCEL):
        raise TeselaError("roster.old_excel", name=name)
    if head.startswith(_OTHER_KINDS):
        raise TeselaError("roster.unknown_kind", name=name)
    beginning = _as_text(head[:4096]).lstrip("\ufeff \t\r\n").lower()
    if beginning.startswith("<"):
        is_page = "<html" in beginning or "<!doctype html" in beginning or "<table" in beginning
        raise TeselaError("roster.web_page" if is_page else "roster.xml_file", name=name)


def _tail(stream: BinaryIO) -> bytes:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 8 * _HEAD_BYTES))
    return stream.read()


def _as_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("latin-1").removeprefix("ï»¿")


def _chosen_encoding(stream: BinaryIO, encoding: str | None) -> Encoding:
    if encoding is None:
        return find_encoding(stream)
    named = named_encoding(encoding)
    if named is None:
        raise TeselaError("roster.unknown_encoding", encoding=encoding)
    return named
