"""No field known: rosettes and stars, pure ornament."""

from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Figure, add, box, cut, disc, leaf, ring, star, turned_by


def rosette(chance: Chance) -> Figure:
    petals = chance.whole(4, 9)
    wide = {4: 0.6, 5: 0.54, 6: 0.48, 7: 0.42, 8: 0.37, 9: 0.33}[petals]
    start = chance.between(0, 360 / petals)
    outer = [
        leaf(p, q, wide)
        for p, q in zip(ring(petals, 0.2, start), ring(petals, 1.0, start), strict=True)
    ]
    core = add(disc(0, 0, 0.22))
    if chance.coin():
        between = [disc(x, y, 0.12) for x, y in ring(petals, 0.88, start + 180 / petals)]
        core += add(*between)
    return Figure(add(*outer) + cut(disc(0, 0, 0.3)), core, turn=0)


def bloom(chance: Chance) -> Figure:
    petals = chance.whole(5, 8)
    start = chance.between(0, 360 / petals)
    size = {5: 0.36, 6: 0.31, 7: 0.27, 8: 0.24}[petals]
    outer = [disc(x, y, size) for x, y in ring(petals, 0.98 - size, start)]
    if chance.coin():
        return Figure(
            add(*outer, disc(0, 0, 0.5)) + cut(disc(0, 0, 0.32)), add(disc(0, 0, 0.2)), turn=0
        )
    return Figure(add(*outer), add(disc(0, 0, 0.95 - 2 * size)), turn=0)


def crossed(chance: Chance) -> Figure:
    """Squares turned into one another, as on a threshold."""
    tilt = chance.pick((0.0, 22.5))
    one = turned_by(box(-0.7, -0.7, 0.7, 0.7), tilt)
    other = turned_by(box(-0.7, -0.7, 0.7, 0.7), tilt + 45)
    hole = star(8, 0.66, 0.5, tilt)
    core = chance.whole(0, 2)
    if core == 0:
        second = add(disc(0, 0, 0.36))
    elif core == 1:
        second = add(star(4, 0.54, 0.22, tilt - 45))
    else:
        second = add(disc(0, 0, 0.42)) + cut(disc(0, 0, 0.2))
    return Figure(add(one, other) + cut(hole), second, turn=0)


def compass(chance: Chance) -> Figure:
    points = chance.pick((4, 5, 6, 8))
    start = -90 + chance.pick((0.0, 180 / points))
    waist = {4: 0.36, 5: 0.42, 6: 0.5, 8: 0.58}[points]
    long = star(points, 1.0, waist, start)
    if chance.coin():
        return Figure(add(long) + cut(disc(0, 0, 0.26)), add(disc(0, 0, 0.15)), turn=0)
    dots = [disc(x, y, 0.14) for x, y in ring(points, 0.8, start + 180 / points)]
    return Figure(add(long), add(*dots), turn=0)
