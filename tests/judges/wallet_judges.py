"""What npm `@sd-jwt/sd-jwt-vc` and PyPI `sd-jwt` say of a credential for a wallet.

The first runs in one Node process, `wallets/judge.mjs`, asked line by line. The second knows
SD-JWT and nothing of credentials: no types, no dates, no states.
"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from jwcrypto.jwk import JWK
from sd_jwt.holder import SDJWTHolder
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

from tesela.codecs.multibase import base64url_encode
from tesela.proofs import jwk
from tesela.proofs.keys import SoftwareKey
from tests.node_packages import install

HERE = Path(__file__).parent / "wallets"
NPM, PYPI = "@sd-jwt/sd-jwt-vc", "sd-jwt"

Json = Any


def private_jwk(key: SoftwareKey) -> dict[str, str]:
    """A test's P-256 key with its secret part."""
    return {**jwk.public_jwk(key.public), "d": base64url_encode(key.seed)}


class NpmWallet:
    """@sd-jwt/sd-jwt-vc. Use as a context manager."""

    def __init__(self) -> None:
        install(HERE)
        self._process = subprocess.Popen(
            ["node", str(HERE / "judge.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> "NpmWallet":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=60)

    def ask(self, op: str, **request: Json) -> dict[str, Json]:
        """The answer to one request; `judge.mjs` says which there are."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"op": op, **request}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert isinstance(answer, dict)
        return answer

    def verdict(
        self,
        token: str,
        key: SoftwareKey,
        now: int,
        *,
        holder: SoftwareKey | None = None,
        nonce: str | None = None,
        lists: Mapping[str, str] | None = None,
    ) -> str:
        """Empty when the token is accepted, else why not."""
        answer = self.ask(
            "verify",
            token=token,
            key=jwk.public_jwk(key.public),
            now=now,
            holder=jwk.public_jwk(holder.public) if holder else None,
            nonce=nonce,
            lists=dict(lists or {}),
        )
        return "" if answer["ok"] else str(answer["error"])


class PypiWallet:
    """The Python reference implementation of SD-JWT."""

    def verdict(
        self, token: str, key: SoftwareKey, *, audience: str | None = None, nonce: str | None = None
    ) -> str:
        """Empty when the token is accepted, else why not."""
        try:
            self.claims(token, key, audience=audience, nonce=nonce)
        except Exception as error:  # noqa: BLE001 - whatever a foreign program raises is a refusal
            return f"{type(error).__name__}: {error}"
        return ""

    def claims(
        self, token: str, key: SoftwareKey, *, audience: str | None = None, nonce: str | None = None
    ) -> dict[str, Json]:
        """What the token says. Raises whatever the package raises."""
        public = JWK(**jwk.public_jwk(key.public))
        verifier = SDJWTVerifier(token, lambda _issuer, _header: public, audience, nonce)
        return dict(verifier.get_verified_payload())

    def issued(
        self, claims: Json, key: SoftwareKey, header: Mapping[str, str], holder: SoftwareKey
    ) -> str:
        """A token of the package's own; `claims` may have its `SDObj` names."""
        made = SDJWTIssuer(
            user_claims=claims,
            issuer_key=JWK(**private_jwk(key)),
            holder_key=JWK(**jwk.public_jwk(holder.public)),
            sign_alg="ES256",
            extra_header_parameters=dict(header),
            add_decoy_claims=True,
        )
        return str(made.sd_jwt_issuance)

    def presented(
        self,
        token: str,
        shown: Mapping[str, Json],
        binding: Sequence[str],
        holder: SoftwareKey,
    ) -> str:
        """What the package's holder shows to (audience, nonce)."""
        made = SDJWTHolder(token)
        audience, nonce = binding
        made.create_presentation(
            dict(shown), nonce, audience, JWK(**private_jwk(holder)), sign_alg="ES256"
        )
        return str(made.sd_jwt_presentation)
