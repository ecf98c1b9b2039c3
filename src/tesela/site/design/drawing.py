"""The tile of an achievement, and how it is put into a page."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tesela.formats.tile import TileFacts, draw, draw_small
from tesela.model.achievement import Achievement
from tesela.site.components.pictures import silent


def tile_facts(achievement: Achievement) -> TileFacts:
    """What the tile shows. Raises ValueError for a pathway that cannot be drawn."""
    stacks, level = achievement.stackability, achievement.level
    return TileFacts(
        achievement=achievement.id,
        field=achievement.fields[0] if achievement.fields else None,
        level=level.eqf if level else None,
        outcomes=len(achievement.learning_outcomes),
        issuer=achievement.issuer.id or achievement.id,
        pathway=stacks.pathway if stacks else None,
        place_in_pathway=stacks.place_in_pathway if stacks else None,
        pathway_length=stacks.pathway_length if stacks else None,
    )


@lru_cache(maxsize=512)
def drawn(facts: TileFacts) -> SafeString:
    """The tile with all its stones, silent."""
    return silent(draw(facts, title="", description="", language="en"))


@lru_cache(maxsize=512)
def drawn_small(facts: TileFacts) -> SafeString:
    """The small tile, silent; for lists, where the title stands beside it."""
    return silent(draw_small(facts, title="", description="", language="en"))


def picture(achievement: Achievement, language: str) -> SafeString:
    """The tile as a picture that is read out with the author's words.

    Without such words it is decoration: the title stands beside it.
    """
    svg = drawn(tile_facts(achievement))
    if achievement.picture is None:
        return svg
    words = achievement.picture.alternative_text
    tag = words.language_for(language)
    return format_html(
        '<span class="picture" role="img" aria-label="{}" lang="{}">{}</span>', words[tag], tag, svg
    )
