"""Data Integrity proofs (W3C Verifiable Credential Data Integrity 1.0).

Writing (4.2, "Add Proof"): `secure` puts one proof on a document.

Reading (4.5, "Verify Proof Sets and Chains"): `proofs_of` lists a document's
proofs, `secured_part` gives what one of them covers, `signed_bytes` what its
key signed. Whether the key may sign is for `verify` to find out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from tesela.codecs import multibase
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.codecs.jsontext import plain
from tesela.codecs.leaves import without_direction
from tesela.proofs.keys import SIGNATURE_OCTETS, PublicKey, Signer
from tesela.proofs.older_suites import OLDER_SUITES
from tesela.proofs.suites import SUITES, Suite, suite_for, suite_named
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError

Json = dict[str, Any]
_DATE_TIME_STAMP = re.compile(
    r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})\Z"
)
MAXIMUM_PROOFS = 10


def secure(
    document: Mapping[str, Any],
    signer: Signer,
    created: datetime,
    suite: str | None = None,
    contexts: ContextSet = BUNDLED,
    *,
    purpose: str = "assertionMethod",
    challenge: str | None = None,
    domain: str | None = None,
) -> Json:
    """`document` with one proof of `signer` added, which is the last member.

    `created` is when, with a time zone; without a `suite` it is the usual one
    for the signer's kind of key. A presentation is signed for the `purpose`
    authentication, in answer to a `challenge`, for a `domain` (2.1). Raises the TeselaErrors of `canonical_quads`
    when a member would not be covered, and of `suite_for`.
    """
    chosen = writable(signer, suite)
    options = options_of(
        chosen,
        signer,
        created,
        proofPurpose=purpose,
        **({"domain": domain} if domain is not None else {}),
        **({"challenge": challenge} if challenge is not None else {}),
    )
    if chosen.options_context:
        # Every member means something, in plain JSON too.
        canonical_quads(without_direction(document), contexts)
        options = {"@context": document["@context"], **options}
    signature = signer.sign(chosen.signed_bytes(document, options, contexts, signer.kind))
    return {**document, "proof": {**options, "proofValue": multibase.encode(signature)}}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A proof that lacks only its signature: the same for all documents of these contexts."""

    digest: bytes
    """Of the options, as they are signed."""
    text: bytes
    """The member `proof` up to its value."""

    def on(self, text: bytes, digest: bytes, signer: Signer) -> bytes:
        """`text`, a JSON object whose canonical statements have this SHA-256, with the proof."""
        value = multibase.encode(signer.sign(self.digest + digest))
        return b"".join((memoryview(text)[:-1], b",", self.text, value.encode(), b'"}}'))


def prepared(
    context: Any,
    signer: Signer,
    created: datetime,
    suite: str | None = None,
    contexts: ContextSet = BUNDLED,
) -> Prepared | None:
    """What `secure` adds to every document whose `@context` is `context`.

    None where it is not the SHA-256 of the statements that is signed. Raises
    what `secure` raises.
    """
    chosen = writable(signer, suite)
    if chosen.options_context or chosen.hashes[signer.kind] != "sha256":
        return None
    options = options_of(chosen, signer, created, proofPurpose="assertionMethod")
    quads = chosen.options_form({"@context": context}, options, contexts, "sha256")
    proof = plain({"proof": {**options, "proofValue": ""}})
    return Prepared(sha256(quads).digest(), proof[1:-3].encode())


def writable(signer: Signer, suite: str | None) -> Suite:
    """The suite that `secure` signs with. Raises TeselaError as `suite_for`, `proof.selective`."""
    return _writable(signer.kind, suite)


@lru_cache(maxsize=64)
def _writable(kind: str, suite: str | None) -> Suite:
    chosen = suite_for(kind, suite)
    if chosen.own:
        raise TeselaError("proof.selective", suite=chosen.name)
    return chosen


def options_of(suite: Suite, signer: Signer, created: datetime, **more: str) -> Json:
    """The members of a proof of this suite, without its value."""
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": suite.name,
        "created": created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": signer.verification_method,
        **more,
    }


def proofs_of(document: Mapping[str, Any]) -> list[Json]:
    """The document's proofs, in its order.

    Raises TeselaError `proof.missing`, `proof.malformed`, `proof.too_many`.
    """
    found = document.get("proof")
    if found is None or found == []:
        raise TeselaError("proof.missing")
    listed = found if isinstance(found, list) else [found]
    if len(listed) > MAXIMUM_PROOFS:
        raise TeselaError("proof.too_many", maximum=MAXIMUM_PROOFS)
    if not all(isinstance(proof, dict) for proof in listed):
        raise TeselaError("proof.malformed", member="proof")
    return listed


def check_form(proof: Mapping[str, Any]) -> None:
    """What every proof must have before its signature is looked at (2.1).

    Raises TeselaError `proof.malformed` with the member, `proof.not_data_integrity`,
    `proof.unknown_suite`.
    """
    if not isinstance(proof.get("type"), str):
        raise TeselaError("proof.malformed", member="type")
    older = OLDER_SUITES.get(proof["type"])
    if older is None and proof["type"] != "DataIntegrityProof":
        raise TeselaError("proof.not_data_integrity", type=str(proof.get("type"))[:80])
    suite = None if older else suite_named(proof.get("cryptosuite"))
    value = older.member if older else "proofValue"
    for member in ("verificationMethod", "proofPurpose", value):
        if not isinstance(proof.get(member), str) or not proof[member]:
            raise TeselaError("proof.malformed", member=member)
    for member in ("created", "expires"):
        if member in proof:
            moment(proof[member], member)
    if older:
        older.check(proof[value])
    elif suite and suite.own:
        suite.own.check_value(proof["proofValue"])
    elif suite and len(signature_in(proof["proofValue"])) not in {
        SIGNATURE_OCTETS[k] for k in suite.hashes
    }:
        raise TeselaError("proof.malformed", member="proofValue")


def signer_signs_text(signer: Signer, suite: str | None) -> bool:
    """Whether `secure` signs the JSON text with this suite. Raises TeselaError as `suite_for`."""
    return writable(signer, suite).options_context


def signs_text(proof: object) -> bool:
    """Whether this is a proof of the JSON text, which keeps what RDF cannot."""
    if not isinstance(proof, Mapping) or proof.get("type") != "DataIntegrityProof":
        return False
    named = proof.get("cryptosuite")
    return isinstance(named, str) and named in SUITES and SUITES[named].options_context


def suite_of(proof: Mapping[str, Any]) -> str:
    """The name of the suite a proof was made with, to be told."""
    return str(proof.get("cryptosuite", proof.get("type")))[:80]


def moment(value: object, member: str) -> datetime:
    """The moment an xsd:dateTimeStamp names. Raises TeselaError `proof.malformed`."""
    if not isinstance(value, str) or not _DATE_TIME_STAMP.match(value):
        raise TeselaError("proof.malformed", member=member)
    read = _read_moment if len(value) <= _LONGEST_KEPT else datetime.fromisoformat
    try:
        return read(value)
    except ValueError as error:
        raise TeselaError("proof.malformed", member=member) from error


_LONGEST_KEPT = 40
"""Characters of a moment that is remembered; a fraction of a second has as many as somebody likes."""
_read_moment = lru_cache(maxsize=256)(datetime.fromisoformat)


def secured_part(document: Mapping[str, Any], proof: Mapping[str, Any]) -> Json:
    """What `proof` covers: the document without proofs, but with those it builds on.

    A proof with `previousProof` covers the named proofs too (4.5, proof
    chains). Raises TeselaError `proof.chain_broken` when one is not there.
    """
    bare = {name: member for name, member in document.items() if name != "proof"}
    previous = proof.get("previousProof")
    if previous is None:
        return bare
    wanted = previous if isinstance(previous, list) else [previous]
    by_id = {other.get("id"): other for other in proofs_of(document)}
    if not wanted or any(not isinstance(name, str) or name not in by_id for name in wanted):
        raise TeselaError("proof.chain_broken", previous=str(previous)[:80])
    return {**bare, "proof": [by_id[name] for name in wanted]}


def is_signed_by(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    key: PublicKey,
    contexts: ContextSet = BUNDLED,
) -> bool:
    """Whether `proof` is `key`'s signature of what it covers in `document`.

    Raises the TeselaErrors of `check_form`, `secured_part`, `signed_bytes` and
    `canonical_quads`: then nothing can be said about the signature.
    """
    check_form(proof)
    if older := OLDER_SUITES.get(proof["type"]):
        return older.is_signed_by(secured_part(document, proof), proof, key, contexts)
    suite = suite_named(proof["cryptosuite"])
    options = {name: member for name, member in proof.items() if name != "proofValue"}
    part = secured_part(document, proof)
    if suite.own:
        return suite.own.is_signed_by(part, proof, key, contexts)
    signed = suite.signed_bytes(part, options, contexts, key.kind)
    signature = signature_in(proof["proofValue"])
    if len(signature) != SIGNATURE_OCTETS[key.kind]:
        raise TeselaError("proof.malformed", member="proofValue")
    return key.verifies(signature, signed)


def signature_in(proof_value: str) -> bytes:
    """The octets of a `proofValue`, which all suites here write in base58-btc.

    EdDSA and ECDSA cryptosuites 1.0, 3.2.2 and 3.3.2. Raises TeselaError `proof.malformed`,
    `multibase.invalid`.
    """
    if not proof_value.startswith("z"):
        raise TeselaError("proof.malformed", member="proofValue")
    return multibase.decode(proof_value)
