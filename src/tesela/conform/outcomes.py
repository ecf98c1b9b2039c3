"""Outcomes by principle, by standard element and by part of the definition.

Never one for the whole. In this order:

1. *not stated*: an element that is not there; a principle of which every rule
   of presence found nothing;
2. *gaps*: something about it blocks or warns;
3. *needs human judgement*: a question about it is open, or a rule of the
   definition could not be decided;
4. *met*: none of these.

What merely informs is no gap.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from tesela.conform.engine import Ran, presence_codes
from tesela.conform.rule import Rule
from tesela.model.findings import Finding, Outcome, Outcomes, Severity

PRINCIPLES = range(1, 11)
ELEMENTS = range(1, 17)
_GAPS = (Severity.BLOCKS, Severity.WARNS)


class DefinitionPart(NamedTuple):
    """One thing that makes a micro-credential one, and the rules that look at it."""

    element: int | None
    """The standard element without which nothing can be said about it."""
    rules: frozenset[str]


DEFINITION: Mapping[str, DefinitionPart] = {
    "DEF-ASSESSED": DefinitionPart(9, frozenset({"P4-01", "P4-03"})),
    "DEF-CRITERIA": DefinitionPart(9, frozenset({"P4-02"})),
    "DEF-VOLUME": DefinitionPart(7, frozenset({"DEF-VOLUME"})),
    "DEF-QUALITY": DefinitionPart(11, frozenset({"P1-01", "P1-02", "P1-11"})),
    "DEF-OWNED": DefinitionPart(None, frozenset({"DEF-OWNED"})),
    "DEF-TITLE": DefinitionPart(2, frozenset({"DEF-TITLE", "P2-14"})),
}
"""Learning outcomes assessed; against public criteria; a small volume; quality-assured; owned by
the learner; no replacement of a qualification. One fault is one finding: where a rule of a
principle already finds it, the part of the definition takes its outcome from there."""


def outcomes(
    rules: Sequence[Rule[Any]],
    ran: Ran,
    findings: Sequence[Finding],
    stated: Collection[int],
) -> Outcomes:
    """All outcomes of a check.

    `rules` are those that were asked, `findings` all findings with the open
    questions, `stated` the numbers of the elements that are there at all.
    """
    gaps = [one for one in findings if one.severity in _GAPS]
    asks = [one for one in findings if one.severity is Severity.ASKS]
    gaps_by_principle = {one.principle for one in gaps}
    asks_by_principle = {one.principle for one in asks}
    gaps_by_element = {one.element for one in gaps}
    asks_by_element = {one.element for one in asks}
    gaps_by_rule = {one.rule for one in gaps}
    wanted, asked = _presences(tuple(rules))
    principles = {
        number: _outcome(
            stated=number in asked and not (wanted[number] and wanted[number] <= ran.absent),
            gap=number in gaps_by_principle,
            open_question=number in asks_by_principle,
        )
        for number in PRINCIPLES
    }
    elements = {
        number: _outcome(
            stated=number in stated,
            gap=number in gaps_by_element,
            open_question=number in asks_by_element,
        )
        for number in ELEMENTS
    }
    definition = {
        name: _outcome(
            stated=part.element is None or part.element in stated,
            gap=not part.rules.isdisjoint(gaps_by_rule),
            open_question=not part.rules.isdisjoint(ran.undecided),
        )
        for name, part in DEFINITION.items()
    }
    return Outcomes(principles, elements, definition)


@cache
def _presences(
    rules: tuple[Rule[Any], ...],
) -> tuple[Mapping[int, frozenset[str]], frozenset[int | None]]:
    """What presence is asked for by principle, and the principles that are asked about at all."""
    return (
        {number: presence_codes(rules, number) for number in PRINCIPLES},
        frozenset(rule.principle for rule in rules),
    )


def _outcome(*, stated: bool, gap: bool, open_question: bool) -> Outcome:
    if not stated:
        return Outcome.NOT_STATED
    if gap:
        return Outcome.GAPS
    return Outcome.NEEDS_HUMAN_JUDGEMENT if open_question else Outcome.MET
