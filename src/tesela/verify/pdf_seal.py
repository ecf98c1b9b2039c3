"""The seal on a PDF's pages: are they as somebody sealed them, and who was that?

1. find the seals, and check that they are right and cover the whole file
   (`proofs.pdf_seals`); one changed byte fails
2. of each, believe its time-stamp when the authority leads to an anchor and
   was not revoked; else the time of asking counts
3. see who vouches for the certificate at that moment, with what the document
   itself carries of chains and revocation

A seal that nobody vouches for says that nothing was changed since, and no
more: the check passes and says so. It fails when a chain to somebody trusted
breaks a rule, or the certificate was revoked before. A certificate that ended
before any proven time leaves it indeterminate.

Who sealed the pages is no ground for the name of the credential's issuer: a
stranger can put a credential into pages of their own and seal them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tesela.model.report import CheckResult, Outcome
from tesela.proofs import pdf_seals, seal_certificates
from tesela.proofs.pdf_seals import CheckedSeal, SealedPdf
from tesela.text.errors import Problem, TeselaError
from tesela.verify import certified
from tesela.verify.certified import Vouched, vouched_for
from tesela.verify.opened import Circumstances

NAME = "seal"
CLAUSE = "ETSI EN 319 142-1, 5 and 6; ETSI EN 319 102-1, 5; ISO 32000-2, 12.8"
_CANNOT_SAY = (
    "certificate.unproven",
    "pades.algorithm",
    "pades.too_many",
    "pades.too_much",
    "pades.unsupported",
    "stamp.algorithm",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """The seal's check, and what people are told of the pages."""

    check: CheckResult
    content: Mapping[str, Any] = field(default_factory=dict)
    """`name`, `at` where a time is proven, `vouched`; empty where the pages count for nothing."""


def judged(pdf: bytes, asked: Circumstances) -> Judged | None:
    """What can be said of the pages; None where no seal is on them."""
    try:
        sealed = pdf_seals.read(pdf)
        if sealed is None:
            return None
        seals, _ = pdf_seals.check(sealed, pdf)
        said = [_said(seal, sealed, asked) for seal in seals]
    except TeselaError as error:
        unknown = error.code in _CANNOT_SAY
        outcome = Outcome.INDETERMINATE if unknown else Outcome.FAILED
        return Judged(CheckResult(NAME, outcome, error.problem, CLAUSE, error.problem.data))
    if not said:
        return None
    first = next((one for one in said if one["vouched"]), said[0])
    code = "pades.ok" if first["vouched"] else "pades.intact"
    problem = Problem(code, {"name": first["name"]})
    return Judged(CheckResult(NAME, Outcome.PASSED, problem, CLAUSE, {"seals": said}), first)


def _said(seal: CheckedSeal, sealed: SealedPdf, asked: Circumstances) -> dict[str, Any]:
    """Steps 2 and 3, of one seal."""
    own = seal_certificates.read(seal.certificate.der)
    proven = _proven(seal, sealed, asked)
    said: dict[str, Any] = {
        "name": own.subject.plain,
        "subject": own.subject.to_json(),
        "issuer": own.issuer.to_json(),
        "at": proven and proven.isoformat(),
        "vouched": False,
        "reason": None,
    }
    try:
        vouched = _vouched(own.der, seal, sealed, asked, proven or asked.at)
    except TeselaError as error:
        if error.code == "certificate.outside" and proven is None and asked.at > own.valid_until:
            until = own.valid_until.isoformat()
            raise TeselaError("certificate.unproven", until=until) from error
        if error.code not in certified.CANNOT_SAY:
            raise
        return {**said, "reason": error.code}
    anchor = vouched.chain.anchor.name
    return {**said, "vouched": True, "anchor": anchor, "qualified": vouched.chain.is_qualified}


def _proven(seal: CheckedSeal, sealed: SealedPdf, asked: Circumstances) -> datetime | None:
    """Since when the seal exists, by an authority that is believed."""
    if seal.stamp is None or seal.authority is None:
        return None
    used_at = seal.stamp.gen_time
    beside = (*seal.stamp.certificates, *sealed.store.certificates)
    values = sealed.store.values
    try:
        vouched_for(seal.authority.der, beside, values, asked, asked.at, used_at=used_at)
    except TeselaError:
        return None
    return used_at


def _vouched(
    own: bytes, seal: CheckedSeal, sealed: SealedPdf, asked: Circumstances, at: datetime
) -> Vouched:
    beside = (*seal.beside, *sealed.store.certificates)
    return vouched_for(own, beside, sealed.store.values, asked, at)
