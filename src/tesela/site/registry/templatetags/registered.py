"""Template tags for the registry's pages: names of countries, registers and concepts, and problems."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.template import Context

from tesela.site.providers.forms import SCHEMES
from tesela.site.registry.publishing import authority
from tesela.text.catalogue import fix, say
from tesela.vocab import places, vocabulary

register = template.Library()


def _language(context: Context) -> str:
    return str(context.get("language", "en"))


@register.simple_tag
def has_registry() -> bool:
    """Whether a registry is run on this service."""
    return bool(settings.AUTHORITY) and authority() is not None


@register.simple_tag
def runs_registry(slug: str) -> bool:
    """Whether the organisation with this slug runs it."""
    return bool(slug) and slug == settings.AUTHORITY


@register.simple_tag(takes_context=True)
def country_name(context: Context, code: str) -> str:
    """A country in the reader's language."""
    return places.country_name(code, _language(context))


@register.simple_tag(takes_context=True)
def concept(context: Context, name: str, code: str) -> str:
    """A concept of a controlled list in the reader's language."""
    return vocabulary(name).concept(code).label(_language(context))


@register.simple_tag(takes_context=True)
def scheme(context: Context, name: str) -> str:
    """The register that an identifier is of; as it calls itself where it is none that we know."""
    return say(f"providers.scheme.{name}", _language(context)) if name in SCHEMES else name


@register.simple_tag(takes_context=True)
def problem_said(context: Context, problem: Mapping[str, Any]) -> str:
    """A stored problem and what to do about it."""
    language, data = _language(context), problem.get("data", {})
    return f"{say(problem['code'], language, **data)} {fix(problem['code'], language, **data)}"
