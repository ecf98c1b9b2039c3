"""The page where an outcome is linked to concepts of ESCO and DigComp: seen, searched, chosen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tesela.model.achievement import FrameworkReference
from tesela.site.concepts import called, concepts
from tesela.site.design import actions, referring
from tesela.site.design.models import Description
from tesela.site.design.outline import OUTCOMES
from tesela.site.design.views import described
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.vocab.suggest import ESCO

REFUSED = 422
_LONGEST_QUERY = 200
_LONGEST_VALUE = 1_100
_ACTS = ["GET", "HEAD", "POST"]


@for_members("describe")
@require_http_methods(_ACTS)
def linked(request: HttpRequest, description: str, outcome: str) -> HttpResponse:
    """The concepts that an outcome refers to, and those that it could refer to."""
    found = described(request, description)
    if referring.outcome_of(found.content, outcome) is None:
        raise Http404
    if request.method != "POST":
        return _drawn(request, found, outcome)
    opened = request.POST.get("opened", "")[:40]
    try:
        said = _done(request, found, outcome, opened)
    except actions.ChangedMeanwhileError as error:
        return _drawn(request, error.now, outcome, problem=error, status=409)
    except TeselaError as error:
        return _drawn(request, found, outcome, problem=error, status=REFUSED)
    messages.success(request, said)
    return redirect("description-concepts", found.organisation.slug, found.slug, outcome)


def _done(request: HttpRequest, found: Description, outcome: str, opened: str) -> str:
    """Do what the form says; what is then said."""
    language, actor = language_of(request), request.user.pk
    removed = request.POST.get("remove", "")
    if removed:
        place = int(removed) if removed.isascii() and removed.isdigit() and len(removed) < 4 else -1
        referring.drop(found, outcome, place, opened, actor)
        return say("concepts.removed", language)
    chosen = [value[:_LONGEST_VALUE] for value in request.POST.getlist("concept")]
    if not chosen:
        raise TeselaError("concepts.none_chosen")
    if len(chosen) > referring.MOST_REFERENCES:
        raise TeselaError("concepts.too_many", maximum=referring.MOST_REFERENCES)
    return say("concepts.taken", language, referring.refer(found, outcome, chosen, opened, actor))


def _drawn(
    request: HttpRequest,
    found: Description,
    name: str,
    *,
    problem: TeselaError | None = None,
    status: int = 200,
) -> HttpResponse:
    outcome = referring.outcome_of(found.content, name)
    if outcome is None:  # somebody removed it meanwhile
        raise Http404
    query = " ".join(request.GET.get("q", "")[:_LONGEST_QUERY].split())
    language = language_of(request)
    tongues = list(dict.fromkeys((*found.languages[:1], language)))
    if query:
        offers = referring.looked_up(query, tongues, outcome)
    else:
        offers = referring.suggested(outcome, tongues)
    context = {
        "description": found,
        "outcome": outcome,
        "held": [_held(one, place) for place, one in enumerate(outcome.get("references", []))],
        "offers": offers,
        "query": query,
        "with_esco": ESCO in concepts().names,
        "opened": actions.seal(found, OUTCOMES),
        "problem": problem.problem.message(language) if problem else "",
        "advice": problem.problem.fix(language) if problem else "",
    }
    return render(request, "design/concepts.html", context, status=status)


def _held(stated: dict[str, Any], place: int) -> dict[str, Any]:
    reference = FrameworkReference.model_validate(stated)
    return {"reference": reference, "label": dict(called(reference)), "place": place}
