"""The rules of presence: each finds exactly what is missing, and says so in every complete language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tesela.conform import RULESET, check
from tesela.conform.structure import RULES, Rule
from tesela.model.achievement import Achievement
from tesela.model.description import Described, read_description
from tesela.model.findings import Severity, findings_schema
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
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-{rule.code}")


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
        a.model_copy(update={"routes": ("course",)}), "participation"
    ),
    "conform.no_quality_assurance": lambda a: without(a, "quality_assurance"),
    "conform.no_level": lambda a: without(a, "level"),
    "conform.no_place": lambda a: without(a, "issuer", "place"),
    "conform.no_alternative_text": lambda a: without(a, "picture"),
    "conform.no_stackability": lambda a: without(a, "stackability"),
}


@every_example
def test_an_example_has_nothing_to_mend(path: Path) -> None:
    example = described(path)
    found = check(example.achievement, example.places)
    assert found.ruleset == RULESET
    assert found.findings == ()
    assert found.blocking == ()


@every_example
@every_rule
def test_what_is_taken_away_is_the_one_new_finding(rule: Rule, path: Path) -> None:
    (found,) = check(MUTANT_OF[rule.code](described(path).achievement)).findings
    assert found.problem.code == rule.code
    assert (found.rule, found.principle, found.element) == (rule.id, rule.principle, rule.element)
    assert (found.severity, found.path) == (rule.severity, rule.path)
    assert f"element {rule.element}" in found.source


def test_every_rule_has_a_mutant_and_a_code_of_its_own() -> None:
    assert MUTANT_OF.keys() == {rule.code for rule in RULES}
    assert len(MUTANT_OF) == len(RULES)


def test_the_mandatory_elements_block_and_nothing_else() -> None:
    """Annex I: 2 to 11 are mandatory; 2 and 4 cannot be absent here, 5 and 1 belong to the award."""
    blocking = {rule.element for rule in RULES if rule.severity is Severity.BLOCKS}
    assert blocking == {3, 6, 7, 9, 10, 11}
    assert {rule.element for rule in RULES if rule.severity is Severity.WARNS} >= {8, 15}


@pytest.mark.parametrize("route", ["validation", "exam-only"])
def test_who_is_only_examined_or_validated_takes_part_in_nothing(route: str) -> None:
    achievement = described(EXAMPLES[0]).achievement
    stated = achievement.model_dump(exclude_unset=True)
    stated.pop("participation")
    only = Achievement.model_validate({**stated, "routes": (route,)})
    assert not check(only).findings
    both = Achievement.model_validate({**stated, "routes": ("course", route)})
    assert [found.problem.code for found in check(both).findings] == ["conform.no_participation"]


def test_a_bare_description_hears_of_everything_at_once() -> None:
    bare = read_description(BARE.encode(), "bare.yaml")
    found = check(bare.achievement, bare.places)
    assert [one.problem.code for one in found.findings] == [rule.code for rule in RULES]
    lines = {one.path: (one.line, one.column) for one in found.findings}
    assert lines["/issuer"] == (3, 1)
    assert lines["/workload"] == (1, 1), "what is missing is missing from the whole"


def test_without_places_a_finding_has_none() -> None:
    bare = read_description(BARE.encode(), "bare.yaml").achievement
    assert {(one.line, one.column) for one in check(bare).findings} == {(None, None)}


@every_rule
def test_a_finding_speaks_every_complete_language_with_a_remedy(rule: Rule) -> None:
    achievement = MUTANT_OF[rule.code](described(EXAMPLES[0]).achievement)
    written = check(achievement).to_json()
    SCHEMA.validate(written)
    (finding,) = written["findings"]
    for part in ("message", "fix"):
        assert tuple(finding[part]) == COMPLETE_LANGUAGES
        assert all(text.strip() for text in finding[part].values())
        assert len(set(finding[part].values())) == len(COMPLETE_LANGUAGES)


def test_the_subject_says_which_description_it_was() -> None:
    example = described(EXAMPLES[0]).achievement
    subject = check(example).to_json()["subject"]
    assert subject["id"] == example.id
    assert subject["version"] == example.version
    assert subject["title"]["en"] == example.title["en"]
