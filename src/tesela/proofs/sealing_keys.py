"""Keys of seals that are held elsewhere: which certificate is the key's, and whether it signed.

A device or a service is asked to sign and believed in nothing: every
signature is verified with the certificate before it is used. So a key that
was exchanged, a wrong certificate or a fault of the device is noticed when
sealing and not by those who verify.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tesela.proofs import jws, seal_certificates
from tesela.proofs.keys import PublicKey
from tesela.proofs.pkcs12 import in_order
from tesela.text.errors import TeselaError

KINDS = ("rsa", "p256")
"""Kinds of keys that seal."""
_WARNING = timedelta(days=60)


def checked(signature: bytes, data: bytes, key: PublicKey) -> bytes:
    """`signature`, once it is the key's signature of `data`. Raises TeselaError `seal.device`."""
    algorithm = jws.ALGORITHMS[jws.algorithm_of(key.kind)]
    if not algorithm.verifies(key, signature, data):
        raise TeselaError("seal.device", reason="signature")
    return signature


def sealing_key(certificate: bytes) -> PublicKey:
    """The key of a certificate in DER, which must be able to seal.

    Raises TeselaError `certificate.malformed`, `certificate.key`, `key.not_valid`,
    `seal.key_unsupported`.
    """
    key = seal_certificates.read(certificate).key
    if key.kind not in KINDS:
        raise TeselaError("seal.key_unsupported")
    return key


def chain(own: bytes, others: Sequence[bytes]) -> tuple[bytes, ...]:
    """Certificates in DER, upwards from `own`. Raises TeselaError `certificate.malformed`."""
    try:
        first, *left = map(x509.load_der_x509_certificate, (own, *others))
    except ValueError as error:
        raise TeselaError("certificate.malformed") from error
    return tuple(some.public_bytes(Encoding.DER) for some in in_order(first, left))


class Expiry(NamedTuple):
    """A certificate whose end matters to whoever seals."""

    code: str
    """`seal.expired`, `seal.expires` or `seal.not_yet`; a sentence in the catalogue."""
    name: str
    until: datetime
    """From when until when: the moment that the code is about."""
    days: int
    """Until then; 0 for what is over."""


def expiry_notice(certificates: Sequence[bytes], at: datetime) -> Expiry | None:
    """What to tell people at the moment `at` of a chain in DER; the worst only.

    None while all of them count for two more months. Raises TeselaError
    `certificate.malformed`.
    """
    read = [seal_certificates.read(der) for der in certificates]
    for one in read:
        if at < one.valid_from:
            return Expiry("seal.not_yet", one.subject.plain, one.valid_from, 0)
    first = min(read, key=lambda one: one.valid_until, default=None)
    if first is None or first.valid_until - at > _WARNING:
        return None
    code = "seal.expires" if at <= first.valid_until else "seal.expired"
    days = max(0, (first.valid_until - at).days)
    return Expiry(code, first.subject.plain, first.valid_until, days)
