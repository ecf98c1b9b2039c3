"""What the five answers are made from: a report, read once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.outcome import Outcome
from tesela.model.party import Party
from tesela.model.questions import Basis, Statement, Value
from tesela.text.errors import Problem
from tesela.text.localized import LocalizedText

if TYPE_CHECKING:
    from tesela.model.report import CheckResult, Report

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Read:
    """A report, with what it says in the model's words as far as they reach."""

    report: "Report"
    achievement: Achievement | None
    award: Award | None
    signed: bool
    """Whether the signature fits and is the issuer's own."""
    today: date
    """The day (UTC) for which the answers hold."""

    kept_back: frozenset[str] = frozenset()
    """Parts of which nothing may be told."""

    @property
    def awarded_on(self) -> date | None:
        """The day of the award, as stated."""
        return self.award.awarded_on if self.award else None

    def check(self, name: str) -> "CheckResult | None":
        """The result of the step `name`, where it was run."""
        return next((one for one in self.report.checks if one.id == name), None)

    @property
    def stated_name(self) -> LocalizedText | None:
        """The issuer's name, by its own statement."""
        if self.achievement:
            return self.achievement.issuer.name
        written = self.report.content.get("issuer_name")
        return LocalizedText({"und": written}) if isinstance(written, str) and written else None


def read(report: "Report", kept_back: Collection[str] = ()) -> Read:
    """What can be read of the report's content; None where a format says too little."""
    achievement = _made(Achievement, report.content.get("achievement"))
    if achievement and kept_back:
        achievement = _without(achievement, kept_back)
    if "quality" in kept_back:
        report = replace(report, endorsements=())
    passed = {one.id for one in report.checks if one.outcome is Outcome.PASSED}
    return Read(
        report,
        achievement,
        _made(Award, report.content.get("award")) if "awarded_on" not in kept_back else None,
        {"proof", "issuer"} <= passed,
        report.verified_at.astimezone(UTC).date(),
        frozenset(kept_back),
    )


def _without(achievement: Achievement, kept_back: Collection[str]) -> Achievement:
    """The description without what is kept back."""
    told: dict[str, object] = {}
    if "assessment" in kept_back:
        told["assessment"] = ()
    if "quality" in kept_back:
        told["quality_assurance"] = ()
    if "offer" in kept_back:
        told["renewal"] = None
    if "outcomes" in kept_back:
        parts = told.get("assessment", achievement.assessment)
        assert isinstance(parts, tuple)
        told["assessment"] = tuple(part.model_copy(update={"outcomes": ()}) for part in parts)
        told["learning_outcomes"] = ()
    return achievement.model_copy(update=told)


def of_problem(
    problem: Problem, basis: Basis, outcome: Outcome | None = None, **more: Value
) -> Statement:
    """A sentence of a check or a ground, as part of an answer."""
    data = {name: _value(value) for name, value in problem.data.items()}
    return Statement(problem.code, basis, {**data, **more}, outcome=outcome)


def same_party(one: Party, other: Party) -> bool:
    """Whether two descriptions are of one organisation: by identity, number, or legal name."""
    if one.id and one.id == other.id:
        return True
    if set(one.identifiers) & set(other.identifiers):
        return True
    named = [{*party.name.values(), party.legal_name} - {None} for party in (one, other)]
    return bool(named[0] & named[1])


def _value(value: object) -> Value:
    return value if isinstance(value, str | int | date | LocalizedText) else str(value)


def _made(kind: type[Model], content: Mapping[str, Any] | None) -> Model | None:
    try:
        return kind.model_validate(content) if content else None
    except ValidationError:
        return None
