"""Template tags for the pages' own pictures: `{% tile "check" %}`, `{% mosaic "house" %}`."""

from django import template
from django.utils.safestring import SafeString

from tesela.site.components.pictures import full_tile, small_tile

register = template.Library()


@register.simple_tag
def tile(name: str) -> SafeString:
    """A small tile, as decoration."""
    return small_tile(name)


@register.simple_tag
def mosaic(name: str) -> SafeString:
    """A tile with all its stones, as decoration."""
    return full_tile(name)
