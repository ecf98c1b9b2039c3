"""Seal keys in PKCS#12 files (RFC 7292): a key, its certificate and those above it.

Made by certificate authorities, browsers and `tesela keys new`. The
passphrase opens the file and is not kept. What can seal: RSA of 2,048 bits or
more, and P-256, each with a certificate for the same key.
"""

from collections.abc import Sequence
from typing import TypeGuard

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import pkcs12

from tesela.proofs.rsa import LEAST_BITS, MOST_BITS
from tesela.text.errors import TeselaError

MAXIMUM_BYTES = 1_000_000
_MOST_CERTIFICATES = 20

SealKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class FileSealer:
    """A `proofs.seals.Sealer` whose key is in memory. Made by `read`."""

    def __init__(self, key: SealKey, certificates: Sequence[bytes]) -> None:
        self.certificates = tuple(certificates)
        self.key = key
        self.kind = "rsa" if isinstance(key, rsa.RSAPrivateKey) else "p256"

    def sign(self, data: bytes) -> bytes:
        """PKCS #1 v1.5 with SHA-256, or r and s by RFC 6979: the same data, the same signature."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        signature = self.key.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
        r, s = decode_dss_signature(signature)
        return r.to_bytes(32) + s.to_bytes(32)


def read(data: bytes, passphrase: str | None) -> FileSealer:
    """The sealer in a PKCS#12 file.

    Raises TeselaError `seal.file`, `seal.passphrase`, `seal.key_unsupported`,
    `seal.no_certificate`.
    """
    if len(data) > MAXIMUM_BYTES:
        raise TeselaError("seal.file")
    secret = passphrase.encode() if passphrase else None
    try:
        opened = pkcs12.load_pkcs12(data, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise TeselaError("seal.passphrase" if _is_pkcs12(data) else "seal.file") from error
    if not is_seal_key(opened.key):
        raise TeselaError("seal.key_unsupported")
    if opened.cert is None:
        raise TeselaError("seal.no_certificate")
    others = [entry.certificate for entry in opened.additional_certs[:_MOST_CERTIFICATES]]
    return FileSealer(opened.key, list(map(_der, in_order(opened.cert.certificate, others))))


def is_seal_key(key: object) -> TypeGuard[SealKey]:
    """Whether keys of this kind and length can seal."""
    if isinstance(key, rsa.RSAPrivateKey):
        return LEAST_BITS <= key.key_size <= MOST_BITS
    return isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1)


def in_order(own: x509.Certificate, others: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """The chain from `own` upwards, then whatever else there is."""
    chain = [own]
    left = [one for one in others if one != own]
    while above := next((one for one in left if one.subject == chain[-1].issuer), None):
        chain.append(above)
        left.remove(above)
    return chain + left


def _is_pkcs12(data: bytes) -> bool:
    """A PFX begins with version 3 (RFC 7292, 4), whatever else is encrypted."""
    return data[:1] == b"\x30" and b"\x02\x01\x03" in data[:12]


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
