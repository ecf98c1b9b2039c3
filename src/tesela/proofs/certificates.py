"""Certificates as far as a signature needs them (RFC 5280), and what they sign with.

Whether a certificate is to be believed is for `trust` to say. Here stands
whose it is, what it may be used for, from when until when it counts, and
whether its key made a signature of CMS or X.509 form. Digests are SHA-256,
SHA-384 and SHA-512; keys RSA (PKCS #1 v1.5, and PSS with its usual salt) and
ECDSA on the NIST and Brainpool curves. Nothing else verifies.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from asn1crypto import algos, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tesela.proofs import rsa
from tesela.text.errors import TeselaError

DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
"""Digest algorithms that count, by the names of `hashlib`."""
_CURVES = (
    ec.SECP256R1,
    ec.SECP384R1,
    ec.SECP521R1,
    ec.BrainpoolP256R1,
    ec.BrainpoolP384R1,
    ec.BrainpoolP512R1,
)
_CERTIFICATE_BYTES = 50_000
_LONG_NUMBER = re.compile(rb"[\x80-\xff]{1000}")
"""So many octets that each say that their number goes on (X.690, 8.1.2.4, 8.19.2)."""
ASN1_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
"""What asn1crypto raises for malformed input, which it parses as one reads on."""


@contextmanager
def malformed(code: str, **data: object) -> Iterator[None]:
    """Turns what asn1crypto raises while reading into TeselaError `code`."""
    try:
        yield
    except TeselaError:
        raise
    except (*ASN1_FAULTS, RecursionError) as error:
        raise TeselaError(code, **data) from error


def check_octets(der: bytes, most: int, code: str, **data: object) -> None:
    """Refuses what asn1crypto would take minutes for. Raises TeselaError `code`.

    Object identifiers and tags are numbers without an end, wherever they stand, and it reads
    each in quadratic time.
    """
    if len(der) > most or _LONG_NUMBER.search(der):
        raise TeselaError(code, **data)


def check_moment(value: object, code: str, **data: object) -> datetime:
    """A time as DER has it: with a zone (X.690, 11.7), in the calendar. Raises TeselaError `code`."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TeselaError(code, **data)
    return value


@dataclass(frozen=True)
class Certificate:
    """A certificate, read and not believed. Made by `read`."""

    der: bytes
    parsed: x509.Certificate
    subject: str
    """The distinguished name in words, bounded."""
    valid_from: datetime
    valid_until: datetime
    kind: str
    """Of its key: `rsa`, `ec` of any curve, or the algorithm's name."""

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of it: its `x5t#S256`."""
        return sha256(self.der).digest()

    @property
    def spki(self) -> bytes:
        """Its key as SubjectPublicKeyInfo in DER."""
        return bytes(self.parsed.public_key.dump())

    def extensions(self) -> Iterator[tuple[str, bool, Any]]:
        """Name, whether critical, and value of each (RFC 5280, 4.2)."""
        for extension in self.parsed["tbs_certificate"]["extensions"]:
            yield (
                str(extension["extn_id"].native),
                bool(extension["critical"].native),
                extension["extn_value"].parsed.native,
            )

    def is_valid_at(self, moment: datetime) -> bool:
        """Whether it counts at this moment by its own dates (RFC 5280, 4.1.2.5)."""
        return self.valid_from <= moment <= self.valid_until

    def verifies(
        self,
        signature: bytes,
        data: bytes,
        algorithm: algos.SignedDigestAlgorithm,
        digest: str | None = None,
    ) -> bool:
        """Whether its key made `signature` of `data` with the algorithm stated beside it.

        `digest` is that of CMS, which states it apart and must be the same one; an algorithm that
        does not count verifies nothing.
        """
        try:
            scheme, named = _scheme(algorithm, digest)
        except ASN1_FAULTS:
            return False
        if digest not in (None, named) or named not in DIGESTS:
            return False
        if scheme == "ecdsa":
            return _ecdsa_verifies(self.spki, signature, data, DIGESTS[named])
        if scheme in ("rsassa_pkcs1v15", "rsassa_pss"):
            return rsa.verifies(self.spki, signature, data, named, pss=scheme == "rsassa_pss")
        return False


def read(der: bytes) -> Certificate:
    """The certificate in DER. Raises TeselaError `certificate.malformed`."""
    check_octets(der, _CERTIFICATE_BYTES, "certificate.malformed")
    with malformed("certificate.malformed"):
        parsed = x509.Certificate.load(der, strict=True)
        validity = parsed["tbs_certificate"]["validity"]
        certificate = Certificate(
            der=der,
            parsed=parsed,
            subject=str(parsed.subject.human_friendly)[:300],
            valid_from=check_moment(validity["not_before"].native, "certificate.malformed"),
            valid_until=check_moment(validity["not_after"].native, "certificate.malformed"),
            kind=str(parsed.public_key.algorithm),
        )
        _ = (
            certificate.spki,
            parsed.issuer.native,
            parsed.serial_number,
            list(certificate.extensions()),
        )
    return certificate


def _scheme(algorithm: algos.SignedDigestAlgorithm, digest: str | None) -> tuple[str, str]:
    """Padding or curve, and the digest's name; no digest for parameters that are not used."""
    name = str(algorithm["algorithm"].native)
    if name == "rsassa_pkcs1v15":  # CMS may name the bare key algorithm (RFC 3370, 3.2)
        return name, digest or ""
    if name == "rsassa_pss":
        return name, _pss_digest(algorithm["parameters"])
    return str(algorithm.signature_algo), str(algorithm.hash_algo)


def _pss_digest(parameters: algos.RSASSAPSSParams) -> str:
    """The digest of the usual PSS: the same one in the mask, and salt of its length."""
    digest = str(parameters["hash_algorithm"]["algorithm"].native)
    mask = parameters["mask_gen_algorithm"]
    usual = (
        digest in DIGESTS
        and mask["algorithm"].native == "mgf1"
        and mask["parameters"]["algorithm"].native == digest
        and parameters["salt_length"].native == DIGESTS[digest].digest_size
    )
    return digest if usual else ""


def _ecdsa_verifies(
    spki: bytes, signature: bytes, data: bytes, digest: hashes.HashAlgorithm
) -> bool:
    try:
        key = serialization.load_der_public_key(spki)
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, _CURVES):
            return False
        key.verify(signature, data, ec.ECDSA(digest))
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True
