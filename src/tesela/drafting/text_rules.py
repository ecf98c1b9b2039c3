"""Rules for what stands in words: title, outcomes, assessment, participation and the rest."""

import re
from collections.abc import Iterator
from functools import cache

from tesela.drafting.pieces import Piece
from tesela.drafting.statements import COMPLETED, Line, Statement
from tesela.drafting.values import Context, Item, Results, Value, one_line, place, shortened
from tesela.drafting.words import Words, folded
from tesela.model.draft import Place
from tesela.text.languages import EU_LANGUAGES
from tesela.vocab import places

LONGEST_TITLE = 200
LONGEST_OUTCOME = 1_000
LONGEST_TEXT = 4_000
_SHORTEST_OUTCOME = 8
_QUOTED = re.compile(r"[“”„‟«»\"‘‚]\s*([^“”„‟«»\"‘’‚]{3,200}?)\s*[“”«»\"’]")
_BEHIND_GENERIC = re.compile(r"\s*(?::|\s[–—-]\s)\s*(?=\S)")
_EDGES = " \t,;:.…-–"
_LISTED = re.compile(r"\s*(?:[,;/&+]|\bund\b|\band\b|\bet\b|\by\b|\bja\b|\bκαι\b)\s*")
_NO_TITLES = re.compile(r"(?i)\A(?:microsoft word|untitled|document\d*|.*\.(?:docx?|odt|pdf))")


def title_labelled(statement: Statement, context: Context) -> Results:
    """What stands under *title*."""
    for line in statement.lines[:1]:
        text = one_line(line.text)
        if 1 < len(text) <= LONGEST_TITLE:
            yield Value("title", context.localized(text), place(line))


def title_of_whole(context: Context) -> Results:
    """The first heading; on a certificate what was completed; else the first line.

    A heading of a certificate may be a name, so none is taken there. What has the
    name of a kind of organisation in it is passed over.
    """
    if context.said.certificate:
        yield from _completed(context)
        return
    headings = (one for one in context.text.pieces if one.heading)
    for piece in headings:
        if title := _without_generic(piece.text, context.words):
            yield _titled(title, piece, context)
            return
    first = next(iter(context.text.pieces), None)
    if first and _may_be_title(first) and (title := _without_generic(first.text, context.words)):
        yield _titled(title, first, context)


def title_of_properties(context: Context) -> Results:
    """The title among the file's properties."""
    title = one_line(context.text.title or "")
    if context.said.certificate or len(title) < 4 or _NO_TITLES.match(title):
        return
    if len(title) <= LONGEST_TITLE and _without_generic(title, context.words):
        yield Value("title", context.localized(title), Place("part", "properties", title))


def _titled(title: str, piece: Piece, context: Context) -> Value:
    where = Place(piece.kind, piece.name, shortened(piece.text))
    return Value("title", context.localized(title), where)


def _may_be_title(piece: Piece) -> bool:
    return (
        len(piece.text) <= 120
        and piece.text[-1:] not in ".:;,!?"
        and not (piece.listed or piece.row)
    )


def _without_generic(text: str, words: Words) -> str:
    """The title in a heading, without words such as *syllabus* before it; empty if none."""
    text = one_line(text)
    if len(text) > LONGEST_TITLE or words.label(text):
        return ""
    for name in ("generic", "certificate"):
        if words.is_one_of(name, text):
            return ""
    if words.phrase("organisations", text):
        return ""
    found = _BEHIND_GENERIC.search(text)
    before = text[: found.start()] if found else ""
    label = words.label(before)
    if found and (words.is_one_of("generic", before) or (label and label.field == "title")):
        return text[found.end() :]
    return "" if label else text


def _completed(context: Context) -> Results:
    """What stands in quotation marks behind *completed*, or on the line below *the course*."""
    said = context.said.statements
    for at, statement in enumerate(said):
        line = statement.lines[0] if statement.lines else None
        if line is None or statement.field not in ("", COMPLETED):
            continue
        quoted = _QUOTED.search(line.text) if statement.field == COMPLETED else None
        if quoted:
            where = place(line, quoted.start(1), quoted.end(1))
            yield Value("title", context.localized(one_line(quoted[1])), where)
        elif _ends_open(statement, line, context.words) and at + 1 < len(said):
            yield from _below(said[at + 1], context)


def _below(statement: Statement, context: Context) -> Results:
    """A title that stands on a line by itself."""
    if statement.field in ("", "heading") and len(statement.lines) == 1:
        text = one_line(statement.lines[0].text).strip('“”„«»"')
        if 3 < len(text) <= LONGEST_TITLE:
            yield Value("title", context.localized(text), place(statement.lines[0]))


def _ends_open(statement: Statement, line: Line, words: Words) -> bool:
    """Whether what was completed must stand on the next line."""
    if line.piece.text.endswith("."):
        return False
    lowered = folded(line.text).strip(_EDGES)
    on_course = any(lowered.endswith(one) for one in words.lists["course_words"])
    if statement.field == COMPLETED:
        return on_course or not lowered
    return on_course and words.phrase("auxiliaries", lowered) is not None


def summary(statement: Statement, context: Context) -> Results:
    """What stands under *description*."""
    yield from _text("summary", statement, context)


def prerequisites(statement: Statement, context: Context) -> Results:
    """What stands under *prerequisites*."""
    yield from _text("prerequisites.text", statement, context)


def grading(statement: Statement, context: Context) -> Results:
    """What stands under *grading*."""
    for line in statement.lines[:1]:
        yield Value("grading.title", context.localized(one_line(line.text)[:500]), place(line))


def cost(statement: Statement, context: Context) -> Results:
    """What stands under *fee*."""
    for line in statement.lines[:1]:
        yield Value("offer.cost", context.localized(one_line(line.text)[:500]), place(line))


def _text(path: str, statement: Statement, context: Context) -> Results:
    lines = [line for line in statement.lines if one_line(line.text)]
    if lines:
        whole = "\n".join(one_line(line.text) for line in lines)[:LONGEST_TEXT]
        yield Value(path, context.localized(whole), place(lines[0]))


def outcomes(statement: Statement, context: Context) -> Results:
    """Each item under *learning outcomes*, without what leads to it (*the learner can*)."""
    words = context.words
    kind: str | None = None
    some_listed = any(line.piece.listed for line in statement.lines)
    for line in _separate(statement.lines):
        if heading := _kind(line.text, words):
            kind = heading
            continue
        text = without_stem(line.text, words)
        # Beside a list, a line by itself is an outcome only where it says that it is one.
        beside = some_listed and not line.piece.listed and text == one_line(line.text)
        leads_on = line.text.rstrip().endswith(":") or line.piece.heading
        if beside or leads_on or len(text) < _SHORTEST_OUTCOME:
            continue
        members = {"text": context.localized(text[:LONGEST_OUTCOME])}
        yield Item("learning_outcomes", members | ({"kind": kind} if kind else {}), place(line))


def _separate(lines: list[Line]) -> Iterator[Line]:
    """Several outcomes on one line stand between semicolons."""
    for line in lines:
        parts = [part for part in line.text.split(";") if len(part.strip()) >= _SHORTEST_OUTCOME]
        if len(lines) == 1 and len(parts) > 1:
            for part in parts:
                yield Line(part.strip(), line.piece, line.close)
        else:
            yield line


def _kind(text: str, words: Words) -> str | None:
    for name in ("knowledge", "skill"):
        if words.is_one_of(name, text):
            return name
    return None


def without_stem(text: str, words: Words) -> str:
    """An outcome as the end of "The learner can …"; empty where the text only leads to it."""
    text = one_line(text)
    for _ in range(2):
        lowered = folded(text)
        stem = next((one for one in words.lists["stems"] if _begins(lowered, one)), None)
        if stem is None:
            break
        text = text[len(stem) :].strip(_EDGES)
    return text.strip().rstrip(",; ")


def _begins(lowered: str, stem: str) -> bool:
    behind = lowered[len(stem) :][:1]
    return lowered.startswith(stem) and (not behind.isalpha() or not stem[-1].isalpha())


def assessment(statement: Statement, context: Context) -> Results:
    """Parts of the assessment, by the words for their type; what follows is their criteria."""
    parts: list[tuple[tuple[str, ...], list[Line]]] = []
    for line in statement.lines:
        codes = context.words.found_codes("assessment", line.text)
        if parts and (not codes or not parts[-1][0]):
            before, lines = parts[-1]
            parts[-1] = (before or codes, [*lines, line])
        else:
            parts.append((codes, [line]))
    for codes, lines in parts:
        text = "\n".join(one_line(line.text) for line in lines)[:LONGEST_TEXT]
        said = {"criteria": context.localized(text)} if text else {}
        for at, code in enumerate(codes or (None,)):
            members = {**({"type": code} if code else {}), **(said if at == 0 else {})}
            if members:
                yield Item("assessment", members, place(lines[0]))


def participation(statement: Statement, context: Context) -> Results:
    """Forms of participation, by their words."""
    for line in statement.lines:
        for code in context.words.found_codes("participation", line.text):
            yield Item("participation", {"": code}, place(line))


def awarding(statement: Statement, context: Context) -> Results:
    """Who awards, by its label."""
    for line in statement.lines[:1]:
        name = one_line(line.text)
        if 1 < len(name) <= 300:
            yield Value("awarding_bodies.0.name", context.localized(name), place(line))


def country(statement: Statement, context: Context) -> Results:
    """A country by its name in any official language, or by its two letters."""
    del context
    for line in statement.lines[:1]:
        if code := _countries().get(one_line(line.text).casefold().strip(_EDGES)):
            yield Value("issuer.country", code, place(line))


def languages(statement: Statement, context: Context) -> Results:
    """Languages of teaching by their names, or by their two letters."""
    del context
    for line in statement.lines[:1]:
        for name in _LISTED.split(one_line(line.text)):
            if code := _languages().get(name.casefold().strip(_EDGES)):
                yield Item("languages", {"": code}, place(line))


@cache
def _countries() -> dict[str, str]:
    named = {code.casefold(): code for code in places.countries()} | {"el": "GR", "uk": "GB"}
    for language in EU_LANGUAGES:
        for code in places.countries():
            named.setdefault(places.country_name(code, language).casefold(), code)
    return named


@cache
def _languages() -> dict[str, str]:
    named = {code: code for code in EU_LANGUAGES}
    for language in EU_LANGUAGES:
        for code in EU_LANGUAGES:
            named.setdefault(places.language_name(code, language).casefold(), code)
    return named
