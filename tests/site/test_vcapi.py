"""The VC-API over HTTP: its contract, and every published input of the VC Data Model 2.0."""

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from tesela.site.vcapi.issuers import NAMES, STATUS, issuer_named
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


@pytest.mark.parametrize("name", NAMES)
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
