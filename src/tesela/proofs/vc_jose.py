"""Credentials and presentations as JSON Web Tokens.

Two standards, which differ in what the payload is:

* Securing Verifiable Credentials using JOSE and COSE (W3C), 3.1: it is the
  document itself; `vc` and `vp` must not be there. JWT claims may stand beside
  the document's members and must not contradict them. Open Badges 3.0, 8.2.2,
  has the same form with the media type left out or `JWT`.
  In an SD-JWT (3.2) it is so after what is shown was put into its place.
* VC Data Model 1.1, 6.3.1: the document is in the claim `vc` or `vp`, and
  parts of it may be left to JWT claims, from which they are put back.

`secure` writes the first; `read` reads both. A token that contradicts itself
is refused, since readers would differ in which part they believe.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tesela.proofs import jws, sd_jwt
from tesela.proofs.keys import Signer
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]
V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"


class Kind(NamedTuple):
    """What a token can secure: a credential or a presentation."""

    media_type: str
    """`typ`, without `application/`."""
    content_type: str
    """`cty`, likewise."""
    claim: str
    """Where VCDM 1.1 has the document."""
    party: str
    """The member that names who secures it."""
    envelope: str
    """The type of a document that is only a token in JSON (VCDM 2.0, 4.13)."""


CREDENTIAL = Kind("vc+jwt", "vc", "vc", "issuer", "EnvelopedVerifiableCredential")
PRESENTATION = Kind("vp+jwt", "vp", "vp", "holder", "EnvelopedVerifiablePresentation")
_PRESENTED = "VerifiablePresentation"
_ENVELOPES = (CREDENTIAL.envelope, PRESENTATION.envelope)
_ALSO_TYPED = {"jwt", "", "{}+ld+jwt", "{}+ld+json+jwt"}
"""What `typ` may say besides: Open Badges and VCDM 1.1 leave it out or write JWT; older drafts."""
_ALSO_CONTAINS = {"", "{}+ld+json", "credential+ld+json", "json"}
CLAIMS = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "cnf")
"""Claims of JWT (RFC 7519, 4.1), of presentations (`nonce`) and of key holders (RFC 7800)."""
_LATEST = 253_402_300_799
"""The last second of the year 9999; a later one is no date."""


@dataclass(frozen=True, slots=True)
class Secured:
    """A token, read and not verified."""

    token: jws.Token
    kind: Kind
    document: Json
    """The document, complete, without claims that are only JWT's."""
    claims: Json
    """The JWT claims beside it."""
    is_inside: bool
    """Whether the document stands in the claim of VCDM 1.1."""
    selective: sd_jwt.SdJwt | None = None
    """The SD-JWT it is, where parts of the document can be held back."""
    fault: TeselaError | None = None
    """Why what is shown cannot be put into its place; the document is without it."""

    @property
    def version(self) -> str:
        """The document's first context; empty where it has none."""
        contexts = self.document.get("@context")
        first = contexts[:1] if isinstance(contexts, list) else [contexts]
        return first[0] if first and isinstance(first[0], str) else ""

    def moment(self, claim: str) -> datetime | None:
        """The moment in a claim. Raises TeselaError `token.number` (RFC 7519, 2)."""
        value = self.claims.get(claim)
        return None if value is None else _moment(value, claim)


def secure(document: Json, signer: Signer, kind: Kind = CREDENTIAL, **claims: str | int) -> str:
    """The compact token of a document of the VC Data Model 2.0.

    `claims` go beside the document's members, such as `nonce` and `aud` of a
    presentation. Whoever names the signer is the document; the key is named by
    its address. Raises TeselaError `token.party` where the signer is another
    than the document's issuer or holder.
    """
    header = header_for(document, signer, kind)
    return jws.sign(header, jws.plain({**document, **claims}), signer)


def header_for(document: Json, signer: Signer, kind: Kind) -> dict[str, str]:
    """The header of the token. Raises TeselaError `token.party`."""
    party = party_of(document, kind)
    if party is not None and party != signer.verification_method.partition("#")[0]:
        raise TeselaError("token.party", member=kind.party)
    return {
        "kid": signer.verification_method,
        "typ": kind.media_type,
        "cty": kind.content_type,
    }


def claims_of(document: Json) -> dict[str, str | int]:
    """The JWT claims that say what a credential's members say (Open Badges 3.0, 8.2.2.1).

    Readers that know nothing of credentials find issuer, subject and times in them.
    """
    subject = document.get("credentialSubject")
    found = {
        "iss": party_of(document, CREDENTIAL),
        "jti": document.get("id"),
        "sub": subject.get("id") if isinstance(subject, dict) else None,
        "nbf": _seconds(document.get("validFrom")),
        "exp": _seconds(document.get("validUntil")),
    }
    return {claim: value for claim, value in found.items() if isinstance(value, str | int)}


def enveloped(token: str, kind: Kind = CREDENTIAL, media_type: str | None = None) -> dict[str, Any]:
    """`token` as a JSON document that can stand in a presentation (VCDM 2.0, 4.13)."""
    named = media_type or kind.media_type
    return {
        "@context": V2,
        "type": kind.envelope,
        "id": f"data:application/{named},{token}",
    }


def read(compact: str) -> Secured:
    """A token of either standard.

    Raises TeselaError `jws.*`, `json.*`, `multibase.invalid`, `sdjwt.malformed`.

    What contradicts itself is still read: `check` says so.
    """
    if "~" in compact:
        return _read_selective(sd_jwt.parse(compact))
    token = jws.parse(compact)
    claims = jws.claims(token)
    kind = kind_of(token.header, claims)
    stated = claims.get(kind.claim)
    beside = {name: claims[name] for name in CLAIMS if name in claims}
    if isinstance(stated, dict) and "@context" not in claims:
        return Secured(token, kind, _put_back(stated, beside, kind), beside, is_inside=True)
    document = {name: member for name, member in claims.items() if name not in CLAIMS}
    return Secured(token, kind, document, beside, is_inside=False)


def _read_selective(text: sd_jwt.SdJwt) -> Secured:
    """VC-JOSE-COSE, 3.2: the claims of the SD-JWT, as shown, are the document."""
    token, fault = text.token, None
    try:
        claims: Json = sd_jwt.disclosed(text).claims
    except TeselaError as error:
        claims, fault = jws.claims(token), error
    beside = {name: claims[name] for name in CLAIMS if name in claims}
    document = {name: member for name, member in claims.items() if name not in CLAIMS}
    kind = kind_of(token.header, claims)
    return Secured(token, kind, document, beside, False, text, fault)


def kind_of(header: Json, claims: Json) -> Kind:
    """Whether a token secures a credential or a presentation."""
    if "@context" not in claims and ("vp" in claims) != ("vc" in claims):
        return PRESENTATION if "vp" in claims else CREDENTIAL
    types = claims.get("type")
    stated = types if isinstance(types, list) else [types]
    for kind, name in ((CREDENTIAL, "VerifiableCredential"), (PRESENTATION, _PRESENTED)):
        if name in stated:
            return kind
    return PRESENTATION if _named(header, "typ").startswith("vp+") else CREDENTIAL


def check(secured: Secured) -> None:
    """What header and claims must be like, apart from times and keys.

    Raises TeselaError `token.media_type`, `token.claim`, `token.number`,
    `token.contradiction` and those of `jws.check_header`.
    """
    kind, header = secured.kind, secured.token.header
    if secured.fault:
        raise secured.fault
    jws.check_header(header)
    if "b64" in header:
        raise TeselaError("jws.malformed", member="b64")  # RFC 7797, 6: only with `crit`
    if secured.selective:
        _check_media("typ", header, kind.media_type.replace("+", "+sd-"), kind.claim, set())
    else:
        _check_media("typ", header, kind.media_type, kind.claim, _ALSO_TYPED)
    _check_media("cty", header, kind.content_type, kind.claim, _ALSO_CONTAINS)
    if secured.version != V1 or not secured.is_inside:
        for claim in ("vc", "vp"):
            if claim in jws.claims(secured.token):
                raise TeselaError("token.claim", claim=claim)
    for claim in ("exp", "nbf"):
        secured.moment(claim)
    for claim, member, stated in _doubly_stated(secured):
        if stated is not None and secured.claims.get(claim, stated) != stated:
            raise TeselaError("token.contradiction", claim=claim, member=member)


def party_of(document: Json, kind: Kind) -> object:
    """The id of who secures the document."""
    stated = document.get(kind.party)
    return stated.get("id") if isinstance(stated, dict) else stated


def token_in(envelope: Json) -> tuple[str, str]:
    """Media type and token of a document that is an envelope (VCDM 2.0, 4.13 and 4.14).

    Raises TeselaError `token.envelope` naming the member that is wrong.
    """
    contexts = envelope.get("@context")
    if (contexts if isinstance(contexts, list) else [contexts])[:1] != [V2]:
        raise TeselaError("token.envelope", member="@context")
    types = envelope.get("type")
    listed = types if isinstance(types, list) else [types]
    if len(listed) != 1 or listed[0] not in _ENVELOPES:
        raise TeselaError("token.envelope", member="type")
    address = envelope.get("id")
    scheme, _, rest = address.partition(":") if isinstance(address, str) else ("", "", "")
    media_type, comma, token = rest.partition(",")
    if scheme != "data" or not comma or not token or not token.isascii():
        raise TeselaError("token.envelope", member="id")
    if media_type not in _ENVELOPED[str(listed[0])]:
        raise TeselaError("token.envelope", member="id")
    return media_type, token


_ENVELOPED = {
    CREDENTIAL.envelope: (
        "application/vc+jwt",
        "application/jwt",
        "application/vc+sd-jwt",
        "application/dc+sd-jwt",
    ),
    PRESENTATION.envelope: ("application/vp+jwt", "application/jwt", "application/vp+sd-jwt"),
}


def is_envelope(document: Json) -> bool:
    """Whether a document is, or means to be, an envelope."""
    types = document.get("type")
    # Compared one by one: what strangers put into `type` may be anything.
    return any(name in _ENVELOPES for name in (types if isinstance(types, list) else [types]))


def header_of(compact: str) -> Json:
    """The header of a compact token, for telling tokens apart; {} of what is none."""
    try:
        return jws.parse(compact.partition("~")[0]).header
    except TeselaError:
        return {}


def _check_media(name: str, header: Json, usual: str, kind: str, also: set[str]) -> None:
    stated = _named(header, name)
    if stated != usual and stated not in {other.format(kind) for other in also}:
        raise TeselaError("token.media_type", member=name, value=str(header.get(name))[:80])


def _named(header: Json, name: str) -> str:
    """RFC 7515, 4.1.9 and 4.1.10: `application/` may be left out; case means nothing."""
    value = header.get(name, "")
    return value.lower().removeprefix("application/") if isinstance(value, str) else "not a text"


def _put_back(stated: Json, claims: Json, kind: Kind) -> Json:
    """VCDM 1.1, 6.3.1, decoding: what JWT claims say takes its place in the document."""
    document = dict(stated)
    if kind is CREDENTIAL:
        for claim, member in (("nbf", "issuanceDate"), ("exp", "expirationDate")):
            if _is_date(claims.get(claim)):
                document.setdefault(member, _written(claims[claim]))
        if isinstance(claims.get("sub"), str) and isinstance(
            subject := document.get("credentialSubject"), dict
        ):
            document["credentialSubject"] = {"id": claims["sub"], **subject}
    if isinstance(claims.get("jti"), str):
        document.setdefault("id", claims["jti"])
    if isinstance(claims.get("iss"), str):
        party = document.setdefault(kind.party, claims["iss"])
        if isinstance(party, dict):
            document[kind.party] = {"id": claims["iss"], **party}
    return document


def _doubly_stated(secured: Secured) -> list[tuple[str, str, object]]:
    """Claim, member, and what the member says in the claim's form; None where it says nothing."""
    document, kind = secured.document, secured.kind
    found: list[tuple[str, str, object]] = [
        ("iss", kind.party, party_of(document, kind)),
        ("jti", "id", document.get("id")),
    ]
    if kind is CREDENTIAL:
        subject = document.get("credentialSubject")
        named = subject.get("id") if isinstance(subject, dict) else None
        found.append(("sub", "credentialSubject", named))
    if secured.version == V1:
        found += [
            (claim, member, _seconds(document.get(member)))
            for claim, member in (("nbf", "issuanceDate"), ("exp", "expirationDate"))
        ]
    return found


def _seconds(value: object) -> object:
    """A date-time as NumericDate, without fractions; text that is none stays text."""
    if not isinstance(value, str):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return int(moment.timestamp()) if moment.tzinfo else value


def _is_date(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LATEST


def _moment(value: Any, claim: str) -> datetime:
    if not _is_date(value):
        raise TeselaError("token.number", claim=claim)
    return datetime.fromtimestamp(value, UTC)


def _written(value: float) -> str:
    return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
