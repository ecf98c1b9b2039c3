"""Pages on which members decide about awards: withdraw, suspend, correct, send again."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tesela.site import limits
from tesela.site.awards import actions, withdrawals
from tesela.site.awards.forms import AddressForm, CorrectionForm, ListForm, ReasonForm
from tesela.site.awards.listing import A_PAGE, MOST, Filters
from tesela.site.awards.models import Award, Withdrawal, WithdrawalState
from tesela.site.awards.views import award_of, organisation_of
from tesela.site.components.forms import fault
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

_MAILS_A_MINUTE = 30


@for_members("withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Which awards to withdraw: ticked (`award`), all that were found, or a list handed in."""
    organisation, language = organisation_of(request), language_of(request)
    ticked = [one for text in request.POST.getlist("award") if (one := _uuid(text))]
    if "all" in request.POST:
        ticked = _all_found(request)
    if ticked:
        draft = withdrawals.prepare(organisation, _actor(request), ticked)
        return redirect("award-withdrawal", organisation.slug, draft.pk)
    nothing_ticked = request.method == "POST" and "ticked" in request.POST
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListForm(*given, organisation=organisation, language=language)
    if request.method == "POST":
        if not nothing_ticked and form.is_valid():
            named, of = form.cleaned_data["named"], form.cleaned_data["of"]
            draft = withdrawals.prepare(
                organisation, _actor(request), named, int(of) if of else None
            )
            return redirect("award-withdrawal", organisation.slug, draft.pk)
        if nothing_ticked:
            form.errors.clear()
            form.add_error("lines", fault("awards.list.none_ticked"))
    status = 422 if form.errors else 200
    return render(request, "awards/choose.html", {"form": form}, status=status)


@for_members("withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, withdrawal: uuid.UUID) -> HttpResponse:
    """A withdrawal: say why, check, agree, and afterwards what happened."""
    found = get_object_or_404(
        Withdrawal.objects.select_related("organisation", "asked_by", "decided_by"),
        organisation=organisation_of(request),
        pk=withdrawal,
    )
    mine = found.asked_by_id == _actor(request)
    if found.state == WithdrawalState.DRAFT and not mine:
        raise Http404
    if request.method == "POST":
        return _decide(request, found)
    return _withdrawal_page(request, found, _reason_form(request, found))


@for_members("withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: HttpRequest, award: uuid.UUID) -> HttpResponse:
    """Suspend an award for a reason."""
    found = award_of(request, award)
    form = ReasonForm(request.POST or None, language=language_of(request), notify=False)
    if request.method == "POST" and form.is_valid():
        try:
            actions.suspend(found, _actor(request), form.cleaned_data["reason"])
        except TeselaError as error:
            return _conflict(request, error)
        return _back(request, found, "awards.suspended")
    return _form_page(request, "awards/suspend.html", form, found)


@for_members("withdraw")
@require_POST
def reinstate(request: HttpRequest, award: uuid.UUID) -> HttpResponse:
    """Let a suspended award count again."""
    found = award_of(request, award)
    try:
        actions.reinstate(found, _actor(request))
    except TeselaError as error:
        return _conflict(request, error)
    return _back(request, found, "awards.reinstated")


@for_members("issue")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, award: uuid.UUID) -> HttpResponse:
    """Correct what an award says: a new one takes its place."""
    found = award_of(request, award)
    if found.organisation.four_eyes:
        return _conflict(request, TeselaError("awards.correct_by_list"))
    form = CorrectionForm(
        request.POST or None, row=actions.row_of(found), language=language_of(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.correct(found, _actor(request), form.row())
        except TeselaError as error:
            if error.code in ("awards.not_active", "awards.correct_by_list", "providers.no_key"):
                return _conflict(request, error)
            form.add_error(_field_of(error, form), fault(error.code, **_plain(error.problem.data)))
        else:
            return _back(request, made, "awards.corrected")
    return _form_page(request, "awards/correct.html", form, found)


@for_members("issue")
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, award: uuid.UUID) -> HttpResponse:
    """Send the learner's link again, to another address if need be."""
    found = award_of(request, award)
    initial = {"email": found.learner.email}
    form = AddressForm(request.POST or None, initial=initial, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        if limits.asked_too_often(request, "send-again", _MAILS_A_MINUTE):
            return limits.too_often(request, "api.too_often")
        try:
            actions.send_again(found, _actor(request), form.cleaned_data["email"])
        except TeselaError as error:
            return _conflict(request, error)
        return _back(request, found, "awards.sent_again")
    return _form_page(request, "awards/send.html", form, found)


def _all_found(request: HttpRequest) -> list[uuid.UUID]:
    """What the list's filters find, as the page said it."""
    asked = QueryDict(request.POST.get("found", "")[:2000])
    filters = Filters(asked, organisation_of(request), language_of(request))
    found = filters.asked_for()
    return list(found.values_list("pk", flat=True)[:MOST]) if filters.is_asking else []


def _decide(request: HttpRequest, found: Withdrawal) -> HttpResponse:
    actor, step = _actor(request), request.POST.get("step")
    form = _reason_form(request, found)
    try:
        if step == "explain":
            if not form.is_valid():
                return _withdrawal_page(request, found, form, status=422)
            withdrawals.explain(
                found, form.cleaned_data["reason"], notify=form.cleaned_data["notify"]
            )
        elif step == "confirm":
            withdrawals.confirm(found, actor)
        elif step == "agree":
            withdrawals.agree(found, actor)
        elif step == "drop":
            withdrawals.drop(found, actor)
    except TeselaError as error:
        return _conflict(request, error)
    return redirect("award-withdrawal", found.organisation.slug, found.pk)


def _reason_form(request: HttpRequest, found: Withdrawal) -> ReasonForm:
    explaining = request.method == "POST" and request.POST.get("step") == "explain"
    return ReasonForm(
        request.POST if explaining else None,
        initial={"reason": found.reason, "notify": found.notify},
        language=language_of(request),
    )


def _withdrawal_page(
    request: HttpRequest, found: Withdrawal, form: ReasonForm, status: int = 200
) -> HttpResponse:
    listed = Paginator(found.awards, A_PAGE).get_page(request.GET.get("page"))
    awards = {
        str(award.pk): award
        for award in Award.objects.filter(
            organisation=found.organisation, pk__in=list(listed.object_list)
        ).select_related("edition")
    }
    if found.state != WithdrawalState.DRAFT:
        stage = str(found.state)
    elif not found.awards:
        stage = "empty"
    elif found.reason and "change" not in request.GET and not form.is_bound:
        stage = "check"
    else:
        stage = "explain"
    context = {
        "wanted": found,
        "stage": stage,
        "count": len(found.awards),
        "page": listed,
        "awards": [awards[one] for one in listed.object_list if one in awards],
        "form": form,
        "mine": found.asked_by_id == _actor(request),
        "second": found.organisation.four_eyes and len(found.awards) > 1,
    }
    return render(request, "awards/withdrawal.html", context, status=status)


def _form_page(request: HttpRequest, template: str, form: Any, award: Award) -> HttpResponse:
    context = {"form": form, "award": award}
    return render(request, template, context, status=422 if form.errors else 200)


def _back(request: HttpRequest, award: Award, code: str) -> HttpResponse:
    messages.success(request, say(code, language_of(request)))
    return redirect("award-detail", award.organisation.slug, award.pk)


def _conflict(request: HttpRequest, error: TeselaError) -> HttpResponse:
    """Somebody else was faster, or it cannot be done."""
    return render(request, "components/trouble.html", {"what": error.code}, status=409)


def _field_of(error: TeselaError, form: CorrectionForm) -> str | None:
    name = {
        "award.grade_unknown": "grade",
        "award.not_passed": "grade",
        "award.assessed_after": "assessed_on",
        "award.ends_before": "valid_until",
    }.get(error.code)
    return name if name in form.fields else None


def _plain(data: Any) -> dict[str, Any]:
    return {name: value if isinstance(value, int) else str(value) for name, value in data.items()}


def _actor(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
