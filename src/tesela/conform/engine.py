"""How a table of rules is run over a subject, and how findings are made of it.

1. Each rule whose needs are known is asked; the others are undecided.
2. Each fault becomes a finding with its rule's id, principle, element,
   severity and source, at its path (and line and column where these are known).

Plain Python over tables that are built once, when the module is loaded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tesela.conform.known import Known
from tesela.conform.rule import Fault, Rule, Subject
from tesela.model.description import place_of
from tesela.model.findings import Finding
from tesela.text.errors import Problem

Places = Mapping[str, tuple[int, int]]
"""JSON Pointer → line and column, as `read_description` gives them."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of asking a table of rules."""

    findings: tuple[Finding, ...]
    undecided: tuple[str, ...]
    """Ids of the rules that needed to know more."""


def run(
    rules: Sequence[Rule[Subject]], subject: Subject, known: Known, places: Places | None = None
) -> Ran:
    """Ask every rule of the table about `subject`, in the order of the table."""
    found: list[Finding] = []
    undecided: dict[str, None] = {}
    for rule in rules:
        if rule.needs and any(getattr(known, need) is None for need in rule.needs):
            undecided[rule.id] = None
            continue
        found += [finding(rule, fault, places) for fault in rule.find(subject, known)]
    return Ran(tuple(found), tuple(undecided))


def finding(rule: Rule[Subject], fault: Fault, places: Places | None = None) -> Finding:
    """The finding that `rule` was not met at a place."""
    line, column = place_of(fault.path, places) if places else (None, None)
    return Finding(
        rule=rule.id,
        principle=rule.principle,
        element=rule.element,
        severity=rule.severity,
        path=fault.path,
        problem=Problem(fault.code, fault.data),
        source=rule.origin,
        line=line,
        column=column,
    )
