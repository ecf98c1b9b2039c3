"""The VC-API over HTTP: its contract, and every published input of the VC Data Model 2.0."""

import copy
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from tesela.proofs import data_integrity
from tesela.proofs.keys import SoftwareKey
from tesela.site.vcapi.contexts import CONTEXTS
from tesela.site.vcapi.issuers import DEFAULT, NAMES, STATUS, issuer_named
from tesela.status import bitstring
from tests.published import load

HERE = "/vc-api/credentials/"
V2 = "https://www.w3.org/ns/credentials/v2"
V1 = "https://www.w3.org/2018/credentials/v1"
NOT_YET_OR_UNKNOWN = ("credential-validfrom-far-future-ok.json", "credential-status-ok.json")
"""Issued as asked; verified, one is not valid before the year 4023, one has a state nobody knows."""
DATES = {"PAST DATE": "2020-01-01T00:00:00Z", "FUTURE DATE": "2120-01-01T00:00:00Z"}


@pytest.fixture(autouse=True)
def _on() -> Any:
    with override_settings(VC_API=True):
        yield


def post(client: Client, path: str, body: object) -> HttpResponse:
    return client.post(path, json.dumps(body), content_type="application/json")


def issuer_path(name: str) -> str:
    return f"/vc-api/issuers/{name}/credentials/issue"


def verify(client: Client, credential: object) -> HttpResponse:
    options = {"checks": ["proof"]}
    return post(client, f"{HERE}verify", {"verifiableCredential": credential, "options": options})


def unsecured(name: str = "eddsa-rdfc-2022", **changes: Any) -> dict[str, Any]:
    document = {
        "@context": [V2],
        "type": ["VerifiableCredential"],
        "issuer": issuer_named(name).identity,
        "credentialSubject": {"id": "did:example:subject"},
    }
    return {member: value for member, value in {**document, **changes}.items() if value != ...}


def issued(client: Client, name: str = "eddsa-rdfc-2022", **changes: Any) -> dict[str, Any]:
    answer = post(client, issuer_path(name), {"credential": unsecured(name, **changes)})
    assert answer.status_code == 201, answer.content
    return answer.json()


def is_refused(answer: HttpResponse) -> dict[str, Any]:
    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    found = answer.json()
    assert found["type"].startswith(("https://w3id.org/security#", "https://www.w3.org/"))
    assert found["title"]
    assert found["detail"]
    return found


@override_settings(VC_API=False)
@pytest.mark.parametrize("path", [f"{HERE}issue", f"{HERE}verify", issuer_path("eddsa-rdfc-2022")])
def test_it_is_not_there_unless_it_is_on(client: Client, path: str) -> None:
    assert post(client, path, {"credential": unsecured()}).status_code == 404
    assert client.get("/vc-api/status/eddsa-rdfc-2022").status_code == 404


EMBEDDED = [name for name in NAMES if not name.startswith(("vc-jwt", "ecdsa-sd"))]


@pytest.mark.parametrize("name", EMBEDDED)
def test_every_issuer_signs_and_what_it_signed_verifies(client: Client, name: str) -> None:
    credential = issued(client, name, id="urn:uuid:6c3b7a5e-1d3e-4c52-8c0f-1f6f3a9d2b11")
    assert credential["id"] == "urn:uuid:6c3b7a5e-1d3e-4c52-8c0f-1f6f3a9d2b11"
    assert ("credentialStatus" in credential) == name.endswith(STATUS)
    answer = verify(client, credential)
    assert answer.status_code == 200, answer.content
    assert answer.json()["verified"] is True
    changed = copy.deepcopy(credential)
    changed["credentialSubject"]["id"] = "did:example:other"
    assert is_refused(verify(client, changed))["type"].endswith("#CRYPTOGRAPHIC_SECURITY_ERROR")


@pytest.mark.parametrize("name", ["ecdsa-sd-2023", f"ecdsa-sd-2023{STATUS}"])
def test_parts_are_shown(client: Client, name: str) -> None:
    options = {"mandatoryPointers": ["/issuer"]}
    document = unsecured(name, validFrom="2020-01-01T00:00:00Z", description="Of no concern")
    base = post(client, issuer_path(name), {"credential": document, "options": options})
    assert base.status_code == 201, base.content
    assert is_refused(verify(client, base.json()))["code"] == "selection.base"
    chosen = {"selectivePointers": ["/credentialSubject"]}
    asked = {"verifiableCredential": base.json(), "options": chosen}
    derived = post(client, f"{HERE}derive", asked)
    assert derived.status_code == 201, derived.content
    shown = derived.json()
    assert "description" not in shown
    assert ("credentialStatus" in shown) == name.endswith(STATUS)
    assert shown["issuer"] == document["issuer"]
    answer = verify(client, shown)
    assert answer.status_code == 200, answer.content
    is_refused(verify(client, {**shown, "validFrom": "2021-01-01T00:00:00Z"}))
    is_refused(post(client, f"{HERE}derive", {**asked, "verifiableCredential": shown}))
    for pointers in (["/nowhere"], "/validFrom", [7]):
        wrong = {**asked, "options": {"selectivePointers": pointers}}
        is_refused(post(client, f"{HERE}derive", wrong))
        wrong = {"credential": document, "options": {"mandatoryPointers": pointers}}
        is_refused(post(client, issuer_path(name), wrong))


@pytest.mark.parametrize("name", ["vc-jwt", f"vc-jwt{STATUS}"])
def test_a_token_in_an_envelope(client: Client, name: str) -> None:
    credential = issued(client, name)
    assert credential["type"] == "EnvelopedVerifiableCredential"
    answer = verify(client, credential)
    assert answer.status_code == 200, answer.content
    head, _, signature = credential["id"].rpartition(".")
    forged = ("B" if signature[0] == "A" else "A") + signature[1:]
    for changed in (
        {**credential, "id": f"{head}.{forged}"},
        {**credential, "id": "urn:x:1"},
        {**credential, "type": "VerifiableCredential"},
        {**credential, "@context": "https://www.w3.org/ns/credentials/examples/v2"},
        {member: value for member, value in credential.items() if member != "@context"},
    ):
        is_refused(verify(client, changed))


def presented(*credentials: Any, **changes: Any) -> dict[str, Any]:
    holder = SoftwareKey(b"\x05" * 32)
    document = {
        "@context": [V2],
        "type": ["VerifiablePresentation"],
        "holder": holder.controller,
        "verifiableCredential": list(credentials),
    }
    how = {"purpose": "authentication", "challenge": "c-1", "domain": "https://v.example"}
    return data_integrity.secure(
        document, holder, datetime.now(UTC), None, CONTEXTS, **{**how, **changes}
    )


def verify_presentation(client: Client, presentation: Any, **options: Any) -> HttpResponse:
    asked = {"challenge": "c-1", "domain": "https://v.example", **options}
    body = {"verifiablePresentation": presentation, "options": asked}
    return post(client, "/vc-api/presentations/verify", body)


def test_presentations(client: Client) -> None:
    example = "https://www.w3.org/ns/credentials/examples/v2"
    credential = issued(client, **{"@context": [V2, example], "alumniOf": "Nowhere"})
    good = presented(credential)
    answer = verify_presentation(client, good)
    assert answer.status_code == 200, answer.content
    assert is_refused(verify_presentation(client, good, challenge="c-2"))["type"].endswith(
        "#INVALID_CHALLENGE_ERROR"
    )
    assert is_refused(verify_presentation(client, good, domain="https://w.example"))[
        "type"
    ].endswith("#INVALID_DOMAIN_ERROR")
    is_refused(verify_presentation(client, {**good, "holder": "did:example:other"}))
    unsigned = {name: value for name, value in good.items() if name != "proof"}
    is_refused(verify_presentation(client, unsigned))
    is_refused(verify_presentation(client, presented(credential, purpose="assertionMethod")))
    changed = {**credential, "alumniOf": "Everywhere"}
    is_refused(verify_presentation(client, presented(changed)))
    is_refused(verify_presentation(client, good, challenge=7))
    is_refused(verify_presentation(client, "text"))


@pytest.mark.parametrize("name", NAMES)
def test_lists_of_states_are_published(client: Client, name: str) -> None:
    answer = client.get(f"/vc-api/status/{name}")
    if name.endswith(STATUS):
        assert answer.status_code == 404
        return
    listed = answer.json()
    assert verify(client, listed).status_code == 200
    assert "BitstringStatusListCredential" in listed["type"]
    assert isinstance(listed["issuer"], str)
    subject = listed["credentialSubject"]
    assert (subject["type"], subject["statusPurpose"]) == ("BitstringStatusList", "revocation")
    assert len(bitstring.decoded(subject["encodedList"])) == 16_384


def test_an_entry_of_a_list(client: Client) -> None:
    credential = issued(client, f"{DEFAULT}{STATUS}")
    entry = credential["credentialStatus"]
    assert entry["type"] == "BitstringStatusListEntry"
    assert 0 <= int(entry["statusListIndex"]) < 131_072
    assert entry["statusListCredential"].endswith(f"/vc-api/status/{DEFAULT}")
    assert credential["credentialSubject"] == unsecured()["credentialSubject"]


@pytest.mark.parametrize("path", ["issuers/nobody/credentials/issue", "issuers/../x", "nothing"])
def test_what_is_not_there(client: Client, path: str) -> None:
    answer = post(client, f"/vc-api/{path}", {"credential": unsecured()})
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'"x"', "application/json"),
        (b"{}", "application/json"),
        (b'{"credential": "x"}', "application/json"),
        (b'{"credential": {}, "credential": {}}', "application/json"),
        (b'{"credential": {}, "options": 7}', "application/json"),
        (b"{" + b" " * 1_000_000 + b"}", "application/json"),
        (b"\xff", "application/json"),
        (b'{"credential": {}}', "text/plain"),
        (b"credential=x", "application/x-www-form-urlencoded"),
    ],
)
def test_requests_that_are_none(client: Client, body: bytes, media_type: str) -> None:
    is_refused(client.post(f"{HERE}issue", body, content_type=media_type))


def test_other_methods_and_other_pages(client: Client) -> None:
    answer = client.get(f"{HERE}issue")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST, OPTIONS"
    asked = client.options(f"{HERE}issue")
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Origin"] == "*"


@override_settings(VERIFICATIONS_A_MINUTE=2)
def test_asking_too_often(client: Client) -> None:
    statuses = [post(client, f"{HERE}issue", {}).status_code for _ in range(3)]
    assert statuses == [400, 400, 429]


def test_nothing_is_signed_in_anothers_name(client: Client) -> None:
    for issuer in ("did:example:other", issuer_named("eddsa-jcs-2022").identity):
        answer = post(client, f"{HERE}issue", {"credential": unsecured(issuer=issuer)})
        assert is_refused(answer)["code"] == "vcapi.other_issuer"


def test_proofs_alone_only_where_it_is_wanted(client: Client) -> None:
    """The issuer of the published examples does not control the key that signed them."""
    path = "/vc-api/proof-only/credentials/verify"
    key = SoftwareKey(b"\x05" * 32)
    document = unsecured(issuer="https://vc.example/issuers/5678")
    foreign = data_integrity.secure(document, key, datetime.now(UTC))
    body = {"verifiableCredential": foreign}
    assert is_refused(verify(client, foreign))["code"] == "issuer.other"
    assert post(client, path, body).status_code == 404
    with override_settings(VC_API_PROOF_ONLY=True):
        assert post(client, path, body).status_code == 200
        body["verifiableCredential"] = {**foreign, "validUntil": "2120-01-01T00:00:00Z"}
        is_refused(post(client, path, body))
    with override_settings(VC_API=False, VC_API_PROOF_ONLY=True):
        assert post(client, path, body).status_code == 404


def test_a_credential_of_vcdm_1_gets_the_context_that_a_proof_needs(client: Client) -> None:
    credential = issued(client, **{"@context": [V1], "issuanceDate": "2020-01-01T00:00:00Z"})
    assert credential["@context"] == [V1, "https://w3id.org/security/data-integrity/v2"]
    assert verify(client, credential).status_code == 200


def inputs() -> list[str]:
    named = os.environ.get("TESELA_STANDARDS")
    folder = Path(named or ".") / "vectors/vcdm2"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.json"))


def with_issuer(document: dict[str, Any]) -> dict[str, Any]:
    """As the suite does before it sends: its issuer's id, and dates for their names."""
    identity = issuer_named("eddsa-jcs-2022").identity
    made = {name: DATES.get(str(value), value) for name, value in document.items()}
    match made.get("issuer", ...):
        case dict(stated):
            made["issuer"] = {"id": identity, **stated}
        case missing if missing is ...:
            made["issuer"] = identity
    return made


@pytest.mark.parametrize("name", [name for name in inputs() if "presentation" not in name])
def test_the_published_inputs_of_vcdm_2(client: Client, standards: Path, name: str) -> None:
    document = with_issuer(load(standards / "vectors/vcdm2" / name))
    answer = post(client, issuer_path("eddsa-jcs-2022"), {"credential": document})
    if name.endswith("-fail-or-inject.json"):
        assert answer.status_code in (201, 400)
    elif name.endswith("-fail.json"):
        is_refused(answer)
    else:
        assert answer.status_code == 201, answer.content
        verified = verify(client, answer.json())
        assert verified.status_code == (400 if name in NOT_YET_OR_UNKNOWN else 200)
