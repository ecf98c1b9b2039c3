"""What kind of file something is: by its first bytes and parts, never by its name alone.

A name whose ending says another kind is refused with both named: somebody
handed over another file than they think. The ending decides only between texts
that all look alike (plain, Markdown).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from tesela.drafting.package import Package
from tesela.model.draft import SourceKind
from tesela.text.errors import TeselaError

MAXIMUM_BYTES = 50_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
_PNG = b"\x89PNG\r\n\x1a\n"
_MARKUP = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml|<!--|<svg|<head|<body)", re.IGNORECASE)
_ENDINGS: dict[str, SourceKind] = {
    "txt": "text", "text": "text", "md": "markdown", "markdown": "markdown", "html": "html",
    "htm": "html", "docx": "docx", "odt": "odt", "pdf": "pdf", "mbz": "moodle",
}  # fmt: skip
_TEXTS = ("text", "markdown", "html")
_ODT = b"application/vnd.oasis.opendocument.text"


class Kind(NamedTuple):
    """A kind of file, and its parts where it is a ZIP archive."""

    name: SourceKind
    package: Package | None = None


def kind_of(name: str, content: bytes) -> Kind:
    """What `content` is. Raises TeselaError `draft.*` for what cannot be read."""
    if not content:
        raise TeselaError("draft.empty", name=name)
    if len(content) > MAXIMUM_BYTES:
        maximum = MAXIMUM_BYTES // 1_000_000
        raise TeselaError("draft.too_large", name=name, maximum=maximum)
    kind = _by_content(name, content)
    said = _ENDINGS.get(ending(name))
    if said and said != kind.name and not (said in _TEXTS and kind.name in _TEXTS):
        raise TeselaError("draft.wrong_ending", name=name, said=said, found=kind.name)
    if said in ("text", "markdown") and kind.name == "text":
        return Kind(said)
    return kind


def ending(name: str) -> str:
    """The ending of a file's name, lower case and without its dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _by_content(name: str, content: bytes) -> Kind:
    if content.startswith(_OLE):
        _refuse_ole(name, content)
    if content.startswith(_ZIP):
        return _in_zip(name, content)
    if content.startswith(b"{\\rtf"):
        raise TeselaError("draft.old_kind", name=name)
    for kind, looks_like in _LOOKS:
        if looks_like(content):
            return Kind(kind)
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\0" in content[:4096] and not wide:
        raise TeselaError("draft.unknown_kind", name=name)
    return Kind("text")


_TOKEN = re.compile(rb"eyJ[\w-]+\.[\w-]+\.[\w-]*(?:~[\w.-]*)*\Z")


def _looks_like_svg(content: bytes) -> bool:
    return re.search(rb"<(?:[\w.-]+:)?svg[\s>]", content[:4096]) is not None and not re.search(
        rb"(?i)<html[\s>]|<!doctype html", content[:4096]
    )


def _looks_like_markup(content: bytes) -> bool:
    return _MARKUP.match(content[:1024].removeprefix(_MARK)) is not None


def _looks_like_credential(content: bytes) -> bool:
    first = content.removeprefix(_MARK).lstrip()[:1]
    return first in (b"{", b"[") or _TOKEN.match(content.strip()) is not None


_MARK = b"\xef\xbb\xbf"
_LOOKS: tuple[tuple[SourceKind, Callable[[bytes], bool]], ...] = (
    ("moodle", lambda content: content.startswith(_GZIP)),
    ("pdf", lambda content: b"%PDF-" in content[:1024]),
    ("badge", lambda content: content.startswith(_PNG) or _looks_like_svg(content)),
    ("html", _looks_like_markup),
    ("credential", _looks_like_credential),
)
"""Kinds by their first bytes, the surest first."""


def _refuse_ole(name: str, content: bytes) -> None:
    """A container of Microsoft's: an encrypted DOCX, or a document of before 2007."""
    encrypted = "EncryptedPackage".encode("utf-16-le") in content
    raise TeselaError("draft.password" if encrypted else "draft.old_kind", name=name)


def _in_zip(name: str, content: bytes) -> Kind:
    package = Package(content, name)
    paths = package.paths
    if any(path.endswith("vbaProject.bin") or path.startswith("Basic/") for path in paths):
        raise TeselaError("draft.macros", name=name)
    if "moodle_backup.xml" in paths:
        return Kind("moodle", package)
    if "word/document.xml" in paths:
        return Kind("docx", package)
    if "content.xml" in paths and package.bytes_of("mimetype").startswith(_ODT):
        manifest = package.bytes_of("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise TeselaError("draft.password", name=name)
        return Kind("odt", package)
    raise TeselaError("draft.unknown_kind", name=name)
