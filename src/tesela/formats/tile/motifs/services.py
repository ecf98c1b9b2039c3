"""Services (10): ship, bowl, bell, wheel."""

import math

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import (
    Figure,
    Outline,
    add,
    arc,
    bar,
    both,
    box,
    cut,
    disc,
    flowing,
    mirrored,
    ribbon,
    ring,
)


def ship(chance: Chance) -> Figure:
    hull = [(-0.94, 0.22), (0.94, 0.22), (0.62, 0.66), (-0.62, 0.66)]
    mast = bar((0, 0.3), (0, -0.98), 0.14)
    rig = chance.whole(0, 2)
    stripes: list[Outline] = []
    if rig == 0:
        sails = [
            [(0.14, -0.94), (0.84, 0.06), (0.14, 0.06)],
            [(-0.14, -0.74), (-0.14, 0.06), (-0.7, 0.06)],
        ]
    elif rig == 1:
        billow = flowing([(0.14, -0.86), (0.72, -0.5), (0.74, -0.16), (0.14, 0.06)])
        sails = [billow, [(-0.14, -0.8), (-0.14, 0.06), (-0.66, 0.06)]]
    else:
        sails = [
            [*flowing([(-0.56, -0.8), (0.56, -0.8), (0.74, -0.36), (0.6, 0.06)]),
             *flowing([(-0.6, 0.06), (-0.74, -0.36), (-0.56, -0.8)])]
        ]  # fmt: skip
        stripes = [box(x - 0.08, -0.9, x + 0.08, 0.1) for x in (-0.3, 0.3)]
    wave = [(-0.95 + 0.19 * k, 0.84 + (0.06 if k % 2 else -0.05)) for k in range(11)]
    water = [ribbon(flowing(wave, 3), 0.14)] if chance.coin() else []
    ports = [disc(x, 0.43, 0.085) for x in (-0.4, 0.0, 0.4)] if chance.coin() else []
    return Figure(add(hull, mast, *water) + cut(*ports), add(*sails) + cut(*stripes), turn=3)


def bowl(chance: Chance) -> Figure:
    deep = chance.between(0.56, 0.74)
    cup = [(-0.82, 0.02), (0.82, 0.02)]
    cup.extend(
        (0.82 * math.cos(a), 0.02 + deep * math.sin(a))
        for a in (math.pi * k / 16 for k in range(1, 16))
    )
    foot = [(-0.34, deep - 0.06), (0.34, deep - 0.06), (0.44, deep + 0.2), (-0.44, deep + 0.2)]
    pieces = [cup, foot]
    if chance.coin():
        pieces.append(ribbon(arc(0.8, 0.22, 0.26, -100, 110), 0.15))
    above = chance.whole(0, 2)
    second: list[Outline]
    if above < 2:
        number = 2 + above
        second = [
            ribbon(
                flowing([(x, -0.16), (x + 0.14, -0.36), (x - 0.1, -0.6), (x + 0.06, -0.84)]),
                0.17,
                0.1,
            )
            for x in ((k - (number - 1) / 2) * 0.44 for k in range(number))
        ]
    else:
        second = [disc(x, y, 0.25) for x, y in ((-0.4, -0.18), (0.4, -0.18), (0, -0.42))]
        second[2] = disc(0, -0.34, 0.28)
    band = cut(ribbon([(-0.62, 0.28), (0.62, 0.28)], 0.1)) if chance.coin() else ()
    return Figure(add(*pieces) + band, add(*second), turn=0).centred()


def bell(chance: Chance) -> Figure:
    flare = chance.between(0.74, 0.86)
    side = flowing([(0.12, -0.78), (0.42, -0.6), (0.5, -0.1), (0.6, 0.32), (flare, 0.58)])
    dome = both(side)
    loop = add(disc(0, -0.84, 0.16))
    clapper = add(disc(0, 0.78, 0.19))
    lines = chance.whole(0, 2)
    band = cut(*(bar((-0.8, y), (0.8, y), 0.085) for y in (0.3, -0.3)[:lines]))
    sound = ribbon(arc(0.1, -0.4, 0.8, -40, 20, 8), 0.12)
    arcs = [sound, mirrored(sound)] if chance.coin() else []
    return Figure(loop + add(dome) + band, clapper + add(*arcs), turn=14)


def wheel(chance: Chance) -> Figure:
    spokes = chance.whole(4, 8)
    start = chance.between(0, 360 / spokes)
    tyre = add(disc(0, 0, 0.82)) + cut(disc(0, 0, 0.6))
    ends = ring(spokes, 0.7, start)
    bars = add(*(bar((0, 0), end, 0.16) for end in ends))
    if chance.coin():
        bars += add(*(bar((x * 1.1, y * 1.1), (x * 1.4, y * 1.4), 0.2) for x, y in ends))
    return Figure(tyre + bars, add(disc(0, 0, 0.27)), turn=0)


def case(chance: Chance) -> Figure:
    """A travelling case."""
    top = chance.between(-0.36, -0.26)
    body = box(-0.9, top, 0.9, 0.74)
    grip = add(
        ribbon(
            [(-0.34, top + 0.02), (-0.34, top - 0.3), (0.34, top - 0.3), (0.34, top + 0.02)], 0.16
        )
    )
    straps = [box(x - 0.1, top, x + 0.1, 0.74) for x in (-0.5, 0.5)]
    if chance.coin():
        return Figure(grip + add(body) + cut(*straps), add(*straps), turn=0)
    lock = box(-0.12, top + 0.08, 0.12, top + 0.36)
    band = box(-0.9, 0.26, 0.9, 0.42)
    return Figure(grip + add(body) + cut(lock, band), turn=6)
