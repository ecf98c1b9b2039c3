"""Classes so far, and a new one: from a file, a paste, or a list that was kept."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tesela.issuing.roster import sample_csv
from tesela.site.classes import actions, taking
from tesela.site.classes.forms import EditionForm, ListForm
from tesela.site.classes.models import Batch, BatchState, Cohort, Row, RowState
from tesela.site.design.models import Edition
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.networks import standing
from tesela.site.providers.models import Organisation
from tesela.site.providers.roles import for_members, may
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES

_BATCHES = 25
_COHORTS = 100
_EDITIONS = 100
_LISTS_A_MINUTE = 60
REPLACEABLE = (BatchState.MENDING, BatchState.ASKING)


@require_safe
@for_members("see")
def classes(request: HttpRequest, **_: Any) -> HttpResponse:
    """Start a new class; classes so far; lists that are kept."""
    return _classes(request)


def _classes(
    request: HttpRequest, form: EditionForm | None = None, status: int = 200
) -> HttpResponse:
    organisation, language = request.organisation, language_of(request)  # type: ignore[attr-defined]
    editions = offered_editions(organisation)
    batches = (
        Batch.objects.filter(organisation=organisation)
        .exclude(state=BatchState.DISCARDED)
        .select_related("edition")
        .defer("upload", "header", "fields", "notices", "edition__frozen", "edition__public")
        .order_by("-made_at", "id")
    )
    page = Paginator(batches, _BATCHES).get_page(request.GET.get("page"))
    counts = _counted([batch.pk for batch in page])
    context = {
        "form": form or EditionForm(editions=editions, language=language),
        "editions": editions,
        "page": page,
        "batches": [(batch, counts[batch.pk]) for batch in page],
        "cohorts": Cohort.objects.filter(organisation=organisation)
        .defer("rows", "header", "fields")
        .order_by("name")[:_COHORTS],
        "may_issue": may(request.membership.role, "issue"),  # type: ignore[attr-defined]
    }
    return render(request, "classes/classes.html", context, status=status)


def _counted(batches: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, int]]:
    """How many rows of each class are or can be issued, and how many have problems."""
    counts = {batch: {"good": 0, "refused": 0} for batch in batches}
    read = Row.objects.filter(batch__in=batches).exclude(batch__state=BatchState.READING)
    listed = read.exclude(state=RowState.LEFT_OUT).order_by()
    for one in listed.values("batch", "state").annotate(count=Count("pk")):
        kind = "refused" if one["state"] == RowState.REFUSED else "good"
        counts[one["batch"]][kind] += one["count"]
    return counts


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("issue")
def new(request: HttpRequest, **_: Any) -> HttpResponse:
    """Hand over a list for the edition that was chosen."""
    organisation, language = request.organisation, language_of(request)  # type: ignore[attr-defined]
    edition = _edition(organisation, request.GET.get("edition"))
    if edition is None:
        editions = offered_editions(organisation)
        form = EditionForm(request.GET, editions=editions, language=language)
        return _classes(request, form, status=422)
    return _handed_over(request, edition, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("issue")
def replace(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """Hand over a corrected list."""
    found = batch_of(request, batch)
    if found.state not in REPLACEABLE:
        return to_batch(found)
    return _handed_over(request, found.edition, found)


def _handed_over(request: HttpRequest, edition: Edition, batch: Batch | None) -> HttpResponse:
    organisation, language = request.organisation, language_of(request)  # type: ignore[attr-defined]
    cohorts = [] if batch else list(organisation.cohorts.defer("rows").order_by("name")[:_COHORTS])
    context = {"edition": edition, "batch": batch}
    if request.method != "POST":
        form = ListForm(cohorts=cohorts, language=language)
        return render(request, "classes/list.html", {**context, "form": form})
    if asked_too_often(request, "class-list", _LISTS_A_MINUTE):
        return too_often(request, "api.too_often")
    form = ListForm(request.POST, request.FILES, cohorts=cohorts, language=language)
    if form.is_valid():
        source, actor = form.source(default_language(edition, language)), request.user.pk or 0
        try:
            if batch is None:
                batch = taking.take(organisation, edition, actor, source)
            else:
                taking.replace(batch, actor, source)
            return to_batch(batch)
        except TeselaError as error:
            form.refuse(error)
    return render(request, "classes/list.html", {**context, "form": form}, status=422)


@require_safe
@for_members("issue")
def sample(request: HttpRequest, **_: Any) -> HttpResponse:
    """A list without learners, with headers in the reader's language.

    `?of=certificates` gives one for certificates from an old register.
    """
    language = language_of(request)
    old = request.GET.get("of") == "certificates"
    data = sample_csv(language if language in EU_LANGUAGES else "en", certificates=old)
    return csv_file(data, "certificates.csv" if old else "class.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("issue")
def cohort_delete(request: HttpRequest, cohort: int, **_: Any) -> HttpResponse:
    """Ask, then forget a list that was kept."""
    organisation = request.organisation  # type: ignore[attr-defined]
    found = get_object_or_404(Cohort, organisation=organisation, pk=cohort)
    if request.method == "POST":
        actions.delete_cohort(found, request.user.pk or 0)
        return redirect("classes", organisation=organisation.slug)
    return render(request, "classes/cohort_delete.html", {"cohort": found})


def newest_editions(organisation: int) -> list[Edition]:
    """The newest edition of each description, those published last first."""
    newest = (
        Edition.objects.filter(description=OuterRef("description"))
        .order_by("-published_at", "-pk")
        .values("pk")[:1]
    )
    return list(
        Edition.objects.filter(description__organisation=organisation, pk=Subquery(newest))
        .select_related("description__organisation")
        .defer("frozen", "public")
        .order_by("-published_at", "-pk")[:_EDITIONS]
    )


def offered_editions(organisation: Organisation) -> list[Edition]:
    """Its own newest editions, then those of others that it may issue in their name now."""
    return [
        *newest_editions(organisation.pk),
        *standing.editions_under(organisation, datetime.now(UTC)),
    ]


def _edition(organisation: Organisation, number: str | None) -> Edition | None:
    """An own edition, or one of another organisation that may be issued in its name now."""
    if not (number and number.isascii() and number.isdigit() and len(number) < 18):
        return None
    found = (
        Edition.objects.select_related("description__organisation").filter(pk=int(number)).first()
    )
    if found is None or standing.is_own(organisation, found):
        return found
    return found if standing.may_issue(organisation, found, datetime.now(UTC)) else None


def default_language(edition: Edition, reader: str) -> str:
    """Of rows that name none: the reader's if the description has it, else its main one."""
    described = list(edition.title)
    return reader if reader in described or not described else described[0]


def batch_of(request: HttpRequest, batch: uuid.UUID) -> Batch:
    """The batch of this organisation; 404 for others'."""
    organisation = request.organisation  # type: ignore[attr-defined]
    try:
        return Batch.objects.select_related("organisation", "edition").get(
            organisation=organisation, pk=batch
        )
    except Batch.DoesNotExist:
        raise Http404 from None


def to_batch(batch: Batch, name: str = "class", **more: Any) -> HttpResponse:
    """To a page of this batch."""
    return HttpResponseRedirect(
        reverse(name, args=[batch.organisation.slug, batch.pk, *more.values()])
    )


def csv_file(data: bytes, name: str) -> HttpResponse:
    """A file to save; `name` is ours."""
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
