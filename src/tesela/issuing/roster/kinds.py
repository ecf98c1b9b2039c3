"""Which kind of table a file is, told by its first bytes and never by its name."""

import io
from typing import BinaryIO, TypeVar

from tesela.issuing.roster.delimited import DelimitedTable
from tesela.issuing.roster.encodings import Encoding, find_encoding, named_encoding
from tesela.issuing.roster.limits import Limits
from tesela.issuing.roster.ods import CONTENT, OdsTable, sheet_names
from tesela.issuing.roster.package import Package
from tesela.issuing.roster.raw import Table
from tesela.issuing.roster.rows import shown
from tesela.issuing.roster.xlsx import Workbook, XlsxTable
from tesela.text.errors import Problem, TeselaError

_Sheet = TypeVar("_Sheet")
_SHEETS = 20
_MANIFEST = "META-INF/manifest.xml"
_MIMETYPE = "mimetype"
_ENCRYPTED_ODS = "encrypted-package"
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


def open_tables(
    stream: BinaryIO,
    *,
    name: str,
    delimiter: str | None,
    encoding: str | None,
    sheet: str | None,
    limits: Limits,
) -> tuple[list[Table], list[Problem]]:
    """The tables in `stream` that may be the class list, the likeliest first.

    Beside them stands what is worth knowing about the file. Raises
    TeselaError where there is no table.
    """
    head = stream.read(_HEAD_BYTES)
    if not head:
        raise TeselaError("roster.empty", name=name)
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _tables_in(Package(stream, name, limits), sheet)
    _refuse_other_kinds(head, stream, name)
    found = _chosen_encoding(stream, encoding)
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '\r\n"\0'):
        raise TeselaError("roster.bad_delimiter", delimiter=delimiter)
    table = DelimitedTable(stream, name=name, encoding=found, delimiter=delimiter, limits=limits)
    if not found.doubtful:
        return [table], []
    data = {"name": name, "encoding": table.encoding}
    return [table], [Problem("roster.doubtful_encoding", data)]


def _tables_in(package: Package, sheet: str | None) -> tuple[list[Table], list[Problem]]:
    """The visible sheets of a workbook, or the one that is asked for."""
    paths = package.paths
    if any(path.startswith("xl/") for path in paths):
        return _sheets_of_xlsx(package, sheet), _about_macros(package, "xl/vbaProject.bin")
    if b"encryption-data" in package.small_part(_MANIFEST) or _ENCRYPTED_ODS in paths:
        raise TeselaError("roster.encrypted", name=package.name)
    if CONTENT in paths and b"spreadsheet" in package.small_part(_MIMETYPE):
        return _sheets_of_ods(package, sheet), _about_macros(package, "Basic/script-lc.xml")
    raise TeselaError("roster.unknown_kind", name=package.name)


def _sheets_of_xlsx(package: Package, wanted: str | None) -> list[Table]:
    workbook = Workbook(package)
    names = [sheet.name for sheet in workbook.sheets]
    chosen = [sheet for sheet in workbook.sheets if sheet.name == wanted]
    if wanted is None:
        chosen = [sheet for sheet in workbook.sheets if sheet.visible] or workbook.sheets
    return [XlsxTable(workbook, s) for s in _found(chosen, package.name, wanted, names)]


def _sheets_of_ods(package: Package, wanted: str | None) -> list[Table]:
    names = sheet_names(package)
    chosen = [name for name in names if wanted in (None, name)]
    return [OdsTable(package, name) for name in _found(chosen, package.name, wanted, names)]


def _found(chosen: list[_Sheet], name: str, wanted: str | None, names: list[str]) -> list[_Sheet]:
    if not chosen and wanted is None:
        raise TeselaError("roster.damaged", name=name)
    if not chosen:
        listed = ", ".join(shown(known, 40) for known in names[:_SHEETS])
        raise TeselaError("roster.no_sheet", name=name, sheet=wanted, sheets=listed)
    return chosen[:_SHEETS]


def _about_macros(package: Package, path: str) -> list[Problem]:
    if path not in package.paths:
        return []
    return [Problem("roster.macros_ignored", {"name": package.name})]


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
