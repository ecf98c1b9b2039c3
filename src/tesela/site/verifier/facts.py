"""What a document says, as lines of label and values, each value in a language of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from tesela.formats.document.parts import Text
from tesela.formats.document.voice import Voice
from tesela.text.catalogue import say
from tesela.text.languages import EU_LANGUAGES, best_language
from tesela.text.localized import LocalizedText

Line = tuple[str, str]
"""(language, text)."""
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Fact:
    """One line of content: a label and texts, each in a language of its own."""

    label: str
    texts: Sequence[Line]

    @property
    def is_list(self) -> bool:
        """Several values that read best one below the other."""
        return len(self.texts) > 1


def own_language(content: Json) -> str:
    """The language the document was written in; empty where it does not say."""
    stated = content.get("award", {}).get("language")
    titles = content.get("achievement", {}).get("title") or {}
    if stated and best_language(stated, titles):
        return str(stated)
    return next(iter(titles), "")


def facts(content: Json, language: str) -> list[Fact]:
    """The standard elements that a reader asks for first, as far as the document has them."""
    rows = ((code, [line for line in lines if line[1]]) for code, lines in _rows(content, language))
    return [Fact(say(code, language), lines) for code, lines in rows if lines]


def _rows(content: Json, language: str) -> Iterator[tuple[str, list[Line]]]:
    award, achievement = content.get("award", {}), content.get("achievement", {})
    bodies = achievement.get("awarding_bodies") or [achievement.get("issuer", {})]
    own = own_language(content) or language
    voice = Voice(language)
    title = _text(achievement.get("title"), language)
    yield "element.2", [title if title[1] else (own, content.get("name") or "")]
    yield "element.1", [(own, _name(award.get("learner", {})))]
    yield "element.4", [_text(body.get("name"), language) for body in bodies]
    yield "document.awarded_on", [_day(award.get("awarded_on"), voice)]
    yield "document.grade", [(own, award.get("grade") or "")]
    outcomes = achievement.get("learning_outcomes", ())
    yield "element.6", [_text(outcome.get("text"), language) for outcome in outcomes]
    yield "element.7", list(_workload(achievement.get("workload") or {}, language))
    yield "element.8", list(_level(achievement.get("level") or {}, voice))
    yield "element.9", list(_assessment(achievement.get("assessment", ()), voice))


def _workload(workload: Json, language: str) -> Iterator[Line]:
    if hours := workload.get("hours"):
        yield _counted("element.hours", hours, language)
    for credit in workload.get("credits", ()):
        yield _counted(f"element.{credit['system']}_points", credit["points"], language)


def _counted(code: str, figure: str, language: str) -> Line:
    number = Decimal(figure)
    served = best_language(language, EU_LANGUAGES) or "en"
    written = format_decimal(number, locale=Locale.parse("en_150" if served == "en" else served))
    count = int(number) if number == number.to_integral_value() else 2
    return language, say(code, language, count, figure=written)


def _level(level: Json, voice: Voice) -> Iterator[Line]:
    """Each framework's level with the framework's name, the cycle, or why none applies."""
    language = voice.language
    if level.get("eqf"):
        yield language, say("element.eqf_level", language, level=level["eqf"])
    for one in level.get("national") or ():
        tag, framework = _text(one.get("framework"), language)
        if framework and one.get("level"):
            yield tag, say("element.national_level", tag, framework=framework, level=one["level"])
    if level.get("cycle"):
        yield _line(voice.label("qf-ehea-cycle", level["cycle"]))
    tag, reason = _text(level.get("not_applicable"), language)
    if reason:
        yield tag, say("element.level_not_applicable", tag, reason=reason)


def _assessment(parts: Sequence[Json], voice: Voice) -> Iterator[Line]:
    for part in parts:
        yield _line(voice.label("assessment-type", part["type"]))


def _day(written: str | None, voice: Voice) -> Line:
    return _line(voice.day(date.fromisoformat(written))) if written else ("", "")


def _line(text: Text) -> Line:
    return text[0].language, "".join(run.text for run in text)


def _text(value: Mapping[str, str] | None, language: str) -> Line:
    if not value:
        return language, ""
    text = LocalizedText(value)
    tag = text.language_for(language)
    return tag, text[tag]


def _name(learner: Json) -> str:
    parts = (learner.get("given_name"), learner.get("family_name"))
    return learner.get("full_name") or " ".join(part for part in parts if part)
