"""Pages of a list that is ready: check the answers, confirm, approve, recall, and what became of it."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.site.awards import progress
from tesela.site.classes import actions, exams
from tesela.site.classes.earlier import changes, corrections, unchanged, withdrawn
from tesela.site.classes.forms import OptionsForm, language_name
from tesela.site.classes.mending import counts_of
from tesela.site.classes.models import Batch, BatchState, RowState
from tesela.site.classes.views import batch_of, to_batch
from tesela.site.design.checking import BlockedError
from tesela.site.design.remedies import remedy
from tesela.site.languages import language_of
from tesela.site.networks.standing import NotMandatedError
from tesela.site.providers.roles import for_members, may
from tesela.text.catalogue import say
from tesela.text.errors import Problem, TeselaError

_CHANGES = 25
_FIRST_NAMES = 3


@require_safe
@for_members("see")
def one(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """The class as it is now: its next page while it is prepared, then what becomes of it."""
    found = batch_of(request, batch)
    may_issue = may(request.membership.role, "issue")  # type: ignore[attr-defined]
    if may_issue and found.state == BatchState.ASKING:
        return to_batch(found, "class-ask")
    if may_issue and found.state == BatchState.MENDING:
        refused = found.rows.filter(state=RowState.REFUSED).exists()
        return to_batch(found, "class-problems" if refused else "class-check")
    language = language_of(request)
    problem = found.problem and Problem(found.problem["code"], found.problem["data"])
    context = {
        "batch": found,
        "counts": counts_of(found),
        "may_issue": may_issue,
        "may_approve": may_issue and found.confirmed_by_id != request.user.pk,
        "progress": progress.of(found),
        "is_due": found.state == BatchState.WAITING
        and found.not_before is not None
        and found.not_before <= datetime.now(UTC),
        "problem": problem and (problem.message(language), problem.fix(language)),
    }
    return render(request, "classes/batch.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("issue")
def check(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """Everything that will happen, with the options; then confirm."""
    found, language = batch_of(request, batch), language_of(request)
    if found.state != BatchState.MENDING:
        return to_batch(found)
    form = OptionsForm(
        request.POST if request.method == "POST" else None, batch=found, language=language
    )
    if form.is_valid():
        try:
            return _confirmed(request, found, form)
        except (BlockedError, NotMandatedError) as error:
            return _refused(request, "classes/check.html", found, error, form=form)
        except TeselaError as error:
            messages.warning(request, error.problem.message(language))
            return to_batch(found)
    context = {**_facts(found, language), "form": form}
    return render(request, "classes/check.html", context, status=422 if form.is_bound else 200)


def _refused(
    request: HttpRequest,
    template: str,
    batch: Batch,
    error: BlockedError | NotMandatedError,
    **more: Any,
) -> HttpResponse:
    """The page again, with what forbids issuing at its top."""
    language = language_of(request)
    unmandated = isinstance(error, NotMandatedError)
    found = [error] if isinstance(error, NotMandatedError) else error.findings
    problems = [one.problem for one in found]
    blocked = [(one.message(language), remedy(one, language)) for one in problems]
    context = {**_facts(batch, language), "blocked": blocked, "unmandated": unmandated, **more}
    return render(request, template, context, status=422)


def _facts(batch: Batch, language: str) -> dict[str, Any]:
    """What is confirmed, and what a second person approves."""
    counts = counts_of(batch)
    good = batch.rows.filter(state=RowState.GOOD).order_by("number")
    by_mail = good.filter(by_mail=True).count()
    many = counts["good"] > _FIRST_NAMES
    return {
        "batch": batch,
        "counts": counts,
        "first_names": list(good.values_list("name", flat=True)[:_FIRST_NAMES]),
        "last_name": good.values_list("name", flat=True).last() if many else "",
        "more": max(0, counts["good"] - _FIRST_NAMES - 1),
        "by_mail": by_mail,
        "by_letter": counts["good"] - by_mail,
        "examined": batch.exams.count(),
        "sitting": exams.sitting_of(batch),
        "unchanged": unchanged(batch).count(),
        "withdrawn": withdrawn(batch).count(),
        "corrections": corrections(batch).count(),
        "language_name": language_name(batch.language, language),
        "awarded_on": batch.awarded_on or batch.today,
        "reminders": [
            say("classes.options.remind.days", language, day) for day in batch.remind_after_days
        ],
        "minutes": actions.RECALL_MINUTES,
    }


def _confirmed(request: HttpRequest, batch: Batch, form: OptionsForm) -> HttpResponse:
    """Changed options are shown before anything is confirmed."""
    actor, language = request.user.pk or 0, language_of(request)
    if actions.choose(batch, form.chosen(), actor):
        messages.success(request, say("classes.check.chosen", language))
        return to_batch(batch, "class-check")
    revision = request.POST.get("revision", "")
    if "confirm" not in request.POST or not revision.isascii() or not revision.isdigit():
        return to_batch(batch, "class-check")
    actions.confirm(batch, actor, revision=int(revision[:9]))
    return to_batch(batch)


@require_safe
@for_members("issue")
def earlier(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """What corrections change, learner by learner."""
    found = batch_of(request, batch)
    if found.state not in (BatchState.MENDING, BatchState.APPROVING, BatchState.WAITING):
        return to_batch(found)
    page = Paginator(corrections(found), _CHANGES).get_page(request.GET.get("page"))
    context = {"batch": found, "page": page, "changes": changes(found, list(page))}
    return render(request, "classes/earlier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("issue")
def approve(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """Show a second person what was confirmed; then approve it."""
    found, language = batch_of(request, batch), language_of(request)
    if request.method != "POST" and found.state == BatchState.APPROVING:
        same = found.confirmed_by_id == request.user.pk
        context = {**_facts(found, language), "same_person": same}
        return render(request, "classes/approve.html", context)
    revision = request.POST.get("revision", "")
    if request.method == "POST" and not (revision.isascii() and revision.isdigit()):
        return to_batch(found, "class-approve")
    if request.method == "POST":
        try:
            actions.approve(found, request.user.pk or 0, revision=int(revision[:9]))
        except (BlockedError, NotMandatedError) as error:
            return _refused(request, "classes/approve.html", found, error)
        except TeselaError as error:
            messages.warning(request, error.problem.message(language))
    return to_batch(found)


def _asked(
    template: str, act: Callable[[Batch, int], object], *states: BatchState
) -> Callable[..., HttpResponse]:
    """A view that asks on GET and does `act` on POST, for a batch in one of `states`."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @for_members("issue")
    def view(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
        found = batch_of(request, batch)
        if request.method != "POST":
            if found.state not in states:
                return to_batch(found)
            return render(request, template, {"batch": found, "counts": counts_of(found)})
        try:
            act(found, request.user.pk or 0)
        except TeselaError as error:
            messages.warning(request, error.problem.message(language_of(request)))
        return to_batch(found)

    return view


recall = _asked("classes/recall.html", actions.recall, BatchState.WAITING)
now = _asked("classes/now.html", actions.send_now, BatchState.WAITING)
reopen = _asked("classes/reopen.html", actions.reopen, BatchState.RECALLED, BatchState.APPROVING)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("issue")
def discard(request: HttpRequest, batch: uuid.UUID, **_: Any) -> HttpResponse:
    """Ask, then throw the list away."""
    found = batch_of(request, batch)
    if found.state not in actions.DISCARDABLE:
        return to_batch(found)
    if request.method != "POST":
        return render(request, "classes/discard.html", {"batch": found, "counts": counts_of(found)})
    try:
        actions.discard(found, request.user.pk or 0)
    except TeselaError as error:
        messages.warning(request, error.problem.message(language_of(request)))
        return to_batch(found)
    messages.success(request, say("classes.discarded", language_of(request)))
    return redirect("classes", organisation=found.organisation.slug)
