"""Outcomes by principle, by standard element and by part of the definition.

Never one for the whole. In this order:

1. *not stated*: an element that is not there; a principle about which nothing
   is said;
2. *gaps*: something about it blocks or warns;
3. *needs human judgement*: a question about it is open, or a rule of the
   definition could not be decided;
4. *met*: none of these.

What merely informs is no gap.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

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
    findings: Collection[Finding],
    undecided: Collection[str],
    elements: Collection[int],
    principles: Collection[int],
) -> Outcomes:
    """All outcomes of a check.

    `findings` are all of them, with the open questions; `undecided` the ids of
    rules that could not be decided; `elements` and `principles` the numbers of
    those about which anything is stated at all.
    """
    gaps = [one for one in findings if one.severity in _GAPS]
    asks = [one for one in findings if one.severity is Severity.ASKS]
    gaps_by_rule = {one.rule for one in gaps}
    return Outcomes(
        principles=_by_number(
            PRINCIPLES,
            principles,
            {one.principle for one in gaps},
            {one.principle for one in asks},
        ),
        elements=_by_number(
            ELEMENTS, elements, {one.element for one in gaps}, {one.element for one in asks}
        ),
        definition={
            name: _outcome(
                stated=part.element is None or part.element in elements,
                gap=not part.rules.isdisjoint(gaps_by_rule),
                open_question=not part.rules.isdisjoint(undecided),
            )
            for name, part in DEFINITION.items()
        },
    )


def _by_number(
    numbers: range, stated: Collection[int], gaps: set[int | None], asks: set[int | None]
) -> dict[int, Outcome]:
    return {
        number: _outcome(stated=number in stated, gap=number in gaps, open_question=number in asks)
        for number in numbers
    }


def _outcome(*, stated: bool, gap: bool, open_question: bool) -> Outcome:
    if not stated:
        return Outcome.NOT_STATED
    if gap:
        return Outcome.GAPS
    return Outcome.NEEDS_HUMAN_JUDGEMENT if open_question else Outcome.MET
