"""Health and welfare (09): heart, hand, serpent staff, mortar, person, drop."""

import math

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
    oval,
    ribbon,
    scaled,
    shifted,
    smooth,
)


def _heart_line(steps: int = 40) -> Outline:
    """The familiar heart curve, about 1 across, standing on its tip."""
    line = []
    for step in range(steps):
        t = 2 * math.pi * step / steps
        x = 16 * math.sin(t) ** 3
        y = -(13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t))
        line.append((x / 17, (y - 2) / 17))
    return line


def heart(chance: Chance) -> Figure:
    outer = _heart_line()
    core = chance.whole(0, 4)
    if core == 0:
        return Figure(add(outer), turn=16)
    if core == 1:
        inner = shifted(scaled(outer, 0.42), 0, -0.08)
        hollow = shifted(scaled(outer, 0.62), 0, -0.06)
        return Figure(add(outer) + cut(hollow), add(inner), turn=16)
    if core == 2:
        blade = leaf((-0.4, 0.2), (0.42, -0.5), 0.46, 0.06)
        return Figure(add(outer) + cut(blade), turn=8)
    if core == 3:
        return Figure(add(outer) + cut(disc(0, -0.14, 0.38)), add(disc(0, -0.14, 0.25)), turn=10)
    pulse = [(-1.0, 0.05), (-0.35, 0.05), (-0.2, -0.3), (0.05, 0.35), (0.22, 0.05), (1.0, 0.05)]
    return Figure(add(outer) + cut(ribbon(pulse, 0.15)), turn=5)


def hand(chance: Chance) -> Figure:
    spread = chance.between(8, 15)
    fingers: list[Outline] = []
    for place, (x, length) in enumerate(((-0.33, 0.62), (-0.11, 0.8), (0.12, 0.76), (0.34, 0.58))):
        angle = math.radians((place - 1.5) * spread)
        tip = (x + math.sin(angle) * length, -0.05 - math.cos(angle) * length)
        fingers.extend((bar((x, 0.1), tip, 0.2), disc(*tip, 0.1)))
    thumb = (-0.82, 0.02)
    palm = oval(0, 0.38, 0.47, 0.5)
    pieces = add(palm, *fingers, bar((-0.3, 0.5), thumb, 0.23), disc(*thumb, 0.115))
    core = shifted(scaled(_heart_line(28), 0.27), 0, 0.36)
    if chance.coin():
        core = disc(0, 0.36, 0.21)
    return Figure(pieces + cut(scaled_about(core, 1.32)), add(core), turn=10)


def scaled_about(line: Outline, by: float) -> Outline:
    """The outline enlarged about its own middle."""
    x = sum(p[0] for p in line) / len(line)
    y = sum(p[1] for p in line) / len(line)
    return [(x + (px - x) * by, y + (py - y) * by) for px, py in line]


def staff(chance: Chance) -> Figure:
    turns = chance.pick((2.0, 2.5, 3.0))
    swing = chance.between(0.42, 0.5)
    snake = [
        (
            swing * (1 - 0.5 * step / 40) * math.sin(math.pi * turns * step / 40 + 0.9),
            -0.62 + 1.4 * step / 40,
        )
        for step in range(41)
    ]
    x, y = snake[0]
    rod = add(bar((0, -0.95), (0, 1.0), 0.22), disc(0, -0.9, 0.17))
    body = add(ribbon(snake, 0.27, 0.12), oval(x + 0.1, y - 0.06, 0.27, 0.17, -18))
    return Figure(
        rod + cut(ribbon(snake, 0.42, 0.26)), body + cut(disc(x + 0.16, y - 0.1, 0.05)), turn=5
    )


def mortar(chance: Chance) -> Figure:
    rim = box(-0.78, -0.16, 0.78, 0.04)
    cup = [(-0.64, 0.0), (0.64, 0.0), *arc(0, 0.0, 0.64, 10, 170, 14)]
    foot = [(-0.2, 0.56), (0.2, 0.56), (0.46, 0.92), (-0.46, 0.92)]
    lean = chance.between(0.3, 0.56)
    pestle = add(bar((0.1, 0.0), (lean, -0.86), 0.2), disc(lean, -0.84, 0.16)) + cut(rim)
    mark = chance.whole(0, 2)
    if mark == 0:
        sign = cut(leaf((-0.3, 0.42), (0.3, 0.12), 0.26))
    elif mark == 1:
        sign = cut(*(disc(x, 0.26, 0.09) for x in (-0.28, 0.0, 0.28)))
    else:
        sign = cut(shifted(scaled(_heart_line(24), 0.24), 0, 0.28))
    return Figure(add(cup, rim, foot) + sign, pestle, turn=0)


def wellbeing(chance: Chance) -> Figure:
    """A person with raised arms, under a sun or within a wreath of leaves."""
    lift = chance.between(0.3, 0.62)
    head = disc(0, -0.36, 0.21)
    arms = ribbon(
        flowing([(-0.66, -lift), (-0.3, -0.02), (0, 0.06), (0.3, -0.02), (0.66, -lift)]), 0.19
    )
    trunk = [(-0.2, -0.04), (0.2, -0.04), (0.15, 0.42), (0.4, 0.96), (0.18, 0.96), (0, 0.54),
             (-0.18, 0.96), (-0.4, 0.96), (-0.15, 0.42)]  # fmt: skip
    about = chance.whole(0, 2)
    if about == 0:
        second = add(leaf((-0.5, 0.7), (-0.98, 0.2), 0.3), leaf((0.5, 0.7), (0.98, 0.2), 0.3))
    elif about == 1:
        second = add(ribbon(arc(0, -0.28, 0.5, 205, 335, 12), 0.17))
    else:
        second = add(*(disc(x, y, 0.12) for x, y in arc(0, -0.3, 0.56, 220, 320, 2)))
    return Figure(add(head, arms, trunk), second, turn=3)


def drop(chance: Chance) -> Figure:
    """A drop, with what it brings."""
    outline = smooth(
        [(0, -1.0), (0.12, -0.74), (0.46, -0.2), (0.64, 0.3), (0.46, 0.76), (0, 0.96),
         (-0.46, 0.76), (-0.64, 0.3), (-0.46, -0.2), (-0.12, -0.74)]
    )  # fmt: skip
    core = chance.whole(0, 4)
    if core == 0:
        inner = shifted(scaled(_heart_line(28), 0.36), 0, 0.32)
        return Figure(add(outline) + cut(scaled_about(inner, 1.4)), add(inner), turn=8)
    if core == 1:
        return Figure(add(outline) + cut(ribbon(arc(0, 0.3, 0.38, 80, 180, 10), 0.15)), turn=20)
    if core == 2:
        waves = [ribbon(arc(0, -0.1, r, 40, 140, 12), 0.15) for r in (0.72, 0.98)]
        high = shifted(scaled(outline, 0.66), 0, -0.34)
        return Figure(add(high), add(*waves), turn=0)
    if core == 3:
        blade = leaf((0.0, 0.74), (0.0, -0.34), 0.5)
        return Figure(add(outline) + cut(blade), turn=24)
    small = scaled(outline, 0.46)
    sides = [shifted(small, 0.66, -0.42), shifted(small, -0.66, -0.42)]
    return Figure(add(outline), add(*sides[: chance.whole(1, 2)]), turn=8)
