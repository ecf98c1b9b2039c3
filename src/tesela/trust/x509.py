"""Who vouches for a certificate (RFC 5280, 6; ETSI EN 319 102-1, 5.2.6).

1. The certificate counts at the moment asked for, and may make signatures.
2. A chain leads from it to one of the anchors that one gives: names,
   signatures, validity, constraints and policies, at that moment. It lies in
   the past where a time-stamp proves it. No rule for web servers applies.
3. An anchor counts from when until when it was trusted. Its own dates do not
   matter (RFC 5280, 6.1.1 d).

Whether an authority has taken back what it certified is asked by `statements`.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from tesela.proofs import seal_certificates
from tesela.proofs.certificates import Certificate, malformed
from tesela.proofs.certificates import read as read_certificate
from tesela.text.errors import TeselaError

if TYPE_CHECKING:
    from pyhanko_certvalidator.path import ValidationPath

MOST_BESIDE = 60
"""Certificates that are looked at to build a chain; more would only cost time."""


Purpose = Literal["seal", "time-stamp"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A certificate that somebody decided to trust."""

    certificate: bytes
    """In DER."""
    name: str
    """Whose it is."""
    qualified: bool = False
    """A trust list says that it issues qualified certificates for seals."""
    since: datetime | None = None
    until: datetime | None = None
    """From when until when it is trusted; None: without an end."""

    purposes: frozenset[Purpose] = frozenset({"seal", "time-stamp"})
    """What it is trusted to vouch for."""

    def counts_at(self, moment: datetime) -> bool:
        """Whether it was trusted at this moment."""
        return (self.since is None or self.since <= moment) and (
            self.until is None or moment < self.until
        )


@dataclass(frozen=True, slots=True)
class Chain:
    """Certificates that vouch for each other, the one asked about first."""

    certificates: tuple[bytes, ...]
    """In DER; the last is the anchor's."""
    anchor: Anchor

    @property
    def pairs(self) -> tuple[tuple[Certificate, Certificate], ...]:
        """Each certificate below the anchor with the one that issued it."""
        read = [read_certificate(der) for der in self.certificates]
        return tuple(pairwise(read))

    @property
    def is_qualified(self) -> bool:
        """Whether it says that it is qualified for seals, and a trust list that it may say so."""
        stated = seal_certificates.read(self.certificates[0]).qualified
        return self.anchor.qualified and stated is not None and "eseal" in stated


def anchors_in(data: bytes) -> tuple[Anchor, ...]:
    """The certificates of a PEM or DER file as anchors.

    Raises TeselaError `certificate.malformed`.
    """
    return tuple(
        Anchor(der, seal_certificates.read(der).subject.plain[:300])
        for der in seal_certificates.read_file(data)
    )


def chain_of(
    certificate: bytes, beside: Sequence[bytes], anchors: Sequence[Anchor], at: datetime
) -> Chain:
    """The chain from `certificate` (DER) to one of `anchors` at the moment `at`.

    `beside` are certificates that came along, in any order; they prove nothing.
    Raises TeselaError `certificate.malformed`, `certificate.self_made` when nobody else vouches
    for it, `certificate.no_anchors` when none is given,
    `certificate.outside` when it does not count then, `certificate.not_for_seals`,
    `certificate.no_chain` when none is reached, and `certificate.chain` for a chain that
    breaks a rule.
    """
    own = seal_certificates.read(certificate)
    if own.self_issued and certificate not in {anchor.certificate for anchor in anchors}:
        raise TeselaError("certificate.self_made", name=own.subject.plain)
    if not anchors:
        raise TeselaError("certificate.no_anchors", authority=_authority(own))
    if not own.valid_from <= at <= own.valid_until:  # 1
        raise TeselaError(
            "certificate.outside",
            since=own.valid_from.isoformat(),
            until=own.valid_until.isoformat(),
            at=at.isoformat(),
        )
    if not own.may_sign:
        raise TeselaError("certificate.not_for_seals", name=own.subject.plain)
    # 3. Of several for one certificate the one counts that says most.
    ordered = sorted(anchors, key=lambda anchor: anchor.qualified)
    counting = {anchor.certificate: anchor for anchor in ordered if anchor.counts_at(at)}
    if certificate in counting:
        return Chain((certificate,), counting[certificate])
    if not counting:
        raise TeselaError("certificate.no_chain", authority=_authority(own))
    return _built(certificate, list(dict.fromkeys(beside))[:MOST_BESIDE], counting, at)  # 2


def _authority(own: seal_certificates.SealCertificate) -> str:
    """The name of who issued it."""
    return own.issuer.common or own.issuer.plain


def _built(
    certificate: bytes, beside: Sequence[bytes], anchors: dict[bytes, Anchor], at: datetime
) -> Chain:
    # Loaded for certificates only, so that `verify` starts fast.
    from pyhanko_certvalidator.errors import PathBuildingError, PathError, ValidationError

    own = seal_certificates.read(certificate)
    try:
        path = _validated(certificate, beside, list(anchors), at)
    except PathBuildingError as error:
        raise TeselaError("certificate.no_chain", authority=_authority(own)) from error
    except (ValidationError, PathError, NotImplementedError) as error:
        raise TeselaError("certificate.chain", authority=_authority(own)) from error
    except (ValueError, TypeError, KeyError) as error:  # what asn1crypto finds malformed late
        raise TeselaError("certificate.malformed") from error
    found = [bytes(some.dump()) for some in path.iter_certs(include_root=True)]
    return Chain(tuple(reversed(found)), anchors[found[0]])


def _validated(
    certificate: bytes, beside: Sequence[bytes], roots: Sequence[bytes], at: datetime
) -> "ValidationPath":
    from asn1crypto import x509
    from pyhanko_certvalidator import CertificateValidator, ValidationContext

    def loaded(der: bytes) -> x509.Certificate:
        with malformed("certificate.malformed"):
            return x509.Certificate.load(der)

    context = ValidationContext(
        trust_roots=[loaded(der) for der in roots],
        other_certs=[loaded(der) for der in beside],
        moment=at,
        allow_fetching=False,
        revocation_mode="none",
    )
    validator = CertificateValidator(loaded(certificate), validation_context=context)
    return _run(validator)


def _run(validator: object) -> "ValidationPath":
    """The validator is written for event loops; it gets one of its own, in a thread of its own.

    Whoever calls may be in a loop already, and nothing is waited for in here.
    """
    import asyncio

    result: list[ValidationPath | Exception] = []

    def work() -> None:
        try:
            result.append(asyncio.run(validator.async_validate_path()))  # type: ignore[attr-defined]
        except Exception as error:  # noqa: BLE001 - handed on to the caller as it is
            result.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    found = result[0]
    if isinstance(found, Exception):
        raise found
    return found
