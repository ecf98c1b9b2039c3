"""Seal keys at a remote service: the CSC API (Cloud Signature Consortium, version 2.0).

A provider of seals keeps the key and signs digests for whoever it authorised.
For each seal:

1. a token of access, by OAuth 2.0 client credentials (8.3.2, RFC 6749, 4.4);
   it is used until it ends
2. `credentials/info` once: the certificate chain, the algorithms, and whether
   the credential counts (11.5)
3. `credentials/authorize` for this one digest: the signature activation data,
   when authorisation is explicit (11.6)
4. `signatures/signHash` (11.10); the signature is verified before it is used

What is asked and answered is JSON over https, through the `ask` that is
given. Clocks are not needed: a token that has ended is refused by the service
and asked for once more. Secrets are in no message.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tesela.codecs import jsontext
from tesela.proofs.keys import PublicKey
from tesela.proofs.sealing_keys import chain, checked, sealing_key
from tesela.text.errors import TeselaError

_SHA256 = "2.16.840.1.101.3.4.2.1"
_ALGORITHMS = {
    "rsa": ("1.2.840.113549.1.1.11", "1.2.840.113549.1.1.1"),
    "p256": ("1.2.840.10045.4.3.2", "1.2.840.10045.2.1"),
}
"""Kind of key → signature algorithms that say the same: with SHA-256 named, and beside it."""
_ANSWER_BYTES = 500_000
_MOST_CERTIFICATES = 10


class Ask(Protocol):
    """Gives the answer to what is posted to an address (`trust.fetch.Ask`)."""

    def __call__(
        self, url: str, body: bytes, media_type: str, authorization: str | None = None
    ) -> bytes:
        """Raises TeselaError `fetch.*`."""


@dataclass(frozen=True, slots=True)
class Service:
    """Where a credential is, and who may use it."""

    base: str
    """The API's address, such as `https://csc.example/csc/v2`."""
    token_address: str
    client_id: str
    client_secret: str = field(repr=False)
    credential: str
    """The credential's id."""
    pin: str | None = field(default=None, repr=False)
    """For credentials whose use is authorised explicitly."""


class RemoteSealer:
    """A `proofs.seals.Sealer` whose key is at a service. Made by `open_credential`."""

    def __init__(self, calls: "_Calls", info: Mapping[str, Any], public: PublicKey) -> None:
        self._calls = calls
        self._info = info
        self._public = public
        self.kind = public.kind
        own, *others = _certificates(info)
        self.certificates = chain(own, others)

    def sign(self, data: bytes) -> bytes:
        """Steps 3 and 4. Raises TeselaError `seal.remote`, `seal.device`, `fetch.*`."""
        digest = base64.b64encode(sha256(data).digest()).decode()
        asked: dict[str, Any] = {
            "credentialID": self._calls.service.credential,
            "hashes": [digest],
            "hashAlgorithmOID": _SHA256,
            "signAlgo": _algorithm(self._info, self.kind),
        }
        if _is_explicit(self._info):
            asked["SAD"] = self._calls.authorised(digest)
        signatures = self._calls.call("signatures/signHash", asked).get("signatures")
        if not isinstance(signatures, list) or len(signatures) != 1:
            raise TeselaError("seal.remote", step="signatures/signHash")
        signature = _octets(signatures[0], "signatures/signHash")
        return checked(self._in_jws_form(signature), data, self._public)

    def _in_jws_form(self, signature: bytes) -> bytes:
        """r and s side by side; services give them as a SEQUENCE, as CMS has them."""
        if self.kind == "rsa" or len(signature) == 64:
            return signature
        try:
            r, s = decode_dss_signature(signature)
            return r.to_bytes(32) + s.to_bytes(32)
        except (ValueError, OverflowError) as error:
            raise TeselaError("seal.remote", step="signatures/signHash") from error


def open_credential(service: Service, ask: Ask) -> RemoteSealer:
    """The credential, ready to seal: steps 1 and 2.

    Raises TeselaError `seal.remote`, `seal.remote_disabled`, `seal.key_unsupported`,
    `certificate.*`, `fetch.*`.
    """
    calls = _Calls(service, ask)
    info = calls.call(
        "credentials/info",
        {"credentialID": service.credential, "certificates": "chain", "certInfo": False},
    )
    stated = info.get("key")
    status = stated.get("status") if isinstance(stated, dict) else None
    if status != "enabled" or _certificate_status(info) not in (None, "valid"):
        raise TeselaError("seal.remote_disabled", credential=service.credential[:100])
    return RemoteSealer(calls, info, sealing_key(_certificates(info)[0]))


class _Calls:
    """Calls of the API with a token that is renewed when it has ended."""

    def __init__(self, service: Service, ask: Ask) -> None:
        self.service = service
        self._ask = ask
        self._token: str | None = None

    def call(self, step: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What the API's method answers."""
        known = self._token is not None
        try:
            return self._called(step, asked)
        except TeselaError as error:
            ended = error.code == "fetch.status" and error.problem.data.get("status") == 401
            if not known or not ended:
                raise
        self._token = None
        return self._called(step, asked)

    def authorised(self, digest: str) -> str:
        """The signature activation data for one digest."""
        asked: dict[str, Any] = {
            "credentialID": self.service.credential,
            "numSignatures": 1,
            "hashes": [digest],
            "hashAlgorithmOID": _SHA256,
        }
        if self.service.pin is not None:
            asked["authData"] = [{"id": "PIN", "value": self.service.pin}]
        data = self.call("credentials/authorize", asked).get("SAD")
        if not isinstance(data, str) or not data:
            raise TeselaError("seal.remote", step="credentials/authorize")
        return data

    def _called(self, step: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        if self._token is None:
            self._token = self._new_token()
        address = f"{self.service.base.rstrip('/')}/{step}"
        body = json.dumps(asked).encode()
        return _object(self._ask(address, body, "application/json", f"Bearer {self._token}"), step)

    def _new_token(self) -> str:
        form = {
            "grant_type": "client_credentials",
            "scope": "service",
            "client_id": self.service.client_id,
            "client_secret": self.service.client_secret,
        }
        body = urlencode(form).encode()
        kind = "application/x-www-form-urlencoded"
        answer = _object(self._ask(self.service.token_address, body, kind), "oauth2/token")
        token = answer.get("access_token")
        usable = isinstance(token, str) and token.isascii() and token.isprintable() and token
        if not usable or str(answer.get("token_type", "")).lower() != "bearer":
            raise TeselaError("seal.remote", step="oauth2/token")
        return str(token)


def _object(answer: bytes, step: str) -> dict[str, Any]:
    try:
        found = jsontext.parse(answer, _ANSWER_BYTES)
    except TeselaError as error:
        raise TeselaError("seal.remote", step=step) from error
    if not isinstance(found, dict):
        raise TeselaError("seal.remote", step=step)
    return found


def _certificates(info: Mapping[str, Any]) -> list[bytes]:
    stated = info.get("cert")
    listed = stated.get("certificates") if isinstance(stated, dict) else None
    if not isinstance(listed, list) or not 0 < len(listed) <= _MOST_CERTIFICATES:
        raise TeselaError("seal.no_certificate")
    return [_octets(one, "credentials/info") for one in listed]


def _certificate_status(info: Mapping[str, Any]) -> object:
    stated = info.get("cert")
    return stated.get("status") if isinstance(stated, dict) else None


def _algorithm(info: Mapping[str, Any], kind: str) -> str:
    """The first algorithm of ours that the credential's key can do."""
    stated = info.get("key")
    listed = stated.get("algo") if isinstance(stated, dict) else None
    for algorithm in _ALGORITHMS[kind]:
        if isinstance(listed, list) and algorithm in listed:
            return algorithm
    raise TeselaError("seal.key_unsupported")


def _is_explicit(info: Mapping[str, Any]) -> bool:
    """Whether each use is authorised (11.5: `auth`, `mode`)."""
    stated = info.get("auth")
    return isinstance(stated, dict) and stated.get("mode") == "explicit"


def _octets(text: object, step: str) -> bytes:
    try:
        return base64.b64decode(str(text).encode("ascii"), validate=True)
    except (ValueError, binascii.Error) as error:
        raise TeselaError("seal.remote", step=step) from error
