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
    ribbon,
    ring,
    scaled,
    shifted,
    star,
    turned_by,
)


def atom(chance: Chance) -> Figure:
    number = chance.whole(2, 3)
    flat = chance.between(0.34, 0.42) if number == 3 else chance.between(0.4, 0.52)
    start = chance.between(0, 180)
    bands: list[Outline] = []
    electrons: list[Outline] = []
    for k in range(number):
        turned = start + 180 * k / number
        bands.extend(turned_by(half, turned) for half in _orbit(0.91, flat))
        electrons.append(disc(*turned_by([(0.91, 0.0)], turned)[0], 0.16))
    return Figure(add(*bands), add(disc(0, 0, 0.24), *electrons[: chance.whole(0, number)]), turn=0)


def _orbit(wide: float, high: float) -> tuple[Outline, Outline]:
    """An elliptic band in two halves that overlap a little."""
    line = [
        (wide * math.cos(math.pi * step / 16), high * math.sin(math.pi * step / 16))
        for step in range(-1, 18)
    ]
    half = ribbon(line, 0.15)
    return half, [(x, -y) for x, y in half]


def flask(chance: Chance) -> Figure:
    if chance.coin():
        glass = [
            (-0.2, -0.82),
            (0.2, -0.82),
            (0.2, -0.26),
            (0.76, 0.66),
            (0.62, 0.88),
            (-0.62, 0.88),
            (-0.76, 0.66),
            (-0.2, -0.26),
        ]
        hollow = [
            (-0.45, 0.36),
            (0.45, 0.36),
            (0.6, 0.64),
            (0.52, 0.72),
            (-0.52, 0.72),
            (-0.6, 0.64),
        ]
        air = [
            (-0.07, -0.7),
            (0.07, -0.7),
            (0.07, -0.2),
            (0.36, 0.24),
            (-0.36, 0.24),
            (-0.07, -0.2),
        ]
    else:
        glass = [
            (-0.2, -0.82),
            (0.2, -0.82),
            (0.2, -0.3),
            *arc(0, 0.3, 0.64, -72, 252, 26),
            (-0.2, -0.3),
        ]
        hollow = arc(0, 0.3, 0.48, 8, 172, 16)
        air = [
            (-0.07, -0.7),
            (0.07, -0.7),
            (0.07, -0.2),
            *arc(0, 0.3, 0.47, -60, -8, 6),
            *arc(0, 0.3, 0.47, 188, 240, 6),
            (-0.07, -0.2),
        ]
    rim = box(-0.32, -0.98, 0.32, -0.8)
    second = add(hollow)
    if chance.coin():
        second += cut(disc(-0.14, 0.56, 0.085), disc(0.16, 0.5, 0.085))
    return Figure(add(glass, rim) + cut(air, hollow), second, turn=9)


def sun(chance: Chance) -> Figure:
    rays = chance.whole(8, 13)
    kind = chance.whole(0, 2)
    start = chance.between(0, 360 / rays)
    if kind == 0:
        beams = [
            [
                *ring(1, 0.98, start + 360 * k / rays),
                *ring(1, 0.58, start + 360 * (k + 0.36) / rays),
                *ring(1, 0.58, start + 360 * (k - 0.36) / rays),
            ]
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
    line = ribbon(list(zip(xs, ys, strict=True)), 0.12)
    return Figure(axes, add(line, *dots), turn=0, mirror=False)
