"""Education (01): open book, oil lamp, owl, pencil."""

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
    leaf,
    mirrored,
    ribbon,
    shifted,
    smooth,
    star,
    turned_by,
)


def book(chance: Chance) -> Figure:
    tall = chance.between(0.8, 0.95)
    top = flowing([(0.05, -0.1), (0.28, -0.26), (0.6, -0.26), (0.96, -0.14)])
    page = [*top, *((x, y + tall * 0.88) for x, y in reversed(top))]
    lines: list[Outline] = []
    for step in range(chance.whole(1, 2)):
        y = 0.12 + 0.26 * step
        line = ribbon(flowing([(0.24, y), (0.45, y - 0.07), (0.78, y - 0.02)]), 0.09)
        lines.extend((line, mirrored(line)))
    above = chance.whole(0, 3)
    if above == 0:
        second = add(disc(0, -0.58, 0.28))
    elif above == 1:
        second = add(shifted(star(chance.whole(5, 8), 0.38, 0.18), 0, -0.56))
    elif above == 2:
        blade = leaf((0, -0.22), (0.42, -0.82), 0.34, 0.08)
        second = add(blade, mirrored(blade))
    else:
        second = add(leaf((0, -0.2), (0, -0.98), 0.48))
    pieces = add(page, mirrored(page))
    return Figure(pieces + cut(*lines), second, turn=3)


def lamp(chance: Chance) -> Figure:
    body = smooth(
        [(-0.62, 0.12), (-0.3, -0.12), (0.1, -0.12), (0.48, -0.06), (0.92, -0.22), (0.98, -0.06),
         (0.62, 0.34), (0.2, 0.56), (-0.3, 0.54), (-0.58, 0.36)]
    )  # fmt: skip
    loop = ribbon(arc(-0.68, 0.14, 0.27, 70, 290), 0.17)
    foot = [(-0.3, 0.5), (0.2, 0.5), (0.36, 0.78), (-0.46, 0.78)]
    lid = add(disc(-0.02, -0.16, 0.17)) if chance.coin() else ()
    lean = chance.between(-0.06, 0.1)
    flame = smooth(
        [(0.8 + lean, -0.98), (0.99, -0.62), (0.96, -0.34), (0.8, -0.25), (0.6, -0.36),
         (0.62, -0.64)]
    )  # fmt: skip
    dots = cut(*(disc(-0.24 + 0.26 * k, 0.2, 0.085) for k in range(chance.whole(1, 3))))
    return Figure(add(body, loop, foot) + lid + dots, add(flame), turn=3)


def owl(chance: Chance) -> Figure:
    body = smooth(
        [(-0.62, -0.92), (-0.3, -0.72), (0, -0.68), (0.3, -0.72), (0.62, -0.92), (0.66, -0.4),
         (0.66, 0.2), (0.42, 0.78), (0, 0.95), (-0.42, 0.78), (-0.66, 0.2), (-0.66, -0.4)]
    )  # fmt: skip
    size = chance.between(0.25, 0.29)
    eyes = cut(disc(-0.3, -0.34, size), disc(0.3, -0.34, size))
    look = chance.pick((-0.06, 0.0, 0.06))
    pupils = add(disc(-0.3 + look, -0.34, 0.155), disc(0.3 + look, -0.34, 0.155))
    beak = add([(-0.12, -0.16), (0.12, -0.16), (0, 0.12)])
    feathers = ((3, 2, 1), (2, 3, 2), (1, 2), ())[chance.whole(0, 3)]
    chest: list[Outline] = []
    for row, number in enumerate(feathers):
        y = 0.28 + 0.21 * row
        chest.extend(
            bar((x - 0.09, y - 0.05), (x + 0.09, y + 0.05), 0.11)
            for x in ((k - (number - 1) / 2) * 0.3 for k in range(number))
        )
    return Figure(add(body) + eyes + cut(*chest), pupils + beak, turn=2)


def pencil(chance: Chance) -> Figure:
    """A pencil and the line it draws."""
    slim = chance.between(0.3, 0.38)
    wood = [(-slim / 2, -0.62), (slim / 2, -0.62), (slim / 2, 0.42), (0, 0.86), (-slim / 2, 0.42)]
    rubber = box(-slim / 2, -0.96, slim / 2, -0.72)
    slope = 34.0
    line = chance.whole(0, 2)
    if line == 0:
        trace = ribbon(
            flowing([(-0.3, 0.8), (0.0, 0.9), (0.3, 0.66), (0.6, 0.84), (0.9, 0.7)]), 0.16
        )
    elif line == 1:
        trace = disc(0.5, 0.5, 0.26)
    else:
        trace = shifted(star(5, 0.34, 0.16), 0.5, 0.44)
    lead = cut(turned_by(bar((-0.4, 0.42), (0.4, 0.42), 0.09), slope))
    body = tuple((True, turned_by(part, slope)) for part in (wood, rubber))
    return Figure(body + lead, add(trace), turn=8)
