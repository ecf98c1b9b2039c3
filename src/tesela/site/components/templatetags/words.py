"""Template tags for words: every sentence comes from the catalogue."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tesela.text.catalogue import fix, say
from tesela.text.languages import EU_LANGUAGES, best_language
from tesela.text.localized import LocalizedText

register = template.Library()


@register.simple_tag(takes_context=True, name="say")
def say_tag(context: Context, code: str, count: int | None = None, **data: Any) -> str:
    """The sentence `code` in the reader's language: `{% say "site.title" %}`."""
    return say(code, str(context.get("language", "en")), count, **data)


@register.simple_tag(takes_context=True)
def advice(context: Context, code: str, **data: Any) -> str:
    """What to do about `code`, in the reader's language."""
    return fix(code, str(context.get("language", "en")), **data)


@register.simple_tag(takes_context=True)
def text(context: Context, value: Mapping[str, str] | None) -> SafeString | str:
    """A text of several languages in the reader's, marked with its own where that differs."""
    if not value:
        return ""
    localized, language = LocalizedText(value), str(context.get("language", "en"))
    tag = localized.language_for(language)
    if tag == language:
        return localized[tag]
    return format_html('<span lang="{}">{}</span>', tag, localized[tag])


@register.simple_tag(takes_context=True)
def text_only(context: Context, value: Mapping[str, str]) -> str:
    """A text of several languages in the reader's, without a mark: for titles."""
    return LocalizedText(value).in_language(str(context.get("language", "en")))


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | None) -> str:
    """A day in the reader's words: 3 May 2026."""
    return format_date(value, "long", locale=locale_of(context)) if value else ""


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None) -> str:
    """Day and time (UTC) in the reader's words."""
    if value is None:
        return ""
    return f"{format_datetime(value, 'd MMMM y, HH:mm', locale=locale_of(context))} UTC"


@register.simple_tag(takes_context=True)
def number(context: Context, value: float) -> str:
    """A number in the reader's way of writing."""
    return format_decimal(value, locale=locale_of(context))


def locale_of(context: Context) -> Locale:
    """The reader's conventions of dates and numbers."""
    return locale_of_language(str(context.get("language", "en")))


def locale_of_language(language: str) -> Locale:
    """The conventions of whoever reads in `language`."""
    served = best_language(language, EU_LANGUAGES) or "en"
    return Locale.parse("en_150" if served == "en" else served)
