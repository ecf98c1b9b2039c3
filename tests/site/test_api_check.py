"""`POST /api/v1/check`: findings for whatever can be read, a problem document for all else."""

import jsonschema
import pytest
from django.test import Client

from tesela.conform import Known
from tesela.conform.handed import check_handed
from tesela.model.findings import findings_schema
from tesela.site.api.checking import TYPES
from tesela.site.checker import actions
from tesela.text.languages import COMPLETE_LANGUAGES
from tests.site.asking import problem
from tests.site.people import EXAMPLES

CHECK = "/api/v1/check"
CARE = (EXAMPLES / "european-care-certificate.yaml").read_bytes()


def found(client: Client, data: bytes, media_type: str = "application/yaml") -> dict:
    answer = client.post(CHECK, data, content_type=media_type)
    assert answer.status_code == 200, answer.content
    assert answer["Cache-Control"] == "no-store"
    assert answer["Access-Control-Allow-Origin"] == "*"
    findings = answer.json()
    jsonschema.validate(findings, findings_schema())
    return findings


@pytest.mark.parametrize("media_type", ["", *TYPES, "text/yaml; charset=utf-8"])
def test_a_description_in_every_media_type(client: Client, media_type: str) -> None:
    assert found(client, CARE, media_type)["subject"]["kind"] == "description"


def test_it_answers_as_the_library_does(client: Client) -> None:
    answer = found(client, CARE)
    expected = check_handed(CARE, "x", Known(today=actions.now().date())).to_json()
    assert [one["rule"] for one in answer["findings"]] == [
        one["rule"] for one in expected["findings"]
    ]
    assert answer["outcomes"] == expected["outcomes"]


def test_a_credential(client: Client, genuine: bytes) -> None:
    assert found(client, genuine, "application/vc")["subject"]["kind"] == "credential"


def test_what_does_not_fit_is_found_and_no_problem(client: Client) -> None:
    answer = found(client, b"title: {en: Bread}\nsurprise: 1\n")
    assert {one["severity"] for one in answer["findings"]} == {"blocks"}
    for one in answer["findings"]:
        assert set(one["message"]) == set(COMPLETE_LANGUAGES)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "description.no_mapping"),
        (b"just words", "description.no_mapping"),
        (b"{", "description.syntax"),
        (b"\xff\xfe", "description.not_utf8"),
        (b"%PDF-1.7 nothing", None),
    ],
    ids=["nothing", "words", "a brace", "no UTF-8", "a broken PDF"],
)
def test_what_is_neither(client: Client, data: bytes, code: str | None) -> None:
    answer = client.post(CHECK, data, content_type="application/octet-stream")
    problem(answer, 400, code or answer.json()["code"])


def test_other_media_types_and_methods(client: Client) -> None:
    problem(client.post(CHECK, b"a=1", content_type="text/html"), 415, "api.media_type")
    problem(client.get(CHECK), 405, "api.method")
    assert client.options(CHECK).status_code == 204


def test_nobody_asks_without_end(client: Client, settings) -> None:
    settings.VERIFICATIONS_A_MINUTE = 1
    client.post(CHECK, CARE, content_type="application/yaml")
    refused = client.post(CHECK, CARE, content_type="application/yaml")
    problem(refused, 429, "api.too_often")


def test_the_document_describes_it(client: Client) -> None:
    operation = client.get("/api/v1/openapi.json").json()["paths"][CHECK]["post"]
    content = operation["responses"]["200"]["content"]["application/json"]
    for example in content["examples"].values():
        jsonschema.validate(example["value"], content["schema"])
        assert len(example["value"]["findings"]) == 2
