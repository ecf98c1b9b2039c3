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
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Literal

from tesela.proofs import seal_certificates
from tesela.proofs.certificates import Certificate, malformed
from tesela.proofs.certificates import read as read_certificate
from tesela.text.errors import TeselaError

MOST_BESIDE = 60
"""Certificates that are looked at to build a chain; more would only cost time."""
_LONGEST = 8
_MOST_SIGNATURES = 100


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
    certificate: bytes, beside: Sequence[bytes], anchors: Mapping[bytes, Anchor], at: datetime
) -> Chain:
    # Loaded for certificates only, so that `verify` starts fast.
    from pyhanko_certvalidator.errors import PathError, ValidationError

    broken = False
    for chain in _Search(beside, anchors).chains(read_certificate(certificate)):
        try:
            _validate(chain, at)
        except (ValidationError, PathError, NotImplementedError):
            broken = True
        except (ValueError, TypeError, KeyError) as error:  # what is found malformed late
            raise TeselaError("certificate.malformed") from error
        else:
            ders = tuple(one.der for one in chain)
            return Chain(ders, anchors[ders[-1]])
    code = "certificate.chain" if broken else "certificate.no_chain"
    raise TeselaError(code, authority=_authority(seal_certificates.read(certificate)))


class _Search:
    """Looks for chains of right signatures from a certificate to an anchor.

    Strangers choose the certificates that come along, and a hundred of one name could be put in
    order in more ways than there is time for: so only signatures that are right lead on, a chain
    has a length, and the whole search a number of signatures that it verifies. What is malformed
    among them leads nowhere, and is in nobody's way.
    """

    def __init__(self, beside: Sequence[bytes], anchors: Mapping[bytes, Anchor]) -> None:
        self._anchors = [read_certificate(der) for der in anchors]
        self._beside = list(_readable(der for der in beside if der not in anchors))
        self._left = _MOST_SIGNATURES

    def chains(self, own: Certificate) -> Iterator[list[Certificate]]:
        """Chains that end in an anchor."""
        yield from self._from([own])

    def _from(self, chain: list[Certificate]) -> Iterator[list[Certificate]]:
        for above in self._anchors:
            if self._leads(chain, above):
                yield [*chain, above]
        if len(chain) >= _LONGEST:
            return
        for above in self._beside:
            if above not in chain and self._leads(chain, above):
                yield from self._from([*chain, above])

    def _leads(self, chain: Sequence[Certificate], above: Certificate) -> bool:
        """Whether `above` issued the last of the chain."""
        last = chain[-1]
        if self._left <= 0 or last.parsed.issuer != above.parsed.subject:
            return False
        self._left -= 1
        try:
            return is_issued_by(last, above)
        except TeselaError:
            if len(chain) == 1:  # the one asked about
                raise
            return False


def _readable(ders: Iterable[bytes]) -> Iterator[Certificate]:
    for der in ders:
        with suppress(TeselaError):
            yield read_certificate(der)


def is_issued_by(own: Certificate, above: Certificate) -> bool:
    """Whether `above` signed `own`, by name and by key."""
    with malformed("certificate.malformed"):
        return own.parsed.issuer == above.parsed.subject and above.verifies(
            bytes(own.parsed["signature_value"].native),
            own.parsed["tbs_certificate"].dump(),
            own.parsed["signature_algorithm"],
        )


def _validate(chain: Sequence[Certificate], at: datetime) -> None:
    """RFC 5280, 6.1. Raises what the validator raises."""
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.authority import CertTrustAnchor
    from pyhanko_certvalidator.path import ValidationPath
    from pyhanko_certvalidator.validate import async_validate_path

    own, *above = (one.parsed for one in chain)
    context = ValidationContext(
        trust_roots=[above[-1]], moment=at, allow_fetching=False, revocation_mode="none"
    )
    path = ValidationPath(CertTrustAnchor(above[-1]), list(reversed(above[:-1])), own)
    _run(lambda: async_validate_path(context, path))


def _run(work: Callable[[], Coroutine[Any, Any, object]]) -> None:
    """The validator is written for event loops; it gets one of its own, in a thread of its own.

    Whoever calls may be in a loop already, and nothing is waited for in here.
    """
    import asyncio

    failed: list[Exception] = []

    def loop() -> None:
        try:
            asyncio.run(work())
        except Exception as error:  # noqa: BLE001 - handed on to the caller as it is
            failed.append(error)

    worker = threading.Thread(target=loop)
    worker.start()
    worker.join()
    if failed:
        raise failed[0]
