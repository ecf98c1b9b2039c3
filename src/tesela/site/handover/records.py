"""The records of an organisation's register, as they stand in the file (`issuing.handover`).

What is no member here does not travel, and a record with any other member is
refused. Private keys, members and their acts, class lists, mails, portfolios
and shares stay behind; so do the digests by which a learner's address is known
again. Addresses of learners travel only where the institution says so
(docs/privacy.md).

Moments are RFC 3339, octets base 64. `first` records come first: every record
names only what came before it.
"""

import base64
import binascii
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from tesela.text.errors import TeselaError


def _octets(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise ValueError("base 64") from error


Octets = Annotated[
    bytes,
    BeforeValidator(_octets),
    PlainSerializer(
        lambda value: base64.b64encode(value).decode(), return_type=str, when_used="json"
    ),
]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,63}$")]
Iri = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Texts = dict[str, str]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def line(self) -> dict[str, Any]:
        """As it stands in the file."""
        return self.model_dump(mode="json", exclude_none=True)


class OrganisationRecord(_Record):
    """The institution: the first record."""

    kind: Literal["organisation"] = "organisation"
    service: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]{1,300}[^\s]{0,300}$")]
    """The address of the service that it is at."""
    slug: Slug
    name: Texts
    legal_name: str
    country: Annotated[str, StringConstraints(max_length=2)]
    place: str
    website: str
    identifiers: list[dict[str, str]]
    languages: list[str]
    domain: str
    identity: Iri
    status_secret: Octets
    status_name: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{1,16}$")]
    status_bits: Annotated[int, Field(ge=17, le=24)] = 17
    next_counter: int
    acts: int
    """How many entries its log of acts has, which stays behind."""
    last_act: Digest | None = None
    """The digest of the last of them: who has the log can show that it is the one."""
    with_addresses: bool
    """Whether learners' addresses are in the file."""


class KeyRecord(_Record):
    """A key of the institution: the public half, and from when until when it signed."""

    kind: Literal["key"] = "key"
    use: Literal["awards", "wallet"]
    beside: str
    method: Iri
    public: Annotated[str, StringConstraints(max_length=200)]
    made_at: AwareDatetime
    retired_at: AwareDatetime | None = None


class CertificateRecord(_Record):
    """A certificate by which it sealed."""

    kind: Literal["certificate"] = "certificate"
    certificate: Octets
    fingerprint: Digest
    subject: str
    identifier: str
    issuer: str
    worth: str
    begins: AwareDatetime
    ends: AwareDatetime
    made_at: AwareDatetime
    retired_at: AwareDatetime | None = None


class DescriptionRecord(_Record):
    """What could be earned."""

    kind: Literal["description"] = "description"
    slug: Slug
    content: dict[str, Any]
    languages: list[str]


class EditionRecord(_Record):
    """A published version, frozen."""

    kind: Literal["edition"] = "edition"
    description: Slug
    version: Annotated[str, StringConstraints(max_length=32)]
    iri: Iri
    frozen: Octets
    public: Octets
    published_at: AwareDatetime


class StampRecord(_Record):
    """A time-stamp over the files of a class."""

    kind: Literal["time_stamp"] = "time_stamp"
    number: int
    size: int
    root: Octets
    token: Octets
    validation: dict[str, list[str]]
    made_at: AwareDatetime


class LearnerRecord(_Record):
    """A person, by name; by address only where that travels."""

    kind: Literal["learner"] = "learner"
    urn: Annotated[str, StringConstraints(max_length=45)]
    name: Annotated[str, StringConstraints(max_length=500)]
    email: Annotated[str, StringConstraints(max_length=254)] | None = None
    contact: Annotated[str, StringConstraints(max_length=500)] | None = None


class AwardRecord(_Record):
    """An award: what its credential states, its place on the lists, its state."""

    kind: Literal["award"] = "award"
    id: UUID
    edition: Iri
    learner: str
    content: dict[str, Any]
    awarded_on: date
    issued_at: AwareDatetime
    method: Iri
    counter: Annotated[int, Field(ge=0)]
    certificate_number: Annotated[str, StringConstraints(max_length=100)] = ""
    current: bool
    supersedes: UUID | None = None
    withdrawn_at: AwareDatetime | None = None
    suspended_at: AwareDatetime | None = None
    reason: Annotated[str, StringConstraints(max_length=500)] = ""
    page_digest: Digest
    code_digest: Digest


class PlaceRecord(_Record):
    """The place of a credential that is no award, such as quality evidence, and its state."""

    kind: Literal["place"] = "place"
    counter: Annotated[int, Field(ge=0)]
    method: Iri
    withdrawn_at: AwareDatetime | None = None
    suspended_at: AwareDatetime | None = None


class ChangeRecord(_Record):
    """A change of an award's state; by whom stays behind."""

    kind: Literal["change"] = "change"
    award: UUID
    change: Literal["suspended", "reinstated", "withdrawn"]
    at: AwareDatetime
    reason: Annotated[str, StringConstraints(max_length=500)] = ""


class FileRecord(_Record):
    """The bytes of an award in one format, with its way up to the time-stamp's root."""

    kind: Literal["file"] = "file"
    award: UUID
    format: Annotated[str, StringConstraints(max_length=16)]
    sha256: Digest
    content: Octets
    stamp: int | None = None
    place: int | None = None
    path: Octets | None = None


class ListRecord(_Record):
    """A status list, as it was signed last."""

    kind: Literal["status_list"] = "status_list"
    number: Annotated[int, Field(ge=0)]
    purpose: Literal["revocation", "suspension", "state"]
    name: Annotated[str, StringConstraints(pattern=r"^[0-9a-z-]{1,80}$")]
    issuer: Iri
    document: Octets
    signed_at: AwareDatetime


Record = Annotated[
    OrganisationRecord
    | KeyRecord
    | CertificateRecord
    | DescriptionRecord
    | EditionRecord
    | StampRecord
    | LearnerRecord
    | AwardRecord
    | PlaceRecord
    | ChangeRecord
    | FileRecord
    | ListRecord,
    Field(discriminator="kind"),
]
_ANY: TypeAdapter[Any] = TypeAdapter(Record)


def read(line: dict[str, Any]) -> Any:
    """The record in a line. Raises TeselaError `handover.malformed`, `handover.changed`."""
    try:
        record = _ANY.validate_python(line)
    except ValidationError as error:
        raise TeselaError("handover.malformed") from error
    if isinstance(record, FileRecord) and sha256(record.content).hexdigest() != record.sha256:
        raise TeselaError("handover.changed", file=str(record.award))
    return record


def moment(text: str) -> datetime:
    """A moment as the file's head states it. Raises TeselaError `handover.malformed`."""
    try:
        return TypeAdapter(AwareDatetime).validate_python(text)
    except ValidationError as error:
        raise TeselaError("handover.malformed") from error
