"""Natural sciences, mathematics and statistics (05): atom, flask, sun, moon."""

import math

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import (
    Figure,
    Outline,
    add,
    arc,
    box,
    cut,
    disc,
    leaf,
    oval,
    ring,
    scaled,
    shifted,
    star,
    turned_by,
)


def atom(chance: Chance) -> Figure:
    number = chance.whole(2, 3)
    flat = chance.between(0.36, 0.42) if number == 3 else chance.between(0.4, 0.5)
    pieces: tuple[tuple[bool, Outline], ...] = ()
    start = chance.between(0, 180)
    holes: list[Outline] = []
    bands: list[Outline] = []
    for k in range(number):
        turned = start + 180 * k / number
        bands.append(_loop(0.98, flat, 0.15, turned))
        holes.append(turned_by([(0.98, 0.0)], turned)[0:1])
    pieces = add(*bands)
    spots = [disc(*line[0], 0.15) for line in holes]
    return Figure(pieces, add(disc(0, 0, 0.24), *spots[: chance.whole(0, number)]), turn=0)


def _loop(wide: float, high: float, thick: float, turned: float) -> Outline:
    """An elliptic band as one outline, slit where it starts."""
    outer = oval(0, 0, wide, high)
    inner = oval(0, 0, wide - thick, high - thick)
    outer.append(outer[0])
    inner.append(inner[0])
    return turned_by([*outer, *reversed(inner)], turned)


def flask(chance: Chance) -> Figure:
    if chance.coin():
        glass = [(-0.2, -0.82), (0.2, -0.82), (0.2, -0.26), (0.76, 0.66), (0.62, 0.88), (-0.62, 0.88), (-0.76, 0.66), (-0.2, -0.26)]
        hollow = [(-0.45, 0.36), (0.45, 0.36), (0.6, 0.64), (0.52, 0.72), (-0.52, 0.72), (-0.6, 0.64)]
        air = [(-0.07, -0.7), (0.07, -0.7), (0.07, -0.2), (0.36, 0.24), (-0.36, 0.24), (-0.07, -0.2)]
    else:
        glass = [(-0.2, -0.82), (0.2, -0.82), (0.2, -0.3), *arc(0, 0.3, 0.64, -72, 252, 26), (-0.2, -0.3)]
        hollow = arc(0, 0.3, 0.48, 8, 172, 16)
        air = [(-0.07, -0.7), (0.07, -0.7), (0.07, -0.2), *arc(0, 0.3, 0.47, -60, -8, 6), *arc(0, 0.3, 0.47, 188, 240, 6), (-0.07, -0.2)]
    rim = box(-0.32, -0.98, 0.32, -0.8)
    bubbles = [disc(0.34 + 0.16 * k * (-1) ** k, -0.5 - 0.22 * k, 0.13 - 0.02 * k) for k in range(0)]
    second = add(hollow)
    if bubbles or chance.coin():
        second += cut(disc(-0.14, 0.56, 0.085), disc(0.16, 0.5, 0.085))
    return Figure(add(glass, rim) + cut(air, hollow), second, turn=9)


def sun(chance: Chance) -> Figure:
    rays = chance.whole(8, 13)
    kind = chance.whole(0, 2)
    start = chance.between(0, 360 / rays)
    if kind == 0:
        beams = [
            [*ring(1, 0.98, start + 360 * k / rays), *ring(1, 0.58, start + 360 * (k + 0.36) / rays), *ring(1, 0.58, start + 360 * (k - 0.36) / rays)]
            for k in range(rays)
        ]
    elif kind == 1:
        beams = [
            leaf(p, q, 1.9 / rays)
            for p, q in zip(ring(rays, 0.5, start), ring(rays, 0.99, start + 10), strict=True)
        ]
    else:
        beams = [disc(x, y, min(0.17, 2.1 / rays)) for x, y in ring(rays, 0.8, start)]
    face = add(disc(0, 0, 0.47))
    core = chance.whole(0, 2)
    if core == 0:
        return Figure(add(*beams), face, turn=0)
    if core == 1:
        return Figure(add(*beams) + face, turn=0)
    return Figure(add(*beams) + face + cut(disc(0, 0, 0.31)), add(disc(0, 0, 0.2)), turn=0)


def moon(chance: Chance) -> Figure:
    thick = chance.between(0.34, 0.46)
    crescent = add(disc(-0.04, 0, 0.92)) + cut(disc(-0.04 + thick, -0.08, 0.8))
    stars = [shifted(star(chance.whole(4, 6), 0.27, 0.12), 0.4, -0.12)]
    if chance.coin():
        stars.append(shifted(star(4, 0.2, 0.09), 0.18, 0.4))
    if chance.coin():
        stars.append(shifted(scaled(disc(0, 0, 1), 0.12), 0.62, 0.36))
    return Figure(crescent, add(*stars), turn=16)


def curve(chance: Chance) -> Figure:
    """Two axes and a curve over them, with its points marked."""
    axes = add(box(-0.9, -0.9, -0.7, 0.9), box(-0.9, 0.7, 0.92, 0.9))
    kind = chance.whole(0, 2)
    xs = [-0.52 + 1.36 * k / 4 for k in range(5)]
    if kind == 0:
        ys = [0.46 - 1.2 * (k / 4) ** 2 for k in range(5)]
    elif kind == 1:
        ys = [0.1 - 0.46 * math.sin(k * 1.57) for k in range(5)]
    else:
        ys = [0.42, 0.1, -0.52, 0.1, 0.42]
    dots = [disc(x, y, 0.17) for x, y in zip(xs, ys, strict=True)]
    return Figure(axes, add(*dots), turn=0, mirror=False)
