"""Which form each step of a case has, and what becomes of it: one table.

The names are those of `process.quality.TRANSITIONS`; a test compares the two.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from tesela.process import quality_case as step
from tesela.site.providers.models import Membership
from tesela.site.quality import actions, forms
from tesela.site.quality.models import Case


class Asked(NamedTuple):
    """A step as a page asks for it."""

    form: type[forms.QualityForm]
    do: Callable[[Membership, Case, dict[str, Any], forms.QualityForm], Case]
    weighty: bool = False
    """Whether its button is marked as taking something away."""


def _simple(
    act: Callable[[dict[str, Any]], step.Act], said: str = ""
) -> Callable[[Membership, Case, dict[str, Any], forms.QualityForm], Case]:
    def do(by: Membership, case: Case, data: dict[str, Any], form: forms.QualityForm) -> Case:
        return actions.take(by, case, act(data), data[said] if said else "")

    return do


def _documents(by: Membership, case: Case, data: dict[str, Any], form: forms.QualityForm) -> Case:
    return actions.hand_in_documents(by, case, data["documents"])


def _evaluation(by: Membership, case: Case, data: dict[str, Any], form: forms.QualityForm) -> Case:
    return actions.hand_in_evaluation(by, case)


def _feedback(by: Membership, case: Case, data: dict[str, Any], form: forms.QualityForm) -> Case:
    said = step.Feedback(
        summary=data["summary"],
        learners=data["learners"],
        representative=data["representative"],
        reason=data["reason"],
    )
    return actions.take(by, case, step.GiveFeedback(said), data["summary"] or data["reason"])


def _decided(
    kind: type[step.Grant] | type[step.Renew],
) -> Callable[[Membership, Case, dict[str, Any], forms.QualityForm], Case]:
    def do(by: Membership, case: Case, data: dict[str, Any], form: forms.QualityForm) -> Case:
        assert isinstance(form, forms.DecisionForm)
        decision = step.Decision(
            scope=form.scope,
            decided_on=data["decided_on"],
            valid_until=data["valid_until"],
            reasons=data["reasons"],
            conditions=data["conditions"],
            report_page=data["report_page"] or None,
        )
        return actions.take(by, case, kind(decision), data["reasons"])

    return do


def _reasons(act: Callable[[str], step.Act], *, weighty: bool = False) -> Asked:
    return Asked(forms.ReasonsForm, _simple(lambda data: act(data["reasons"]), "reasons"), weighty)


ACTS: dict[str, Asked] = {
    "accept": Asked(forms.NothingForm, _simple(lambda _: step.Accept())),
    "documents": Asked(forms.DocumentsForm, _documents),
    "feedback": Asked(forms.FeedbackForm, _feedback),
    "evaluation": Asked(forms.NothingForm, _evaluation),
    "ask": Asked(forms.QuestionForm, _simple(lambda data: step.Ask(data["question"]), "question")),
    "answer": Asked(forms.AnswerForm, _simple(lambda data: step.Answer(data["answer"]), "answer")),
    "grant": Asked(forms.DecisionForm, _decided(step.Grant)),
    "refuse": _reasons(step.Refuse, weighty=True),
    "decline": _reasons(step.Decline, weighty=True),
    "take-back": Asked(forms.NothingForm, _simple(lambda _: step.TakeBack()), weighty=True),
    "monitor": Asked(
        forms.ReportForm, _simple(lambda data: step.Monitor(data["report"]), "report")
    ),
    "conditions": Asked(
        forms.ConditionsForm,
        _simple(lambda data: step.SetConditions(data["conditions"], data["until"]), "conditions"),
    ),
    "lift": _reasons(step.LiftConditions),
    "suspend": _reasons(step.Suspend, weighty=True),
    "reinstate": _reasons(step.Reinstate),
    "withdraw": _reasons(step.Withdraw, weighty=True),
    "renew": Asked(forms.DecisionForm, _decided(step.Renew)),
}
