"""Credentials as JSON Web Tokens: VC-JOSE-COSE, VCDM 1.1 and Open Badges 3.0 (`proofs.vc_jose`).

1. token     header and claims are what they must be, and contradict nothing
2. form      the document has the form of a verifiable credential
3. meaning   every member has a published meaning
4. proof     the signature is correct
5. certificate  somebody whom one trusts vouches for who signed, where that rests on a certificate
6. issuer    the key belongs to the issuer, who makes statements with it
7. dates     document and token are valid at this time
8. key-binding  of an SD-JWT: whoever shows it proved, for us, that it is theirs
9. status    it has not been withdrawn or suspended
10. resources the pinned documents that we have are the right ones

Which key (VC-JOSE-COSE, 4): the one at the address in `kid`; else the one of
the issuer's that `kid` names; else the issuer's only one (did:key, did:jwk).
A key in the header (`jwk`) says by itself nothing about whose it is: the
signature is compared with it, and the issuer must list it; so of a JWK at a page
(Open Badges), which may also be a page below the issuer's own address. With certificates
(`x5c`) it is the first one's, which is the issuer's when it names the issuer's
address and somebody who is trusted vouches for it (`token_keys`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tesela.codecs import jsontext
from tesela.model.report import CheckResult, Ground, Outcome
from tesela.proofs import jwk, jws, vc_jose
from tesela.proofs.keys import PublicKey
from tesela.text.errors import TeselaError
from tesela.trust import keys
from tesela.trust.fetch import Fetch
from tesela.trust.keys import MethodKey
from tesela.verify import common, states
from tesela.verify.enveloped import is_selective
from tesela.verify.key_use import check_use
from tesela.verify.mechanisms.sd_jwt import check_key_binding
from tesela.verify.opened import Circumstances, Json, Mechanism, Opened, Passed
from tesela.verify.token_keys import (
    CANNOT_SAY,
    SaidIssuer,
    certificate_grounds,
    certificates_of,
    check_certificate,
    check_issuer,
)

_SELECTIVE = "sd-jwt"
_JWK_BYTES = 20_000
_PURPOSES = ("assertionMethod", "authentication")
OPEN = ("jsonld.unknown_context", "token.no_key", "token.not_published", *CANNOT_SAY)
"""Codes that leave a check of a token open."""


def recognises(secured: Json | str) -> bool:
    """A compact JWS that is no SD-JWT."""
    return (
        isinstance(secured, str)
        and "~" not in secured
        and _SELECTIVE not in str(vc_jose.header_of(secured).get("typ", "")).lower()
    )


def opened(secured: Json | str) -> Opened:
    """Raises TeselaError `input.unknown` for a token that secures no credential."""
    if not isinstance(secured, str):
        raise TeselaError("input.unknown")
    found = vc_jose.read(secured)
    if found.kind is not vc_jose.CREDENTIAL:
        raise TeselaError("input.unknown")
    if not {"@context", "type", "credentialSubject"} & found.document.keys():
        raise TeselaError("input.unknown")
    issuer = vc_jose.party_of(found.document, found.kind)
    return Opened(secured, found.document, None if issuer is None else str(issuer), found)


def key_beside(found: vc_jose.Secured, fetch: Fetch) -> PublicKey | None:
    """The key that came along in the header or stands at a page, where no address names another.

    Raises TeselaError `jws.malformed`, `key.not_valid`, `multibase.invalid`, `certificate.*`,
    and of a page `fetch.*`, `json.*`.
    """
    header = found.token.header
    if _is_address(header.get("kid")):
        return None
    if "x5c" in header:
        return certificates_of(header)[0].key
    stated = header.get("jwk")
    if stated is None and _is_page(header.get("kid")):
        stated = jsontext.parse(fetch(header["kid"]), _JWK_BYTES)
    if stated is None:
        return None
    kind = jwk.kind_of(stated) if isinstance(stated, dict) else None
    if kind is None:
        raise TeselaError("jws.malformed", member="jwk")
    return jwk.public_key(stated, kind)


def key_of_party(found: vc_jose.Secured, party: str, fetch: Fetch) -> MethodKey:
    """The key of `party` that the token was signed with, as `party` publishes it.

    Raises TeselaError `token.no_key`, `token.not_published`, and those of `trust.keys`.
    """
    header = found.token.header
    beside = key_beside(found, fetch)
    if beside is not None:
        if _is_page(header.get("kid")) and header["kid"].startswith(f"{party.rstrip('/')}/"):
            return MethodKey(beside, party, frozenset(_PURPOSES))  # A page of the party's own.
        return _listed(party, beside, fetch)
    name = header.get("kid", found.claims.get("kid"))
    if name is not None and not isinstance(name, str):
        raise TeselaError("jws.malformed", member="kid")
    if name and _is_address(name):
        return keys.key_of_method(name, fetch)
    if name:
        return keys.key_named(party, name, fetch)
    if method := keys.only_method(party):
        return keys.key_of_method(method, fetch)
    raise TeselaError("token.no_key")


def _listed(party: str, key: PublicKey, fetch: Fetch) -> MethodKey:
    """Many issuers' addresses lead to a page for people: that says nothing about the key."""
    try:
        return keys.key_listed(party, key, fetch)
    except TeselaError as error:
        if error.code.startswith("json.") or error.code == "method.document":
            raise TeselaError("token.not_published", issuer=party[:300]) from error
        raise


def must_be_signed(found: vc_jose.Secured, party: str, fetch: Fetch) -> None:
    """Raises TeselaError `proof.wrong` and those of `key_of_party` and `jws`."""
    key = key_beside(found, fetch) or key_of_party(found, party, fetch).key
    if not jws.is_signed_by(found.token, key):
        raise TeselaError("proof.wrong", cryptosuite=str(found.token.header["alg"]))


def must_be_bound(
    found: vc_jose.Secured, party: str, asked: Circumstances, purposes: frozenset[str]
) -> None:
    """The key must be the party's own, for one of `purposes`, and not ended when it signed.

    Raises TeselaError `issuer.other`, `issuer.key_purpose`, those of
    `check_use` and those of `key_of_party`.
    """
    if said := certified(found, party):
        check_issuer(said, asked)
        return
    key = key_of_party(found, party, asked.fetch)
    if key.controller != party:
        raise TeselaError("issuer.other", controller=key.controller[:300], issuer=party[:300])
    if not purposes & key.purposes:
        raise TeselaError("issuer.key_purpose", method=str(found.token.header.get("kid"))[:300])
    check_use(key, min(_signed_at(found, asked), asked.at), asked)


def certified(found: vc_jose.Secured, party: str) -> SaidIssuer | None:
    """What the token says of its signer by certificates; None where an address names the key."""
    header = found.token.header
    if "x5c" not in header or _is_address(header.get("kid")):
        return None
    return SaidIssuer(party, header, party)


def must_be_vouched_for(
    found: vc_jose.Secured, party: str, asked: Circumstances
) -> dict[str, Any] | None:
    """Who vouches for the certificate, where whose key it is rests on it.

    Raises TeselaError `certificate.*`.
    """
    said = certified(found, party)
    return check_certificate(said, _signed_at(found, asked), asked) if said else None


def must_be_in_time(found: vc_jose.Secured, asked: Circumstances) -> None:
    """RFC 7519, 4.1.4 and 4.1.5. Raises TeselaError `dates.not_yet`, `dates.over`."""
    start, end = found.moment("nbf"), found.moment("exp")
    if start and asked.at < start:
        raise TeselaError("dates.not_yet", start=start.isoformat(), at=asked.at.isoformat())
    if end and asked.at >= end:
        raise TeselaError("dates.over", end=end.isoformat())


def _is_page(name: object) -> bool:
    """Open Badges 3.0, 8.2.2: `kid` may be the address of a JWK."""
    return isinstance(name, str) and name.startswith("https://") and "#" not in name


def _is_address(name: object) -> bool:
    return isinstance(name, str) and "#" in name.removeprefix("#")


def _signed_at(found: vc_jose.Secured, asked: Circumstances) -> datetime:
    """`iat` where it says a moment: writers put texts there, and nothing else hangs on it."""
    value = found.claims.get("iat")
    return (found.moment("iat") or asked.at) if isinstance(value, int | float) else asked.at


def _token(opened: Opened, asked: Circumstances) -> Passed:
    found: vc_jose.Secured = opened.details
    vc_jose.check(found)
    return Passed("token.ok", {"typ": found.token.header.get("typ"), "claims": [*found.claims]})


def _proof(opened: Opened, asked: Circumstances) -> Passed:
    must_be_signed(opened.details, str(opened.issuer), asked.fetch)
    return Passed("proof.ok", {"algorithm": opened.details.token.header["alg"]})


def _certificate(opened: Opened, asked: Circumstances) -> Passed | None:
    vouched = must_be_vouched_for(opened.details, str(opened.issuer), asked)
    return Passed("certificate.ok", {"certificates": [vouched]}) if vouched else None


def _grounds(
    opened: Opened, asked: Circumstances, checks: Sequence[CheckResult]
) -> tuple[Ground, ...]:
    said = certified(opened.details, str(opened.issuer))
    passed = {check.id for check in checks if check.outcome is Outcome.PASSED}
    return tuple(certificate_grounds(said, asked, passed)) if said else ()


def _issuer(opened: Opened, asked: Circumstances) -> Passed:
    purposes = frozenset(("assertionMethod",))
    must_be_bound(opened.details, str(opened.issuer), asked, purposes)
    method = opened.details.token.header.get("kid")
    return Passed("issuer.ok", {"issuer": opened.issuer, "methods": [method]})


def _dates(opened: Opened, asked: Circumstances) -> Passed:
    must_be_in_time(opened.details, asked)
    return common.dates(opened, asked)


def _key_binding(opened: Opened, asked: Circumstances) -> Passed | None:
    found: vc_jose.Secured = opened.details
    if found.selective is None:
        return None
    return check_key_binding(found.selective, found.claims, asked)


JOSE = Mechanism(
    name="vc-jwt",
    recognises=recognises,
    opened=opened,
    steps={
        "token": (_token, "Securing VCs using JOSE and COSE, 3.1; VC Data Model 1.1, 6.3.1"),
        "form": (common.form, "VC Data Model 2.0, 4"),
        "meaning": (common.meaning, "VC Data Model 2.0, 5.2; JSON-LD 1.1"),
        "proof": (_proof, "RFC 7515, 5.2; Securing VCs using JOSE and COSE, 5"),
        "certificate": (_certificate, "RFC 7515, 4.1.6; RFC 5280, 6"),
        "issuer": (_issuer, "Securing VCs using JOSE and COSE, 4; VC Data Model 2.0, 4.7"),
        "dates": (_dates, "VC Data Model 2.0, 4.9; RFC 7519, 4.1"),
        "key-binding": (_key_binding, "RFC 9901, 7.3"),
        "status": (states.status, "Bitstring Status List 1.0, 3.2"),
        "resources": (common.resources, "VC Data Model 2.0, 5.3"),
    },
    first=("token", "form"),
    grounds=_grounds,
    cannot_say=OPEN,
)
SELECTIVE = JOSE._replace(
    name="vc-sd-jwt",
    recognises=lambda secured: (
        isinstance(secured, str) and "~" in secured and is_selective(secured)
    ),
)
"""The same with parts that can be held back (VC-JOSE-COSE, 3.2)."""
