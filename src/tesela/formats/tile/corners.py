"""Ornaments in the four corners round the medallion.

Each is a function of a point in tile units that is positive inside the
ornament. The corners are alike, so a point is first folded into one of them.
"""

import math

from tesela.formats.tile.andamento import Edge

_SIDE = 512.0
_INSET = 20.0


def _plain(_x: float, _y: float) -> float:
    return -1000.0


def _quarter(x: float, y: float) -> float:
    u, v = _folded(x, y)
    return 74 - math.hypot(u, v)


def _bow(x: float, y: float) -> float:
    u, v = _folded(x, y)
    return 19 - abs(math.hypot(u, v) - 62)


def _wedge(x: float, y: float) -> float:
    u, v = _folded(x, y)
    return (92 - u - v) * 0.7


def _petal(x: float, y: float) -> float:
    u, v = _folded(x, y)
    along, aside = (u + v) * 0.7071, (u - v) * 0.7071
    return 92 - math.hypot(along - 62, abs(aside) + 66)


def _pearl(x: float, y: float) -> float:
    u, v = _folded(x, y)
    return 31 - math.hypot(u - 42, v - 42)


def _folded(x: float, y: float) -> tuple[float, float]:
    return min(x, _SIDE - x) - _INSET, min(y, _SIDE - y) - _INSET


CORNERS: dict[str, Edge] = {
    "plain": _plain,
    "quarter": _quarter,
    "bow": _bow,
    "wedge": _wedge,
    "petal": _petal,
    "pearl": _pearl,
}
