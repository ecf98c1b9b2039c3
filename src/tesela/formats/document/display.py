"""The picture of a document: tile, title and awarding body, as European credentials carry it.

The application profile of European Digital Credentials demands a picture of
each page. Ours is one page, without personal data, so that it is the same for
every learner; the title it shows is given as text beside it.
"""

import json
import threading

import typst

from tesela.formats.document.fonts import families, fonts
from tesela.text.errors import TeselaError

WIDTH, HEIGHT = 640, 320
"""Pixels."""

_TEMPLATE = b"""#let shown = json(bytes(sys.inputs.shown))
#set page(width: 640pt, height: 320pt, margin: 32pt, fill: white)
#set text(font: shown.fonts, size: 17pt, lang: shown.language, fill: rgb("#1b1b1b"))
#set par(leading: 0.5em)
#let words = shown.title.clusters().len()
#grid(
  columns: (224pt, 1fr), column-gutter: 32pt, align: (center + horizon, left + horizon),
  rows: 256pt,
  image(bytes(shown.tile), format: "svg", width: 224pt, height: 224pt),
  block(height: 256pt, clip: true, align(horizon)[
    #text(size: if words < 40 { 30pt } else if words < 90 { 24pt } else { 18pt }, weight: "bold", shown.title)
    #parbreak()
    #text(shown.body)
  ]),
)"""
_PIXELS_AN_INCH = 72.0
"""So that a point is a pixel."""
_local = threading.local()


def display_png(tile: str, *, title: str, body: str, language: str) -> bytes:
    """The page as a PNG: the square SVG `tile`, beside it `title` and `body` in `language`.

    The same arguments give the same bytes. Text that is too long is cut off, and
    letters that no installed font has are left out: both are written beside it.
    Raises TeselaError `document.unwritable`.
    """
    shown = {
        "tile": tile,
        "title": title,
        "body": body,
        "language": language.split("-", maxsplit=1)[0].lower(),
        "fonts": families(),
    }
    try:
        made = _compiler().compile(
            input=_TEMPLATE,
            format="png",
            ppi=_PIXELS_AN_INCH,
            sys_inputs={"shown": json.dumps(shown, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        raise TeselaError("document.unwritable", detail=error.message) from error
    if not isinstance(made, bytes):
        raise TypeError("a display is one page")
    return made


def _compiler() -> typst.Compiler:
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(font_paths=fonts())
    found: typst.Compiler = _local.compiler
    return found
