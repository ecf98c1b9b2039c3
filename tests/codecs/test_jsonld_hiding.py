"""A signed statement cannot be kept and hidden from whoever reads members by their names.

Each document here makes exactly the statements of `plain`, so that a signature of the one is a
signature of the other; but a reader of `validUntil` or `credentialStatus` finds nothing.
"""

import copy
from typing import Any

import pytest
from pyld import jsonld

from tesela.codecs.contexts import BUNDLED
from tesela.codecs.jsonld import canonical_quads
from tesela.text.errors import TeselaError

CREDENTIAL = "https://www.w3.org/2018/credentials#"
DATE = "http://www.w3.org/2001/XMLSchema#dateTime"
OWN = "urn:uuid:00000000-0000-4000-8000-000000000001"


def plain() -> dict[str, Any]:
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": OWN,
        "type": ["VerifiableCredential"],
        "issuer": "did:web:issuer.example",
        "validUntil": "2026-06-01T00:00:00Z",
        "credentialSubject": {"name": "Ana"},
        "relatedResource": [{"id": OWN}],
        "credentialStatus": {
            "id": "https://issuer.example/status#7",
            "type": "BitstringStatusListEntry",
        },
    }


def end_by_its_address(document: dict[str, Any]) -> None:
    until = {"@value": document.pop("validUntil"), "@type": DATE}
    document[f"{CREDENTIAL}validUntil"] = until


def status_by_its_address(document: dict[str, Any]) -> None:
    document[f"{CREDENTIAL}credentialStatus"] = document.pop("credentialStatus")


def status_type_as_keyword(document: dict[str, Any]) -> None:
    status = document["credentialStatus"]
    status["@type"] = status.pop("type")


def status_identity_as_keyword(document: dict[str, Any]) -> None:
    status = document["credentialStatus"]
    status["@id"] = status.pop("id")


def status_in_a_second_description(document: dict[str, Any]) -> None:
    status = document.pop("credentialStatus")
    document["relatedResource"][0] |= {"type": "VerifiableCredential", "credentialStatus": status}


HIDINGS = {
    end_by_its_address: "jsonld.not_a_term",
    status_by_its_address: "jsonld.not_a_term",
    status_type_as_keyword: "jsonld.not_a_term",
    status_identity_as_keyword: "jsonld.not_a_term",
    status_in_a_second_description: "jsonld.described_twice",
}


@pytest.mark.parametrize("hide", HIDINGS)
def test_what_is_hidden_is_refused(hide) -> None:
    document = plain()
    hide(document)
    assert statements(document) == statements(plain()), "the example hides nothing"
    with pytest.raises(TeselaError) as caught:
        canonical_quads(document)
    assert caught.value.code == HIDINGS[hide]


def test_a_node_may_point_to_the_document() -> None:
    assert canonical_quads(plain()) == statements(plain())


def statements(document: dict[str, Any]) -> str:
    """As PyLD reads them, which minds no spelling."""

    def loader(url: str, _options: object) -> dict[str, Any]:
        context = copy.deepcopy(dict(BUNDLED[url]))
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    how = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    return str(jsonld.normalize(document, how))
