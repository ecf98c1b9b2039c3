"""Information and communication technologies (06): chip, network, screen, robot, laptop."""

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import (
    Figure,
    Outline,
    add,
    bar,
    box,
    cut,
    disc,
    ribbon,
    ring,
    star,
    turned_by,
)


def chip(chance: Chance) -> Figure:
    pins = chance.whole(2, 4)
    pitch = {2: 0.5, 3: 0.42, 4: 0.32}[pins]
    sides = chance.pick(((0, 1, 2, 3), (0, 1, 2, 3), (0, 2)))
    wide = chance.between(0.6, 0.7)
    high = wide if len(sides) == 4 else 0.9
    legs: list[Outline] = []
    for side in sides:
        for k in range(pins + (len(sides) == 2)):
            x = (k - (pins - (len(sides) == 4)) / 2) * pitch
            legs.append(turned_by(box(x - 0.09, -0.97, x + 0.09, -0.5), 90.0 * side + 90))
    case = box(-wide, -high, wide, high)
    core = chance.whole(0, 4)
    second: tuple[tuple[bool, Outline], ...] = ()
    if core == 0:
        hole, second = box(-0.4, -0.4, 0.4, 0.4), add(box(-0.24, -0.24, 0.24, 0.24))
    elif core == 1:
        hole, second = disc(0, 0, 0.44), add(disc(0, 0, 0.27))
    elif core == 2:
        hole = star(4, 0.52, 0.2, -90)
    elif core == 3:
        hole, second = turned_by(box(-0.38, -0.38, 0.38, 0.38), 45), add(disc(0, 0, 0.22))
    else:
        hole = disc(-wide + 0.24, -high + 0.24, 0.13)
    lean = 45.0 if chance.whole(0, 2) == 0 else 0.0
    return Figure(add(case, *legs) + cut(hole), second, turn=5).turned(lean)


def network(chance: Chance) -> Figure:
    number = chance.whole(3, 7)
    start = chance.between(-90, 90)
    ends = ring(number, 0.78, start)
    ends = [(x * r, y * r) for (x, y), r in ((p, chance.between(0.84, 1.04)) for p in ends)]
    spokes = [bar((0, 0), end, 0.16) for end in ends]
    rim: list[Outline] = []
    if chance.coin():
        closed = number if number > 3 else 2
        rim = [bar(ends[k], ends[(k + 1) % number], 0.14) for k in range(closed)]
    nodes = [disc(x, y, 0.2) for x, y in ends]
    hub = disc(0, 0, 0.33)
    if chance.coin():
        return Figure(add(*spokes, *rim, hub), add(*nodes), turn=0)
    return Figure(add(*spokes, *rim, *nodes), add(hub), turn=0)


def screen(chance: Chance) -> Figure:
    frame = box(-0.92, -0.74, 0.92, 0.46)
    glass = box(-0.74, -0.56, 0.74, 0.28)
    stand = [(-0.17, 0.44), (0.17, 0.44), (0.24, 0.7), (-0.24, 0.7)]
    foot = box(-0.5, 0.68, 0.5, 0.86)
    show = chance.whole(0, 3)
    signs: list[Outline]
    if show == 0:
        signs = [
            bar((-0.5, -0.4), (-0.2, -0.14), 0.16), bar((-0.2, -0.16), (-0.5, 0.1), 0.16),
            bar((-0.02, 0.1), (0.44, 0.1), 0.16),
        ]  # fmt: skip
    elif show == 1:
        signs = [
            box(-0.52 + 0.36 * k, 0.14 - 0.16 * (k + 1), -0.28 + 0.36 * k, 0.14) for k in range(3)
        ]
    elif show == 2:
        signs = [
            ribbon([(s * 0.2, -0.42), (s * 0.54, -0.14), (s * 0.2, 0.14)], 0.16) for s in (-1, 1)
        ]
    else:
        signs = [
            [
                (-0.26, -0.44),
                (-0.26, 0.2),
                (-0.08, 0.06),
                (0.08, 0.22),
                (0.18, 0.1),
                (0.04, -0.04),
                (0.26, -0.08),
            ]
        ]
    return Figure(add(frame) + cut(glass) + add(stand, foot), add(*signs), turn=0, mirror=False)


def robot(chance: Chance) -> Figure:
    top = chance.between(-0.5, -0.42)
    head = box(-0.68, top, 0.68, 0.46)
    ears = [box(-0.94, -0.16, -0.62, 0.2), box(0.62, -0.16, 0.94, 0.2)]
    jaw = box(-0.4, 0.52, 0.4, 0.84)
    aerials = [
        bar((x, top + 0.1), (x * 1.5, -0.82), 0.14) for x in chance.pick(((0.0,), (-0.34, 0.34)))
    ]
    bulbs = [disc(x, -0.82, 0.15) for x in ((0.0,) if len(aerials) == 1 else (-0.51, 0.51))]
    eyes = [disc(-0.3, -0.08, 0.2), disc(0.3, -0.08, 0.2)]
    if chance.coin():
        eyes = [box(-0.46, -0.24, -0.14, 0.06), box(0.14, -0.24, 0.46, 0.06)]
    mouth = box(-0.34, 0.2, 0.34, 0.32)
    pupils = add(disc(-0.3, -0.08, 0.1), disc(0.3, -0.08, 0.1)) if chance.coin() else ()
    return Figure(add(head, *ears, jaw, *aerials) + cut(*eyes, mouth), add(*bulbs) + pupils, turn=3)


def laptop(chance: Chance) -> Figure:
    lid = [(-0.7, -0.66), (0.7, -0.66), (0.7, 0.3), (-0.7, 0.3)]
    glass = box(-0.52, -0.48, 0.52, 0.14)
    base = [(-0.98, 0.4), (0.98, 0.4), (0.82, 0.66), (-0.82, 0.66)]
    show = chance.whole(0, 2)
    if show == 0:
        sign = disc(0, -0.17, 0.21)
    elif show == 1:
        sign = [(-0.14, -0.38), (0.26, -0.17), (-0.14, 0.04)]
    else:
        sign = star(chance.whole(4, 6), 0.28, 0.13)
        sign = [(x, y - 0.17) for x, y in sign]
    return Figure(add(lid) + cut(glass) + add(base), add(sign), turn=4, mirror=False)
