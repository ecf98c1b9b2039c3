"""Acts and cases that the tests of quality assurance share."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tesela.model.achievement import Scope
from tesela.process.quality_case import (
    Accept,
    Act,
    Actor,
    Answer,
    Ask,
    Case,
    Decision,
    Decline,
    Feedback,
    GiveFeedback,
    Grant,
    HandInDocuments,
    HandInEvaluation,
    LiftConditions,
    Monitor,
    Refuse,
    Reinstate,
    Renew,
    SetConditions,
    Side,
    Stage,
    Suspend,
    TakeBack,
    Terms,
    Withdraw,
)

NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)
TODAY = NOW.date()
TERMS = Terms(frozenset(("plan", "staff", "feedback", "improve")), 36)
HARBOUR = Actor("maria", "harbour-care", frozenset({"harbour-care"}))
NORTHGATE = Actor("tom", "northgate", frozenset({"northgate"}))
WHO = {Side.PROVIDER: HARBOUR, Side.ASSURER: NORTHGATE}
FEEDBACK = Feedback(
    summary="Twelve learners liked the pace and asked for more practice.", learners=12
)
SCOPE = Scope(fields=("09",), eqf_levels=(3,), countries=("IE",))


def decision(decided_on: date = TODAY, days: int = 365) -> Decision:
    return Decision(SCOPE, decided_on, decided_on + timedelta(days=days), "It works as described.")


ACTS: dict[str, Act] = {
    "accept": Accept(),
    "documents": HandInDocuments(2),
    "feedback": GiveFeedback(FEEDBACK),
    "evaluation": HandInEvaluation(TERMS.criteria),
    "ask": Ask("How do you choose assessors?"),
    "answer": Answer("By experience, and a course of two days."),
    "grant": Grant(decision()),
    "refuse": Refuse("Nobody has been assessed yet."),
    "decline": Decline("We review providers of care only."),
    "take-back": TakeBack(),
    "monitor": Monitor("Ten awards sampled; all in order."),
    "conditions": SetConditions("Name a second assessor.", TODAY + timedelta(days=90)),
    "lift": LiftConditions("There is a second assessor."),
    "suspend": Suspend("A complaint is being looked into."),
    "reinstate": Reinstate("The complaint had no ground."),
    "withdraw": Withdraw("Awards were given without assessment."),
    "renew": Renew(decision(days=700)),
}


def case_in(stage: Stage) -> Case:
    """A case in this stage with everything that its acts need."""
    decided = stage in {
        Stage.GRANTED,
        Stage.MONITORED,
        Stage.CONDITIONS,
        Stage.SUSPENDED,
        Stage.WITHDRAWN,
    }
    case = Case("harbour-care", "northgate", TERMS, stage, NOW, FEEDBACK)
    return replace(case, decision=decision(), monitored=True) if decided else case
