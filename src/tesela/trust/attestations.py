"""Accreditations in the manner of EBSI, the European Blockchain Services Infrastructure, as data.

EBSI's *Verifiable Accreditation* (schema 1.3.0 on VC Data Model 1.1) says that
one identity lets another issue some types of credentials (`to-attest`), or let
others do so (`to-accredit`). It names nobody but by DID. A registry carries it
as it was stated: no signature is checked here, EBSI's registries are not asked
whether it was revoked, and it is no quality assurance.

1. It is of exactly one of the two kinds. Attestations of other types, such as
   those with which somebody is admitted to EBSI, are none.
2. All that the schema requires is there, above all an end and whoever may
   revoke it; each type comes with its schema and its jurisdictions.
3. Where two members state the begin or the end, the shorter time holds.
4. Nobody accredits itself.
5. Every limit is kept as it was written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from tesela.model.base import Iri, Line, Part
from tesela.text.errors import TeselaError

_TYPES = ("VerifiableCredential", "VerifiableAttestation", "VerifiableAccreditation")
_CONTEXT = "https://www.w3.org/2018/credentials/v1"
_STATUS = "EbsiAccreditationEntry"


class AttestationKind(StrEnum):
    """What it allows."""

    TO_ATTEST = "to-attest"
    """Issue credentials."""
    TO_ACCREDIT = "to-accredit"
    """Accredit others."""


_KINDS = {
    "VerifiableAccreditationToAttest": AttestationKind.TO_ATTEST,
    "VerifiableAccreditationToAccredit": AttestationKind.TO_ACCREDIT,
}


class AccreditedFor(Part):
    """Some types of credentials, and where they may be issued."""

    schema_id: Iri
    """The JSON Schema of the credentials, in EBSI's registry of schemas."""
    types: tuple[Line, ...] = Field(min_length=1, max_length=50)
    jurisdictions: tuple[Iri, ...] = Field(min_length=1, max_length=100)
    """Countries or smaller units of the Publications Office's lists, as written."""


class Attestation(Part):
    """An accreditation as it was stated; see the rules above."""

    id: Iri
    kind: AttestationKind
    issuer: Iri
    """Who accredits."""
    issuer_name: Line | None = None
    """As it calls itself."""
    attribute: Line
    """The number under which EBSI's registry of issuers keeps it."""
    accredited_for: tuple[AccreditedFor, ...] = Field(min_length=1, max_length=100)
    issued: AwareDatetime
    valid_from: AwareDatetime
    valid_until: AwareDatetime
    status: Iri
    """Where it can be asked whether it was revoked."""
    terms_of_use: tuple[Iri, ...] = Field(default=(), max_length=20)
    """The accreditation on which it rests."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until <= self.valid_from:
            raise ValueError("an accreditation ends before it begins")
        return self

    def counts_at(self, moment: datetime) -> bool:
        """Whether it was valid then, as far as it says itself."""
        return self.valid_from <= moment < self.valid_until


Attestations = Annotated[tuple[Attestation, ...], Field(min_length=1, max_length=50)]


@dataclass(frozen=True, slots=True)
class Accredited:
    """An accreditation, and whom it is about."""

    subject: str
    """Its DID."""
    name: str | None
    """Its legal name, where it is stated."""
    attestation: Attestation


def read_attestation(document: Any) -> Accredited:
    """The accreditation in a verifiable credential without regard to its signature.

    Raises TeselaError `registry.import.missing` and `registry.import.value`,
    both of which name the member.
    """
    if not isinstance(document, dict):
        raise TeselaError("registry.import.form")
    kind = _kind(document)
    if _CONTEXT not in _many(document.get("@context")):
        raise TeselaError("registry.import.value", member="@context")
    subject = _node(document, "credentialSubject")
    about, issuer = _text(subject, "id"), _issuer(document)
    if not about.startswith("did:"):
        raise TeselaError("registry.import.value", member="credentialSubject.id")
    if issuer["id"] == about:  # 4
        raise TeselaError("registry.import.value", member="issuer")
    _needed(document, "credentialSchema")
    _needed(document, "issuanceDate")
    stated = {
        "id": _text(document, "id"),
        "kind": kind,
        "issuer": issuer["id"],
        "issuer_name": issuer.get("legalName"),
        "attribute": _text(subject, "reservedAttributeId"),
        "accredited_for": [_accredited_for(one) for one in _listed(subject, "accreditedFor")],
        "issued": _text(document, "issued"),
        "valid_from": _moment(document, max, "validFrom", "issuanceDate"),
        "valid_until": _moment(document, min, "expirationDate", "validUntil"),
        "status": _status(document),
        "terms_of_use": _terms(document),
    }
    name = subject.get("legalName")
    try:
        found = Attestation.model_validate(stated)
    except ValidationError as error:
        member = ".".join(str(step) for step in error.errors()[0]["loc"])[:80]
        raise TeselaError("registry.import.value", member=member or "expirationDate") from error
    return Accredited(about, name if isinstance(name, str) and name.strip() else None, found)


def _kind(document: dict[str, Any]) -> AttestationKind:
    """1: one of the two, and all that it is besides."""
    types = _many(document.get("type"))
    found = [kind for name, kind in _KINDS.items() if name in types]
    if len(found) != 1 or any(one not in types for one in _TYPES):
        raise TeselaError("registry.import.value", member="type")
    return found[0]


def _issuer(document: dict[str, Any]) -> dict[str, Any]:
    issuer = _needed(document, "issuer")
    found = issuer if isinstance(issuer, dict) else {"id": issuer}
    _text(found, "id")
    return found


def _accredited_for(stated: Any) -> dict[str, Any]:
    if not isinstance(stated, dict):
        raise TeselaError("registry.import.value", member="accreditedFor")
    return {
        "schema_id": _text(stated, "schemaId"),
        "types": _listed(stated, "types"),
        "jurisdictions": _many(_needed(stated, "limitJurisdiction")),
    }


def _status(document: dict[str, Any]) -> str:
    status = _node(document, "credentialStatus")
    if status.get("type") != _STATUS:
        raise TeselaError("registry.import.value", member="credentialStatus.type")
    return _text(status, "id")


def _terms(document: dict[str, Any]) -> list[Any]:
    terms = _many(_needed(document, "termsOfUse"))
    if not all(isinstance(one, dict) for one in terms):
        raise TeselaError("registry.import.value", member="termsOfUse")
    return [one["id"] for one in terms if "id" in one]


def _moment(
    document: dict[str, Any], shorter: Callable[[list[datetime]], datetime], needed: str, also: str
) -> datetime:
    """3: the later begin, the earlier end."""
    names = [needed, *([also] if also in document else [])]
    try:
        moments = [datetime.fromisoformat(_text(document, name)) for name in names]
    except ValueError as error:
        raise TeselaError("registry.import.value", member=needed) from error
    if any(one.tzinfo is None for one in moments):
        raise TeselaError("registry.import.value", member=needed)
    return shorter(moments)


def _needed(within: dict[str, Any], member: str) -> Any:
    """2: a member that must be there."""
    found = within.get(member)
    if found in (None, "", [], {}):
        raise TeselaError("registry.import.missing", column=member)
    return found


def _text(within: dict[str, Any], member: str) -> str:
    found = _needed(within, member)
    if not isinstance(found, str):
        raise TeselaError("registry.import.value", member=member)
    return found


def _node(within: dict[str, Any], member: str) -> dict[str, Any]:
    found = _needed(within, member)
    if not isinstance(found, dict):
        raise TeselaError("registry.import.value", member=member)
    return found


def _listed(within: dict[str, Any], member: str) -> list[Any]:
    found = _needed(within, member)
    if not isinstance(found, list):
        raise TeselaError("registry.import.value", member=member)
    return found


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
