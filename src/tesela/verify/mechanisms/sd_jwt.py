"""Credentials for wallets: SD-JWT VC (IETF draft 19) on SD-JWT (RFC 9901).

1. form         header and claims are what they must be
2. disclosures  every statement that is shown was signed, once, in its place
3. proof        the issuer's signature is correct
4. certificate  somebody whom one trusts vouches for who signed, where only a certificate says who
5. issuer       the key belongs to the issuer
6. dates        the token counts at this time
7. key-binding  whoever shows it proved, for us, that it is theirs
8. status       it has not been withdrawn or suspended
9. type         it says what its type asks for, where the type's description is at hand

Header `dc+sd-jwt`, and `vc+sd-jwt` of earlier drafts. Claims that must be seen
by everybody (SD-JWT VC, 3.2.2.2) cannot have been held apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tesela.model.report import CheckResult, Ground, Outcome
from tesela.proofs import jws, key_binding, sd_jwt
from tesela.text.errors import TeselaError
from tesela.verify import token_dates, token_states, token_types
from tesela.verify.opened import Circumstances, Json, Mechanism, Opened, Passed
from tesela.verify.token_keys import (
    CANNOT_SAY,
    SaidIssuer,
    certificate_grounds,
    check_certificate,
    check_issuer,
    said_issuer,
    signing_key,
)

TYPES = ("dc+sd-jwt", "vc+sd-jwt")
ALWAYS_SEEN = frozenset(("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"))
_NEVER_HIDDEN = frozenset((name,) for name in ALWAYS_SEEN)
_FRESH_FOR = timedelta(minutes=10)
"""How old the holder's proof may be when somebody asked for it."""


@dataclass(frozen=True, slots=True)
class _Details:
    """The token, and what came of putting its statements into place."""

    token: sd_jwt.SdJwt
    signed: Json
    """What the issuer signed, digests in place of statements."""
    shown: sd_jwt.Disclosed
    fault: TeselaError | None
    said: SaidIssuer


def recognises(secured: Json | str) -> bool:
    """Text with `~` between its parts, or JSON with disclosures beside a signature."""
    return "~" in secured if isinstance(secured, str) else sd_jwt.is_json_form(secured)


def opened(secured: Json | str) -> Opened:
    """Raises TeselaError `sdjwt.malformed`, `sdjwt.too_many`, and those of `jws`."""
    token = sd_jwt.parse(secured) if isinstance(secured, str) else sd_jwt.parse_json(secured)
    claims = jws.claims(token.token)
    fault = None
    try:
        shown = sd_jwt.disclosed(token, claims)
    except TeselaError as error:
        shown, fault = sd_jwt.Disclosed(claims, frozenset()), error
    said = said_issuer(token.token.header, claims)
    details = _Details(token, claims, shown, fault, said)
    return Opened(secured, shown.claims, said.name, details, held_back=shown.paths)


def _form(opened: Opened, asked: Circumstances) -> Passed:
    details: _Details = opened.details
    header, claims = details.token.token.header, details.signed
    if header.get("typ") not in TYPES:
        raise TeselaError("form.member", member="typ")
    for name, kind, needed in (
        ("vct", str, True),
        ("iss", str, False),
        ("cnf", dict, False),
        ("status", dict, False),
        ("vct#integrity", str, False),
    ):
        if (needed or name in claims) and not (isinstance(claims.get(name), kind) and claims[name]):
            raise TeselaError("form.member", member=name)
    for name in ("iat", "nbf", "exp"):
        token_dates.moment(claims, name)
    return Passed("sdjwt.form_ok", {"type": claims["vct"], "typ": header["typ"]})


def _disclosures(opened: Opened, asked: Circumstances) -> Passed:
    details: _Details = opened.details
    if details.fault:
        raise details.fault
    if hidden := details.shown.paths & _NEVER_HIDDEN:
        raise TeselaError("sdjwt.never_hidden", name=min(hidden)[0])
    return Passed("sdjwt.disclosures_ok", {"shown": len(details.token.disclosures)})


def _proof(opened: Opened, asked: Circumstances) -> Passed:
    details: _Details = opened.details
    algorithm = jws.check_header(details.token.token.header).name
    if not jws.is_signed_by(details.token.token, signing_key(details.said, asked.fetch)):
        raise TeselaError("proof.wrong", cryptosuite=algorithm)
    return Passed("proof.ok", {"algorithm": algorithm})


def _certificate(opened: Opened, asked: Circumstances) -> Passed | None:
    found = check_certificate(
        opened.details.said, token_dates.moment(opened.document, "iat"), asked
    )
    return Passed("certificate.ok", {"certificates": [found]}) if found else None


def _issuer(opened: Opened, asked: Circumstances) -> Passed:
    return Passed("issuer.ok", check_issuer(opened.details.said, asked))


def _dates(opened: Opened, asked: Circumstances) -> Passed:
    return Passed("dates.ok", token_dates.check(opened.document, asked.at))


def _key_binding(opened: Opened, asked: Circumstances) -> Passed | None:
    return check_key_binding(opened.details.token, opened.document, asked)


def check_key_binding(token: sd_jwt.SdJwt, claims: Json, asked: Circumstances) -> Passed | None:
    """That whoever shows the token has its holder's key, where that was asked for or is shown.

    Raises TeselaError `holder.*` and those of `key_binding.check_binding`.
    """
    key = key_binding.holder_key(claims)
    wanted = asked.challenge is not None or asked.domain is not None
    if token.key_binding is None:
        if wanted:
            raise TeselaError("holder.missing")
        return Passed("holder.not_shown") if key else None
    if key is None:
        raise TeselaError("holder.no_key")
    said = key_binding.check_binding(
        token,
        key,
        at=asked.at,
        audience=asked.domain,
        nonce=asked.challenge,
        fresh_for=_FRESH_FOR if wanted else None,
    )
    return Passed("holder.ok" if wanted else "holder.ok_not_asked", {"audience": said["aud"][:300]})


def _type(opened: Opened, asked: Circumstances) -> Passed:
    return token_types.check(opened.details.shown, asked)


def _grounds(
    opened: Opened, asked: Circumstances, checks: Sequence[CheckResult]
) -> tuple[Ground, ...]:
    passed = {check.id for check in checks if check.outcome is Outcome.PASSED}
    return tuple(certificate_grounds(opened.details.said, asked, passed))


SD_JWT = Mechanism(
    name="sd-jwt",
    recognises=recognises,
    opened=opened,
    steps={
        "form": (_form, "SD-JWT VC, 3.2"),
        "disclosures": (_disclosures, "RFC 9901, 7.1; SD-JWT VC, 3.2.2"),
        "proof": (_proof, "RFC 9901, 7.1; RFC 7515, 5.2"),
        "certificate": (_certificate, "HAIP 1.0, 6.1.1; RFC 5280, 6"),
        "issuer": (_issuer, "SD-JWT VC, 3.5"),
        "dates": (_dates, "RFC 7519, 4.1"),
        "key-binding": (_key_binding, "RFC 9901, 7.3"),
        "status": (token_states.status, "Token Status List, 8.3"),
        "type": (_type, "SD-JWT VC, 4"),
    },
    first=("form", "disclosures"),
    grounds=_grounds,
    cannot_say=(*CANNOT_SAY, "sdjwt.type_unreadable"),
)
