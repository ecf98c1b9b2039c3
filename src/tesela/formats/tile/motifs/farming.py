"""Agriculture, forestry, fisheries and veterinary (08): sprig, ear, tree, grapes, fish."""

import math

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import (
    Figure,
    Outline,
    add,
    arc,
    bar,
    cut,
    disc,
    flowing,
    leaf,
    ribbon,
    smooth,
)


def sprig(chance: Chance) -> Figure:
    pairs = chance.whole(2, 3)
    bend = chance.between(-0.18, 0.18)
    stem_line = flowing([(0, 1.0), (bend * 0.4, 0.3), (bend, -0.45)])
    leaves: list[Outline] = []
    for k in range(pairs):
        along = 0.55 - 0.95 * k / max(1, pairs - 0.5)
        x = bend * (0.7 - along) * 0.6
        size = 0.8 - 0.1 * k
        for side in (-1, 1):
            base = (x, along + (0.08 if side < 0 else 0.0))
            tip = (x + side * size * 0.92, base[1] - size * 0.5)
            leaves.append(leaf(base, tip, 0.42 - 0.03 * k, side * 0.08))
    leaves.append(leaf((bend, -0.34), (bend * 1.6, -1.0), 0.4))
    if chance.coin():
        fruit = [disc(0.3 * s + bend * 0.3, 0.62, 0.16) for s in (-1, 1)]
        return Figure(add(ribbon(stem_line, 0.16, 0.11), *leaves), add(*fruit), turn=10)
    return Figure(add(ribbon(stem_line, 0.16, 0.11)), add(*leaves), turn=10)


def ear(chance: Chance) -> Figure:
    rows = chance.whole(3, 4)
    grains: list[Outline] = [leaf((0, -0.42), (0, -1.0), 0.33)]
    gap = 0.98 / rows
    for k in range(rows):
        y = 0.42 - gap * k
        for side in (-1, 1):
            grains.append(leaf((side * 0.07, y), (side * 0.44, y - 0.5), 0.32, side * 0.06))
    stalk = bar((0, 1.0), (0, -0.5), 0.13)
    blades: list[Outline] = []
    if chance.coin():
        blades = [leaf((0, 0.9), (0.62, 0.34), 0.24, 0.14)]
        if chance.coin():
            blades.append(leaf((0, 0.96), (-0.62, 0.4), 0.24, -0.14))
    return Figure(add(stalk, *blades), add(*grains), turn=16)


def tree(chance: Chance) -> Figure:
    kind = chance.whole(0, 2)
    trunk = [(-0.13, 0.95), (-0.1, 0.1), (0.1, 0.1), (0.13, 0.95)]
    roots = ribbon(arc(0, 1.3, 0.62, 222, 318, 8), 0.16)
    if kind == 0:
        crown = [
            disc(x, y, 0.4) for x, y in ((0, -0.52), (-0.42, -0.16), (0.42, -0.16), (0, -0.06))
        ]
    elif kind == 1:
        crown = [
            [(0, -0.98 + 0.38 * k), (0.44 + 0.14 * k, -0.4 + 0.4 * k), (-0.44 - 0.14 * k, -0.4 + 0.4 * k)]
            for k in range(3)
        ]
    else:
        crown = [smooth([(0, -0.98), (0.42, -0.4), (0.4, 0.2), (0, 0.42), (-0.4, 0.2), (-0.42, -0.4)])]
    fruit: list[Outline] = []
    if kind == 0:
        spots = ((0, -0.52), (-0.4, -0.14), (0.4, -0.14), (0.02, -0.1))
        fruit = [disc(x, y, 0.13) for x, y in spots[: chance.whole(0, 4)]]
    return Figure(add(trunk, roots), add(*crown) + cut(*fruit), turn=0)


def grapes(chance: Chance) -> Figure:
    rows = chance.pick(((4, 3, 2, 1), (3, 4, 3, 2, 1), (3, 2, 1)))
    radius = 0.235 if len(rows) < 5 else 0.19
    if len(rows) == 3:
        radius = 0.28
    berries: list[Outline] = []
    for row, number in enumerate(rows):
        y = -0.26 + row * radius * 1.78
        berries.extend(
            disc((k - (number - 1) / 2) * radius * 2.08, y, radius * 0.97) for k in range(number)
        )
    low = max(p[1] for line in berries for p in line)
    berries = [[(x, y - low + 0.97) for x, y in line] for line in berries]
    top = min(p[1] for line in berries for p in line)
    stem = ribbon(flowing([(-0.12, top - 0.48), (0.02, top - 0.3), (0, top + 0.1)]), 0.16)
    green = [leaf((0, top + 0.02), (0.72, top - 0.3), 0.42, 0.08)]
    if chance.coin():
        green.append(leaf((0, top + 0.02), (-0.72, top - 0.22), 0.42, -0.08))
    return Figure(add(stem, *green), add(*berries), turn=6).centred()


def fish(chance: Chance) -> Figure:
    fat = chance.between(0.36, 0.48)
    body = smooth([(-0.94, 0), (-0.5, -fat * 0.9), (0.05, -fat), (0.5, -0.13), (0.5, 0.13), (0.05, fat), (-0.5, fat * 0.9)])
    tail = [(0.4, 0), (0.95, -0.46), (0.82, 0), (0.95, 0.46)]
    fins: list[Outline] = [[(-0.3, -fat * 0.8), (0.05, -fat - 0.26), (0.3, -fat * 0.6)]]
    if chance.coin():
        fins.append([(-0.2, fat * 0.8), (0.1, fat + 0.24), (0.26, fat * 0.6)])
    eye = disc(-0.58, -0.08, 0.1)
    gill = ribbon(arc(-0.55, 0, 0.36, -46, 46), 0.09)
    wave = [(-0.9 + 0.3 * k, 0.8 + 0.06 * math.cos(math.pi * k)) for k in range(7)]
    second = add(tail, *fins)
    if chance.coin():
        second += add(ribbon(flowing(wave, 4), 0.14))
    return Figure(add(body) + cut(eye, gill), second + cut(body), turn=12)

