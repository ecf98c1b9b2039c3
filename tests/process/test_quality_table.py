"""Quality assurance step by step: what is allowed, and that nothing else is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tesela.model.achievement import Scope
from tesela.process.quality import TRANSITIONS, apply, open_to, step, waits_for
from tesela.process.quality_case import (
    Act,
    Actor,
    Decision,
    Feedback,
    GiveFeedback,
    Grant,
    HandInDocuments,
    HandInEvaluation,
    Renew,
    SetConditions,
    Side,
    Stage,
)
from tesela.process.quality_guards import months_after
from tesela.text.errors import TeselaError
from tesela.text.messages.table import MESSAGES
from tests.process.cases import (
    ACTS,
    FEEDBACK,
    HARBOUR,
    NORTHGATE,
    NOW,
    SCOPE,
    TERMS,
    TODAY,
    WHO,
    case_in,
    decision,
)

OPEN = {Stage.APPLIED, Stage.DOCUMENTS, Stage.SELF_EVALUATION, Stage.REVIEW, Stage.QUESTIONED}
IN_FORCE = {Stage.GRANTED, Stage.MONITORED, Stage.CONDITIONS}
ALLOWED: dict[str, set[Stage]] = {
    "accept": {Stage.APPLIED},
    "decline": {Stage.APPLIED, Stage.DOCUMENTS},
    "documents": {Stage.DOCUMENTS},
    "feedback": (OPEN - {Stage.APPLIED}) | IN_FORCE | {Stage.SUSPENDED},
    "evaluation": {Stage.SELF_EVALUATION},
    "ask": {Stage.REVIEW},
    "answer": {Stage.QUESTIONED},
    "grant": {Stage.REVIEW},
    "refuse": {Stage.REVIEW},
    "take-back": OPEN,
    "monitor": IN_FORCE,
    "conditions": {Stage.GRANTED, Stage.MONITORED},
    "lift": {Stage.CONDITIONS},
    "suspend": IN_FORCE,
    "reinstate": {Stage.SUSPENDED},
    "withdraw": IN_FORCE | {Stage.SUSPENDED},
    "renew": {Stage.MONITORED},
}
"""Written here once more on purpose: the table in the code is compared with it."""
BY = {line.name: line.by for line in TRANSITIONS}


def refused(act: Act, stage: Stage, by: Actor, **changed: object) -> str:
    with pytest.raises(TeselaError) as error:
        step(replace(case_in(stage), **changed), act, by, NOW)  # type: ignore[arg-type]
    assert error.value.code in MESSAGES
    assert error.value.problem.fix()
    return error.value.code


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("name", list(ACTS))
def test_every_act_in_every_stage_is_allowed_or_refused_as_the_table_says(
    name: str, stage: Stage
) -> None:
    by = WHO[BY[name]]
    if stage in ALLOWED[name]:
        after, event = step(case_in(stage), ACTS[name], by, NOW)
        assert (event.before, event.after) == (stage, after.stage)
        assert f"act.{event.name}" in MESSAGES
    else:
        assert refused(ACTS[name], stage, by) == f"quality.cannot.{name}"
    assert (name in open_to(case_in(stage), BY[name])) == (stage in ALLOWED[name])


@pytest.mark.parametrize("name", list(ACTS))
def test_nobody_acts_for_the_other_side(name: str) -> None:
    stage = min(ALLOWED[name])
    if BY[name] is Side.PROVIDER:
        assert refused(ACTS[name], stage, NORTHGATE) == "quality.only_provider"
    else:
        stranger = Actor("eve", "elsewhere")
        assert refused(ACTS[name], stage, HARBOUR) == "quality.conflict"
        assert refused(ACTS[name], stage, stranger) == "quality.only_assurer"


@pytest.mark.parametrize("name", [name for name in ACTS if BY[name] is Side.ASSURER])
def test_an_assurer_who_belongs_to_the_provider_may_not_act(name: str) -> None:
    both = replace(NORTHGATE, belongs_to=frozenset({"northgate", "harbour-care"}))
    assert refused(ACTS[name], min(ALLOWED[name]), both) == "quality.conflict_person"


def test_a_provider_does_not_apply_to_itself() -> None:
    with pytest.raises(TeselaError) as error:
        apply("harbour-care", "harbour-care", TERMS, HARBOUR, NOW)
    assert error.value.code == "quality.conflict"


def test_nobody_applies_for_another() -> None:
    with pytest.raises(TeselaError) as error:
        apply("harbour-care", "northgate", TERMS, NORTHGATE, NOW)
    assert error.value.code == "quality.only_provider"


@pytest.mark.parametrize("name", ["grant", "refuse", "renew"])
def test_no_review_ends_before_learners_were_heard(name: str) -> None:
    assert (
        refused(ACTS[name], min(ALLOWED[name]), NORTHGATE, feedback=None) == "quality.no_feedback"
    )


def test_a_reason_stands_in_for_feedback_that_cannot_be_had() -> None:
    said = GiveFeedback(Feedback(reason="The first course begins in autumn."))
    case, _ = step(replace(case_in(Stage.REVIEW), feedback=None), said, HARBOUR, NOW)
    case, _ = step(case, ACTS["grant"], NORTHGATE, NOW)
    assert case.stage is Stage.GRANTED


@pytest.mark.parametrize(
    "feedback",
    [
        Feedback(),
        Feedback(summary=" \n"),
        Feedback(summary="Good.", reason="None yet."),
        Feedback(reason="None yet.", learners=3),
        Feedback(summary="Good.", learners=-1),
    ],
    ids=["nothing", "blank", "both", "learners-without-summary", "negative"],
)
def test_feedback_that_says_nothing_is_refused(feedback: Feedback) -> None:
    assert refused(GiveFeedback(feedback), Stage.REVIEW, HARBOUR) == "quality.feedback_or_reason"


@pytest.mark.parametrize("name", ["refuse", "decline", "suspend", "reinstate", "withdraw", "lift"])
@pytest.mark.parametrize("reasons", ["", "  \n "])
def test_what_takes_something_away_says_why(name: str, reasons: str) -> None:
    silent = replace(ACTS[name], reasons=reasons)  # type: ignore[type-var]
    assert refused(silent, min(ALLOWED[name]), NORTHGATE) == "quality.no_reasons"


@pytest.mark.parametrize(
    ("name", "member", "code"),
    [
        ("ask", "question", "quality.no_question"),
        ("answer", "answer", "quality.no_answer"),
        ("monitor", "report", "quality.no_report"),
        ("conditions", "conditions", "quality.no_conditions"),
    ],
)
def test_empty_and_endless_texts_are_refused(name: str, member: str, code: str) -> None:
    by, stage = WHO[BY[name]], min(ALLOWED[name])
    assert refused(replace(ACTS[name], **{member: " "}), stage, by) == code  # type: ignore[type-var]
    endless = replace(ACTS[name], **{member: "a" * 20_001})  # type: ignore[type-var]
    assert refused(endless, stage, by) == "quality.too_long"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(decision(), decided_on=TODAY + timedelta(days=1)), "quality.decided_later"),
        (replace(decision(), valid_until=TODAY), "quality.dates_reversed"),
        (replace(decision(), valid_until=date(2029, 6, 16)), "quality.longer_than_a_cycle"),
        (replace(decision(), scope=Scope()), "quality.no_scope"),
        (replace(decision(), reasons=" "), "quality.no_reasons"),
    ],
)
def test_a_decision_without_reason_scope_or_dates_in_order_is_refused(
    wrong: Decision, code: str
) -> None:
    assert refused(Grant(wrong), Stage.REVIEW, NORTHGATE) == code
    assert refused(Renew(wrong), Stage.MONITORED, NORTHGATE) == code


def test_a_decision_that_has_already_ended_is_refused() -> None:
    over = Grant(decision(TODAY - timedelta(days=400), 300))
    assert refused(over, Stage.REVIEW, NORTHGATE) == "quality.dates_reversed"


def test_a_decision_may_last_a_whole_cycle() -> None:
    whole = replace(decision(), valid_until=date(2029, 6, 15))
    assert step(case_in(Stage.REVIEW), Grant(whole), NORTHGATE, NOW)[0].decision == whole


def test_a_renewal_is_not_decided_before_the_decision_it_renews() -> None:
    early = Renew(decision(TODAY - timedelta(days=1)))
    assert refused(early, Stage.MONITORED, NORTHGATE) == "quality.decided_before_the_last"


def test_a_renewal_follows_monitoring_of_the_same_cycle() -> None:
    code = refused(ACTS["renew"], Stage.MONITORED, NORTHGATE, monitored=False)
    assert code == "quality.not_monitored"


def test_a_new_cycle_asks_for_learners_and_monitoring_again() -> None:
    case, _ = step(case_in(Stage.MONITORED), ACTS["renew"], NORTHGATE, NOW)
    assert (case.renewals, case.feedback, case.monitored) == (1, None, False)


def test_an_unfinished_self_evaluation_names_what_is_missing() -> None:
    act = HandInEvaluation(frozenset({"plan", "staff"}))
    with pytest.raises(TeselaError) as error:
        step(case_in(Stage.SELF_EVALUATION), act, HARBOUR, NOW)
    assert error.value.code == "quality.unanswered"
    assert error.value.problem.data["criteria"] == "feedback, improve"


def test_nothing_handed_in_is_not_handed_in() -> None:
    assert refused(HandInDocuments(0), Stage.DOCUMENTS, HARBOUR) == "quality.no_documents"


def test_conditions_can_still_be_met() -> None:
    past = SetConditions("Name a second assessor.", TODAY - timedelta(days=1))
    assert refused(past, Stage.GRANTED, NORTHGATE) == "quality.conditions_past"


def test_conditions_stand_in_the_decision_until_they_are_lifted() -> None:
    case, _ = step(case_in(Stage.GRANTED), ACTS["conditions"], NORTHGATE, NOW)
    assert case.decision
    assert case.decision.conditions == "Name a second assessor."
    case, _ = step(case, ACTS["lift"], NORTHGATE, NOW)
    assert case.decision
    assert not case.decision.conditions
    assert case.decision.conditions_until is None


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(TeselaError) as error:
        step(case_in(Stage.APPLIED), ACTS["accept"], NORTHGATE, NOW - timedelta(seconds=1))
    assert error.value.code == "quality.before_the_last"


def test_a_small_provider_comes_from_applying_to_being_granted() -> None:
    case, began = apply("harbour-care", "northgate", TERMS, HARBOUR, NOW)
    events = [began]
    way = ("accept", "documents", "evaluation", "ask", "answer", "feedback", "grant", "monitor")
    for name in way:
        case, event = step(case, ACTS[name], WHO[BY[name]], NOW)
        events.append(event)
    assert case.stage is Stage.MONITORED
    assert case.decision
    assert case.decision.scope == SCOPE
    assert [event.name.partition(".")[2] for event in events] == [
        "applied", "accepted", "documents", "evaluation", "asked", "answered", "feedback",
        "granted", "monitored",
    ]  # fmt: skip
    assert case.feedback is None, "the next cycle hears learners again"
    assert FEEDBACK.summary


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_counted_as_people_count_them(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_a_case_waits_for_whoever_can_take_it_further() -> None:
    for stage in Stage:
        for side in waits_for(case_in(stage)):
            further = {one.name for one in TRANSITIONS if one.enters not in (None, stage)}
            assert further & set(open_to(case_in(stage), side)) - {"take-back"}, (stage, side)
    assert all(waits_for(case_in(stage)) for stage in OPEN)
    assert not any(waits_for(case_in(stage)) for stage in Stage if stage not in OPEN)


def test_a_review_waits_for_the_provider_too_while_learners_were_not_heard() -> None:
    review = case_in(Stage.REVIEW)
    assert waits_for(review) == {Side.ASSURER}
    assert waits_for(replace(review, feedback=None)) == {Side.ASSURER, Side.PROVIDER}
