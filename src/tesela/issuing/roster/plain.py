"""Cells that need no second look.

A large class list repeats itself: most names are letters, most addresses are of
the plain kind, and days, grades and languages come again and again. Here are
patterns so narrow that whatever they match passes every check of `learner`
unchanged; anything else is looked at properly. The checks stay the authority,
and the tests hold these patterns against them.

Cells of a column are judged together by the same patterns, which then hold for
every line of a text; that takes a small part of the time.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from tesela.issuing.roster.headers import name_words
from tesela.issuing.roster.names import FILLER_WORDS, PERHAPS_NO_NAME
from tesela.issuing.roster.texts import repaired

NAME_CHARACTERS = 100
Judged = Callable[[Sequence[str]], bool]
"""Whether each of these cells is plain; there is at least one."""


def _letters() -> str:
    """Letters of Europe that have one spelling in Unicode (NFC), by themselves and beside others."""
    ranges = ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x386, 0x3CE), (0x400, 0x45F))
    letters = (chr(code) for first, last in ranges for code in range(first, last + 1))
    return "".join(c for c in letters if c.isalpha() and unicodedata.is_normalized("NFC", c))


def _cell_and_lines(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`pattern` for a cell, and for lines; `$` in it is the end of a cell, which has no lines."""
    return re.compile(pattern.replace("$", r"\Z")), re.compile("^" + pattern, re.MULTILINE)


_NAME, _NAMES = _cell_and_lines(
    rf"(?!(?i:([a-z])\1+)$)[{_letters()}](?:[{_letters()}0-9 '-]*[{_letters()}0-9])?$"
)
"""Begins with a letter and is not one letter again and again."""
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_EMAIL, _EMAILS = _cell_and_lines(
    r"(?=.{3,200}$)(?=[^@\n]{1,64}@)"
    r"[A-Za-z0-9][A-Za-z0-9_-]*(?:[.+][A-Za-z0-9_-]+)*@"
    rf"(?:(?![^.\n]{{64}}){_LABEL}\.)+[A-Za-z]{{2,63}}$"
)


def plain_name(header: str) -> Callable[[str], bool]:
    """Tells names that are none of the fillers; `header` is that of their column."""
    fillers = FILLER_WORDS.union(header.casefold().split())

    def is_plain(cell: str) -> bool:
        return (
            len(cell) <= NAME_CHARACTERS
            and _NAME.match(cell) is not None
            and fillers.isdisjoint(cell.casefold().split())
            and (cell.isascii() or repaired(cell) is None)
        )

    return is_plain


def is_plain_email(cell: str) -> bool:
    """Whether it is an address without anything unusual in it."""
    return _EMAIL.match(cell) is not None


def plain_names(header: str) -> Judged:
    """Tells columns of names in which nothing is a filler, not even beside others that are."""
    words = {*header.casefold().split(), *FILLER_WORDS, *PERHAPS_NO_NAME}
    words.update(*(word.split() for word in name_words()))

    def are_plain(cells: Sequence[str]) -> bool:
        lines = "\n".join(cells)
        return (
            _all_match(_NAMES, lines, len(cells))
            and max(map(len, cells)) <= NAME_CHARACTERS
            and words.isdisjoint(lines.casefold().split())
            and (lines.isascii() or not any(map(_is_misread, cells)))
        )

    return are_plain


def are_plain_emails(cells: Sequence[str]) -> bool:
    """Whether `is_plain_email` holds for each."""
    return _all_match(_EMAILS, "\n".join(cells), len(cells))


def odd_ones(cells: Sequence[str], are_plain: Judged) -> list[int]:
    """Places of the cells that are not plain, found by halves: there are few."""
    if are_plain(cells):
        return []
    if len(cells) == 1:
        return [0]
    half = len(cells) // 2
    upper = odd_ones(cells[half:], are_plain)
    return odd_ones(cells[:half], are_plain) + [half + place for place in upper]


def _all_match(pattern: re.Pattern[str], lines: str, count: int) -> bool:
    """Whether there are `count` lines, and each is matched: no match goes beyond its line."""
    return lines.count("\n") + 1 == count == len(pattern.findall(lines))


def _is_misread(cell: str) -> bool:
    return not cell.isascii() and repaired(cell) is not None
