"""Findings as people read them: what to do first, then the outcomes.

The order on the page: what was checked; how much is to be mended; the
findings, the most severe first, each with what is wrong, where, and what to
do; then the outcome of each principle (Annex II) and of each standard element
(Annex I) in words, with the numbers of the findings behind it. There is no
score for the whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tesela.conform.outcomes import DEFINITION
from tesela.model.findings import Finding, Outcome, Severity
from tesela.site.checker.carried import Result
from tesela.text.catalogue import say
from tesela.vocab.places import country_name

_SIGNS: Mapping[Outcome, tuple[str, str, str]] = {
    Outcome.MET: ("passed", "✓", "checker.outcome.met"),
    Outcome.GAPS: ("failed", "✕", "checker.outcome.gaps"),
    Outcome.NEEDS_HUMAN_JUDGEMENT: ("indeterminate", "?", "checker.outcome.judgement"),
    Outcome.NOT_STATED: ("unstated", "–", "checker.outcome.not_stated"),
}
"""Outcome → how it is drawn, its sign, and its word."""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding: `number` counts them as they stand on the page."""

    number: int
    rule: str
    message: str
    fix: str
    element: str
    """The standard element it is about, in words; empty for none."""
    line: int | None
    column: int | None
    path: str
    why: str
    """Rule, principle and source as one sentence."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one severity."""

    severity: str
    findings: tuple[ShownFinding, ...]

    @property
    def heading(self) -> str:
        """The code of its heading."""
        return f"checker.group.{self.severity}"


@dataclass(frozen=True, slots=True)
class Row:
    """The outcome of one principle or element, and the findings behind it."""

    number: str
    """Of the principle or element; empty for a part of the definition."""
    name: str
    style: str
    sign: str
    word: str
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page says of one result."""

    title: Mapping[str, str]
    kind: str
    ruleset: str
    at: datetime
    country: str
    """Whose own rules were asked for, by name; empty for those of the issuer's country."""
    counts: tuple[str, ...]
    """How much there is of each severity, as sentences."""
    groups: tuple[Group, ...]
    principles: tuple[Row, ...]
    elements: tuple[Row, ...]
    definition: tuple[Row, ...]

    @property
    def is_credential(self) -> bool:
        return self.kind == "credential"


def report(result: Result, language: str) -> Report:
    """The result for a reader of `language`."""
    findings, at = result.findings, result.at
    ordered = sorted(findings.findings, key=lambda one: list(Severity).index(one.severity))
    numbered = list(enumerate(ordered, 1))
    groups = tuple(
        Group(severity.value, tuple(_shown(number, one, language) for number, one in found))
        for severity in Severity
        if (found := [(number, one) for number, one in numbered if one.severity is severity])
    )
    title, kind = findings.subject.get("title"), str(findings.subject.get("kind", ""))
    outcomes = findings.outcomes
    return Report(
        title=title if isinstance(title, Mapping) else {},
        kind=kind if kind in ("description", "credential") else "",
        ruleset=findings.ruleset,
        at=at,
        country=country_name(result.country, language) if result.country else "",
        counts=tuple(
            say(f"checker.count.{group.severity}", language, len(group.findings))
            for group in groups
        ),
        groups=groups,
        principles=tuple(
            _row(
                str(number),
                say(f"principle.{number}", language),
                outcome,
                (at for at, one in numbered if one.principle == number),
                language,
            )
            for number, outcome in outcomes.principles.items()
        ),
        elements=tuple(
            _row(
                str(number),
                say(f"element.{number}", language),
                outcome,
                (at for at, one in numbered if one.element == number),
                language,
            )
            for number, outcome in outcomes.elements.items()
        ),
        definition=tuple(
            _row(
                "",
                say(f"checker.definition.{name.removeprefix('DEF-').lower()}", language),
                outcome,
                (at for at, one in numbered if one.rule in DEFINITION[name].rules),
                language,
            )
            for name, outcome in outcomes.definition.items()
            if name in DEFINITION
        ),
    )


def outcome_of(outcome: Outcome, language: str) -> tuple[str, str, str]:
    """How an outcome is drawn, its sign, and its word in `language`."""
    style, sign, code = _SIGNS[outcome]
    return style, sign, say(code, language)


def _row(number: str, name: str, outcome: Outcome, findings: Iterable[int], language: str) -> Row:
    return Row(number, name, *outcome_of(outcome, language), tuple(findings))


def _shown(number: int, finding: Finding, language: str) -> ShownFinding:
    return ShownFinding(
        number=number,
        rule=finding.rule,
        message=finding.problem.message(language),
        fix=finding.problem.fix(language),
        element=say(f"element.{finding.element}", language) if finding.element else "",
        line=finding.line,
        column=finding.column,
        path=finding.path,
        why=_why(finding, language),
    )


def _why(finding: Finding, language: str) -> str:
    if finding.principle is None:
        return say("checker.why", language, rule=finding.rule, source=finding.source)
    return say(
        "checker.why.principle",
        language,
        rule=finding.rule,
        principle=say(f"principle.{finding.principle}", language),
        source=finding.source,
    )
