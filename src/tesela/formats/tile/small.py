"""The tile at 24 pixels: the figure on its ground, without stones.

So small, stones would only blur the figure. Field and issuer still show;
level and outcomes do not.
"""

from tesela.formats.tile.design import Design
from tesela.formats.tile.medallion import CENTRE
from tesela.formats.tile.relief import Relief
from tesela.formats.tile.shapes import Outline

SIDE = 128
_SCALE = SIDE / 512


def silhouettes(made: Design) -> list[tuple[str, list[Outline]]]:
    """(material, outlines to be filled by the even-odd rule) on a square of 128."""
    scale = 218 / made.figure.reach
    figure = made.figure.moved(lambda p: (CENTRE[0] + p[0] * scale, CENTRE[1] + p[1] * scale))
    main = Relief(figure.main)
    found = []
    if figure.second:
        second = Relief(figure.second)
        main.keep_off(second, 12.0)
        found.append((made.scheme.second, _shrunk(second)))
    return [(made.scheme.figure, _shrunk(main)), *found]


def _shrunk(relief: Relief) -> list[Outline]:
    return [[(x * _SCALE, y * _SCALE) for x, y in line] for line in relief.contours(0.0)]
