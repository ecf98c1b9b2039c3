"""One tile, from its design to its stones, from the outside in.

1. All of it is bedded in grout.
2. Outermost lies a border, and between it and the medallion a field with an
   ornament in each corner; in a pathway, instead, the part of the pathway's
   floor that falls on this tile.
3. The medallion begins with as many courses as the level says.
4. The next course holds one stone on its corner for each outcome.
5. Inside lies the emblem: the field's figure on its ground.
"""

import math
from dataclasses import replace

from tesela.formats.tile.andamento import Edge, Stone, filling, parted
from tesela.formats.tile.corners import CORNERS
from tesela.formats.tile.design import Design
from tesela.formats.tile.drawing import Drawing
from tesela.formats.tile.emblem import lay_emblem
from tesela.formats.tile.facts import TileFacts
from tesela.formats.tile.medallion import SQUARE, Medallion
from tesela.formats.tile.palette import Scheme, grout_of
from tesela.formats.tile.pathway import floor
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import box

SIDE = 512.0
_REACH = 232.0
_REACH_IN_PATHWAY = 210.0
_ROW = 19.5
_BORDER = 16.0


def compose(made: Design, *, one_ink: bool = False) -> Drawing:
    """The stones of a tile.

    With `one_ink`, figures are solid and grout is narrow, so that light and
    dark alone make the picture.
    """
    facts = made.facts
    drawing = Drawing(Chance("stones", facts.achievement), one_ink)
    reach = _REACH if facts.pathway is None else _REACH_IN_PATHWAY
    frame = replace(made.shape, size=made.shape.size * reach)
    drawing.bed("grout", "grout", [box(0, 0, SIDE, SIDE)])
    if facts.pathway is None:
        _lay_surround(drawing, made, frame)
    else:
        _lay_floor(drawing, facts, frame)
    depth = _lay_courses(drawing, facts, made.scheme, frame)
    depth = _lay_outcomes(drawing, facts, made.scheme, frame, depth)
    lay_emblem(drawing, made, frame, depth)
    return drawing


def _lay_surround(drawing: Drawing, made: Design, frame: Medallion) -> None:
    chance = drawing.chance
    border = replace(SQUARE, size=SIDE / 2 - 3)
    stones = list(border.course(0, _BORDER, 30, chance))
    every = 2 if made.checkered else 1
    drawing.lay("border", "deep", stones[::every], gap=3.2)
    if made.checkered:
        drawing.lay("border", "bright", stones[1::2], gap=3.2)
    if frame.name == SQUARE.name:
        return

    def within(x: float, y: float) -> float:
        return border.inside(x, y, _BORDER + 2)

    margin = _BORDER + 5
    drawing.bed(
        "surround bed",
        grout_of(made.surround[0]),
        [box(margin, margin, SIDE - margin, SIDE - margin)],
    )
    rows = math.ceil((border.size * math.sqrt(2) - frame.clear(0.0)) / _ROW)
    cells = (
        stone
        for row in range(rows)
        for stone in frame.course(-(row + 1) * _ROW, -row * _ROW, _ROW * 1.15, chance)
    )
    fitting = filling(cells, (within, _outside(frame)), _ROW)
    parts = parted(fitting, CORNERS[made.corner], _ROW)
    for material, part in zip(made.surround, parts, strict=True):
        drawing.lay("surround", material, part)


def _lay_floor(drawing: Drawing, facts: TileFacts, frame: Medallion) -> None:
    for stone in floor(facts, _outside(frame)):
        drawing.place("pathway", stone.material, stone.tone, stone.outline)


def _lay_courses(drawing: Drawing, facts: TileFacts, scheme: Scheme, frame: Medallion) -> float:
    """The level's courses, the first one innermost; answers how deep they reach."""
    level = facts.level or 0
    width = min(11.0, 52.0 / max(level, 1))
    drawing.bed("course bed", "grout", [frame.line(-2)])
    for course in range(level):
        outer = (level - 1 - course) * width
        material = scheme.courses[course % 2]
        stones = frame.course(outer, outer + width, 31, drawing.chance)
        drawing.lay(f"course {course + 1}", material, stones, rough=0.8, gap=2.6)
    return level * width


def _lay_outcomes(
    drawing: Drawing, facts: TileFacts, scheme: Scheme, frame: Medallion, depth: float
) -> float:
    """The course that holds a stone for each outcome; answers how deep it reaches."""
    number = facts.stones
    width = 28.0 if number * 44 < frame.around(depth + 14) else 20.0
    half = width * 0.66
    places = [(place + 0.5) / number for place in range(number)]
    middles = [frame.at(t, depth + width / 2) for t in places]

    def beside(x: float, y: float) -> float:
        return min((math.dist((x, y), middle) for middle in middles), default=SIDE) - half * 0.8

    drawing.bed("outcome bed", grout_of(scheme.outcome_course), [frame.line(depth)])
    row = frame.course(depth, depth + width, width * 0.75, drawing.chance)
    drawing.lay("outcomes course", scheme.outcome_course, filling(row, (beside,), width))
    cornered = [_on_its_corner(frame, t, depth + width / 2, half) for t in places]
    drawing.lay("outcome", scheme.outcome, cornered, gap=3.0)
    return depth + width


def _on_its_corner(frame: Medallion, t: float, depth: float, half: float) -> Stone:
    """A square stone that points across its course; `half` is half its diagonal."""
    x, y = frame.at(t, depth)
    further = frame.at(t, depth - 4)
    ux, uy = (further[0] - x) / 4 * half, (further[1] - y) / 4 * half
    return ((x + ux, y + uy), (x - uy, y + ux), (x - ux, y - uy), (x + uy, y - ux))


def _outside(frame: Medallion) -> Edge:
    return lambda x, y: -frame.inside(x, y, 0.0)
