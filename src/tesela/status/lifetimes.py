"""For how long the copy of a status list may be kept, as the list itself says.

Bitstring Status List 1.0, 2.2: `ttl` in `credentialSubject`, in milliseconds. Token Status List
(IETF draft 20, 5.1): the claim `ttl`, in seconds. Nothing is verified here: who keeps a copy for
less time than it might does no harm, and longer than a bound of one's own none is kept.
"""

from typing import Any

from tesela.codecs import jsontext, multibase
from tesela.text.errors import TeselaError

_MOST_TOKEN = 6_000_000
"""Octets of a token that is looked into."""


def seconds(data: bytes) -> float | None:
    """What the list in `data` says; None for what says nothing, and for what is no list."""
    try:
        stated = _claims(data)
    except (TeselaError, ValueError):
        return None
    if not isinstance(stated, dict):
        return None
    subject = stated.get("credentialSubject")
    if isinstance(subject, dict):
        return _number(subject.get("ttl"), 1000)
    return _number(stated.get("ttl"), 1) if "status_list" in stated else None


def _claims(data: bytes) -> Any:
    """The document, or the payload of a token."""
    if data.lstrip()[:1] == b"{":
        return jsontext.parse(data) if b'"ttl"' in data else None
    parts = data.strip().split(b".")
    if len(parts) != 3 or len(data) > _MOST_TOKEN:
        return None
    return jsontext.parse(multibase.base64url_decode(parts[1].decode("ascii")), _MOST_TOKEN)


def _number(stated: object, parts_of_a_second: int) -> float | None:
    if isinstance(stated, bool) or not isinstance(stated, int | float) or stated < 0:
        return None
    return min(stated, 10**12) / parts_of_a_second
