"""Which day a moment stands for, whoever wrote it."""

import re
from datetime import date, timedelta

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9:]+)?)?\Z"
)
_EVENINGS = ("22:00:00", "23:00:00")
"""Midnight in Brussels, in summer and in winter, said in UTC."""


def day_meant(moment: object) -> date | None:
    """The day that a moment of any writer stands for; None where it is none.

    Ten in the evening UTC, or eleven, is the midnight with which the next day
    begins in most of the Union: so software writes days that forgets the time zone.
    """
    match = _MOMENT.match(moment) if isinstance(moment, str) else None
    if match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None
    is_evening = match[2] in _EVENINGS and match[3] in ("Z", "+00:00")
    return day + timedelta(days=1) if is_evening and day < date.max else day
