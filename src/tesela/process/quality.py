"""The quality assurance of a provider, as a pure state machine.

    applied → documents → self-evaluation → review ⇄ questioned
            → granted → monitored ⇄ conditions ⇄ suspended → withdrawn
            → refused

Two organisations take part: the provider, and the assurer (an authority, an
agency, a sector body or another provider) that reviews it. `TRANSITIONS` is
the whole of what may follow what, and who may do it. A step takes a `Case`
and an act and gives the next case with the event that belongs to it; a step
that may not be taken raises TeselaError and changes nothing:

1. The act must be possible in the case's stage (`quality.cannot.<act>`).
2. Whoever acts must act for the right side (`quality.only_provider`,
   `quality.only_assurer`), and no assurer may belong to the provider
   (`quality.conflict`, `quality.conflict_person`).
3. Time does not run backwards (`quality.before_the_last`).
4. The guards of the act hold, each with a code of its own.

Rules that the guards keep:

- Nobody assures themselves.
- Learners are heard in every cycle: no review ends, and nothing is renewed,
  without a summary of learners' feedback or the reason why there is none.
- A refusal, a suspension and a withdrawal say why.
- What is granted has a scope and dates, in order, and is no longer than a
  cycle of the scheme. What lapses needs no act: the date says it
  (`quality_evidence`).
- A renewal follows monitoring in the same cycle.

There is no clock here: the moment of a step is an argument.
"""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from tesela.process.quality_case import (
    OPEN,
    STANDING,
    Accept,
    Act,
    Actor,
    Answer,
    Ask,
    Case,
    Decision,
    Decline,
    Event,
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
from tesela.process.quality_guards import (
    Guard,
    Tried,
    all_answered,
    dates_in_order,
    grounds_stated,
    learners_heard,
    monitored,
    not_in_the_past,
    says,
    scope_stated,
    some_documents,
    summary_or_reason,
)
from tesela.text.errors import TeselaError


class Transition(NamedTuple):
    """A line of the table: what may be done where, by whom, and what it leads to."""

    name: str
    """In codes, in forms and in the log."""
    act: type
    by: Side
    leaves: frozenset[Stage]
    enters: Stage | None
    """None where the stage stays."""
    event: str
    guards: tuple[Guard, ...] = ()


_REASONS = says("reasons", "quality.no_reasons")
_DECIDES = (learners_heard, grounds_stated, scope_stated, dates_in_order)
_P, _A = Side.PROVIDER, Side.ASSURER
_UNTIL_DECIDED = OPEN | STANDING | {Stage.SUSPENDED}

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        "accept", Accept, _A, frozenset({Stage.APPLIED}), Stage.DOCUMENTS, "quality.accepted"
    ),
    Transition(
        "documents",
        HandInDocuments,
        _P,
        frozenset({Stage.DOCUMENTS}),
        Stage.SELF_EVALUATION,
        "quality.documents",
        (some_documents,),
    ),
    Transition(
        "feedback",
        GiveFeedback,
        _P,
        _UNTIL_DECIDED - {Stage.APPLIED},
        None,
        "quality.feedback",
        (summary_or_reason,),
    ),
    Transition(
        "evaluation",
        HandInEvaluation,
        _P,
        frozenset({Stage.SELF_EVALUATION}),
        Stage.REVIEW,
        "quality.evaluation",
        (all_answered,),
    ),
    Transition(
        "ask",
        Ask,
        _A,
        frozenset({Stage.REVIEW}),
        Stage.QUESTIONED,
        "quality.asked",
        (says("question", "quality.no_question"),),
    ),
    Transition(
        "answer",
        Answer,
        _P,
        frozenset({Stage.QUESTIONED}),
        Stage.REVIEW,
        "quality.answered",
        (says("answer", "quality.no_answer"),),
    ),
    Transition(
        "grant", Grant, _A, frozenset({Stage.REVIEW}), Stage.GRANTED, "quality.granted", _DECIDES
    ),
    Transition(
        "refuse",
        Refuse,
        _A,
        frozenset({Stage.REVIEW}),
        Stage.REFUSED,
        "quality.refused",
        (learners_heard, _REASONS),
    ),
    Transition(
        "decline",
        Decline,
        _A,
        frozenset({Stage.APPLIED, Stage.DOCUMENTS}),
        Stage.REFUSED,
        "quality.declined",
        (_REASONS,),
    ),
    Transition("take-back", TakeBack, _P, OPEN, Stage.TAKEN_BACK, "quality.taken_back"),
    Transition(
        "monitor",
        Monitor,
        _A,
        STANDING,
        Stage.MONITORED,
        "quality.monitored",
        (says("report", "quality.no_report"),),
    ),
    Transition(
        "conditions",
        SetConditions,
        _A,
        frozenset({Stage.GRANTED, Stage.MONITORED}),
        Stage.CONDITIONS,
        "quality.conditions",
        (says("conditions", "quality.no_conditions"), not_in_the_past),
    ),
    Transition(
        "lift",
        LiftConditions,
        _A,
        frozenset({Stage.CONDITIONS}),
        Stage.MONITORED,
        "quality.conditions_met",
        (_REASONS,),
    ),
    Transition("suspend", Suspend, _A, STANDING, Stage.SUSPENDED, "quality.suspended", (_REASONS,)),
    Transition(
        "reinstate",
        Reinstate,
        _A,
        frozenset({Stage.SUSPENDED}),
        Stage.MONITORED,
        "quality.reinstated",
        (_REASONS,),
    ),
    Transition(
        "withdraw",
        Withdraw,
        _A,
        STANDING | {Stage.SUSPENDED},
        Stage.WITHDRAWN,
        "quality.withdrawn",
        (_REASONS,),
    ),
    Transition(
        "renew",
        Renew,
        _A,
        frozenset({Stage.MONITORED}),
        Stage.GRANTED,
        "quality.renewed",
        (monitored, *_DECIDES),
    ),
)
"""Everything that may happen to a case after it was begun."""


def apply(provider: str, assurer: str, terms: Terms, by: Actor, at: datetime) -> tuple[Case, Event]:
    """The provider applies to the assurer.

    Raises TeselaError `quality.conflict` where they are one organisation,
    `quality.only_provider` where somebody else applies for it.
    """
    if provider == assurer:
        raise TeselaError("quality.conflict")
    if by.acts_for != provider:
        raise TeselaError("quality.only_provider")
    case = Case(provider, assurer, terms, Stage.APPLIED, at)
    return case, Event("quality.applied", at, by.person, by.acts_for, None, case.stage)


def step(case: Case, act: Act, by: Actor, at: datetime) -> tuple[Case, Event]:
    """The case after `act`, and the event.

    Raises TeselaError as the numbered rules of this module say; the case that
    was given never changes.
    """
    line = transition_of(act)
    if case.stage not in line.leaves:  # 1.
        raise TeselaError(f"quality.cannot.{line.name}", stage=case.stage.value)
    _see_who(case, line.by, by)  # 2.
    if at < case.last:  # 3.
        raise TeselaError("quality.before_the_last")
    for guard in line.guards:  # 4.
        guard(Tried(case, act, at))
    after = line.enters or case.stage
    changed = replace(_changed(case, act), stage=after, last=at)
    return changed, Event(line.event, at, by.person, by.acts_for, case.stage, after)


def transition_of(act: Act) -> Transition:
    """The line of the table that `act` is of."""
    return next(line for line in TRANSITIONS if line.act is type(act))


def open_to(case: Case, side: Side) -> tuple[str, ...]:
    """Names of the acts that `side` may try now, in the table's order."""
    return tuple(line.name for line in TRANSITIONS if line.by is side and case.stage in line.leaves)


def waits_for(case: Case) -> frozenset[Side]:
    """Whose turn it is; nobody's once it is decided.

    A review waits for both while learners were not heard: the assurer can read
    and ask, and only the provider can hand in what they said.
    """
    match case.stage:
        case Stage.APPLIED:
            return frozenset({Side.ASSURER})
        case Stage.DOCUMENTS | Stage.SELF_EVALUATION | Stage.QUESTIONED:
            return frozenset({Side.PROVIDER})
        case Stage.REVIEW:
            heard = {Side.ASSURER}
            return frozenset(heard if case.feedback else {*heard, Side.PROVIDER})
    return frozenset()


def _see_who(case: Case, side: Side, by: Actor) -> None:
    if side is Side.PROVIDER:
        if by.acts_for != case.provider:
            raise TeselaError("quality.only_provider")
        return
    if by.acts_for == case.provider:
        raise TeselaError("quality.conflict")
    if by.acts_for != case.assurer:
        raise TeselaError("quality.only_assurer")
    if case.provider in by.belongs_to:
        raise TeselaError("quality.conflict_person")


def _changed(case: Case, act: Act) -> Case:
    """What is known after the act beside the stage."""
    after = case
    match act:
        case GiveFeedback(feedback=said):
            after = replace(case, feedback=said)
        case Grant(decision=decision):
            after = _begun_anew(case, decision)
        case Renew(decision=decision):
            after = replace(_begun_anew(case, decision), renewals=case.renewals + 1)
        case Monitor():
            after = replace(case, monitored=True)
        case SetConditions(conditions=conditions, until=until) if case.decision:
            kept = replace(case.decision, conditions=conditions, conditions_until=until)
            after = replace(case, decision=kept)
        case LiftConditions() if case.decision:
            kept = replace(case.decision, conditions="", conditions_until=None)
            after = replace(case, decision=kept)
        case _:
            pass  # it is enough that the stage changed
    return after


def _begun_anew(case: Case, decision: Decision) -> Case:
    """A new cycle: learners have to be heard and the provider monitored again in it."""
    return replace(case, decision=decision, feedback=None, monitored=False)
