"""How the ground of a medallion is divided between two shades of one stone.

Each is a function of a point in tile units that is positive where the second
shade lies. They tell apart what is alike in everything else.
"""

import math
from collections.abc import Callable

from tesela.formats.tile.andamento import Edge
from tesela.formats.tile.medallion import CENTRE
from tesela.formats.tile.seed import Chance

Backdrop = Callable[[float, Chance], Edge]
"""Makes the division for a ground of the given reach."""


def _plain(reach: float, _chance: Chance) -> Edge:
    return lambda x, y: -2 * reach - abs(x - y)


def _horizon(reach: float, chance: Chance) -> Edge:
    height = CENTRE[1] + reach * chance.between(-0.05, 0.45)
    swell = reach * chance.between(0.0, 0.08)
    return lambda x, y: y - height - swell * math.sin(x * 5 / reach)


def _pale(_reach: float, chance: Chance) -> Edge:
    side = 1 if chance.coin() else -1
    return lambda x, _y: side * (x - CENTRE[0])


def _bend(reach: float, chance: Chance) -> Edge:
    side = 1 if chance.coin() else -1
    half = reach * chance.between(0.25, 0.42)
    return lambda x, y: half - abs(x - CENTRE[0] + side * (y - CENTRE[1])) * 0.7071


def _halo(reach: float, chance: Chance) -> Edge:
    radius = reach * chance.between(0.55, 0.74)
    return lambda x, y: radius - math.hypot(x - CENTRE[0], y - CENTRE[1])


def _rays(_reach: float, chance: Chance) -> Edge:
    number = chance.whole(5, 9)
    start = chance.between(0, math.pi)

    def edge(x: float, y: float) -> float:
        away = math.hypot(x - CENTRE[0], y - CENTRE[1])
        turn = number * math.atan2(y - CENTRE[1], x - CENTRE[0]) + start
        return away * math.asin(math.sin(turn)) / number

    return edge


BACKDROPS: dict[str, Backdrop] = {
    "plain": _plain,
    "horizon": _horizon,
    "pale": _pale,
    "bend": _bend,
    "halo": _halo,
    "rays": _rays,
}
