"""The pages' own decoration: tiles drawn from facts that stand here.

Nothing that anybody sends is ever drawn into a page (docs/design.md, "Pictures").
"""

from functools import cache
from xml.etree.ElementTree import tostring

from defusedxml.ElementTree import fromstring
from django.utils.safestring import SafeString, mark_safe

from tesela.formats.tile import TileFacts, draw, draw_small

_HOUSE = "tesela pages 11"
"""Stands for the issuer: whose stones are deep sea and apricot, the colours of the pages."""
_FACTS = {
    "check": TileFacts("check 4", "00", 5, 7, _HOUSE),  # a key
    "award": TileFacts("award 9", "04", 5, 7, _HOUSE),  # a letter
    "learned": TileFacts("learned 13", "00", 5, 7, _HOUSE),  # steps to the sun
    "trust": TileFacts("trust 28", "04", 5, 7, _HOUSE),  # scales
    "house": TileFacts("hero3 5", None, 5, 7, _HOUSE),  # a flower: the name of the house
}
_WORDS = {"title", "desc", "style"}


@cache
def small_tile(name: str) -> SafeString:
    """The small tile of one of `_FACTS`, as SVG that says nothing to a screen reader."""
    return silent(draw_small(_FACTS[name], title="", description="", language="en"))


@cache
def full_tile(name: str) -> SafeString:
    """The tile with all its stones, as SVG that says nothing to a screen reader."""
    return silent(draw(_FACTS[name], title="", description="", language="en"))


def silent(svg: str) -> SafeString:
    """The drawing as a part of an HTML page: without words, names and a style of its own.

    Its style would be refused by the content security policy; it stands in `tesela.css`.
    """
    root = fromstring(svg)
    for element in list(root):
        if element.tag.rpartition("}")[2] in _WORDS:
            root.remove(element)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    root.attrib = {
        "viewBox": root.attrib["viewBox"],
        "class": root.attrib["class"],
        "aria-hidden": "true",
        "focusable": "false",
    }
    return mark_safe(tostring(root, encoding="unicode"))  # noqa: S308 - our own drawing
