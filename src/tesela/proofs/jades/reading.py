"""Taking a JAdES apart and verifying its signatures (ETSI TS 119 182-1, 4 and 5.1; RFC 7515).

1. The container is a JWS in the general, the flattened or the compact
   serialisation, with its payload inside; members that no standard names are
   refused, since they would stand unsigned beside what is signed.
2. The payload stays the text it is. With `b64` false (RFC 7797) its UTF-8 is
   signed, else its base64url text; nothing is ever written anew.
3. `crit` names what must be understood, and we understand all of it; `b64`
   must be in it (RFC 7797, 6), and beside `sigT` every header member that the
   standard's clause 5.2 defines (5.1.9 of version 1.1.1).
4. The time of signing is claimed once: `sigT`, as the Commission's files have
   it, or `iat`, as version 1.2.1 of the standard wants it.
5. The signer's certificate is the first of `x5c`, and a digest of it is signed:
   `x5t#S256`, `x5t#o` or the first of `sigX5ts` (5.1.7, 5.2.2).
6. All unsigned header members stand in `etsiU` (5.3.1).

Several signatures are all looked at. What the certificate is worth is for
`trust` to find out.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tesela.codecs import jsontext
from tesela.codecs.multibase import base64url_decode
from tesela.proofs import jws, seal_certificates
from tesela.proofs.data_integrity import moment
from tesela.proofs.seal_certificates import SealCertificate
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]

MOST_SIGNATURES = 4
MOST_CERTIFICATES = 10
UNDERSTOOD = frozenset({"b64", "sigT", "adoTst", "x5t#o", "sigX5ts"})
"""Header members beyond RFC 7515 that this module keeps to."""
_DEFINED = frozenset(
    {"sigT", "adoTst", "x5t#o", "sigX5ts", "srCms", "sigPl", "srAts", "sigPId", "sigD"}
)
"""Header members that clause 5.2 defines."""
_DIGESTS = {"S256": "sha256", "S384": "sha384", "S512": "sha512"}
_SIGNATURE_MEMBERS = {"protected", "header", "signature"}
_LATEST = 253_402_300_799


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature, with the text that it signs; not verified."""

    payload: str
    """As it stands in the file: base64url, or with `b64` false the document itself."""
    protected: str
    header: Json
    """What `protected` says."""
    value: str
    """The signature in base64url."""
    unsigned: tuple[str | Json, ...]
    """The items of `etsiU` as they stand there."""

    @property
    def content(self) -> bytes:
        """What is signed, decoded. Raises TeselaError `multibase.invalid`."""
        return self.payload.encode() if self.is_plain else base64url_decode(self.payload)

    @property
    def is_plain(self) -> bool:
        """Whether the payload stands there as it is (RFC 7797)."""
        return self.header.get("b64") is False

    @property
    def signing_input(self) -> bytes:
        """RFC 7515, 5.1, and RFC 7797, 3."""
        return self.protected.encode() + b"." + self.payload.encode()

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """`x5c` in DER, the signer's own first. Raises TeselaError `jws.malformed`."""
        stated = self.header.get("x5c")
        if not isinstance(stated, list) or not 0 < len(stated) <= MOST_CERTIFICATES:
            raise TeselaError("jws.malformed", member="x5c")
        return tuple(plain_base64(entry, "x5c") for entry in stated)

    @property
    def certificate(self) -> SealCertificate:
        """The signer's. Raises TeselaError `jws.malformed`, `certificate.malformed`."""
        return seal_certificates.read(self.certificates[0])

    @property
    def claimed_at(self) -> datetime:
        """When the signer says it signed. Raises TeselaError `jades.time`."""
        stated = [name for name in ("sigT", "iat") if name in self.header]
        if len(stated) != 1:
            raise TeselaError("jades.time")
        value = self.header[stated[0]]
        if stated[0] == "sigT":
            return _sig_t(value)
        if type(value) is not int or not 0 <= value <= _LATEST:
            raise TeselaError("jades.time")
        return datetime.fromtimestamp(value, UTC)

    def verify(self, signing_input: bytes | None = None) -> SealCertificate:
        """The certificate with whose key this is signed.

        `signing_input` is this one's, where it is at hand. Raises TeselaError `jws.malformed`, `jws.critical`, `jws.algorithm`, `jws.other_key`,
        `jades.not_critical`, `jades.time`, `jades.other_certificate`, `certificate.malformed`,
        `certificate.key`, `key.not_valid`, and `proof.wrong` for a signature that does not fit.
        """
        algorithm = jws.check_header(self.header, UNDERSTOOD)  # 3
        _check_critical(self.header)
        _ = self.claimed_at  # 4
        certificate = self.certificate
        _check_reference(self.header, self.certificates)  # 5
        key = certificate.key
        if algorithm.kind != key.kind:
            raise TeselaError("jws.other_key", algorithm=algorithm.name, kind=key.kind)
        signed = self.signing_input if signing_input is None else signing_input
        if not algorithm.verifies(key, base64url_decode(self.value), signed):
            raise TeselaError("proof.wrong", cryptosuite=algorithm.name)
        return certificate


@dataclass(frozen=True, slots=True)
class Jades:
    """A JAdES, parsed and not verified: one text, signed once or more."""

    signatures: tuple[Signature, ...]

    @property
    def content(self) -> bytes:
        """What is signed. Raises TeselaError `multibase.invalid`."""
        return self.signatures[0].content


def parse(secured: Json | str) -> Jades:
    """The JAdES in a JSON object or a compact token.

    Raises TeselaError `jws.malformed`, `jades.unsigned`, `json.*`, `multibase.invalid`.
    """
    if isinstance(secured, str):
        return _compact(secured)
    payload = secured.get("payload")
    if not isinstance(payload, str) or not payload:
        raise TeselaError("jws.malformed", member="payload")
    listed = secured.get("signatures")
    if listed is None:
        _only(secured, {"payload", *_SIGNATURE_MEMBERS})
        return Jades((_signature(payload, secured),))
    _only(secured, {"payload", "signatures"})
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_SIGNATURES:
        raise TeselaError("jws.malformed", member="signatures")
    found = tuple(_listed(payload, entry) for entry in listed)
    if len({signature.is_plain for signature in found}) > 1:  # RFC 7797, 3
        raise TeselaError("jws.malformed", member="b64")
    return Jades(found)


def plain_base64(value: object, member: str) -> bytes:
    """The octets of standard base64. Raises TeselaError `jws.malformed`."""
    try:
        return base64.b64decode(str(value).encode("ascii"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise TeselaError("jws.malformed", member=member) from error


def _compact(token: str) -> Jades:
    parts = token.split(".")
    if len(parts) != 3 or not parts[1]:
        raise TeselaError("jws.malformed", member="payload")
    names = dict(zip(("protected", "payload", "signature"), parts, strict=True))
    payload = names.pop("payload")
    return Jades((_signature(payload, names),))


def _listed(payload: str, entry: object) -> Signature:
    if not isinstance(entry, dict):
        raise TeselaError("jws.malformed", member="signatures")
    _only(entry, _SIGNATURE_MEMBERS)
    return _signature(payload, entry)


def _signature(payload: str, entry: Json) -> Signature:
    protected, value = entry.get("protected"), entry.get("signature")
    if not isinstance(protected, str):
        raise TeselaError("jws.malformed", member="protected")
    if not isinstance(value, str):
        raise TeselaError("jws.malformed", member="signature")
    header = jws.read_header(base64url_decode(protected))
    if type(header.get("b64", True)) is not bool:
        raise TeselaError("jws.malformed", member="b64")
    return Signature(payload, protected, header, value, _unsigned(entry, header))


def _unsigned(entry: Json, header: Json) -> tuple[str | Json, ...]:
    """6. Raises TeselaError `jws.malformed`, `jades.unsigned`."""
    stated = entry.get("header", {})
    if not isinstance(stated, dict) or stated.keys() & header.keys():
        raise TeselaError("jws.malformed", member="header")
    _only(stated, {"etsiU"})
    items = stated.get("etsiU", [])
    encoded = isinstance(items, list) and all(isinstance(item, str) for item in items)
    clear = isinstance(items, list) and all(isinstance(item, dict) for item in items)
    if not encoded and not clear:
        raise TeselaError("jades.unsigned")
    return tuple(items)


def _only(stated: Json, known: set[str]) -> None:
    if unknown := sorted(stated.keys() - known):
        raise TeselaError("jws.malformed", member=unknown[0][:80])


def _check_critical(header: Json) -> None:
    needed = {"b64"} | (_DEFINED if "sigT" in header else set())
    for name in sorted(needed & header.keys() - set(header.get("crit") or ())):
        raise TeselaError("jades.not_critical", member=name)


def _sig_t(value: object) -> datetime:
    """5.2.1: in UTC, to the second."""
    try:
        found = moment(value, "sigT")
    except TeselaError as error:
        raise TeselaError("jades.time") from error
    if found.utcoffset() or found.microsecond:
        raise TeselaError("jades.time")
    return found.astimezone(UTC)


def _check_reference(header: Json, certificates: tuple[bytes, ...]) -> None:
    """5. Raises TeselaError `jades.other_certificate`."""
    stated = [
        *({"digAlg": "S256", "digVal": header[name]} for name in ("x5t#S256",) if name in header),
        *(header[name] for name in ("x5t#o",) if name in header),
    ]
    several = header.get("sigX5ts", [])
    if not isinstance(several, list) or len(several) > MOST_CERTIFICATES:
        raise TeselaError("jws.malformed", member="sigX5ts")
    own = [*stated, *several[:1]]
    if not own or not all(_is_digest(entry, certificates[0]) for entry in own):
        raise TeselaError("jades.other_certificate")


def _is_digest(entry: object, der: bytes) -> bool:
    if not isinstance(entry, dict) or (stated := str(entry.get("digAlg"))) not in _DIGESTS:
        raise TeselaError("jws.malformed", member="digAlg")
    digest = hashlib.new(_DIGESTS[stated], der).digest()
    return base64url_decode(str(entry.get("digVal"))) == digest


def item_of(stated: str | Json) -> tuple[str, Any]:
    """Name and value of one item of `etsiU`. Raises TeselaError `jades.unsigned`, `json.*`."""
    value = jsontext.parse(base64url_decode(stated)) if isinstance(stated, str) else stated
    if not isinstance(value, dict) or len(value) != 1:
        raise TeselaError("jades.unsigned")
    return next(iter(value.items()))
