"""Families of motifs, one for each broad field of education (ISCED-F 2013)."""

from collections.abc import Callable

from tesela.formats.tile.motifs import health
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Figure

Motif = Callable[[Chance], Figure]

FAMILIES: dict[str, tuple[Motif, ...]] = {
    "09": (health.heart, health.hand, health.staff),
}


def figure_for(broad_field: str, chance: Chance) -> Figure:
    """A figure of the field's family, varied by `chance`."""
    family = FAMILIES.get(broad_field, FAMILIES["09"])
    return chance.pick(family)(chance)
