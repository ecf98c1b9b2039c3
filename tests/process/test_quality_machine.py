"""Quality assurance by chance: whatever people try, what must never happen does not."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tesela.process.quality import apply, step, transition_of
from tesela.process.quality_case import (
    CLOSED,
    OPEN,
    STANDING,
    Actor,
    Case,
    Event,
    Grant,
    Renew,
    Side,
    Stage,
)
from tesela.text.errors import TeselaError
from tests.process.cases import ACTS, HARBOUR, NORTHGATE, NOW, TERMS, decision

PEOPLE = (
    HARBOUR,
    NORTHGATE,
    replace(NORTHGATE, person="paul", belongs_to=frozenset({"northgate", "harbour-care"})),
    Actor("eve", "elsewhere"),
)


class QualityAssurance(RuleBasedStateMachine):
    """A case, and everything that was ever done to it."""

    @initialize()
    def begin(self) -> None:
        self.case: Case
        self.now = NOW
        self.case, event = apply("harbour-care", "northgate", TERMS, HARBOUR, NOW)
        self.events: list[Event] = [event]
        self.people: list[Actor] = [HARBOUR]

    @rule(
        name=some.sampled_from(sorted(ACTS)),
        by=some.sampled_from(PEOPLE),
        days=some.integers(0, 200),
    )
    def tries(self, name: str, by: Actor, days: int) -> None:
        now = self.now + timedelta(days=days)
        act = ACTS[name]
        if isinstance(act, Grant | Renew):
            act = replace(act, decision=decision(now.date()))
        if name == "conditions":
            act = replace(act, until=now.date())  # type: ignore[type-var]
        before = self.case
        try:
            self.case, event = step(self.case, act, by, now)
        except TeselaError:
            assert self.case is before
        else:
            self.now = now
            self.events.append(event)
            self.people.append(by)
            right = HARBOUR if transition_of(act).by is Side.PROVIDER else NORTHGATE
            assert by.acts_for == right.acts_for

    @invariant()
    def events_follow_one_another(self) -> None:
        for one, following in zip(self.events, self.events[1:], strict=False):
            assert one.after is following.before
            assert one.at <= following.at
        assert self.events[-1].after is self.case.stage

    @invariant()
    def nothing_follows_the_end(self) -> None:
        assert all(event.before not in CLOSED for event in self.events)

    @invariant()
    def what_counts_was_decided_by_somebody_else_after_learners_were_heard(self) -> None:
        if self.case.stage in STANDING:
            assert self.case.decision
            granted = [event for event in self.events if event.name == "quality.granted"]
            assert [event.acted_for for event in granted] == ["northgate"]
            at = self.events.index(granted[0])
            assert any(event.name == "quality.feedback" for event in self.events[:at])
            assert self.people[at].person != "paul"

    @invariant()
    def nothing_is_granted_before_the_decision(self) -> None:
        if self.case.stage in OPEN | {Stage.REFUSED, Stage.TAKEN_BACK}:
            assert self.case.decision is None

    @invariant()
    def every_renewal_had_its_own_feedback_and_monitoring(self) -> None:
        since: set[str] = set()
        for event in self.events:
            if event.name == "quality.renewed":
                assert {"quality.feedback", "quality.monitored"} <= since
            if event.name in ("quality.granted", "quality.renewed"):
                since = set()
            since.add(event.name)


TestQualityAssurance = QualityAssurance.TestCase
TestQualityAssurance.settings = settings(max_examples=60, stateful_step_count=40)
