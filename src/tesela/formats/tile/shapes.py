"""Outlines of figures: closed polygons, and what they are made with.

A figure is drawn about the origin in a disc of radius 1, y pointing down.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

Point = tuple[float, float]
Outline = list[Point]
FULL = 2 * math.pi


@dataclass(frozen=True, slots=True)
class Figure:
    """What is to be laid: pieces added and cut in order, in one or two colours.

    A piece is (True, outline) where it adds and (False, outline) where it cuts.
    `turn` is how far the figure may be turned either way, in degrees; `mirror`
    says whether it may be mirrored.
    """

    main: tuple[tuple[bool, Outline], ...]
    second: tuple[tuple[bool, Outline], ...] = field(default=())
    turn: float = 6.0
    mirror: bool = True

    def moved(self, by: Callable[[Point], Point]) -> "Figure":
        return replace(
            self,
            main=tuple((adds, [by(p) for p in line]) for adds, line in self.main),
            second=tuple((adds, [by(p) for p in line]) for adds, line in self.second),
        )

    def turned(self, degrees: float) -> "Figure":
        return self.moved(lambda point: turned_by([point], degrees)[0])

    def centred(self) -> "Figure":
        """Moved so that it lies as evenly above as below the origin."""
        ys = [y for _, y in self.outermost]
        middle = (min(ys) + max(ys)) / 2
        return self.moved(lambda point: (point[0], point[1] - middle))

    @property
    def reach(self) -> float:
        """Distance of its farthest point from the origin."""
        return max(math.hypot(*point) for point in self.outermost)

    @property
    def outermost(self) -> Outline:
        """All points of pieces that add; nothing of the figure lies outside them."""
        return [point for adds, line in (*self.main, *self.second) if adds for point in line]


def add(*lines: Outline) -> tuple[tuple[bool, Outline], ...]:
    return tuple((True, line) for line in lines)


def cut(*lines: Outline) -> tuple[tuple[bool, Outline], ...]:
    return tuple((False, line) for line in lines)


def disc(x: float, y: float, radius: float) -> Outline:
    return oval(x, y, radius, radius)


def oval(x: float, y: float, wide: float, high: float, turned: float = 0.0) -> Outline:
    """An ellipse by its half axes; `turned` in degrees."""
    number = max(14, min(44, round(46 * max(wide, high) ** 0.5)))
    points = [
        (wide * math.cos(a), high * math.sin(a))
        for a in (FULL * step / number for step in range(number))
    ]
    return shifted(turned_by(points, turned), x, y)


def turned_by(points: Iterable[Point], degrees: float) -> Outline:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x * c - y * s, x * s + y * c) for x, y in points]


def shifted(points: Iterable[Point], x: float, y: float) -> Outline:
    return [(px + x, py + y) for px, py in points]


def scaled(points: Iterable[Point], by: float) -> Outline:
    return [(x * by, y * by) for x, y in points]


def mirrored(points: Iterable[Point]) -> Outline:
    return [(-x, y) for x, y in points]


def both(points: Sequence[Point]) -> Outline:
    """A line down the right side, closed by its mirror image."""
    return [*points, *((-x, y) for x, y in reversed(points))]


def box(left: float, top: float, right: float, bottom: float) -> Outline:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def arc(x: float, y: float, radius: float, start: float, end: float, steps: int = 14) -> Outline:
    """An open line along a circle, angles in degrees, 0 to the right, 90 down."""
    return [
        (x + radius * math.cos(a), y + radius * math.sin(a))
        for a in (math.radians(start + (end - start) * s / steps) for s in range(steps + 1))
    ]


def smooth(points: Sequence[Point], steps: int = 5) -> Outline:
    """A closed line that flows through `points` (Catmull-Rom)."""
    number = len(points)
    flowing: Outline = []
    for at in range(number):
        a, b, c, d = (points[(at + k) % number] for k in (-1, 0, 1, 2))
        flowing.extend(_between(a, b, c, d, step / steps) for step in range(steps))
    return flowing


def flowing(points: Sequence[Point], steps: int = 6) -> Outline:
    """An open line that flows through `points`."""
    ends = [points[0], *points, points[-1]]
    line: Outline = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        line.extend(_between(a, b, c, d, step / steps) for step in range(steps))
    return [*line, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def one(i: int) -> float:
        return 0.5 * (
            2 * b[i]
            + (c[i] - a[i]) * t
            + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t
            + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3
        )

    return one(0), one(1)


def ribbon(line: Sequence[Point], width: float, end: float | None = None) -> Outline:
    """A band along an open line, `width` wide where it starts, `end` where it ends."""
    last = len(line) - 1
    left: Outline = []
    right: Outline = []
    for at, (x, y) in enumerate(line):
        before, after = line[max(0, at - 1)], line[min(last, at + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        half = (width + ((end if end is not None else width) - width) * at / last) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return [*left, *reversed(right)]


def bar(start: Point, stop: Point, width: float) -> Outline:
    return ribbon([start, stop], width)


def ring(count: int, radius: float, start: float = -90.0) -> Outline:
    """`count` points evenly on a circle, the first at `start` degrees."""
    return [
        (radius * math.cos(a), radius * math.sin(a))
        for a in (math.radians(start + 360 * step / count) for step in range(count))
    ]


def leaf(base: Point, tip: Point, width: float, bend: float = 0.0) -> Outline:
    """A pointed leaf; `bend` moves its belly sideways, in parts of its length."""
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length, dx / length

    def at(along: float, aside: float) -> Point:
        aside += bend * length * math.sin(math.pi * along)
        return base[0] + dx * along + nx * aside, base[1] + dy * along + ny * aside

    along = [step / 8 for step in range(9)]
    swell = [math.sin(math.pi * a**0.85) ** 0.8 * width / 2 if 0 < a < 1 else 0.0 for a in along]
    one = [at(a, s) for a, s in zip(along, swell, strict=True)]
    other = [at(a, -s) for a, s in zip(along[-2:0:-1], swell[-2:0:-1], strict=True)]
    return [*one, *other]


def star(points: int, outer: float, inner: float, start: float = -90.0) -> Outline:
    line: Outline = []
    for tip, notch in zip(
        ring(points, outer, start), ring(points, inner, start + 180 / points), strict=True
    ):
        line.extend((tip, notch))
    return line
