"""What a credential says, read as far as its format allows.

Content is what the document claims, whether it is genuine or not: the verdict
says how much that is worth. To add a format: its reader in `formats` and a
line in `READERS`.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from tesela.formats import openbadges, openbadges2, sdjwt
from tesela.formats.openbadges import endorsement
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.stated import Stated
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]
EUROPEAN_CREDENTIAL = "EuropeanDigitalCredential"
_ACHIEVEMENT = "/credentialSubject/achievement/"
"""Where a badge says of its achievement what its pinned description says completely."""


class Words(NamedTuple):
    """A credential in our words, and what it states apart from them."""

    achievement: Achievement | None
    award: Award | None
    stated: Stated


class Reader(NamedTuple):
    """One format that can be read in our words."""

    format: str
    recognises: Callable[[Json], bool]
    read: Callable[[Json, Mapping[str, bytes]], dict[str, Any]]
    words: Callable[[Json, Mapping[str, bytes], Collection[str]], Words]
    """The document, what it pins, and places (JSON Pointers) of what the holder can hold back."""


def read(document: Json, pinned: Mapping[str, bytes]) -> dict[str, Any]:
    """The content, with its `format`; other credentials by their name and types.

    `pinned` are documents that the credential pins and that fit their pins: a
    badge is in one language, its pinned description in all it was written in.
    """
    if _is_quality(document):  # in the form of a badge, and no award of one
        return {"format": "quality-evidence", **_quality(document)}
    if _is_mandate(document):
        return {"format": "mandate", **_mandate(document)}
    for reader in READERS:
        if reader.recognises(document):
            return {"format": reader.format, **reader.read(document, pinned)}
    if endorsement.is_endorsement(document):  # about an achievement, and no award of one
        return {"format": "endorsement", **_endorsement(document)}
    return {"format": "verifiable-credential", **_plain(document)}


def words(
    document: Json, pinned: Mapping[str, bytes], held_back: Collection[str] = ()
) -> tuple[str, Words] | None:
    """The format's name and the credential in our words; None for formats that nobody reads."""
    if _is_quality(document) or _is_mandate(document):
        return None
    for reader in READERS:
        if reader.recognises(document):
            return reader.format, reader.words(document, pinned, held_back)
    return None


def _open_badge(document: Json, pinned: Mapping[str, bytes]) -> dict[str, Any]:
    reading = openbadges.read(document)
    written = _plain(document)
    achievement, losses = reading.achievement, reading.losses
    if described := _pinned_description(document, achievement, pinned):
        achievement = described
        losses = tuple(one for one in losses if not one.startswith(_ACHIEVEMENT))
    if achievement:
        written["achievement"] = achievement.model_dump(mode="json", exclude_none=True)
    if reading.award:
        written["award"] = reading.award.model_dump(mode="json", exclude_none=True)
    return {**written, "losses": list(losses)}


def _badge_words(document: Json, pinned: Mapping[str, bytes], _held_back: Collection[str]) -> Words:
    reading = openbadges.read(document)
    described = _pinned_description(document, reading.achievement, pinned)
    return Words(described or reading.achievement, reading.award, openbadges.stated(document))


def _european_words(
    document: Json, _pinned: Mapping[str, bytes], _held_back: Collection[str]
) -> Words:
    from tesela.formats import elm  # as below

    achievement, award = elm.read_words(document)
    return Words(achievement, award, elm.stated(document))


def _wallet_words(
    document: Json, _pinned: Mapping[str, bytes], held_back: Collection[str]
) -> Words:
    reading = sdjwt.read(document)
    return Words(reading.achievement, reading.award, sdjwt.stated(document, held_back))


def _older_badge_words(
    document: Json, _pinned: Mapping[str, bytes], _held_back: Collection[str]
) -> Words:
    reading = openbadges2.read(document)
    return Words(reading.achievement, reading.award, openbadges2.stated(document))


def _claims_words(
    document: Json, _pinned: Mapping[str, bytes], held_back: Collection[str]
) -> Words:
    """Of a type that nobody reads."""
    return Words(None, None, sdjwt.stated(document, held_back))


def _is_quality(document: Json) -> bool:
    return openbadges.is_open_badge(document) and openbadges.is_quality(document)


def _is_mandate(document: Json) -> bool:
    return openbadges.is_open_badge(document) and openbadges.is_mandate(document)


def _mandate(document: Json) -> dict[str, Any]:
    """What one organisation lets another one do in its name."""
    written = _plain(document)
    try:
        stated = openbadges.read_mandate(document)
    except TeselaError:
        return {**written, "losses": ["/credentialSubject"]}
    return {**written, "mandate": stated.to_json(), "losses": []}


def _quality(document: Json) -> dict[str, Any]:
    """What an assurer states about a provider."""
    written = _plain(document)
    try:
        statement, provider = openbadges.read_quality(document)
    except TeselaError:
        return {**written, "losses": ["/credentialSubject"]}
    return {
        **written,
        "quality_assurance": statement.model_dump(mode="json", exclude_none=True),
        "provider": provider.model_dump(mode="json", exclude_none=True),
        "losses": [],
    }


def _european(document: Json, _pinned: Mapping[str, bytes]) -> dict[str, Any]:
    """It has the description inside, in all its languages."""
    from tesela.formats import elm  # as below

    reading = elm.read_credential(document)
    written = {
        **_plain(document),
        "name": elm.displayed_title(document),
        "issuer_name": elm.issuer_name(document),
    }
    if reading.achievement:
        written["achievement"] = reading.achievement.model_dump(mode="json", exclude_none=True)
    if reading.award:
        written["award"] = reading.award.model_dump(mode="json", exclude_none=True)
    hints = [hint.to_json() for hint in reading.hints]
    return {**written, "losses": list(reading.losses), "hints": hints}


def _is_european(document: Json) -> bool:
    types = document.get("type")
    return EUROPEAN_CREDENTIAL in (types if isinstance(types, list) else [types])


def _pinned_description(
    document: Json, achievement: Achievement | None, pinned: Mapping[str, bytes]
) -> Achievement | None:
    """The complete description; whoever issued this badge for others stands in the badge alone."""
    kept = pinned.get(achievement.edition) if achievement else None
    described = _description(kept) if kept is not None else None
    if described is None or achievement is None or not openbadges.stated(document).on_behalf:
        return described
    return described.model_copy(
        update={"issuer": achievement.issuer, "awarding_bodies": described.responsible_bodies}
    )


def _description(data: bytes) -> Achievement | None:
    # Loaded where it is needed only, so that `verify` starts fast.
    from tesela.formats import elm

    try:
        return elm.described(data)
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


def _learning_credential(document: Json) -> dict[str, Any]:
    reading = sdjwt.read(document)
    written = _named(document)
    if reading.achievement:
        written["achievement"] = reading.achievement.model_dump(mode="json", exclude_none=True)
    if reading.award:
        written["award"] = reading.award.model_dump(mode="json", exclude_none=True)
    return {**written, "losses": list(reading.losses)}


def _older_badge(document: Json) -> dict[str, Any]:
    reading = openbadges2.read(document)
    badge = openbadges2.badge_of(document)
    issuer = badge.get("issuer")
    written: dict[str, Any] = {
        "id": document.get("id"),
        "type": document.get("type"),
        "name": badge.get("name"),
        "issuer_name": issuer.get("name") if isinstance(issuer, dict) else None,
    }
    if reading.achievement:
        written["achievement"] = reading.achievement.model_dump(mode="json", exclude_none=True)
    if reading.award:
        written["award"] = reading.award.model_dump(mode="json", exclude_none=True)
    return {**written, "losses": list(reading.losses)}


def _named(document: Json) -> dict[str, Any]:
    """What is known of a wallet's credential of any type."""
    return {
        "id": document.get("jti"),
        "type": document.get("vct"),
        "name": document.get("achievement_title"),
        "issuer_name": document.get("issuing_authority"),
    }


def _is_nested(document: Json) -> bool:
    """The claims of an Open Badge under a name of their own."""
    return document.get("vct") == sdjwt.NESTED_TYPE


def _endorsement(document: Json) -> dict[str, Any]:
    stated = endorsement.read(document)
    return {
        **_plain(document),
        "issuer_name": next(iter((stated.name or {}).values()), None),
        "endorses": stated.subject,
        "endorses_for": stated.side.value,
        "comment": dict(stated.comment) if stated.comment else None,
        "losses": [],
    }


READERS = (
    Reader("openbadge", openbadges.is_open_badge, _open_badge, _badge_words),
    Reader("elm", _is_european, _european, _european_words),
    Reader("openbadge", _is_nested, _open_badge, _badge_words),
    Reader(
        "learning-credential",
        sdjwt.is_learning_credential,
        lambda document, _: _learning_credential(document),
        _wallet_words,
    ),
    Reader(
        "openbadge-2",
        openbadges2.is_assertion,
        lambda document, _: _older_badge(document),
        _older_badge_words,
    ),
    Reader(
        "sd-jwt-vc",
        lambda document: "vct" in document,
        lambda document, _: _named(document),
        _claims_words,
    ),
)
