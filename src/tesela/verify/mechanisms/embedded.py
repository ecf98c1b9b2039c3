"""Embedded proofs: Data Integrity 1.0, 4.5.

1. form      the document has the form of a verifiable credential
2. meaning   every member has a published meaning and is covered
3. proof     each proof is a correct signature
4. purpose   each proof was made to make a statement
5. time      each proof may be accepted at this time
6. issuer    each key belongs to the issuer, for this purpose, at that time
7. dates     the document is valid at this time
8. status    it has not been withdrawn or suspended
9. resources the pinned documents that we have are the right ones
"""

from collections.abc import Iterator
from datetime import datetime

from tesela.proofs import data_integrity
from tesela.text.errors import TeselaError
from tesela.trust.keys import MethodKey, key_of_method
from tesela.verify import common, states
from tesela.verify.form import issuer_of
from tesela.verify.key_use import check_use
from tesela.verify.opened import Circumstances, Json, Mechanism, Opened, Passed


def opened(secured: Json | str) -> Opened:
    """Raises TeselaError `input.unknown` for JSON that is no credential."""
    if isinstance(secured, str) or not {"@context", "type", "credentialSubject"} & secured.keys():
        raise TeselaError("input.unknown")
    issuer = issuer_of(secured)
    return Opened(secured, secured, str(issuer) if issuer is not None else None)


def _proof(opened: Opened, asked: Circumstances) -> Passed:
    suites = []
    for proof, found in _keys(opened, asked):
        if not data_integrity.is_signed_by(opened.document, proof, found.key, asked.contexts):
            raise TeselaError("proof.wrong", cryptosuite=data_integrity.suite_of(proof))
        suites.append(data_integrity.suite_of(proof))
    return Passed("proof.ok", {"cryptosuites": suites})


def _keys(opened: Opened, asked: Circumstances) -> Iterator[tuple[Json, MethodKey]]:
    """Each proof with the key it names."""
    for proof in data_integrity.proofs_of(opened.document):
        data_integrity.check_form(proof)
        yield proof, key_of_method(proof["verificationMethod"], asked.fetch)


def _purpose(opened: Opened, asked: Circumstances) -> Passed | None:
    if not opened.document.get("proof"):
        return None
    for proof in data_integrity.proofs_of(opened.document):
        if proof.get("proofPurpose") != "assertionMethod":
            raise TeselaError("proof.purpose", purpose=str(proof.get("proofPurpose"))[:80])
    return Passed("proof.purpose_ok")


def _time(opened: Opened, asked: Circumstances) -> Passed | None:
    if not opened.document.get("proof"):
        return None
    for proof in data_integrity.proofs_of(opened.document):
        if "expires" in proof and data_integrity.moment(proof["expires"], "expires") <= asked.at:
            raise TeselaError("proof.expired", until=str(proof["expires"]))
    return Passed("proof.time_ok")


def _issuer(opened: Opened, asked: Circumstances) -> Passed | None:
    if not opened.document.get("proof"):
        return None
    issuer = str(opened.issuer)
    methods = []
    for proof, found in _keys(opened, asked):
        check_belongs(found, proof, issuer, asked)
        methods.append(proof["verificationMethod"])
    return Passed("issuer.ok", {"issuer": issuer, "methods": methods})


def check_belongs(found: MethodKey, proof: Json, issuer: str, asked: Circumstances) -> None:
    """Step 6 for the key of one proof. Raises TeselaError `issuer.*`, `proof.malformed`."""
    if found.controller != issuer:
        raise TeselaError("issuer.other", controller=found.controller[:300], issuer=issuer[:300])
    if str(proof["proofPurpose"]) not in found.purposes:
        raise TeselaError("issuer.key_purpose", method=str(proof["verificationMethod"])[:300])
    check_use(found, _signed_at(proof, asked), asked)


def _signed_at(proof: Json, asked: Circumstances) -> datetime:
    """When the proof says it was made; where it does not, it may be as late as now."""
    if "created" not in proof:
        return asked.at
    return min(data_integrity.moment(proof["created"], "created"), asked.at)


EMBEDDED = Mechanism(
    name="embedded",
    recognises=common.is_json,
    opened=opened,
    steps={
        "form": (common.form, "VC Data Model 2.0, 4"),
        "meaning": (common.meaning, "VC Data Integrity 1.0, 2.4; JSON-LD 1.1"),
        "proof": (_proof, "VC Data Integrity 1.0, 4.5"),
        "purpose": (_purpose, "VC Data Integrity 1.0, 2.2"),
        "time": (_time, "VC Data Integrity 1.0, 2.1"),
        "issuer": (_issuer, "Controlled Identifiers 1.0, 3.3; VC Data Model 2.0, 4.7"),
        "dates": (common.dates, "VC Data Model 2.0, 4.9"),
        "status": (states.status, "Bitstring Status List 1.0, 3.2"),
        "resources": (common.resources, "VC Data Model 2.0, 5.3"),
    },
    first=("form", "meaning"),
    cannot_say=("proof.not_data_integrity", "proof.unknown_suite"),
)
