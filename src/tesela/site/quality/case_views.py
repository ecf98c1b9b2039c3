"""One case, as its two sides see it: what is next, the workbook, the steps, the history."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.process.quality import TRANSITIONS, open_to, waits_for
from tesela.process.quality_case import Case as State
from tesela.process.quality_case import Side, Stage
from tesela.site.components.forms import fault
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members, may
from tesela.site.quality import actions, files
from tesela.site.quality.acts import ACTS
from tesela.site.quality.forms import DecisionForm, QualityForm, WorkbookForm
from tesela.site.quality.models import Case
from tesela.site.quality.views import REFUSED, acting, tell
from tesela.text.errors import TeselaError

_BY = {line.name: line.by for line in TRANSITIONS}


@require_safe
@for_members("see")
def case(request: HttpRequest, number: int) -> HttpResponse:
    """Where it is, what is next, what was said so far."""
    found, side = seen(request, number)
    by, state, scheme = acting(request), found.state, found.offer.scheme
    may_act = may(by.role, actions.PERMISSION[side])
    context = {
        "case": found,
        "side": side.value,
        "scheme": scheme,
        "state": state,
        "acts": [(name, ACTS[name].weighty) for name in open_to(state, side)] if may_act else [],
        "turn": _turn(state, side),
        "phases": [
            (
                phase,
                len([one for one in scheme.of_phase(phase) if one.id in found.answered]),
                len(scheme.of_phase(phase)),
            )
            for phase in scheme.phases
        ],
        "steps": found.steps.order_by("-pk"),
        "statement": found.statements.filter(followed=False).first(),
    }
    return render(request, "quality/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("see")
def workbook(request: HttpRequest, number: int, phase: str) -> HttpResponse:
    """The questions of one phase: to be answered by the provider, to be read by the assurer."""
    found, side = seen(request, number)
    by, scheme = acting(request), found.offer.scheme
    if phase not in scheme.phases:
        raise Http404
    writes = side is Side.PROVIDER and may(by.role, actions.PERMISSION[side])
    sent = request.POST if request.method == "POST" else None
    form = WorkbookForm(
        sent,
        language=language_of(request),
        criteria=scheme.of_phase(phase),
        answers=found.answers,
    )
    if sent is not None:
        if not writes:
            return not_allowed(request)
        if form.is_valid():
            try:
                actions.answer(by, found, form.answers)
            except TeselaError as error:
                refuse(form, error)
            else:
                tell(request, "form.saved")
                return _onward(request, found, phase)
    held = files.by_question(found, side)
    context = {
        "case": found,
        "form": form,
        "phase": phase,
        "writes": writes,
        "answers": [
            (one, found.answers.get(one.id, {}), held.get(one.id, ()))
            for one in scheme.of_phase(phase)
        ],
        "questions": [(*asked, len(held.get(asked[0].id, ()))) for asked in form.questions],
        "last": phase == scheme.phases[-1],
    }
    return render(request, "quality/workbook.html", context, status=REFUSED if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("see")
def act(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """One step: its form, and what becomes of it."""
    found, side = seen(request, number)
    if act not in ACTS or _BY[act] is not side:
        raise Http404
    by, asked = acting(request), ACTS[act]
    if not may(by.role, actions.PERMISSION[side]):
        return not_allowed(request)
    sent = request.POST if request.method == "POST" else None
    form = _form(request, found, asked.form, sent)
    if sent is not None and form.is_valid():
        try:
            asked.do(by, found, form.cleaned_data, form)
        except TeselaError as error:
            refuse(form, error)
        else:
            tell(request, f"quality.said.{act}")
            return redirect("quality-case", by.organisation.slug, found.pk)
    context = {
        "case": found,
        "act": act,
        "form": form,
        "names": list(form.fields),
        "weighty": asked.weighty,
        "possible": act in open_to(found.state, side),
        "asked": _last_question(found) if act == "answer" else "",
    }
    status = REFUSED if sent is not None else 200
    return render(request, "quality/act.html", context, status=status)


def seen(request: HttpRequest, number: int) -> tuple[Case, Side]:
    """The case and on which side the organisation stands; to others it does not exist."""
    organisation = acting(request).organisation
    found = Case.objects.select_related("provider", "assurer", "offer").filter(pk=number).first()
    if found is None:
        raise Http404
    if found.provider_id == organisation.pk:
        return found, Side.PROVIDER
    if found.assurer_id == organisation.pk:
        return found, Side.ASSURER
    raise Http404


def _last_question(found: Case) -> str:
    """What the reviewer wants to know; empty where nothing was asked."""
    step = found.steps.filter(event="quality.asked").order_by("-pk").first()
    return step.said if step else ""


def _turn(state: State, side: Side) -> tuple[str, ...]:
    """Codes of what to say about whose turn it is."""
    waits = waits_for(state)
    if not waits:
        return ()
    said = ["quality.turn.yours"] if side in waits else [f"quality.turn.{next(iter(waits)).value}"]
    if state.stage is Stage.REVIEW and not state.feedback:
        said.append("quality.turn.feedback")
    return tuple(said)


def _form(request: HttpRequest, found: Case, kind: type[QualityForm], sent: Any) -> QualityForm:
    language = language_of(request)
    if kind is DecisionForm:
        months = found.offer.scheme.cycle_months
        return DecisionForm(sent, language=language, months=months, country=found.provider.country)
    return kind(sent, language=language)


def _onward(request: HttpRequest, found: Case, phase: str) -> HttpResponse:
    """To the files of a question or the next phase where somebody wants that, else to the case."""
    slug = acting(request).organisation.slug
    phases = found.offer.scheme.phases
    wanted = request.POST.get("files", "")
    if wanted in {one.id for one in found.offer.scheme.criteria}:
        return redirect("quality-files", slug, found.pk, wanted)
    at = phases.index(phase) + 1
    if request.POST.get("do") == "on" and at < len(phases):
        return redirect("quality-workbook", slug, found.pk, phases[at])
    return redirect("quality-case", slug, found.pk)


def refuse(form: QualityForm, error: TeselaError) -> None:
    """Say at the top of the form what an action refused."""
    form.add_error(None, fault(error.code, **error.problem.data))


def not_allowed(request: HttpRequest) -> HttpResponse:
    """The role of whoever asks does not suffice."""
    trouble = {"what": "providers.not_allowed"}
    return render(request, "components/trouble.html", trouble, status=403)
