"""An assertion of Open Badges 2.0 → achievement and award, and what was lost.

Version 3.0 has nearly all of its members, under other names: so an assertion
is put into the words of 3.0 and read as one. What is lost is named by its
place in the assertion.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tesela.formats import openbadges
from tesela.formats.openbadges import Reading
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]
CONTEXT = "https://w3id.org/openbadges/v2"
_KINDS = ("hosted", "HostedBadge", "signed", "SignedBadge")
_ADDRESS = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+\Z")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?\Z")
_PLACES = {
    "/credentialSubject/achievement/criteria/narrative": "/badge/criteria",
    "/credentialSubject/achievement": "/badge",
    "/credentialSubject/learner": "/recipient",
    "/credentialSubject": "",
}


def is_assertion(document: Json) -> bool:
    """Whether this is an assertion of Open Badges 2.0."""
    types, contexts = _listed(document.get("type")), _listed(document.get("@context"))
    return "Assertion" in types and CONTEXT in contexts


def check_form(document: Json) -> None:
    """The members every assertion has (Open Badges 2.0, Assertion).

    Raises TeselaError `form.member` naming the first that is wrong.
    """
    recipient, verification = document.get("recipient"), document.get("verification")
    badge = badge_of(document)
    known = isinstance(recipient, dict) and isinstance(verification, dict)
    for holds, member in (
        (_is_address(document.get("id")), "id"),
        (isinstance(recipient, dict) and _is_text(recipient.get("identity")), "recipient.identity"),
        (known and isinstance((recipient or {}).get("hashed"), bool), "recipient.hashed"),
        (_is_address(document.get("badge")) or bool(badge), "badge"),
        (not badge or _is_address(badge.get("id")), "badge.id"),
        (known and kind_of(document) is not None, "verification"),
    ):
        if not holds:
            raise TeselaError("form.member", member=member)
    if moment_of(document, "issuedOn") is None:
        raise TeselaError("form.member", member="issuedOn")
    moment_of(document, "expires")


def kind_of(document: Json) -> str | None:
    """How the assertion says it can be verified: `hosted` or `signed`."""
    verification = document.get("verification")
    types = _listed(verification.get("type")) if isinstance(verification, dict) else []
    named = [kind for kind in types if kind in _KINDS]
    return named[0].lower().removesuffix("badge") if len(named) == 1 else None


def badge_of(document: Json) -> Json:
    """The badge class, where it is embedded."""
    badge = document.get("badge")
    return badge if isinstance(badge, dict) else {}


def issuer_of(badge: Json) -> str | None:
    """The address of a badge class's issuer."""
    issuer = badge.get("issuer")
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    return named if isinstance(named, str) else None


def moment_of(document: Json, member: str) -> datetime | None:
    """ISO 8601; a day alone, or a time without its zone, is taken as UTC.

    Raises TeselaError `form.member`.
    """
    value = document.get(member)
    if value is None:
        return None
    if not isinstance(value, str) or not _MOMENT.match(value):
        raise TeselaError("form.member", member=member)
    try:
        found = datetime.fromisoformat(value)
    except ValueError as error:
        raise TeselaError("form.member", member=member) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def read(document: Json) -> Reading:
    """The assertion in our words. Raises nothing: what is unreadable is a loss."""
    reading = openbadges.read(in_words_of_3(document))
    losses = [*map(_place, reading.losses)]
    if not badge_of(document):
        losses.append("/badge")
    losses += [
        f"/{name}" for name in ("image", "evidence", "revocationReason") if document.get(name)
    ]
    losses += [f"/badge/{name}" for name in ("tags", "alignment") if badge_of(document).get(name)]
    return replace(reading, losses=tuple(dict.fromkeys(losses)))


def in_words_of_3(document: Json) -> Json:
    """The assertion with the members of 3.0 (the standard's own table of changes, 3.0, C)."""
    badge, recipient = badge_of(document), document.get("recipient")
    identity = recipient if isinstance(recipient, dict) else {}
    criteria = badge.get("criteria")
    issuer = badge.get("issuer")
    return {
        "id": document.get("id"),
        "issuer": issuer if isinstance(issuer, dict) else {"id": issuer},
        "awardedDate": document.get("issuedOn"),
        "validUntil": document.get("expires"),
        "credentialSubject": {
            "id": document.get("id"),
            "identifier": [
                {
                    "identityHash": identity.get("identity"),
                    "identityType": identity.get("type"),
                    "hashed": identity.get("hashed"),
                }
            ],
            "narrative": document.get("narrative"),
            "achievement": {
                "id": badge.get("id"),
                "name": badge.get("name"),
                "description": badge.get("description"),
                "inLanguage": badge.get("@language"),
                "criteria": criteria if isinstance(criteria, dict) else {},
            },
        },
    }


def _place(path: str) -> str:
    for place, own in _PLACES.items():
        if path.startswith(place):
            return own + path.removeprefix(place) or "/"
    return path


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_address(value: object) -> bool:
    return isinstance(value, str) and _ADDRESS.match(value) is not None
