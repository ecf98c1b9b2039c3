"""The peer: Data Integrity `eddsa-rdfc-2022` as one writes it with PyLD and cryptography.

Plain and complete (EdDSA cryptosuites 1.0, 3.2), without safe mode, and in PyLD's fastest way of
working: contexts in memory, resolved once.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyld import jsonld

Json = dict[str, Any]
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class PyldPeer:
    """Signs and verifies with one Ed25519 key; `contexts` is all that may be loaded."""

    def __init__(self, contexts: Mapping[str, Json], seed: bytes, method: str) -> None:
        self.contexts = contexts
        self.private = Ed25519PrivateKey.from_private_bytes(seed)
        self.method = method

    def sign(self, document: Json, created: str) -> Json:
        """`document` with a proof."""
        options = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": created,
            "verificationMethod": self.method,
            "proofPurpose": "assertionMethod",
        }
        signature = self.private.sign(self._signed_bytes(document, options))
        return {**document, "proof": {**options, "proofValue": "z" + _base58(signature)}}

    def verify(self, document: Json) -> bool:
        """Whether the one proof is right."""
        bare = {name: member for name, member in document.items() if name != "proof"}
        options = {n: member for n, member in document["proof"].items() if n != "proofValue"}
        key = _octets(options["verificationMethod"].rpartition("#")[2][1:])[2:]
        signature = _octets(document["proof"]["proofValue"][1:])
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(
                signature, self._signed_bytes(bare, options)
            )
        except InvalidSignature:
            return False
        return True

    def _signed_bytes(self, document: Json, options: Json) -> bytes:
        configuration = {**options, "@context": document["@context"]}
        return self.digest(configuration) + self.digest(document)

    def digest(self, document: Json) -> bytes:
        """SHA-256 of the canonical statements."""
        how = {
            "algorithm": "URDNA2015",
            "format": "application/n-quads",
            "documentLoader": self._load,
        }
        return sha256(jsonld.normalize(document, how).encode()).digest()

    def _load(self, url: str, _options: object) -> Json:
        # the tag lets PyLD keep the resolved context from one call to the next
        document = self.contexts[url]
        return {"contextUrl": None, "documentUrl": url, "document": document, "tag": "static"}


def _base58(data: bytes) -> str:
    number, digits = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _ALPHABET[digit] + digits
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + digits


def _octets(text: str) -> bytes:
    number = 0
    for character in text:
        number = number * 58 + _ALPHABET.index(character)
    leading = len(text) - len(text.lstrip("1"))
    return b"\0" * leading + number.to_bytes((number.bit_length() + 7) // 8)
