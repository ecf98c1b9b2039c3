"""Template tags for descriptions: rows of the editor, and texts that know their languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tesela.formats.document.parts import Facts, Group, Items, Paragraph, Part, Text
from tesela.formats.document.voice import direction
from tesela.site.design.page_form import Row
from tesela.text.localized import LocalizedText

register = template.Library()


@register.simple_tag(takes_context=True)
def plain(context: Context, value: Mapping[str, str]) -> str:
    """A text of several languages in the reader's, without marks: for the title of a page."""
    if not value:
        return ""
    return LocalizedText(value).in_language(str(context.get("language", "en")))


@register.simple_tag(takes_context=True)
def said(context: Context, text: Text) -> SafeString:
    """A text whose pieces are marked with their languages where these differ from the page's."""
    page = str(context.get("language", "en"))
    return format_html_join("", "{}", ((_run(run, page),) for run in text))


@register.inclusion_tag("design/parts.html", takes_context=True)
def parts(context: Context, shown: Sequence[Part], level: int = 3) -> dict[str, Any]:
    """Paragraphs, lists and groups as they stand in a section."""
    kinds = {Paragraph: "paragraph", Items: "items", Group: "group", Facts: "facts"}
    return {
        "parts": [(kinds.get(type(part), ""), part) for part in shown],
        "language": context.get("language", "en"),
        "level": level,
    }


@register.inclusion_tag("design/row.html", takes_context=True)
def row(context: Context, shown: Row) -> dict[str, Any]:
    """One row of an editor's page, and what stands in it."""
    return {
        "row": shown,
        "form": context["form"],
        "language": context.get("language", "en"),
    }


def _run(run: Any, page: str) -> SafeString | str:
    if run.address is not None:
        return format_html('<a href="{}" rel="nofollow">{}</a>', run.address, run.text)
    if run.language == page:
        return str(run.text)
    turned = direction(run.language)
    if turned != "ltr":
        return format_html('<span lang="{}" dir="{}">{}</span>', run.language, turned, run.text)
    return format_html('<span lang="{}">{}</span>', run.language, run.text)
