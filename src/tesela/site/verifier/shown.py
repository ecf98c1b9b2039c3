"""A report as the page shows it: plain values for the template, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tesela.model.report import CheckResult, Outcome, Report
from tesela.text.catalogue import say
from tesela.text.errors import Problem
from tesela.text.localized import LocalizedText

SYMBOLS = {"valid": "✓", "invalid": "✕", "indeterminate": "?"}
_CHECK_SYMBOLS = {Outcome.PASSED: "✓", Outcome.FAILED: "✕", Outcome.INDETERMINATE: "?"}


@dataclass(frozen=True)
class Fact:
    """One line of content: a label and texts, each in a language of its own."""

    label: str
    texts: Sequence[tuple[str, str]]
    """(language, text)."""


@dataclass(frozen=True)
class ShownCheck:
    """One check in words."""

    symbol: str
    outcome: str
    outcome_word: str
    message: str
    fix: str


@dataclass(frozen=True)
class Shown:
    """One credential on the results page."""

    name: str
    verdict: str
    symbol: str
    sentence: str
    reasons: Sequence[str]
    """Why it is not valid: the sentences of what failed or stayed open."""
    checks: Sequence[ShownCheck] = ()
    trust: str = ""
    facts: Sequence[Fact] = ()
    advice: str = ""


def shown(name: str, report: Report, language: str) -> Shown:
    """The report in words."""
    checks = [_check(check, language) for check in report.checks]
    return Shown(
        name=name,
        verdict=report.verdict.value,
        symbol=SYMBOLS[report.verdict],
        sentence=say(f"verdict.{report.verdict}", language),
        reasons=[check.message for check in checks if check.outcome != "passed"],
        checks=checks,
        trust=report.trust.problem.message(language),
        facts=facts(report.content, language),
    )


def shown_problem(name: str, problem: Problem, language: str) -> Shown:
    """What is no credential, in words."""
    return Shown(
        name=name,
        verdict="unusable",
        symbol="✕",
        sentence=problem.message(language),
        reasons=(),
        advice=problem.fix(language),
    )


def facts(content: Mapping[str, Any], language: str) -> list[Fact]:
    """The standard elements that a reader asks for first."""
    award, achievement = content.get("award", {}), content.get("achievement", {})
    bodies = achievement.get("awarding_bodies") or [achievement.get("issuer", {})]
    outcomes = achievement.get("learning_outcomes", ())
    own = award.get("language", language)
    rows = [
        ("element.2", [_text(achievement.get("title"), language)]),
        ("element.1", [(own, _name(award.get("learner", {})))]),
        ("element.4", [_text(body.get("name"), language) for body in bodies]),
        ("element.5", [(language, award.get("awarded_on", ""))]),
        ("element.14", [(own, award.get("grade", ""))]),
        ("element.6", [_text(outcome.get("text"), language) for outcome in outcomes]),
    ]
    return [
        Fact(say(code, language), [pair for pair in texts if pair[1]])
        for code, texts in rows
        if any(text for _, text in texts)
    ]


def _check(check: CheckResult, language: str) -> ShownCheck:
    passed = check.outcome is Outcome.PASSED
    return ShownCheck(
        symbol=_CHECK_SYMBOLS[check.outcome],
        outcome=check.outcome.value,
        outcome_word=say(f"cli.outcome.{check.outcome}", language),
        message=check.problem.message(language),
        fix="" if passed else check.problem.fix(language),
    )


def _text(value: Mapping[str, str] | None, language: str) -> tuple[str, str]:
    if not value:
        return language, ""
    text = LocalizedText(value)
    tag = text.language_for(language)
    return tag, text[tag]


def _name(learner: Mapping[str, Any]) -> str:
    parts = (learner.get("given_name"), learner.get("family_name"))
    return learner.get("full_name") or " ".join(part for part in parts if part)
