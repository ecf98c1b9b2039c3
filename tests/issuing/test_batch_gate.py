"""A row that the caller's gate refuses is not issued; the others are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tesela.issuing.batch import RowRules, wanted_award
from tesela.issuing.roster import RosterRow
from tesela.model.award import Award
from tesela.text.errors import Problem
from tests.samples import ACHIEVEMENT

RULES = RowRules("en", date(2026, 6, 20), headers={"narrative": "Remarks"})


def against(award: Award) -> Iterator[tuple[str, Problem]]:
    if award.narrative:
        yield "narrative", Problem("award.health_word")
        yield "narrative", Problem("award.contact_in_text")


def row(narrative: str | None) -> RosterRow:
    return RosterRow(number=2, given_name="Ana", family_name="Sol", narrative=narrative)


def test_the_gate_is_asked_and_its_first_answer_stands_at_its_column() -> None:
    gated = replace(RULES, gate=against)
    refused = wanted_award(ACHIEVEMENT, row("a diagnosis"), gated).problem
    assert refused is not None
    assert (refused.column, refused.value) == ("Remarks", ""), "its text is not repeated"
    assert refused.problem.code == "award.health_word"
    assert wanted_award(ACHIEVEMENT, row(None), gated).problem is None
    assert wanted_award(ACHIEVEMENT, row("a diagnosis"), RULES).problem is None
