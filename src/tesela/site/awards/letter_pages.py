"""The page on which members make letters for learners without e-mail."""

import uuid
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from tesela.site import limits
from tesela.site.awards import letters as writing
from tesela.site.awards.listing import class_name, of_class
from tesela.site.awards.models import Award
from tesela.site.awards.views import award_of, organisation_of
from tesela.site.classes.models import Batch
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members
from tesela.text.errors import TeselaError

_FILES_A_MINUTE = 10
_CLASSES = 100


class Part(NamedTuple):
    """Letters of one file: positions from 1, both included."""

    number: int
    first: int
    last: int


@for_members("issue")
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """Choose a class or come from an award; sending the form gives the file."""
    organisation, language = organisation_of(request), language_of(request)
    if one := _uuid(request.GET.get("award", "")):
        award = award_of(request, one)
        if request.method == "POST":
            return _made(request, [award])
        return render(request, "awards/letters.html", {"award": award})
    batch = _batch(request)
    if batch is None:
        finished = Batch.objects.filter(organisation=organisation, finished_at__isnull=False)
        listed = finished.order_by("-finished_at").only("id", "name", "today")[:_CLASSES]
        classes = [(one, class_name(one, language)) for one in listed]
        return render(request, "awards/letters.html", {"classes": classes})
    everyone = of_class(organisation, batch.pk)
    nowhere = everyone.filter(learner__email="")
    everybody = "all" in (request.GET.get("whom"), request.POST.get("whom"))
    if request.method == "POST":
        return _made(request, _part(everyone if everybody else nowhere, request.POST.get("part")))
    counts = {"nowhere": nowhere.count(), "all": everyone.count()}
    context: dict[str, Any] = {
        "batch": batch,
        "class_name": class_name(batch, language),
        "counts": counts,
        "groups": [
            (whom, f"awards.letters.whom.{whom}", count, _parts(count))
            for whom, count in counts.items()
        ],
    }
    return render(request, "awards/letters.html", context)


def _made(request: HttpRequest, awards: list[Award]) -> HttpResponse:
    if limits.asked_too_often(request, "letters", _FILES_A_MINUTE):
        return limits.too_often(request, "api.too_often")
    try:
        made = writing.print_letters(
            organisation_of(request), awards, int(request.user.pk or 0), language_of(request)
        )
    except TeselaError as error:
        what = {"what": error.code} if error.code == "awards.letters.none" else None
        if what is None:
            raise
        return render(request, "components/trouble.html", what, status=409)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="letters.pdf"'
    return response


def _batch(request: HttpRequest) -> Batch | None:
    asked = _uuid(request.GET.get("class", ""))
    if asked is None:
        return None
    return get_object_or_404(Batch, organisation=organisation_of(request), pk=asked)


def _parts(count: int) -> list[Part]:
    size = writing.MOST
    return [
        Part(number, (number - 1) * size + 1, min(number * size, count))
        for number in range(1, -(-count // size) + 1)
    ]


def _part(awards: QuerySet[Award], asked: str | None) -> list[Award]:
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    first = max(0, number - 1) * writing.MOST
    return list(awards.select_related("edition", "learner")[first : first + writing.MOST])


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
