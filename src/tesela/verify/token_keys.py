"""Whose key signed a token that names no verification method: SD-JWT VC, 3.5; HAIP 1.0, 6.1.1.

One way for each token, never a second when the first fails:

1. `x5c` in the header: the key of the first certificate
2. an issuer that is a DID: the key of that DID which `kid` names
3. an issuer that is an https address: the key which `kid` names in the
   metadata that the issuer publishes (`trust.jwt_issuers`)

A token without issuer (a status list's may be) speaks for the DID in `kid`. A
certificate is the issuer's when it names the issuer's address, or the token
names none; then somebody who is trusted must vouch for it. Otherwise the
issuer must publish the very same key, as in (2) and (3).
"""

import base64
import binascii
from collections.abc import Mapping, Set
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tesela.model.report import Ground, Outcome
from tesela.proofs import seal_certificates
from tesela.proofs.keys import PublicKey
from tesela.proofs.seal_certificates import SealCertificate
from tesela.text.errors import Problem, TeselaError
from tesela.trust import keys
from tesela.trust.fetch import Fetch
from tesela.trust.jwt_issuers import key_of_issuer
from tesela.trust.keys import MethodKey
from tesela.verify import certified
from tesela.verify.certified import MOST_CERTIFICATES, Certified, certified_key
from tesela.verify.key_use import check_use
from tesela.verify.opened import Circumstances

CANNOT_SAY = (
    *certified.CANNOT_SAY,
    "certificate.unproven",
    "issuer.key_revoked",
    "issuer.not_named",
)
"""Codes that leave open whose key it is."""
_CERTIFICATE_CHARACTERS = 70_000
_PURPOSE = "assertionMethod"
Json = Mapping[str, Any]


class SaidIssuer(NamedTuple):
    """Who is said to have signed a token."""

    name: str | None
    """`iss`, else the DID in `kid`, else the name in the certificate."""
    header: Json
    claimed: str | None
    """`iss`, where it stands."""


def said_issuer(header: Json, claims: Json) -> SaidIssuer:
    """Who says to have signed. Raises nothing; a certificate that is none names nobody."""
    claimed = claims.get("iss")
    if isinstance(claimed, str) and claimed:
        return SaidIssuer(claimed, header, claimed)
    if "x5c" in header:
        try:
            return SaidIssuer(certificates_of(header)[0].subject.plain or None, header, None)
        except TeselaError:
            return SaidIssuer(None, header, None)
    kid = header.get("kid")
    controller = kid.partition("#")[0] if isinstance(kid, str) and "#" in kid else None
    return SaidIssuer(controller, header, None)


def certificates_of(header: Json) -> tuple[SealCertificate, ...]:
    """The chain in `x5c` (RFC 7515, 4.1.6), the signer's own certificate first.

    Raises TeselaError `jws.malformed`, `certificate.malformed`.
    """
    listed = header["x5c"]
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_CERTIFICATES:
        raise TeselaError("jws.malformed", member="x5c")
    return tuple(seal_certificates.read(_octets(entry)) for entry in listed)


def _octets(entry: object) -> bytes:
    if not isinstance(entry, str) or len(entry) > _CERTIFICATE_CHARACTERS:
        raise TeselaError("jws.malformed", member="x5c")
    try:
        return base64.b64decode(entry, validate=True)
    except (binascii.Error, ValueError) as error:
        raise TeselaError("jws.malformed", member="x5c") from error


def signing_key(said: SaidIssuer, fetch: Fetch) -> PublicKey:
    """The key that must have signed.

    Raises TeselaError `issuer.not_named`, `certificate.*`, and those of `trust`.
    """
    if "x5c" in said.header:  # 1
        return certificates_of(said.header)[0].key
    return _published(said, fetch).key  # 2, 3


def check_issuer(said: SaidIssuer, asked: Circumstances) -> dict[str, Any]:
    """That the key is the issuer's; what it was found by.

    Raises TeselaError `issuer.*`, `certificate.*`, and those of `trust`.
    """
    if "x5c" in said.header:
        return _check_certified(said, asked)
    found = _published(said, asked.fetch)
    _check_published(found, said, asked)
    return {"issuer": said.name, "methods": [said.header.get("kid")]}


def check_certificate(
    said: SaidIssuer, signed_at: datetime | None, asked: Circumstances
) -> dict[str, Any] | None:
    """Who vouches for the certificate, where the issuer's name rests on it.

    `signed_at` is when the token says it was made. Raises TeselaError `certificate.*`.
    """
    if not _rests_on_certificate(said):
        return None
    found = certified_key(said.header["x5c"], asked, at=asked.existed_by)
    if found.problem or found.vouched is None:
        raise _unless_proven(found, signed_at, asked)
    chain = found.vouched.chain
    return {
        "subject": found.certificate.subject.to_json(),
        "anchor": chain.anchor.name,
        "qualified": chain.is_qualified,
    }


def _unless_proven(
    found: Certified, signed_at: datetime | None, asked: Circumstances
) -> TeselaError:
    """A certificate that ended since leaves open whether the signature is older."""
    own, problem = found.certificate, found.problem or TeselaError("certificate.key")
    ended = problem.code == "certificate.outside" and asked.at > own.valid_until
    unproven = ended and asked.existed_by is None
    if unproven and signed_at and own.valid_from <= signed_at <= own.valid_until:
        return TeselaError("certificate.unproven", until=own.valid_until.isoformat())
    return problem


def certificate_grounds(said: SaidIssuer, asked: Circumstances, passed: Set[str]) -> list[Ground]:
    """What a certificate says of the issuer's name, when its key signed (step `proof`)."""
    if "x5c" not in said.header or "proof" not in passed:
        return []
    own = certificates_of(said.header)[0]
    data = {"name": own.subject.plain, "authority": own.issuer.common or own.issuer.plain}
    evidence = {"subject": own.subject.to_json(), "issuer": own.issuer.to_json()}
    found = certified_key(said.header["x5c"], asked, at=asked.existed_by)
    if found.vouched is None:
        code = "ground.self_certified" if own.self_issued else "ground.certificate_claimed"
        return [Ground("certificate", Outcome.INDETERMINATE, Problem(code, data), evidence)]
    chain = found.vouched.chain
    code = "ground.certificate_qualified" if chain.is_qualified else "ground.certificate"
    anchored = {**evidence, "anchor": chain.anchor.name, "qualified": chain.is_qualified}
    return [Ground("certificate", Outcome.PASSED, Problem(code, data), anchored)]


def _rests_on_certificate(said: SaidIssuer) -> bool:
    """Whether only the certificate says who the issuer is."""
    if "x5c" not in said.header:
        return False
    if said.claimed is None:
        return True
    named = seal_certificates.addresses(certificates_of(said.header)[0].der)
    host = urlsplit(said.claimed).hostname if said.claimed.startswith("https://") else None
    return said.claimed in named or (host is not None and host in named)


def _check_certified(said: SaidIssuer, asked: Circumstances) -> dict[str, Any]:
    leaf = certificates_of(said.header)[0]
    if not leaf.may_sign:
        raise TeselaError("issuer.key_purpose", method=leaf.subject.plain)
    evidence = {"issuer": said.name, "certificate": leaf.subject.to_json()}
    if _rests_on_certificate(said):
        return evidence
    found = _published(said, asked.fetch)
    if found.key != leaf.key:
        raise TeselaError(
            "issuer.other", controller=leaf.subject.plain, issuer=str(said.name)[:300]
        )
    _check_published(found, said, asked)
    return {**evidence, "methods": [said.header.get("kid")]}


def _check_published(found: MethodKey, said: SaidIssuer, asked: Circumstances) -> None:
    if found.controller != said.name:
        raise TeselaError(
            "issuer.other", controller=found.controller[:300], issuer=str(said.name)[:300]
        )
    if _PURPOSE not in found.purposes:
        raise TeselaError("issuer.key_purpose", method=str(said.header.get("kid"))[:300])
    check_use(found, asked.at, asked)


def _published(said: SaidIssuer, fetch: Fetch) -> MethodKey:
    issuer, kid = said.name, said.header.get("kid")
    if kid is not None and not isinstance(kid, str):
        raise TeselaError("jws.malformed", member="kid")
    if issuer is None:
        raise TeselaError("issuer.not_named")
    if issuer.startswith("https://"):
        return MethodKey(key_of_issuer(issuer, kid, fetch), issuer, frozenset((_PURPOSE,)))
    if not issuer.startswith("did:"):
        raise TeselaError("issuer.not_named")
    if kid and "#" in kid.removeprefix("#"):
        return keys.key_of_method(kid, fetch)
    if kid:
        return keys.key_named(issuer, kid, fetch)
    if method := keys.only_method(issuer):
        return keys.key_of_method(method, fetch)
    raise TeselaError("method.not_listed", method=issuer[:300])
