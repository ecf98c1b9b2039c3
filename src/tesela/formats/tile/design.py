"""Every choice that makes a tile, taken once.

The issuer gives the palette, the field of education the family of motifs,
and the achievement's own name all the rest: which motif and how it varies,
how it stands, what lies beside what. Each choice is drawn from its own name,
so that a correction of one fact leaves the others' part of the picture alone.
"""

from dataclasses import dataclass

from tesela.formats.tile.backdrops import BACKDROPS
from tesela.formats.tile.corners import CORNERS
from tesela.formats.tile.facts import TileFacts
from tesela.formats.tile.medallion import SHAPES, Medallion
from tesela.formats.tile.motifs import figure_for
from tesela.formats.tile.palette import SCHEMES, SURROUNDS, Palette, Scheme, palette_of
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Figure, Point, mirrored, turned_by

FLOWS = ("level", "waves", "slope", "rings", "fan")
"""How the rows of a ground can run."""


@dataclass(frozen=True, slots=True)
class Design:
    """What a tile is to look like, before any stone is laid."""

    facts: TileFacts
    palette: Palette
    """The issuer's two hues; the achievement says which of them is the deep one."""
    scheme: Scheme
    shape: Medallion
    """The frame, of reach 1."""
    figure: Figure
    flow: str
    """How the ground's rows run: one of `FLOWS`."""
    surround: tuple[str, str]
    """Materials of the field round the medallion and of the ornament in it."""
    corner: str
    """The ornament in the corners: one of `CORNERS`."""
    backdrop: str
    """How the ground is divided into two shades: one of `BACKDROPS`."""
    checkered: bool
    """Whether the border's stones are deep and bright in turn."""


def design(facts: TileFacts) -> Design:
    def chance(of: str) -> Chance:
        return Chance(of, facts.achievement)

    return Design(
        facts=facts,
        palette=palette_of(facts.issuer, swapped=chance("hues").coin()),
        scheme=chance("scheme").pick(SCHEMES),
        shape=chance("shape").pick(SHAPES),
        figure=_posed(figure_for(facts.broad_field, chance("figure")), chance("pose")),
        flow=chance("flow").pick(FLOWS),
        surround=chance("surround").pick(SURROUNDS),
        corner=chance("corner").pick(tuple(CORNERS)),
        backdrop=chance("backdrop").pick(tuple(BACKDROPS)),
        checkered=chance("border").coin(),
    )


def _posed(figure: Figure, chance: Chance) -> Figure:
    """The figure turned a little, and mirrored where it may be."""
    flip = chance.coin() and figure.mirror
    turn = chance.between(-figure.turn, figure.turn)

    def by(point: Point) -> Point:
        moved = turned_by([point], turn)
        return mirrored(moved)[0] if flip else moved[0]

    return figure.moved(by)
