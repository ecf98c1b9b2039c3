"""Web pages, and pieces of HTML in other files → pieces.

What a page is steered by is not read: scripts, styles, navigation, forms. A
definition list gives labels and values, like a table of two columns.
"""

import re
from html.parser import HTMLParser

from tesela.drafting.layout import Layout
from tesela.drafting.pieces import Text, bounded
from tesela.drafting.plain import cleaned
from tesela.text.errors import TeselaError

_ASIDE = ("script", "style", "nav", "form", "noscript", "template", "svg", "iframe", "footer")
_BLOCKS = ("p", "div", "section", "article", "li", "dt", "dd", "blockquote", "figcaption", "caption",
           "pre", "main", "header", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6")  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MOST_ASIDE = 1_000
MOST_HTML = 1_000_000
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARED = re.compile(r"<[!?][^>]*(?:>|\Z)")
_OPEN = re.compile(r"<[^<>]*(?=<|\Z)")
"""Taken away before, since the parser looks for each one's end anew."""


def read_html(data: bytes, name: str) -> Text:
    """The text of a web page in UTF-8. Raises TeselaError `draft.not_utf8`, `draft.too_long`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TeselaError("draft.not_utf8", name=name) from error
    return text_of_html(text, name)


def text_of_html(html: str, name: str) -> Text:
    """The text of HTML, whole pages or pieces. Raises TeselaError `draft.too_long`."""
    if len(html) > MOST_HTML:
        raise TeselaError("draft.too_long", name=name, maximum=MOST_HTML)
    page = _Page(name)
    page.feed(_OPEN.sub(" ", _DECLARED.sub("", _COMMENT.sub("", html))))
    page.close()
    page.end_block()
    pieces = tuple(bounded(page.layout.pieces, name))
    return Text(pieces, page.language or None, cleaned(page.title) or None)


class _Page(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.layout = Layout(name)
        self.title = ""
        self.language = ""
        self._pieces: list[str] = []
        self._heading = 0
        self._listed = False
        self._aside = 0
        self._in_title = False
        self._term = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        elif tag == "title":
            self._in_title = True
        elif tag in _ASIDE:
            self._aside = min(self._aside + 1, _MOST_ASIDE)
        elif tag in _BLOCKS:
            self.end_block()
            self._heading = _HEADINGS.get(tag, 0)
            self._listed = tag == "li" or (self._listed and tag in ("p", "div"))
        elif tag == "br":
            self._line_ends()
        elif tag in ("table", "tr", "td", "th"):
            self.end_block()
            self._table(tag, dict(attrs))

    def _table(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            self.layout.start_table()
        elif tag == "tr":
            self.layout.start_row()
        else:
            span = attributes.get("colspan") or ""
            self.layout.start_cell(int(span) if span.isdigit() and len(span) < 4 else 1)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag in _ASIDE:
            self._aside = max(0, self._aside - 1)
        elif tag == "dt":
            self._term = cleaned("".join(self._pieces)).rstrip(":")
            self._pieces.clear()
        elif tag in _BLOCKS or tag in ("td", "th", "tr"):
            self.end_block()
            self._listed = self._listed and tag in ("p", "div")
        elif tag == "table":
            self.end_block()
            self.layout.end_table()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = (self.title + data)[:500]
        elif not self._aside:
            self._pieces.append(data)

    def end_block(self) -> None:
        """A paragraph, heading or item has ended."""
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if not text:
            return
        if self._term:
            text, self._term = f"{self._term}: {text}", ""
        self.layout.paragraph(text, self._heading, listed=self._listed)
        self._heading = 0

    def _line_ends(self) -> None:
        """A break inside a paragraph: what follows is the next line of it."""
        listed, heading = self._listed, self._heading
        self.end_block()
        self._listed, self._heading = listed, heading
