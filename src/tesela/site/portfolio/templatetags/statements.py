"""Template tags for what a document says: each piece in its own language."""

from collections.abc import Iterator

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tesela.formats.document.parts import Facts, Group, Items, Paragraph, Part, Run, Text

register = template.Library()


@register.simple_tag(takes_context=True)
def said(context: Context, text: Text) -> SafeString:
    """A statement: runs in other languages are marked, addresses are links."""
    return _text(text, str(context.get("language", "en")))


@register.simple_tag(takes_context=True)
def section_parts(context: Context, parts: tuple[Part, ...], level: int = 3) -> SafeString:
    """The parts of a section; headings within it have the level `level`."""
    language = str(context.get("language", "en"))
    return mark_safe("".join(_parts(parts, language, level)))  # noqa: S308 - made by format_html


def _parts(parts: tuple[Part, ...], language: str, level: int) -> Iterator[str]:
    for part in parts:
        match part:
            case Paragraph(text):
                yield format_html("<p>{}</p>", _text(text, language))
            case Items(items, numbered):
                kind = mark_safe("ol" if numbered else "ul")  # noqa: S308
                listed = format_html_join(
                    "", "<li>{}</li>", ((_text(item, language),) for item in items)
                )
                yield format_html("<{0}>{1}</{0}>", kind, listed)
            case Facts(rows):
                listed = format_html_join(
                    "",
                    "<div><dt>{}</dt>{}</div>",
                    ((_text(row.label, language), _lines(row.lines, language)) for row in rows),
                )
                yield format_html('<dl class="facts">{}</dl>', listed)
            case Group(heading, inner):
                yield format_html("<h{0}>{1}</h{0}>", level, _text(heading, language))
                yield from _parts(inner, language, level + 1)


def _lines(lines: tuple[Text, ...], language: str) -> SafeString:
    return format_html_join("", "<dd>{}</dd>", ((_text(line, language),) for line in lines))


def _text(text: Text, language: str) -> SafeString:
    return format_html_join("", "{}", ((_run(run, language),) for run in text))


def _run(run: Run, language: str) -> SafeString | str:
    mark = format_html(' lang="{}"', run.language) if run.language != language else ""
    if run.address:
        return format_html('<a href="{}" rel="noreferrer"{}>{}</a>', run.address, mark, run.text)
    return format_html("<span{}>{}</span>", mark, run.text) if mark else run.text
