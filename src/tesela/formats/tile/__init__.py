"""The tile: the picture every achievement has (docs/tile.md)."""

from typing import Literal

from tesela.formats.tile.composition import compose, design
from tesela.formats.tile.facts import TileFacts
from tesela.formats.tile.svg import write


def draw(
    facts: TileFacts,
    *,
    title: str,
    description: str,
    language: str,
    colours: Literal["full", "one"] = "full",
) -> str:
    """The tile as SVG; the same facts and words always give the same text."""
    made = design(facts)
    return write(
        compose(made),
        made.palette,
        title=title,
        description=description,
        language=language,
        colours=colours,
    )


__all__ = ["TileFacts", "draw"]
