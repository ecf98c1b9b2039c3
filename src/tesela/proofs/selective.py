"""`ecdsa-sd-2023`: a credential of which the holder shows parts (ECDSA Cryptosuites 1.0, 3.4 to 3.6).

The issuer signs every statement by itself with a key made for this one
credential, and with its own key that key, the options of the proof and the
statements that must always be shown. Blank nodes are named by a keyed hash,
so that names tell nothing of what is not shown.

Base proof (3.6.1): `secure`. Derived proof (3.6.6): `derive`. Verifying (3.6.7):

1. the value is a derived one, in its one form
2. the shown document is canonicalised and its blank nodes named as they were signed
3. its statements are as many as were signed or must be shown
4. the issuer's key has signed the options, the credential's key, and what must be shown
5. the credential's key has signed each other statement
"""

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pyoxigraph as ox

from tesela.codecs import multibase, selection
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.codecs.labels import canonical_labels, relabelled
from tesela.proofs.keys import PublicKey, Signer, SoftwareKey, new_secret
from tesela.proofs.selective_values import HMAC_OCTETS, Base, Derived, read_base, read_derived
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]
NAME = "ecdsa-sd-2023"
ALWAYS_SHOWN = (
    "issuer",
    "validFrom",
    "validUntil",
    "issuanceDate",
    "expirationDate",
    "credentialStatus",
)
"""What limits a credential: whoever could leave it out would hide that it is over or withdrawn."""
_KIND = "p256"


@dataclass(frozen=True, slots=True)
class Statements:
    """A document's statements with names by a keyed hash, and which a group of pointers selects."""

    lines: tuple[str, ...]
    document: Json
    """With a name for each node, for selecting from."""
    labels: Mapping[str, str]
    """Name of a blank node while selecting → name in `lines`."""
    contexts: ContextSet

    def indexes(self, pointers: Sequence[str]) -> list[int]:
        """Which of `lines` the pointers select. Raises TeselaError `selection.pointer`."""
        part = selection.selected(self.document, pointers)
        found = set(relabelled(selection.statements(part, self.contexts), self.labels))
        if not found <= set(self.lines):  # half of a value, such as a text without its language
            raise TeselaError("selection.pointer", pointer=", ".join(pointers)[:80])
        return [at for at, line in enumerate(self.lines) if line in found]


def secure(
    document: Json,
    signer: Signer,
    created: datetime,
    mandatory_pointers: Sequence[str],
    random: Callable[[int], bytes],
    contexts: ContextSet = BUNDLED,
) -> dict[str, Any]:
    """`document` with a base proof, from which its holder derives (`derive`).

    `mandatory_pointers` lead to what must always be shown, besides `ALWAYS_SHOWN`;
    `random` gives octets.
    Raises TeselaError `key.other_suite`, `selection.pointer`, those of `canonical_quads`.
    """
    if signer.kind != _KIND:
        raise TeselaError("key.other_suite", suite=NAME, kind=signer.kind, fitting=_KIND)
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": NAME,
        "created": created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": signer.verification_method,
        "proofPurpose": "assertionMethod",
    }
    bare = _without_proof(document)
    hmac_key = random(HMAC_OCTETS)
    own = SoftwareKey(new_secret(_KIND, random), kind=_KIND)
    said = statements(bare, hmac_key, contexts)
    limits = [f"/{name}" for name in ALWAYS_SHOWN if name in bare]
    pointers = tuple(dict.fromkeys([*mandatory_pointers, *limits]))
    mandatory = set(said.indexes(pointers))
    public_key = multibase.decode(own.public.multibase)
    signed = signed_bytes(
        proof_hash(bare, options, contexts),
        public_key,
        [said.lines[at] for at in sorted(mandatory)],
    )
    value = Base(
        signer.sign(signed),
        public_key,
        hmac_key,
        tuple(own.sign(line.encode()) for at, line in enumerate(said.lines) if at not in mandatory),
        pointers,
    )
    return {**bare, "proof": {**options, "proofValue": value.encoded()}}


def derive(
    document: Json, pointers: Sequence[str], contexts: ContextSet = BUNDLED
) -> dict[str, Any]:
    """The part of `document` that the pointers, and the issuer's own, select, with its proof.

    `document` has one base proof. Raises TeselaError `selection.nothing`,
    `selection.pointer`, `selection.value`, `selection.not_base`, `selection.other`.
    """
    proof = document.get("proof")
    if not isinstance(proof, dict) or not isinstance(proof.get("proofValue"), str):
        raise TeselaError("selection.value")
    base = read_base(proof["proofValue"])
    chosen = [*base.mandatory_pointers, *pointers]
    if not chosen:
        raise TeselaError("selection.nothing")
    bare = _without_proof(document)
    said = statements(bare, base.hmac_key, contexts)
    mandatory, selective = said.indexes(base.mandatory_pointers), said.indexes(pointers)
    combined = said.indexes(chosen)
    rest = [at for at in range(len(said.lines)) if at not in set(mandatory)]
    if len(rest) != len(base.signatures):
        raise TeselaError("selection.other")
    signatures = dict(zip(rest, base.signatures, strict=True))
    shown = selection.selected(bare, chosen)
    if shown is None:
        raise TeselaError("selection.nothing")
    derived = Derived(
        base.signature,
        base.public_key,
        tuple(signatures[at] for at in selective if at in signatures),
        _labels_shown(said, chosen),
        tuple(place for place, at in enumerate(combined) if at in set(mandatory)),
    )
    return {**shown, "proof": {**proof, "proofValue": derived.encoded()}}


def is_signed_by(part: Json, proof: Json, key: PublicKey, contexts: ContextSet = BUNDLED) -> bool:
    """Whether `proof` is a derived proof of what `part`, a document without it, says.

    Raises TeselaError `selection.*`, `proof.wrong_key`, those of `canonical_quads`.
    """
    if key.kind != _KIND:
        raise TeselaError("proof.wrong_key", suite=NAME, kind=key.kind)
    value = read_derived(str(proof["proofValue"]))  # 1
    kind, octets = multibase.decode_key(multibase.encode(value.public_key))
    if kind != _KIND:
        raise TeselaError("selection.value")
    own = PublicKey(kind, octets)
    lines = shown_lines(part, value.labels, contexts)  # 2
    if value.mandatory_indexes and value.mandatory_indexes[-1] >= len(lines):
        raise TeselaError("selection.value")
    required = set(value.mandatory_indexes)
    mandatory = [line for at, line in enumerate(lines) if at in required]
    others = [line for at, line in enumerate(lines) if at not in required]
    if len(others) != len(value.signatures):  # 3
        return False
    options = {name: member for name, member in proof.items() if name != "proofValue"}
    signed = signed_bytes(proof_hash(part, options, contexts), value.public_key, mandatory)
    return key.verifies(value.signature, signed) and all(  # 4, 5
        own.verifies(signature, line.encode())
        for signature, line in zip(value.signatures, others, strict=True)
    )


def statements(bare: Json, hmac_key: bytes, contexts: ContextSet = BUNDLED) -> Statements:
    """All statements of a document, named by `hmac_key` (3.4.3, 3.4.12)."""
    whole = canonical_quads(bare, contexts)
    document = selection.named(bare)
    quads = selection.statements(document, contexts)
    text, canonical = canonical_labels(quads)
    if text != whole:  # where a name would not be the node's, nothing can be selected
        raise TeselaError("selection.unnamed")
    labels = {node: _label(hmac_key, name) for node, name in canonical.items()}
    return Statements(tuple(relabelled(quads, labels)), document, labels, contexts)


def shown_lines(part: Json, labels: Mapping[str, str], contexts: ContextSet) -> list[str]:
    """The statements of a shown document under the names they were signed under (3.4.5).

    Raises TeselaError `selection.value` unless `labels` name exactly its blank nodes.
    """
    text = canonical_quads(part, contexts)
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
    nodes = {
        term.value
        for quad in quads
        for term in (quad.subject, quad.object, quad.graph_name)
        if isinstance(term, ox.BlankNode)
    }
    if nodes != labels.keys():
        raise TeselaError("selection.value")
    return relabelled(quads, labels)


def proof_hash(bare: Json, options: Json, contexts: ContextSet) -> bytes:
    """The hash of the proof's options (3.6.4)."""
    named = bare.get("@context")
    if options.get("@context", named) != named:
        raise TeselaError("proof.context_differs")
    return sha256(canonical_quads({**options, "@context": named}, contexts).encode()).digest()


def signed_bytes(of_options: bytes, public_key: bytes, mandatory: Sequence[str]) -> bytes:
    """What the issuer's own key signs (3.5.1)."""
    return of_options + public_key + sha256("".join(mandatory).encode()).digest()


def _labels_shown(said: Statements, pointers: Sequence[str]) -> dict[str, str]:
    """Canonical name in the shown document → name that was signed (3.5.6)."""
    part = selection.selected(said.document, pointers)
    _, canonical = canonical_labels(selection.statements(part, said.contexts))
    return {name: said.labels[node] for node, name in sorted(canonical.items())}


def _label(hmac_key: bytes, name: str) -> str:
    return f"u{multibase.base64url_encode(hmac.digest(hmac_key, name.encode(), 'sha256'))}"


def _without_proof(document: Json) -> dict[str, Any]:
    return {name: member for name, member in document.items() if name != "proof"}
