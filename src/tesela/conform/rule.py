"""What a rule of the checker is.

Council Recommendation 2022/C 243/02, Annex I (standard elements) and Annex II
(principles). A rule is one line in a table and one small pure function. The
function is given what is checked and the circumstances (`Known`); it gives one
`Fault` for each place where the rule is not met.

Rules of the house:

- A rule whose element is missing stays silent: the rule of presence speaks, so
  that one thing left out is one finding.
- A rule that needs to know something that nobody told stays silent too. It
  never guesses: not the date, not a country's law, not a language.
- Two lines may share an id where one rule of the Recommendation looks at
  several elements, or speaks with two severities. Their problem codes differ.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from tesela.conform.known import Known
from tesela.model.findings import Severity

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Scope(StrEnum):
    """What a rule can be asked of."""

    DESCRIPTION = "description"
    """An achievement, as its provider describes it: rules are given `Achievement`."""
    AWARD = "award"
    """What is about to be issued to one learner."""
    RECEIVED = "received credential"
    """A credential of anybody's, as it was read."""


OFFERED = frozenset({Scope.DESCRIPTION})
"""Asked of a description only: about the offer, which credentials do not carry."""
STATED = frozenset({Scope.DESCRIPTION, Scope.RECEIVED})
"""Asked of a description and of what a received credential says about the achievement."""


class Fault(NamedTuple):
    """One place where a rule is not met."""

    path: str
    """Where, as a JSON Pointer into what is checked; empty for the whole."""
    code: str
    """The problem's code in the catalogue of messages."""
    data: Mapping[str, Any] = _NOTHING
    """What the sentence of the problem names."""


Subject = TypeVar("Subject")
Find = Callable[[Subject, Known], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """One thing that is asked of what is checked."""

    id: str
    """Such as `P2-01`; `DEF-…` for the definition, `ACC-…` for accessibility."""
    principle: int | None
    """The principle of Annex II it belongs to."""
    element: int | None
    """The standard element of Annex I it looks at."""
    severity: Severity
    find: Find[Subject]
    codes: tuple[str, ...]
    """The problem codes that it may find, for documentation and tests."""
    presence: bool = False
    """Whether it asks for something to be there at all; what lacks it is *not stated*."""
    scopes: frozenset[Scope] = field(default=OFFERED)
    needs: tuple[str, ...] = ()
    """Members of `Known` without which it cannot be decided: it is then *undecided*, not met."""
    source: str = ""
    """Where it comes from; the annexes' own number unless something else is said."""

    @property
    def origin(self) -> str:
        """Where the rule comes from, for people."""
        if self.source:
            return self.source
        if self.presence and self.element:
            return f"Recommendation 2022/C 243/02, Annex I, element {self.element}"
        if self.principle:
            return f"Recommendation 2022/C 243/02, Annex II, principle {self.principle}"
        return "Recommendation 2022/C 243/02, definition"


def present(
    rule_id: str,
    principle: int | None,
    element: int | None,
    severity: Severity,
    told: Callable[[Subject], object],
    path: str,
    code: str,
    scopes: frozenset[Scope] = OFFERED,
    source: str = "",
) -> Rule[Subject]:
    """A rule of presence: one fault at `path` unless `told` finds something there."""
    fault = (Fault(path, code),)

    def find(subject: Subject, _: Known) -> tuple[Fault, ...]:
        return () if told(subject) else fault

    return Rule(
        rule_id,
        principle,
        element,
        severity,
        find,
        (code,),
        presence=True,
        scopes=scopes,
        source=source,
    )
