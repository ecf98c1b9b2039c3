"""What the public page says before enrolling, and of how an achievement was made.

The members of `model.offer`, in the order in which people ask for them. What
matters to who has it already (a second try, an appeal) stands in the section
of further information, as in every document.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from tesela.formats.document.parts import Fact, Facts, Group, Paragraph, Part, Text
from tesela.formats.document.voice import Voice, link
from tesela.model.achievement import Achievement
from tesela.model.offer import ContactPoint, DesignRecord, Feedback, Involvement
from tesela.text.localized import LocalizedText


def facts(achievement: Achievement, voice: Voice) -> Iterator[tuple[str, Iterable[Text]]]:
    """Label codes and lines: cost, dates, funding, whom to ask."""
    offer = achievement.offer
    if offer:
        yield "design.offer.cost", _text(offer.cost, voice)
        yield "design.offer.dates", _text(offer.dates, voice)
    yield "design.funding", _text(achievement.funding, voice)
    if offer:
        yield "design.offer.guidance", _contact(offer.guidance, voice)
        yield "design.offer.support", _contact(offer.support, voice)


def record(achievement: Achievement, voice: Voice) -> tuple[Part, ...]:
    """How it was made and is kept good; nothing where nothing is said."""
    found = achievement.design_record
    if found is None:
        return ()
    groups = [
        Group(voice.say("design.involved"), (Facts(tuple(_involved(found, voice))),)),
        *(_feedback(one, voice) for one in found.feedback),
    ]
    rows = tuple(_rows(found, voice))
    return (
        *((Facts(rows),) if rows else ()),
        *(group for group in groups if group.parts != (Facts(()),)),
    )


def _text(text: LocalizedText | None, voice: Voice) -> list[Text]:
    return [voice.own(text)] if text else []


def _contact(point: ContactPoint | None, voice: Voice) -> Iterator[Text]:
    if point is None:
        return
    yield from _text(point.text, voice)
    for written in (point.email, point.telephone):
        if written:
            yield voice.name(written)
    if point.page:
        yield link(point.page, voice.language)


def _involved(found: DesignRecord, voice: Voice) -> Iterator[Fact]:
    for one in found.involved:
        lines = tuple(_took_part(one, voice))
        if lines:
            yield Fact(voice.say(f"design.who.{one.who}"), lines)


def _took_part(one: Involvement, voice: Voice) -> Iterator[Text]:
    if one.party:
        yield voice.own(one.party.name)
    yield from _text(one.note, voice)
    if one.took_part_on:
        yield voice.day(one.took_part_on)


def _feedback(one: Feedback, voice: Voice) -> Group:
    parts = [Paragraph(text) for text in voice.lines(one.summary)]
    rows = [
        *_row("design.feedback.actions", _text(one.actions, voice), voice),
        *_row("design.feedback.gathered_on", _day(one.gathered_on, voice), voice),
        *_row("design.feedback.page", [link(one.page, voice.language)] if one.page else [], voice),
    ]
    heading = voice.say("design.feedback.of", who=voice.say(f"design.who.{one.source}"))
    return Group(heading, (*parts, *((Facts(tuple(rows)),) if rows else ())))


def _rows(found: DesignRecord, voice: Voice) -> Iterator[Fact]:
    page = found.level_evidence_page
    evidence = [
        *_text(found.level_evidence, voice),
        *([link(page, voice.language)] if page else []),
    ]
    yield from _row("design.record.level_evidence", evidence, voice)
    yield from _row("design.record.updated_on", _day(found.updated_on, voice), voice)
    yield from _row("design.record.reviewed_on", _day(found.reviewed_on, voice), voice)


def _day(day: date | None, voice: Voice) -> list[Text]:
    return [voice.day(day)] if day else []


def _row(code: str, lines: list[Text], voice: Voice) -> list[Fact]:
    return [Fact(voice.say(code), tuple(lines))] if lines else []
