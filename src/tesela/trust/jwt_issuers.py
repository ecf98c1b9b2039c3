"""Keys of issuers that are https addresses: SD-JWT VC, 3.5, *JWT VC Issuer Metadata*.

The issuer `https://host/path` publishes `{issuer, jwks}` at
`https://host/.well-known/jwt-vc-issuer/path`; a token names one of the keys by
`kid`. A document that speaks for another issuer counts for nothing.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tesela.codecs import jsontext
from tesela.proofs import jwk
from tesela.proofs.jws import algorithm_of
from tesela.proofs.keys import PublicKey
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch

_NAME = "/.well-known/jwt-vc-issuer"
_DOCUMENT_BYTES = 500_000


def metadata_address(issuer: str) -> str:
    """Where the issuer's keys stand: the well-known name between host and path.

    Raises TeselaError `method.malformed` for what is no https address.
    """
    try:
        parts = urlsplit(issuer)
    except ValueError as error:
        raise TeselaError("method.malformed", method=issuer[:300]) from error
    if parts.scheme != "https" or not parts.netloc or parts.query or parts.fragment:
        raise TeselaError("method.malformed", method=issuer[:300])
    return f"https://{parts.netloc}{_NAME}{parts.path.rstrip('/')}"


def issuer_metadata(issuer: str, keys: Mapping[str, PublicKey]) -> dict[str, Any]:
    """The document that an https issuer publishes for its keys (`kid` → key)."""
    return {
        "issuer": issuer,
        "jwks": {
            "keys": [
                {**jwk.public_jwk(key), "kid": name, "use": "sig", "alg": algorithm_of(key.kind)}
                for name, key in keys.items()
            ]
        },
    }


def key_of_issuer(issuer: str, name: object, fetch: Fetch) -> PublicKey:
    """The key of an https issuer that `kid` names; with no name, its only one.

    Raises TeselaError `method.document`, `method.not_listed`, `method.unsupported`,
    those of a key that is none, and the `fetch.*` of a document that could not be had.
    """
    address = metadata_address(issuer)
    document = _document(address, fetch)
    if document.get("issuer") != issuer:
        raise TeselaError("method.document", address=address[:300])
    listed = document.get("jwks")
    if ("jwks" in document) == ("jwks_uri" in document):
        raise TeselaError("method.document", address=address[:300])
    if listed is None:
        address = str(document["jwks_uri"])
        listed = _document(address, fetch)
    keys = listed.get("keys") if isinstance(listed, dict) else None
    if not isinstance(keys, list):
        raise TeselaError("method.document", address=address[:300])
    return _named(keys, name, issuer)


def _named(keys: list[Any], name: object, issuer: str) -> PublicKey:
    found = [
        key
        for key in keys
        if isinstance(key, dict)
        and (name is None or key.get("kid") == name)
        and key.get("use", "sig") == "sig"
    ]
    method = f"{issuer}#{name}"[:300]
    if len(found) != 1:
        raise TeselaError("method.not_listed", method=method)
    kind = jwk.kind_of(found[0])
    if kind is None:
        raise TeselaError("method.unsupported", method=method)
    return jwk.public_key(found[0], kind)


def _document(address: str, fetch: Fetch) -> Mapping[str, Any]:
    found = jsontext.parse(fetch(address), _DOCUMENT_BYTES)
    if not isinstance(found, dict):
        raise TeselaError("method.document", address=address[:300])
    return found
