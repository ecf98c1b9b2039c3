"""Signing keys and public keys.

What signs is a `Signer`; a key held elsewhere (PKCS#11, a remote service)
only has to be one. `key_files` stores the keys that we hold ourselves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from tesela.codecs import multibase
from tesela.proofs import edwards, elliptic, rsa
from tesela.text.errors import TeselaError

SIGNATURE_OCTETS = {edwards.KIND: edwards.SIGNATURE_OCTETS} | {
    kind: 2 * curve.octets for kind, curve in elliptic.CURVES.items()
}
"""Kind of key → how long its signatures are."""


class Signer(Protocol):
    """Whatever can sign for a verification method."""

    @property
    def verification_method(self) -> str:
        """The key's own address, such as `did:key:z6Mk…#z6Mk…`."""

    @property
    def kind(self) -> str:
        """The kind of key, as `multibase.KEY_KINDS` names it."""

    def sign(self, data: bytes) -> bytes:
        """The signature of `data`."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key of a known kind; `octets` as Multikey has them, of RSA as `rsa` says.

    Making one of octets that are no such key, such as a point that is not on
    the curve, raises TeselaError `key.not_valid`.
    """

    kind: str
    octets: bytes
    algorithm: str | None = field(default=None, compare=False)
    """The `alg` its owner keeps it for (RFC 7517, 4.4), where that is said."""

    def __post_init__(self) -> None:
        if self.kind in elliptic.CURVES:
            valid = elliptic.is_point(self.kind, self.octets)
        elif self.kind == rsa.KIND:
            valid = rsa.is_key(self.octets)
        else:
            valid = self.kind == edwards.KIND and len(self.octets) == edwards.OCTETS
        if not valid:
            value = multibase.base58_encode(self.octets)[:20]
            raise TeselaError("key.not_valid", value=value, kind=self.kind)

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Whether `signature` is this key's signature of `data`.

        By RFC 8032 for Ed25519, by FIPS 186-5 for the curves, with r and s side by side. An RSA
        key alone does not say how it signs (`jws`): with it nothing verifies here.
        """
        if self.kind == rsa.KIND:
            return False
        if self.kind in elliptic.CURVES:
            return elliptic.verifies(self.kind, self.octets, signature, data)
        return edwards.verifies(self.octets, signature, data)

    @property
    def multibase(self) -> str:
        """The key as Multikey writes it."""
        return multibase.encode_key(self.kind, self.octets)


class SoftwareKey:
    """A key in memory."""

    def __init__(
        self, seed: bytes, verification_method: str | None = None, kind: str = edwards.KIND
    ) -> None:
        """`seed` is the secret, as `new_secret` gives it; without an address a `did:key`.

        Raises ValueError for what can be no secret of this kind.
        """
        self.seed = seed
        self.kind = kind
        secret = elliptic.Secret(kind, seed) if kind in elliptic.CURVES else edwards.Secret(seed)
        self._sign = secret.sign
        self.public = PublicKey(kind, secret.public)
        own = self.public.multibase
        self.verification_method = verification_method or f"did:key:{own}#{own}"

    @property
    def controller(self) -> str:
        """Whose key it is: the verification method without its fragment."""
        return self.verification_method.partition("#")[0]

    def sign(self, data: bytes) -> bytes:
        return self._sign(data)


def new_secret(kind: str, random: Callable[[int], bytes]) -> bytes:
    """The secret of a new key, drawn from `random` (octets wanted → octets).

    Drawn again where it is out of the curve's range (FIPS 186-5, A.2.2).
    """
    if kind not in elliptic.CURVES:
        return random(edwards.OCTETS)
    octets = random(elliptic.CURVES[kind].octets)
    return octets if elliptic.is_secret(kind, octets) else new_secret(kind, random)
