"""The texts of office files: DOCX (ISO/IEC 29500-1, 17) and ODT (OpenDocument 1.3, part 3).

Paragraphs, headings, items of lists, and cells of tables with the first cell of
their row and of their column. Comments, deleted text, fields' instructions,
notes, headers and footers are not read.
"""

from collections.abc import Mapping

from tesela.codecs.zipped import local_attributes
from tesela.drafting.layout import Layout
from tesela.drafting.package import Package
from tesela.drafting.pieces import Text, bounded
from tesela.drafting.plain import cleaned

WORD_CONTENT = "word/document.xml"
ODT_CONTENT = "content.xml"


def read_docx(package: Package) -> Text:
    """The text of a DOCX. Raises TeselaError `draft.*`."""
    styles = _WordStyles()
    package.feed("word/styles.xml", styles)
    body = _WordBody(styles, package.name)
    package.feed(WORD_CONTENT, body)
    properties = _Properties()
    package.feed("docProps/core.xml", properties)
    language = properties.found.get("language") or styles.language
    pieces = tuple(bounded(body.layout.pieces, package.name))
    return Text(pieces, language, properties.found.get("title"))


def read_odt(package: Package) -> Text:
    """The text of an ODT. Raises TeselaError `draft.*`."""
    styles = _OdtStyles()
    package.feed("styles.xml", styles)
    body = _OdtBody(styles, package.name)
    package.feed(ODT_CONTENT, body)
    properties = _Properties()
    package.feed("meta.xml", properties)
    language = properties.found.get("language") or styles.language
    pieces = tuple(bounded(body.layout.pieces, package.name))
    return Text(pieces, language, properties.found.get("title"))


class _Properties:
    """Title and language among a document's properties (Dublin Core)."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._tag = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self._tag = tag

    def end(self, tag: str) -> None:  # noqa: ARG002 - a handler's signature
        self._tag = ""

    def text(self, text: str) -> None:
        if self._tag in ("title", "language"):
            before = self.found.get(self._tag, "")
            self.found[self._tag] = cleaned(before + text)[:500]


class _WordStyles:
    """Levels of headings by the id of a style, and the language of the text."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self.language: str | None = None
        self._style = ""
        self._default = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        own = local_attributes(attributes)
        value = own.get("val", "")
        if tag == "style":
            self._style = own.get("styleId", "")
        elif tag == "docDefaults":
            self._default = True
        elif tag == "name" and self._style:
            name = value.casefold()
            if name == "title":
                self.levels[self._style] = 1
            elif name.startswith("heading ") and name[8:].isdigit():
                self.levels[self._style] = min(int(name[8:]), 9)
        elif tag == "outlineLvl" and self._style and value.isdigit():
            self.levels.setdefault(self._style, min(int(value) + 1, 9))
        elif tag == "lang" and self._default:
            self.language = value or None

    def end(self, tag: str) -> None:
        if tag == "style":
            self._style = ""
        elif tag == "docDefaults":
            self._default = False

    def text(self, text: str) -> None:
        """Styles say nothing in words."""


class _WordBody:
    """The body of a DOCX."""

    def __init__(self, styles: _WordStyles, name: str) -> None:
        self.layout = Layout(name)
        self._styles = styles
        self._open: list[tuple[list[str], dict[str, int]]] = []
        self._in_text = 0
        self._aside = 0
        self._columns = 1
        self._cell_waits = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        value = local_attributes(attributes).get("val", "")
        if tag in ("del", "moveFrom", "Fallback"):  # deleted; the same once more for old readers
            self._aside += 1
        elif self._aside:
            return
        elif tag == "p":
            self._begin_cell()
            self._open.append(([], {}))
        elif tag == "t":
            self._in_text += 1
        elif tag in ("tab", "br", "cr") and self._open:
            self._open[-1][0].append("\t" if tag == "tab" else " ")
        elif tag == "tbl":
            self._begin_cell()
            self.layout.start_table()
        elif tag == "tr":
            self.layout.start_row()
        elif tag == "tc":
            self._columns, self._cell_waits = 1, True
        elif tag == "gridSpan" and value.isdigit():
            self._columns = int(value[:3])
        elif self._open:
            self._note(tag, value)

    def _note(self, tag: str, value: str) -> None:
        about = self._open[-1][1]
        if tag == "pStyle":
            about["heading"] = self._styles.levels.get(value, 0)
        elif tag == "outlineLvl" and value.isdigit():
            about["heading"] = min(int(value) + 1, 9)
        elif tag == "numPr":
            about["listed"] = 1

    def _begin_cell(self) -> None:
        if self._cell_waits:
            self._cell_waits = False
            self.layout.start_cell(self._columns)

    def text(self, text: str) -> None:
        if self._in_text and self._open and not self._aside:
            self._open[-1][0].append(text)

    def end(self, tag: str) -> None:
        if tag in ("del", "moveFrom", "Fallback"):
            self._aside = max(0, self._aside - 1)
        elif self._aside:
            return
        elif tag == "t":
            self._in_text = max(0, self._in_text - 1)
        elif tag == "p" and self._open:
            pieces, about = self._open.pop()
            heading = about.get("heading", 0)
            listed = bool(about.get("listed")) and not heading
            self.layout.paragraph("".join(pieces), heading, listed=listed)
        elif tag == "tbl":
            self.layout.end_table()


class _OdtStyles:
    """The language of an ODT's default style."""

    def __init__(self) -> None:
        self.language: str | None = None
        self._default = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "default-style" and local_attributes(attributes).get("family") == "paragraph":
            self._default = True
        elif tag == "text-properties" and self._default:
            language = local_attributes(attributes).get("language", "")
            self.language = language if language not in ("", "none", "zxx") else None

    def end(self, tag: str) -> None:
        if tag == "default-style":
            self._default = False

    def text(self, text: str) -> None:
        """Styles say nothing in words."""


class _OdtBody:
    """The content of an ODT."""

    _ASIDE = ("annotation", "note", "tracked-changes", "frame-annotation")

    def __init__(self, styles: _OdtStyles, name: str) -> None:
        self.layout = Layout(name)
        self._styles = styles
        self._open: list[tuple[list[str], int]] = []
        self._lists = 0
        self._aside = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in self._ASIDE:
            self._aside += 1
        elif self._aside:
            return
        elif tag in ("p", "h"):
            own = local_attributes(attributes)
            level = own.get("outline-level", "1") if tag == "h" else "0"
            title = own.get("style-name") == "Title"
            self._open.append(([], 1 if title else min(int(level), 9) if level.isdigit() else 1))
        elif tag in ("s", "tab", "line-break") and self._open:
            self._open[-1][0].append("\t" if tag == "tab" else " ")
        elif tag == "list":
            self._lists += 1
        elif tag == "table":
            self.layout.start_table()
        elif tag == "table-row":
            self.layout.start_row()
        elif tag in ("table-cell", "covered-table-cell"):
            self.layout.start_cell(1)

    def text(self, text: str) -> None:
        if self._open and not self._aside:
            self._open[-1][0].append(text)

    def end(self, tag: str) -> None:
        if tag in self._ASIDE:
            self._aside = max(0, self._aside - 1)
        elif self._aside:
            return
        elif tag in ("p", "h") and self._open:
            pieces, heading = self._open.pop()
            self.layout.paragraph("".join(pieces), heading, listed=self._lists > 0 and not heading)
        elif tag == "list":
            self._lists = max(0, self._lists - 1)
        elif tag == "table":
            self.layout.end_table()
