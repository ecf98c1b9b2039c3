"""The frame about a figure: its shape, and the courses of stone that make it.

`Medallion.at(t, depth)` is a point of the frame: `t` runs once round from 0
to 1, `depth` is how far inside the outermost line. Courses lie between two
depths.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tesela.formats.tile.andamento import Stone
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import FULL, Outline, Point

CENTRE = (256.0, 256.0)


@dataclass(frozen=True, slots=True)
class Medallion:
    """`sides` straight sides, or as many lobes where `lobe` > 0, or a circle (0 sides).

    `size` is the distance of a side from the centre; of a lobed shape, the
    reach of its lobes. `lobe` is a lobe's radius in parts of `size`. `turned`
    in degrees.
    """

    name: str
    size: float
    sides: int = 0
    lobe: float = 0.0
    turned: float = 0.0

    def at(self, t: float, depth: float) -> Point:
        if self.sides == 0:
            return _polar(self.size - depth, FULL * t + math.radians(self.turned))
        side, share = divmod((t % 1.0) * self.sides, 1.0)
        middle = FULL * side / self.sides + math.radians(self.turned)
        half = math.pi / self.sides
        if self.lobe == 0:
            apothem = self.size - depth
            aside = apothem * math.tan(half) * (2 * share - 1)
            return _turned(apothem, aside, middle)
        away, radius = self._lobe(depth)
        cusp = away * math.cos(half) + math.sqrt(max(0.0, radius**2 - (away * math.sin(half)) ** 2))
        widest = math.atan2(cusp * math.sin(half), cusp * math.cos(half) - away)
        turn = widest * (2 * share - 1)
        return _turned(away + radius * math.cos(turn), radius * math.sin(turn), middle)

    def inside(self, x: float, y: float, depth: float) -> float:
        """How far a point is inside the line at `depth`; negative outside."""
        x, y = x - CENTRE[0], y - CENTRE[1]
        if self.sides == 0:
            return self.size - depth - math.hypot(x, y)
        step, first = FULL / self.sides, math.radians(self.turned)
        middle = first + step * round((math.atan2(y, x) - first) / step)
        if self.lobe == 0:
            return self.size - depth - (x * math.cos(middle) + y * math.sin(middle))
        away, radius = self._lobe(depth)
        return radius - math.hypot(x - away * math.cos(middle), y - away * math.sin(middle))

    def clear(self, depth: float) -> float:
        """Radius of the largest disc about the centre inside the line at `depth`."""
        if self.lobe == 0:
            return self.size - depth
        return math.dist(self.at(0.0, depth), CENTRE)

    def line(self, depth: float) -> Outline:
        """The closed line at `depth`."""
        return [self.at(step / 96, depth) for step in range(96)]

    def around(self, depth: float) -> float:
        """Length of the line at `depth`."""
        points = [self.at(step / 64, depth) for step in range(65)]
        return sum(math.dist(a, b) for a, b in pairwise(points))

    def course(self, outer: float, inner: float, length: float, chance: Chance) -> Iterator[Stone]:
        """One course of stones between two depths, each about `length` long."""
        corners = max(1, self.sides)
        number = max(3, round(self.around((outer + inner) / 2) / corners / length))
        shift = 0.0 if self.sides else chance.number()
        for corner in range(corners):
            steps = [
                0.0,
                *(step + chance.sway() * 0.14 for step in range(1, number)),
                number - 1e-6,
            ]
            turns = [(corner + (step + shift) / number) / corners for step in steps]
            line = [(self.at(turn, outer), self.at(turn, inner)) for turn in turns]
            for (a, b), (d, c) in pairwise(line):
                yield a, d, c, b

    def _lobe(self, depth: float) -> tuple[float, float]:
        radius = self.size * self.lobe
        return self.size - radius, radius - depth


def _polar(radius: float, angle: float) -> Point:
    return CENTRE[0] + radius * math.cos(angle), CENTRE[1] + radius * math.sin(angle)


def _turned(along: float, aside: float, angle: float) -> Point:
    c, s = math.cos(angle), math.sin(angle)
    return CENTRE[0] + along * c - aside * s, CENTRE[1] + along * s + aside * c


SQUARE = Medallion("square", 1.0, sides=4)
SHAPES = (
    Medallion("round", 1.0),
    Medallion("octagon", 1.0, sides=8),
    SQUARE,
    Medallion("hexagon", 0.88, sides=6, turned=90),
    Medallion("quatrefoil", 1.0, sides=4, lobe=0.70),
    Medallion("clover", 1.10, sides=4, lobe=0.70, turned=45),
    Medallion("hexafoil", 1.0, sides=6, lobe=0.72, turned=30),
    Medallion("octofoil", 1.0, sides=8, lobe=0.66, turned=22.5),
)
"""Frames of reach 1, to be scaled to the room there is."""
