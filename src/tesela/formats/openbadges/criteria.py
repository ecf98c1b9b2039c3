"""The criteria's text: what Open Badges has no property for, in one language.

Markdown with one section an element, in the order of Annex I; a heading is
the element's name from the catalogue, so that `sections` finds it again.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from tesela.model.achievement import Achievement, AssessmentPart, QualityAssurance
from tesela.text.catalogue import say
from tesela.text.localized import LocalizedText
from tesela.vocab import vocabulary

Lines = Iterable[str]


class Section(NamedTuple):
    """One heading and the lines that stand under it."""

    heading: str
    lines: Callable[[Achievement, str], Lines]


def narrative(achievement: Achievement, language: str) -> str:
    """The whole text for readers of `language`."""
    blocks = (
        f"## {say(section.heading, language)}\n" + "\n".join(lines)
        for section in SECTIONS
        if (lines := list(section.lines(achievement, language)))
    )
    return "\n\n".join(blocks)


def sections(text: str, language: str) -> dict[str, list[str]]:
    """Heading's code → its lines, of a text in `language`."""
    codes = {
        say(section.heading, tag): section.heading
        for tag in ("en", language)
        for section in SECTIONS
    }
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        if line.startswith("## "):
            code = codes.get(line.removeprefix("## ").strip())
            current = found.setdefault(code, []) if code else None
        elif current is not None and line.strip():
            current.append(line.strip())
    return found


def number(value: Decimal) -> str:
    """A figure without needless zeros."""
    return f"{value.normalize():f}"


def _awarding_bodies(achievement: Achievement, language: str) -> Iterator[str]:
    for body in achievement.responsible_bodies:
        yield f"- {_text(body.name, language)}"


def _outcomes(achievement: Achievement, language: str) -> Iterator[str]:
    for outcome in achievement.learning_outcomes:
        yield f"- {_text(outcome.text, language)}"


def _workload(achievement: Achievement, language: str) -> Iterator[str]:
    workload = achievement.workload
    if workload is None:
        return
    if workload.hours is not None:
        yield _counted("element.hours", workload.hours, language)
    for some in workload.credits:
        yield _counted(f"element.{some.system}_points", some.points, language)
    if workload.note:
        yield _text(workload.note, language)


def _counted(code: str, value: Decimal, language: str) -> str:
    """A figure with its unit; anything that is not one whole thing is many."""
    count = 1 if value == 1 else 2
    return say(code, language, count, figure=number(value))


def _level(achievement: Achievement, language: str) -> Iterator[str]:
    level = achievement.level
    if level is None:
        return
    if level.eqf is not None:
        yield say("element.eqf_level", language, level=level.eqf)
    for national in level.national:
        yield say(
            "element.national_level",
            language,
            framework=_text(national.framework, language),
            level=national.level,
        )
    if level.cycle:
        yield vocabulary("qf-ehea-cycle").concept(level.cycle).label(language)
    if level.not_applicable:
        reason = _text(level.not_applicable, language)
        yield say("element.level_not_applicable", language, reason=reason)


def _assessment(achievement: Achievement, language: str) -> Iterator[str]:
    for part in achievement.assessment:
        yield f"- {_part_name(part, language)}"
        for text in (part.criteria, part.alternatives):
            if text:
                yield f"  {_text(text, language)}"
        if part.criteria_page:
            yield f"  <{part.criteria_page}>"


def _part_name(part: AssessmentPart, language: str) -> str:
    kind = vocabulary("assessment-type").concept(part.type).label(language)
    return f"{kind}: {_text(part.title, language)}" if part.title else kind


def _participation(achievement: Achievement, language: str) -> Iterator[str]:
    for code in achievement.participation:
        yield f"- {vocabulary('participation').concept(code).label(language)}"


def _quality(achievement: Achievement, language: str) -> Iterator[str]:
    for statement in achievement.quality_assurance:
        yield f"- {_statement(statement, language)}"
        if statement.decision:
            yield f"  {_text(statement.decision, language)}"
        for page in (statement.decision_page, statement.report_page):
            if page:
                yield f"  <{page}>"


def _statement(statement: QualityAssurance, language: str) -> str:
    words = [vocabulary("quality-assurance").concept(statement.kind).label(language)]
    if statement.title:
        words.append(_text(statement.title, language))
    if statement.agency:
        words.append(_text(statement.agency.name, language))
    if statement.valid_until:
        date = statement.valid_until.isoformat()
        words.append(say("element.valid_until", language, date=date))
    return " · ".join(words)


def _prerequisites(achievement: Achievement, language: str) -> Iterator[str]:
    if achievement.prerequisites:
        yield _text(achievement.prerequisites.text, language)


def _supervision(achievement: Achievement, language: str) -> Iterator[str]:
    codes = dict.fromkeys(part.supervision for part in achievement.assessment if part.supervision)
    for code in codes:
        yield f"- {vocabulary('supervision').concept(code).label(language)}"


def _grading(achievement: Achievement, language: str) -> Iterator[str]:
    grading = achievement.grading
    if grading:
        yield _text(grading.title, language)
        if grading.description:
            yield _text(grading.description, language)


def _stackability(achievement: Achievement, language: str) -> Iterator[str]:
    stackability = achievement.stackability
    if stackability is None:
        return
    code = "element.stackable" if stackability.mode == "stackable" else "element.stand_alone"
    yield say(code, language)
    for target in stackability.towards:
        yield "- " + say("element.towards", language, title=_text(target.title, language))
    if stackability.note:
        yield _text(stackability.note, language)


def _further(achievement: Achievement, language: str) -> Iterator[str]:
    information = achievement.further_information
    if information and information.text:
        yield _text(information.text, language)
    for text in achievement.told_to_holders:
        yield _text(text, language)
    for link in information.links if information else ():
        yield f"- {_text(link.title, language)}: <{link.page}>"


def _accessibility(achievement: Achievement, language: str) -> Iterator[str]:
    if achievement.accessibility:
        yield _text(achievement.accessibility.summary, language)
        if achievement.accessibility.support:
            yield _text(achievement.accessibility.support, language)


def _renewal(achievement: Achievement, language: str) -> Iterator[str]:
    if achievement.renewal:
        yield say("element.months", language, achievement.renewal.after_months)
        if achievement.renewal.text:
            yield _text(achievement.renewal.text, language)


def _origin(achievement: Achievement, language: str) -> Iterator[str]:
    origin = achievement.derived_from
    if origin:
        title, publisher = _text(origin.title, language), _text(origin.publisher, language)
        yield say("element.taken_from", language, title=title, publisher=publisher)
        if origin.version:
            yield say("element.taken_version", language, version=origin.version)
        if origin.licence:
            yield say("element.taken_licence", language, licence=origin.licence)
        if origin.achievement:
            yield f"<{origin.achievement}>"
    if achievement.licence:
        yield say("element.own_licence", language, licence=achievement.licence)


def _text(text: LocalizedText, language: str) -> str:
    """The text on one line, so that a line of people's words never looks like a heading."""
    return " ".join(text.in_language(language).split())


SECTIONS = (
    Section("element.6", _outcomes),
    Section("element.4", _awarding_bodies),
    Section("element.7", _workload),
    Section("element.8", _level),
    Section("element.9", _assessment),
    Section("element.13", _supervision),
    Section("element.14", _grading),
    Section("element.10", _participation),
    Section("element.11", _quality),
    Section("element.12", _prerequisites),
    Section("element.15", _stackability),
    Section("element.accessibility", _accessibility),
    Section("element.renewal", _renewal),
    Section("element.16", _further),
    Section("element.origin", _origin),
)
