"""The signed feed of a registry of providers: a head, and parts that it names by digest.

The head says whose registry it is, which number this edition has, when it was
made, when the next one comes, and the SHA-256 of each part. It is signed; so
a part is what the registry said when its digest is in the head. A harvester
fetches the head and the parts that it does not have. Whoever looks up one
provider fetches the head and one part: an entry stands in the part of each of
its names (`part_of`), so nothing is searched.

    {"type": "ProviderRegistry", "registry": "did:web:authority.example",
     "name": {"en": "…"}, "sequence": 7, "issued_at": "…", "next_update": "…",
     "entries": 2, "bits": 0, "parts": [{"name": "0", "digest": "…", "entries": 2}],
     "signature": "eyJ…..c2ln"}

The signature is a JWS (RFC 7515) with detached payload (appendix F): the
payload is the head without `signature` and `included`, in canonical form
(RFC 8785). Its header has `typ` `provider-registry+jws` and, as `kid`, the
verification method. A part is the canonical JSON `{"entries": […]}`. A whole
registry in one file has its parts as the member `included`.

Reading (`read_head`), with what makes a feed believed:

1. It is JSON of this form (`registry.malformed`).
2. It is signed (`registry.unsigned`).
3. The key is one that the asking person named: the key itself, its verification
   method, or whose it is (`registry.other_key`). Where nothing was named, it is
   the key of whoever the head says the registry is; and where the feed came
   from an address, that identity must stand under the same host. A file's word
   is otherwise that of whoever hands it over.
4. The signature is correct (`registry.signature`), and the key was in use when
   the feed was made (`registry.key_ended`).
5. The next update is not overdue (`registry.stale`).
6. It is not older than one that was seen (`registry.rolled_back`), and there
   are no two with one number (`registry.two_faces`).
7. Each part has its digest (`registry.part`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field, StringConstraints, ValidationError

from tesela.codecs import jcs, jsontext, multibase
from tesela.model.base import CountryCode, Iri, Part, WebAddress
from tesela.proofs import jws
from tesela.proofs.keys import PublicKey, Signer
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.trust.fetch import Fetch, offline
from tesela.trust.keys import MethodKey, did_web_address, key_of_method
from tesela.trust.provider_entries import Entry

TYPE = "ProviderRegistry"
JWS_TYPE = "provider-registry+jws"
MOST_BITS = 12
PART_BYTES = 5_000_000
WHOLE_BYTES = 400_000_000
"""A whole registry in one file that somebody has on disk; over the net `trust.fetch` bounds it."""
_USUAL_ENTRIES = 128
"""Of one part, about."""
_UNSIGNED = ("signature", "included")
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PartName(Part):
    """A part of the feed, by its digest."""

    name: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{1,4}$")]
    digest: Digest
    """SHA-256 of its octets, in hexadecimal."""
    entries: Annotated[int, Field(ge=1)]


class Head(Part):
    """What is signed: whose registry, which edition, and the parts."""

    type: Literal["ProviderRegistry"] = "ProviderRegistry"
    registry: Iri
    """Who says all this: a DID or an https address."""
    name: LocalizedText
    country: CountryCode | None = None
    page: WebAddress | None = None
    """Where people read the registry, and by which rules it works."""
    sequence: Annotated[int, Field(ge=1, le=2**53)]
    """Grows by each edition."""
    issued_at: AwareDatetime
    next_update: AwareDatetime
    entries: Annotated[int, Field(ge=0)]
    bits: Annotated[int, Field(ge=0, le=MOST_BITS)] = 0
    """How many bits of a name's digest say in which part it is."""
    parts: tuple[PartName, ...] = Field(default=(), max_length=2**MOST_BITS)

    def part(self, name: str) -> PartName | None:
        """The part in which an entry of this name stands; None when there is no entry."""
        wanted = part_of(name, self.bits)
        return next((part for part in self.parts if part.name == wanted), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """A feed as its registry makes it: the signed head, and the octets of each part."""

    head: Head
    signed: bytes
    """The head with its signature, as it is published."""
    parts: Mapping[str, bytes]
    """Digest → octets."""

    def whole(self) -> bytes:
        """Head and parts in one file."""
        included = b",".join(self.parts.values())
        return self.signed.rstrip().removesuffix(b"}") + b',"included":[' + included + b"]}"


class Signed(NamedTuple):
    """A head whose signature is correct, by a key that is believed."""

    head: Head
    digest: str
    """Of what was signed: two heads with one number and two digests contradict each other."""
    key: PublicKey


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a registry before."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class Believed:
    """Whose signature makes a feed believed (3)."""

    named: Sequence[str] = ()
    """Keys (Multikey), verification methods, DIDs or https addresses."""
    address: str | None = None
    """Where the feed came from."""
    fetch: Fetch = offline
    """Asks for the keys of an identity."""


def part_of(name: str, bits: int) -> str:
    """The part of a name: the first `bits` bits of its SHA-256, as a hexadecimal number."""
    return f"{int.from_bytes(sha256(name.encode()).digest()[:2]) >> (16 - bits):x}"


def edition(
    about: Mapping[str, Any], entries: Iterable[Entry], signer: Signer, *, bits: int | None = None
) -> Edition:
    """A feed of `entries`, signed; `about` are the members of `Head` but those on the parts.

    Raises TeselaError `registry.malformed`, `registry.entry_twice` for two entries of one id,
    `registry.identity_twice` for two that claim one identity.
    """
    listed = sorted(entries, key=lambda entry: entry.id)
    _see_that_names_differ(listed)
    bits = _bits_for(len(listed)) if bits is None else bits
    shares: dict[str, list[Entry]] = {}
    for entry in listed:
        for place in sorted({part_of(name, bits) for name in entry.names}):
            shares.setdefault(place, []).append(entry)
    parts, names = {}, []
    for place, share in sorted(shares.items()):
        octets = part_octets(share)
        digest = digest_of(octets)
        parts[digest] = octets
        names.append({"name": place, "digest": digest, "entries": len(share)})
    head = checked_about({**about, "entries": len(listed), "bits": bits, "parts": names})
    return Edition(head, signed_head(head, signer), parts)


def part_octets(entries: Iterable[Entry]) -> bytes:
    """A part with these entries, in the order of their ids."""
    written = [
        entry.model_dump(mode="json", exclude_none=True)
        for entry in sorted(entries, key=lambda one: one.id)
    ]
    return jcs.canonical({"entries": written})


def signed_head(head: Head, signer: Signer) -> bytes:
    """The head as it is published. Raises TeselaError `key.unsupported`."""
    written = head.model_dump(mode="json", exclude_none=True)
    header = {"typ": JWS_TYPE, "kid": signer.verification_method}
    start, _, signature = jws.sign(header, jcs.canonical(written), signer).split(".")
    return jcs.canonical({**written, "signature": f"{start}..{signature}"})


def read_head(
    data: bytes,
    believed: Believed,
    *,
    at: datetime | None,
    seen: Seen | None = None,
    maximum_bytes: int = PART_BYTES,
) -> Signed:
    """The head in `data`, with the steps 1 to 6 above.

    `at` is the moment for which one asks; without it the feed's age is for the
    caller to look at. Raises TeselaError `registry.*`, `json.*`, `jws.*`, and
    those of `trust.keys` where the key has to be looked up.
    """
    return checked_head(jsontext.parse(data, maximum_bytes), believed, at=at, seen=seen)


def checked_head(
    document: object, believed: Believed, *, at: datetime | None, seen: Seen | None = None
) -> Signed:
    """As `read_head`, of parsed JSON."""
    if not isinstance(document, dict) or document.get("type") != TYPE:  # 1
        raise TeselaError("registry.malformed", member="type")
    bare = {name: member for name, member in document.items() if name not in _UNSIGNED}
    head = checked_about(bare)
    token = _token(document.get("signature"), jcs.canonical(bare))  # 2
    found = _key(token, head, believed)  # 3
    if not jws.is_signed_by(token, found.key):  # 4
        raise TeselaError("registry.signature", registry=head.registry[:300])
    if found.ended and found.ended <= head.issued_at:
        raise TeselaError("registry.key_ended", ended=found.ended.isoformat())
    if at is not None and head.next_update < at:  # 5
        raise TeselaError("registry.stale", due=head.next_update.isoformat())
    digest = digest_of(token.payload)
    if seen and head.sequence < seen.sequence:  # 6
        raise TeselaError("registry.rolled_back", sequence=head.sequence, seen=seen.sequence)
    if seen and head.sequence == seen.sequence and digest != seen.digest:
        raise TeselaError("registry.two_faces", sequence=head.sequence)
    return Signed(head, digest, found.key)


def read_part(data: bytes, named: PartName) -> list[Any]:
    """The entries of a part as JSON, not looked at yet (7).

    Raises TeselaError `registry.part`, `json.*`.
    """
    if len(data) > PART_BYTES or digest_of(data) != named.digest:
        raise TeselaError("registry.part", part=named.name)
    document = jsontext.parse(data, PART_BYTES)
    listed = document.get("entries") if isinstance(document, dict) else None
    if not isinstance(listed, list) or len(listed) != named.entries:
        raise TeselaError("registry.part", part=named.name)
    return listed


def digest_of(octets: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(octets).hexdigest()


def read_entry(stated: object) -> Entry:
    """Raises TeselaError `registry.entry` with the member at fault."""
    try:
        return Entry.model_validate(stated)
    except (ValidationError, TeselaError) as error:
        identity = stated.get("id") if isinstance(stated, dict) else ""
        raise TeselaError(
            "registry.entry", entry=str(identity)[:300], member=_member(error)
        ) from error


def checked_about(stated: Mapping[str, Any]) -> Head:
    """A head of these members. Raises TeselaError `registry.malformed`."""
    try:
        head = Head.model_validate(stated)
    except ValidationError as error:
        raise TeselaError("registry.malformed", member=_member(error)) from error
    if head.next_update <= head.issued_at:
        raise TeselaError("registry.malformed", member="next_update")
    if len({part.name for part in head.parts}) != len(head.parts):
        raise TeselaError("registry.malformed", member="parts")
    return head


def _member(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return ".".join(str(step) for step in error.errors()[0]["loc"])[:200]
    return "keys"


def _token(signature: object, payload: bytes) -> jws.Token:
    if not signature:
        raise TeselaError("registry.unsigned")
    start, dots, end = str(signature).partition("..")
    if not dots:
        raise TeselaError("registry.malformed", member="signature")
    token = jws.parse(f"{start}.{multibase.base64url_encode(payload)}.{end}")
    if token.header.get("typ") != JWS_TYPE or not isinstance(token.header.get("kid"), str):
        raise TeselaError("registry.malformed", member="signature")
    return token


def _key(token: jws.Token, head: Head, believed: Believed) -> MethodKey:
    method = str(token.header["kid"])
    controller = method.partition("#")[0]
    for named in believed.named:
        if named.startswith("z") and ":" not in named:
            key = PublicKey(*multibase.decode_key(named))
            if _signs(token, key):
                return MethodKey(key, controller, frozenset())
        elif named in (method, controller):
            return key_of_method(method, believed.fetch)
    if believed.named or controller != head.registry:
        raise TeselaError("registry.other_key", method=method[:300])
    if believed.address and _host_of(controller) != urlsplit(believed.address).hostname:
        raise TeselaError("registry.other_key", method=method[:300])
    return key_of_method(method, believed.fetch)


def _signs(token: jws.Token, key: PublicKey) -> bool:
    try:
        return jws.is_signed_by(token, key)
    except TeselaError:
        return False


def _host_of(identity: str) -> str | None:
    """The host that an identity stands under, if under any. Raises TeselaError `method.malformed`."""
    if identity.startswith("did:web:"):
        return urlsplit(did_web_address(identity)).hostname
    return urlsplit(identity).hostname if identity.startswith("https://") else None


def _see_that_names_differ(entries: Sequence[Entry]) -> None:
    """One name leads to one entry, at whatever time it had it."""
    owners: dict[str, str] = {}
    for entry in entries:
        if entry.id in owners:
            raise TeselaError("registry.entry_twice", entry=entry.id[:300])
        for name in entry.names:
            if owners.setdefault(name, entry.id) != entry.id:
                raise TeselaError("registry.identity_twice", identity=name[:300])


def _bits_for(entries: int) -> int:
    """Enough parts that each has about `_USUAL_ENTRIES`."""
    return min(MOST_BITS, max(0, (entries // _USUAL_ENTRIES).bit_length()))
