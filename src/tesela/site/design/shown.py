"""What the public page of an achievement says, in the order in which people ask for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tesela.formats.document.elements import ELEMENTS
from tesela.formats.document.parts import Part, Text
from tesela.formats.document.voice import Voice
from tesela.model.achievement import Achievement, LearningOutcome, Level, Workload
from tesela.model.party import Party
from tesela.site.concepts import called
from tesela.site.design import shown_offer
from tesela.vocab.places import language_name

_WEB = ("http://", "https://")
_FIRST = ("assessment", "quality")
"""Sections that stand open; the rest is folded away."""


@dataclass(frozen=True)
class Line:
    """A label and what stands beside it."""

    label: Text
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    key: str
    heading: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Linked:
    """A concept of a public framework that an outcome refers to."""

    framework: str
    code: str
    label: Text
    address: str
    """The concept's own; empty where it has none on the web."""


@dataclass(frozen=True)
class Outcome:
    """A learning outcome and what it is in public frameworks."""

    text: Text
    linked: tuple[Linked, ...]


@dataclass(frozen=True)
class Shown:
    """The page's content."""

    language: str
    title: Text
    summary: tuple[Text, ...]
    awarded_by: tuple[Text, ...]
    outcomes: tuple[Outcome, ...]
    facts: tuple[Line, ...]
    sections: tuple[Section, ...]
    folded: tuple[Section, ...]
    languages: tuple[tuple[str, str], ...]
    """The other languages it is written in: tag, and the language's own name."""


def shown(achievement: Achievement, language: str) -> Shown:
    """The achievement for a reader of `language`."""
    voice = Voice(language)
    sections = [
        Section(key, voice.say(code), tuple(parts(achievement, voice)))
        for key, code, parts in ELEMENTS
    ]
    made = Section("record", voice.say("design.record"), shown_offer.record(achievement, voice))
    filled = [section for section in (*sections, made) if section.parts]
    tag = achievement.title.language_for(language)
    return Shown(
        language=tag,
        title=voice.own(achievement.title),
        summary=tuple(voice.lines(achievement.summary)) if achievement.summary else (),
        awarded_by=tuple(_party(party, voice) for party in achievement.responsible_bodies),
        outcomes=tuple(_outcome(outcome, voice) for outcome in achievement.learning_outcomes),
        facts=tuple(
            Line(voice.say(code), tuple(texts))
            for code, found in _facts(achievement, voice)
            if (texts := list(found))
        ),
        sections=tuple(section for section in filled if section.key in _FIRST),
        folded=tuple(section for section in filled if section.key not in _FIRST),
        languages=tuple(
            (other, language_name(other, other)) for other in achievement.title if other != tag
        ),
    )


def _outcome(outcome: LearningOutcome, voice: Voice) -> Outcome:
    return Outcome(
        voice.own(outcome.text),
        tuple(
            Linked(
                framework=one.framework,
                code=one.code or "",
                label=voice.own(called(one)),
                address=one.uri if one.uri and one.uri.startswith(_WEB) else "",
            )
            for one in outcome.references
        ),
    )


def _facts(achievement: Achievement, voice: Voice) -> Iterator[tuple[str, Iterable[Text]]]:
    if achievement.workload:
        yield "element.7", _workload(achievement.workload, voice)
    if achievement.level:
        yield "element.8", _level(achievement.level, voice)
    yield "element.10", _together("participation", achievement.participation, voice)
    yield "design.routes", _together("route", achievement.routes, voice)
    tongues = [voice.tongue(tag) for tag in achievement.languages]
    yield "document.languages", [voice.listed(tongues)] if tongues else []
    yield "document.fields", _together("isced-f", achievement.fields, voice)
    yield "design.target_groups", _together("target-group", achievement.target_groups, voice)
    yield from shown_offer.facts(achievement, voice)
    if achievement.awarding_bodies and achievement.awarding_bodies != (achievement.issuer,):
        yield "document.issued_by", [_party(achievement.issuer, voice)]


def _workload(workload: Workload, voice: Voice) -> Iterator[Text]:
    if workload.hours is not None:
        yield _counted("document.hours", workload.hours, voice)
    for points in workload.credits:
        yield _counted(f"document.credits_{points.system}", points.points, voice)
    if workload.note:
        yield voice.own(workload.note)


def _counted(code: str, figure: Decimal, voice: Voice) -> Text:
    count = int(figure) if figure == figure.to_integral_value() else 2
    return voice.say(code, count, number=figure)


def _level(level: Level, voice: Voice) -> Iterator[Text]:
    if level.eqf is not None:
        yield voice.say("element.eqf_level", level=str(level.eqf))
    for national in level.national:
        yield voice.say(
            "element.national_level", framework=voice.own(national.framework), level=national.level
        )
    if level.cycle:
        yield voice.label("qf-ehea-cycle", level.cycle)
    if level.not_applicable:
        yield voice.say("element.level_not_applicable", reason=voice.own(level.not_applicable))


def _together(name: str, codes: Iterable[str], voice: Voice) -> list[Text]:
    terms = [voice.term(name, code) for code in codes]
    return [voice.listed(terms)] if terms else []


def _party(party: Party, voice: Voice) -> Text:
    name = voice.own(party.name)
    if not party.country:
        return name
    country = voice.country(party.country)
    where = (
        voice.say("document.place", place=voice.name(party.place), country=country)
        if party.place
        else country
    )
    return voice.say("design.party_at", party=name, place=where)
