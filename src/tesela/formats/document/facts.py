"""The table of facts: elements 1, 3 to 5, 7, 8, 10 and 14 at a glance."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from tesela.formats.document.parts import Fact, Facts, Text
from tesela.formats.document.voice import Voice
from tesela.model.achievement import Achievement, Level, Workload
from tesela.model.award import Award
from tesela.model.party import Party


def table(
    achievement: Achievement, award: Award, issued_on: date, voice: Voice
) -> tuple[Facts, ...]:
    """The one table; lines that nobody stated are left out."""
    rows = (
        (voice.say(label), tuple(lines))
        for label, lines in _rows(achievement, award, issued_on, voice)
    )
    return (Facts(tuple(Fact(label, lines) for label, lines in rows if lines)),)


def _rows(
    achievement: Achievement, award: Award, issued_on: date, voice: Voice
) -> Iterator[tuple[str, Iterable[Text]]]:
    learner = award.learner
    yield "document.date_of_birth", _day(learner.date_of_birth, voice)
    if achievement.awarding_bodies and achievement.awarding_bodies != (achievement.issuer,):
        yield "document.issued_by", _party(achievement.issuer, voice)
        yield "document.awarded_by", _parties(achievement.awarding_bodies, voice)
    else:
        yield "document.awarded_and_issued_by", _party(achievement.issuer, voice)
    yield "document.assessed_on", _day(award.assessed_on, voice)
    yield "document.awarded_on", _day(award.awarded_on, voice)
    yield "document.issued_on", _day(issued_on, voice)
    yield "document.counts_until", _day(award.valid_until, voice)
    if achievement.workload:
        yield "element.7", _workload(achievement.workload, voice)
    yield "document.earned", _earned(award, voice)
    if achievement.level:
        yield "element.8", _level(achievement.level, voice)
    yield "element.10", _participation(achievement, voice)
    if award.grade:
        yield "document.grade", [voice.name(award.grade)]
    yield (
        "document.fields",
        _together((voice.term("isced-f", code) for code in achievement.fields), voice),
    )
    yield "document.languages", _together(map(voice.tongue, achievement.languages), voice)


def _day(day: date | None, voice: Voice) -> list[Text]:
    return [voice.day(day)] if day else []


def _together(texts: Iterable[Text], voice: Voice) -> list[Text]:
    found = list(texts)
    return [voice.listed(found)] if found else []


def _parties(parties: Iterable[Party], voice: Voice) -> Iterator[Text]:
    for party in parties:
        yield from _party(party, voice)


def _party(party: Party, voice: Voice) -> Iterator[Text]:
    """Name and place; what else is known of it stands in a section of its own."""
    yield voice.own(party.name)
    if party.country and party.place:
        country = voice.country(party.country)
        yield voice.say("document.place", place=voice.name(party.place), country=country)
    elif party.country:
        yield voice.say("document.country", country=voice.country(party.country))


def _workload(workload: Workload, voice: Voice) -> Iterator[Text]:
    if workload.hours is not None:
        yield _counted("document.hours", workload.hours, voice)
    for points in workload.credits:
        yield _counted(f"document.credits_{points.system}", points.points, voice)
    if workload.note:
        yield voice.own(workload.note)


def _earned(award: Award, voice: Voice) -> Iterator[Text]:
    if award.workload_hours is not None:
        yield _counted("document.hours", award.workload_hours, voice)
    if award.ects_credits is not None:
        yield _counted("document.credits_ects", award.ects_credits, voice)


def _counted(code: str, figure: Decimal, voice: Voice) -> Text:
    """A figure and what it counts; a broken figure takes the plural."""
    count = int(figure) if figure == figure.to_integral_value() else 2
    return voice.say(code, count, number=figure)


def _level(level: Level, voice: Voice) -> Iterator[Text]:
    if level.eqf is not None:
        yield voice.say("element.eqf_level", level=str(level.eqf))
    for national in level.national:
        yield voice.say(
            "element.national_level",
            framework=voice.own(national.framework),
            level=national.level,
        )
    if level.cycle:
        yield voice.label("qf-ehea-cycle", level.cycle)
    if level.not_applicable:
        yield voice.say("element.level_not_applicable", reason=voice.own(level.not_applicable))


def _participation(achievement: Achievement, voice: Voice) -> Iterator[Text]:
    for name, codes in (
        ("participation", achievement.participation),
        ("learning-activity", achievement.activities),
    ):
        yield from _together((voice.term(name, code) for code in codes), voice)
    if achievement.setting:
        yield voice.label("learning-setting", achievement.setting)
