"""What a registry of providers says of an issuer: for the day of the award, and for now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tesela.model.achievement import QualityAssurance


@dataclass(frozen=True, slots=True)
class ProviderThen:
    """What a registry of providers says of an issuer for one day."""

    day: date
    status: str
    """`active`, `suspended` or `withdrawn`."""
    since: datetime
    """From when on that holds."""
    legal_name: Mapping[str, str]
    evidence: tuple[QualityAssurance, ...] = ()
    """Accreditation and quality assurance that is in force on that day."""
    reason: Mapping[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        """As the published report schema writes it."""
        return {
            "day": self.day.isoformat(),
            "status": self.status,
            "since": self.since.isoformat(),
            "legal_name": dict(self.legal_name),
            "evidence": [one.model_dump(mode="json", exclude_none=True) for one in self.evidence],
            "reason": dict(self.reason) if self.reason else None,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """A registered provider on the day of the award, and on the day of asking."""

    provider: str
    """Its entry in the registry, where it can be read."""
    awarded: datetime
    """The day of the award, as the document states it."""
    then: ProviderThen | None
    """None: the registry says nothing of that day."""
    now: ProviderThen | None
    key: str
    """The key that signed: `listed`, `other`, or `not-stated` where the registry lists none."""
    successor: str | None = None
    """The entry of who answers for the provider now."""
    origin: Mapping[str, str] | None = None
    """Name of the registry from which this one has it."""

    @property
    def differs(self) -> bool:
        """Whether what held on the day of the award is not what holds now."""
        if self.then is None or self.now is None:
            return self.then is not self.now
        return (self.then.status, self.then.evidence) != (self.now.status, self.now.evidence)

    def to_json(self) -> dict[str, Any]:
        """As the published report schema writes it."""
        return {
            "provider": self.provider,
            "awarded": self.awarded.isoformat(),
            "then": self.then and self.then.to_json(),
            "now": self.now and self.now.to_json(),
            "differs": self.differs,
            "key": self.key,
            "successor": self.successor,
            "origin": dict(self.origin) if self.origin else None,
        }


def standing_schema() -> dict[str, Any]:
    """The JSON Schema of a standing."""
    on_a_day = {
        "type": ["object", "null"],
        "required": ["day", "status", "since", "legal_name", "evidence"],
        "properties": {
            "day": {"type": "string", "format": "date"},
            "status": {"enum": ["active", "suspended", "withdrawn"]},
            "since": {"type": "string", "format": "date-time"},
            "legal_name": {"type": "object"},
            "evidence": {"type": "array", "items": {"type": "object"}},
            "reason": {"type": ["object", "null"]},
        },
    }
    return {
        "type": ["object", "null"],
        "required": ["provider", "awarded", "then", "now", "differs", "key"],
        "properties": {
            "provider": {"type": "string"},
            "awarded": {"type": "string", "format": "date-time"},
            "then": on_a_day,
            "now": on_a_day,
            "differs": {"type": "boolean"},
            "key": {"enum": ["listed", "other", "not-stated"]},
            "successor": {"type": ["string", "null"]},
            "origin": {"type": ["object", "null"]},
        },
    }
