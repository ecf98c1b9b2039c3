"""Pages of a list that is being mended: questions, problems, rows, one row, the corrected list."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tesela.issuing.roster import beginning, class_list_csv, likely_readings
from tesela.issuing.roster.headers import WITHHELD_FIELDS
from tesela.site.classes import actions, reading, taking
from tesela.site.classes.forms import ColumnsForm, EncodingForm, RowForm
from tesela.site.classes.models import Batch, BatchState, Row, RowState
from tesela.site.classes.views import batch_of, csv_file, to_batch
from tesela.site.components.forms import fault
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members
from tesela.text.catalogue import fix, say
from tesela.text.errors import Problem, TeselaError

_PROBLEMS = 25
_ROWS = 50
_NEVER_A_ROW = 1_100_000
_FILTERS = (RowState.GOOD, RowState.REFUSED, RowState.LEFT_OUT)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("issue")
def ask(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """What the list does not say: how its letters are written, or which column is which."""
    found = batch_of(request, batch)
    if found.state != BatchState.ASKING or found.upload is None:
        return to_batch(found)
    if found.asked == "encoding":
        return _ask_encoding(request, found)
    return _ask_columns(request, found)


def _ask_encoding(request: HttpRequest, batch: Batch) -> HttpResponse:
    readings = likely_readings(bytes(batch.upload or b""), name=batch.name, limits=reading.LIMITS)
    form = EncodingForm(
        request.POST if request.method == "POST" else None,
        readings=readings,
        language=language_of(request),
    )
    if form.is_valid():
        try:
            taking.answer(batch, encoding=form.cleaned_data["encoding"])
            return to_batch(batch)
        except TeselaError as error:
            form.add_error("encoding", fault(error.code, **error.problem.data))
    chosen = form.data.get("encoding") if form.is_bound else None
    context = {"batch": batch, "form": form, "readings": readings, "chosen": chosen}
    return render(
        request, "classes/ask_encoding.html", context, status=422 if form.is_bound else 200
    )


def _ask_columns(request: HttpRequest, batch: Batch) -> HttpResponse:
    data, encoding = bytes(batch.upload or b""), batch.answered.get("encoding")
    first = beginning(data, name=batch.name, encoding=encoding, limits=reading.LIMITS)
    if first is None:
        raise Http404
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        beginning=first,
        language=language_of(request),
    )
    if form.is_valid():
        try:
            taking.answer(batch, columns=form.columns())
            return to_batch(batch)
        except TeselaError as error:
            form.add_error("column_0", fault(error.code, **error.problem.data))
    context = {
        "batch": batch,
        "form": form,
        "columns": [
            (f"column_{at}", [row[at] for row in first.rows]) for at in range(len(first.guessed))
        ],
        "first": first,
    }
    return render(
        request, "classes/ask_columns.html", context, status=422 if form.is_bound else 200
    )


def counts_of(batch: Batch) -> dict[str, int]:
    """How many rows there are in each state, and in all."""
    found = {
        one["state"]: one["count"]
        for one in batch.rows.order_by().values("state").annotate(count=Count("pk"))
    }
    counts = {str(state): found.get(state, 0) for state in RowState.values}
    return {**counts, "all": sum(counts.values())}


@require_safe
@for_members("issue")
def problems(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """What is wrong, row by row, with a way to mend each."""
    found = batch_of(request, batch)
    if found.state != BatchState.MENDING:
        return to_batch(found)
    counts = counts_of(found)
    refused = found.rows.filter(state=RowState.REFUSED).order_by("number")
    paginator = Paginator(refused, _PROBLEMS)
    paginator.count = counts["refused"]
    page = paginator.get_page(request.GET.get("page"))
    language = language_of(request)
    context = {
        "batch": found,
        "counts": counts,
        "page": page,
        "listed": [(row, _said(row, language)) for row in page],
        "first": refused.values_list("number", flat=True).first(),
        "notices": [Problem(one["code"], one["data"]) for one in found.notices],
        "notices_said": [
            (say(one["code"], language, **one["data"]), fix(one["code"], language, **one["data"]))
            for one in found.notices
        ],
    }
    return render(request, "classes/problems.html", context)


@require_safe
@for_members("issue")
def rows(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """All rows, or those in one state or of one name."""
    found = batch_of(request, batch)
    if found.state in (BatchState.DISCARDED, BatchState.READING):
        return to_batch(found)
    counts, listed = counts_of(found), found.rows.order_by("number")
    state = request.GET.get("state", "")
    if state in _FILTERS:
        listed = listed.filter(state=state)
    name = request.GET.get("name", "").strip()[:200].replace("\0", "")
    if name:
        listed = listed.filter(name__icontains=name)
    paginator = Paginator(listed.only("number", "name", "state", "batch"), _ROWS)
    if not name:
        paginator.count = counts[state] if state in _FILTERS else counts["all"]
    context = {
        "batch": found,
        "counts": counts,
        "page": paginator.get_page(request.GET.get("page")),
        "count": paginator.count,
        "state": state,
        "states": [str(one) for one in _FILTERS],
        "name": name,
        "mendable": found.state == BatchState.MENDING,
    }
    return render(request, "classes/rows.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("issue")
def row(request: HttpRequest, batch: uuid.UUID, number: int, **_: Any) -> HttpResponse:
    """All cells of one row, with what is wrong beside them."""
    found = batch_of(request, batch)
    if found.state != BatchState.MENDING:
        return to_batch(found)
    one = found.rows.filter(number=number).first() if number < _NEVER_A_ROW else None
    if one is None:
        raise Http404
    if request.method != "POST":
        known = reading.problems_of(one) if one.state == RowState.REFUSED else ()
        form = RowForm(
            row=one, sheet=reading.sheet(found), problems=known, language=language_of(request)
        )
        return _row_page(request, found, one, form)
    try:
        return _row_sent(request, found, one)
    except TeselaError as error:
        messages.warning(request, error.problem.message(language_of(request)))
        return to_batch(found)


def _row_sent(request: HttpRequest, batch: Batch, one: Row) -> HttpResponse:
    actor = request.user.pk or 0
    if "leave_out" in request.POST:
        actions.leave_out(batch, one.number, actor)
        return _next(request, batch, one.number, "classes.row.left_out")
    if "put_back" in request.POST:
        actions.put_back(batch, one.number, actor)
        return to_batch(batch, "class-row", number=one.number)
    form = RowForm(request.POST, row=one, sheet=reading.sheet(batch), language=language_of(request))
    if form.is_valid():
        try:
            actions.mend(batch, one.number, form.cells(), actor)
            return _next(request, batch, one.number, "classes.row.mended")
        except actions.RowUnfit as unfit:
            form.add_problems(unfit.problems)
    return _row_page(request, batch, one, form, status=422)


def _row_page(
    request: HttpRequest, batch: Batch, one: Row, form: RowForm, status: int = 200
) -> HttpResponse:
    following = (
        batch.rows.filter(state=RowState.REFUSED, number__gt=one.number)
        .order_by("number")
        .values_list("number", flat=True)
        .first()
    )
    context = {"batch": batch, "row": one, "form": form, "following": following}
    return render(request, "classes/row.html", context, status=status)


def _next(request: HttpRequest, batch: Batch, number: int, code: str) -> HttpResponse:
    """Back to the list, at the next problem; to the answers when there is none left."""
    messages.success(request, say(code, language_of(request), number=number))
    left = batch.rows.filter(state=RowState.REFUSED)
    count = left.count()
    if not count:
        return to_batch(batch)
    before = left.filter(number__lt=number).count()
    following = left.filter(number__gt=number).order_by("number").first()
    place = before if following else 0
    target = following or left.order_by("number").first()
    address = reverse("class-problems", args=[batch.organisation.slug, batch.pk])
    page = place // _PROBLEMS + 1
    response = to_batch(batch, "class-problems")
    response.headers["Location"] = f"{address}?page={page}#row-{target.number if target else 0}"
    return response


@require_safe
@for_members("issue")
def download(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """All rows as they are now, to go on in a spreadsheet program."""
    found = batch_of(request, batch)
    if found.state in (BatchState.DISCARDED, BatchState.READING, BatchState.ASKING):
        raise Http404
    shown = [
        at
        for at, (header, field) in enumerate(zip(found.header, found.fields, strict=True))
        if header and field not in WITHHELD_FIELDS
    ]
    data = class_list_csv(language_of(request), _listed(found, shown))
    return csv_file(data, "class-corrected.csv")


def _listed(batch: Batch, shown: list[int]) -> Iterator[list[str]]:
    width = len(batch.header)
    yield [batch.header[at] for at in shown]
    for row in batch.rows.order_by("number").only("cells").iterator(chunk_size=1_000):
        cells = [*row.cells, *[""] * width]
        surplus = row.cells[width:]
        yield [*(cells[at] for at in shown), *surplus]


def _said(row: Row, language: str) -> list[tuple[str, str, str, str]]:
    """Column, value, what is wrong and what to do, for each problem."""
    return [
        (
            problem.column,
            problem.value,
            problem.problem.message(language),
            problem.problem.fix(language),
        )
        for problem in reading.problems_of(row)
    ]
