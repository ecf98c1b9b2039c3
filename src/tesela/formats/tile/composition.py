"""One tile, from its facts to its stones.

1. The issuer gives the palette, the achievement every choice below.
2. The field of education gives the family of motifs, the achievement one
   motif of it, its variation and pose.
3. Round the figure lies one row along its outline, then rows that flow
   through the ground of the medallion.
4. The course about the ground holds one bright stone for each outcome.
5. Beyond it lie as many plain courses as the level says.
6. The rest is filled up to a border, or, in a pathway, with the part of the
   pathway's picture that falls on this tile.
"""

import math
from dataclasses import dataclass, replace

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
from tesela.formats.tile.corners import CORNERS
from tesela.formats.tile.drawing import Drawing
from tesela.formats.tile.facts import TileFacts
from tesela.formats.tile.medallion import CENTRE, SHAPES, SQUARE, Medallion
from tesela.formats.tile.motifs import figure_for
from tesela.formats.tile.palette import (
    SCHEMES,
    SHADES,
    SURROUNDS,
    Palette,
    Scheme,
    grout_of,
    palette_of,
)
from tesela.formats.tile.pathway import floor
from tesela.formats.tile.relief import Relief
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Figure, Outline, Point, mirrored, turned_by

SIDE = 512.0
ROW = 17.0
"""Height of a row of stones in figure and ground, in tile units."""
_WIDE_ROW = 19.5
_BORDER = 16.0


@dataclass(frozen=True, slots=True)
class Design:
    """Every choice that makes a tile, taken once, for the large and the small drawing."""

    facts: TileFacts
    palette: Palette
    """The issuer's two hues; the achievement says which of them is the deep one."""
    scheme: Scheme
    shape: Medallion
    figure: Figure
    flow: str
    """How the ground's rows run: one of `_FLOWS`."""
    surround: tuple[str, str]
    """Materials of the field round the medallion and of the ornament in it."""
    corner: str
    """The ornament in the corners: one of `CORNERS`."""
    backdrop: str
    """How the ground is divided into two shades: one of `BACKDROPS`."""
    checkered: bool
    """Whether the border's stones are deep and bright in turn."""


_FLOWS = ("level", "waves", "slope", "rings", "fan")


def design(facts: TileFacts) -> Design:
    chance = Chance("achievement", facts.achievement)
    scheme = chance.pick(SCHEMES)
    shape = chance.pick(SHAPES)
    flow = chance.pick(_FLOWS)
    surround = chance.pick(SURROUNDS)
    corner = chance.pick(tuple(CORNERS))
    backdrop = chance.pick(tuple(BACKDROPS))
    checkered = chance.coin()
    figure = _posed(figure_for(facts.broad_field, chance), chance)
    palette = palette_of(facts.issuer, swapped=chance.coin())
    return Design(
        facts, palette, scheme, shape, figure, flow, surround, corner, backdrop, checkered
    )


def _posed(figure: Figure, chance: Chance) -> Figure:
    flip = chance.coin() and figure.mirror
    turn = chance.between(-figure.turn, figure.turn)

    def by(point: Point) -> Point:
        return turned_by([point], turn)[0]

    posed = figure.moved(by)
    return posed.moved(lambda point: mirrored([point])[0]) if flip else posed


def compose(made: Design, *, one_ink: bool = False) -> Drawing:
    """The stones of a tile.

    With `one_ink`, figures are solid and grout is narrow, so that light and
    dark alone make the picture.
    """
    facts, scheme = made.facts, made.scheme
    drawing = Drawing(Chance("stones", facts.achievement), one_ink)
    in_pathway = facts.pathway is not None
    frame = replace(made.shape, size=made.shape.size * (200.0 if in_pathway else 232.0))
    drawing.bed("grout", "grout", [_square(0)])
    if in_pathway:
        _lay_pathway(drawing, facts, frame)
    else:
        _lay_border(drawing, made, frame)
    depth = _lay_courses(drawing, facts, scheme, frame)
    depth = _lay_outcomes(drawing, facts, scheme, frame, depth)
    _lay_emblem(drawing, made, frame, depth)
    return drawing


def _lay_border(drawing: Drawing, made: Design, frame: Medallion) -> None:
    chance = drawing.chance
    edge = replace(SQUARE, size=SIDE / 2 - 3)
    stones = list(edge.course(0, _BORDER, 30, chance))
    if made.checkered:
        drawing.lay("border", "deep", stones[::2], gap=3.2)
        drawing.lay("border", "bright", stones[1::2], gap=3.2)
    else:
        drawing.lay("border", "deep", stones, gap=3.2)
    if frame.name == "square":
        return
    drawing.bed("surround bed", grout_of(made.surround[0]), [_square(_BORDER + 5)])
    far = math.ceil((edge.size * math.sqrt(2) - frame.clear(0.0)) / _WIDE_ROW)
    rows = [
        stone
        for row in range(far)
        for stone in frame.course(
            -(row + 1) * _WIDE_ROW, -row * _WIDE_ROW, _WIDE_ROW * 1.15, chance
        )
    ]
    within: Edge = lambda x, y: edge.inside(x, y, _BORDER + 2)  # noqa: E731
    cells = filling(rows, (within, _outside(frame)), ROW)
    for material, stones in zip(
        made.surround, parted(cells, CORNERS[made.corner], ROW), strict=True
    ):
        drawing.lay("surround", material, stones)


def _lay_pathway(drawing: Drawing, facts: TileFacts, frame: Medallion) -> None:
    for stone in floor(facts, _outside(frame)):
        drawing.place("pathway", stone.material, stone.tone, stone.outline)


def _lay_courses(drawing: Drawing, facts: TileFacts, scheme: Scheme, frame: Medallion) -> float:
    """The level's courses, the first one innermost; answers how deep they reach."""
    level = facts.level or 0
    width = min(11.0, 52.0 / max(level, 1))
    drawing.bed("course bed", "grout", [_line(frame, -2)])
    for course in range(level):
        outer = (level - 1 - course) * width
        material = scheme.courses[course % 2]
        stones = frame.course(outer, outer + width, 31, drawing.chance)
        drawing.lay(f"course {course + 1}", material, stones, rough=0.8, gap=2.6)
    return level * width


def _lay_outcomes(
    drawing: Drawing, facts: TileFacts, scheme: Scheme, frame: Medallion, depth: float
) -> float:
    number = facts.stones
    width = 28.0 if number * 44 < frame.around(depth + 14) else 20.0
    drawing.bed("outcome bed", grout_of(scheme.outcome_course), [_line(frame, depth)])
    half = width * 0.66
    places = [(place + 0.5) / number for place in range(number)]
    middles = [frame.at(t, depth + width / 2) for t in places]

    def beside(x: float, y: float) -> float:
        return min((math.hypot(x - mx, y - my) for mx, my in middles), default=SIDE) - half * 0.8

    row = frame.course(depth, depth + width, width * 0.75, drawing.chance)
    drawing.lay("course of outcomes", scheme.outcome_course, filling(row, (beside,), width))
    accents = [_accent(frame, t, depth + width / 2, half) for t in places]
    drawing.lay("outcome", scheme.outcome, accents, gap=3.0)
    return depth + width


def _accent(frame: Medallion, t: float, depth: float, half: float) -> Stone:
    """A stone set on its corner."""
    x, y = frame.at(t, depth)
    ox, oy = frame.at(t, depth - 4)
    ux, uy = (ox - x) / 4, (oy - y) / 4
    return tuple(
        (x + half * (ux * a - uy * b), y + half * (uy * a + ux * b))
        for a, b in ((1, 0), (0, 1), (-1, 0), (0, -1))
    )


def _lay_emblem(drawing: Drawing, made: Design, frame: Medallion, depth: float) -> None:
    scheme, chance = made.scheme, drawing.chance
    scale = (frame.clear(depth) - 4) * 0.96 / made.figure.reach
    figure = made.figure.moved(lambda p: (CENTRE[0] + p[0] * scale, CENTRE[1] + p[1] * scale))
    drawing.bed("ground bed", grout_of(scheme.ground), [_line(frame, depth + 1)])
    main = Relief(figure.main)
    reliefs = [(main, scheme.figure)]
    if figure.second:
        second = Relief(figure.second)
        main.keep_off(second, 5.0)
        reliefs.append((second, scheme.second))
    reach = (frame.size - depth) * (1.42 if frame.name == "square" else 1.05)
    within: Edge = lambda x, y: frame.inside(x, y, depth)  # noqa: E731
    clear = tuple(_beyond(relief, ROW) for relief, _ in reliefs)
    cells = _rows(made.flow, reach, chance)
    backdrop = BACKDROPS[made.backdrop](
        frame.clear(depth), Chance("backdrop", made.facts.achievement)
    )
    shades = (scheme.ground, SHADES[scheme.ground])
    ground = filling(cells, (within, *clear), ROW)
    for material, stones in zip(shades, parted(ground, backdrop, ROW), strict=True):
        drawing.lay("ground", material, stones)
    for relief, _ in reliefs:
        others = [other for other, _ in reliefs if other is not relief]
        if drawing.one_ink:
            drawing.solid("ground", scheme.ground, relief.ring(ROW, others, within).contours(0.0))
        else:
            row = contour_row(relief, 0.0, ROW, ROW * 1.1, chance)
            edges = (within, *(_beyond(other, 0.0) for other in others))
            drawing.lay("ground", scheme.ground, filling(row, edges, ROW))
    for relief, material in reliefs:
        if drawing.one_ink:
            drawing.solid("figure", material, relief.contours(0.0))
        else:
            _lay_figure(drawing, relief, material, _rows(made.flow, reach, chance))


def _lay_figure(drawing: Drawing, relief: Relief, material: str, core: list[Stone]) -> None:
    bed = "grout_light" if material == "light" else grout_of(material)
    drawing.bed("figure bed", bed, relief.contours(0.0))
    outer = contour_row(relief, 0.0, -ROW, ROW * 1.1, drawing.chance)
    inner = contour_row(relief, -ROW, -2 * ROW, ROW * 1.1, drawing.chance)
    drawing.lay("figure", material, outer, gap=3.5)
    drawing.lay("figure", material, inner, gap=3.5)
    drawing.lay("figure", material, filling(core, (_within(relief, 2 * ROW),), ROW), gap=3.5)


def _line(frame: Medallion, depth: float) -> Outline:
    return [frame.at(step / 96, depth) for step in range(96)]


def _outside(frame: Medallion) -> Edge:
    return lambda x, y: -frame.inside(x, y, 0.0)


def _beyond(relief: Relief, level: float) -> Edge:
    return lambda x, y: relief.at(x, y) - level


def _within(relief: Relief, level: float) -> Edge:
    return lambda x, y: -relief.at(x, y) - level


def _rows(flow: str, reach: float, chance: Chance) -> list[Stone]:
    if flow == "rings":
        return list(round_rows(CENTRE, CENTRE, reach, ROW, chance))
    if flow == "fan":
        return list(round_rows((CENTRE[0], CENTRE[1] + reach * 1.15), CENTRE, reach, ROW, chance))
    turned = 40.0 if flow == "slope" else 0.0
    wave = 11.0 if flow == "waves" else 0.0
    return list(straight_rows(CENTRE, reach, ROW, turned, wave, chance))


def _square(margin: float) -> Outline:
    return [
        (margin, margin),
        (SIDE - margin, margin),
        (SIDE - margin, SIDE - margin),
        (margin, SIDE - margin),
    ]
