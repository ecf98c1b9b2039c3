"""Template tags of quality assurance: countries by name, and lines of text as paragraphs."""

from django import template
from django.template import Context

from tesela.vocab.places import country_name

register = template.Library()


@register.simple_tag(takes_context=True)
def country(context: Context, code: str) -> str:
    """A country by its name in the reader's language."""
    return country_name(code, str(context.get("language", "en")))
