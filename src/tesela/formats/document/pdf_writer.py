"""Writing the document as PDF, tagged and made to last.

ISO 14289-1 (PDF/UA-1) and ISO 19005-3 level A (PDF/A-3a) in one file, as
Typst writes them; what of it is checked is listed in docs/documents.md. The
first cells of the table of facts become row headers here (ISO 14289-1, 7.5),
because Typst 0.15 knows column headers only.

The words reach the template as data, never as markup. The same content,
attachments and time always give the same bytes.
"""

import io
import json
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any, Literal

import orjson
import pikepdf
import typst

from tesela.formats.document import code
from tesela.formats.document.fonts import families, fonts
from tesela.formats.document.parts import (
    Code,
    Content,
    Facts,
    Group,
    Items,
    Paragraph,
    Part,
    Text,
    plain,
)
from tesela.formats.document.row_headers import with_row_headers
from tesela.formats.document.seal_field import add_seal_field
from tesela.text.errors import TeselaError

_TEMPLATE = (resources.files("tesela.formats.document") / "document.typ").read_text("utf-8")
_DOCUMENT = "sys.inputs.document"
_ONE_CHARACTER = b"""#set document(title: [?])
#set text(font: json(bytes(sys.inputs.fonts)))
#sys.inputs.character"""
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_PLAIN_REGION = re.compile(r"[A-Z]{2}\Z")
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to the document (ISO 19005-3, 6.8; ISO 32000-2, 14.13).

    `relationship`: `source` for what the document was made from, `data` for
    what its figures rest on, `alternative` for another form of the same,
    `supplement` for more.
    """

    name: str
    media_type: str
    data: bytes
    description: str
    relationship: Literal["source", "data", "alternative", "supplement"] = "source"


def pdf(
    content: Content,
    *,
    attachments: Sequence[Attachment],
    created: datetime,
    sealable: bool = False,
) -> bytes:
    """The document as one PDF file; `sealable` with an empty field for a seal.

    `created` needs its time zone. Raises TeselaError `document.letters` for
    text in a script that no installed font has, `document.unwritable` when
    the file cannot be made for another reason.
    """
    if created.tzinfo is None:
        raise ValueError("the time of making needs its time zone")
    document = _document(content, attachments)
    try:
        made = _compiled(_with_data(document), {}, created)
    except typst.TypstError as error:
        if missing := _without_glyph(document):
            raise TeselaError("document.letters", characters=" ".join(missing)) from error
        raise TeselaError("document.unwritable", detail=error.message) from error
    return _finished(made, content.seal if sealable else None)


def _with_data(document: str) -> bytes:
    """The template with the document as a string, of which nothing is read as Typst.

    Typst forgets all it has laid out when its inputs change, so they are left alone.
    """
    before, after = _TEMPLATE.split(_DOCUMENT)
    escaped = document.replace("\\", "\\\\").replace('"', '\\"')
    return f'{before}"{escaped}"{after}'.encode()


def _compiled(template: bytes, inputs: dict[str, str], created: datetime | int) -> bytes:
    made = _compiler().compile(
        input=template,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["ua-1", "a-3a"],
        timestamp=created,
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def _compiler() -> typst.Compiler:
    """One compiler a thread: it keeps the fonts and what it has laid out before."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(font_paths=fonts())
    compiler: typst.Compiler = _local.compiler
    return compiler


def _document(content: Content, attachments: Sequence[Attachment]) -> str:
    said = {
        "language": _locale(content.language),
        "fonts": families(),
        "name": content.name,
        "page_of": content.page_of,
        "authors": content.authors,
        "kind": _text(content.kind, content.language),
        "title": _text(content.title, content.language),
        "learner_label": _text(content.learner_label, content.language),
        "learner": _text(content.learner, content.language),
        "statement": _text(content.statement, content.language),
        "tile": content.tile,
        "tile_alternative": plain(content.tile_alternative),
        "sections": [
            {
                "key": section.key,
                "heading": _text(section.heading, content.language),
                "parts": [_part(part, content.language) for part in section.parts],
            }
            for section in content.sections
        ],
        "attachments": [
            {
                "name": file.name,
                "media_type": file.media_type,
                "data": _data(file.data),
                "description": file.description,
                "relationship": file.relationship,
            }
            for file in attachments
        ],
    }
    return orjson.dumps(said).decode()


def _data(data: bytes) -> str | list[int]:
    """What Typst makes the same octets of; as text it takes a tenth of the time."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return list(data)


def _part(part: Part, language: str) -> dict[str, Any]:
    match part:
        case Paragraph(text):
            return {"part": "paragraph", "text": _text(text, language)}
        case Items(items, numbered):
            return {
                "part": "items",
                "numbered": numbered,
                "items": [_text(item, language) for item in items],
            }
        case Facts(rows):
            return {
                "part": "facts",
                "rows": [
                    {
                        "label": _text(row.label, language),
                        "lines": [_text(line, language) for line in row.lines],
                    }
                    for row in rows
                ],
            }
        case Group(heading, inner):
            return {
                "part": "group",
                "heading": _text(heading, language),
                "parts": [_part(one, language) for one in inner],
            }
        case Code(address, alternative):
            return {
                "part": "code",
                "picture": code.shared(address),
                "alternative": plain(alternative),
            }


def _text(text: Text, language: str) -> list[dict[str, Any]]:
    return [
        {
            "text": _UNWRITABLE.sub("", run.text),
            "language": None if run.language == language else _locale(run.language),
            "address": run.address,
            "file": run.file,
        }
        for run in text
    ]


def _locale(tag: str) -> dict[str, str | None]:
    """Typst knows a language and a country; script and variants are left out."""
    language, *subtags = tag.split("-")
    regions = [subtag.upper() for subtag in subtags if _PLAIN_REGION.match(subtag.upper())]
    return {"lang": language.lower(), "region": regions[0] if regions else None}


def _without_glyph(document: str) -> list[str]:
    """The characters of a document that no font has, found by setting each alone."""
    tried = sorted({character for character in document if ord(character) > 0x24F})
    return [character for character in tried if not _has_glyph(character)]


def _has_glyph(character: str) -> bool:
    inputs = {"character": character, "fonts": json.dumps(families())}
    try:
        _compiled(_ONE_CHARACTER, inputs, 0)
    except typst.TypstError:
        return False
    return True


def _finished(made: bytes, seal: Text | None) -> bytes:
    """The same file with row headers, and with a place for a seal where it has a name."""
    headed = with_row_headers(made)
    if headed is not None and not seal:
        return headed
    with pikepdf.open(io.BytesIO(headed or made)) as opened:
        if headed is None:
            _set_row_headers(opened)
        if seal:
            add_seal_field(opened, seal)
        out = io.BytesIO()
        opened.save(out, deterministic_id=True)
    return out.getvalue()


def _set_row_headers(opened: pikepdf.Pdf) -> None:
    """The first cell of every row becomes a header of that row."""
    for table in _elements(opened.Root.StructTreeRoot, "/Table"):
        for row in _elements(table, "/TR"):
            first, *others = row.K
            first.S = pikepdf.Name.TH
            first.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
            for cell in others:
                # An empty list of headers would take the row's header away again.
                if "/A" in cell:
                    del cell.A


def _elements(parent: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Structure elements of this kind below `parent`, in reading order."""
    kids = parent.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == kind:
                yield kid
            yield from _elements(kid, kind)
