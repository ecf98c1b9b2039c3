"""Numbers of a spreadsheet as the text that people see in the cell.

A spreadsheet keeps 0.85 and shows 85 %, keeps 46185 and shows a date, keeps
7 and shows 007. The formats that matter for grades, identifiers and dates are
followed; every other number is written with the digits it has.
"""

import re
from datetime import date, timedelta

_BUILT_IN_DATES = frozenset([14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)])
_BUILT_IN = {2: "0.00", 9: "0%", 10: "0.00%"}
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[yd]", re.IGNORECASE)
_FIXED = re.compile(r"(0+)(?:\.(0+))?(%?)\Z")
_WHOLE = 1e15
_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)


def is_date_format(number: int, code: str | None) -> bool:
    """Whether a number format of a spreadsheet shows days.

    `number` is its identifier (ECMA-376 part 1, 18.8.30), `code` its pattern
    where the file declares one.
    """
    if code is None:
        return number in _BUILT_IN_DATES
    if code.casefold() in ("general", "standard"):
        return False
    return _DATE_LETTERS.search(_NOT_FORMAT.sub("", code.split(";")[0])) is not None


def pattern_of(number: int, code: str | None) -> str:
    """The pattern of a number format; empty when it changes nothing."""
    return _BUILT_IN.get(number, "") if code is None else code


def day_text(value: str, *, from_1904: bool) -> str:
    """The ISO 8601 date of a spreadsheet's day number; `value` itself if it is none."""
    try:
        days = int(float(value))
        if days < 1:
            return value
        return ((_EPOCH_1904 if from_1904 else _EPOCH_1900) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return value


def number_text(value: str, pattern: str = "") -> str:
    """The text that a cell with number `value` shows under `pattern`."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not abs(number) < _WHOLE:
        return value
    if fixed := _FIXED.match(pattern):
        whole, decimals, percent = fixed.groups(default="")
        shown = number * 100 if percent else number
        width = len(whole) + (len(decimals) + 1 if decimals else 0)
        return f"{shown:0{width}.{len(decimals)}f}{' %' if percent else ''}"
    return str(int(number)) if number.is_integer() else f"{number:.15g}"


def as_displayed(shown: str, value: str) -> str:
    """What a cell shows, if that is a plain number that rounds `value`; else the value."""
    plain = re.fullmatch(r"\d+(?:[.,](\d+))?", shown)
    if plain is None:
        return number_text(value)
    try:
        differs = abs(float(shown.replace(",", ".")) - float(value))
    except ValueError:
        return shown
    return shown if differs <= 0.51 * 10 ** -len(plain[1] or "") else number_text(value)
