"""The figures of a network: a page, and the same as a list for spreadsheets."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tesela.issuing.roster import class_list_csv
from tesela.site.languages import language_of
from tesela.site.networks.figures import Figures, figures_of, summed
from tesela.site.providers.roles import for_members
from tesela.site.providers.settings_views import acting
from tesela.text.catalogue import say
from tesela.text.localized import LocalizedText

_MOST_SHOWN = 200
"""Organisations in the page's table; the file has all of them."""
_COLUMNS = (
    "invite.invited",
    "figures.level",
    "figures.described",
    "figures.awarded",
    "figures.lately",
)


@require_safe
@for_members("see")
def figures(request: HttpRequest) -> HttpResponse:
    """How much everybody below describes and awards."""
    of, language = acting(request).organisation, language_of(request)
    found = figures_of(of, datetime.now(UTC))
    if request.GET.get("as") == "csv":
        listed = class_list_csv(language, _lines(found, language))
        response = HttpResponse(listed, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="network-{of.slug}.csv"'
        return response
    context = {
        "figures": found[:_MOST_SHOWN],
        "more": max(0, len(found) - _MOST_SHOWN),
        "sum": summed(found),
    }
    return render(request, "networks/figures.html", context)


def _lines(found: Sequence[Figures], language: str) -> Iterator[list[str]]:
    yield [say(f"networks.{column}", language) for column in _COLUMNS]
    for one in found:
        name = LocalizedText(one.organisation.name).in_language(language)
        counts = [_told(count, language) for count in (one.awarded, one.awarded_lately)]
        yield [name, str(one.level), str(one.described), *counts]


def _told(count: int, language: str) -> str:
    return str(count) if count else say("networks.figures.few", language)
