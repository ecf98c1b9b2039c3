"""The page on which a description says which needs of the register it answers."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tesela.site.design.models import Description
from tesela.site.design.views import described
from tesela.site.design.words import plain
from tesela.site.languages import language_of
from tesela.site.needs import actions
from tesela.site.needs.models import Need
from tesela.site.providers.roles import for_members
from tesela.site.providers.settings_views import acting, tell
from tesela.text.errors import TeselaError

REFUSED = 422
MOST_OFFERED = 25
_LOOKED_THROUGH = 200
"""Of the newest open needs, for those that mean the same as an outcome."""


@for_members("describe")
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: HttpRequest, description: str) -> HttpResponse:
    """The needs that are declared, and open ones to choose."""
    found = described(request, description)
    if request.method != "POST":
        return _drawn(request, found)
    try:
        if removed := request.POST.get("remove", "")[:2000]:
            actions.take_out(acting(request), found, removed)
            tell(request, "needs.pick.removed")
        else:
            actions.declare(acting(request), _chosen(request), found)
            tell(request, "needs.pick.done")
    except TeselaError as error:
        return _drawn(request, found, error)
    return redirect("description-needs", found.organisation.slug, found.slug)


def _chosen(request: HttpRequest) -> list[Need]:
    """The open needs that were chosen; raises TeselaError `needs.none_chosen`, `needs.unknown`."""
    sent = request.POST.getlist("need")[:MOST_OFFERED]
    if not sent:
        raise TeselaError("needs.none_chosen")
    try:
        numbers = {UUID(one[:40]) for one in sent}
    except ValueError as error:
        raise TeselaError("needs.unknown") from error
    needs = list(Need.objects.filter(pk__in=numbers).order_by("-made_at", "-pk"))
    if len(needs) != len(numbers):
        raise TeselaError("needs.unknown")
    return needs


def _drawn(
    request: HttpRequest, found: Description, problem: TeselaError | None = None
) -> HttpResponse:
    query, language = request.GET.get("q", "").strip()[:100], language_of(request)
    declared = [one for one in found.content.get("needs") or () if one.get("title")]
    meant = _concepts(found)
    named = {one.get("id") for one in declared}
    open_needs = [one for one in _open(query) if one.address not in named]
    shared = {one.pk for one in open_needs if meant & {each["uri"] for each in one.references}}
    open_needs.sort(key=lambda one: one.pk not in shared)
    context = {
        "description": found,
        "declared": declared,
        "offered": [(one, one.pk in shared) for one in open_needs[:MOST_OFFERED]],
        "query": query,
        "problem": problem.problem.message(language) if problem else "",
        "advice": problem.problem.fix(language) if problem else "",
    }
    return render(request, "needs/pick.html", context, status=REFUSED if problem else 200)


def _open(query: str) -> QuerySet[Need]:
    """Open needs with all words of `query`, the newest first."""
    needs = Need.objects.filter(closed_at=None).select_related("organisation")
    for word in plain(query).split()[:10]:
        needs = needs.filter(words__contains=word)
    return needs.order_by("-made_at", "-pk")[:_LOOKED_THROUGH]


def _concepts(found: Description) -> set[Any]:
    """The addresses of the concepts that the outcomes are linked to."""
    return {
        reference["uri"]
        for outcome in found.content.get("learning_outcomes") or ()
        for reference in outcome.get("references") or ()
        if reference.get("uri")
    }
