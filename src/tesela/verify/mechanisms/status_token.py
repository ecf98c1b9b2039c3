"""The token of a status list: `statuslist+jwt` (Token Status List, IETF draft 20, 5.1 and 8.3).

1. form         header and claims are what they must be
2. proof        the signature is correct
3. certificate  somebody whom one trusts vouches for it, where only a certificate says who
4. issuer       the key belongs to the issuer
5. dates        the list counts at this time

`ttl` says how long a copy may be kept, not how long the list counts.
"""

from dataclasses import dataclass

from tesela.proofs import jws
from tesela.status import token_list
from tesela.text.errors import TeselaError
from tesela.verify import token_dates
from tesela.verify.opened import Circumstances, Json, Mechanism, Opened, Passed
from tesela.verify.token_keys import (
    CANNOT_SAY,
    SaidIssuer,
    check_certificate,
    check_issuer,
    said_issuer,
    signing_key,
)


@dataclass(frozen=True, slots=True)
class _Details:
    token: jws.Token
    said: SaidIssuer


def recognises(secured: Json | str) -> bool:
    """A compact JWS that says it is a status list's token."""
    if not isinstance(secured, str) or "~" in secured:
        return False
    try:
        return jws.parse(secured).header.get("typ") == token_list.TYPE
    except TeselaError:
        return False


def opened(secured: Json | str) -> Opened:
    """Raises TeselaError `input.unknown`, and those of `jws`."""
    if not isinstance(secured, str):
        raise TeselaError("input.unknown")
    token = jws.parse(secured)
    claims = jws.claims(token)
    said = said_issuer(token.header, claims)
    return Opened(secured, claims, said.name, _Details(token, said))


def _form(opened: Opened, asked: Circumstances) -> Passed:
    claims = opened.document
    stated = claims.get("status_list")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise TeselaError("form.member", member="sub")
    if token_dates.moment(claims, "iat") is None:
        raise TeselaError("form.member", member="iat")
    ttl = claims.get("ttl", 1)
    if not isinstance(ttl, int | float) or isinstance(ttl, bool) or ttl <= 0:
        raise TeselaError("form.member", member="ttl")
    bits = stated.get("bits") if isinstance(stated, dict) else None
    if not isinstance(stated, dict) or isinstance(bits, bool) or bits not in token_list.BITS:
        raise TeselaError("form.member", member="status_list")
    if not isinstance(stated.get("lst"), str):
        raise TeselaError("form.member", member="lst")
    return Passed("sdjwt.form_ok", {"type": token_list.TYPE})


def _proof(opened: Opened, asked: Circumstances) -> Passed:
    details: _Details = opened.details
    algorithm = jws.check_header(details.token.header).name
    if not jws.is_signed_by(details.token, signing_key(details.said, asked.fetch)):
        raise TeselaError("proof.wrong", cryptosuite=algorithm)
    return Passed("proof.ok", {"algorithm": algorithm})


def _certificate(opened: Opened, asked: Circumstances) -> Passed | None:
    signed_at = token_dates.moment(opened.document, "iat")
    found = check_certificate(opened.details.said, signed_at, asked)
    return Passed("certificate.ok", {"certificates": [found]}) if found else None


def _issuer(opened: Opened, asked: Circumstances) -> Passed:
    return Passed("issuer.ok", check_issuer(opened.details.said, asked))


def _dates(opened: Opened, asked: Circumstances) -> Passed:
    return Passed("dates.ok", token_dates.check(opened.document, asked.at))


STATUS_TOKEN = Mechanism(
    name="status-token",
    recognises=recognises,
    opened=opened,
    steps={
        "form": (_form, "Token Status List, 5.1"),
        "proof": (_proof, "RFC 7515, 5.2"),
        "certificate": (_certificate, "HAIP 1.0, 6.1.1; RFC 5280, 6"),
        "issuer": (_issuer, "Token Status List, 11.3"),
        "dates": (_dates, "Token Status List, 5.1; RFC 7519, 4.1"),
    },
    first=("form",),
    cannot_say=CANNOT_SAY,
)
