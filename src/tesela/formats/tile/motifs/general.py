"""Generic programmes and qualifications (00): key, steps, gateway, blocks."""

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Figure, add, arc, bar, box, cut, disc, shifted, star


def key(chance: Chance) -> Figure:
    bow = chance.whole(0, 2)
    if bow == 0:
        head = add(disc(0, -0.52, 0.46)) + cut(disc(0, -0.52, 0.2))
    elif bow == 1:
        leaves = [disc(x, y, 0.27) for x, y in ((0, -0.74), (-0.3, -0.38), (0.3, -0.38))]
        head = add(*leaves, disc(0, -0.48, 0.2)) + cut(
            *(disc(x, y, 0.11) for x, y in ((0, -0.76), (-0.32, -0.37), (0.32, -0.37)))
        )
    else:
        head = add([(0, -1.0), (0.46, -0.5), (0, 0), (-0.46, -0.5)]) + cut(
            [(0, -0.74), (0.22, -0.5), (0, -0.26), (-0.22, -0.5)]
        )
    teeth = [box(0, 0.72, chance.between(0.36, 0.5), 0.94)]
    teeth.append(box(0, 0.36, chance.between(0.26, 0.46), 0.56))
    shaft = add(bar((0, -0.2), (0, 0.98), 0.23), *teeth)
    lean = chance.pick((0.0, 38.0, -38.0))
    return Figure(head + shaft, turn=4).turned(lean)


def steps(chance: Chance) -> Figure:
    number = chance.whole(3, 5)
    rise = 1.45 / number
    line = [(-0.8, 0.72)]
    for step in range(number):
        x, y = -0.8 + step * 1.6 / number, 0.72 - (step + 1) * rise
        line.extend(((x, y), (x + 1.6 / number, y)))
    line.append((0.8, 0.72))
    sun = disc(-0.42, -0.5, 0.27)
    if chance.coin():
        sun = shifted(star(chance.whole(5, 8), 0.36, 0.19), -0.42, -0.46)
    return Figure(add(line), add(sun), turn=0)


def gateway(chance: Chance) -> Figure:
    wide = chance.between(0.36, 0.44)
    top = chance.between(-0.02, 0.1)
    wall = [(-0.8, -0.5), (0.8, -0.5), (0.8, 0.86), (-0.8, 0.86)]
    opening = [(-wide, 0.95), *arc(0, top, wide, 180, 360, 16), (wide, 0.95)]
    crown = chance.whole(0, 2)
    if crown == 0:
        upper = [[(0, -0.98), (0.92, -0.62), (0.92, -0.5), (-0.92, -0.5), (-0.92, -0.62)]]
    elif crown == 1:
        upper = [box(-0.92, -0.7, 0.92, -0.5)]
        upper.extend(box(x - 0.13, -0.96, x + 0.13, -0.6) for x in (-0.79, -0.26, 0.26, 0.79))
    else:
        upper = [box(-0.92, -0.8, 0.92, -0.5)]
    inside = chance.whole(0, 2)
    if inside == 0:
        second = add(disc(0, top + 0.12, wide * 0.52))
    elif inside == 1:
        second = add(shifted(star(chance.whole(4, 8), wide * 0.7, wide * 0.34), 0, top + 0.14))
    else:
        second = add(
            [(-0.1, top + 0.1), (0.1, top + 0.1), (wide * 0.72, 0.86), (-wide * 0.72, 0.86)]
        )
    return Figure(add(wall, *upper) + cut(opening), second, turn=0)


def blocks(chance: Chance) -> Figure:
    """Building blocks, one on the other."""
    low = [box(-0.86, 0.2, -0.04, 0.92), box(0.04, 0.2, 0.86, 0.92)]
    aside = chance.pick((-0.41, 0.0, 0.41))
    top = chance.whole(0, 2)
    if top == 0:
        crown = [(aside, -0.92), (aside + 0.46, 0.1), (aside - 0.46, 0.1)]
    elif top == 1:
        crown = disc(aside, -0.3, 0.42)
    else:
        crown = box(aside - 0.41, -0.66, aside + 0.41, 0.1)
    mark = chance.whole(0, 2)
    spots = [disc(-0.45, 0.56, 0.17)] if mark else []
    if mark == 2:
        spots.append(shifted(star(4, 0.28, 0.12), 0.45, 0.56))
    return Figure(add(*low) + cut(*spots), add(crown), turn=0)
