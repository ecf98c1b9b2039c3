"""Quality evidence about an issuer that somebody keeps now, with what has become of it since.

A credential states evidence as of the day it was made. Whoever granted it may
have suspended or withdrawn it since; who keeps the evidence knows.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tesela.model.achievement import QualityAssurance


@dataclass(frozen=True, slots=True)
class Assured:
    """One statement that an assurer has signed, as it stands on the day of asking."""

    statement: QualityAssurance
    keeper: str
    """Who keeps it: the service's name, or a registry's."""
    halted: Literal["suspended", "withdrawn"] | None = None
    halted_on: date | None = None
    """From this day on it does not count."""
    proof: str | None = None
    """Where the signed statement can be had."""

    @property
    def effective(self) -> QualityAssurance:
        """The statement, which ends the day before it was halted."""
        return until_halted(self.statement, self.halted_on if self.halted else None)

    def is_about(self, stated: QualityAssurance) -> bool:
        """Whether a credential states this very decision: its kind, day and assurer."""
        mine, other = self.statement, stated
        if (mine.kind, mine.decided_on) != (other.kind, other.decided_on):
            return False
        if mine.agency is None or other.agency is None:
            return False
        if mine.agency.id and other.agency.id:
            return mine.agency.id == other.agency.id
        return bool(set(mine.agency.name.values()) & set(other.agency.name.values()))


def until_halted(statement: QualityAssurance, halted_on: date | None) -> QualityAssurance:
    """The statement, cut short where it was halted before its own end."""
    if halted_on is None:
        return statement
    last = halted_on - timedelta(days=1)
    ends = min(last, statement.valid_until) if statement.valid_until else last
    return statement.model_copy(update={"valid_until": ends})
