"""How far every place of a tile is from a figure's outline.

A `Relief` is a coarse grid of signed distances: negative inside the figure,
positive outside, exact in a band along the outline and merely "far" beyond
it, which is all that laying stones needs.
"""

import math
from collections.abc import Sequence

from tesela.formats.tile.shapes import Outline, Point

STEP = 8.0
"""Width of a grid cell, in tile units (512 to a side)."""
FAR = 44.0
"""Distances are known up to here."""
_CELLS = 64
_NODES = _CELLS + 1


class Relief:
    """Signed distances to the outline of pieces added and cut in order."""

    def __init__(self, pieces: Sequence[tuple[bool, Outline]]) -> None:
        self.values = [FAR] * (_NODES * _NODES)
        for adds, outline in pieces:
            self._take_in(adds, outline)

    def keep_off(self, other: "Relief", gap: float) -> None:
        """Cut away what comes nearer than `gap` to another figure."""
        self.values = [
            max(own, gap - its) for own, its in zip(self.values, other.values, strict=True)
        ]

    def at(self, x: float, y: float) -> float:
        """The signed distance at a point, interpolated."""
        gx, gy = x / STEP, y / STEP
        column, row = int(gx), int(gy)
        if not (0 <= column < _CELLS and 0 <= row < _CELLS):
            return FAR
        fx, fy = gx - column, gy - row
        values, at = self.values, row * _NODES + column
        top = values[at] + (values[at + 1] - values[at]) * fx
        at += _NODES
        return top + (values[at] + (values[at + 1] - values[at]) * fx - top) * fy

    def uphill(self, x: float, y: float) -> Point:
        """Unit vector away from the figure; (0, 0) on ridges and far away."""
        dx = self.at(x + 3, y) - self.at(x - 3, y)
        dy = self.at(x, y + 3) - self.at(x, y - 3)
        length = math.hypot(dx, dy)
        return (dx / length, dy / length) if length > 0.6 else (0.0, 0.0)

    def moved_to(self, point: Point, level: float) -> Point:
        """`point` led uphill or downhill to `level`, or to the ridge before it."""
        x, y = point
        here = self.at(x, y)
        for _ in range(4):
            gap = level - here
            if -0.7 < gap < 0.7:
                break
            ux, uy = self.uphill(x, y)
            if not (ux or uy):
                break
            for share in (1.0, 0.5, 0.25):
                nx, ny = x + ux * gap * share, y + uy * gap * share
                there = self.at(nx, ny)
                if (there - here) * gap > 0.6 * share * gap * gap:
                    x, y, here = nx, ny, there
                    break
            else:
                break
        return x, y

    def contours(self, level: float) -> list[Outline]:
        """Closed lines where the distance is `level` (marching squares)."""
        values = self.values
        links: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(_CELLS):
            base = row * _NODES
            for column in range(_CELLS):
                at = base + column
                a, b = values[at] < level, values[at + 1] < level
                d, c = values[at + _NODES] < level, values[at + _NODES + 1] < level
                if a == b == c == d:
                    continue
                top, right = (at, 0), (at + 1, 1)
                bottom, left = (at + _NODES, 0), (at, 1)
                for start, end in _CASES[a + 2 * b + 4 * c + 8 * d]:
                    edges = (top, right, bottom, left)
                    links[edges[start]] = edges[end]
        lines = []
        while links:
            first, edge = links.popitem()
            line = [self._crossing(first, level)]
            while edge != first:
                line.append(self._crossing(edge, level))
                following = links.pop(edge, None)
                if following is None:
                    break
                edge = following
            if len(line) > 3:
                lines.append(line)
        return lines

    def _crossing(self, edge: tuple[int, int], level: float) -> Point:
        at, upright = edge
        one, other = self.values[at], self.values[at + (_NODES if upright else 1)]
        share = (level - one) / (other - one)
        row, column = divmod(at, _NODES)
        if upright:
            return column * STEP, (row + share) * STEP
        return (column + share) * STEP, row * STEP

    def _take_in(self, adds: bool, outline: Outline) -> None:
        xs, ys = [p[0] for p in outline], [p[1] for p in outline]
        left = max(0, int((min(xs) - FAR) / STEP))
        right = min(_CELLS, int((max(xs) + FAR) / STEP) + 1)
        top = max(0, int((min(ys) - FAR) / STEP))
        bottom = min(_CELLS, int((max(ys) + FAR) / STEP) + 1)
        near = _squared_distances(outline)
        values = self.values
        for row in range(top, bottom + 1):
            inside = _spans(outline, row * STEP)
            base = row * _NODES
            span = 0
            for column in range(left, right + 1):
                x = column * STEP
                while span < len(inside) and inside[span] <= x:
                    span += 1
                distance = math.sqrt(near.get(base + column, FAR * FAR))
                if span & 1:
                    distance = -distance
                if adds:
                    values[base + column] = min(values[base + column], distance)
                elif -distance > values[base + column]:
                    values[base + column] = -distance


_CASES: tuple[tuple[tuple[int, int], ...], ...] = (
    (),
    ((3, 0),),
    ((0, 1),),
    ((3, 1),),
    ((1, 2),),
    ((3, 0), (1, 2)),
    ((0, 2),),
    ((3, 2),),
    ((2, 3),),
    ((2, 0),),
    ((0, 1), (2, 3)),
    ((2, 1),),
    ((1, 3),),
    ((1, 0),),
    ((0, 3),),
    (),
)
"""For corners a, b, c, d below the level (1, 2, 4, 8): edges the line comes in and goes out by."""


def _squared_distances(outline: Outline) -> dict[int, float]:
    """Grid node → squared distance to the outline, for nodes nearer than FAR."""
    near: dict[int, float] = {}
    x1, y1 = outline[-1]
    for x2, y2 in outline:
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        if length < 1e-9:
            continue
        low_x, high_x = (x1, x2) if x1 < x2 else (x2, x1)
        low_y, high_y = (y1, y2) if y1 < y2 else (y2, y1)
        left = max(0, int((low_x - FAR) / STEP) + 1)
        right = min(_CELLS, int((high_x + FAR) / STEP))
        for row in range(
            max(0, int((low_y - FAR) / STEP) + 1), min(_CELLS, int((high_y + FAR) / STEP)) + 1
        ):
            py = row * STEP - y1
            at = row * _NODES + left
            px = left * STEP - x1
            for node in range(at, at + right - left + 1):
                t = (px * dx + py * dy) / length
                t = 0.0 if t < 0.0 else min(t, 1.0)
                ex, ey = px - t * dx, py - t * dy
                squared = ex * ex + ey * ey
                if squared < near.get(node, FAR * FAR):
                    near[node] = squared
                px += STEP
        x1, y1 = x2, y2
    return near


def _spans(outline: Outline, y: float) -> list[float]:
    """Where a level line at `y` crosses the outline, from left to right."""
    crossings = []
    x1, y1 = outline[-1]
    for x2, y2 in outline:
        if (y1 <= y) != (y2 <= y):
            crossings.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
        x1, y1 = x2, y2
    crossings.sort()
    return crossings
