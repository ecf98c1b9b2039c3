"""The parts of a credential that a learner shows or keeps back, one table for all who ask.

The title, who issued it and the verdict are always shown. Everything else is
in `PARTS`; what is in no part is never shown. To add one: a line in `PARTS`
with its sentence, and a line in `_ROWS` with what it consists of.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tesela.formats.document.elements import ELEMENTS
from tesela.formats.document.parts import Group, Items, Paragraph, Part, Run, Text
from tesela.formats.document.voice import Voice
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.site.verifier.facts import Fact
from tesela.text.catalogue import say

PARTS: Mapping[str, str] = {
    "learner": "portfolio.part.learner",
    "birth": "portfolio.part.birth",
    "awarded_on": "portfolio.part.awarded_on",
    "outcomes": "portfolio.part.outcomes",
    "grade": "portfolio.part.grade",
    "workload": "portfolio.part.workload",
    "level": "portfolio.part.level",
    "assessment": "portfolio.part.assessment",
    "quality": "portfolio.part.quality",
    "evidence": "portfolio.part.evidence",
    "offer": "portfolio.part.offer",
}
"""Name → the sentence that says to a learner what it is."""
USUAL = ("learner", "awarded_on", "outcomes", "workload", "level", "assessment", "quality")
"""What is proposed: what an employer asks for, and nothing delicate."""

Row = tuple[str, list[Text]]
"""Code of the label, and the lines."""


@dataclass(frozen=True)
class PartFact(Fact):
    """A fact some of whose texts are headings of those that follow."""

    heads: tuple[int, ...] = ()
    """Places of the headings in `texts`."""


def facts_of(
    name: str, achievement: Achievement | None, award: Award | None, language: str
) -> Sequence[Fact]:
    """What the part `name` consists of, in the reader's language; empty where there is nothing."""
    voice = Voice(language)
    rows = _ROWS[name](achievement, award, voice)
    return [_fact(say(code, language), lines) for code, lines in rows if lines]


def _fact(label: str, lines: Sequence[Text]) -> PartFact:
    heads = tuple(at for at, line in enumerate(lines) if isinstance(line, _Heading))
    return PartFact(label, [_line(line) for line in lines], heads)


class _Heading(tuple[Run, ...]):
    """A text that is the heading of what follows."""

    __slots__ = ()


def _learner(_: Achievement | None, award: Award | None, voice: Voice) -> Iterator[Row]:
    if award:
        yield "element.1", [_as_written(award.learner.name, award)]


def _birth(_: Achievement | None, award: Award | None, voice: Voice) -> Iterator[Row]:
    if award:
        yield "document.date_of_birth", _day(award.learner.date_of_birth, voice)


def _dates(_: Achievement | None, award: Award | None, voice: Voice) -> Iterator[Row]:
    if award:
        yield "document.awarded_on", _day(award.awarded_on, voice)
        yield "document.assessed_on", _day(award.assessed_on, voice)
        yield "document.counts_until", _day(award.valid_until, voice)


def _outcomes(achievement: Achievement | None, _: Award | None, voice: Voice) -> Iterator[Row]:
    if achievement:
        yield "element.6", [voice.own(one.text) for one in achievement.learning_outcomes]


def _grade(achievement: Achievement | None, award: Award | None, voice: Voice) -> Iterator[Row]:
    if award and award.grade:
        yield "document.grade", [_as_written(award.grade, award)]
        yield from _element("grading", achievement, voice)


def _workload(achievement: Achievement | None, award: Award | None, voice: Voice) -> Iterator[Row]:
    workload = achievement.workload if achievement else None
    if workload:
        lines = [_counted("document.hours", workload.hours, voice)] if workload.hours else []
        lines += [
            _counted(f"document.credits_{some.system}", some.points, voice)
            for some in workload.credits
        ]
        yield "element.7", lines
    if award:
        earned = (
            ("document.hours", award.workload_hours),
            ("document.credits_ects", award.ects_credits),
        )
        yield "document.earned", [_counted(code, some, voice) for code, some in earned if some]


def _level(achievement: Achievement | None, _: Award | None, voice: Voice) -> Iterator[Row]:
    level = achievement.level if achievement else None
    if level:
        lines = [voice.say("element.eqf_level", level=str(level.eqf))] if level.eqf else []
        lines += [
            voice.say(
                "element.national_level",
                framework=voice.own(some.framework),
                level=some.level,
            )
            for some in level.national
        ]
        yield "element.8", lines


def _evidence(_: Achievement | None, award: Award | None, voice: Voice) -> Iterator[Row]:
    if award:
        told = (award.narrative or "").splitlines()
        lines = [_as_written(line, award) for line in told if line.strip()]
        yield "document.about_award", lines + [_as_written(page, award) for page in award.evidence]


def _offer(achievement: Achievement | None, _: Award | None, voice: Voice) -> Iterator[Row]:
    for key in ("prerequisites", "stackability", "renewal", "further"):
        yield from _element(key, achievement, voice)


def _of_element(key: str) -> Callable[[Achievement | None, Award | None, Voice], Iterator[Row]]:
    return lambda achievement, _, voice: _element(key, achievement, voice)


def _element(key: str, achievement: Achievement | None, voice: Voice) -> Iterator[Row]:
    """One of the document's sections, as lines."""
    found = next(element for element in ELEMENTS if element.key == key)
    if achievement:
        yield found.heading, list(lines_of(found.parts(achievement, voice)))


_ROWS: Mapping[str, Callable[[Achievement | None, Award | None, Voice], Iterator[Row]]] = {
    "learner": _learner,
    "birth": _birth,
    "awarded_on": _dates,
    "outcomes": _outcomes,
    "grade": _grade,
    "workload": _workload,
    "level": _level,
    "assessment": _of_element("assessment"),
    "quality": _of_element("quality"),
    "evidence": _evidence,
    "offer": _offer,
}


def lines_of(parts: Iterable[Part]) -> Iterator[Text]:
    """The statements of a section, one a line."""
    for part in parts:
        match part:
            case Paragraph(text):
                yield text
            case Items(items):
                yield from items
            case Group(heading, inner):
                yield _Heading(heading)
                yield from lines_of(inner)


def _as_written(text: str, award: Award) -> Text:
    return (Run(" ".join(text.split()), award.language),)


def _day(day: date | None, voice: Voice) -> list[Text]:
    return [voice.day(day)] if day else []


def _counted(code: str, figure: Decimal, voice: Voice) -> Text:
    count = int(figure) if figure == figure.to_integral_value() else 2
    return voice.say(code, count, number=figure)


def _line(text: Sequence[Run]) -> tuple[str, str]:
    """As one language: that of the longest run, so that a date does not speak for a sentence."""
    longest = max(text, key=lambda run: len(run.text))
    return longest.language, "".join(run.text for run in text)
