"""The tile: the picture every achievement has (docs/tile.md).

`draw` is the tile with all its stones, `draw_small` the one for 24 pixels.
Both are made from `TileFacts` alone: the same facts and words always give the
same text. A tile says what an achievement is about; it says nothing about
anybody who earned it, and proves nothing.
"""

from tesela.formats.tile.composition import compose
from tesela.formats.tile.design import design
from tesela.formats.tile.facts import TileFacts
from tesela.formats.tile.pathway import grid
from tesela.formats.tile.small import SIDE, silhouettes
from tesela.formats.tile.svg import Colours, write, write_small


def draw(
    facts: TileFacts,
    *,
    title: str,
    description: str,
    language: str,
    colours: Colours = "full",
) -> str:
    """The tile as an SVG document.

    `title` is the achievement's, `description` the author's own alternative
    text, both in `language` (BCP 47). `colours="one"` uses one ink, the
    `currentColor` of where it stands, and leaves the rest open.
    """
    made = design(facts)
    return write(
        compose(made, one_ink=colours == "one"),
        made.palette,
        title=title,
        description=description,
        language=language,
        colours=colours,
    )


def draw_small(
    facts: TileFacts,
    *,
    title: str,
    description: str,
    language: str,
    colours: Colours = "full",
) -> str:
    """The tile for about 24 pixels as an SVG document: its figure on its ground."""
    made = design(facts)
    return write_small(
        made.scheme.ground,
        silhouettes(made),
        SIDE,
        made.palette,
        title=title,
        description=description,
        language=language,
        colours=colours,
    )


__all__ = ["Colours", "TileFacts", "draw", "draw_small", "grid"]
