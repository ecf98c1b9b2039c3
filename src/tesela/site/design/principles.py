"""Pages by principle: what was found, what people have judged, and judging."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.conform.questions import Question
from tesela.model.achievement import Achievement
from tesela.model.description import DescriptionUnfitError
from tesela.model.findings import Findings
from tesela.model.judgement import Judgement
from tesela.site.checker.shown import outcome_of
from tesela.site.design import judging
from tesela.site.design.checking import digest, found_in, judged, judgement, today
from tesela.site.design.forms import JudgementForm
from tesela.site.design.mending import mending
from tesela.site.design.models import Description, Judged
from tesela.site.design.publishing import current
from tesela.site.design.state import found_of
from tesela.site.design.views import described
from tesela.site.languages import language_of
from tesela.site.providers.roles import for_members
from tesela.text.catalogue import say
from tesela.text.errors import Problem, TeselaError

_MOST_EARLIER = 20


@dataclass(frozen=True)
class Answered:
    """A judgement as it is shown."""

    kept: Judged
    stated: Judgement

    @property
    def word(self) -> str:
        """The code of its result."""
        return f"design.judge.result.{self.kept.result}"


@dataclass(frozen=True)
class Asked:
    """A question, and the answer that holds today."""

    id: str
    text: str
    look: str
    answer: Answered | None


@require_safe
@for_members("see")
def principles(request: HttpRequest, description: str) -> HttpResponse:
    """Each principle with its outcome, its findings and its questions."""
    found, language = described(request, description), language_of(request)
    role = request.membership.role  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "description": found,
        "may_judge": judging.may_judge(found, role, request.user.pk),
    }
    try:
        achievement = current(found)
    except DescriptionUnfitError:
        return render(request, "design/principles.html", context)
    findings = found_in(found, achievement)
    context["principles"] = _principles(found, achievement, findings, language)
    return render(request, "design/principles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("judge")
def judge(request: HttpRequest, description: str, question: str) -> HttpResponse:
    """One question: what to look at, the judgement, and what was judged before."""
    found, language = described(request, description), language_of(request)
    asked, achievement = _asked(found, question)
    role = request.membership.role  # type: ignore[attr-defined]
    allowed = judging.may_judge(found, role, request.user.pk)
    form = JudgementForm(request.POST or None, language=language)
    status, problem = 200, ""
    if request.method == "POST":
        status = 422
        if not allowed:
            status, problem = 403, "design.judge.own"
        elif form.is_valid():
            try:
                judging.judge(
                    found,
                    asked.id,
                    form.cleaned_data["result"],
                    form.cleaned_data["note"],
                    actor=request.user.pk or 0,
                    seen=request.POST.get("seen", ""),
                )
            except TeselaError as error:
                status, problem = 409, error.code
            else:
                messages.success(request, say("design.judge.done", language))
                return redirect("description-principles", found.organisation.slug, found.slug)
    earlier = found.judgements.filter(question=asked.id).select_related("reviewer")
    context = {
        "description": found,
        "question": _shown(asked, _answers(found, achievement), language),
        "principle": f"principle.{asked.principle}",
        "form": form,
        "allowed": allowed,
        "problem": problem,
        "seen": digest(achievement),
        "earlier": [
            Answered(one, judgement(one)) for one in earlier.order_by("-judged_at")[:_MOST_EARLIER]
        ],
    }
    return render(request, "design/judge.html", context, status=status)


def _asked(found: Description, question: str) -> tuple[Question, Achievement]:
    """The question where it is asked of this description; else there is no such page."""
    try:
        achievement = current(found)
    except DescriptionUnfitError as error:
        raise Http404 from error
    asked = next((one for one in judging.asked_of(achievement) if one.id == question), None)
    if asked is None:
        raise Http404
    return asked, achievement


def _principles(
    of: Description, achievement: Achievement, findings: Findings, language: str
) -> list[dict[str, Any]]:
    answers = _answers(of, achievement)
    questions = judging.asked_of(achievement)
    listed = [one for one in found_of(findings.findings) if not one.is_question]
    return [
        {
            "number": number,
            "name": say(f"principle.{number}", language),
            "outcome": outcome_of(outcome, language),
            "findings": [
                mending(one, of, language)
                for one in sorted(listed, key=lambda one: one.severity_order)
                if one.finding and one.finding.principle == number
            ],
            "questions": [
                _shown(one, answers, language) for one in questions if one.principle == number
            ],
        }
        for number, outcome in findings.outcomes.principles.items()
    ]


def _answers(of: Description, achievement: Achievement) -> dict[str, Answered]:
    """The last judgement of each question that holds today for what the description says."""
    on: date = today()
    answers: dict[str, Answered] = {}
    for one in judged(of, achievement):
        stated = judgement(one)
        if stated.holds(achievement.version, on):
            answers.setdefault(one.question, Answered(one, stated))
    return answers


def _shown(question: Question, answers: dict[str, Answered], language: str) -> Asked:
    problem = Problem(question.code)
    text, look = problem.message(language), problem.fix(language)
    return Asked(question.id, text, look, answers.get(question.id))
