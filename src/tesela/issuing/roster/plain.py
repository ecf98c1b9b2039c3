"""Cells that need no second look.

A large class list repeats itself: most names are letters, most addresses are of
the plain kind, and days, grades and languages come again and again. Here are
patterns so narrow that whatever they match passes every check of `learner`
unchanged; anything else is looked at properly. The checks stay the authority,
and the tests hold these patterns against them.
"""

import re
import unicodedata
from collections.abc import Callable

from tesela.issuing.roster.names import FILLER_WORDS
from tesela.issuing.roster.texts import repaired

NAME_CHARACTERS = 100


def _letters() -> str:
    """Letters of Europe that have one spelling in Unicode (NFC), by themselves and beside others."""
    ranges = ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x386, 0x3CE), (0x400, 0x45F))
    letters = (chr(code) for first, last in ranges for code in range(first, last + 1))
    return "".join(c for c in letters if c.isalpha() and unicodedata.is_normalized("NFC", c))


_NAME = re.compile(
    rf"(?!(?i:([a-z])\1+)\Z)[{_letters()}](?:[{_letters()}0-9 '-]*[{_letters()}0-9])?\Z"
)
"""Begins with a letter and is not one letter again and again."""
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_EMAIL = re.compile(
    rf"(?=.{{3,200}}\Z)(?=[^@]{{1,64}}@)"
    rf"[A-Za-z0-9][A-Za-z0-9_-]*(?:[.+][A-Za-z0-9_-]+)*@(?:(?![^.]{{64}}){_LABEL}\.)+[A-Za-z]{{2,63}}\Z"
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
