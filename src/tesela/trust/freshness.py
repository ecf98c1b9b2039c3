"""For how long an answer may be given again without asking, by its headers (RFC 9111).

We keep answers for everybody who asks us, so we are a shared cache:

1. `no-store` and `private` (5.2.2.5, 5.2.2.7): not kept. `no-cache` (5.2.2.4): kept, and asked for
   again each time.
2. Else `s-maxage` before `max-age` before `Expires` (4.2.1); what is no number or moment counts as
   over, and of what is said twice the least counts. Who says nothing leaves it to us.
3. What it spent on the way (`Age`, 5.1) is taken off, and there is a most of our own.
4. An answer that nothing changed (304) and that says nothing itself is good for as long as the one
   before was (3.2, 4.3.4).
5. After that it is asked for again with its `ETag` and `Last-Modified` (4.3.1). Where nobody
   answers then, there is no answer: an old one is never given in its place (5.2.2.2).
"""

from email.message import Message
from email.utils import parsedate_to_datetime

_STATED = ("s-maxage", "max-age")
_LONGEST = 400
"""Characters of a header that is sent back."""


def seconds(headers: Message, most: float, now: float) -> float | None:
    """For how long, at most `most`; None: not to be kept. `now` in seconds since 1970."""
    said = _directives(headers)
    if "no-store" in said or "private" in said:
        return None
    if "no-cache" in said:
        return 0.0
    stated = next((said[name] for name in _STATED if name in said), None)
    if stated is not None:
        left = min(_whole(one) for one in stated)
    elif "Expires" in headers:
        left = _until(headers, now)
    else:
        left = most
    return max(0.0, min(most, left - _whole(headers.get("Age", "0"))))


def says(headers: Message) -> bool:
    """Whether anything of this is said at all."""
    return "Cache-Control" in headers or "Expires" in headers


def validators(headers: Message) -> tuple[str, str]:
    """`ETag` and `Last-Modified`, empty where there is none that can be sent back."""
    found = [str(headers.get(name, "")).strip() for name in ("ETag", "Last-Modified")]
    etag, modified = (one if _can_be_sent(one) else "" for one in found)
    return etag, modified


def questions(etag: str, modified: str) -> dict[str, str]:
    """The headers that ask whether an answer with these still holds (RFC 9110, 13.1)."""
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in asked.items() if value}


def _can_be_sent(value: str) -> bool:
    return len(value) <= _LONGEST and value.isascii() and value.isprintable()


def _directives(headers: Message) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in headers.get_all("Cache-Control", []):
        for part in str(line).split(","):
            name, _, value = part.strip().partition("=")
            found.setdefault(name.strip().lower(), []).append(value.strip().strip('"'))
    return found


def _whole(text: str) -> float:
    """A number of seconds; 0 for what is none."""
    text = text.strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0.0


def _until(headers: Message, now: float) -> float:
    """From the moment of the answer to its end; 0 for what is no moment."""
    try:
        end = parsedate_to_datetime(str(headers["Expires"])).timestamp()
        begin = (
            parsedate_to_datetime(str(headers["Date"])).timestamp() if "Date" in headers else now
        )
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return end - begin
