"""The picture that the tiles of one pathway complete together.

Laid side by side in reading order, the tiles show one great arch of stone
courses. All tiles of a pathway take their surrounding stones from one floor,
cut where two tiles meet: a stone on a shared edge is begun on one tile and
ended on the other. The floor is laid in plain marbles, since the tiles may
come from different issuers.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tesela.formats.tile.andamento import Edge, Stone, filling, hewn
from tesela.formats.tile.facts import TileFacts
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Point

SIDE = 512.0
_ROW = 19.0
_CORNERS = ((0.0, 0.0), (SIDE, 0.0), (SIDE, SIDE), (0.0, SIDE))


@dataclass(frozen=True, slots=True)
class FloorStone:
    """A stone as it lies on one tile: hewn, and cut at the tile's edge."""

    material: str
    tone: int
    outline: Stone


def grid(length: int) -> tuple[int, int]:
    """Columns and rows in which a pathway of `length` tiles is laid."""
    if length <= 4:
        return length, 1
    columns = math.ceil(math.sqrt(length))
    return columns, math.ceil(length / columns)


def floor(facts: TileFacts, outside: Edge) -> Iterator[FloorStone]:
    """The stones of the pathway's floor on this tile, as far as `outside` allows."""
    if facts.pathway is None or facts.place_in_pathway is None or facts.pathway_length is None:
        return
    chance = Chance("pathway", facts.pathway)
    columns, rows = grid(facts.pathway_length)
    row, column = divmod(facts.place_in_pathway - 1, columns)
    springing = chance.between(0.04, 0.16)
    middle = ((columns / 2 - column) * SIDE, (rows - row + springing) * SIDE)
    bands = _bands(chance)
    far = max(math.dist(middle, corner) for corner in _CORNERS)
    near = math.hypot(
        max(-middle[0], 0.0, middle[0] - SIDE), max(-middle[1], 0.0, middle[1] - SIDE)
    )
    for course in range(int(near / _ROW), int(far / _ROW) + 1):
        unsteady = Chance("pathway", facts.pathway, str(course))
        for stone in _course(middle, course, unsteady):
            for fitted in filling((stone.outline,), (outside,), _ROW):
                cut = hewn(fitted, unsteady, rough=0.0)
                piece = _cut(cut) if cut else ()
                if len(piece) > 2:
                    yield FloorStone(bands[course % len(bands)], stone.tone, piece)


def _bands(chance: Chance) -> list[str]:
    """Materials of the courses, from the middle of the arch outwards."""
    bands: list[str] = []
    for _ in range(4):
        bands += ["light"] * chance.whole(2, 4) + ["slate"] * chance.whole(1, 2)
        bands += ["sand"] * chance.whole(1, 3) + ["slate"]
    return bands


def _course(middle: Point, course: int, unsteady: Chance) -> Iterator[FloorStone]:
    """One course of the arch, stones off the tile left out."""
    inner, outer = course * _ROW, (course + 1) * _ROW
    number = max(6, round(2 * math.pi * (inner + outer) / 2 / (_ROW * 1.15)))
    joints = [2 * math.pi * (at + 0.25 * unsteady.sway()) / number for at in range(number)]
    joints.append(joints[0] + 2 * math.pi)
    tones = [unsteady.pick((0, 0, 1, 2)) for _ in range(number)]
    for at, tone in enumerate(tones):
        outline = tuple(
            (middle[0] + r * math.cos(t), middle[1] + r * math.sin(t))
            for r, t in (
                (inner, joints[at]),
                (inner, joints[at + 1]),
                (outer, joints[at + 1]),
                (outer, joints[at]),
            )
        )
        if any(-_ROW < x < SIDE + _ROW and -_ROW < y < SIDE + _ROW for x, y in outline):
            yield FloorStone("", tone, outline)


def _cut(stone: Stone) -> Stone:
    """The part of the stone that lies on the tile (Sutherland-Hodgman)."""
    for axis, sign, bound in ((0, 1, 0.0), (0, -1, -SIDE), (1, 1, 0.0), (1, -1, -SIDE)):
        kept: list[Point] = []
        for at, point in enumerate(stone):
            before = stone[at - 1]
            here, there = sign * point[axis] - bound, sign * before[axis] - bound
            if (here >= 0) != (there >= 0):
                share = there / (there - here)
                kept.append(
                    (
                        before[0] + (point[0] - before[0]) * share,
                        before[1] + (point[1] - before[1]) * share,
                    )
                )
            if here >= 0:
                kept.append(point)
        stone = tuple(kept)
    return stone
