"""A new key for seals: a PKCS#12 file with a trial certificate, and a request for a real one.

The trial certificate is signed by its own key. Nobody vouches for it, Europass
and PDF readers do not accept it, and its name says so; it is there to try
everything out. The request (PKCS #10, RFC 2986) goes to a trust service
provider, whose certificate for the same key takes its place.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from tesela.proofs.pkcs12 import SealKey
from tesela.text.errors import TeselaError

KINDS = ("p256", "rsa")
TRIAL = "TRIAL, not accepted"
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_IDENTIFIER = re.compile(r"(?:VAT|NTR|PSD|LEI|[A-Z]{2}:)[A-Z]{2}-[^\s].{0,60}\Z")
"""ETSI EN 319 412-1, 5.1.4: kind of register, country, number."""
_RSA_BITS = 3_072
_LONGEST = 64
"""RFC 5280, A.1: of organisation and common name."""
_TRIAL_DAYS = 365


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose seal it is."""

    name: str
    country: str
    identifier: str | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= _LONGEST:
            raise TeselaError("cli.seal_name", maximum=_LONGEST)
        if not _COUNTRY.match(self.country):
            raise TeselaError("cli.seal_country", value=self.country)
        if self.identifier is not None and not _IDENTIFIER.match(self.identifier):
            raise TeselaError("cli.seal_identifier", value=self.identifier)

    def subject(self, common_name: str) -> x509.Name:
        """As certificates for seals have it (ETSI EN 319 412-3, 4.2.1)."""
        parts = [
            (NameOID.COUNTRY_NAME, self.country),
            (NameOID.ORGANIZATION_NAME, self.name),
            (NameOID.ORGANIZATION_IDENTIFIER, self.identifier),
            (NameOID.COMMON_NAME, common_name[:_LONGEST]),
        ]
        return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def new_key(kind: str) -> SealKey:
    """A new key of one of `KINDS`."""
    if kind == "rsa":
        return rsa.generate_private_key(65_537, _RSA_BITS)
    return ec.generate_private_key(ec.SECP256R1())


def trial_file(key: SealKey, organisation: Organisation, passphrase: str, at: datetime) -> bytes:
    """The PKCS#12 file, with a certificate that counts for a year from `at`."""
    name = organisation.subject(f"{TRIAL}: {organisation.name}")
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(secrets.randbits(127))
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + timedelta(days=_TRIAL_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_ONLY_SEALS, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    locked = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"seal", key, certificate, None, locked)


def request_file(key: SealKey, organisation: Organisation) -> bytes:
    """The request for a certificate of this key, in PEM."""
    request = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(organisation.subject(organisation.name))
        .add_extension(_ONLY_SEALS, critical=True)
        .sign(key, hashes.SHA256())
    )
    return request.public_bytes(Encoding.PEM)


_ONLY_SEALS = x509.KeyUsage(
    digital_signature=False,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
