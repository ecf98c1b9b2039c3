"""Generic programmes and qualifications (00): key, steps, gateway."""

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Figure, add, arc, bar, box, cut, disc, ring, shifted, star


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
    outer = [(-0.78, 0.82), *arc(0, -0.12, 0.78, 180, 360, 20), (0.78, 0.82)]
    wide = chance.between(0.4, 0.48)
    inner = [(-wide, 0.95), *arc(0, -0.12, wide, 180, 360, 16), (wide, 0.95)]
    base = box(-0.95, 0.68, -wide + 0.06, 0.88), box(wide - 0.06, 0.68, 0.95, 0.88)
    inside = chance.whole(0, 2)
    if inside == 0:
        second = add(disc(0, 0.02, 0.26))
    elif inside == 1:
        second = add(shifted(star(chance.whole(4, 8), 0.32, 0.15), 0, 0.04))
    else:
        second = add([(-0.12, 0.0), (0.12, 0.0), (0.3, 0.88), (-0.3, 0.88)])
    key_stones = cut(
        *(bar(p, q, 0.075) for p, q in zip(ring(8, 0.45, -112.5), ring(8, 1.0, -112.5)))
    )
    joints = tuple(
        (False, shifted(line, 0, -0.12)) for _, line in (key_stones[0:2] + key_stones[7:8])
    )
    return Figure(add(outer) + cut(inner) + add(*base) + joints, second, turn=0)
