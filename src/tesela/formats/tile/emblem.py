"""The emblem: a figure on its ground, inside the courses of the frame.

A row of ground stones follows the figure's outline, two rows of its own do
so inside; the rest of both is filled with quieter rows (andamento.py).
"""

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

ROW = 18.0
"""Height of a row of stones, in tile units (512 to a side)."""
_STONE = ROW * 1.1
_FINE = 3.5
"""Width of the grout inside a figure."""


def lay_emblem(drawing: Drawing, made: Design, frame: Medallion, depth: float) -> None:
    """Lay figure and ground inside the line of the frame at `depth`."""
    scheme = made.scheme
    reliefs = _reliefs(made, frame.clear(depth))
    reach = (frame.size - depth) * (1.42 if frame.name == "square" else 1.05)
    rows = _rows(made.flow, reach, drawing.chance)

    def within(x: float, y: float) -> float:
        return frame.inside(x, y, depth)

    drawing.bed("ground bed", grout_of(scheme.ground), [frame.line(depth + 1)])
    free = filling(rows, (within, *(_beyond(relief, ROW) for relief, _ in reliefs)), ROW)
    edge = BACKDROPS[made.backdrop](frame.clear(depth), Chance("division", made.facts.achievement))
    shades = (scheme.ground, SHADES[scheme.ground])
    for material, stones in zip(shades, parted(free, edge, ROW), strict=True):
        drawing.lay("ground", material, stones)
    for relief, _ in reliefs:
        others = [other for other, _ in reliefs if other is not relief]
        _lay_outline(drawing, scheme.ground, relief, others, within)
    for relief, material in reliefs:
        _lay_figure(drawing, material, relief, rows)


def _reliefs(made: Design, room: float) -> list[tuple[Relief, str]]:
    """The figure's one or two colours, sized to a disc of radius `room`."""
    scale = (room - 4) * 0.96 / made.figure.reach
    figure = made.figure.moved(lambda p: (CENTRE[0] + p[0] * scale, CENTRE[1] + p[1] * scale))
    main = Relief(figure.main)
    if not figure.second:
        return [(main, made.scheme.figure)]
    second = Relief(figure.second)
    main.keep_off(second, 5.0)
    return [(main, made.scheme.figure), (second, made.scheme.second)]


def _lay_outline(
    drawing: Drawing, material: str, relief: Relief, others: list[Relief], within: Edge
) -> None:
    """The row of ground along the outside of a figure."""
    if drawing.one_ink:
        drawing.solid("ground", material, relief.ring(ROW, others, within).contours(0.0))
        return
    row = contour_row(relief, 0.0, ROW, _STONE, drawing.chance)
    edges = (within, *(_beyond(other, 0.0) for other in others))
    drawing.lay("ground", material, filling(row, edges, ROW))


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
