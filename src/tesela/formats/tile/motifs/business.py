"""Business, administration and law (04): scales, temple, rising columns."""

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import (
    Figure,
    Outline,
    add,
    arc,
    bar,
    box,
    cut,
    disc,
    oval,
    ribbon,
    shifted,
    star,
)


def scales(chance: Chance) -> Figure:
    tilt = chance.pick((-0.14, 0.0, 0.14))
    beam = ribbon([(-0.78, -0.56 - tilt), (0, -0.62), (0.78, -0.56 + tilt)], 0.17)
    post = add(bar((0, -0.8), (0, 0.82), 0.19), disc(0, -0.8, 0.17))
    foot = [(-0.46, 0.92), (0.46, 0.92), (0.3, 0.72), (-0.3, 0.72)]
    pans: list[Outline] = []
    cords: list[Outline] = []
    deep = chance.between(0.3, 0.38)
    for side in (-1, 1):
        x, top = side * 0.7, -0.56 + side * tilt
        low = top + 0.62
        pans.append([(x - 0.36, low), (x + 0.36, low), *arc(x, low, deep, 10, 170)])
        cords.extend(
            (bar((x, top), (x - 0.25, low + 0.04), 0.1), bar((x, top), (x + 0.25, low + 0.04), 0.1))
        )
    return Figure(post + add(beam, foot, *cords), add(*pans), turn=0)


def temple(chance: Chance) -> Figure:
    number = chance.whole(3, 5)
    roof = [(0, -0.9), (0.92, -0.36), (0.92, -0.22), (-0.92, -0.22), (-0.92, -0.36)]
    thick = {3: 0.3, 4: 0.24, 5: 0.2}[number]
    posts = [
        box(x - thick / 2, -0.12, x + thick / 2, 0.5)
        for x in ((k - (number - 1) / 2) * 1.34 / (number - 1) for k in range(number))
    ]
    base = [box(-0.86, 0.52, 0.86, 0.68), box(-0.98, 0.68, 0.98, 0.86)]
    mark = chance.whole(0, 2)
    if mark == 0:
        sign = cut(disc(0, -0.48, 0.15))
    elif mark == 1:
        sign = cut([(0, -0.7), (0.36, -0.36), (-0.36, -0.36)])
    else:
        sign = cut(shifted(star(5, 0.22, 0.1), 0, -0.46))
    return Figure(add(roof, *base) + sign, add(*posts), turn=0, mirror=False)


def growth(chance: Chance) -> Figure:
    number = chance.whole(3, 4)
    step = 1.5 / number
    heaps = chance.coin()
    main: list[Outline] = []
    for k in range(number):
        x = -0.75 + step * (k + 0.5)
        high = 0.4 + 0.9 * k / (number - 1) * chance.between(0.85, 1.0)
        if heaps:
            count = max(1, round(high / 0.25))
            main.extend(oval(x, 0.7 - 0.25 * c, step * 0.42, 0.11) for c in range(count))
        else:
            main.append(box(x - step * 0.38, 0.8 - high, x + step * 0.38, 0.8))
    coin = add(disc(-0.42, -0.52, 0.33))
    if chance.coin():
        coin += cut(disc(-0.42, -0.52, 0.16))
    ground = [] if heaps else [box(-0.92, 0.8, 0.92, 0.95)]
    return Figure(add(*main, *ground), coin, turn=0)
