"""`check` as a whole: one thing taken away is one new finding, and outcomes follow from findings."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tesela.conform import RULESET, Known, check
from tesela.conform.questions import QUESTIONS
from tesela.conform.rule import Rule, Scope
from tesela.conform.rules.table import RULES
from tesela.model.achievement import Achievement
from tesela.model.description import Described, read_description
from tesela.model.findings import Outcome, Severity, findings_schema
from tesela.model.judgement import Judgement
from tesela.text.languages import COMPLETE_LANGUAGES

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "achievements").glob("*.yaml"))
SCHEMA = Draft202012Validator(findings_schema())
BARE = """\
id: https://care.example/first-aid
title: {en: First aid}
issuer:
  name: {en: Care Organisation}
"""

every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
PRESENCE = tuple(rule for rule in RULES if rule.presence)
ELEMENTS = tuple(rule for rule in PRESENCE if rule.element)
TODAY = date(2026, 11, 30)
every_rule = pytest.mark.parametrize(
    "rule", ELEMENTS, ids=lambda rule: f"{rule.id}-{rule.codes[0]}"
)


def described(path: Path) -> Described:
    return read_description(path.read_bytes(), path.name)


def without(achievement: Achievement, *path: str) -> Achievement:
    """The same description, not stating one thing."""
    stated: dict[str, Any] = achievement.model_dump(exclude_unset=True)
    target = stated
    for part in path[:-1]:
        target = target[part]
    del target[path[-1]]
    if path == ("learning_outcomes",):  # which an assessment may name
        stated["assessment"] = [{**part, "outcomes": ()} for part in stated["assessment"]]
    return Achievement.model_validate(stated)


MUTANT_OF: dict[str, Callable[[Achievement], Achievement]] = {
    "conform.no_country": lambda a: without(a, "issuer", "country"),
    "conform.no_outcomes": lambda a: without(a, "learning_outcomes"),
    "conform.no_workload": lambda a: without(a, "workload"),
    "conform.no_assessment": lambda a: without(a, "assessment"),
    "conform.no_participation": lambda a: without(
        a.model_copy(update={"routes": ("course", "validation")}), "participation"
    ),
    "conform.no_quality_assurance": lambda a: without(a, "quality_assurance"),
    "conform.no_level": lambda a: without(a, "level"),
    "conform.no_place": lambda a: without(a, "issuer", "place"),
    "conform.no_reassessment": lambda a: without(a, "offer", "reassessment"),
    "conform.no_appeal": lambda a: without(a, "offer", "appeal"),
    "conform.no_stackability": lambda a: without(a, "stackability"),
}


@every_example
def test_an_example_has_nothing_to_mend(path: Path) -> None:
    example = described(path)
    found = check(example.achievement, example.places, Known(today=TODAY))
    assert found.ruleset == RULESET
    notes = ["P4-10"] if path.stem == "european-care-certificate" else []
    assert [one.rule for one in found.decided] == notes, "it tests knowledge, and says so"
    assert all(one.severity is Severity.INFORMS for one in found.decided)
    assert {one.rule for one in found.questions} == {question.id for question in QUESTIONS}


@every_example
@every_rule
def test_what_is_taken_away_is_the_one_new_finding(rule: Rule[Achievement], path: Path) -> None:
    (code,) = rule.codes
    before = {one.problem.code for one in check(described(path).achievement).decided}
    mutant = check(MUTANT_OF[code](described(path).achievement)).decided
    (found,) = [one for one in mutant if one.problem.code not in before]
    assert found.problem.code == code
    assert (found.rule, found.principle, found.element) == (rule.id, rule.principle, rule.element)
    assert found.severity is rule.severity
    assert found.source == rule.origin


def test_every_rule_has_a_mutant_and_a_code_of_its_own() -> None:
    assert MUTANT_OF.keys() == {code for rule in ELEMENTS for code in rule.codes}
    assert len(MUTANT_OF) == len(ELEMENTS)


def test_the_mandatory_elements_block_and_nothing_else() -> None:
    """Annex I: 2 to 11 are mandatory; 2 and 4 cannot be absent here, 5 and 1 belong to the award."""
    blocking = {rule.element for rule in PRESENCE if rule.severity is Severity.BLOCKS}
    assert blocking == {3, 6, 7, 9, 10, 11}
    assert {rule.element for rule in PRESENCE if rule.severity is Severity.WARNS} >= {8}
    assert {rule.element for rule in PRESENCE if rule.severity is Severity.INFORMS} == {15}


@pytest.mark.parametrize("route", ["validation", "exam-only"])
def test_who_is_only_examined_or_validated_takes_part_in_nothing(route: str) -> None:
    achievement = described(EXAMPLES[0]).achievement
    stated = achievement.model_dump(exclude_unset=True)
    stated.pop("participation")
    only = Achievement.model_validate({**stated, "routes": (route,)})
    assert "conform.no_participation" not in {one.problem.code for one in check(only).decided}
    both = Achievement.model_validate({**stated, "routes": ("course", route)})
    assert [found.problem.code for found in check(both).decided] == ["conform.no_participation"]


def test_a_bare_description_hears_of_everything_at_once() -> None:
    bare = read_description(BARE.encode(), "bare.yaml")
    found = check(bare.achievement, bare.places)
    silent = {"conform.no_reassessment", "conform.no_appeal"}  # there is no assessment to repeat
    missing = {rule.codes[0] for rule in PRESENCE} - silent
    assert {one.problem.code for one in found.decided} >= missing
    assert not silent & {one.problem.code for one in found.decided}
    lines = {one.path: (one.line, one.column) for one in found.decided}
    assert lines["/issuer"] == (3, 1)
    assert lines["/workload"] == (1, 1), "what is missing is missing from the whole"


def test_without_places_a_finding_has_none() -> None:
    bare = read_description(BARE.encode(), "bare.yaml").achievement
    assert {(one.line, one.column) for one in check(bare).findings} == {(None, None)}


@every_rule
def test_a_finding_speaks_every_complete_language_with_a_remedy(rule: Rule[Achievement]) -> None:
    achievement = MUTANT_OF[rule.codes[0]](described(EXAMPLES[0]).achievement)
    written = check(achievement).to_json()
    SCHEMA.validate(written)
    finding = next(one for one in written["findings"] if one["rule"] == rule.id)
    for part in ("message", "fix"):
        assert tuple(finding[part]) == COMPLETE_LANGUAGES
        assert all(text.strip() for text in finding[part].values())


def test_the_subject_says_which_description_it_was() -> None:
    example = described(EXAMPLES[0]).achievement
    subject = check(example).to_json()["subject"]
    assert subject["id"] == example.id
    assert subject["version"] == example.version
    assert subject["title"]["en"] == example.title["en"]


@every_example
def test_outcomes_are_of_all_principles_and_elements_and_never_of_the_whole(path: Path) -> None:
    outcomes = check(described(path).achievement).outcomes
    assert list(outcomes.principles) == list(range(1, 11))
    assert list(outcomes.elements) == list(range(1, 17))
    assert {number for number, one in outcomes.elements.items() if one is Outcome.NOT_STATED} == {
        1,
        5,
    }, "the learner and the date belong to the credential"
    assert outcomes.principles[9] is Outcome.MET, "no question is left to people"
    assert outcomes.principles[1] is Outcome.NEEDS_HUMAN_JUDGEMENT


def test_what_is_not_stated_is_no_gap() -> None:
    bare = read_description(BARE.encode(), "bare.yaml").achievement
    outcomes = check(bare).outcomes
    assert outcomes.elements[6] is outcomes.elements[11] is Outcome.NOT_STATED
    assert outcomes.principles[1] is Outcome.NOT_STATED
    assert outcomes.elements[4] is Outcome.MET
    assert outcomes.principles[7] is outcomes.principles[10] is Outcome.NOT_STATED


def test_a_gap_comes_before_the_questions() -> None:
    no_place = without(described(EXAMPLES[0]).achievement, "issuer", "place")
    outcomes = check(no_place).outcomes
    assert outcomes.elements[3] is outcomes.principles[9] is Outcome.GAPS


def judged(result: str, **changes: Any) -> Judgement:
    told = {
        "question": "P1-H1",
        "version": "1",
        "result": result,
        "reviewer": "A. Reviewer",
        "judged_on": date(2026, 6, 1),
    }
    return Judgement.model_validate({**told, **changes})


def first_question(*judgements: Judgement, today: date | None = TODAY) -> list[str]:
    known = Known(today=today, judgements=judgements)
    found = check(described(EXAMPLES[0]).achievement, known=known).findings
    return [one.problem.code for one in found if one.rule == "P1-H1"]


@pytest.mark.parametrize("result", ["met", "not-applicable"])
def test_an_answer_in_force_closes_the_question(result: str) -> None:
    assert first_question(judged(result)) == []


def test_not_met_is_a_gap_that_names_the_reviewer() -> None:
    known = Known(today=TODAY, judgements=(judged("not-met"),))
    found = check(described(EXAMPLES[0]).achievement, known=known)
    (gap,) = [one for one in found.findings if one.rule == "P1-H1"]
    assert gap.severity is Severity.WARNS
    assert "A. Reviewer" in gap.problem.message()
    assert found.outcomes.principles[1] is Outcome.GAPS


@pytest.mark.parametrize(
    "changes",
    [{"version": "2"}, {"judged_on": date(2025, 11, 29)}, {"judged_on": date(2026, 12, 1)}],
    ids=["another version", "older than twelve months", "in the future"],
)
def test_an_answer_that_does_not_hold_leaves_the_question_open(changes: Any) -> None:
    assert first_question(judged("met", **changes)) == ["question.quality_fits"]


def test_the_newest_answer_counts() -> None:
    newer = judged("met", judged_on=date(2026, 9, 1))
    assert first_question(newer, judged("not-met")) == []


def test_without_a_date_nobody_knows_whether_an_answer_holds() -> None:
    assert first_question(judged("met"), today=None) == ["question.quality_fits"]


def test_an_answer_of_the_last_day_of_february_holds_for_a_year() -> None:
    assert judged("met", judged_on=date(2028, 2, 29)).holds_until == date(2029, 2, 28)


def test_of_a_received_credential_nothing_is_asked_that_only_an_offer_says() -> None:
    bare = read_description(BARE.encode(), "bare.yaml").achievement
    received = {one.problem.code for one in check(bare, scope=Scope.RECEIVED).decided}
    assert "conform.no_outcomes" in received
    assert "conform.no_alternative_text" not in received
