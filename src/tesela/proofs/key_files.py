"""Signing keys at rest.

A key file is a JWK (RFC 7517; RFC 8037, RFC 7518, 6.2). With a passphrase it is
`{"kid": …, "jwe": …}`, the JWK inside a compact JWE (RFC 7516) whose key is
derived from the passphrase (PBES2-HS512+A256KW, RFC 7518, 4.8), or is wrapped
with 32 octets that a program keeps secret (A256KW, 4.4): those need no
stretching. `kid` is the verification method: the address at which others find
the public key.
"""

import json
import warnings
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import OctKey

from tesela.codecs import jsontext, multibase
from tesela.proofs.jwk import kind_of, public_jwk
from tesela.proofs.keys import SIGNATURE_OCTETS, SoftwareKey
from tesela.text.errors import TeselaError

_STRETCHED = "PBES2-HS512+A256KW"
_WRAPPED = "A256KW"
_ENCRYPTION = "A256GCM"
_ITERATIONS = 210_000

Secret = str | bytes
"""A person's passphrase, or 32 octets at random."""


def key_file(key: SoftwareKey, secret: Secret | None = None) -> bytes:
    """What to store for `key`; encrypted when there is a secret."""
    jwk = {
        **public_jwk(key.public),
        "kid": key.verification_method,
        "d": multibase.base64url_encode(key.seed),
    }
    if not secret:
        return _text(jwk)
    header: dict[str, Any] = {"alg": _algorithm(secret), "enc": _ENCRYPTION, "cty": "jwk+json"}
    if isinstance(secret, str):
        header["p2c"] = _ITERATIONS
    sealed = jwe.encrypt_compact(
        header, _text(jwk), _wrapping_key(secret), registry=_registry(secret)
    )
    return _text({"kid": key.verification_method, "jwe": sealed})


def read_key(data: bytes, secret: Secret | None = None) -> SoftwareKey:
    """The signing key stored in `data`.

    Raises TeselaError `key.unreadable`, `key.passphrase_needed`,
    `key.passphrase_wrong`, `key.unsupported`, `key.mismatch`.
    """
    stored = _object(data)
    if "jwe" in stored:
        if not secret:
            raise TeselaError("key.passphrase_needed")
        stored = _opened(str(stored["jwe"]), secret)
    if "kty" not in stored:
        raise TeselaError("key.unreadable")
    kind = kind_of(stored)
    if kind is None or kind not in SIGNATURE_OCTETS:
        named = (stored.get("kty"), stored.get("crv"))
        raise TeselaError("key.unsupported", kind=" ".join(str(part) for part in named if part))
    try:
        key = SoftwareKey(multibase.base64url_decode(str(stored["d"])), str(stored["kid"]), kind)
    except (KeyError, ValueError, TeselaError) as error:
        raise TeselaError("key.unreadable") from error
    if not public_jwk(key.public).items() <= stored.items():
        raise TeselaError("key.mismatch")
    return key


def _opened(sealed: str, secret: Secret) -> dict[str, Any]:
    try:
        opened = jwe.decrypt_compact(sealed, _wrapping_key(secret), registry=_registry(secret))
    except (JoseError, ValueError) as error:
        raise TeselaError("key.passphrase_wrong") from error
    return _object(opened.plaintext or b"")


def _algorithm(secret: Secret) -> str:
    return _STRETCHED if isinstance(secret, str) else _WRAPPED


def _registry(secret: Secret) -> jwe.JWERegistry:
    """A passphrase opens nothing that was wrapped otherwise, nor the other way round."""
    return jwe.JWERegistry(algorithms=[_algorithm(secret), _ENCRYPTION])


def _wrapping_key(secret: Secret) -> OctKey:
    """The secret as joserfc takes it, whose warning about key sizes is not about passphrases."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        return OctKey.import_key(secret)


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = jsontext.parse(data)
    except TeselaError as error:
        raise TeselaError("key.unreadable") from error
    if not isinstance(value, dict):
        raise TeselaError("key.unreadable")
    return value


def _text(value: dict[str, Any]) -> bytes:
    return json.dumps(value, indent=2).encode() + b"\n"
