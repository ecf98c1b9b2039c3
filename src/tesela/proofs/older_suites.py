"""Proofs from before Data Integrity 1.0: verified, never written.

* `Ed25519Signature2020` (W3C CCG, Ed25519 Signature 2020, 3): the signature of
  the two hashes, in `proofValue`.
* `JsonWebSignature2020` (W3C CCG, JSON Web Signature 2020, 3): a detached JWS
  in `jws`, whose payload, the two hashes, is not encoded (RFC 7797).

The hashes are those of `eddsa-rdfc-2022`: of the proof's options without the
signature, under the document's own contexts, then of the document. So a
document must name the context that defines its proof's type; else a member of
the proof would have no meaning, and the signature would not cover it.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tesela.codecs import multibase
from tesela.codecs.contexts import ContextSet
from tesela.proofs import jws
from tesela.proofs.keys import SIGNATURE_OCTETS, PublicKey
from tesela.proofs.suites import suite_named
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]


class OlderSuite(NamedTuple):
    """One value of a proof's `type`."""

    type: str
    member: str
    """Where in the proof its signature stands."""
    check: Callable[[str], None]
    """Raises TeselaError where the text there can be no signature."""
    verifies: Callable[[str, bytes, PublicKey], bool]
    """Text of the signature, the two hashes, key → whether it is the key's."""

    def is_signed_by(
        self, document: Json, proof: Json, key: PublicKey, contexts: ContextSet
    ) -> bool:
        """Whether `proof` is the key's signature of `document`, which has no proofs.

        Raises TeselaError `proof.wrong_key`, `jws.*` and those of `canonical_quads`.
        """
        options = {name: member for name, member in proof.items() if name != self.member}
        hashes = suite_named("eddsa-rdfc-2022").signed_bytes(document, options, contexts, "ed25519")
        return self.verifies(str(proof[self.member]), hashes, key)


def _check_multibase(value: str) -> None:
    if not value.startswith("z") or len(multibase.decode(value)) != SIGNATURE_OCTETS["ed25519"]:
        raise TeselaError("proof.malformed", member="proofValue")


def _verifies_multibase(value: str, hashes: bytes, key: PublicKey) -> bool:
    if key.kind != "ed25519":
        raise TeselaError("proof.wrong_key", suite="Ed25519Signature2020", kind=key.kind)
    return key.verifies(multibase.decode(value), hashes)


def _check_detached(value: str) -> None:
    _detached(value, b"")


def _verifies_detached(value: str, hashes: bytes, key: PublicKey) -> bool:
    return jws.is_signed_by(_detached(value, hashes), key, understood=("b64",))


def _detached(value: str, payload: bytes) -> jws.Token:
    """RFC 7515, appendix F, and RFC 7797, 3 and 6: the payload stands in the signature as it is."""
    header, first, rest = value.partition("..")
    if not first or "." in header + rest or not value.isascii():
        raise TeselaError("proof.malformed", member="jws")
    protected = jws.read_header(multibase.base64url_decode(header))
    if protected.get("b64") is not False or protected.get("crit") != ["b64"]:
        raise TeselaError("proof.malformed", member="jws")
    return jws.Token(
        protected,
        payload,
        multibase.base64url_decode(rest),
        header.encode() + b"." + payload,
    )


OLDER_SUITES = {
    suite.type: suite
    for suite in (
        OlderSuite("Ed25519Signature2020", "proofValue", _check_multibase, _verifies_multibase),
        OlderSuite("JsonWebSignature2020", "jws", _check_detached, _verifies_detached),
    )
}
