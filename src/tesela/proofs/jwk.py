"""Public keys as JWK (RFC 7517): Ed25519 (RFC 8037, 2), P-256 and P-384 (RFC 7518, 6.2)."""

from collections.abc import Mapping
from typing import Any

from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.proofs.elliptic import CURVES, compressed, coordinates
from tesela.proofs.keys import PublicKey
from tesela.text.errors import TeselaError

_NAMES = {"ed25519": ("OKP", "Ed25519")} | {
    kind: ("EC", curve.jwk_name) for kind, curve in CURVES.items()
}


def kind_of(jwk: Mapping[str, Any]) -> str | None:
    """The kind of key, as `multibase.KEY_KINDS` names it; None where it is not known."""
    named = (jwk.get("kty"), jwk.get("crv"))
    return next((kind for kind, name in _NAMES.items() if name == named), None)


def public_key(jwk: Mapping[str, Any], kind: str) -> PublicKey:
    """The public key in `jwk`, which is of this kind.

    Raises TeselaError `multibase.invalid`, `key.not_valid`.
    """
    x = base64url_decode(str(jwk.get("x")))
    if kind not in CURVES:
        return PublicKey(kind, x)
    try:
        octets = compressed(kind, x, base64url_decode(str(jwk.get("y"))))
    except ValueError as error:
        raise TeselaError("key.not_valid", value=str(jwk.get("x"))[:20], kind=kind) from error
    return PublicKey(kind, octets)


def public_jwk(key: PublicKey) -> dict[str, str]:
    """`key` as JWK: its kind and its coordinates."""
    kty, crv = _NAMES[key.kind]
    if key.kind not in CURVES:
        return {"kty": kty, "crv": crv, "x": base64url_encode(key.octets)}
    x, y = coordinates(key.kind, key.octets)
    return {"kty": kty, "crv": crv, "x": base64url_encode(x), "y": base64url_encode(y)}
