"""Social sciences, journalism and information (03): people, a round table, voices."""

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
    ribbon,
    ring,
    shifted,
    smooth,
    star,
    turned_by,
)


def _person(x: float, y: float, size: float) -> tuple[Outline, Outline]:
    """Head and shoulders; `y` is where the chest ends."""
    head = disc(x, y - size * 1.0, size * 0.33)
    chest = [
        (x - size * 0.56, y),
        *arc(x, y - size * 0.08, size * 0.56, 180, 360, 14),
        (x + size * 0.56, y),
    ]
    return head, chest


def people(chance: Chance) -> Figure:
    kind = chance.whole(0, 2)
    if kind == 0:
        first, other = _person(-0.42, 0.62, 0.86), _person(0.46, 0.62, chance.between(0.62, 0.86))
        return Figure(add(*first), add(*other), turn=0)
    if kind == 1:
        front = _person(0, 0.8, 0.92)
        sides = [*_person(-0.62, 0.34, 0.66), *_person(0.62, 0.34, 0.66)]
        halo = [disc(0, -0.12, 0.42), [(x * 1.18, y - 0.12) for x, y in front[1]]]
        return Figure(add(*front), add(*sides) + cut(*halo), turn=0)
    child = _person(0, 0.82, 0.54)
    parents = [*_person(-0.46, 0.5, 0.84), *_person(0.46, 0.5, 0.84)]
    halo = [disc(0, 0.28, 0.28), [(x * 1.3, y - 0.08) for x, y in child[1]]]
    return Figure(add(*parents) + cut(*halo), add(*child), turn=0)


def table(chance: Chance) -> Figure:
    number = chance.whole(4, 7)
    start = chance.between(-90, -90 + 360 / number)
    heads = [disc(x, y, 0.165) for x, y in ring(number, 0.82, start)]
    arms: list[Outline] = []
    for place in range(number):
        middle = start + 360 * place / number
        reach = 126 / number
        arms.append(ribbon(arc(0, 0, 0.5, middle - reach, middle + reach, 8), 0.2))
    centre = chance.whole(0, 2)
    if centre == 0:
        second = add(disc(0, 0, 0.24))
    elif centre == 1:
        second = add(star(number, 0.32, 0.17, start))
    else:
        second = add(disc(0, 0, 0.27)) + cut(disc(0, 0, 0.12))
    return Figure(add(*heads, *arms), second, turn=0)


def voices(chance: Chance) -> Figure:
    def bubble(
        x: float, y: float, wide: float, high: float, side: float
    ) -> tuple[Outline, Outline]:
        shape = smooth(
            [(x - wide, y), (x - wide * 0.8, y - high * 0.85), (x, y - high), (x + wide * 0.8, y - high * 0.85),
             (x + wide, y), (x + wide * 0.8, y + high * 0.85), (x, y + high), (x - wide * 0.8, y + high * 0.85)],
            4,
        )  # fmt: skip
        tail = [(x + side * wide * 0.1, y + high * 0.7), (x + side * wide * 0.6, y + high * 0.7),
                (x + side * wide * 0.75, y + high * 1.6)]  # fmt: skip
        return shape, tail

    high = chance.between(0.36, 0.44)
    front = bubble(0.22, 0.22, 0.68, high, 1)
    back = bubble(-0.3, -0.42, 0.6, high, -1)
    halo = bubble(0.22, 0.22, 0.8, high + 0.12, 1)
    inside = chance.whole(0, 2)
    if inside == 0:
        marks = [disc(0.22 + 0.3 * k, 0.22, 0.1) for k in (-1, 0, 1)]
    elif inside == 1:
        marks = [bar((-0.18, 0.13), (0.62, 0.13), 0.1), bar((-0.18, 0.33), (0.4, 0.33), 0.1)]
    else:
        marks = [shifted(turned_by(star(4, 0.26, 0.1), 0), 0.22, 0.22)]
    return Figure(add(*front) + cut(*marks), add(*back) + cut(*halo), turn=0)


def news(chance: Chance) -> Figure:
    """A sheet of news: a headline, a picture and lines."""
    page = box(-0.72, -0.92, 0.72, 0.92)
    fold = (
        [(0.3, -0.98), (0.78, -0.98), (0.78, -0.5)]
        if chance.coin()
        else [(2.0, 2.0), (2.1, 2.0), (2.0, 2.1)]
    )
    headline = box(-0.52, -0.7, 0.2 if fold and fold[0][0] < 1 else 0.52, -0.46)
    side = chance.pick((-1, 1))
    photo = box(min(0.02, side * 0.52), -0.28, max(-0.02, side * 0.52), 0.2)
    lines = [bar((-side * 0.5, y), (-side * 0.12, y), 0.11) for y in (-0.2, 0.02, 0.2)]
    lines += [bar((-0.5, y), (0.5, y), 0.11) for y in (0.44, 0.68)[: chance.whole(1, 2)]]
    return Figure(add(page) + cut(fold, headline, photo, *lines), add(_inner(photo)), turn=10)


def _inner(outline: Outline) -> Outline:
    x = sum(p[0] for p in outline) / len(outline)
    y = sum(p[1] for p in outline) / len(outline)
    return disc(x, y, 0.17)
