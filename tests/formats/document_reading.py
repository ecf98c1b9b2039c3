"""Reading a document back as a screen reader does: from the tags of a PDF, from HTML's elements.

Independent of what wrote the files, so that the tests compare what arrives.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pikepdf

BLOCKS = {"/P", "/H1", "/H2", "/H3", "/TH", "/TD", "/LBody", "/Figure"}


@dataclass
class Piece:
    """Text with the language it is marked with, or None for the document's own."""

    text: str
    language: str | None


@dataclass
class Block:
    """One element that holds text; `kind` is its tag."""

    kind: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())


class TaggedPdf:
    """A PDF, seen through its structure tree."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root = self.pdf.Root
        self._texts: dict[tuple[tuple[int, int], int], Piece] = {}
        for page in self.pdf.pages:
            self._read_page(page)

    def elements(self) -> Iterator[pikepdf.Object]:
        """All structure elements in reading order."""
        yield from _descendants(self.root.StructTreeRoot)

    def blocks(self) -> list[Block]:
        """The blocks with text in reading order; labels of list items are left out."""
        found: list[Block] = []
        self._walk(self.root.StructTreeRoot, None, None, None, found)
        return [block for block in found if block.text]

    def _walk(self, node, page, language, block, found) -> None:  # type: ignore[no-untyped-def]
        if isinstance(node, int):
            if block is not None and (page.objgen, node) in self._texts:
                piece = self._texts[page.objgen, node]
                block.pieces.append(Piece(piece.text, piece.language or language))
            return
        if isinstance(node, pikepdf.Array):
            for kid in node:
                self._walk(kid, page, language, block, found)
            return
        page = node.get("/Pg", page)
        if "/Lang" in node:
            language = str(node.Lang)
        kind = str(node.get("/S", ""))
        if kind == "/Lbl":
            return
        if kind in BLOCKS:
            block = Block(kind)
            found.append(block)
        if "/MCID" in node:
            self._walk(int(node.MCID), page, language, block, found)
        elif "/K" in node:
            self._walk(node.K, page, language, block, found)

    def _read_page(self, page: pikepdf.Page) -> None:
        maps = {
            name: _to_unicode(font.ToUnicode.read_bytes().decode("ascii"))
            for name, font in page.resources.get("/Font", {}).items()
        }
        font: dict[int, str] = {}
        open_marks: list[Piece | None] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC":
                    open_marks.append(self._mark(page, operands))
                case "BMC":
                    open_marks.append(None)
                case "EMC":
                    open_marks.pop()
                case "Tf":
                    font = maps[str(operands[0])]
                case "Tj" | "TJ":
                    mark = next((one for one in reversed(open_marks) if one), None)
                    if mark is not None:
                        mark.text += _decoded(operands[0], font)

    def _mark(self, page: pikepdf.Page, operands: list[pikepdf.Object]) -> Piece | None:
        properties = operands[1] if len(operands) > 1 else None
        if not isinstance(properties, pikepdf.Dictionary) or "/MCID" not in properties:
            return None
        language = str(properties.Lang) if "/Lang" in properties else None
        piece = Piece("", language)
        self._texts[page.obj.objgen, int(properties.MCID)] = piece
        return piece


def _descendants(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _descendants(kid)


def _decoded(shown: pikepdf.Object, font: dict[int, str]) -> str:
    text = ""
    for piece in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(piece, pikepdf.String):
            raw = bytes(piece)
            codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
            text += "".join(font.get(code, "\ufffd") for code in codes)
    return text.replace("\u200b", "").replace("\xad", "")


def _to_unicode(cmap: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", section):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for section in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", section
        ):
            first = int(text, 16)
            for code in range(int(low, 16), int(high, 16) + 1):
                found[code] = chr(first + code - int(low, 16))
    return found


_TEXT = frozenset({"p", "h1", "h2", "h3", "th", "li"})
_VOID = frozenset({"meta", "link", "br", "img", "path", "rect"})


class HtmlPage(HTMLParser):
    """An HTML page: its elements with attributes, and its blocks of text."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[Block] = []
        self._languages: list[str | None] = [None]
        self._open: list[str] = []
        self.source = data.decode("utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag in _VOID:
            return
        self._open.append(tag)
        self._languages.append(attributes.get("lang") or self._languages[-1])
        if tag in _TEXT:
            self.blocks.append(Block(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self._open.pop() == tag, f"{tag} closes what it did not open"
        self._languages.pop()

    def handle_data(self, data: str) -> None:
        if _TEXT & set(self._open) and "svg" not in self._open:
            self.blocks[-1].pieces.append(Piece(data, self._languages[-1]))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element with this tag."""
        return [attributes for name, attributes in self.elements if name == tag]
