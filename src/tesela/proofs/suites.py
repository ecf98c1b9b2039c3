"""The cryptosuites of Data Integrity that Tesela writes and verifies.

A suite turns a document, and the options of its proof, into canonical bytes,
hashes both, and signs the two hashes together (W3C Data Integrity EdDSA
Cryptosuites 1.0 and ECDSA Cryptosuites 1.0, each 3.2 and 3.3). The hash
function goes with the kind of key, also inside RDFC-1.0 (ECDSA, 3.2). What
signs otherwise brings its `OwnWay`. To add one: its functions, a line in `SUITES`, its vectors in tests, a row in
docs/proofs.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256, sha384
from typing import Any, NamedTuple

from tesela.codecs import jcs
from tesela.codecs.contexts import ContextSet
from tesela.codecs.rdfc import HashName
from tesela.proofs.keys import PublicKey
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]
Form = Callable[[Json, Json, ContextSet, HashName], bytes]
"""Document, options, contexts and hash function → canonical bytes."""
_HASHES = {"sha256": sha256, "sha384": sha384}


class OwnWay(NamedTuple):
    """How a suite verifies whose signatures are not of the two hashes."""

    check_value: Callable[[str], None]
    """Raises TeselaError for a `proofValue` that is none."""
    is_signed_by: Callable[[Json, Json, PublicKey, ContextSet], bool]
    """Document, proof, key and contexts → whether it is right."""


@dataclass(frozen=True, slots=True)
class Suite:
    """One cryptosuite.

    `document_form` and `options_form` give the canonical bytes of the
    document without its proof, and of the proof's options for that document.
    """

    name: str
    hashes: Mapping[str, HashName]
    """Kind of key that can sign → the hash function that goes with it."""
    document_form: Form
    options_form: Form
    options_context: bool
    """Whether the proof carries a copy of the document's contexts (3.3.1)."""
    own: "OwnWay | None" = None
    """For a suite that does not sign the two hashes."""

    def signed_bytes(
        self, document: Json, options: Json, contexts: ContextSet, key_kind: str
    ) -> bytes:
        """What a key of this kind signs: the options' hash, then the document's (3.2.4).

        Raises TeselaError `proof.wrong_key` when the suite cannot use such a key.
        """
        hash_name = self.hashes.get(key_kind)
        if hash_name is None:
            raise TeselaError("proof.wrong_key", suite=self.name, kind=key_kind)
        digest = _HASHES[hash_name]
        of_options = digest(self.options_form(document, options, contexts, hash_name)).digest()
        of_document = digest(self.document_form(document, options, contexts, hash_name)).digest()
        return of_options + of_document


def _rdfc_document(
    document: Json, options: Json, contexts: ContextSet, hash_name: HashName
) -> bytes:
    return canonical_quads(document, contexts, hash_name).encode()


def _rdfc_options(
    document: Json, options: Json, contexts: ContextSet, hash_name: HashName
) -> bytes:
    named = document.get("@context")
    if options.get("@context", named) != named:
        raise TeselaError("proof.context_differs")
    return canonical_quads({**options, "@context": named}, contexts, hash_name).encode()


def _jcs_document(
    document: Json, options: Json, contexts: ContextSet, hash_name: HashName
) -> bytes:
    """3.3.2; stricter: contexts added after signing, and so unsigned, are refused."""
    if options.get("@context", document.get("@context")) != document.get("@context"):
        raise TeselaError("proof.context_differs")
    return jcs.canonical(document)


def _jcs_options(document: Json, options: Json, contexts: ContextSet, hash_name: HashName) -> bytes:
    return jcs.canonical(options)


def _selective_value(value: str) -> None:
    """Loaded, as what follows, for such proofs only: CBOR and HMAC are for nothing else."""
    from tesela.proofs import selective_values

    selective_values.check(value)


def _is_signed_selectively(
    document: Json, proof: Json, key: PublicKey, contexts: ContextSet
) -> bool:
    from tesela.proofs import selective

    return selective.is_signed_by(document, proof, key, contexts)


_EDWARDS: Mapping[str, HashName] = {"ed25519": "sha256"}
_NIST: Mapping[str, HashName] = {"p256": "sha256", "p384": "sha384"}
SUITES = {
    suite.name: suite
    for suite in (
        Suite("eddsa-rdfc-2022", _EDWARDS, _rdfc_document, _rdfc_options, False),
        Suite("eddsa-jcs-2022", _EDWARDS, _jcs_document, _jcs_options, True),
        Suite("ecdsa-rdfc-2019", _NIST, _rdfc_document, _rdfc_options, False),
        Suite("ecdsa-jcs-2019", _NIST, _jcs_document, _jcs_options, True),
        Suite(
            "ecdsa-sd-2023",
            {"p256": "sha256"},
            _rdfc_document,
            _rdfc_options,
            False,
            OwnWay(_selective_value, _is_signed_selectively),
        ),
    )
}


@lru_cache(maxsize=64)
def suite_for(key_kind: str, name: str | None = None) -> Suite:
    """The suite that a key of this kind signs with: the one called `name`, or the usual one.

    Raises TeselaError `proof.unknown_suite`, `key.unsupported`, `key.other_suite`.
    """
    fitting = [suite for suite in SUITES.values() if key_kind in suite.hashes]
    if not fitting:
        raise TeselaError("key.unsupported", kind=key_kind)
    chosen = suite_named(name) if name else fitting[0]
    if chosen not in fitting:
        known = ", ".join(suite.name for suite in fitting)
        raise TeselaError("key.other_suite", suite=chosen.name, kind=key_kind, fitting=known)
    return chosen


def suite_named(name: object) -> Suite:
    """The suite called `name`. Raises TeselaError `proof.unknown_suite`."""
    suite = SUITES.get(name) if isinstance(name, str) else None
    if suite is None:
        raise TeselaError("proof.unknown_suite", suite=str(name)[:80])
    return suite
