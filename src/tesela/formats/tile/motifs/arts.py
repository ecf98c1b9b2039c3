"""Arts and humanities (02): vase, lyre, mask, column."""

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import (
    Figure,
    add,
    arc,
    bar,
    both,
    box,
    cut,
    disc,
    flowing,
    leaf,
    mirrored,
    oval,
    ribbon,
    smooth,
)

_PROFILES = (
    [(0.34, -0.86), (0.2, -0.6), (0.24, -0.42), (0.56, -0.12), (0.56, 0.22), (0.2, 0.72)],
    [(0.62, -0.66), (0.5, -0.4), (0.46, -0.1), (0.56, 0.2), (0.4, 0.46), (0.14, 0.64)],
    [(0.26, -0.9), (0.18, -0.62), (0.2, -0.4), (0.46, 0.0), (0.62, 0.4), (0.36, 0.76)],
)


def vase(chance: Chance) -> Figure:
    which = chance.whole(0, 2)
    profile = _PROFILES[which]
    body = both(flowing(profile))
    rim, foot = profile[0], profile[-1]
    pieces = [body, box(-rim[0] - 0.08, rim[1] - 0.1, rim[0] + 0.08, rim[1] + 0.06)]
    pieces.append(box(-foot[0] - 0.16, foot[1] - 0.03, foot[0] + 0.16, foot[1] + 0.17))
    if which == 1:
        ear = ribbon(arc(0.56, 0.02, 0.3, -95, 85), 0.14)
    else:
        ear = ribbon(flowing([(0.2, -0.66), (0.56, -0.72), (0.7, -0.46), (0.5, -0.1)]), 0.15)
    handles = chance.whole(1, 2) if which else 2
    pieces.extend([ear, mirrored(ear)][:handles])
    belt = chance.whole(0, 2)
    y = 0.08 if which < 2 else 0.36
    if belt == 0:
        second = add(*(disc(x, y, 0.125) for x in (-0.3, 0.0, 0.3)))
    elif belt == 1:
        second = add(
            ribbon([(-0.42, y), (-0.21, y - 0.14), (0, y), (0.21, y - 0.14), (0.42, y)], 0.13)
        )
    else:
        second = add(
            *(leaf((x, y + 0.12), (x + 0.16, y - 0.16), 0.19) for x in (-0.36, -0.08, 0.2))
        )
    return Figure(add(*pieces) + tuple((False, line) for _, line in second), turn=3)


def lyre(chance: Chance) -> Figure:
    flare = chance.between(0.62, 0.78)
    horn = chance.between(0.02, 0.2)
    arm = ribbon(
        flowing([(0.06, 0.66), (0.5, 0.5), (0.6, 0.1), (0.44, -0.36), (flare, -0.8 - horn)]),
        0.24,
        0.14,
    )
    strings = chance.whole(2, 4)
    xs = [(k - (strings - 1) / 2) * 0.62 / (strings - 0.4) for k in range(strings)]
    cords = [bar((x, -0.46), (x, 0.46), 0.1) for x in xs]
    yoke = bar((-0.66, -0.5), (0.66, -0.5), 0.16)
    base = smooth([(-0.4, 0.56), (0, 0.48), (0.4, 0.56), (0.3, 0.88), (0, 0.94), (-0.3, 0.88)])
    return Figure(add(arm, mirrored(arm), yoke, base), add(*cords), turn=5)


def mask(chance: Chance) -> Figure:
    merry = chance.coin()
    face = smooth(
        [(-0.72, -0.62), (0, -0.74), (0.72, -0.62), (0.74, -0.04), (0.48, 0.64), (0, 0.94),
         (-0.48, 0.64), (-0.74, -0.04)]
    )  # fmt: skip
    slant = -14 if merry else 20
    eye = oval(0.33, -0.2, 0.22, 0.14, slant)
    if merry:
        mouth = [*arc(0, 0.16, 0.5, 10, 170), *arc(0, 0.02, 0.46, 152, 28)]
    else:
        mouth = [*arc(0, 0.82, 0.44, 196, 344), *arc(0, 0.94, 0.42, 326, 214)]
    dress = chance.whole(0, 2)
    if dress == 0:
        second = add(*(disc(x, -0.78 + 0.24 * x * x, 0.2) for x in (-0.6, -0.2, 0.2, 0.6)))
    elif dress == 1:
        second = add(*(leaf((x, -0.6), (x * 1.5, -1.0), 0.3) for x in (-0.56, -0.2, 0.2, 0.56)))
    else:
        second = add(box(-0.74, -0.92, 0.74, -0.7))
    return Figure(add(face) + cut(eye, mirrored(eye), mouth), second, turn=14)


def column(chance: Chance) -> Figure:
    """A column with its flutes; its capital is one of three."""
    flutes = chance.whole(1, 2)
    shaft = [(-0.32, -0.42), (0.32, -0.42), (0.38, 0.62), (-0.38, 0.62)]
    gaps = [
        bar((x, -0.32), (x * 1.15, 0.54), 0.1) for x in ((0.0,) if flutes == 1 else (-0.13, 0.13))
    ]
    base = [box(-0.54, 0.64, 0.54, 0.8), box(-0.7, 0.8, 0.7, 0.97)]
    capital = chance.whole(0, 2)
    if capital == 0:
        top = add(
            [(-0.36, -0.46), (-0.62, -0.72), (0.62, -0.72), (0.36, -0.46)],
            box(-0.72, -0.96, 0.72, -0.76),
        )
    elif capital == 1:
        curls = disc(-0.5, -0.6, 0.25), disc(0.5, -0.6, 0.25)
        top = add(box(-0.5, -0.84, 0.5, -0.5), *curls) + cut(
            disc(-0.5, -0.6, 0.09), disc(0.5, -0.6, 0.09)
        )
    else:
        fronds = [leaf((x * 0.4, -0.4), (x, -0.98), 0.32, x * 0.2) for x in (-0.56, 0.0, 0.56)]
        top = add(*fronds)
    return Figure(add(shaft, *base) + cut(*gaps), top, turn=0, mirror=False)
