"""Health and welfare (09): heart, open hand, serpent staff."""

import math

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import (
    Figure,
    Outline,
    add,
    bar,
    cut,
    disc,
    leaf,
    oval,
    ribbon,
    scaled,
    shifted,
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
    fingers = []
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
