"""The emblem: a figure on its ground, inside the courses of the frame.

A row of ground stones follows the figure's outline, two rows of its own do
so inside; the rest of both is filled with quieter rows (andamento.py).
"""

import math

from tesela.formats.tile.andamento import (
    Edge,
    Stone,
    contour_row,
    filling,
    parted,
    round_rows,
    straight_rows,
)
from tesela.formats.tile.backdrops import BACKDROPS
from tesela.formats.tile.design import Design
from tesela.formats.tile.drawing import Drawing
from tesela.formats.tile.medallion import CENTRE, Medallion
from tesela.formats.tile.palette import SHADES, grout_of
from tesela.formats.tile.relief import Relief
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Figure

ROW = 18.0
"""Height of a row of stones, in tile units (512 to a side)."""
_STONE = ROW * 1.1
_AIR = 13.0
_FINE = 3.5
"""Width of the grout inside a figure."""


def lay_emblem(drawing: Drawing, made: Design, frame: Medallion, depth: float) -> None:
    """Lay figure and ground inside the line of the frame at `depth`."""
    scheme = made.scheme
    reliefs = _reliefs(made, frame, depth)
    reach = (frame.size - depth) * (1.42 if frame.name == "square" else 1.05)
    rows = _rows(made.flow, reach, drawing.chance)

    def within(x: float, y: float) -> float:
        return frame.inside(x, y, depth)

    drawing.bed("ground bed", grout_of(scheme.ground), [frame.line(depth + 1)])
    ground = list(filling(rows, (within, *(_beyond(relief, ROW) for relief, _ in reliefs)), ROW))
    for relief, _ in reliefs:
        others = [other for other, _ in reliefs if other is not relief]
        if drawing.one_ink:
            band = relief.ring(ROW, others, within).contours(0.0)
            drawing.solid("ground", scheme.ground, band)
        else:
            row = contour_row(relief, 0.0, ROW, _STONE, drawing.chance)
            edges = (within, *(_beyond(other, 0.0) for other in others))
            ground.extend(filling(row, edges, ROW))
    division = BACKDROPS[made.backdrop](
        frame.clear(depth), Chance("division", made.facts.achievement)
    )
    shades = (scheme.ground, SHADES[scheme.ground])
    for material, stones in zip(shades, parted(ground, division, ROW), strict=True):
        drawing.lay("ground", material, stones)
    for relief, material in reliefs:
        _lay_figure(drawing, material, relief, rows)


def _reliefs(made: Design, frame: Medallion, depth: float) -> list[tuple[Relief, str]]:
    """The figure in its one or two colours, as large as the frame has room for."""
    scale = _scale(made.figure, frame, depth)
    figure = made.figure.moved(lambda p: (CENTRE[0] + p[0] * scale, CENTRE[1] + p[1] * scale))
    main = Relief(figure.main)
    if not figure.second:
        return [(main, made.scheme.figure)]
    second = Relief(figure.second)
    main.keep_off(second, 5.0)
    return [(main, made.scheme.figure), (second, made.scheme.second)]


def _scale(figure: Figure, frame: Medallion, depth: float) -> float:
    """Tile units to one unit of the figure, with a little air inside the line at `depth`."""
    low = (frame.clear(depth) - 4) * 0.96 / figure.reach
    high = low * 1.3
    far = [p for p in figure.outermost if math.hypot(*p) > 0.6 * figure.reach]
    air = depth + _AIR
    for _ in range(5):
        scale = (low + high) / 2
        if all(frame.inside(CENTRE[0] + x * scale, CENTRE[1] + y * scale, air) > 0 for x, y in far):
            low = scale
        else:
            high = scale
    return low


def _lay_figure(drawing: Drawing, material: str, relief: Relief, rows: list[Stone]) -> None:
    if drawing.one_ink:
        drawing.solid("figure", material, relief.contours(0.0))
        return
    drawing.bed(
        "figure bed", "grout_light" if material == "light" else grout_of(material),
        relief.contours(0.0),
    )  # fmt: skip
    for level in (0.0, -ROW):
        row = contour_row(relief, level, level - ROW, _STONE, drawing.chance)
        drawing.lay("figure", material, row, gap=_FINE)
    drawing.lay("figure", material, filling(rows, (_deeper(relief, 2 * ROW),), ROW), gap=_FINE)


def _beyond(relief: Relief, distance: float) -> Edge:
    return lambda x, y: relief.at(x, y) - distance


def _deeper(relief: Relief, depth: float) -> Edge:
    return lambda x, y: -relief.at(x, y) - depth


def _rows(flow: str, reach: float, chance: Chance) -> list[Stone]:
    x, y = CENTRE
    if flow == "rings":
        return list(round_rows(CENTRE, CENTRE, reach, ROW, chance))
    if flow == "fan":
        return list(round_rows((x, y + reach * 1.15), CENTRE, reach, ROW, chance))
    turned = 40.0 if flow == "slope" else 0.0
    wave = 11.0 if flow == "waves" else 0.0
    return list(straight_rows(CENTRE, reach, ROW, chance, turned=turned, wave=wave))
