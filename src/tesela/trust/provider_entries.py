"""A provider in a registry: who it is, what was decided about it, and how all that changed.

An entry is never overwritten. Each change is a `Record`: the complete
statement of what holds from `since` on, with the moment in which the registry
wrote it down. So one can ask two questions: what held on a day, and what the
registry said about that day at an earlier time.

1. What holds at a moment is the record that was written last among those whose
   `since` is not later. A record may be written late; then it corrects what
   was said of the time from its `since` on.
2. A key counts for what was signed between its `valid_from` and `valid_until`,
   also later. A key that was `revoked` may be in strangers' hands: only what is
   proven to have existed before counts (`verify.key_use` has the same rule).
3. Evidence is `model.achievement.QualityAssurance` and has its own dates: it is
   in force from the day of the decision to the last day it is valid. What was
   taken back stands in the earlier records only.
4. Who is suspended or withdrawn keeps its entry. A `successor` answers for an
   organisation that is no more.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from tesela.codecs import multibase
from tesela.model.achievement import QualityAssurance
from tesela.model.base import CountryCode, Iri, Line, Part, WebAddress
from tesela.model.party import Identifier, Party
from tesela.proofs.keys import PublicKey
from tesela.text.localized import LocalizedText
from tesela.trust.attestations import Attestations

MOST_RECORDS = 500
MOST_KEYS = 100


class Status(StrEnum):
    """What the registry says of a provider."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    """Not vouched for at present; it may come back."""
    WITHDRAWN = "withdrawn"
    """Not vouched for any more."""


class ProviderKind(StrEnum):
    """What kind of organisation it is (Recommendation 2022/C 243/02, definition of providers)."""

    HIGHER_EDUCATION = "higher-education"
    VOCATIONAL = "vocational-education-and-training"
    SCHOOL = "school"
    ADULT_EDUCATION = "adult-education"
    NON_GOVERNMENTAL = "non-governmental-organisation"
    SOCIAL_SERVICE = "social-service-provider"
    EMPLOYER = "employer"
    SOCIAL_PARTNER = "social-partner"
    EMPLOYMENT_SERVICE = "public-employment-service"
    PUBLIC_BODY = "public-body"
    COMPANY = "company"
    OTHER = "other"


class RegisteredKey(Part):
    """A key of a provider, with the time in which it signed."""

    method: Iri | None = None
    """Its verification method, where it has one."""
    public: Annotated[str, StringConstraints(pattern=r"^z[1-9A-HJ-NP-Za-km-z]{20,400}$")]
    """The public key as Multikey writes it."""
    valid_from: AwareDatetime
    valid_until: AwareDatetime | None = None
    revoked: AwareDatetime | None = None
    """From when on others may have it."""

    @model_validator(mode="after")
    def _is_a_key(self) -> Self:
        self.key()
        if self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("a key ends before it begins")
        return self

    def key(self) -> PublicKey:
        """Raises TeselaError `multibase.invalid`, `multikey.unsupported`, `key.not_valid`."""
        return PublicKey(*multibase.decode_key(self.public))

    def counts_at(self, moment: datetime) -> bool:
        """Whether it was the provider's at this moment."""
        return self.valid_from <= moment and (self.valid_until is None or moment < self.valid_until)


class Record(Part):
    """What holds of a provider from a moment on, until a later record says otherwise."""

    since: AwareDatetime
    recorded_at: AwareDatetime
    """When the registry wrote it down."""
    status: Status = Status.ACTIVE
    reason: LocalizedText | None = None
    """Why it changed."""
    legal_name: LocalizedText
    """The name in law, in each language that it has one in."""
    name: LocalizedText | None = None
    """The name people know it by, where that is another."""
    identifiers: tuple[Identifier, ...] = Field(default=(), max_length=20)
    """Numbers in registers: `eidas`, `vat`, `national-register`, `eter`, `deqar`, …"""
    identities: tuple[Iri, ...] = Field(default=(), max_length=20)
    """Under which its credentials name it as issuer: DIDs and https addresses."""
    country: CountryCode
    place: Line | None = None
    website: WebAddress | None = None
    email: Line | None = None
    kinds: tuple[ProviderKind, ...] = Field(default=(), max_length=len(ProviderKind))
    keys: tuple[RegisteredKey, ...] = Field(default=(), max_length=MOST_KEYS)
    evidence: tuple[QualityAssurance, ...] = Field(default=(), max_length=50)
    """Accreditation and quality assurance of the provider, not of single achievements."""
    attestations: Attestations | None = None
    """What EBSI's accreditations let it do, as they say; no evidence of quality."""
    successor: Iri | None = None
    """The entry of the organisation that answers for it now."""

    @property
    def party(self) -> Party:
        """As descriptions name an organisation."""
        first = next(iter(self.legal_name.values()))
        return Party(
            name=self.name or self.legal_name,
            legal_name=first,
            country=self.country,
            place=self.place,
            identifiers=self.identifiers,
            id=self.identities[0] if self.identities else None,
            website=self.website,
            email=self.email,
        )

    def in_force(self, day: date) -> tuple[QualityAssurance, ...]:
        """The evidence that is in force on a day (3)."""
        return tuple(one for one in self.evidence if is_in_force(one, day))


class Origin(Part):
    """Whose feed an entry was read from."""

    registry: Iri
    name: LocalizedText
    sequence: Annotated[int, Field(ge=1)]
    read_at: AwareDatetime


class Entry(Part):
    """A provider with all that was ever said of it, oldest first."""

    id: Iri
    """Its place in the registry; an address where people can read it."""
    records: tuple[Record, ...] = Field(min_length=1, max_length=MOST_RECORDS)
    origin: Origin | None = None
    """None: the registry says it itself."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        moments = [record.recorded_at for record in self.records]
        if moments != sorted(moments):
            raise ValueError("records are out of order")
        return self

    @property
    def latest(self) -> Record:
        """What was written down last, whenever it holds."""
        return self.records[-1]

    @property
    def names(self) -> frozenset[str]:
        """All under which it can be looked up: its id, and each identity it ever had."""
        return frozenset({self.id, *(one for record in self.records for one in record.identities)})

    def as_of(self, moment: datetime, known_at: datetime | None = None) -> Record | None:
        """What held at `moment` (1), as the registry knew it at `known_at` (None: now).

        None before the registry's first word about it.
        """
        said = (one for one in self.records if known_at is None or one.recorded_at <= known_at)
        return next((one for one in reversed([*said]) if one.since <= moment), None)


def is_in_force(evidence: QualityAssurance, day: date) -> bool:
    """Whether a statement of quality assurance covers a day; the last valid day is one."""
    begun = evidence.decided_on is None or evidence.decided_on <= day
    return begun and (evidence.valid_until is None or day <= evidence.valid_until)
