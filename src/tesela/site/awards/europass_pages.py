"""“To Europass in three steps” for an organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tesela.site.awards import europass
from tesela.site.awards.views import organisation_of
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.providers.roles import for_members, may
from tesela.site.verifier.shown import ShownCheck, shown_point

_FILES_A_MINUTE = 10


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("see")
def organisation_europass(request: HttpRequest) -> HttpResponse:
    """The three steps, how the organisation stands, and the try of a file by a button."""
    organisation, language = organisation_of(request), language_of(request)
    award = europass.latest_award(organisation)
    tried = None
    if request.method == "POST" and award and europass.can_have(award):
        if asked_too_often(request, "file", _FILES_A_MINUTE):
            return too_often(request, "api.too_often")
        tried = shown_point(europass.of_file(award), language)
    manages = may(str(request.membership.role), "manage")  # type: ignore[attr-defined]
    points: list[tuple[ShownCheck, str]] = []
    for point in europass.points(organisation):
        there = point.page and point.outcome.value != "passed" and manages
        page = reverse(point.page, args=[organisation.slug]) if there else ""
        points.append((shown_point(point, language), page))
    context = {
        "points": points,
        "tried": tried,
        "award": award,
        "can": bool(award and europass.can_have(award)),
        "written": europass.is_there(),
    }
    return render(request, "awards/europass.html", context)
