"""Whose key is this? From a verification method to a public key and its controller.

`did:key` (W3C CCG did:key 0.9) and `did:jwk` say it all themselves; `did:web` and https
controllers publish a document (W3C Controlled Identifiers 1.0) that is
fetched. A document must name itself by the address it was asked for, list the
method, and list it for the purpose it is used for; retired keys stay listed
with a `revoked` or `expires` moment.

Tokens name keys more loosely (RFC 7515, 4.1): `key_named` finds one of a
controller's keys by a `kid` that is no address, `key_listed` what a
controller says of a key that came along.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from tesela.codecs import jsontext, multibase
from tesela.proofs import jwk
from tesela.proofs.data_integrity import moment
from tesela.proofs.keys import PublicKey
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\Z")
_DOCUMENT_BYTES = 500_000
_JWK_BYTES = 10_000
_PURPOSES = ("assertionMethod", "authentication")


@dataclass(frozen=True, slots=True)
class MethodKey:
    """A public key with what its controller says of it."""

    key: PublicKey
    controller: str
    """Whose key it is; an issuer must be this."""
    purposes: frozenset[str]
    """The proof purposes it is listed for."""
    ended: datetime | None = None
    """From when on it is no longer used, for whatever reason."""
    revoked: datetime | None = None
    """From when on its controller no longer answers for it: others may sign with it since."""


def key_of_method(method: str, fetch: Fetch) -> MethodKey:
    """The key at the verification method `method`.

    Raises TeselaError `method.malformed`, `method.unsupported`,
    `method.not_listed`, `method.document`, `method.controller`, `multibase.invalid`,
    `multikey.unsupported` and `key.not_valid` of a key that is none, and the
    `fetch.*` of a document that could not be had.
    """
    controller, hash_mark, fragment = method.partition("#")
    if not hash_mark or not fragment:
        raise TeselaError("method.malformed", method=method[:300])
    if controller.startswith("did:key:"):
        return _did_key(controller, fragment)
    if controller.startswith("did:jwk:"):
        return _did_jwk(controller, fragment)
    address = controller_address(controller)
    if address is None:
        raise TeselaError("method.unsupported", method=method[:300])
    return _listed_key(method, controller, _document(controller, address, fetch))


def key_named(controller: str, name: str, fetch: Fetch) -> MethodKey:
    """The controller's key whose `kid` is `name`: a fragment, or the `kid` of a listed JWK.

    Raises as `key_of_method`; `method.not_listed` also where two keys have the name.
    """
    fragment = name.removeprefix("#")
    address = None if _speaks_for_itself(controller) else controller_address(controller)
    if address is None:
        return key_of_method(f"{controller}#{fragment}", fetch)
    document = _document(controller, address, fetch)
    if _entry(document, f"{controller}#{fragment}", controller):
        return _listed_key(f"{controller}#{fragment}", controller, document)
    named = [
        _absolute(entry.get("id"), controller)
        for entry in _entries(document)
        if isinstance(stated := entry.get("publicKeyJwk"), dict) and stated.get("kid") == name
    ]
    if len(named) != 1:
        raise TeselaError("method.not_listed", method=f"{controller}#{fragment}"[:300])
    return _listed_key(str(named[0]), controller, document)


def only_method(controller: str) -> str | None:
    """The one method of a controller that is its own key; None of all others."""
    if controller.startswith("did:key:"):
        return f"{controller}#{controller.removeprefix('did:key:')}"
    return f"{controller}#0" if controller.startswith("did:jwk:") else None


def key_listed(controller: str, key: PublicKey, fetch: Fetch) -> MethodKey:
    """What the controller says of `key`, which came along with what it signed.

    Raises as `key_of_method`; `method.not_listed` where it is none of the controller's.
    """
    if method := only_method(controller):
        found = key_of_method(method, fetch)
        if found.key == key:
            return found
        raise TeselaError("method.not_listed", method=controller[:300])
    address = controller_address(controller)
    if address is None:
        raise TeselaError("method.unsupported", method=controller[:300])
    document = _document(controller, address, fetch)
    for entry in _entries(document):
        method = str(_absolute(entry.get("id"), controller))
        try:
            found = _listed_key(method, controller, document)
        except TeselaError:
            continue  # keys of kinds we do not know stand beside those we do
        if found.key == key:
            return found
    raise TeselaError("method.not_listed", method=controller[:300])


def _speaks_for_itself(controller: str) -> bool:
    return only_method(controller) is not None


def _did_jwk(controller: str, fragment: str) -> MethodKey:
    """did:jwk: the identifier is the key as JWK, and its one method is `#0`."""
    if fragment != "0":
        raise TeselaError("method.not_listed", method=f"{controller}#{fragment}"[:300])
    encoded = controller.removeprefix("did:jwk:")
    stated = jsontext.parse(multibase.base64url_decode(encoded), _JWK_BYTES)
    kind = jwk.kind_of(stated) if isinstance(stated, dict) else None
    if kind is None:
        raise TeselaError("method.unsupported", method=f"{controller}#{fragment}"[:300])
    return MethodKey(jwk.public_key(stated, kind), controller, frozenset(_PURPOSES))


@lru_cache(maxsize=256)
def _did_key(controller: str, fragment: str) -> MethodKey:
    value = controller.removeprefix("did:key:")
    if value != fragment:
        raise TeselaError("method.not_listed", method=f"{controller}#{fragment}"[:300])
    kind, octets = multibase.decode_key(value)
    return MethodKey(PublicKey(kind, octets), controller, frozenset(_PURPOSES))


def controller_address(controller: str) -> str | None:
    """Where the document of a controller stands; None where it has none.

    Raises TeselaError `method.malformed`.
    """
    if controller.startswith("did:web:"):
        return did_web_address(controller)
    return controller if controller.startswith("https://") else None


def did_web_address(did: str) -> str:
    """Where the document of a `did:web` stands (W3C CCG did:web, 3.2).

    Raises TeselaError `method.malformed`; a port cannot be named.
    """
    parts = did.removeprefix("did:web:").split(":")
    host = parts[0]
    if not _HOST.match(host) or any(
        not part or "/" in unquote(part) or part in (".", "..") for part in parts[1:]
    ):
        raise TeselaError("method.malformed", method=did[:300])
    if len(parts) == 1:
        return f"https://{host}/.well-known/did.json"
    return f"https://{host}/{'/'.join(parts[1:])}/did.json"


def _document(controller: str, address: str, fetch: Fetch) -> Mapping[str, Any]:
    document = jsontext.parse(fetch(address), _DOCUMENT_BYTES)
    if not isinstance(document, dict) or document.get("id") != controller:
        raise TeselaError("method.document", address=address[:300])
    return document


def _listed_key(method: str, controller: str, document: Mapping[str, Any]) -> MethodKey:
    entry = _entry(document, method, controller)
    if entry is None:
        raise TeselaError("method.not_listed", method=method[:300])
    if entry.get("controller") != controller:
        raise TeselaError("method.controller", method=method[:300])
    return MethodKey(
        _public_key(entry, method),
        controller,
        _purposes(document, method, controller),
        _ended(entry),
        moment(entry["revoked"], "revoked") if "revoked" in entry else None,
    )


def _entry(document: Mapping[str, Any], method: str, controller: str) -> Mapping[str, Any] | None:
    for entry in _entries(document):
        if _absolute(entry.get("id"), controller) == method:
            return entry
    return None


def _entries(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = document.get("verificationMethod")
    return (
        [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    )


def _absolute(name: object, controller: str) -> object:
    return controller + name if isinstance(name, str) and name.startswith("#") else name


def _purposes(document: Mapping[str, Any], method: str, controller: str) -> frozenset[str]:
    return frozenset(
        name
        for name in _PURPOSES
        if method in [_absolute(entry, controller) for entry in _names(document.get(name))]
    )


def _names(listed: object) -> list[object]:
    return [
        entry.get("id") if isinstance(entry, dict) else entry
        for entry in (listed if isinstance(listed, list) else [listed])
    ]


def _public_key(entry: Mapping[str, Any], method: str) -> PublicKey:
    if isinstance(value := entry.get("publicKeyMultibase"), str):
        kind, octets = multibase.decode_key(value)
        return PublicKey(kind, octets)
    stated = entry.get("publicKeyJwk")
    if isinstance(stated, dict) and (known := jwk.kind_of(stated)):
        return jwk.public_key(stated, known)
    raise TeselaError("method.unsupported", method=method[:300])


def _ended(entry: Mapping[str, Any]) -> datetime | None:
    moments = [moment(entry[name], name) for name in ("revoked", "expires") if name in entry]
    return min(moments, default=None)


def did_document(did: str, methods: Mapping[str, PublicKey]) -> dict[str, Any]:
    """The document a `did:web` issuer publishes for its keys (method → key)."""
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [
            {
                "id": method,
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": key.multibase,
            }
            for method, key in methods.items()
        ],
        "assertionMethod": list(methods),
    }
