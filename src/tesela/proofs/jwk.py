"""Public keys as JWK (RFC 7517): Ed25519 (RFC 8037, 2), NIST curves and RSA (RFC 7518, 6.2, 6.3)."""

from collections.abc import Mapping
from typing import Any

from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.proofs import jws, rsa
from tesela.proofs.elliptic import CURVES, compressed, coordinates
from tesela.proofs.keys import PublicKey
from tesela.text.errors import TeselaError

_NAMES = {"ed25519": ("OKP", "Ed25519")} | {
    kind: ("EC", curve.jwk_name) for kind, curve in CURVES.items()
}


def kind_of(jwk: Mapping[str, Any]) -> str | None:
    """The kind of key, as `multibase.KEY_KINDS` names it; None where it is not known."""
    if jwk.get("kty") == "RSA":
        return rsa.KIND
    named = (jwk.get("kty"), jwk.get("crv"))
    return next((kind for kind, name in _NAMES.items() if name == named), None)


def public_key(jwk: Mapping[str, Any], kind: str) -> PublicKey:
    """The public key in `jwk`, which is of this kind, with the algorithm it is kept for.

    Raises TeselaError `multibase.invalid`, `key.not_valid`, and
    `key.not_for_signing` for one that is kept for something else (RFC 7517, 4.2 to 4.4).
    """
    found = _key(jwk, kind)
    stated = jwk.get("alg")
    algorithm = jws.ALGORITHMS.get(stated) if isinstance(stated, str) else None
    operations = jwk.get("key_ops", ["verify"])
    if (
        jwk.get("use", "sig") != "sig"
        or not (isinstance(operations, list) and {"verify", "sign"} & set(map(str, operations)))
        or (stated is not None and (algorithm is None or algorithm.kind != kind))
    ):
        raise TeselaError("key.not_for_signing", kind=kind)
    # Ed25519 has two names for its one algorithm.
    pinned = None if kind == "ed25519" or algorithm is None else algorithm.name
    return PublicKey(found.kind, found.octets, pinned)


def _key(jwk: Mapping[str, Any], kind: str) -> PublicKey:
    if kind == rsa.KIND:
        return _rsa_key(jwk)
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
    if key.kind == rsa.KIND:
        modulus, exponent = rsa.numbers(key.octets)
        return {"kty": "RSA", "n": _number(modulus), "e": _number(exponent)}
    kty, crv = _NAMES[key.kind]
    if key.kind not in CURVES:
        return {"kty": kty, "crv": crv, "x": base64url_encode(key.octets)}
    x, y = coordinates(key.kind, key.octets)
    return {"kty": kty, "crv": crv, "x": base64url_encode(x), "y": base64url_encode(y)}


def _rsa_key(jwk: Mapping[str, Any]) -> PublicKey:
    modulus, exponent = (
        int.from_bytes(base64url_decode(str(jwk.get(member)))) for member in ("n", "e")
    )
    try:
        return PublicKey(rsa.KIND, rsa.octets(modulus, exponent))
    except ValueError as error:
        raise TeselaError("key.not_valid", value=str(jwk.get("n"))[:20], kind=rsa.KIND) from error


def _number(value: int) -> str:
    return base64url_encode(value.to_bytes((value.bit_length() + 7) // 8))
