"""Rules for elements 7 and 8: hours, credits, level.

What is a part only (contact hours, hours a week), what is counted in lessons,
and a figure without its system or framework are told in a note, and never
turned into something else.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from tesela.drafting import figures
from tesela.drafting.statements import COMPLETED, Line, Statement
from tesela.drafting.values import Context, Results, Value, place
from tesela.drafting.words import Words
from tesela.text.errors import Problem


def hours_labelled(statement: Statement, context: Context) -> Results:
    """Hours under a label such as *duration* or *workload*."""
    words = context.words
    for line in statement.lines:
        text = figures.without_brackets(figures.without_conversion(line.text))
        text = text[: _parts_begin(text, words)]
        found = list(figures.amounts(text, "hours", words))
        bare = statement.field == "hours" or words.is_one_of("hours", statement.unit)
        if not found and bare and (figure := figures.alone(text, words)):
            found = [figure]
        yield from _hours(found, _is_part(text, words), line)
        yield from _lessons(text, line, words)


def hours_in_text(statement: Statement, context: Context) -> Results:
    """Hours in running text, where the line speaks of the whole; on a certificate anywhere."""
    for line in statement.lines:
        text = figures.without_conversion(line.text)
        text = text[: _parts_begin(text, context.words)]
        whole = statement.field == COMPLETED or context.words.phrase("total", text)
        if whole or context.said.certificate:
            found = list(figures.amounts(text, "hours", context.words))
            yield from _hours(found, _is_part(text, context.words), line)


def _hours(found: list[figures.Figure], part: bool, line: Line) -> Results:
    if found and part:
        yield Problem("draft.part_only", {"place": line.piece.name, "figure": found[0].value})
        return
    for figure in found:
        if Decimal(figure.value) <= figures.MOST_HOURS:
            where = place(line, figure.start, figure.end)
            yield Value("workload.hours", figure.value, where)


def _parts_begin(text: str, words: Words) -> int:
    found = words.first("of_which", text)
    return found[0] if found and any(map(str.isdigit, text[: found[0]])) else len(text)


def _is_part(text: str, words: Words) -> bool:
    """Whether a line counts only a part: by the week, or of one kind of learning."""
    if words.phrase("per", text):
        return True
    return words.phrase("part_hours", text) is not None and not words.phrase("total", text)


def _lessons(text: str, line: Line, words: Words) -> Results:
    for figure in figures.amounts(text, "teaching_units", words):
        where = place(line, figure.start, figure.end)
        yield Problem(
            "draft.lessons",
            {"place": where.name, "figure": figure.value, "excerpt": where.excerpt},
        )


def credits_named(statement: Statement, context: Context) -> Results:
    """Credits of a system that the text names, ECTS or ECVET."""
    for line in statement.lines:
        for system, figure in figures.points(line.text, context.words):
            where = place(line, figure.start, figure.end)
            at = 0 if system == "ects" else 1
            value = {"system": system, "points": figure.value}
            yield Value(f"workload.credits.{at}", value, where)


def credits_labelled(statement: Statement, context: Context) -> Results:
    """A bare figure under *ECTS*; under *credits* alone a note, since nobody knows which."""
    named = "ects" in f"{statement.label} {statement.unit}".casefold()
    for line in statement.lines:
        if any(figures.points(line.text, context.words)):
            continue
        text = figures.without_brackets(line.text)
        bare = figures.alone(text, context.words)
        some = [bare] if bare else list(figures.amounts(text, "credits", context.words))
        for figure in some:
            where = place(line, figure.start, figure.end)
            if named and Decimal(figure.value) <= figures.MOST_POINTS:
                value = {"system": "ects", "points": figure.value}
                yield Value("workload.credits.0", value, where)
            else:
                data = {"place": where.name, "figure": figure.value}
                yield Problem("draft.credits_unnamed", data)


def level_named(statement: Statement, context: Context) -> Results:
    """A level of a framework that the text or its label names."""
    for line in statement.lines:
        for _, level, start, end in _levels(line.text, "eqf", context.words):
            yield Value("level.eqf", int(level), place(line, start, end))
        for at, (name, level, start, end) in enumerate(
            _levels(line.text, "national", context.words)
        ):
            value = {"framework": context.localized(name), "level": level}
            yield Value(f"level.national.{at}", value, place(line, start, end))


def level_labelled(statement: Statement, context: Context) -> Results:
    """A bare figure under a label that names its framework; under *level* alone a note."""
    words = context.words
    title = f"{statement.label} {statement.unit}"
    for line in statement.lines:
        named = [*_levels(line.text, "eqf", words), *_levels(line.text, "national", words)]
        if named or (found := _BARE.search(line.text)) is None:
            continue
        level, where = found[1], place(line, found.start(1), found.end(1))
        framework = words.first("national", title)
        if words.phrase("eqf", title):
            yield Value("level.eqf", int(level), where)
        elif framework:
            name = title[framework[0] : framework[1]]
            value = {"framework": context.localized(name), "level": level}
            yield Value("level.national.0", value, where)
        else:
            yield Problem("draft.level_unnamed", {"place": where.name, "level": level})


def cycle(statement: Statement, context: Context) -> Results:
    """A cycle of higher education under *level*: bachelor, second cycle."""
    for line in statement.lines:
        for code in context.words.found_codes("cycles", line.text)[:1]:
            yield Value("level.cycle", code, place(line))


_BARE = re.compile(r"(?<![\w.,])(?<!\d[-–/])(?<!\d [-–/] )([1-8])(?![\w%]|[.,]\d|\s*[-–/]\s*\d)")


def _levels(text: str, name: str, words: Words) -> Iterator[tuple[str, str, int, int]]:
    """Framework as written, level, and where both stand; the level before or behind."""
    frameworks = "|".join(re.escape(one) for one in words.lists[name])
    levels = "|".join(re.escape(one) for one in words.lists["framework_levels"])
    behind = rf"(?<!\w)(?P<name>{frameworks})(?!\w)[^\d\n.;]{{0,30}}?(?P<level>[1-8])(?!\d|[.,]\d|\s*[-–/]\s*\d)"
    before = (
        rf"(?<!\w)(?:{levels})\s*(?P<level>[1-8])(?!\d)[^\d\n.;]{{0,40}}?"
        rf"(?<!\w)(?P<name>{frameworks})(?!\w)"
    )
    for pattern in (behind, before):
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            yield found["name"], found["level"], found.start(), found.end()
            return
