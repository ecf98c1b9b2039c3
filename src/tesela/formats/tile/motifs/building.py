"""Engineering, manufacturing and construction (07): gear, bridge, tools, house."""

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
    flowing,
    ribbon,
    ring,
    shifted,
    turned_by,
)


def _cog(teeth: int, outer: float, root: float, start: float) -> Outline:
    line: Outline = []
    step = 360 / teeth
    for k in range(teeth):
        at = start + k * step
        for radius, aside in ((root, -0.29), (outer, -0.19), (outer, 0.19), (root, 0.29)):
            line.extend(ring(1, radius, at + aside * step))
    return line


def gear(chance: Chance) -> Figure:
    teeth = chance.whole(7, 11)
    if chance.coin():
        big = add(shifted(_cog(teeth, 0.68, 0.5, 0), -0.26, 0.24)) + cut(disc(-0.26, 0.24, 0.22))
        small = shifted(_cog(chance.whole(6, 8), 0.46, 0.31, 12), 0.5, -0.5)
        return Figure(big, add(small) + cut(disc(0.5, -0.5, 0.12)), turn=10)
    hole = chance.whole(0, 2)
    wheel = add(_cog(teeth, 0.98, 0.74, chance.between(0, 30)))
    if hole == 0:
        return Figure(wheel + cut(disc(0, 0, 0.34)), turn=0)
    if hole == 1:
        return Figure(wheel + cut(disc(0, 0, 0.5)), add(disc(0, 0, 0.3)), turn=0)
    spokes = chance.whole(3, 5)
    return Figure(
        wheel
        + cut(disc(0, 0, 0.55))
        + add(*(bar((0, 0), end, 0.2) for end in ring(spokes, 0.62)), disc(0, 0, 0.22)),
        turn=0,
    )


def bridge(chance: Chance) -> Figure:
    arches = chance.whole(1, 2)
    hump = chance.between(0.0, 0.22)
    top = flowing([(-1.0, -0.26), (-0.4, -0.3 - hump), (0.4, -0.3 - hump), (1.0, -0.26)])
    deck = [*top, (1.0, 0.6), (-1.0, 0.6)]
    span = 1.86 / arches
    radius, spring = (span * 0.4, 0.24) if arches > 1 else (0.58, 0.46)
    holes = [
        [(x - radius, 0.7), *arc(x, spring, radius, 180, 360, 14), (x + radius, 0.7)]
        for x in (-0.93 + span * (k + 0.5) for k in range(arches))
    ]
    wave = [(-0.95 + 0.19 * k, 0.82 + (0.07 if k % 2 else -0.05)) for k in range(11)]
    water = [ribbon(flowing(wave, 3), 0.15)]
    sky: list[Outline] = []
    if chance.coin():
        sky = [disc(chance.pick((-0.4, 0.0, 0.4)), -0.68, 0.22)]
    return Figure(add(deck) + cut(*holes), add(*water, *sky), turn=0)


def tools(chance: Chance) -> Figure:
    hammer = [bar((0, -0.5), (0, 0.98), 0.22)]
    if chance.coin():
        hammer.append(box(-0.44, -0.9, 0.44, -0.48))
    else:
        hammer.append([(-0.5, -0.5), (-0.5, -0.9), (0.1, -0.9), (0.52, -0.62), (0.5, -0.5)])
    wrench = add(bar((0, -0.4), (0, 0.95), 0.23), disc(0, -0.66, 0.34)) + cut(
        box(-0.13, -1.1, 0.13, -0.62)
    )
    one = tuple((adds, turned_by(line, 42)) for adds, line in add(*hammer))
    if chance.whole(0, 2) == 0:
        return Figure(add(*hammer), turn=0).turned(chance.pick((35.0, 0.0)))
    other = tuple((adds, turned_by(line, -42)) for adds, line in wrench)
    halo = cut(turned_by(bar((0, -0.45), (0, 1.0), 0.4), 42))
    return Figure(one, other + halo, turn=0)


def house(chance: Chance) -> Figure:
    eaves = chance.between(-0.2, -0.08)
    roof = [(0, -0.94), (0.96, eaves), (0.78, eaves + 0.14), (-0.78, eaves + 0.14), (-0.96, eaves)]
    wall = box(-0.68, eaves + 0.24, 0.68, 0.86)
    door = chance.pick((-0.3, 0.0, 0.3))
    openings = [[(door - 0.18, 1.0), *arc(door, 0.44, 0.18, 180, 360, 8), (door + 0.18, 1.0)]]
    if door:
        openings.append(box(-door - 0.18, 0.3, -door + 0.18, 0.62))
    chimney = box(0.42, -0.88, 0.64, -0.4)
    parts = [roof, chimney] if chance.coin() else [roof]
    return Figure(add(wall) + cut(*openings), add(*parts), turn=0)
