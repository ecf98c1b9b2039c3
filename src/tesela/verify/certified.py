"""A key that an X.509 certificate vouches for, as headers of JOSE name it (`x5c`; RFC 7515, 4.1.6).

Two answers: which key it is, and whether the certificate leads to an anchor
that the asking person trusts. The second may be unknown while the first is not.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tesela.proofs import seal_certificates
from tesela.proofs.keys import PublicKey
from tesela.proofs.seal_certificates import SealCertificate
from tesela.proofs.seals import RevocationValues
from tesela.text.errors import TeselaError
from tesela.trust import statements, x509
from tesela.trust.fetch import signed_way
from tesela.verify.opened import Circumstances

MOST_CERTIFICATES = 10
CANNOT_SAY = (
    "certificate.key",
    "certificate.no_anchors",
    "certificate.no_chain",
    "certificate.self_made",
    "certificate.unknown",
)
"""Codes that leave open whether somebody vouches for a certificate."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """What stands behind a certificate at a moment."""

    chain: x509.Chain
    statements: tuple[statements.Statement, ...]


@dataclass(frozen=True, slots=True)
class Certified:
    """A key with the certificate that names whose it is."""

    key: PublicKey
    certificate: SealCertificate
    """Its `subject` has organisation, common name, country and identifier."""
    addresses: tuple[str, ...]
    """Of the subject: host names, and addresses with their scheme (RFC 5280, 4.2.1.6)."""
    vouched: Vouched | None
    problem: TeselaError | None
    """Why nobody vouches for it; `CANNOT_SAY` has the codes that leave it open."""


def certified_key(x5c: object, asked: Circumstances, *, at: datetime | None = None) -> Certified:
    """The key of the first certificate in `x5c` (base64 of DER), and who vouches for it.

    `at` is the moment that counts, where one is proven; else that by which the document is
    proven to have existed, else that of asking. Raises
    TeselaError `jws.malformed`, `certificate.malformed`, `certificate.key`, `key.not_valid`.
    """
    chain = _octets(x5c)
    own = seal_certificates.read(chain[0])
    key = own.key
    vouched, problem = None, None
    try:
        moment = at or asked.existed_by or asked.at
        vouched = vouched_for(chain[0], chain[1:], RevocationValues(), asked, moment)
    except TeselaError as error:
        problem = error
    return Certified(key, own, seal_certificates.addresses(chain[0]), vouched, problem)


def vouched_for(
    certificate: bytes,
    beside: Sequence[bytes],
    values: RevocationValues,
    asked: Circumstances,
    at: datetime,
    *,
    purpose: x509.Purpose = "seal",
    used_at: datetime | None = None,
) -> Vouched:
    """Who vouches for `certificate` (DER) at the moment `at`, for this purpose.

    `used_at` as `statements.states` has it. Raises TeselaError as `x509.chain_of` and `statements.states`.
    """
    known = asked.registry.anchors if asked.registry else ()
    anchors = [anchor for anchor in known if purpose in anchor.purposes]
    chain = x509.chain_of(certificate, beside, anchors, at)
    return Vouched(
        chain, statements.states(chain, values, at, signed_way(asked.fetch), used_at=used_at)
    )


def _octets(x5c: object) -> list[bytes]:
    if not isinstance(x5c, list) or not 0 < len(x5c) <= MOST_CERTIFICATES:
        raise TeselaError("jws.malformed", member="x5c")
    try:
        return [base64.b64decode(str(entry).encode("ascii"), validate=True) for entry in x5c]
    except (binascii.Error, ValueError) as error:
        raise TeselaError("jws.malformed", member="x5c") from error
