"""What a credential says, read as far as its format allows.

Content is what the document claims, whether it is genuine or not: the verdict
says how much that is worth. To add a format: its reader in `formats` and a
line in `READERS`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tesela.formats import openbadges
from tesela.model.achievement import Achievement
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]


class Reader(NamedTuple):
    """One format that can be read in our words."""

    format: str
    recognises: Callable[[Json], bool]
    read: Callable[[Json, Mapping[str, bytes]], dict[str, Any]]


def read(document: Json, pinned: Mapping[str, bytes]) -> dict[str, Any]:
    """The content, with its `format`; other credentials by their name and types.

    `pinned` are documents that the credential pins and that fit their pins: a
    badge is in one language, its pinned description in all it was written in.
    """
    for reader in READERS:
        if reader.recognises(document):
            return {"format": reader.format, **reader.read(document, pinned)}
    return {"format": "verifiable-credential", **_plain(document)}


def _open_badge(document: Json, pinned: Mapping[str, bytes]) -> dict[str, Any]:
    reading = openbadges.read(document)
    written = _plain(document)
    achievement = reading.achievement
    if achievement and achievement.edition in pinned:
        achievement = _description(pinned[achievement.edition]) or achievement
    if achievement:
        written["achievement"] = achievement.model_dump(mode="json", exclude_none=True)
    if reading.award:
        written["award"] = reading.award.model_dump(mode="json", exclude_none=True)
    return {**written, "losses": list(reading.losses)}


def _description(data: bytes) -> Achievement | None:
    # Loaded for pinned descriptions only, so that `verify` starts fast.
    from tesela.formats import elm

    try:
        return elm.read_description(data)[0]
    except TeselaError:
        return None


def _plain(document: Json) -> dict[str, Any]:
    issuer = document.get("issuer")
    return {
        "id": document.get("id"),
        "type": document.get("type"),
        "name": document.get("name"),
        "issuer_name": issuer.get("name") if isinstance(issuer, dict) else None,
    }


READERS = (Reader("openbadge", openbadges.is_open_badge, _open_badge),)
