"""Class lists that are written: a sample to start from, and rows to correct.

A corrected list goes back into a spreadsheet program, which would run a value
such as `=HYPERLINK(…)`. `neutralised` makes it plain text there.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from tesela.issuing.roster.headers import table
from tesela.text.languages import EU_LANGUAGES

_SAMPLE_FIELDS = (
    "given_name", "family_name", "full_name", "email", "award_date", "grade", "language",
    "identifier", "evidence",
)  # fmt: skip
_CERTIFICATE_FIELDS = (
    "certificate_number", "full_name", "award_date", "certificate_country", "language", "email",
    "grade",
)  # fmt: skip
_COMMA_LANGUAGES = ("en", "ga", "mt")
"""Languages whose spreadsheet programs separate columns by a comma, since the
decimal sign is a point; all others of the 24 expect a semicolon."""
_RUN_BY_SPREADSHEETS = (*"=+-@\t\r\n|%", *"＝＋－＠")
"""The last four are full-width letters, which some programs take for the first."""


def neutralised(text: str) -> str:
    """`text` for a cell of a file that people open: never a formula there.

    A value that a spreadsheet program might run gets an apostrophe in front,
    which such programs show nowhere and treat as “this is text”.
    """
    start = text.lstrip().lstrip("\ufeff \xa0")[:1]
    run = text[:1] in _RUN_BY_SPREADSHEETS or start in _RUN_BY_SPREADSHEETS
    return f"'{text}" if run and text else text


def as_meant(text: str) -> str:
    """`text` of a cell without the apostrophe that `neutralised` puts in front."""
    return text[1:] if text[:1] == "'" and neutralised(text[1:]) == text else text


def class_list_csv(language: str, rows: Iterable[Sequence[str]]) -> bytes:
    """`rows`, the header first, as a file that spreadsheet programs of `language` open.

    UTF-8 with byte order mark; no cell is run as a formula. `language` is one
    of the 24; another is taken for one with the decimal comma.
    """
    text = io.StringIO(newline="")
    delimiter = "," if language in _COMMA_LANGUAGES else ";"
    written = csv.writer(text, delimiter=delimiter)
    written.writerows([neutralised(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def sample_csv(language: str, *, certificates: bool = False) -> bytes:
    """A class list without learners, with headers in `language`, one of the 24.

    With `certificates` one for earlier certificates, such as those of an old register.
    UTF-8 with byte order mark, with the separator that spreadsheet programs
    of that language expect. Raises ValueError for another language.
    """
    if language not in EU_LANGUAGES:
        raise ValueError(f"{language!r} is not one of {', '.join(EU_LANGUAGES)}")
    words, fields = table(), _CERTIFICATE_FIELDS if certificates else _SAMPLE_FIELDS
    return class_list_csv(language, [[words[field][language][0] for field in fields]])
