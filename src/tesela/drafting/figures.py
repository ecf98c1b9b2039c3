"""Figures as people write them: `1,5 ECTS`, `25 Std.`, `1.200 heures`, `20–25 h`.

Which sign stands before decimals is the language's own. A figure that could be
two numbers in a language nobody knows is read as none. A range gives both ends:
a person has to choose.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tesela.drafting.words import Words

FIGURE = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d{1,2})?|\d{1,5}(?:[.,]\d{1,3})?"
_PLAIN = re.compile(r"\d{1,5}\Z")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
MOST_HOURS = Decimal(10_000)
MOST_POINTS = Decimal(1_000)


class Figure(NamedTuple):
    """A figure and the words it stands in."""

    value: str
    """As a description writes it: decimals behind a full stop."""
    start: int
    end: int


def number(written: str, decimal: str | None) -> str | None:
    """The number that is written, where there is no doubt; else None.

    `decimal` is the sign before decimals in the language, None where it is unknown.
    """
    plain = re.sub(r"[ \u00a0\u202f'’]", "", written)
    if _PLAIN.match(plain):
        return str(int(plain))
    marks = [mark for mark in plain if mark in ".,"]
    last = plain.rpartition(marks[-1]) if marks else ("", "", plain)
    if len(set(marks)) == 2 or (len(marks) == 1 and len(last[2]) < 3):
        whole, fraction = re.sub(r"[.,]", "", last[0]), last[2]
        return _tidy(f"{whole}.{fraction}") if len(fraction) < 3 else None
    if decimal is None:  # 1.200 may be more than a thousand, or a little more than one
        return None
    if all(mark != decimal for mark in marks):
        return _tidy(re.sub(r"[.,]", "", plain))
    return None


def _tidy(plain: str) -> str | None:
    value = Decimal(plain)
    return f"{value.normalize():f}" if value else None


def amounts(text: str, units: str, words: Words) -> Iterator[Figure]:
    """Every figure before one of these words in `text`, ranges as two."""
    for found in _pattern(units, words.language).finditer(text):
        for name in ("first", "second"):
            if found[name] and (value := number(found[name], words.decimal)):
                yield Figure(value, found.start(), found.end())


@cache
def _pattern(units: str, language: str | None) -> re.Pattern[str]:
    from tesela.drafting.words import words_for

    names = "|".join(re.escape(word) for word in words_for(language).lists[units])
    return re.compile(
        rf"(?<![\w.,])(?P<first>{FIGURE})(?:\s*(?:-|–|—|bis|to|à|a|έως)\s*(?P<second>{FIGURE}))?"
        rf"[\s\u00a0\u202f-]*(?:{names})(?!\w)",
        re.IGNORECASE,
    )


_ECTS = re.compile(
    rf"(?<![\w.,])(?P<first>{FIGURE})(?:\s*(?:-|–|—)\s*(?P<second>{FIGURE}))?[\s\u00a0\u202f-]*"
    rf"(?:[^\W\d]+[\s-])?(?P<system>ECTS|ECVET)\b"
    rf"|\b(?P<ahead>ECTS|ECVET)\b[^\d\n]{{0,40}}?(?P<after>{FIGURE})(?![\w%])",
    re.IGNORECASE,
)
_CONVERSION = re.compile(
    r"\b1\s*(?:[^\W\d]+[\s-]){0,3}?(?:ECTS|CP|LP|op|credit|Credit)\b[^.;\n]{0,40}?"
    r"(?:=|≙|corresponds?|equals?|entspr|équiva|correspond|equivale|vastaa|αντιστοιχ|ισοδυναμ)[^\n]{0,60}",
    re.IGNORECASE,
)


class Points(NamedTuple):
    """Credit points of a named system."""

    system: str
    figure: Figure


def points(text: str, words: Words) -> Iterator[Points]:
    """Every figure of ECTS or ECVET; what says what one point is worth is none."""
    for found in _ECTS.finditer(without_conversion(text)):
        system = (found["system"] or found["ahead"]).lower()
        for name in ("first", "second", "after"):
            value = number(found[name], words.decimal) if found[name] else None
            if value and Decimal(value) <= MOST_POINTS:
                yield Points(system, Figure(value, found.start(), found.end()))


def without_conversion(text: str) -> str:
    """The text with blanks where it says how many hours one credit is."""
    return _CONVERSION.sub(lambda found: " " * len(found[0]), text)


def without_brackets(text: str) -> str:
    """The text with blanks for what stands in brackets, unless nothing else does."""
    outside = _BRACKETS.sub(lambda found: " " * len(found[0]), text)
    return outside if any(map(str.isdigit, outside)) else text


def alone(text: str, words: Words) -> Figure | None:
    """The figure that `text` is as a whole; for a value whose unit stands in its label."""
    stripped = text.strip(" .:")
    value = number(stripped, words.decimal) if re.fullmatch(FIGURE, stripped) else None
    return Figure(value, 0, len(text)) if value else None
