"""Endorsements (Open Badges 3.0, EndorsementCredential): written, found in a badge, and read.

An endorsement is a credential of its own whose subject is the achievement, or
the profile of its issuer. A badge carries it whole under `endorsement`, so
that it travels with the badge and is checked on its own.

Open Badges have no property for whom an endorser speaks. So the endorser says
it in its own signed profile, as an identifier of the type `ext:endorsesFor`:
`peer`, `employers`, `workers` or `other`. Without it nothing is assumed. The
edition that was endorsed is pinned by `relatedResource` with its digest (VCDM
2.0, 5.3), so that nobody is held to have endorsed other words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tesela.formats.openbadges.table import CONTEXTS, Pinned
from tesela.model.endorsement import Side
from tesela.model.party import Party
from tesela.text.languages import is_language_tag
from tesela.text.localized import LocalizedText

Json = Mapping[str, Any]
TYPE = "EndorsementCredential"
ENDORSES_FOR = "ext:endorsesFor"
_LONGEST = 20_000
"""Characters of a comment or name that are read; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What an endorsement says; nothing of it is believed yet."""

    id: str
    endorser: str
    name: LocalizedText | None
    numbers: frozenset[tuple[str, str]]
    """Kind and value of the endorser's identifiers."""
    side: Side
    subject: str
    """Whom or what it endorses."""
    comment: LocalizedText | None
    given_on: date | None
    ends_on: date | None


def write(
    *,
    id: str,  # noqa: A002 - the member's own name
    endorser: Party,
    issuer: str,
    side: Side,
    subject: str,
    comment: str,
    language: str,
    issued_at: datetime,
    ends_on: date | None = None,
    status: tuple[Json, ...] = (),
    pinned: Pinned | None = None,
) -> dict[str, Any]:
    """An unsecured endorsement of `subject` (an IRI) by `endorser`, who signs as `issuer`.

    `comment` is in `language`, or empty. `ends_on` is the last day it counts.
    """
    named = endorser.name.language_for(language)
    profile: dict[str, Any] = {
        "id": issuer,
        "type": ["Profile"],
        "name": endorser.name[named],
        "otherIdentifier": [
            {
                "id": f"{id}#for",
                "type": "IdentifierEntry",
                "identifier": side.value,
                "identifierType": ENDORSES_FOR,
            }
        ],
    }
    numbers = [(one.scheme, one.value) for one in endorser.identifiers]
    profile["otherIdentifier"] += [
        {
            "id": f"{id}#identifier-{at}",
            "type": "IdentifierEntry",
            "identifier": value,
            "identifierType": f"ext:{scheme}",
        }
        for at, (scheme, value) in enumerate(numbers, start=1)
    ]
    if endorser.website:
        profile["url"] = endorser.website
    endorsed: dict[str, Any] = {"id": subject, "type": ["EndorsementSubject"]}
    if comment:
        endorsed["endorsementComment"] = comment
    written: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": id,
        "type": ["VerifiableCredential", TYPE],
        "name": endorser.name[named],
        "inLanguage": language,
        "issuer": profile,
        "validFrom": issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": endorsed,
    }
    if ends_on:
        written["validUntil"] = f"{ends_on.isoformat()}T23:59:59Z"
    if pinned:
        written["relatedResource"] = [
            {"id": pinned.id, "digestSRI": pinned.digest_sri, "mediaType": pinned.media_type}
        ]
    if status:
        written["credentialStatus"] = list(status)
    return written


def is_endorsement(document: Json) -> bool:
    """Whether this is an endorsement of Open Badges 3.0."""
    types = document.get("type")
    return TYPE in (types if isinstance(types, list) else [types])


def inside(badge: Json) -> Iterator[Json]:
    """The endorsements that a badge carries: of itself, its achievement, its issuer."""
    subject = _object(badge.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    holders = (
        achievement,
        _object(badge.get("issuer")),
        _object(achievement.get("creator")),
        badge,
        subject,
    )
    for holder in holders:
        stated = holder.get("endorsement")
        for one in stated if isinstance(stated, list) else [stated]:
            if isinstance(one, Mapping):
                yield one


def carrying(badge: Json, endorsements: tuple[Json, ...]) -> Json:
    """An unsecured badge with signed endorsements of its achievement in it."""
    if not endorsements:
        return badge
    subject = badge["credentialSubject"]
    achievement = {**subject["achievement"], "endorsement": list(endorsements)}
    return {**badge, "credentialSubject": {**subject, "achievement": achievement}}


def read(document: Json) -> Stated:
    """What an endorsement says. Raises nothing: what is unreadable is left out."""
    issuer, subject = document.get("issuer"), _object(document.get("credentialSubject"))
    profile = _object(issuer)
    written = document.get("inLanguage")
    language = written if isinstance(written, str) and is_language_tag(written) else "und"
    numbers = {
        (_text(one.get("identifierType")), _text(one.get("identifier")))
        for one in _objects(profile.get("otherIdentifier"))
    }
    sides = {value for kind, value in numbers if kind == ENDORSES_FOR}
    return Stated(
        id=_text(document.get("id")),
        endorser=_text(profile.get("id")) or _text(issuer),
        name=_localized(profile.get("name"), language),
        numbers=frozenset(one for one in numbers if one[0] != ENDORSES_FOR),
        side=_side(sides),
        subject=_text(subject.get("id")),
        comment=_localized(subject.get("endorsementComment"), language),
        given_on=_day(document.get("validFrom") or document.get("issuanceDate")),
        ends_on=_day(document.get("validUntil") or document.get("expirationDate")),
    )


def _side(stated: set[str]) -> Side:
    """Whoever says that they speak for several sides speaks for none."""
    known = [side for side in Side if side.value in stated]
    return known[0] if len(stated) == 1 and known else Side.OTHER


def _localized(value: object, language: str) -> LocalizedText | None:
    text = _text(value).strip()[:_LONGEST]
    return LocalizedText({language: text}) if text else None


def _day(value: object) -> date | None:
    try:
        return datetime.fromisoformat(_text(value)).date()
    except ValueError:
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(value: object) -> Json:
    return next(_objects(value), {})


def _objects(value: object) -> Iterator[Json]:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, Mapping):
            yield entry
