"""Families of motifs, one for each broad field of education (ISCED-F 2013).

A motif is a function from the achievement's choices to a figure. A further
motif is one function and its place in this table; but a motif added to a
family changes which one the achievements of that field get.
"""

from collections.abc import Callable

from tesela.formats.tile.facts import UNKNOWN_FIELD
from tesela.formats.tile.motifs import (
    arts,
    building,
    business,
    digital,
    education,
    farming,
    general,
    health,
    nature,
    ornament,
    services,
    society,
)
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Figure

Motif = Callable[[Chance], Figure]

FAMILIES: dict[str, tuple[Motif, ...]] = {
    "00": (general.key, general.steps, general.gateway, general.blocks),
    "01": (education.book, education.lamp, education.owl, education.pencil),
    "02": (arts.vase, arts.lyre, arts.mask, arts.column),
    "03": (society.people, society.table, society.voices, society.news),
    "04": (business.scales, business.temple, business.growth, business.coins, business.letter),
    "05": (nature.atom, nature.flask, nature.sun, nature.moon, nature.curve),
    "06": (digital.chip, digital.network, digital.screen, digital.robot, digital.laptop),
    "07": (building.gear, building.bridge, building.tools, building.house),
    "08": (farming.sprig, farming.ear, farming.tree, farming.grapes, farming.fish),
    "09": (
        health.heart,
        health.hand,
        health.staff,
        health.mortar,
        health.wellbeing,
        health.drop,
    ),
    "10": (services.ship, services.bowl, services.bell, services.wheel, services.case),
    UNKNOWN_FIELD: (ornament.rosette, ornament.bloom, ornament.crossed, ornament.compass),
}


def figure_for(broad_field: str, chance: Chance) -> Figure:
    """A figure of the field's family, varied by `chance`."""
    return chance.pick(FAMILIES[broad_field])(chance)
