"""JSON Web Signature (RFC 7515) with the algorithms of RFC 7518, 3, and RFC 8037, 3.1.

Strict where the standard leaves room: one spelling of base64url, no doubled
members in a header, `crit` refused unless whoever reads knows all it names
(4.1.11), no `none` and nothing symmetric; the algorithm must be one of the
key's kind. Whose the key is, is for `trust` to say: `jwk`, `jku` and `x5u` of
a header are never followed.
"""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from tesela.codecs import jsontext
from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.proofs import rsa
from tesela.proofs.keys import PublicKey, Signer
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]
_HEADER_BYTES = 100_000


class Algorithm(NamedTuple):
    """One value of `alg`."""

    name: str
    kind: str
    """The kind of key it goes with."""
    verifies: Callable[[PublicKey, bytes, bytes], bool]


class Token(NamedTuple):
    """A JWS, parsed and not verified."""

    header: Json
    """The protected header."""
    payload: bytes
    signature: bytes
    signing_input: bytes


def _plain(key: PublicKey, signature: bytes, data: bytes) -> bool:
    return key.verifies(signature, data)


def _rsa(digest: str, *, pss: bool) -> Callable[[PublicKey, bytes, bytes], bool]:
    def verify(key: PublicKey, signature: bytes, data: bytes) -> bool:
        return rsa.verifies(key.octets, signature, data, digest, pss=pss)

    return verify


ALGORITHMS = {
    algorithm.name: algorithm
    for algorithm in (
        Algorithm("EdDSA", "ed25519", _plain),
        Algorithm("Ed25519", "ed25519", _plain),
        Algorithm("ES256", "p256", _plain),
        Algorithm("ES384", "p384", _plain),
        Algorithm("ES512", "p521", _plain),
        Algorithm("RS256", "rsa", _rsa("sha256", pss=False)),
        Algorithm("RS384", "rsa", _rsa("sha384", pss=False)),
        Algorithm("RS512", "rsa", _rsa("sha512", pss=False)),
        Algorithm("PS256", "rsa", _rsa("sha256", pss=True)),
        Algorithm("PS384", "rsa", _rsa("sha384", pss=True)),
        Algorithm("PS512", "rsa", _rsa("sha512", pss=True)),
    )
}


def algorithm_of(kind: str) -> str:
    """The `alg` that keys of this kind sign with. Raises TeselaError `key.unsupported`."""
    for algorithm in ALGORITHMS.values():
        if algorithm.kind == kind:
            return algorithm.name
    raise TeselaError("key.unsupported", kind=kind)


def sign(header: Json, payload: bytes, signer: Signer) -> str:
    """The compact JWS of `payload`; `alg` goes into the header first."""
    protected = {"alg": algorithm_of(signer.kind), **header}
    signing_input = f"{base64url_encode(plain(protected))}.{base64url_encode(payload)}"
    return f"{signing_input}.{base64url_encode(signer.sign(signing_input.encode()))}"


def plain(value: object) -> bytes:
    """JSON without needless spaces, in the order given."""
    return jsontext.plain(value).encode()


def parse(compact: str) -> Token:
    """A compact JWS. Raises TeselaError `jws.malformed`, `json.*`, `multibase.invalid`."""
    parts = compact.split(".")
    if len(parts) != 3:
        raise TeselaError("jws.malformed", member="JWS")
    header, payload, signature = parts
    return Token(
        header_in(header),
        base64url_decode(payload),
        base64url_decode(signature),
        compact[: -1 - len(signature)].encode("ascii"),
    )


@lru_cache(maxsize=64)
def header_in(text: str) -> Json:
    """The protected header in its base64url text, which all tokens of a batch have in common.

    Nobody may change it. Raises TeselaError `jws.malformed`, `json.*`, `multibase.invalid`.
    """
    return read_header(base64url_decode(text))


def read_header(data: bytes) -> Json:
    """A protected header. Raises TeselaError `jws.malformed`, `json.*`."""
    header = jsontext.parse(data, _HEADER_BYTES)
    if not isinstance(header, dict):
        raise TeselaError("jws.malformed", member="header")
    return header


def claims(token: Token) -> dict[str, Any]:
    """The payload as a JSON object. Raises TeselaError `jws.malformed`, `json.*`."""
    found = jsontext.parse(token.payload)
    if not isinstance(found, dict):
        raise TeselaError("jws.malformed", member="payload")
    return found


def check_header(header: Json, understood: Collection[str] = ()) -> Algorithm:
    """The algorithm of a header all of whose critical members are `understood`.

    Raises TeselaError `jws.malformed`, `jws.critical`, `jws.algorithm`.
    """
    critical = header.get("crit")
    if critical is not None:
        named = (
            isinstance(critical, list)
            and critical
            and all(isinstance(name, str) for name in critical)
            and len(set(critical)) == len(critical)
        )
        if not named or any(name not in header for name in critical):
            raise TeselaError("jws.malformed", member="crit")
        if unknown := [name for name in critical if name not in understood]:
            raise TeselaError("jws.critical", members=", ".join(unknown)[:80])
    algorithm = ALGORITHMS.get(str(header.get("alg")))
    if algorithm is None:
        raise TeselaError("jws.algorithm", algorithm=str(header.get("alg"))[:40])
    return algorithm


def is_signed_by(token: Token, key: PublicKey, understood: Collection[str] = ()) -> bool:
    """Whether `token` is signed with `key`.

    Raises TeselaError as `check_header`, and `jws.other_key` for a key of
    another kind than the algorithm's, or kept for another scheme (PKCS #1 v1.5, PSS).
    """
    algorithm = check_header(token.header, understood)
    if algorithm.kind != key.kind or algorithm.name[:2] != (key.algorithm or algorithm.name)[:2]:
        raise TeselaError("jws.other_key", algorithm=algorithm.name, kind=key.kind)
    return algorithm.verifies(key, token.signature, token.signing_input)
