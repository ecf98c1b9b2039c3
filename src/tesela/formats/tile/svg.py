"""Writing a drawing as SVG 2: compact, self-contained, with its own words.

Colours stand as attributes; one style sheet, the same in every tile and named
so that it meets nothing else on a page, replaces them in forced colours and
keeps them in print.
"""

import hashlib
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from tesela.formats.tile.drawing import Drawing
from tesela.formats.tile.palette import Palette
from tesela.formats.tile.shapes import Point

_STYLE = (
    ".tesela-tile{print-color-adjust:exact;-webkit-print-color-adjust:exact;"
    "forced-color-adjust:none}"
    "@media(forced-colors:active){"
    ".tesela-ink{fill:CanvasText}.tesela-paper{fill:Canvas}}"
)
_INK = {"deep", "mid", "slate", "grout_deep"}
"""Materials that are dark: ink, where there is one ink only."""


def write(
    drawing: Drawing, palette: Palette, *, title: str, description: str, language: str, colours: str
) -> str:
    body: list[str] = []
    for layer in drawing.layers:
        dark = layer.material in _INK
        fills = palette.tones(layer.material)
        if colours == "one":
            if not dark or "bed" in layer.part or layer.part == "grout":
                if (
                    layer.part == "outcome"
                    or layer.part == "figure bed"
                    or layer.part == "ground bed"
                    or layer.part == "course bed"
                ):
                    fills = ("#fff",)
                else:
                    continue
            else:
                fills = ("#000",)
        kind = "tesela-ink" if dark else "tesela-paper"
        name = layer.part.split()[0]
        tones = layer.tones if len(fills) > 1 else [[s for tone in layer.tones for s in tone]]
        parts: list[str] = []
        for stones, fill in zip(tones, fills, strict=False):
            if layer.part == "outcome":
                parts.extend(
                    f'<path class="tesela-outcome" fill="{fill}" d="{path_data([s])}"/>'
                    for s in stones
                )
            elif stones:
                parts.append(f'<path fill="{fill}" d="{path_data(stones)}"/>')
        if parts:
            body.append(f'<g class="tesela-{name} {kind}">{"".join(parts)}</g>')
    return framed("".join(body), 512, title=title, description=description, language=language)


def framed(body: str, side: int, *, title: str, description: str, language: str) -> str:
    mark = hashlib.sha256(f"{title}\x1f{description}\x1f{language}\x1f{body}".encode()).hexdigest()[
        :10
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        f' class="tesela-tile" lang={quoteattr(language)}'
        f' aria-labelledby="t{mark}" aria-describedby="d{mark}">'
        f'<title id="t{mark}">{escape(title)}</title><desc id="d{mark}">{escape(description)}</desc>'
        f"<style>{_STYLE}</style>{body}</svg>"
    )


def path_data(stones: Iterable[Sequence[Point]]) -> str:
    """Closed polygons on whole units, as one path with relative steps."""
    data: list[str] = []
    x = y = 0
    for stone in stones:
        sx, sy = round(stone[0][0]), round(stone[0][1])
        data.append(f"m{sx - x}{_signed(sy - y)}")
        x, y = sx, sy
        px, py = sx, sy
        steps: list[str] = []
        for point in stone[1:]:
            qx, qy = round(point[0]), round(point[1])
            dx, dy = qx - px, qy - py
            if dx == 0 and dy == 0:
                continue
            steps.append(f"{_signed(dx) if steps else dx}{_signed(dy)}")
            px, py = qx, qy
        data.append("l" + "".join(steps) + "z")
    return "".join(data)


def _signed(value: int) -> str:
    return str(value) if value < 0 else f" {value}"
