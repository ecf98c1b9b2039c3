"""Key binding (RFC 9901, 4.3 and 7.3): whoever shows a token proves that it is theirs.

The issuer names the holder's key in `cnf` (RFC 7800); the holder signs, for
one verifier (`aud`) and one occasion (`nonce`), the digest of just what is
shown (`sd_hash`). So a copied presentation is worth nothing elsewhere, and no
disclosure can be added or taken away.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tesela.proofs import jwk, jws
from tesela.proofs.keys import PublicKey, Signer
from tesela.proofs.sd_jwt import SdJwt, digest_of, hash_of
from tesela.text.errors import TeselaError

TYPE = "kb+jwt"
SKEW = timedelta(seconds=60)
"""How far clocks may differ."""


def bound(sd_jwt: SdJwt, holder: Signer, *, audience: str, nonce: str, at: datetime) -> SdJwt:
    """`sd_jwt` as its holder shows it to `audience`. Raises what the signer raises."""
    algorithm = hash_of(jws.claims(sd_jwt.token))
    claims = {
        "iat": int(at.timestamp()),
        "aud": audience,
        "nonce": nonce,
        "sd_hash": digest_of(sd_jwt.unbound, algorithm),
    }
    proof = jws.sign({"typ": TYPE}, jws.plain(claims), holder)
    return SdJwt(sd_jwt.issuer_jwt, sd_jwt.token, sd_jwt.disclosures, proof)


def holder_key(claims: Mapping[str, Any]) -> PublicKey | None:
    """The key that `cnf` names; None without one.

    Raises TeselaError `holder.key` for one that cannot be read, and those of a key that is none.
    """
    confirmation = claims.get("cnf")
    if confirmation is None:
        return None
    stated = confirmation.get("jwk") if isinstance(confirmation, dict) else None
    kind = jwk.kind_of(stated) if isinstance(stated, dict) else None
    if not isinstance(stated, dict) or kind is None:
        raise TeselaError("holder.key")
    return jwk.public_key(stated, kind)


def check_binding(
    sd_jwt: SdJwt,
    key: PublicKey,
    *,
    at: datetime,
    audience: str | None = None,
    nonce: str | None = None,
    fresh_for: timedelta | None = None,
) -> dict[str, Any]:
    """What the holder's proof says, when it is in order (7.3, step 5).

    `audience` and `nonce` are compared where given; with `fresh_for`, the
    proof may be no older. Raises TeselaError `holder.*` and those of `jws`.
    """
    token = jws.parse(sd_jwt.key_binding or "")
    if token.header.get("typ") != TYPE:
        raise TeselaError("holder.malformed", member="typ")
    if not jws.is_signed_by(token, key):
        raise TeselaError("holder.other")
    said = jws.claims(token)
    for member, kind in (("iat", int), ("aud", str), ("nonce", str), ("sd_hash", str)):
        if not isinstance(said.get(member), kind) or isinstance(said[member], bool):
            raise TeselaError("holder.malformed", member=member)
    if said["sd_hash"] != digest_of(sd_jwt.unbound, hash_of(jws.claims(sd_jwt.token))):
        raise TeselaError("holder.other_token")
    if audience is not None and said["aud"] != audience:
        raise TeselaError("holder.audience", audience=said["aud"][:300])
    if nonce is not None and said["nonce"] != nonce:
        raise TeselaError("holder.nonce")
    _check_time(said["iat"], at, fresh_for)
    return said


def _check_time(made: int, at: datetime, fresh_for: timedelta | None) -> None:
    now = at.timestamp()
    early = made > now + SKEW.total_seconds()
    late = fresh_for is not None and made < now - (fresh_for + SKEW).total_seconds()
    if early or late:
        raise TeselaError("holder.time")
