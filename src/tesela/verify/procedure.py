"""The verification procedure (VCDM 2.0, 7.1; Data Integrity 1.0, 4.5).

    1. form      the document has the form of a verifiable credential
    2. meaning   every member has a published meaning and is covered
    3. proof     each proof is a correct signature
    4. purpose   each proof was made to make a statement
    5. time      each proof may be accepted at this time
    6. issuer    each key belongs to the issuer, for this purpose, at that time
    7. dates     the document is valid at this time
    8. status    it has not been withdrawn or suspended
    9. resources the pinned documents that we have are the right ones

Cheap steps come first, and nothing is fetched for a document without form and
meaning: whoever sends junk causes no traffic. All other steps run even when
one fails, so that the report is complete. Each step is a function that returns
or raises; `_outcome_of` decides, in one place, whether a code means *failed*
or *indeterminate*. The verdict is `policy.authenticity`'s.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.model.report import (
    CheckResult,
    Outcome,
    Report,
    Trust,
    Verdict,
    VerifiedCredential,
)
from tesela.proofs import data_integrity
from tesela.shapes import canonical_quads
from tesela.text.errors import Problem, TeselaError
from tesela.trust.fetch import Fetch, offline
from tesela.trust.keys import MethodKey, key_of_method
from tesela.trust.registry import Registry
from tesela.verify import content, states
from tesela.verify.carriers import credential_in
from tesela.verify.form import check_form, issuer_of, validity
from tesela.verify.policy import authenticity
from tesela.verify.resources import pinned_documents

CANNOT_SAY = (
    "fetch.",
    "jsonld.types_together",
    "method.unsupported",
    "multikey.unsupported",
    "proof.not_data_integrity",
    "proof.unknown_suite",
    "status.unknown",
    "status.unsupported",
    "status.not_a_list",
    "status.other_issuer",
    "status.other_purpose",
    "status.list_not_genuine",
    "status.list_unreadable",
    "status.list_too_short",
    "status.position_outside",
    "status.too_many",
)
"""Codes (or their beginnings) that leave a check indeterminate; all others fail it."""

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under which a document is verified."""

    at: datetime
    fetch: Fetch = offline
    registry: Registry | None = None
    contexts: ContextSet = BUNDLED
    companions: Mapping[str, bytes] = field(default_factory=dict)
    """Documents that came along, by the address under which they are pinned."""
    beside: tuple[bytes, ...] = ()
    """Documents that lay beside the credential in its carrier."""


def verify(
    data: bytes,
    *,
    at: datetime,
    fetch: Fetch = offline,
    registry: Registry | None = None,
    contexts: ContextSet = BUNDLED,
    companions: Mapping[str, bytes] | None = None,
) -> Report:
    """What can be said of the credential in `data` at the time `at` (with a time zone).

    `fetch` gives the issuer's key and status list; without it nothing is
    asked. Raises TeselaError `input.*`, `json.*` or `pdf.*` for what is no
    credential at all; everything else is in the report.
    """
    carrier, document, beside = credential_in(data)
    if not {"@context", "type", "credentialSubject"} & document.keys():
        raise TeselaError("input.unknown")
    if registry:
        fetch = registry.fetching(fetch)
    asked = Circumstances(at, fetch, registry, contexts, companions or {}, beside)
    checks = checks_of(document, asked)
    verdict = authenticity(checks)
    issuer = issuer_of(document)
    return Report(
        verdict=verdict,
        checks=checks,
        content={"carrier": carrier, **content.read(document, _described(document, asked, checks))},
        trust=_trust(issuer, registry),
        verified_at=at,
        credential=VerifiedCredential(data, document, at, str(issuer))
        if verdict is Verdict.VALID
        else None,
    )


def _described(
    document: Json, asked: Circumstances, checks: Sequence[CheckResult]
) -> Mapping[str, bytes]:
    """The pinned documents to read from: only when the step about them passed."""
    if not any(check.id == "resources" and check.outcome is Outcome.PASSED for check in checks):
        return {}
    return {name: data for name, data in _pinned(document, asked).items() if data is not None}


def checks_of(
    document: Json, asked: Circumstances, *, with_status: bool = True
) -> tuple[CheckResult, ...]:
    """All steps on `document`; a status list is verified without asking for its own status."""
    base = tuple(_step(name, *STEPS[name], document, asked) for name in ("form", "meaning"))
    if any(check.outcome is not Outcome.PASSED for check in base):
        return base
    skipped = {"form", "meaning"}
    if not with_status:
        skipped.add("status")
    if not document.get("proof"):
        skipped |= {"purpose", "time", "issuer"}
    return base + tuple(
        _step(name, *STEPS[name], document, asked) for name in STEPS if name not in skipped
    )


@dataclass(frozen=True, slots=True)
class Passed:
    """What a step returns: the code it passed with and what it looked at."""

    code: str
    evidence: Mapping[str, Any] = field(default_factory=dict)


Step = Callable[[Json, Circumstances], Passed]


def _step(name: str, run: Step, clause: str, document: Json, asked: Circumstances) -> CheckResult:
    try:
        passed = run(document, asked)
    except TeselaError as error:
        return CheckResult(name, _outcome_of(error.code), error.problem, clause, error.problem.data)
    return CheckResult(name, Outcome.PASSED, Problem(passed.code), clause, passed.evidence)


def _outcome_of(code: str) -> Outcome:
    return Outcome.INDETERMINATE if code.startswith(CANNOT_SAY) else Outcome.FAILED


def _form(document: Json, asked: Circumstances) -> Passed:
    check_form(document)
    return Passed("form.ok", {"type": document["type"]})


def _meaning(document: Json, asked: Circumstances) -> Passed:
    bare = {name: member for name, member in document.items() if name != "proof"}
    canonical_quads(bare, asked.contexts)
    return Passed("meaning.ok", {"contexts": document["@context"]})


def _proof(document: Json, asked: Circumstances) -> Passed:
    suites = []
    for proof, found in _keys(document, asked):
        if not data_integrity.is_signed_by(document, proof, found.key, asked.contexts):
            raise TeselaError("proof.wrong", cryptosuite=str(proof["cryptosuite"]))
        suites.append(proof["cryptosuite"])
    return Passed("proof.ok", {"cryptosuites": suites})


def _keys(document: Json, asked: Circumstances) -> Iterator[tuple[Json, MethodKey]]:
    """Each proof with the key it names."""
    for proof in data_integrity.proofs_of(document):
        data_integrity.check_form(proof)
        yield proof, key_of_method(proof["verificationMethod"], asked.fetch)


def _purpose(document: Json, asked: Circumstances) -> Passed:
    for proof in data_integrity.proofs_of(document):
        if proof.get("proofPurpose") != "assertionMethod":
            raise TeselaError("proof.purpose", purpose=str(proof.get("proofPurpose"))[:80])
    return Passed("proof.purpose_ok")


def _time(document: Json, asked: Circumstances) -> Passed:
    for proof in data_integrity.proofs_of(document):
        if "expires" in proof and data_integrity.moment(proof["expires"], "expires") <= asked.at:
            raise TeselaError("proof.expired", until=str(proof["expires"]))
    return Passed("proof.time_ok")


def _issuer(document: Json, asked: Circumstances) -> Passed:
    issuer = str(issuer_of(document))
    methods = []
    for proof, found in _keys(document, asked):
        if found.controller != issuer:
            raise TeselaError(
                "issuer.other", controller=found.controller[:300], issuer=issuer[:300]
            )
        if str(proof["proofPurpose"]) not in found.purposes:
            raise TeselaError("issuer.key_purpose", method=str(proof["verificationMethod"])[:300])
        if found.ended and found.ended <= _signed_at(proof, asked):
            raise TeselaError("issuer.key_ended", ended=found.ended.isoformat())
        methods.append(proof["verificationMethod"])
    return Passed("issuer.ok", {"issuer": issuer, "methods": methods})


def _signed_at(proof: Json, asked: Circumstances) -> datetime:
    """When the proof says it was made; where it does not, it may be as late as now."""
    if "created" not in proof:
        return asked.at
    return min(data_integrity.moment(proof["created"], "created"), asked.at)


def _dates(document: Json, asked: Circumstances) -> Passed:
    start, end = validity(document)
    if start and asked.at < start:
        raise TeselaError("dates.not_yet", start=start.isoformat(), at=asked.at.isoformat())
    if end and asked.at > end:
        raise TeselaError("dates.over", end=end.isoformat())
    return Passed(
        "dates.ok",
        {"from": start and start.isoformat(), "until": end and end.isoformat()},
    )


def _status(document: Json, asked: Circumstances) -> Passed:
    def verify_list(listed: Json) -> Sequence[CheckResult]:
        return checks_of(listed, asked, with_status=False)

    entries = states.check(document, asked.fetch, verify_list, asked.at)
    return Passed("status.ok" if entries else "status.none", {"entries": entries})


def _resources(document: Json, asked: Circumstances) -> Passed:
    checked = list(_pinned(document, asked))
    if checked:
        return Passed("resources.ok", {"checked": checked})
    code = "resources.not_at_hand" if document.get("relatedResource") else "resources.none"
    return Passed(code, {"checked": []})


def _pinned(document: Json, asked: Circumstances) -> dict[str, bytes | None]:
    def companion(address: str) -> bytes | None:
        copied = asked.registry.copy(address) if asked.registry else None
        return asked.companions.get(address, copied)

    return pinned_documents(document, companion, asked.beside)


def _trust(issuer: object, registry: Registry | None) -> Trust:
    named = issuer if isinstance(issuer, str) else None
    if registry is None:
        return Trust(named, Outcome.INDETERMINATE, Problem("trust.no_registry"))
    data = {"registry": registry.name}
    if named is not None and named in registry.issuers:
        return Trust(
            named,
            Outcome.PASSED,
            Problem("trust.registered", data),
            registry.name,
            registry.issuers[named],
        )
    return Trust(named, Outcome.INDETERMINATE, Problem("trust.not_registered", data), registry.name)


STEPS: Mapping[str, tuple[Step, str]] = {
    "form": (_form, "VC Data Model 2.0, 4"),
    "meaning": (_meaning, "VC Data Integrity 1.0, 2.4; JSON-LD 1.1"),
    "proof": (_proof, "VC Data Integrity 1.0, 4.5"),
    "purpose": (_purpose, "VC Data Integrity 1.0, 2.2"),
    "time": (_time, "VC Data Integrity 1.0, 2.1"),
    "issuer": (_issuer, "Controlled Identifiers 1.0, 3.3; VC Data Model 2.0, 4.7"),
    "dates": (_dates, "VC Data Model 2.0, 4.9"),
    "status": (_status, "Bitstring Status List 1.0, 3.2"),
    "resources": (_resources, "VC Data Model 2.0, 5.3"),
}
