"""What is known of a provider's quality assurance: the case, its stages, and the acts.

Everything here is plain and frozen; what may follow what stands in `quality`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tesela.model.achievement import Scope


class Stage(StrEnum):
    """Where a case is; in the catalogue as `quality.stage.<value>`."""

    APPLIED = "applied"
    DOCUMENTS = "documents"
    SELF_EVALUATION = "self-evaluation"
    REVIEW = "review"
    QUESTIONED = "questioned"
    GRANTED = "granted"
    MONITORED = "monitored"
    CONDITIONS = "conditions"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken-back"


class Side(StrEnum):
    """For whom somebody acts in a case."""

    PROVIDER = "provider"
    ASSURER = "assurer"


OPEN = frozenset(
    (Stage.APPLIED, Stage.DOCUMENTS, Stage.SELF_EVALUATION, Stage.REVIEW, Stage.QUESTIONED)
)
"""Stages before the decision."""
STANDING = frozenset((Stage.GRANTED, Stage.MONITORED, Stage.CONDITIONS))
"""Stages in which what was granted counts, as long as its dates hold."""
CLOSED = frozenset((Stage.REFUSED, Stage.WITHDRAWN, Stage.TAKEN_BACK))
"""Stages that nothing follows."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a case takes over from its scheme when it begins."""

    criteria: frozenset[str]
    """Ids of the criteria that have to be answered."""
    cycle_months: int
    """How long a decision may last, in months."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever takes a step: a person, for an organisation."""

    person: str
    acts_for: str
    """The organisation's name in the case."""
    belongs_to: frozenset[str] = frozenset()
    """All organisations that the person belongs to."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What learners said in this cycle, or why nobody could be asked."""

    summary: str = ""
    learners: int | None = None
    """How many were heard."""
    representative: str = ""
    """Who spoke for learners in the review, by role."""
    reason: str = ""
    """Why there is no feedback; only where there is no summary."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was granted: for what, from when to when, on which conditions."""

    scope: Scope
    decided_on: date
    valid_until: date
    reasons: str
    conditions: str = ""
    """What is still asked for."""
    conditions_until: date | None = None
    report_page: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One provider under one scheme of one assurer, as far as it has come."""

    provider: str
    assurer: str
    terms: Terms
    stage: Stage
    last: datetime
    """When the last step was taken."""
    feedback: Feedback | None = None
    """Of the present cycle."""
    decision: Decision | None = None
    monitored: bool = False
    """Whether there was monitoring since the last decision."""
    renewals: int = 0


# What the acts bring with them.


@dataclass(frozen=True, slots=True)
class Accept:
    """The assurer takes the application on, and says which documents it needs."""


@dataclass(frozen=True, slots=True)
class HandInDocuments:
    """The provider hands in what the assurer needs to begin."""

    documents: int
    """How many, in words or as links."""


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """The provider sums up what learners said in this cycle."""

    feedback: Feedback


@dataclass(frozen=True, slots=True)
class HandInEvaluation:
    """The provider hands in its self-evaluation."""

    answered: frozenset[str]
    """Ids of the criteria that it answered."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The reviewer asks for more before deciding."""

    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The provider answers."""

    answer: str


@dataclass(frozen=True, slots=True)
class Grant:
    """The assurer grants."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Refuse:
    """The assurer refuses, with reasons."""

    reasons: str


@dataclass(frozen=True, slots=True)
class Decline:
    """The assurer does not take the application on, with reasons."""

    reasons: str


@dataclass(frozen=True, slots=True)
class Monitor:
    """Yearly data, sampled awards or a complaint, written down by the assurer."""

    report: str


@dataclass(frozen=True, slots=True)
class SetConditions:
    """The assurer asks for something to be done by a day."""

    conditions: str
    until: date


@dataclass(frozen=True, slots=True)
class LiftConditions:
    """The assurer says that the conditions are met."""

    reasons: str


@dataclass(frozen=True, slots=True)
class Suspend:
    """What was granted does not count for the time being."""

    reasons: str


@dataclass(frozen=True, slots=True)
class Reinstate:
    """What was suspended counts again."""

    reasons: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """What was granted counts no more, for good."""

    reasons: str


@dataclass(frozen=True, slots=True)
class Renew:
    """What was granted is granted for another cycle."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The provider takes its application back."""


Act = (
    Accept
    | HandInDocuments
    | GiveFeedback
    | HandInEvaluation
    | Ask
    | Answer
    | Grant
    | Refuse
    | Decline
    | Monitor
    | SetConditions
    | LiftConditions
    | Suspend
    | Reinstate
    | Withdraw
    | Renew
    | TakeBack
)


@dataclass(frozen=True, slots=True)
class Event:
    """A step that was taken: for the log, and for whoever has to be told."""

    name: str
    """In the catalogue as `act.<name>`."""
    at: datetime
    person: str
    acted_for: str
    before: Stage | None
    after: Stage
