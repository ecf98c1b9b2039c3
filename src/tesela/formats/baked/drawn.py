"""The tile as a PNG, for badges that must be one."""

import typst

SIDE = 512
"""Pixels of each side."""

_TEMPLATE = b"""#set page(width: 512pt, height: 512pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.tile), format: "svg", width: 100%, height: 100%)"""
_PIXELS_AN_INCH = 72.0
"""So that a point is a pixel."""


def png_of(tile: str) -> bytes:
    """The square SVG `tile` as a PNG; the same text gives the same bytes.

    Raises ValueError for what is no SVG. Text in it is left out: no font is at hand.
    """
    compiler = typst.Compiler(
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    )
    try:
        made = compiler.compile(
            input=_TEMPLATE, format="png", ppi=_PIXELS_AN_INCH, sys_inputs={"tile": tile}
        )
    except typst.TypstError as error:
        raise ValueError("a tile is an SVG") from error
    if not isinstance(made, bytes):
        raise TypeError("a tile is one picture")
    return made
