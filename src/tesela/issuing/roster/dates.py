"""Days as people in Europe write them.

Understood: ISO 8601 (also with `/` and `.`, the year first), day-month-year
with `.`, `/` or `-`, a spreadsheet's day number, each also followed by a time
of day without time zone. Dates are days, never instants. Everything that
could be two days, or none, is refused.
"""

import re
from datetime import date, timedelta

from tesela.issuing.roster.texts import CellRefused

_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?"
_ZONE = re.compile(r".*\d:\d{2}.*(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT)\Z", re.ASCII | re.IGNORECASE)
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})\s*\.?" + _TIME + r"\Z", re.ASCII
)
_DAY_FIRST = re.compile(
    r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})\s*\.?" + _TIME + r"\Z", re.ASCII
)
_SHORT_YEAR = re.compile(
    r"\d{1,2}\s*([-/.])\s*\d{1,2}\s*\1\s*\d{2}\s*\.?\Z|\d{1,2}\.\d{1,2}\.\Z", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?\Z", re.ASCII)
_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(7_306, 109_575)
"""Day numbers from 1920 up to the end of 2199."""


def read_date(text: str, *, month_first_seen: bool = False) -> date:
    """The day that `text` names.

    With `month_first_seen`, dates with `/` or `-` that could be read both
    ways are refused as well. Raises CellRefused.
    """
    if match := _YEAR_FIRST.match(text) or _COMPACT.match(text):
        groups = match.groups()
        return _day(int(groups[0]), int(groups[-2]), int(groups[-1]))
    if match := _DAY_FIRST.match(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if month > 12 >= day and match[2] != ".":
            raise CellRefused("roster.date_month_first")
        if month_first_seen and match[2] != "." and day <= 12 and day != month:
            raise CellRefused("roster.date_two_ways")
        return _day(year, month, day)
    if _SERIAL.match(text) and (days := int(text[:5])) in _SERIALS:
        return _SERIAL_START + timedelta(days=days)
    if _SHORT_YEAR.match(text):
        raise CellRefused("roster.date_short_year")
    if _ZONE.match(text):
        raise CellRefused("roster.date_with_zone")
    raise CellRefused("roster.date_unreadable")


def has_month_first(text: str) -> bool:
    """True for a date that makes sense with the month first only, as in 05/31/2026."""
    match = _DAY_FIRST.match(text)
    return bool(match and match[2] != "." and int(match[1]) <= 12 < int(match[3]) <= 31)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise CellRefused("roster.date_impossible") from None
