"""Signing keys at rest.

A key file is a JWK (RFC 7517; RFC 8037, RFC 7518, 6.2). With a passphrase it is
`{"kid": …, "jwe": …}`, the JWK inside a compact JWE (RFC 7516) whose key is
derived from the passphrase (PBES2-HS512+A256KW, RFC 7518, 4.8). `kid` is the
verification method: the address at which others find the public key.
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

_WRAPPING = "PBES2-HS512+A256KW"
_ENCRYPTION = "A256GCM"
_ITERATIONS = 210_000
_REGISTRY = jwe.JWERegistry(algorithms=[_WRAPPING, _ENCRYPTION])


def key_file(key: SoftwareKey, passphrase: str | None = None) -> bytes:
    """What to store for `key`; encrypted when there is a passphrase."""
    jwk = {
        **public_jwk(key.public),
        "kid": key.verification_method,
        "d": multibase.base64url_encode(key.seed),
    }
    if not passphrase:
        return _text(jwk)
    header = {"alg": _WRAPPING, "enc": _ENCRYPTION, "p2c": _ITERATIONS, "cty": "jwk+json"}
    sealed = jwe.encrypt_compact(header, _text(jwk), _wrapping_key(passphrase), registry=_REGISTRY)
    return _text({"kid": key.verification_method, "jwe": sealed})


def read_key(data: bytes, passphrase: str | None = None) -> SoftwareKey:
    """The signing key stored in `data`.

    Raises TeselaError `key.unreadable`, `key.passphrase_needed`,
    `key.passphrase_wrong`, `key.unsupported`, `key.mismatch`.
    """
    stored = _object(data)
    if "jwe" in stored:
        if not passphrase:
            raise TeselaError("key.passphrase_needed")
        stored = _opened(str(stored["jwe"]), passphrase)
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


def _opened(sealed: str, passphrase: str) -> dict[str, Any]:
    try:
        opened = jwe.decrypt_compact(sealed, _wrapping_key(passphrase), registry=_REGISTRY)
    except (JoseError, ValueError) as error:
        raise TeselaError("key.passphrase_wrong") from error
    return _object(opened.plaintext or b"")


def _wrapping_key(passphrase: str) -> OctKey:
    """The passphrase as joserfc takes it, whose warning about key sizes is not about passphrases."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        return OctKey.import_key(passphrase)


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
