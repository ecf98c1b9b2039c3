"""What became of each row of a class, as a file: for programs (JSON) and for people (CSV).

The JSON has the form of `tesela issue`'s report.json. A row that somebody left
out is `refused` there, with that as its problem. Both repeat cells of the list,
so they are for members who issue, as the list is.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from tesela.issuing.roster import CellProblem, class_list_csv
from tesela.site.addresses import absolute
from tesela.site.awards.offered import Form, forms_of
from tesela.site.classes.models import Batch, BatchState, Row, RowState
from tesela.site.classes.reading import problems_of
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members
from tesela.text.catalogue import say
from tesela.text.errors import Problem

_STATUS = {
    RowState.ISSUED: "issued",
    RowState.UNCHANGED: "unchanged",
    RowState.REFUSED: "refused",
    RowState.LEFT_OUT: "refused",
}
_ROWS_AT_ONCE = 1000


@for_members("issue")
@require_safe
def report_json(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """The result file for programs."""
    found, language = _finished(request, batch), language_of(request)
    response = HttpResponse(_written(found, language), content_type="application/json")
    return _to_keep(response, found, "json")


@for_members("issue")
@require_safe
def report_csv(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """The result file for people: their own list with what became of each row."""
    found, language = _finished(request, batch), language_of(request)
    header = ["row", "result", "problem", "advice", "award"]
    head = [say(f"work.column.{name}", language) for name in header]
    listed = class_list_csv(language, _lines(found, head, language))
    response = HttpResponse(listed, content_type="text/csv; charset=utf-8")
    return _to_keep(response, found, "csv")


def _finished(request: HttpRequest, batch: uuid.UUID) -> Batch:
    """The organisation's own class; before its end there is no report."""
    return get_object_or_404(
        Batch.objects.select_related("organisation"),
        organisation=request.organisation,  # type: ignore[attr-defined]
        pk=batch,
        state=BatchState.FINISHED,
    )


def _to_keep(response: HttpResponse, batch: Batch, suffix: str) -> HttpResponse:
    name = f"class-{str(batch.pk)[:8]}.{suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _written(batch: Batch, language: str) -> Iterator[str]:
    """The JSON text in pieces."""
    counted = [_STATUS[RowState(state)] for state in _rows(batch).values_list("state", flat=True)]
    summary = {"rows": len(counted)} | {
        status: counted.count(status) for status in ("issued", "refused", "unchanged")
    }
    yield f'{{"summary": {json.dumps(summary)}, "rows": ['
    forms, comma = list(forms_of(batch.organisation).values()), ""
    for row in _with_awards(batch):
        yield comma + "\n" + json.dumps(_row(batch, row, forms, language), ensure_ascii=False)
        comma = ","
    yield "\n]}\n"


def _row(batch: Batch, row: Row, forms: Sequence[Form], language: str) -> dict[str, Any]:
    stated: dict[str, Any] = {"row": row.number, "status": _STATUS[RowState(row.state)]}
    files = {}
    if row.award and row.state != RowState.REFUSED:
        stated["award"] = row.award.urn
        if row.award.supersedes_id:
            stated["supersedes"] = f"urn:uuid:{row.award.supersedes_id}"
        for form in forms:
            path = reverse("award-file", args=[batch.organisation.slug, row.award.pk, form.name])
            files[form.format] = absolute(path)
    problems = [problem.to_report(language) for problem in _problems(row)]
    return {**stated, "files": files, "problems": problems}


def _lines(batch: Batch, head: list[str], language: str) -> Iterator[list[str]]:
    yield [*head, *batch.header]
    width = len(batch.header)
    for row in _with_awards(batch):
        problems = _problems(row)
        yield [
            str(row.number),
            say(f"work.row.{row.state}", language),
            " ".join(problem.problem.message(language) for problem in problems),
            " ".join(problem.problem.fix(language) for problem in problems),
            row.award.urn if row.award and row.state != RowState.REFUSED else "",
            *(row.cells + [""] * width)[:width],
        ]


def _problems(row: Row) -> list[CellProblem]:
    if row.state == RowState.LEFT_OUT:
        return [CellProblem("", "", Problem("work.left_out"))]
    return problems_of(row) if row.state == RowState.REFUSED else []


def _rows(batch: Batch) -> Any:
    """All rows that have their last state; those are all once the class is finished."""
    return Row.objects.filter(batch=batch, state__in=_STATUS).order_by("number")


def _with_awards(batch: Batch) -> Iterator[Row]:
    listed = _rows(batch).select_related("award").iterator(chunk_size=_ROWS_AT_ONCE)
    found: Iterator[Row] = listed
    return found
