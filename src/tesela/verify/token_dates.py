"""When a token counts: NumericDate of RFC 7519, 2, 4.1.4 to 4.1.6."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tesela.text.errors import TeselaError

SKEW = timedelta(seconds=60)
"""How far the issuer's clock may be ahead."""
_LAST = 253_402_300_799
"""The end of the year 9999."""


def moment(claims: Mapping[str, Any], name: str) -> datetime | None:
    """The moment in a claim; None without it. Raises TeselaError `form.member`."""
    value = claims.get(name)
    if value is None and name not in claims:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LAST:
        raise TeselaError("form.member", member=name)
    return datetime.fromtimestamp(value, UTC)


def check(claims: Mapping[str, Any], at: datetime) -> dict[str, str | None]:
    """From when until when the token counts, when that includes `at`.

    Raises TeselaError `dates.not_yet`, `dates.over`, `form.member`.
    """
    starts = [found for name in ("nbf", "iat") if (found := moment(claims, name))]
    end = moment(claims, "exp")
    for start in starts:
        if at + SKEW < start:
            raise TeselaError("dates.not_yet", start=start.isoformat(), at=at.isoformat())
    if end and at >= end:
        raise TeselaError("dates.over", end=end.isoformat())
    return {
        "from": starts[0].isoformat() if starts else None,
        "until": end.isoformat() if end else None,
    }
