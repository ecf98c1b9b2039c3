"""What of a credential is shown, to its learner or to somebody else.

`parts_of` is built up from what was chosen: what was not chosen is never put
in, so that no template can let it out. The verdict comes apart from it
(`verdict_of`), from a check of the stored bytes at this moment.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tesela.model.achievement import Achievement
from tesela.model.award import Award as StatedAward
from tesela.model.report import CheckResult, Outcome, Report, Trust, Verdict
from tesela.site.awards import making
from tesela.site.awards.making import FIRST, file
from tesela.site.awards.models import Award
from tesela.site.portfolio.models import Imported
from tesela.site.portfolio.parts import PARTS, facts_of
from tesela.site.verifier.actions import check
from tesela.site.verifier.facts import Fact, Line, own_language
from tesela.site.verifier.questions import ShownAnswer, shown_answers
from tesela.site.verifier.shown import Issuer, ShownCheck, shown
from tesela.text.errors import Problem
from tesela.text.languages import EU_LANGUAGES, best_language
from tesela.text.localized import LocalizedText
from tesela.trust.fetch import Fetch
from tesela.vocab.places import language_name

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Disclosed:
    """The chosen parts of one credential in one language."""

    title: Line
    issuers: Sequence[Line]
    parts: Mapping[str, Sequence[Fact]]
    """Name of a part (`parts.PARTS`) → its facts; parts without content are not there."""
    original: "Disclosed | None" = None
    """The same in the language it was written in, where that says something else."""
    language: str = ""
    """Tag of the language that this is in, as far as it goes."""
    language_said: str = ""
    """Name of the original's language, in the reader's."""

    @property
    def facts(self) -> list[Fact]:
        """All chosen facts, in the order of `PARTS`."""
        return [fact for facts in self.parts.values() for fact in facts]


@dataclass(frozen=True)
class ShownVerdict:
    """Whether it is genuine, in words, without anything of what it says."""

    look: str
    """`valid`, `invalid`, `indeterminate` or `withdrawn`."""
    symbol: str
    sentence: str
    checked: str
    reasons: Sequence[ShownCheck] = ()
    issuer: Issuer | None = None
    questions: Sequence[ShownAnswer] = ()
    """Why to trust it; nothing of what its learner keeps back."""


@dataclass(frozen=True)
class Stated:
    """What a credential states, in the model's words as far as they reach."""

    language: str
    """The language it was written in."""
    achievement: Achievement | None = None
    award: StatedAward | None = None
    content: Mapping[str, Any] = field(default_factory=dict)

    def title(self, language: str) -> Line:
        """Language and text."""
        if self.achievement:
            return _line(self.achievement.title, language)
        return self.language or language, str(self.content.get("name") or "")

    def issuers(self, language: str) -> list[Line]:
        """Who awards it, by their own statement."""
        if self.achievement:
            return [_line(body.name, language) for body in self.achievement.responsible_bodies]
        name = self.content.get("issuer_name")
        return [(self.language or language, str(name))] if name else []


def stated(item: Award | Imported) -> Stated:
    """What `item` states: of our own awards what was signed, of others what was read."""
    if isinstance(item, Award):
        achievement = making.edition_of(item).achievement
        own = best_language(item.stated.language, achievement.title)
        return Stated(own or next(iter(achievement.title)), achievement, item.stated)
    content = item.report.get("content", {})
    return Stated(
        own_language(content),
        _read(Achievement, content.get("achievement")),
        _read(StatedAward, content.get("award")),
        content,
    )


def parts_of(item: Award | Imported, language: str, parts: Collection[str]) -> Disclosed:
    """What the chosen `parts` (names of `PARTS`) of `item` contain, for a reader of `language`."""
    said = stated(item)
    first = _disclosed(said, language, parts)
    if not said.language:
        return first
    own = _disclosed(said, said.language, parts)
    if _texts(own) == _texts(first):
        return first
    name = language_name(said.language, best_language(language, EU_LANGUAGES) or "en")
    return Disclosed(first.title, first.issuers, first.parts, own, language, name)


def present_parts(item: Award | Imported) -> list[str]:
    """The parts that have any content, in the order of `PARTS`."""
    return list(_disclosed(stated(item), "en", PARTS).parts)


def verdict_of(
    item: Award | Imported,
    language: str,
    fetch: Fetch | None = None,
    kept_back: Collection[str] = (),
) -> ShownVerdict:
    """The verdict on the stored bytes at this moment; nothing of the parts that are `kept_back`."""
    return verdict(report_on(item, fetch), language, kept_back)


def questions_of(item: Award | Imported, language: str, fetch: Fetch) -> list[ShownAnswer]:
    """Why to trust it, as its learner reads it; ask within a `limits.turn`."""
    return shown_answers(report_on(item, fetch), language)


def report_on(item: Award | Imported, fetch: Fetch | None = None) -> Report:
    """The report on the stored bytes at this moment; ask within a `limits.turn`."""
    data = file(item, FIRST) if isinstance(item, Award) else bytes(item.content)
    return check(data, fetch)


def verdict(report: Report, language: str, kept_back: Collection[str] = PARTS) -> ShownVerdict:
    """A report in words, without what the credential says of the parts that are `kept_back`."""
    said = shown("", report, language)
    return ShownVerdict(
        said.verdict,
        said.symbol,
        said.sentence,
        said.checked,
        said.reasons,
        said.issuer,
        shown_answers(report, language, kept_back),
    )


def kept_verdict(item: Imported, language: str) -> ShownVerdict:
    """The verdict of the last check, which is kept with the credential."""
    return verdict(report_of(item.report), language)


def report_of(written: Mapping[str, Any]) -> Report:
    """A report from its `to_json`."""
    checks = tuple(
        CheckResult(
            one["id"],
            Outcome(one["outcome"]),
            Problem(one["code"], one["evidence"]),
            one["clause"],
            one["evidence"],
        )
        for one in written["checks"]
    )
    trust = written["trust"]
    # The sentences about trust speak of a registry or of this service, whichever it was.
    here = {"registry": trust["registry"], "service": trust["registry"]}
    named = {**here, **trust.get("data", {})}
    return Report(
        verdict=Verdict(written["verdict"]),
        checks=checks,
        content=written["content"],
        trust=Trust(
            trust["issuer"],
            Outcome(trust["outcome"]),
            Problem(trust["code"], named),
            trust["registry"],
            trust["registered_name"],
        ),
        verified_at=datetime.fromisoformat(written["verified_at"]),
    )


def _disclosed(said: Stated, language: str, parts: Collection[str]) -> Disclosed:
    found = {
        name: facts
        for name in PARTS
        if name in parts and (facts := facts_of(name, said.achievement, said.award, language))
    }
    return Disclosed(said.title(language), said.issuers(language), found, language=language)


def _texts(disclosed: Disclosed) -> list[object]:
    facts = [text for fact in disclosed.facts for _, text in fact.texts]
    return [disclosed.title[1], *(text for _, text in disclosed.issuers), *facts]


def _line(text: LocalizedText, language: str) -> Line:
    tag = text.language_for(language)
    return tag, text[tag]


def _read(kind: type[Model], content: object) -> Model | None:
    """A part of the model from a report; None where the document's fell short of it."""
    try:
        return kind.model_validate(content) if isinstance(content, dict) else None
    except ValidationError:
        return None
