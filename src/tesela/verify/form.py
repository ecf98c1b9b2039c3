"""The form of a verifiable credential (VCDM 2.0, 4; for 1.1, its 4 and 5).

Only what a reader must be able to rely on; what a member means is for the
contexts to say, what it promises for the other checks.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tesela.proofs.data_integrity import moment
from tesela.text.errors import TeselaError

V2 = "https://www.w3.org/ns/credentials/v2"
V1 = "https://www.w3.org/2018/credentials/v1"
_VALIDITY = {V2: ("validFrom", "validUntil"), V1: ("issuanceDate", "expirationDate")}
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")
_TYPED = (
    "credentialSchema",
    "credentialStatus",
    "evidence",
    "proof",
    "refreshService",
    "termsOfUse",
)
_TEXT_MEMBERS = {"@value", "@language", "@direction"}


def check_form(document: Mapping[str, Any]) -> None:
    """Raises TeselaError `form.member` naming the first member that is wrong."""
    version = _version(document)
    types = _list(document.get("type"))
    _require("VerifiableCredential" in types and all(isinstance(t, str) for t in types), "type")
    if "id" in document:
        _require(is_url(document["id"]), "id")
    _require(is_url(issuer_of(document)), "issuer")
    _check_subjects(document.get("credentialSubject"))
    start, end = validity(document)
    if version == V1:
        _require(start is not None, "issuanceDate")
    if start and end:
        _require(start <= end, _VALIDITY[version][1])
    _check_typed(document)
    _check_resources(_list(document.get("relatedResource")))
    issuer = document.get("issuer")
    for holder in (document, issuer if isinstance(issuer, dict) else {}):
        for member in ("name", "description"):
            _check_text(holder.get(member), member)


def issuer_of(document: Mapping[str, Any]) -> object:
    """The issuer's id, whether it stands alone or in an object."""
    issuer = document.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer


def validity(document: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    """From when until when the document is valid; None where it does not say.

    Raises TeselaError `form.member`.
    """
    found: list[datetime | None] = []
    for member in _VALIDITY[_version(document)]:
        if member not in document:
            found.append(None)
            continue
        try:
            found.append(moment(document[member], member))
        except TeselaError as error:
            raise TeselaError("form.member", member=member) from error
    return found[0], found[1]


def _version(document: Mapping[str, Any]) -> str:
    first = _list(document.get("@context"))[:1]
    version = first[0] if first else None
    _require(isinstance(version, str) and version in _VALIDITY, "@context")
    return str(version)


def _check_subjects(value: object) -> None:
    subjects = _list(value)
    _require(bool(subjects), "credentialSubject")
    for subject in subjects:
        _require(isinstance(subject, dict) and bool(subject), "credentialSubject")
        if isinstance(subject, dict) and "id" in subject:
            _require(is_url(subject["id"]), "credentialSubject.id")


def _check_typed(document: Mapping[str, Any]) -> None:
    """4.10 to 4.13, 5.4 to 5.6: what has a type, and an id only if it is a URL."""
    for member in _TYPED:
        for entry in _list(document.get(member)):
            _require(isinstance(entry, dict) and _has_type(entry), member)
            if "id" in entry or member == "credentialSchema":
                _require(is_url(entry.get("id")), f"{member}.id")


def _has_type(entry: Mapping[str, Any]) -> bool:
    types = _list(entry.get("type"))
    return bool(types) and all(isinstance(name, str) and name for name in types)


def _check_resources(entries: list[Any]) -> None:
    seen = set()
    for entry in entries:
        named = isinstance(entry, dict) and is_url(entry.get("id"))
        _require(named, "relatedResource")
        pinned = any(isinstance(entry.get(d), str) for d in ("digestSRI", "digestMultibase"))
        _require(pinned and entry["id"] not in seen, "relatedResource")
        seen.add(entry["id"])


def _check_text(value: object, member: str) -> None:
    """4.6: text, or objects of text with its language."""
    for entry in _list(value):
        plain = isinstance(entry, str)
        tagged = (
            isinstance(entry, dict)
            and isinstance(entry.get("@value"), str)
            and entry.keys() <= _TEXT_MEMBERS
        )
        _require(plain or tagged, member)


def is_url(value: object) -> bool:
    """Whether this is an absolute URL, as far as anybody can tell without asking."""
    return isinstance(value, str) and _URL.match(value) is not None


def _list(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _require(holds: bool, member: str) -> None:
    if not holds:
        raise TeselaError("form.member", member=member)
