"""A report as the page shows it: plain values for the template, in the reader's language.

What the document says comes twice: in the reader's language as far as it goes,
and, where that differs, in the document's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from babel import Locale
from babel.dates import format_date

from tesela.model.report import CheckResult, Outcome, Report, Verdict
from tesela.site.verifier.facts import Fact, facts, own_language
from tesela.site.verifier.naming import Reason, found, reasons
from tesela.site.verifier.questions import ShownAnswer, shown_answers
from tesela.site.verifier.taken_over import succession_of
from tesela.text.catalogue import fix, say
from tesela.text.errors import Problem
from tesela.text.languages import EU_LANGUAGES, best_language
from tesela.text.localized import LocalizedText
from tesela.verify.carriers import not_signed
from tesela.vocab.places import language_name

SYMBOLS = {"valid": "✓", "invalid": "✕", "indeterminate": "?", "withdrawn": "–", "unusable": "✕"}
_CHECK_SYMBOLS = {Outcome.PASSED: "✓", Outcome.FAILED: "✕", Outcome.INDETERMINATE: "?"}
_UNDETERMINED = "und"
"""Language of texts that do not say theirs (BCP 47, 4.1), as in wallets' credentials."""
_NO_LONGER = {
    "status.revoked": "site.verdict.withdrawn",
    "status.register_withdrawn": "site.verdict.withdrawn",
    "status.suspended": "site.verdict.suspended",
    "status.register_suspended": "site.verdict.suspended",
    "dates.over": "site.verdict.over",
    "dates.not_yet": "site.verdict.not_yet",
}
"""What fails a genuine document, and the sentence that says so when nothing else does."""


@dataclass(frozen=True)
class ShownCheck:
    """One check in words."""

    symbol: str
    outcome: str
    outcome_word: str
    message: str
    fix: str


class Judged(Protocol):
    """What was looked at, with an outcome and a sentence in the catalogue."""

    @property
    def outcome(self) -> Outcome: ...
    @property
    def code(self) -> str: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Issuer:
    """Who issued it: what a registry says apart from what the document says."""

    message: str
    """Whether a registry knows the issuer, in words."""
    signed: bool = True
    """True where the signature is this issuer's; else it is only named as the issuer."""
    fix: str = ""
    reasons: Sequence[Reason] = ()
    """Why the name is to be believed, or merely claimed."""
    identifier: str = ""
    registered: tuple[str, str] | None = None
    """(language, name) in the registry."""
    stated: tuple[str, str] | None = None
    """(language, name) in the document, where no registry says the same."""
    closed: str = ""
    """Who answers for the register of an issuer that closed."""


@dataclass(frozen=True)
class Shown:
    """One credential on the results page."""

    name: str
    verdict: str
    """`valid`, `invalid`, `indeterminate`, `withdrawn` or `unusable`: how it looks."""
    symbol: str
    sentence: str
    found: str = ""
    """What it is, in plain words."""
    age: str = ""
    """By when it existed, where somebody proves that."""
    as_of: str = ""
    """What held on an earlier day, where nobody can say how it stands now."""
    reasons: Sequence[ShownCheck] = ()
    """Why it is not valid: what failed or stayed open."""
    checks: Sequence[ShownCheck] = ()
    questions: Sequence[ShownAnswer] = ()
    """Why to trust it: the five questions, answered."""
    issuer: Issuer | None = None
    facts: Sequence[Fact] = ()
    original: Sequence[Fact] = ()
    """The same in the document's own language; empty where nothing differs."""
    original_language: str = ""
    """Its tag."""
    original_name: str = ""
    """Its name, in the reader's language."""
    foreign: bool = False
    """True where the document has no text in the reader's language."""
    checked: str = ""
    not_signed: str = ""
    """What is said of the file around it, a PDF's pages or a picture; mostly empty."""
    advice: str = ""


def shown(name: str, report: Report, language: str) -> Shown:
    """The report in words."""
    checks = [_check(check, language) for check in report.checks]
    verdict, code = _verdict(report)
    own = own_language(report.content)
    stated = facts(report.content, language)
    original = facts(report.content, own) if own else []
    return Shown(
        name=name,
        verdict=verdict,
        symbol=SYMBOLS[verdict],
        sentence=say(code, language),
        found=found(report, language),
        age=_age(report, language),
        as_of=report.as_of.problem.message(language) if report.as_of else "",
        not_signed=caution.message(language) if (caution := not_signed(report.content)) else "",
        reasons=[check for check in checks if check.outcome != "passed"],
        checks=checks,
        questions=shown_answers(report, language),
        issuer=_issuer(report, language),
        facts=stated,
        original=original if _texts(original) != _texts(stated) else [],
        original_language=own,
        original_name=_tongue(own, language) if own else "",
        foreign=_is_foreign(report.content, language),
        checked=_checked(report.verified_at, language),
    )


def shown_problem(name: str, problem: Problem, language: str) -> Shown:
    """What is no credential, in words."""
    return Shown(
        name=name,
        verdict="unusable",
        symbol=SYMBOLS["unusable"],
        sentence=problem.message(language),
        advice=problem.fix(language),
    )


def _age(report: Report, language: str) -> str:
    """Only what is proven: that nobody has proven it is no news for readers."""
    existence = report.existence
    proven = existence and existence.outcome is Outcome.PASSED
    return existence.problem.message(language) if existence and proven else ""


def shown_point(point: Judged, language: str) -> ShownCheck:
    """One thing that was looked at, such as a point of a pre-flight check, in words."""
    passed = point.outcome is Outcome.PASSED
    return ShownCheck(
        symbol=_CHECK_SYMBOLS[point.outcome],
        outcome=point.outcome.value,
        outcome_word=say(f"cli.outcome.{point.outcome}", language),
        message=say(point.code, language, **point.data),
        fix="" if passed else fix(point.code, language, **point.data),
    )


def _verdict(report: Report) -> tuple[str, str]:
    """How the verdict looks, and the code of its sentence."""
    failed = {c.problem.code for c in report.checks if c.outcome is Outcome.FAILED}
    undecided = any(check.outcome is Outcome.INDETERMINATE for check in report.checks)
    if report.verdict is Verdict.INVALID:
        if len(failed) == 1 and failed <= _NO_LONGER.keys() and not undecided:
            return "withdrawn", _NO_LONGER[failed.pop()]
        if "proof.wrong" in failed:
            return "invalid", "site.verdict.changed"
    return report.verdict.value, f"verdict.{report.verdict}"


def _check(check: CheckResult, language: str) -> ShownCheck:
    passed = check.outcome is Outcome.PASSED
    return ShownCheck(
        symbol=_CHECK_SYMBOLS[check.outcome],
        outcome=check.outcome.value,
        outcome_word=say(f"cli.outcome.{check.outcome}", language),
        message=check.problem.message(language),
        fix="" if passed else check.problem.fix(language),
    )


def _issuer(report: Report, language: str) -> Issuer:
    """A registry's word counts only where the signature is really the issuer's."""
    trust, content = report.trust, report.content
    stated = _text(content.get("achievement", {}).get("issuer", {}).get("name"), language)
    if not stated and content.get("issuer_name"):
        stated = (language, str(content["issuer_name"]))
    passed = {check.id for check in report.checks if check.outcome is Outcome.PASSED}
    if not passed >= {"proof", "issuer"}:
        return Issuer(say("site.verify.not_signed", language), False, stated=stated)
    known = set((trust.registered_name or {}).values())
    why = reasons(report, language)
    unlisted = trust.outcome is not Outcome.PASSED
    otherwise = unlisted and any(one.kind == "certificate" and one.vouched for one in why)
    message = trust.problem.message(language)
    return Issuer(
        message=say("site.verify.otherwise", language) if otherwise else message,
        fix=trust.problem.fix(language) if unlisted and not otherwise else "",
        reasons=why,
        identifier=trust.issuer or "",
        registered=_text(trust.registered_name, language),
        stated=stated if stated and stated[1] not in known else None,
        closed=_closed(trust.issuer, language),
    )


def _closed(issuer: str | None, language: str) -> str:
    known = succession_of(issuer)
    if known is None:
        return ""
    names = LocalizedText(known.successor.name)
    return say(
        "site.verify.closed",
        language,
        successor=names.in_language(language),
        day=_day(known.taken_over_at, language),
    )


def _day(moment: datetime, language: str) -> str:
    served = _served(language)
    locale = Locale.parse("en_150" if served == "en" else served)
    return format_date(moment.astimezone(UTC).date(), "long", locale=locale)


def _text(value: Mapping[str, str] | None, language: str) -> tuple[str, str] | None:
    if not value:
        return None
    text = LocalizedText(value)
    tag = text.language_for(language)
    return tag, text[tag]


def _texts(stated: Sequence[Fact]) -> list[str]:
    return [text for fact in stated for _, text in fact.texts]


def _is_foreign(content: Mapping[str, Any], language: str) -> bool:
    title = content.get("achievement", {}).get("title")
    if title and set(title) == {_UNDETERMINED}:
        return False
    return bool(title) and best_language(language, title) is None


def _tongue(tag: str, language: str) -> str:
    return language_name(tag, _served(language))


def _checked(at: datetime, language: str) -> str:
    """When it was checked, in words."""
    time = f"{at.astimezone(UTC):%H:%M}"
    return say("site.verify.at", language, day=_day(at, language), time=time)


def _served(language: str) -> str:
    return best_language(language, EU_LANGUAGES) or "en"
