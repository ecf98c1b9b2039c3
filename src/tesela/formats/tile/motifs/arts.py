"""Arts and humanities (02): vase, lyre, mask."""

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import (
    Figure,
    Outline,
    add,
    arc,
    bar,
    both,
    box,
    cut,
    disc,
    flowing,
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
        second = add(ribbon([(-0.42, y), (-0.21, y - 0.14), (0, y), (0.21, y - 0.14), (0.42, y)], 0.13))
    else:
        second = add(oval(0, y, 0.36, 0.12))
    holes = tuple((False, [(x * 1.0, yy) for x, yy in line]) for _, line in second)
    return Figure(add(*pieces), turn=2) if belt == 3 else Figure(add(*pieces) + holes, turn=2)


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
        [(-0.72, -0.74), (0, -0.86), (0.72, -0.74), (0.74, -0.1), (0.48, 0.62), (0, 0.94),
         (-0.48, 0.62), (-0.74, -0.1)]
    )  # fmt: skip
    tilt = 0.1 if merry else -0.12
    eye = ribbon(flowing([(0.16, -0.2 - tilt), (0.36, -0.3 + tilt * 0.2), (0.56, -0.2)]), 0.19)
    if merry:
        mouth = [*arc(0, 0.22, 0.44, 8, 172), *arc(0, 0.08, 0.4, 148, 32)]
    else:
        mouth = [*arc(0, 0.72, 0.42, 192, 348), *arc(0, 0.84, 0.42, 326, 214)]
    hair: list[Outline] = [disc(x, -0.84 + 0.22 * x * x, 0.19) for x in (-0.6, -0.2, 0.2, 0.6)]
    second = add(*hair) if chance.coin() else add(box(-0.74, -0.98, 0.74, -0.78))
    nose = bar((0, -0.22), (0, 0.16), 0.12)
    return Figure(add(face) + cut(eye, mirrored(eye), mouth, nose), second, turn=12)
