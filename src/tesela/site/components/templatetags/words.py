"""Template tags for words: every sentence comes from the catalogue."""

from typing import Any

from django import template
from django.template import Context

from tesela.text.catalogue import fix, say

register = template.Library()


@register.simple_tag(takes_context=True, name="say")
def say_tag(context: Context, code: str, count: int | None = None, **data: Any) -> str:
    """The sentence `code` in the reader's language: `{% say "site.title" %}`."""
    return say(code, str(context.get("language", "en")), count, **data)


@register.simple_tag(takes_context=True)
def advice(context: Context, code: str, **data: Any) -> str:
    """What to do about `code`, in the reader's language."""
    return fix(code, str(context.get("language", "en")), **data)
