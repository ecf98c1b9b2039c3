"""The page on which the record of an examination is handed in for a class."""

import uuid
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from pydantic import ValidationError

from tesela.issuing.exam_list import LIMITS, MEGABYTE, UnfitListError, read_results
from tesela.issuing.roster.samples import class_list_csv
from tesela.model.exam import MOST_ITEMS, MOST_PARTS, Sitting
from tesela.site.classes import exams
from tesela.site.classes.models import Batch, BatchState
from tesela.site.classes.views import batch_of, csv_file, to_batch
from tesela.site.components.forms import Form, fault
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.providers.roles import for_members
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

_LISTS_A_MINUTE = 10
_CHARACTERS = 500_000
_USUAL_ITEMS = (12,) * 8
"""As in the test of the European Care Certificate; every field can be changed."""
_USUAL_MINUTES = 60


class ExamForm(Form):
    """How the class was examined, and a list with the results."""

    words = "exam.form"
    held_on = forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    place = forms.CharField(max_length=200)
    way = forms.ChoiceField(widget=forms.RadioSelect)
    invigilated_by = forms.CharField(max_length=200)
    minutes = forms.IntegerField(min_value=1, max_value=1440, initial=_USUAL_MINUTES)
    items = forms.CharField(max_length=500, initial=", ".join(map(str, _USUAL_ITEMS)))
    pass_mark = forms.IntegerField(min_value=1, max_value=MOST_PARTS * MOST_ITEMS, required=False)
    pasted = forms.CharField(
        required=False,
        strip=False,
        max_length=_CHARACTERS,
        widget=forms.Textarea({"rows": 7, "spellcheck": "false", "wrap": "off"}),
    )
    upload = forms.FileField(required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **named)
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            (one, self.said(f"exam.way.{one}")) for one in ("on-paper", "on-screen")
        ]

    def clean_items(self) -> tuple[int, ...]:
        """Numbers with commas between."""
        written: str = self.cleaned_data["items"]
        found = [one.strip() for one in written.split(",")]
        numbers = [int(one) for one in found if one.isascii() and one.isdigit() and len(one) <= 3]
        fits = len(numbers) == len(found) <= MOST_PARTS
        if not fits or not all(1 <= one <= MOST_ITEMS for one in numbers):
            raise fault("exam.bad_items", written=written[:60])
        return tuple(numbers)

    def clean_upload(self) -> Any:
        file = self.cleaned_data["upload"]
        if file is not None and (file.size or 0) > LIMITS.file_bytes:
            maximum = LIMITS.file_bytes // MEGABYTE
            raise fault("roster.too_large", name=file.name or "…", maximum=maximum)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [name for name in ("pasted", "upload") if cleaned.get(name)]
        if not self.errors and not given:
            self.add_error("pasted", fault("exam.no_list"))
        if len(given) > 1:
            self.add_error("upload", fault("exam.two_lists"))
        if not self.errors:
            self._sit(cleaned)
        return cleaned

    def _sit(self, cleaned: dict[str, Any]) -> None:
        names = ("held_on", "place", "way", "invigilated_by", "minutes", "items", "pass_mark")
        try:
            self.sitting = Sitting(**{name: cleaned[name] for name in names})
        except ValidationError:
            self.add_error("pass_mark", fault("exam.mark_too_high"))

    def results(self) -> tuple[bytes, str]:
        """The list as it came, and what it is called."""
        if file := self.cleaned_data["upload"]:
            return file.read(), file.name or "…"
        return self.cleaned_data["pasted"].encode("utf-8", "replace"), self.said("exam.list")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("issue")
def exam(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """Say how the class was examined, with the results; or see that it is said."""
    found, language = batch_of(request, batch), language_of(request)
    if found.state != BatchState.MENDING:
        return to_batch(found)
    sent = request.method == "POST"
    if sent and asked_too_often(request, "class-exam", _LISTS_A_MINUTE):
        return too_often(request, "api.too_often")
    form = (
        ExamForm(request.POST, request.FILES, language=language)
        if sent
        else ExamForm(initial={"held_on": datetime.now(UTC).date()}, language=language)
    )
    if sent and form.is_valid() and _attached(request, found, form, language):
        return redirect("class-check", found.organisation.slug, found.pk)
    context = {"batch": found, "form": form, "recorded": found.exams.count()}
    return render(request, "classes/exam.html", context, status=422 if sent else 200)


def _attached(request: HttpRequest, batch: Batch, form: ExamForm, language: str) -> bool:
    """Whether the record is part of the class now; else the form says why not."""
    data, name = form.results()
    at = "upload" if form.cleaned_data["upload"] else "pasted"
    try:
        results = read_results(data, name, form.sitting.items)
        count = exams.attach(batch, form.sitting, results, request.user.pk or 0)
    except UnfitListError as error:
        for problem in error.problems:
            form.add_error(at, fault(problem.code, **problem.data))
    except TeselaError as error:
        later = error.problem.code == "exam.later_than_award"
        form.add_error("held_on" if later else at, fault(error.code, **error.problem.data))
    else:
        messages.success(request, say("exam.said", language, count))
        return True
    return False


@require_safe
@for_members("issue")
def sample(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """An empty list for the results of this class: its good rows, and a column for each part."""
    found, language = batch_of(request, batch), language_of(request)
    rows = [
        [learner.email or "", learner.identifier or "", learner.shown_name]
        for learner in exams.learners(found)
    ]
    sitting = exams.sitting_of(found)
    parts = [str(one) for one in range(1, len(sitting.items if sitting else _USUAL_ITEMS) + 1)]
    header = [*exams.person_headers(language), *parts]
    data = class_list_csv(language, [header, *([*row, *[""] * len(parts)] for row in rows)])
    return csv_file(data, "examination.csv")


@require_safe
@for_members("issue")
def records(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """The records that the provider keeps."""
    answer = HttpResponse(exams.kept(batch_of(request, batch)), "application/json")
    answer["Content-Disposition"] = 'attachment; filename="examination-records.json"'
    return answer


@for_members("issue")
@require_POST
def remove(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """Take the record out of the class."""
    found, language = batch_of(request, batch), language_of(request)
    try:
        exams.remove(found, request.user.pk or 0)
    except TeselaError as error:
        messages.warning(request, error.problem.message(language))
        return to_batch(found)
    messages.success(request, say("exam.removed", language))
    return redirect("class-check", found.organisation.slug, found.pk)
