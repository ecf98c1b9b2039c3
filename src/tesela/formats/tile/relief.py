"""How far every place of a tile is from a figure's outline.

A `Relief` is a coarse grid of signed distances: negative inside the figure,
positive outside, exact in a band along the outline and merely "far" beyond
it, which is all that laying stones needs.
"""

import math
from collections.abc import Callable, Sequence

from tesela.formats.tile.shapes import Outline, Point

STEP = 8.0
"""Width of a grid cell, in tile units (512 to a side)."""
FAR = 44.0
"""Distances are known up to here."""
_NEAR = 12.0
_CELLS = 64
_NODES = _CELLS + 1


class Relief:
    """Signed distances to the outline of pieces added and cut in order."""

    def __init__(self, pieces: Sequence[tuple[bool, Outline]]) -> None:
        """Pieces are put together first, so that no seam between them counts as outline."""
        self.values = [FAR] * (_NODES * _NODES)
        for adds, outline in pieces:
            self._take_in(adds, outline)
        if pieces:
            self._measure([_straightened(line) for line in self.contours(0.0)])

    def keep_off(self, other: "Relief", gap: float) -> None:
        """Cut away what comes nearer than `gap` to another figure."""
        self.values = [
            max(own, gap - its) for own, its in zip(self.values, other.values, strict=True)
        ]

    def ring(
        self, width: float, others: Sequence["Relief"], within: Callable[[float, float], float]
    ) -> "Relief":
        """The band of `width` about the figure, off other figures, where `within` is positive."""
        band = Relief(())
        for at, own in enumerate(self.values):
            if own < width + STEP:
                row, column = divmod(at, _NODES)
                band.values[at] = max(
                    own - width,
                    -own,
                    -within(column * STEP, row * STEP),
                    *(-other.values[at] for other in others),
                )
        return band

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
            for share in (1.0, 0.7, 0.5, 0.3):
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
        """Join or cut one piece; only distances near the outline are right after it."""
        xs, ys = [p[0] for p in outline], [p[1] for p in outline]
        left = max(0, int((min(xs) - _NEAR) / STEP))
        right = min(_CELLS, int((max(xs) + _NEAR) / STEP) + 1)
        top = max(0, int((min(ys) - _NEAR) / STEP))
        bottom = min(_CELLS, int((max(ys) + _NEAR) / STEP) + 1)
        squares = _squared_distances([outline], _NEAR)
        values = self.values
        for row in range(top, bottom + 1):
            crossings = _crossings(outline, row * STEP)
            passed, base = 0, row * _NODES
            for column in range(left, right + 1):
                x = column * STEP
                while passed < len(crossings) and crossings[passed] <= x:
                    passed += 1
                distance = math.sqrt(squares.get(base + column, _NEAR * _NEAR))
                if passed & 1:
                    distance = -distance
                if adds:
                    values[base + column] = min(distance, values[base + column])
                else:
                    values[base + column] = max(-distance, values[base + column])

    def _measure(self, outlines: list[Outline]) -> None:
        """Set every distance right, by the outline of all pieces together."""
        squares = _squared_distances(outlines, FAR)
        root = math.sqrt
        self.values = [
            math.copysign(root(squares.get(node, FAR * FAR)), value)
            for node, value in enumerate(self.values)
        ]


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


def _squared_distances(outlines: Sequence[Outline], reach: float) -> dict[int, float]:
    """Grid node → squared distance to the outlines, for nodes nearer than `reach`."""
    near: dict[int, float] = {}
    limit = reach * reach
    known = near.get
    for outline in outlines:
        x1, y1 = outline[-1]
        for x2, y2 in outline:
            dx, dy = x2 - x1, y2 - y1
            length = dx * dx + dy * dy
            if length < 1e-9:
                continue
            left = max(0, int((min(x1, x2) - reach) / STEP) + 1)
            right = min(_CELLS, int((max(x1, x2) + reach) / STEP))
            top = max(0, int((min(y1, y2) - reach) / STEP) + 1)
            bottom = min(_CELLS, int((max(y1, y2) + reach) / STEP))
            for row in range(top, bottom + 1):
                py = row * STEP - y1
                at = row * _NODES + left
                px = left * STEP - x1
                for node in range(at, at + right - left + 1):
                    t = (px * dx + py * dy) / length
                    if t < 0.0:
                        ex, ey = px, py
                    elif t > 1.0:
                        ex, ey = px - dx, py - dy
                    else:
                        ex, ey = px - t * dx, py - t * dy
                    squared = ex * ex + ey * ey
                    if squared < known(node, limit):
                        near[node] = squared
                    px += STEP
            x1, y1 = x2, y2
    return near


def _straightened(line: Outline) -> Outline:
    """The line without the points that lie on the way between their neighbours."""
    kept = [line[0]]
    for at in range(1, len(line) - 1):
        (ax, ay), (bx, by), (cx, cy) = kept[-1], line[at], line[at + 1]
        across = (cx - ax) * (by - ay) - (cy - ay) * (bx - ax)
        if across * across > 0.36 * ((cx - ax) ** 2 + (cy - ay) ** 2):
            kept.append((bx, by))
    return [*kept, line[-1]]


def _crossings(outline: Outline, y: float) -> list[float]:
    """Where a level line at `y` crosses the outline, from left to right."""
    crossings = []
    x1, y1 = outline[-1]
    for x2, y2 in outline:
        if (y1 <= y) != (y2 <= y):
            crossings.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
        x1, y1 = x2, y2
    crossings.sort()
    return crossings
