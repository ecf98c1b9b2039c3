"""What kind of file is handed in as evidence: told by what is in it, never by its name.

| kind | what shows it |
|---|---|
| PDF | `%PDF-` at the very beginning (ISO 32000-2, 7.5.2) |
| PNG | its signature and the header chunk (PNG, 5.2 and 11.2.1) |
| JPEG | the marker of the start of the image, and another marker (ITU-T T.81, B.1) |
| DOCX, XLSX | a ZIP archive with the content types and the main part (ISO/IEC 29500-2) |
| ODT | a ZIP archive whose `mimetype` says so (OpenDocument 1.3, part 2, 3.3) |
| CSV, text | UTF-8 without control characters; CSV where each line has the same columns |

1. A file that begins or is built like none of these is refused, and so is one
   with macros, an encrypted one, and an archive that unpacks to too much.
2. Nothing in a file is run, shown or changed: what is kept are its bytes.
"""

import csv
import re
from typing import NamedTuple

from tesela.drafting.package import Package
from tesela.text.errors import TeselaError


class Kind(NamedTuple):
    """A kind of file that may be evidence."""

    ending: str
    media_type: str


KINDS = {
    kind.ending: kind
    for kind in (
        Kind("pdf", "application/pdf"),
        Kind("png", "image/png"),
        Kind("jpg", "image/jpeg"),
        Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Kind("odt", "application/vnd.oasis.opendocument.text"),
        Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Kind("csv", "text/csv; charset=utf-8"),
        Kind("txt", "text/plain; charset=utf-8"),
    )
}
"""By the ending that a saved file gets."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER = slice(12, 16)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DELIMITERS = ",;\t"


def kind_of(content: bytes) -> Kind:
    """What `content` is. Raises TeselaError `quality.file_kind` for everything else."""
    if content.startswith(b"%PDF-"):
        return KINDS["pdf"]
    if content.startswith(_PNG) and content[_PNG_HEADER] == b"IHDR":
        return KINDS["png"]
    if content.startswith(b"\xff\xd8\xff"):
        return KINDS["jpg"]
    if content.startswith(b"PK\x03\x04"):
        return KINDS[_in_archive(content)]
    return KINDS[_of_text(content)]


def _in_archive(content: bytes) -> str:
    """The kind of an office document."""
    try:
        package = Package(content, "")
        paths = package.paths
        mimetype = package.bytes_of("mimetype")
        encrypted = b"encryption-data" in package.bytes_of("META-INF/manifest.xml")
    except TeselaError as error:
        raise TeselaError("quality.file_kind") from error
    if encrypted or any(
        one.endswith("vbaProject.bin") or one.startswith("Basic/") for one in paths
    ):
        raise TeselaError("quality.file_kind")
    if mimetype == KINDS["odt"].media_type.encode() and "content.xml" in paths:
        return "odt"
    if "[Content_Types].xml" in paths:
        for main, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")):
            if main in paths:
                return kind
    raise TeselaError("quality.file_kind")


def _of_text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TeselaError("quality.file_kind") from error
    if not text.strip() or _CONTROL.search(text):
        raise TeselaError("quality.file_kind")
    return "csv" if any(_is_table(text, one) for one in _DELIMITERS) else "txt"


def _is_table(text: str, delimiter: str) -> bool:
    """Whether there are two lines or more, and each has the same two columns or more."""
    try:
        lines = csv.reader(text.splitlines(), delimiter=delimiter, strict=True)
        widths = [len(line) for line in lines if line]
    except csv.Error:
        return False
    return len(widths) > 1 and len(set(widths)) == 1 and widths[0] > 1
