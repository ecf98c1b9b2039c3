"""Writing a drawing as SVG 2: compact, self-contained, with its own words.

Colours stand as attributes. One style sheet, the same in every tile and with
names that meet nothing else on a page, sets ink against paper in forced
colours and keeps the colours in print. In one colour there is one ink,
`currentColor`, and no second paint: what is light is left open.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from tesela.formats.tile.drawing import Drawing, Layer
from tesela.formats.tile.palette import Palette
from tesela.formats.tile.shapes import Outline, Point

Colours = Literal["full", "one"]
INK = "currentColor"
_STYLE = (
    ".tesela-tile{print-color-adjust:exact;-webkit-print-color-adjust:exact;"
    "forced-color-adjust:none}"
    "@media(forced-colors:active){.tesela-tile .ink path{fill:CanvasText}"
    ".tesela-tile .paper path,.tesela-tile .bed path{fill:Canvas}}"
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DARK = frozenset({"deep", "dusk", "mid", "slate"})


def write(
    drawing: Drawing,
    palette: Palette,
    *,
    title: str,
    description: str,
    language: str,
    colours: Colours,
) -> str:
    """The drawing as an SVG document on a square of 512 units."""
    groups = [_group(layer, palette, colours) for layer in drawing.layers]
    return _document("".join(groups), 512, title, description, language)


def write_small(
    ground: str,
    silhouettes: Sequence[tuple[str, list[Outline]]],
    side: int,
    palette: Palette,
    *,
    title: str,
    description: str,
    language: str,
    colours: Colours,
) -> str:
    """Flat silhouettes on a ground, as an SVG document on a square of `side` units."""
    parts = []
    square = _square(0, side)
    rim = "bright" if ground == "deep" else "deep"
    shapes = [outline for _, outlines in silhouettes for outline in outlines]
    if colours == "one":
        outlines = [square, *shapes] if ground in _DARK else [square, _square(5, side), *shapes]
        parts.append(_path(outlines, INK, even_odd=True))
    else:
        for material, outlines in ((rim, [square]), (ground, [_square(5, side)]), *silhouettes):
            kind = "ink" if material in _DARK else "paper"
            fill = palette.tones(material)[0]
            parts.append(f'<g class="{kind}">{_path(outlines, fill, even_odd=True)}</g>')
    return _document("".join(parts), side, title, description, language)


def _square(margin: float, side: int) -> Outline:
    far = side - margin
    return [(margin, margin), (far, margin), (far, far), (margin, far)]


def _group(layer: Layer, palette: Palette, colours: Colours) -> str:
    dark = layer.material in _DARK
    if colours == "one" and (layer.is_bed or not dark):
        return ""
    fills = (INK,) * 3 if colours == "one" else palette.tones(layer.material)
    by_fill: dict[str, list[Sequence[Point]]] = {}
    for stones, fill in zip(layer.tones, (*fills, fills[0], fills[0]), strict=False):
        by_fill.setdefault(fill, []).extend(stones)
    if layer.part == "outcome":
        paths = [_path([stone], fill) for fill, stones in by_fill.items() for stone in stones]
    else:
        paths = [_path(stones, fill) for fill, stones in by_fill.items() if stones]
    kind = _kind(layer)
    name = layer.part.replace(" ", "-")
    return f'<g class="{kind} {name}">{"".join(paths)}</g>' if paths else ""


def _kind(layer: Layer) -> str:
    """What a layer is in forced colours; figure and ground become solid with their beds."""
    material = layer.material
    if layer.is_bed:
        if layer.part not in {"figure bed", "ground bed"}:
            return "bed"
        material = material.removeprefix("grout_")
    return "ink" if material in _DARK else "paper"


def _path(outlines: Iterable[Sequence[Point]], fill: str, *, even_odd: bool = False) -> str:
    rule = ' fill-rule="evenodd"' if even_odd else ""
    return f'<path fill="{fill}"{rule} d="{path_data(outlines)}"/>'


def _document(body: str, side: int, title: str, description: str, language: str) -> str:
    title, description = _NOT_XML.sub("\ufffd", title), _NOT_XML.sub("\ufffd", description)
    words = "\x1f".join((title, description, language, body))
    mark = hashlib.sha256(words.encode()).hexdigest()[:12]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        f' class="tesela-tile" lang={quoteattr(language)}'
        f' aria-labelledby="t{mark}" aria-describedby="d{mark}">'
        f'<title id="t{mark}">{escape(title)}</title>'
        f'<desc id="d{mark}">{escape(description)}</desc>'
        f"<style>{_STYLE}</style>{body}</svg>"
    )


def path_data(outlines: Iterable[Sequence[Point]]) -> str:
    """Closed polygons on whole units, as one path of relative steps."""
    data: list[str] = []
    x = y = 0
    for outline in outlines:
        whole = [(round(px), round(py)) for px, py in outline]
        points = [point for at, point in enumerate(whole) if point != whole[at - 1]]
        if len(points) < 3:
            continue
        (px, py), rest = points[0], points[1:]
        steps = ""
        x, y, start = px, py, _pair(px - x, py - y)
        for qx, qy in rest:
            step = _pair(qx - px, qy - py)
            steps += step if not steps or step[0] == "-" else " " + step
            px, py = qx, qy
        data.append(f"m{start}l{steps}z")
    return "".join(data)


def _pair(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"
