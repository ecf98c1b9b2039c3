"""Agriculture, forestry, fisheries and veterinary (08): sprig, ear, tree, grapes, fish."""

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
    pairs = chance.whole(1, 3)
    bend = chance.between(-0.18, 0.18)
    stem = ribbon(flowing([(0, 1.0), (bend * 0.4, 0.3), (bend, -0.45)]), 0.16, 0.11)
    wide = (0.6, 0.44, 0.31)[pairs - 1]
    leaves: list[Outline] = []
    for k in range(pairs):
        along = (0.3, 0.5, 0.58)[pairs - 1] - 0.46 * k
        size = (0.95, 0.84, 0.74)[pairs - 1] - 0.06 * k
        for side in (-1, 1):
            base = (bend * (0.6 - along) * 0.6, along + (0.08 if side < 0 else 0.0))
            leaves.append(
                leaf(base, (base[0] + side * size, base[1] - size * 0.5), wide, side * 0.08)
            )
    leaves.append(leaf((bend, -0.4), (bend * 1.6, -1.0), min(wide, 0.42)))
    if chance.coin():
        fruit = [disc(0.32 * s + bend * 0.2, 0.84, 0.16) for s in (-1, 1)]
        return Figure(add(stem, *leaves), add(*fruit), turn=14)
    return Figure(add(stem), add(*leaves), turn=14)


def ear(chance: Chance) -> Figure:
    rows = chance.whole(3, 4)
    grains: list[Outline] = [leaf((0, -0.5), (0, -1.0), 0.26)]
    gap = 0.3 if rows == 4 else 0.36
    spread = chance.between(0.46, 0.56)
    for k in range(rows):
        y = -0.3 + gap * k
        grains.extend(
            leaf((side * 0.06, y), (side * spread, y - 0.36), 0.25, side * 0.1) for side in (-1, 1)
        )
    stalk = bar((0, 1.0), (0, -0.5), 0.13)
    blades: list[Outline] = []
    if rows == 3 and chance.coin():
        blades = [leaf((0, 0.96), (0.6, 0.44), 0.24, 0.14)]
    return Figure(add(stalk, *blades), add(*grains), turn=18)


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
            [
                (0, -0.98 + 0.38 * k),
                (0.44 + 0.14 * k, -0.4 + 0.4 * k),
                (-0.44 - 0.14 * k, -0.4 + 0.4 * k),
            ]
            for k in range(3)
        ]
    else:
        crown = [
            smooth([(0, -0.98), (0.42, -0.4), (0.4, 0.2), (0, 0.42), (-0.4, 0.2), (-0.42, -0.4)])
        ]
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
    fat = chance.between(0.4, 0.52)
    body = smooth(
        [(-0.96, 0.02), (-0.5, -fat * 0.86), (0.02, -fat), (0.5, -0.13), (0.5, 0.13), (0.02, fat),
         (-0.5, fat * 0.86)]
    )  # fmt: skip
    tail = [(0.4, 0), (0.98, -0.5), (0.82, 0), (0.98, 0.5)]
    fins: list[Outline] = [[(-0.34, -fat * 0.8), (0.1, -fat - 0.28), (0.32, -fat * 0.5)]]
    fins.append([(-0.2, fat * 0.8), (0.16, fat + 0.24), (0.28, fat * 0.5)])
    eye = disc(-0.56, -0.1, 0.11)
    stripes = [
        ribbon(arc(x - 0.5, 0, 0.6, -52, 52), 0.11) for x in (-0.3, 0.02)[: chance.whole(0, 2)]
    ]
    second = add(tail, *fins) + cut(body)
    if chance.coin():
        second += add(*(disc(-0.86 + 0.2 * k, -0.5 - 0.2 * k, 0.1) for k in range(2)))
    return Figure(add(body) + cut(eye, *stripes), second, turn=14)
