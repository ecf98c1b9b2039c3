"""Laying stones: rows along a contour, and rows that fill what is left.

Mosaicists call the flow of the rows *andamento*. A row along a figure's
outline (opus vermiculatum) makes it stand out; quieter rows fill the ground
and are cut where they meet it. A stone is a small polygon in tile units.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from tesela.formats.tile.relief import Relief
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Outline, Point

Stone = tuple[Point, ...]
Edge = Callable[[float, float], float]
"""Signed distance to a border: positive where stones may lie."""

GROUT = 4.2
"""Width of the grout between two stones, in tile units (512 to a side)."""
_SMALLEST = 40.0
_LEAST_SHARE = 0.3
_SLIVER = 0.02


def contour_row(
    relief: Relief, start: float, end: float, length: float, chance: Chance
) -> Iterator[Stone]:
    """A row of stones between two levels of the relief, each about `length` long."""
    for line in relief.contours(start):
        joints = _joints(line, length, chance)
        if len(joints) < 3:
            continue
        ends = [relief.moved_to(joint, end) for joint in joints]
        for at in range(len(joints)):
            a, b = joints[at - 1], joints[at]
            d, c = ends[at - 1], ends[at]
            if (b[0] - a[0]) * (c[0] - d[0]) + (b[1] - a[1]) * (c[1] - d[1]) <= 0:
                yield (a, b, ((c[0] + d[0]) / 2, (c[1] + d[1]) / 2))
            else:
                yield (a, b, c, d)


def filling(cells: Iterable[Stone], allowed: Sequence[Edge], near: float) -> Iterator[Stone]:
    """The cells that lie where all edges allow, cut to fit where they cross one.

    `near` is how far from a cell's middle its corners may be.
    """
    for cell in cells:
        fitted = _fitted_to_all(cell, allowed, near)
        if fitted is cell or (fitted and area(fitted) > _LEAST_SHARE * area(cell)):
            yield fitted


def parted(cells: Iterable[Stone], division: Edge, near: float) -> tuple[list[Stone], list[Stone]]:
    """The cells outside and inside a division of the ground, cut along it."""
    outside: list[Stone] = []
    within: list[Stone] = []
    for cell in cells:
        inside = division(*_middle(cell))
        if inside > near:
            within.append(cell)
        elif inside < -near:
            outside.append(cell)
        else:
            for side, edge in ((within, division), (outside, _opposite(division))):
                fitted = _fitted(cell, edge)
                if fitted and area(fitted) > _LEAST_SHARE * area(cell):
                    side.append(fitted)
    return outside, within


def _opposite(edge: Edge) -> Edge:
    return lambda x, y: -edge(x, y)


def _middle(cell: Stone) -> Point:
    if len(cell) == 4:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = cell
        return (ax + bx + cx + dx) / 4, (ay + by + cy + dy) / 4
    return sum(p[0] for p in cell) / len(cell), sum(p[1] for p in cell) / len(cell)


def hewn(stone: Stone, chance: Chance, rough: float = 1.3, gap: float = GROUT) -> Stone | None:
    """The stone as a hand leaves it: smaller by the grout, a little uneven.

    None where nothing worth laying is left.
    """
    for grout in (gap, gap * 0.55):
        trimmed = _inset(stone, grout / 2)
        if trimmed is None:
            continue
        size = area(trimmed)
        if size > _SMALLEST and size > _SLIVER * _around(trimmed) ** 2:
            sway = rough * min(1.0, size / 140)
            return tuple((x + chance.sway() * sway, y + chance.sway() * sway) for x, y in trimmed)
    return None


def area(stone: Stone) -> float:
    total = 0.0
    x1, y1 = stone[-1]
    for x2, y2 in stone:
        total += x1 * y2 - x2 * y1
        x1, y1 = x2, y2
    return abs(total) / 2


def _around(stone: Stone) -> float:
    return sum(math.dist(a, b) for a, b in zip(stone, (*stone[1:], stone[0]), strict=True))


def straight_rows(
    centre: Point, reach: float, height: float, chance: Chance, *, turned: float, wave: float
) -> Iterator[Stone]:
    """Rows side by side over a disc, swinging by `wave` units, in running bond."""
    c, s = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    rows = int(reach / height) + 2
    long = 3.4 / reach

    def placed(u: float, v: float) -> Point:
        v += wave * math.sin(u * long)
        return centre[0] + u * c - v * s, centre[1] + u * s + v * c

    for row in range(-rows, rows):
        v = row * height
        half = math.sqrt(max(0.0, (reach + height) ** 2 - v * v)) + abs(wave)
        u = -half - chance.number() * height
        while u < half:
            end = u + height * chance.between(0.9, 1.35)
            yield placed(u, v), placed(end, v), placed(end, v + height), placed(u, v + height)
            u = end


def round_rows(
    middle: Point, centre: Point, reach: float, height: float, chance: Chance
) -> Iterator[Stone]:
    """Rows in circles about `middle`, over the disc of `reach` about `centre`."""
    away = math.hypot(middle[0] - centre[0], middle[1] - centre[1])
    first = max(0, int((away - reach) / height))
    for row in range(first, int((away + reach) / height) + 1):
        inner, outer = row * height, (row + 1) * height
        number = max(5, round(2 * math.pi * (inner + outer) / 2 / (height * 1.12)))
        start = chance.number()
        turns = [
            2 * math.pi * (step + start + chance.sway() * 0.12) / number for step in range(number)
        ]
        for at in range(number):
            a, b = turns[at], turns[(at + 1) % number] + (2 * math.pi if at == number - 1 else 0)
            far = (
                middle[0] + outer * math.cos((a + b) / 2) - centre[0],
                middle[1] + outer * math.sin((a + b) / 2) - centre[1],
            )
            if math.hypot(*far) > reach + 2 * height:
                continue
            yield tuple(
                (middle[0] + r * math.cos(t), middle[1] + r * math.sin(t))
                for r, t in ((inner, a), (inner, b), (outer, b), (outer, a))
            )


def _fitted_to_all(cell: Stone, edges: Sequence[Edge], near: float) -> Stone | None:
    x, y = _middle(cell)
    fitted: Stone | None = cell
    for edge in edges:
        inside = edge(x, y)
        if inside < -near or fitted is None:
            return None
        if inside < near:
            fitted = _fitted(fitted, edge)
    return fitted


def _fitted(cell: Stone, edge: Edge) -> Stone | None:
    """The cell with its corners moved onto the border where they lie beyond it.

    None where a corner finds no way to the border, as on a ridge.
    """
    corners = []
    for x, y in cell:
        here = edge(x, y)
        for _ in range(3):
            if here >= -0.4:
                break
            dx = edge(x + 3, y) - edge(x - 3, y)
            dy = edge(x, y + 3) - edge(x, y - 3)
            length = math.hypot(dx, dy)
            if length < 0.6:
                return None
            x, y = x - here * dx / length, y - here * dy / length  # noqa: PLW2901
            here = edge(x, y)
        if here < -3.0:
            return None
        corners.append((x, y))
    return tuple(corners)


def _joints(line: Outline, length: float, chance: Chance) -> Outline:
    """Where the row's stones meet: at every corner of the line, and evenly between."""
    corners = _corners(line)
    if not corners:
        corners = [0]
    joints: Outline = []
    number = len(line)
    for at, first in enumerate(corners):
        last = corners[(at + 1) % len(corners)]
        steps = (last - first - 1) % number + 1
        piece = [line[(first + k) % number] for k in range(steps + 1)]
        joints.extend(_evenly(piece, length, chance))
    return joints


def _evenly(piece: Outline, length: float, chance: Chance) -> Iterator[Point]:
    """Points along an open line, about `length` apart, its last one left out."""
    lengths = [math.dist(a, b) for a, b in pairwise(piece)]
    whole = sum(lengths)
    number = max(1, round(whole / length))
    yield piece[0]
    walked, at = 0.0, 0
    for step in range(1, number):
        goal = whole * (step + chance.sway() * 0.13) / number
        while at < len(lengths) - 1 and walked + lengths[at] < goal:
            walked += lengths[at]
            at += 1
        share = (goal - walked) / lengths[at] if lengths[at] else 0.0
        a, b = piece[at], piece[at + 1]
        yield a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _corners(line: Outline) -> list[int]:
    """Where the line turns by more than 50 degrees within a few points."""
    number = len(line)
    if number < 12:
        return []
    turns = []
    for at in range(number):
        x, y = line[at]
        bx, by = line[at - 3]
        ax, ay = line[(at + 3) % number]
        cross = (x - bx) * (ay - y) - (y - by) * (ax - x)
        along = (x - bx) * (ax - x) + (y - by) * (ay - y)
        turns.append(abs(math.atan2(cross, along)))
    return [
        at
        for at in range(number)
        if turns[at] > 0.85
        and all(turns[at] >= turns[(at + k) % number] for k in (-3, -2, -1))
        and all(turns[at] > turns[(at + k) % number] for k in (1, 2, 3))
    ]


def _inset(stone: Stone, by: float) -> Stone | None:
    """The polygon with every side moved inwards; None where nothing is left."""
    sides = []
    ax, ay = stone[-1]
    signed = 0.0
    for bx, by_ in stone:
        dx, dy = bx - ax, by_ - ay
        length = math.hypot(dx, dy)
        if length > 1.2:
            sides.append((ax, ay, dy / length, -dx / length))
            signed += ax * by_ - bx * ay
            ax, ay = bx, by_
    if len(sides) < 3:
        return None
    inward = -by if signed > 0 else by
    moved = []
    _, _, mx, my = sides[-1]
    for x, y, nx, ny in sides:
        push = inward / max(0.35, 1 + mx * nx + my * ny)
        moved.append((x + (mx + nx) * push, y + (my + ny) * push))
        mx, my = nx, ny
    after = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*moved, moved[0]]))
    return tuple(moved) if after * signed > 0 else None
