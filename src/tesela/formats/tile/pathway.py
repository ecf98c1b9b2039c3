"""The picture that the tiles of one pathway complete together.

Laid side by side in reading order, the tiles show one great arch of stone
courses. All tiles of a pathway take their surrounding stones from one floor,
cut where two tiles meet: so rows run on from tile to tile. It is laid in
plain marbles, since the tiles may come from different issuers.
"""

import math

from tesela.formats.tile.andamento import Stone
from tesela.formats.tile.facts import TileFacts
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Point

_SIDE = 512.0
_ROW = 19.0


def grid(length: int) -> tuple[int, int]:
    """Columns and rows in which a pathway of `length` tiles is laid."""
    if length <= 4:
        return length, 1
    columns = math.ceil(math.sqrt(length))
    return columns, math.ceil(length / columns)


def picture(facts: TileFacts) -> dict[str, list[Stone]]:
    """Material → uncut stones of the picture on this tile, in its own units.

    Stones cut by a shared edge come out alike on both tiles.
    """
    if facts.pathway is None or facts.place_in_pathway is None or facts.pathway_length is None:
        return {}
    chance = Chance("pathway", facts.pathway)
    columns, rows = grid(facts.pathway_length)
    row, column = divmod(facts.place_in_pathway - 1, columns)
    middle = (
        (columns / 2 - column) * _SIDE,
        (rows - row + chance.between(0.02, 0.12)) * _SIDE,
    )
    bands = _bands(chance)
    laid: dict[str, list[Stone]] = {}
    far = max(math.dist(middle, corner) for corner in _CORNERS)
    nearest = math.hypot(
        max(-middle[0], 0, middle[0] - _SIDE), max(-middle[1], 0, middle[1] - _SIDE)
    )
    for course in range(int(nearest / _ROW), int(far / _ROW) + 1):
        material = bands[course % len(bands)]
        laid.setdefault(material, []).extend(_course(middle, course))
    return laid


_CORNERS = ((0.0, 0.0), (_SIDE, 0.0), (_SIDE, _SIDE), (0.0, _SIDE))


def _bands(chance: Chance) -> list[str]:
    bands: list[str] = []
    while len(bands) < 14:
        bands.extend(["light"] * chance.whole(2, 4))
        bands.extend(["slate"] * chance.whole(1, 2))
        bands.extend(["sand"] * chance.whole(1, 3))
        bands.extend(["slate"])
    return bands


def _course(middle: Point, course: int) -> list[Stone]:
    inner, outer = course * _ROW, (course + 1) * _ROW
    number = max(6, round(2 * math.pi * (inner + outer) / 2 / (_ROW * 1.15)))
    shift = 0.5 * (course % 2)
    stones = []
    for step in range(number):
        a = 2 * math.pi * (step + shift) / number
        b = 2 * math.pi * (step + 1 + shift) / number
        stone = tuple(
            (middle[0] + r * math.cos(t), middle[1] + r * math.sin(t))
            for r, t in ((inner, a), (inner, b), (outer, b), (outer, a))
        )
        kept = _cut(stone)
        if len(kept) > 2:
            stones.append(kept)
    return stones


def _cut(stone: Stone) -> Stone:
    """The part of the stone that lies on the tile (Sutherland-Hodgman)."""
    for axis, keep_above, bound in (
        (0, True, 0.0),
        (0, False, _SIDE),
        (1, True, 0.0),
        (1, False, _SIDE),
    ):
        kept: list[Point] = []
        before = stone[-1] if stone else (0.0, 0.0)
        for point in stone:
            here = point[axis] >= bound if keep_above else point[axis] <= bound
            there = before[axis] >= bound if keep_above else before[axis] <= bound
            if here != there:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                kept.append(
                    (
                        before[0] + (point[0] - before[0]) * share,
                        before[1] + (point[1] - before[1]) * share,
                    )
                )
            if here:
                kept.append(point)
            before = point
        stone = tuple(kept)
    return stone
