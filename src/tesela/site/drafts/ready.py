"""The ready descriptions: to look through, to look at one, and to take one as a start."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from babel.numbers import format_decimal
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from tesela.model.achievement import Achievement
from tesela.model.origin import Origin
from tesela.model.ready import FIELDS, origin_of
from tesela.model.ready import Ready as Example
from tesela.site.components.templatetags.words import locale_of_language
from tesela.site.design import starting
from tesela.site.design.drawing import drawn_small, picture, tile_facts
from tesela.site.design.shown import shown
from tesela.site.design.words import plain
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members
from tesela.text.catalogue import say
from tesela.vocab.places import language_name

ORDER = (*FIELDS, "")
"""In the order of the page; the complete examples are of no field and come last."""
ON_A_PAGE = 15
_LONGEST_QUERY = 100
_MOST_WORDS = 10


@dataclass(frozen=True)
class Ready:
    """One ready description as it stands in the list."""

    example: Example

    @property
    def achievement(self) -> Achievement:
        return self.example.achievement

    @property
    def origin(self) -> Origin:
        return origin_of(self.achievement)

    @property
    def summary(self) -> dict[str, str]:
        return dict(self.achievement.summary or {})

    @property
    def tile(self) -> SafeString:
        return drawn_small(tile_facts(self.achievement))

    @property
    def written_in(self) -> tuple[str, ...]:
        return tuple(self.example.title)

    @cached_property
    def words(self) -> str:
        """What is searched: titles, summaries and outcomes in all languages."""
        told = self.achievement
        texts = [told.title, *(one.text for one in told.learning_outcomes)]
        texts += [told.summary] if told.summary else []
        return plain(" ".join(text for one in texts for text in one.values()))


@dataclass(frozen=True)
class Field:
    """The ready descriptions of one field."""

    name: str
    listed: tuple[dict[str, object], ...]

    @property
    def code(self) -> str:
        """The code of its heading."""
        return code_of(self.name)


def code_of(field: str) -> str:
    """What a field is called."""
    return f"drafts.field.{field or 'examples'}"


@require_safe
@for_members("describe")
def ready(request: HttpRequest) -> HttpResponse:
    """The ready descriptions by field; searched by words, field and language."""
    language = language_of(request)
    query = request.GET.get("q", "").strip()[:_LONGEST_QUERY]
    field = request.GET.get("field", "")
    tongue = request.GET.get("language", "")
    examples = sorted(starting.examples(), key=lambda example: ORDER.index(example.field))
    everything = [Ready(example) for example in examples]
    found = [
        one
        for one in everything
        if (not field or (one.example.field or "examples") == field)
        and (not tongue or tongue in one.written_in)
        and (not query or _fits(one, plain(query).split()[:_MOST_WORDS]))
    ]
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "field": field,
        "tongue": tongue,
        "page": page,
        "count": len(found),
        "fields": _by_field(page.object_list, language),
        "offered_fields": [
            (name or "examples", code_of(name))
            for name in ORDER
            if any(one.example.field == name for one in everything)
        ],
        "offered_languages": _languages(everything, language),
    }
    return render(request, "drafts/ready.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("describe")
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One ready description as it reads, and the button that takes it as a start."""
    organisation = request.organisation  # type: ignore[attr-defined]
    language = language_of(request)
    example = next((one for one in starting.examples() if one.name == name), None)
    if example is None:
        raise Http404
    if request.method == "POST":
        made = starting.start_from_example(organisation, example.name, request.user.pk)
        messages.success(request, say("design.made", language))
        return redirect("description", organisation.slug, made.slug)
    asked = request.GET.get("in", "")[:35]
    reading = asked if asked in example.achievement.title else language
    context = {
        "example": example,
        "field": code_of(example.field),
        "shown": shown(example.achievement, reading),
        "tile": picture(example.achievement, reading),
        "origin": Ready(example).origin,
    }
    return render(request, "drafts/ready_one.html", context)


def _fits(one: Ready, words: Iterable[str]) -> bool:
    return all(word in one.words for word in words)


def _by_field(found: Iterable[Ready], language: str) -> list[Field]:
    listed = [(one, _card(one, language)) for one in found]
    fields = [
        Field(name, tuple(card for one, card in listed if one.example.field == name))
        for name in ORDER
    ]
    return [field for field in fields if field.listed]


def _card(one: Ready, language: str) -> dict[str, object]:
    told = one.achievement
    return {
        "name": one.example.name,
        "title": dict(told.title),
        "summary": one.summary,
        "tile": one.tile,
        "level": told.level.eqf if told.level else None,
        "workload": _workload(told, language),
        "languages": ", ".join(language_name(tag, language) for tag in one.written_in),
        "origin": one.origin,
    }


def _workload(told: Achievement, language: str) -> str:
    """The hours, else the first credits; empty where neither is stated."""
    work = told.workload
    if work is None:
        return ""
    if work.hours is not None:
        return _counted("element.hours", work.hours, language)
    first = work.credits[0]
    return _counted(f"element.{first.system}_points", first.points, language)


def _counted(code: str, figure: Decimal, language: str) -> str:
    written = format_decimal(figure, locale=locale_of_language(language))
    count = int(figure) if figure == figure.to_integral_value() else 2
    return say(code, language, count, figure=written)


def _languages(everything: Iterable[Ready], language: str) -> list[tuple[str, str]]:
    tags = {tag for one in everything for tag in one.written_in}
    return sorted(((tag, language_name(tag, language)) for tag in tags), key=lambda one: one[1])
