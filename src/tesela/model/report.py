"""What came out of verifying: checks with three outcomes, and a verdict by policy.

Authenticity (`verdict`), trust in the issuer (`trust`) and what the
credential says (`content`) are three separate answers. What all of it means to
somebody who asks why to trust it, `five_questions` says in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tesela.model import five_questions
from tesela.model.assured import Assured
from tesela.model.competence import Competence
from tesela.model.endorsement import Endorsement, endorsements_schema
from tesela.model.mandated import Mandated, mandated_schema
from tesela.model.outcome import Outcome, Verdict
from tesela.model.questions import questions_schema, statement_schema
from tesela.model.standing import Standing, standing_schema
from tesela.text.errors import Problem

__all__ = [
    "AsOf",
    "CheckResult",
    "Existence",
    "Ground",
    "Outcome",
    "PresentationReport",
    "Report",
    "Trust",
    "Verdict",
    "VerifiedCredential",
    "report_schema",
]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One step of the verification procedure."""

    id: str
    """The step's name, as docs/verification.md lists it."""
    outcome: Outcome
    problem: Problem
    """Its stable code, data and sentence; also for what passed."""
    clause: str
    """The standard and clause that asks for it."""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    """What was looked at: identifiers, addresses, moments; no personal data."""

    def to_json(self, language: str) -> dict[str, Any]:
        """As the published report schema writes it."""
        written = {
            "id": self.id,
            "outcome": self.outcome.value,
            "code": self.problem.code,
            "message": self.problem.message(language),
            "clause": self.clause,
            "evidence": dict(self.evidence),
        }
        if self.outcome is not Outcome.PASSED and (advice := self.problem.fix(language)):
            written["fix"] = advice
        return written


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason why the issuer's name may be believed, or why it is only claimed."""

    kind: str
    """`registry`, `certificate`, `domain`, `key` or `claim`."""
    outcome: Outcome
    """Passed: somebody vouches for the name. Indeterminate: it stands there as a claim."""
    problem: Problem
    evidence: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self, language: str) -> dict[str, Any]:
        """As the published report schema writes it."""
        return {
            "kind": self.kind,
            "outcome": self.outcome.value,
            "code": self.problem.code,
            "message": self.problem.message(language),
            "evidence": dict(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class Trust:
    """Who vouches for the issuer, apart from whether the document is genuine."""

    issuer: str | None
    outcome: Outcome
    problem: Problem
    registry: str | None = None
    registered_name: Mapping[str, str] | None = None
    grounds: tuple[Ground, ...] = ()
    standing: Standing | None = None
    """Where a registry of providers knows the issuer."""

    def to_json(self, language: str) -> dict[str, Any]:
        """As the published report schema writes it."""
        return {
            "issuer": self.issuer,
            "outcome": self.outcome.value,
            "code": self.problem.code,
            "message": self.problem.message(language),
            "data": {name: str(value) for name, value in self.problem.data.items()},
            "registry": self.registry,
            "registered_name": dict(self.registered_name) if self.registered_name else None,
            "grounds": [ground.to_json(language) for ground in self.grounds],
            "standing": self.standing and self.standing.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Existence:
    """By when the credential existed, as somebody independent of its issuer says."""

    outcome: Outcome
    """Passed: proven. Indeterminate: nobody has. Failed: what came along proves nothing of this."""
    problem: Problem
    by: datetime | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self, language: str) -> dict[str, Any]:
        """As the published report schema writes it."""
        return {
            "outcome": self.outcome.value,
            "code": self.problem.code,
            "message": self.problem.message(language),
            "by": self.by.isoformat() if self.by else None,
            "evidence": dict(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class AsOf:
    """What held on an earlier day, where nobody can say how it stands now."""

    verdict: Verdict
    problem: Problem
    at: datetime | None = None

    def to_json(self, language: str) -> dict[str, Any]:
        """As the published report schema writes it."""
        return {
            "verdict": self.verdict.value,
            "at": self.at.isoformat() if self.at else None,
            "code": self.problem.code,
            "message": self.problem.message(language),
        }


@dataclass(frozen=True, slots=True)
class VerifiedCredential:
    """A credential whose every check passed. Only `verify` makes one."""

    original: bytes
    """The bytes as they came."""
    document: Mapping[str, Any]
    verified_at: datetime
    issuer: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, what it means under the policy, and what the credential says."""

    verdict: Verdict
    checks: tuple[CheckResult, ...]
    content: Mapping[str, Any]
    """What the document says, read as far as its format allows; {} when unreadable."""
    trust: Trust
    verified_at: datetime
    credential: VerifiedCredential | None = None
    existence: Existence | None = None
    as_of: AsOf | None = None
    """Only where the verdict is indeterminate and an earlier day can be spoken of."""
    endorsements: tuple[Endorsement, ...] = ()
    """What others say of it by their own signature, each checked; those that count for nothing too."""

    mandate: Mandated | None = None
    """By which mandate it was issued in the name of another organisation, where it was."""
    staff: tuple[Competence, ...] = ()
    """What the issuer's trainers and assessors hold, as the service asked has verified it."""
    assured: tuple[Assured, ...] = ()
    """Quality evidence about the issuer that the service asked keeps, as it stands now."""

    def to_json(self, language: str = "en") -> dict[str, Any]:
        """As `tesela schema report` describes it."""
        return {
            "verdict": self.verdict.value,
            "verified_at": self.verified_at.isoformat(),
            "checks": [check.to_json(language) for check in self.checks],
            "content": dict(self.content),
            "trust": self.trust.to_json(language),
            "existence": self.existence and self.existence.to_json(language),
            "as_of": self.as_of and self.as_of.to_json(language),
            "endorsements": [one.to_json(language) for one in self.endorsements],
            "mandate": self.mandate and self.mandate.to_json(language),
            "questions": [one.to_json(language) for one in five_questions.answers(self)],
        }


@dataclass(frozen=True, slots=True)
class PresentationReport:
    """What was found of a presentation, and of each credential in it."""

    verdict: Verdict
    """On the presentation and on all its credentials together."""
    checks: tuple[CheckResult, ...]
    """Of the presentation alone."""
    holder: str | None
    """Who handed it over, when that is established."""
    credentials: tuple[Report, ...]
    """In the presentation's order."""
    secured_by: str
    """The mechanism that secures the presentation."""
    verified_at: datetime

    def to_json(self, language: str = "en") -> dict[str, Any]:
        """The report, each credential's as `Report.to_json` writes it."""
        return {
            "verdict": self.verdict.value,
            "verified_at": self.verified_at.isoformat(),
            "holder": self.holder,
            "secured_by": self.secured_by,
            "checks": [check.to_json(language) for check in self.checks],
            "credentials": [report.to_json(language) for report in self.credentials],
        }


def report_schema() -> dict[str, Any]:
    """The JSON Schema of a report."""
    text = {"type": "string"}
    outcome = {"enum": [outcome.value for outcome in Outcome]}
    moment = {"type": ["string", "null"], "format": "date-time"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Report of a verification",
        "type": "object",
        "required": ["verdict", "checks", "content", "trust"],
        "$defs": {"statement": statement_schema()},
        "properties": {
            "file": text,
            "verdict": {"enum": [verdict.value for verdict in Verdict]},
            "verified_at": {"type": "string", "format": "date-time"},
            "checks": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "outcome", "code", "message", "clause", "evidence"],
                    "properties": {
                        "id": text,
                        "outcome": outcome,
                        "code": text,
                        "message": text,
                        "fix": text,
                        "clause": text,
                        "evidence": {"type": "object"},
                    },
                },
            },
            "content": {"type": "object"},
            "existence": {
                "type": ["object", "null"],
                "required": ["outcome", "code", "message", "by", "evidence"],
                "properties": {
                    "outcome": outcome,
                    "code": text,
                    "message": text,
                    "by": moment,
                    "evidence": {"type": "object"},
                },
            },
            "as_of": {
                "type": ["object", "null"],
                "required": ["verdict", "at", "code", "message"],
                "properties": {
                    "verdict": {"enum": [verdict.value for verdict in Verdict]},
                    "at": moment,
                    "code": text,
                    "message": text,
                },
            },
            "endorsements": endorsements_schema(),
            "mandate": mandated_schema(),
            "questions": questions_schema(),
            "trust": {
                "type": "object",
                "required": ["issuer", "outcome", "code", "message"],
                "properties": {
                    "issuer": {"type": ["string", "null"]},
                    "outcome": outcome,
                    "code": text,
                    "message": text,
                    "data": {"type": "object"},
                    "registry": {"type": ["string", "null"]},
                    "registered_name": {"type": ["object", "null"]},
                    "standing": standing_schema(),
                    "grounds": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["kind", "outcome", "code", "message", "evidence"],
                            "properties": {
                                "kind": text,
                                "outcome": outcome,
                                "code": text,
                                "message": text,
                                "evidence": {"type": "object"},
                            },
                        },
                    },
                },
            },
        },
    }
