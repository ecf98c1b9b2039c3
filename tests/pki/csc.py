"""A service that holds seal keys, as the CSC API 2.0 has it; for one holder of `Pki`.

`with_csc(pki, holder)` starts it at `pki.base + "/csc/v2"` until the next test.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256

from tests.pki.authority import Holder
from tests.pki.infrastructure import Pki, RefusedError

CLIENT, SECRET, CREDENTIAL, PIN = "university", "only between us", "seal-1", "123456"
_ALGORITHMS = {"rsa": "1.2.840.113549.1.1.11", "p256": "1.2.840.10045.4.3.2"}


@dataclass
class Csc:
    """What the service knows; a test may change it."""

    pki: Pki
    holder: Holder
    key_status: str = "enabled"
    explicit: bool = True
    token: str = ""
    tokens_given: int = 0
    activation: dict[str, str] = field(default_factory=dict)
    """Signature activation data → the digest it is for; used once."""
    answers: dict[str, Any] = field(default_factory=dict)
    """Path's end → what is answered instead."""

    @property
    def base(self) -> str:
        return f"{self.pki.base}/csc/v2"

    def token_of(self, body: bytes) -> Mapping[str, Any]:
        asked = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if (asked.get("client_id"), asked.get("client_secret")) != (CLIENT, SECRET):
            raise RefusedError(401)
        if asked.get("grant_type") != "client_credentials":
            raise RefusedError(400)
        self.tokens_given += 1
        self.token = secrets.token_urlsafe()
        return {"access_token": self.token, "token_type": "Bearer", "expires_in": 3600}

    def info(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        assert asked["certificates"] == "chain"
        return {
            "key": {"status": self.key_status, "algo": [_ALGORITHMS[self.holder.kind]]},
            "cert": {
                "status": "valid",
                "certificates": [
                    base64.b64encode(der).decode() for der in self.holder.certificates
                ],
            },
            "auth": {"mode": "explicit" if self.explicit else "implicit"},
            "multisign": 1,
        }

    def authorize(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        if asked.get("authData") != [{"id": "PIN", "value": PIN}]:
            raise RefusedError(400)
        data = secrets.token_urlsafe()
        (self.activation[data],) = asked["hashes"]
        return {"SAD": data, "expiresIn": 60}

    def sign_hash(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        (digest,) = asked["hashes"]
        if self.explicit and self.activation.pop(asked.get("SAD", ""), None) != digest:
            raise RefusedError(400)
        assert asked["signAlgo"] == _ALGORITHMS[self.holder.kind]
        assert asked["hashAlgorithmOID"] == "2.16.840.1.101.3.4.2.1"
        octets, key = base64.b64decode(digest), self.holder.key
        if isinstance(key, rsa.RSAPrivateKey):
            signature = key.sign(octets, padding.PKCS1v15(), Prehashed(SHA256()))
        else:
            signature = key.sign(octets, ec.ECDSA(Prehashed(SHA256())))
        return {"signatures": [base64.b64encode(signature).decode()]}


def with_csc(pki: Pki, holder: Holder) -> Csc:
    """The service, started."""
    service = Csc(pki, holder)

    def answered(path: str, answer: Any, *, guarded: bool) -> None:
        def serve(body: bytes) -> tuple[str, bytes]:
            if guarded and pki.authorization != f"Bearer {service.token}":
                raise RefusedError(401)
            if guarded and json.loads(body)["credentialID"] != CREDENTIAL:
                raise RefusedError(400)
            if path in service.answers:
                return "application/json", json.dumps(service.answers[path]).encode()
            said = answer(json.loads(body) if guarded else body)
            return "application/json", json.dumps(said).encode()

        pki.services[f"/csc/v2/{path}"] = serve

    answered("oauth2/token", service.token_of, guarded=False)
    answered("credentials/info", service.info, guarded=True)
    answered("credentials/authorize", service.authorize, guarded=True)
    answered("signatures/signHash", service.sign_hash, guarded=True)
    return service
