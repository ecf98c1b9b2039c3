"""Finding the credential inside a PDF that somebody handed over.

The PDF is not trusted: how large it is, how many files it holds and how far
they unfold are bounded, and nothing but the files is read. Any PDF is read
this way, ours or foreign: associated files first (ISO 32000-2, 14.13), then
the names of embedded files (7.11.4).
"""

import io
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
import pikepdf.settings

from tesela.text.errors import TeselaError

LARGEST_PDF_BYTES = 20_000_000
LARGEST_CREDENTIAL_BYTES = 5_000_000
MOST_FILES = 20
_DEEPEST_NAMES = 20
_MOST_NODES = 1_000
"""A node may be its own grandchild, many times over."""

_MEDIA_TYPES = (
    "application/vc",
    "application/vc+ld+json",
    "application/ld+json",
    "application/vc+jwt",
    "application/jwt",
    "application/dc+sd-jwt",
    "application/vc+sd-jwt",
    "application/json",
)
"""What a credential may be called, the surest first."""
_ENDINGS = (".jsonld", ".json-ld", ".json", ".jwt", ".sd-jwt", ".sdjwt")


pikepdf.settings.set_qpdf_limits(
    flate_max_memory=16_000_000,
    run_length_max_memory=16_000_000,
    png_max_memory=16_000_000,
    tiff_max_memory=16_000_000,
    dct_max_memory=16_000_000,
    parser_max_nesting=100,
    parser_max_container_size=1_000_000,
    max_stream_filters=3,
    doc_max_warnings=50,
)
"""Bounds for the whole process, since qpdf has no others: two megabytes of a PDF's
object streams can unfold into gigabytes."""


class _File(NamedTuple):
    name: str
    media_type: str
    stream: pikepdf.Stream


def attached_credential(pdf: bytes) -> bytes | None:
    """The credential's own bytes, or None where the PDF carries none.

    Of several files the one whose media type says most clearly that it is a
    credential is taken, then the first. Raises as `attached_documents`.
    """
    return next(attached_documents(pdf), None)


def attached_documents(pdf: bytes) -> Iterator[bytes]:
    """The credential and what was attached beside it, the surest credential first.

    Raises TeselaError `pdf.unreadable`
    for what is no readable PDF or is locked, `pdf.too_large` when the PDF or
    the credential in it exceeds its bound.
    """
    if len(pdf) > LARGEST_PDF_BYTES:
        raise TeselaError("pdf.too_large", bytes=len(pdf), maximum=LARGEST_PDF_BYTES)
    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as opened:
            files = [file for file in _files(opened.Root) if _rank(file) is not None]
            if not files and opened.get_warnings():
                # What could not be read may be what was looked for.
                raise TeselaError("pdf.unreadable")
            for file in sorted(files, key=lambda file: _rank(file) or 0):
                yield _unfolded(file.stream)
    except (pikepdf.PdfError, pikepdf.PasswordError, zlib.error, *_MALFORMED) as error:
        raise TeselaError("pdf.unreadable") from error


_MALFORMED = (AttributeError, KeyError, TypeError, ValueError, IndexError, RuntimeError)
"""What walking through a broken object tree raises."""


def _rank(file: _File) -> int | None:
    """How clearly a file is a credential, 0 most; None where it is none."""
    if file.media_type in _MEDIA_TYPES:
        return _MEDIA_TYPES.index(file.media_type)
    return len(_MEDIA_TYPES) if file.name.lower().endswith(_ENDINGS) else None


def _files(root: pikepdf.Object) -> Iterator[_File]:
    seen = 0
    for specification in _specifications(root):
        seen += 1
        if seen > MOST_FILES:
            return
        embedded = specification.get("/EF")
        if not isinstance(embedded, pikepdf.Dictionary):
            continue
        stream = embedded.get("/UF") or embedded.get("/F")
        if isinstance(stream, pikepdf.Stream):
            name = str(specification.get("/UF") or specification.get("/F") or "")
            media_type = str(stream.get("/Subtype", "")).removeprefix("/").split(";")[0]
            yield _File(name, media_type.strip().lower(), stream)


def _specifications(root: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    associated = root.get("/AF")
    if isinstance(associated, pikepdf.Array):
        yield from (one for one in associated if isinstance(one, pikepdf.Dictionary))
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        yield from _named(names.get("/EmbeddedFiles"), iter(range(_MOST_NODES)), _DEEPEST_NAMES)


def _named(
    node: pikepdf.Object | None, left: Iterator[int], depth: int
) -> Iterator[pikepdf.Dictionary]:
    """The files below a node of the tree of names; nodes that are `left` are visited."""
    if not isinstance(node, pikepdf.Dictionary) or depth == 0 or next(left, None) is None:
        return
    pairs = node.get("/Names")
    if isinstance(pairs, pikepdf.Array):
        values = (pairs[at] for at in range(1, len(pairs), 2))
        yield from (one for one in values if isinstance(one, pikepdf.Dictionary))
    kids = node.get("/Kids")
    if isinstance(kids, pikepdf.Array):
        for kid in kids:
            yield from _named(kid, left, depth - 1)


def _unfolded(stream: pikepdf.Stream) -> bytes:
    """The file's bytes, unpacked no further than the bound."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        filters = filters[0] if len(filters) == 1 else filters
    if filters is None or filters == pikepdf.Array():
        unfolded = raw
    elif filters == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        unfolder = zlib.decompressobj()
        unfolded = unfolder.decompress(raw, LARGEST_CREDENTIAL_BYTES + 1)
    else:
        raise TeselaError("pdf.unreadable")
    if len(unfolded) > LARGEST_CREDENTIAL_BYTES:
        raise TeselaError("pdf.too_large", bytes=len(unfolded), maximum=LARGEST_CREDENTIAL_BYTES)
    return unfolded
