"""What the W3C's suites ask of a VC-API server, asked of the started service over HTTP.

The suites themselves are not run here (docs/conformance.md): each case says
which suite asks it. A refusal is a 400 with a problem document; a 500 is none.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.published import load
from tests.site.conftest import Service

V2 = "https://www.w3.org/ns/credentials/v2"
V1 = "https://www.w3.org/2018/credentials/v1"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
SUITES = {
    "eddsa-rdfc-2022": "z6Mk",
    "eddsa-jcs-2022": "z6Mk",
    "ecdsa-rdfc-2019-p256": "zDna",
    "ecdsa-rdfc-2019-p384": "z82L",
    "ecdsa-jcs-2019-p256": "zDna",
    "ecdsa-jcs-2019-p384": "z82L",
}
Document = dict[str, Any]


def call(service: Service, path: str, body: object) -> tuple[int, Document]:
    text = json.dumps(body).encode()
    status, headers, answer = service.ask(
        "POST", f"/vc-api/{path}", text, Content_Type="application/json"
    )
    assert status in (200, 201, 400), answer
    if status == 400:
        assert headers["content-type"] == "application/problem+json"
    return status, json.loads(answer)


def identity(service: Service, name: str) -> str:
    """The issuer's DID, as an operator finds it for `localConfig.cjs`: from its status list."""
    status, _, answer = service.ask("GET", f"/vc-api/status/{name}")
    assert status == 200
    return json.loads(answer)["issuer"]


def unsecured(service: Service, issuer_name: str, **changes: Any) -> Document:
    return {
        "@context": [V2, EXAMPLES],
        "id": "urn:uuid:8b1b6d4e-6c2a-4a64-9c58-2b8f3a7d9e10",
        "type": ["VerifiableCredential"],
        "issuer": identity(service, issuer_name.removesuffix("-status")),
        "credentialSubject": {"id": "did:example:subject", "alumniOf": "Example University"},
        **changes,
    }


def issue(service: Service, name: str, document: Document, **options: Any) -> tuple[int, Document]:
    body = {"credential": document, "options": options}
    return call(service, f"issuers/{name}/credentials/issue", body)


def issued(service: Service, issuer_name: str, **changes: Any) -> Document:
    status, credential = issue(service, issuer_name, unsecured(service, issuer_name, **changes))
    assert status == 201, credential
    return credential


def verified(service: Service, credential: Any, path: str = "credentials/verify") -> int:
    body = {"verifiableCredential": credential, "options": {"checks": ["proof"]}}
    return call(service, path, body)[0]


@pytest.mark.parametrize("name", sorted(SUITES))
def test_issuers_of_the_di_suites(vc_api: Service, name: str) -> None:
    """di-eddsa, di-ecdsa: bare credential, 201, DID by key, 1.1 and 2.0, id and subject kept."""
    document = unsecured(vc_api, name)
    credential = issued(vc_api, name)
    proof = credential["proof"]
    assert proof["type"] == "DataIntegrityProof"
    assert proof["cryptosuite"] == name.removesuffix("-p256").removesuffix("-p384")
    assert proof["verificationMethod"].partition("#")[2].startswith(SUITES[name])
    assert proof["proofPurpose"] == "assertionMethod"
    assert {**credential, "proof": 0} == {**document, "proof": 0}
    assert verified(vc_api, credential) == 200
    older = {"@context": [V1], "issuanceDate": "2020-01-01T00:00:00Z"}
    older["credentialSubject"] = {"id": "did:example:subject"}
    assert verified(vc_api, issued(vc_api, name, **older)) == 200


def of_proof(**changes: Any) -> Callable[[Document], Any]:
    def change(credential: Document) -> Document:
        for member, value in changes.items():
            if value is ...:
                del credential["proof"][member]
            else:
                credential["proof"][member] = value
        return credential

    return change


def of_document(**changes: Any) -> Callable[[Document], Any]:
    return lambda credential: {**credential, **changes}


REFUSED: dict[str, Callable[[Document], Any]] = {
    "no proof": lambda credential: {k: v for k, v in credential.items() if k != "proof"},
    "proof null": of_document(proof=None),
    "no proofs": of_document(proof=[]),
    "proof of another type": of_proof(type="Other"),
    "proof without type": of_proof(type=...),
    "no verificationMethod": of_proof(verificationMethod=...),
    "verificationMethod no URL": of_proof(verificationMethod="x"),
    "no proofPurpose": of_proof(proofPurpose=...),
    "another purpose": of_proof(proofPurpose="authentication"),
    "unknown purpose": of_proof(proofPurpose="x"),
    "no proofValue": of_proof(proofValue=...),
    "no cryptosuite": of_proof(cryptosuite=...),
    "unknown cryptosuite": of_proof(cryptosuite="x-2022"),
    "proofValue without multibase header": lambda credential: of_proof(
        proofValue=credential["proof"]["proofValue"][1:]
    )(credential),
    "another created": of_proof(created="2020-01-01T00:00:00Z"),
    "created without zone": of_proof(created="2020-01-01T00:00:00"),
    "expired": of_proof(expires="2020-01-01T00:00:00Z"),
    "domain added": of_proof(domain="https://v.example"),
    "a string": json.dumps,
    "a list": lambda credential: [credential],
    "term added": of_document(unknownTerm="x"),
    "term of the vocabulary added": of_document(alumniOf="x"),
    "type added": lambda credential: {**credential, "type": [*credential["type"], "Unknown"]},
    "base context dropped": of_document(**{"@context": [EXAMPLES]}),
    "context added": of_document(**{"@context": [V2, EXAMPLES, V1]}),
    "context of one's own": of_document(**{"@context": [V2, EXAMPLES, {"@vocab": "urn:x:"}]}),
    "context that is not known": of_document(**{"@context": [V2, "https://x.example/v1"]}),
    "base address": of_document(**{"@context": [V2, EXAMPLES, {"@base": "https://x.example/"}]}),
    "subject changed": of_document(credentialSubject={"id": "did:example:other"}),
    "no subject": lambda credential: {
        k: v for k, v in credential.items() if k != "credentialSubject"
    },
    "issuer changed": of_document(issuer="did:example:other"),
    "date without zone": of_document(validFrom="2020-01-01T00:00:00"),
    "one good proof of two": lambda credential: {
        **credential,
        "proof": [credential["proof"], {**credential["proof"], "created": "2020-01-01T00:00:00Z"}],
    },
    "a proof that builds on none": of_proof(previousProof="urn:uuid:1"),
}


@pytest.mark.parametrize("name", ["eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019-p256"])
@pytest.mark.parametrize("fault", sorted(REFUSED))
def test_verifiers_of_the_di_suites_refuse(vc_api: Service, name: str, fault: str) -> None:
    """di-eddsa, di-ecdsa, vc-api-verifier; and what other implementations let pass."""
    changed = REFUSED[fault](copy.deepcopy(issued(vc_api, name)))
    assert verified(vc_api, changed) == 400


def test_a_doubled_member_is_refused(vc_api: Service) -> None:
    text = json.dumps({"verifiableCredential": issued(vc_api, "eddsa-rdfc-2022")})
    doubled = text.replace(
        '"id": "did:example:subject"', '"id": "did:x:y", "id": "did:example:subject"'
    )
    status, _, _ = vc_api.ask(
        "POST", "/vc-api/credentials/verify", doubled.encode(), Content_Type="application/json"
    )
    assert (doubled != text, status) == (True, 400)


REFUSED_TO_ISSUE: dict[str, Document] = {
    "no context": {"@context": ...},
    "wrong first context": {"@context": [EXAMPLES, V2]},
    "context a number": {"@context": [V2, 7]},
    "context that cannot be loaded": {"@context": [V2, "https://x.example/v1"]},
    "no type": {"type": ...},
    "another type": {"type": ["RelationshipCredential"]},
    "type that is unmapped": {"@context": [V2], "type": ["VerifiableCredential", "Unmapped"]},
    "type mapped to no URL": {
        "@context": [V2, {"Own": "no-url"}],
        "type": ["VerifiableCredential", "Own"],
    },
    "id null": {"id": None},
    "id a list": {"id": ["urn:x:1"]},
    "id no URL": {"id": "not a url"},
    "no issuer": {"issuer": ...},
    "issuer null": {"issuer": None},
    "issuer no URL": {"issuer": "x"},
    "no subject": {"credentialSubject": ...},
    "empty subject": {"credentialSubject": {}},
    "one empty subject of two": {"credentialSubject": [{"id": "did:example:subject"}, {}]},
    "no subjects": {"credentialSubject": []},
    "subject's id no URL": {"credentialSubject": {"id": "x y"}},
    "date without zone": {"validFrom": "2020-01-01T00:00:00"},
    "date alone": {"validFrom": "2020-01-01"},
    "until before from": {
        "validFrom": "2020-01-02T00:00:00Z",
        "validUntil": "2020-01-01T00:00:00Z",
    },
    **{
        f"{member} without type": {member: {"id": "urn:x:1"}}
        for member in (
            "credentialStatus",
            "termsOfUse",
            "evidence",
            "refreshService",
            "credentialSchema",
        )
    },
    "schema without id": {"credentialSchema": {"type": "JsonSchema"}},
    "schema's id no URL": {"credentialSchema": {"type": "JsonSchema", "id": "x y"}},
    "status' id no URL": {"credentialStatus": {"type": "BitstringStatusListEntry", "id": "x y"}},
    "name with more members": {"name": {"@value": "x", "@language": "en", "url": "did:x:y"}},
    "description with more": {"description": {"@value": "x", "url": "did:x:y"}},
    "resources as text": {"relatedResource": ["https://x.example/"]},
    "resource without id": {"relatedResource": [{"digestSRI": "sha256-x"}]},
    "resource without digest": {"relatedResource": [{"id": "https://x.example/"}]},
    "resource twice": {
        "relatedResource": [{"id": "https://x.example/", "digestSRI": "sha256-x"}] * 2
    },
    "resource with another digest": {
        "relatedResource": [{"id": V2, "digestSRI": "sha256-x"}],
    },
    "a protected term redefined": {"@context": [V2, {"issuer": "https://x.example/#issuer"}]},
    "a term that nothing defines": {"@context": [V2], "undefinedTerm": "x"},
}


@pytest.mark.parametrize("fault", sorted(REFUSED_TO_ISSUE))
def test_issuers_refuse(vc_api: Service, fault: str) -> None:
    """VC Data Model 2.0, vc-api-issuer."""
    document = unsecured(vc_api, "eddsa-rdfc-2022", **REFUSED_TO_ISSUE[fault])
    document = {name: value for name, value in document.items() if value is not ...}
    assert issue(vc_api, "eddsa-rdfc-2022", document)[0] == 400


ACCEPTED: dict[str, Document] = {
    "name in languages": {
        "name": [{"@value": "Dog", "@language": "en"}, {"@value": "Chien", "@language": "fr"}]
    },
    "milliseconds and offset": {"validFrom": "2020-01-01T00:00:00.447+02:00"},
    "schemas": {
        "credentialSchema": [
            {"type": "JsonSchema", "id": "https://x.example/1"},
            {"type": "JsonSchema", "id": "https://x.example/2"},
        ]
    },
    "terms of use with id": {"termsOfUse": {"type": "Some", "id": "https://x.example/terms"}},
    "subjects": {"credentialSubject": [{"id": "did:example:one"}, {"alumniOf": "x"}]},
    "the published digest of the context": {
        "relatedResource": {
            "id": V2,
            "digestSRI": "sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=",
        }
    },
}


@pytest.mark.parametrize("what", sorted(ACCEPTED))
def test_issuers_accept(vc_api: Service, what: str) -> None:
    """VC Data Model 2.0."""
    assert verified(vc_api, issued(vc_api, "eddsa-rdfc-2022", **ACCEPTED[what])) == 200


@pytest.mark.parametrize(
    "name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"]
)
def test_published_proof_sets_and_chains(vc_api: Service, standards: Path, name: str) -> None:
    """di-eddsa: right in themselves; that the issuer controls no key is refused where it counts."""
    document = load(standards / f"vectors/di-eddsa/proof-set-chain/{name}.json")
    alone = "proof-only/credentials/verify"
    assert verified(vc_api, document, alone) == 200
    assert verified(vc_api, document) == 400
    changed = copy.deepcopy(document)
    proofs = changed["proof"] if isinstance(changed["proof"], list) else [changed["proof"]]
    proofs[-1]["created"] = "2020-01-01T00:00:00Z"
    assert verified(vc_api, changed, alone) == 400
    if len(document["proof"]) > 1 and "Chain" in name:
        without_first = {**document, "proof": document["proof"][1:]}
        assert verified(vc_api, without_first, alone) == 400


def test_parts_are_shown(vc_api: Service) -> None:
    """di-ecdsa, ecdsa-sd-2023: mandatory and selective pointers; a base proof is refused."""
    name = "ecdsa-sd-2023"
    document = unsecured(vc_api, name, name="Kept back")
    status, base = issue(vc_api, name, document, mandatoryPointers=["/issuer"])
    assert (status, base["proof"]["proofValue"][:5]) == (201, "u2V0A")
    assert verified(vc_api, base) == 400
    options = {"selectivePointers": ["/credentialSubject/alumniOf"]}
    body = {"verifiableCredential": base, "options": options}
    status, shown = call(vc_api, f"verifiers/{name}/credentials/derive", body)
    assert (status, shown["proof"]["proofValue"][:5]) == (201, "u2V0B")
    assert "name" not in shown
    assert verified(vc_api, shown) == 200
    for broken in ("u2V0B", "u2V0C", "z2V0B", shown["proof"]["proofValue"] + "AA"):
        changed = {**shown, "proof": {**shown["proof"], "proofValue": broken}}
        assert verified(vc_api, changed) == 400


def test_status_lists(vc_api: Service) -> None:
    """vc-bitstring-status-list; the suite loads lists by https only, behind the operator's proxy."""
    credential = issued(vc_api, "eddsa-rdfc-2022-status")
    entry = credential["credentialStatus"]
    assert entry["type"] == "BitstringStatusListEntry"
    assert entry["statusListIndex"].isdigit()
    assert verified(vc_api, credential) == 200


def test_poisoned_graphs_cost_bounded_work(vc_api: Service) -> None:
    """RDFC-1.0, 7.1: nodes that nothing tells apart."""
    alike = [{"alumniOf": {"alumniOf": "x"}} for _ in range(240)]
    document = unsecured(vc_api, "eddsa-rdfc-2022", credentialSubject=alike)
    status, answer = issue(vc_api, "eddsa-rdfc-2022", document)
    assert (status, answer["code"]) == (400, "rdf.poisoned")
