"""The tile as the document takes it: SVG that shows something and does nothing.

The same text stands inside an HTML page and is drawn into a PDF, so whatever
could run, load or link is refused here once for both.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tesela.text.errors import TeselaError

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_ORDER = {"svg", "g", "defs", "use", "symbol", "clipPath", "mask"}
_PAINT = {"linearGradient", "radialGradient", "stop", "pattern"}
_WORDS = {"title", "desc", "style"}
_DRAWING = _SHAPES | _ORDER | _PAINT | _WORDS
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml [^?]*\?>")
LARGEST_TILE_BYTES = 2_000_000


@lru_cache(maxsize=8)  # The documents of a class have the same tile.
def checked(svg: str) -> str:
    """The SVG, without XML declaration, when it only draws.

    Raises TeselaError `document.tile` when it is no SVG, is larger than two
    megabytes, or holds anything but shapes: scripts, pictures, text, links or
    addresses outside itself. Comments and CDATA are refused as well, because
    HTML and XML readers end them at different places.
    """
    if len(svg) > LARGEST_TILE_BYTES:
        raise TeselaError("document.tile", reason="size")
    bare = _DECLARATION.sub("", svg, count=1).strip()
    if not bare.startswith("<svg") or "<!" in bare or "<?" in bare:
        raise TeselaError("document.tile", reason="markup")
    try:
        root = fromstring(bare, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise TeselaError("document.tile", reason="xml") from error
    for reason in _faults(root):
        raise TeselaError("document.tile", reason=reason)
    return bare


def _faults(root: Element) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.removeprefix(_SVG)
        if not element.tag.startswith(_SVG) or name not in _DRAWING:
            yield name
        if name in _WORDS and len(element):
            yield name
        if name == "style" and _reaches_out(element.text or ""):
            yield name
        for attribute, value in element.attrib.items():
            bare = attribute.rpartition("}")[2].lower()
            leads_away = bare == "href" and not value.startswith("#")
            if bare.startswith("on") or leads_away or _reaches_out(value):
                yield bare


def _reaches_out(value: str) -> bool:
    """True for CSS that names an address outside the drawing."""
    low = "".join(value.lower().split())
    return "@import" in low or "\\" in low or "url(" in low.replace("url(#", "")
