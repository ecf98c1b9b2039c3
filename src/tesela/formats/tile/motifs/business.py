"""Business, administration and law (04): scales, temple, growth, coins, letter."""

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


def coins(chance: Chance) -> Figure:
    """Coins, one before the other."""
    number = chance.whole(2, 3)
    places = ((-0.34, -0.3, 0.56), (0.36, 0.24, 0.58), (-0.46, 0.56, 0.36))[:number]
    main: tuple[tuple[bool, Outline], ...] = ()
    for x, y, radius in places[1:]:
        main += cut(disc(x, y, radius + 0.09)) + add(disc(x, y, radius))
    x, y, radius = places[1]
    face = chance.whole(0, 2)
    if face == 0:
        main += cut(disc(x, y, radius * 0.62)) + add(disc(x, y, radius * 0.38))
    elif face == 1:
        main += cut(shifted(star(chance.whole(5, 8), radius * 0.72, radius * 0.36), x, y))
    else:
        main += cut(box(x - 0.2, y - 0.2, x + 0.2, y + 0.2))
    back = add(disc(*places[0])) + tuple(
        (False, disc(px, py, pr + 0.09)) for px, py, pr in places[1:]
    )
    return Figure(main, back, turn=20)


def letter(chance: Chance) -> Figure:
    """A letter, closed or opened."""
    body = box(-0.92, -0.42, 0.92, 0.74)
    flap = ribbon([(-0.96, -0.42), (0, 0.24), (0.96, -0.42)], 0.13)
    if chance.coin():
        return Figure(add(shifted(body, 0, -0.16)) + cut(shifted(flap, 0, -0.16)), turn=14)
    sheet = box(-0.58, -0.94, 0.58, 0.06)
    lines = [bar((-0.36, y), (0.36, y), 0.1) for y in (-0.68, -0.42)]
    low = [(-0.92, -0.2), (0, 0.34), (0.92, -0.2), (0.92, 0.8), (-0.92, 0.8)]
    above = [(-0.92, -0.34), (0, 0.2), (0.92, -0.34), (0.92, 0.9), (-0.92, 0.9)]
    return Figure(add(low), add(sheet) + cut(*lines, above), turn=6)
