"""“To Europass in three steps” for a learner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tesela.site.awards import europass
from tesela.site.awards.models import Award
from tesela.site.portfolio.links import for_award, token_of
from tesela.site.providers import seals


@require_safe
@for_award
def award_europass(request: HttpRequest, award: Award) -> HttpResponse:
    """The steps, or whom to ask where there is no file for it."""
    if award.opened_at is None:
        return redirect("learner-award", token=token_of(award))
    seal = seals.present(award.organisation)
    context = {
        "award": award,
        "token": token_of(award),
        "can": europass.can_have(award),
        "trial": seal is not None and seal.worth == "trial",
    }
    return render(request, "portfolio/europass.html", context)
