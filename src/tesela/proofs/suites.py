"""The cryptosuites of Data Integrity that Tesela writes and verifies.

A suite turns a document, and the options of its proof, into canonical bytes,
hashes both, and signs the two hashes together (W3C Data Integrity EdDSA
Cryptosuites 1.0, 3.2 and 3.3). To add one: its functions, a line in `SUITES`,
its vectors in tests, a row in docs/proofs.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tesela.codecs import jcs
from tesela.codecs.contexts import ContextSet
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Suite:
    """One cryptosuite.

    `document_form` and `options_form` give the canonical bytes of the
    document without its proof, and of the proof's options for that document.
    """

    name: str
    key_kind: str
    signature_octets: int
    document_form: Callable[[Json, Json, ContextSet], bytes]
    options_form: Callable[[Json, Json, ContextSet], bytes]
    options_context: bool
    """Whether the proof carries a copy of the document's contexts (EdDSA, 3.3.1)."""

    def signed_bytes(self, document: Json, options: Json, contexts: ContextSet) -> bytes:
        """What is signed: the hash of the options, then the hash of the document (3.2.4)."""
        return self.options_hash(document, options, contexts) + self.document_hash(
            document, options, contexts
        )

    def options_hash(self, document: Json, options: Json, contexts: ContextSet) -> bytes:
        return sha256(self.options_form(document, options, contexts)).digest()

    def document_hash(self, document: Json, options: Json, contexts: ContextSet) -> bytes:
        return sha256(self.document_form(document, options, contexts)).digest()


def _rdfc_document(document: Json, options: Json, contexts: ContextSet) -> bytes:
    return canonical_quads(document, contexts).encode()


def _rdfc_options(document: Json, options: Json, contexts: ContextSet) -> bytes:
    named = document.get("@context")
    if options.get("@context", named) != named:
        raise TeselaError("proof.context_differs")
    return canonical_quads({**options, "@context": named}, contexts).encode()


def _jcs_document(document: Json, options: Json, contexts: ContextSet) -> bytes:
    """3.3.2; stricter: contexts added after signing, and so unsigned, are refused."""
    if options.get("@context", document.get("@context")) != document.get("@context"):
        raise TeselaError("proof.context_differs")
    return jcs.canonical(document)


def _jcs_options(document: Json, options: Json, contexts: ContextSet) -> bytes:
    return jcs.canonical(options)


SUITES = {
    suite.name: suite
    for suite in (
        Suite("eddsa-rdfc-2022", "ed25519", 64, _rdfc_document, _rdfc_options, False),
        Suite("eddsa-jcs-2022", "ed25519", 64, _jcs_document, _jcs_options, True),
    )
}


def suite_named(name: object) -> Suite:
    """The suite called `name`. Raises TeselaError `proof.unknown_suite`."""
    suite = SUITES.get(name) if isinstance(name, str) else None
    if suite is None:
        raise TeselaError("proof.unknown_suite", suite=str(name)[:80])
    return suite
