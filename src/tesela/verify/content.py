"""What a credential says, read as far as its format allows.

Content is what the document claims, whether it is genuine or not: the verdict
says how much that is worth. To add a format: its reader in `formats` and a
line in `READERS`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tesela.formats import openbadges

Json = Mapping[str, Any]


class Reader(NamedTuple):
    """One format that can be read in our words."""

    format: str
    recognises: Callable[[Json], bool]
    read: Callable[[Json], dict[str, Any]]


def read(document: Json) -> dict[str, Any]:
    """The content, with its `format`; other credentials by their name and types."""
    for reader in READERS:
        if reader.recognises(document):
            return {"format": reader.format, **reader.read(document)}
    return {"format": "verifiable-credential", **_plain(document)}


def _open_badge(document: Json) -> dict[str, Any]:
    reading = openbadges.read(document)
    written = _plain(document)
    if reading.achievement:
        written["achievement"] = reading.achievement.model_dump(mode="json", exclude_none=True)
    if reading.award:
        written["award"] = reading.award.model_dump(mode="json", exclude_none=True)
    return {**written, "losses": list(reading.losses)}


def _plain(document: Json) -> dict[str, Any]:
    issuer = document.get("issuer")
    return {
        "id": document.get("id"),
        "type": document.get("type"),
        "name": document.get("name"),
        "issuer_name": issuer.get("name") if isinstance(issuer, dict) else None,
    }


READERS = (Reader("openbadge", openbadges.is_open_badge, _open_badge),)
