"""Whom a seal's certificate names, and with what key (RFC 5280; ETSI EN 319 412-1 and -3).

Read leniently, as authorities write them, and believed not at all: whether
anybody vouches for a certificate is for `trust.x509` to find out. Names are
taken from the subject's attributes: O (organisation), CN, C and 2.5.4.97
(`organizationIdentifier`, such as `VATES-A00000000`). Whether a certificate
calls itself qualified stands in its QCStatements (ETSI EN 319 412-5, 4.2).
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from asn1crypto import core, pem, tsp, x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tesela.proofs import certificates, rsa
from tesela.proofs.certificates import malformed
from tesela.proofs.keys import PublicKey
from tesela.text.errors import TeselaError

ORGANISATION_IDENTIFIER = "2.5.4.97"
_QC_STATEMENTS = "1.3.6.1.5.5.7.1.3"
_QC_COMPLIANCE = "0.4.0.1862.1.1"
_QC_TYPE = "0.4.0.1862.1.6"
_QC_TYPES = {
    "0.4.0.1862.1.6.1": "esign",
    "0.4.0.1862.1.6.2": "eseal",
    "0.4.0.1862.1.6.3": "web",
}
_CURVES: dict[str, str] = {"secp256r1": "p256", "secp384r1": "p384", "secp521r1": "p521"}


@dataclass(frozen=True, slots=True)
class Name:
    """Who a certificate names, as far as it does."""

    organisation: str | None = None
    """O: the organisation's registered name."""
    common: str | None = None
    """CN: the name it is known by."""
    country: str | None = None
    """C: two letters of ISO 3166-1."""
    identifier: str | None = None
    """2.5.4.97: its identifier in a register, such as `VATES-A00000000`."""

    @property
    def plain(self) -> str:
        """The name that people know."""
        return self.organisation or self.common or self.identifier or ""

    def to_json(self) -> dict[str, str]:
        """Only what is stated."""
        stated = {
            "organisation": self.organisation,
            "common_name": self.common,
            "country": self.country,
            "identifier": self.identifier,
        }
        return {name: value for name, value in stated.items() if value}


@dataclass(frozen=True, slots=True)
class SealCertificate:
    """What a certificate says of itself."""

    der: bytes
    subject: Name
    issuer: Name
    valid_from: datetime
    valid_until: datetime
    self_issued: bool
    """Subject and issuer are the same."""
    key_usage: frozenset[str] | None
    """None where it is not restricted; names as RFC 5280, 4.2.1.3, has them, in lower case."""
    qualified: frozenset[str] | None
    """The kinds it says it is qualified for (`eseal`, `esign`, `web`); None: it does not say so."""

    @property
    def thumbprint(self) -> str:
        """SHA-256 of the DER, in hexadecimal."""
        return hashlib.sha256(self.der).hexdigest()

    @property
    def may_sign(self) -> bool:
        """Whether its key usage allows signatures (ETSI EN 319 412-2, 4.3.2)."""
        usage = self.key_usage
        return usage is None or bool(usage & {"digital_signature", "non_repudiation"})

    @property
    def key(self) -> PublicKey:
        """Its public key. Raises TeselaError `certificate.key`, `key.not_valid`."""
        return _key(self.der)


@lru_cache(maxsize=256)
def read(der: bytes) -> SealCertificate:
    """The certificate in `der`. Raises TeselaError `certificate.malformed`."""
    certificate = certificates.read(der)
    with malformed("certificate.malformed"):
        parsed = certificate.parsed
        usage = parsed.key_usage_value
        return SealCertificate(
            der=der,
            subject=_name(parsed.subject),
            issuer=_name(parsed.issuer),
            valid_from=certificate.valid_from,
            valid_until=certificate.valid_until,
            self_issued=bool(parsed.subject == parsed.issuer),
            key_usage=None if usage is None else frozenset(map(str, usage.native)),
            qualified=_qualified(parsed),
        )


def read_file(data: bytes) -> tuple[bytes, ...]:
    """The certificates of a PEM or DER file, in DER. Raises TeselaError `certificate.malformed`."""
    with malformed("certificate.malformed"):
        found = (
            tuple(der for kind, _, der in pem.unarmor(data, multiple=True) if kind == "CERTIFICATE")
            if pem.detect(data)
            else (data,)
        )
    if not found:
        raise TeselaError("certificate.malformed")
    for der in found:
        read(der)
    return found


@lru_cache(maxsize=256)
def issuer_serial(der: bytes) -> bytes:
    """IssuerSerial of a certificate in DER, as `kid` of JAdES has it (RFC 5035, 5.4.1)."""
    parsed = x509.Certificate.load(der)
    issuer = x509.GeneralName("directory_name", parsed.issuer)
    stated = {"issuer": [issuer], "serial_number": parsed.serial_number}
    return bytes(tsp.IssuerSerial(stated).dump())


def addresses(der: bytes) -> tuple[str, ...]:
    """The subject's host names and addresses (subjectAltName; RFC 5280, 4.2.1.6)."""
    with malformed("certificate.malformed"):
        stated = x509.Certificate.load(der).subject_alt_name_value or ()
        kinds = ("dns_name", "uniform_resource_identifier")
        return tuple(str(one.native)[:300] for one in stated if one.name in kinds)


def _name(name: x509.Name) -> Name:
    """The first attribute of each kind; later ones are for directories."""
    found: dict[str, str] = {}
    for entry in name.chosen:
        for attribute in entry:
            found.setdefault(attribute["type"].dotted, str(attribute["value"].native)[:300])
    return Name(
        organisation=found.get("2.5.4.10"),
        common=found.get("2.5.4.3"),
        country=found.get("2.5.4.6"),
        identifier=found.get(ORGANISATION_IDENTIFIER),
    )


def _qualified(certificate: x509.Certificate) -> frozenset[str] | None:
    """ETSI EN 319 412-5, 4.2.1 and 4.2.3; without a type it is for signatures of persons."""
    for extension in certificate["tbs_certificate"]["extensions"]:
        if extension["extn_id"].dotted == _QC_STATEMENTS:
            statements = map(_parts, _parts(extension["extn_value"].contents))
            return _kinds({_identifier(parts[0]): parts[1:] for parts in statements if parts})
    return None


def _kinds(statements: dict[str, list[bytes]]) -> frozenset[str] | None:
    if _QC_COMPLIANCE not in statements:
        return None
    if not (stated := statements.get(_QC_TYPE)):
        return frozenset({"esign"})
    named = map(_identifier, _parts(stated[0]))
    return frozenset(_QC_TYPES[kind] for kind in named if kind in _QC_TYPES)


def _parts(sequence: bytes) -> list[bytes]:
    """The members of a SEQUENCE, each in DER."""
    return [part.dump() for part in core.SequenceOf.load(sequence, spec=core.Any)]


def _identifier(der: bytes) -> str:
    return str(core.ObjectIdentifier.load(der).dotted)


@lru_cache(maxsize=256)
def _key(der: bytes) -> PublicKey:
    try:
        info = x509.Certificate.load(der).public_key.dump()
        found = serialization.load_der_public_key(info)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise TeselaError("certificate.key") from error
    if isinstance(found, ed25519.Ed25519PublicKey):
        return PublicKey("ed25519", found.public_bytes(Encoding.Raw, PublicFormat.Raw))
    if isinstance(found, ec.EllipticCurvePublicKey) and found.curve.name in _CURVES:
        compressed = found.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        return PublicKey(_CURVES[found.curve.name], compressed)
    if rsa.is_key(info):
        return PublicKey(rsa.KIND, info)
    raise TeselaError("certificate.key")
