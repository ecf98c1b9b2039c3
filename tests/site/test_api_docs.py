"""The OpenAPI document is valid and true; its page needs no script and nobody else."""

import re

import jsonschema
import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from tesela.site.api.document import MEDIA_TYPES, problem_schema
from tests.site.asking import VERIFY

DOCUMENT = "/api/v1/openapi.json"
DOCS = "/api/v1/docs"


@pytest.fixture
def described(client: Client) -> dict:
    return client.get(DOCUMENT).json()


@pytest.mark.parametrize("language", ["en", "el"])
def test_it_is_openapi_3_1(client: Client, language: str) -> None:
    found = client.get(DOCUMENT, headers={"Accept-Language": language}).json()
    assert found["openapi"].startswith("3.1.")
    validate(found, cls=OpenAPIV31SpecValidator)


def test_examples_fit_their_schemas(described: dict) -> None:
    operation = described["paths"][VERIFY]["post"]
    tried = 0
    for content in (operation["requestBody"], operation["responses"]["200"]):
        for media in content["content"].values():
            for example in media.get("examples", {}).values():
                jsonschema.validate(example["value"], media["schema"])
                tried += 1
    assert tried >= 5


def test_it_names_every_media_type_and_status(described: dict) -> None:
    operation = described["paths"][VERIFY]["post"]
    assert set(operation["requestBody"]["content"]) == set(MEDIA_TYPES)
    named = {"200", "400", "405", "413", "415", "429", "500", "503"}
    assert set(operation["responses"]) == named


def test_problems_are_as_described(client: Client) -> None:
    found = client.post(VERIFY, b"?", content_type="application/vc").json()
    jsonschema.validate(found, problem_schema())


@pytest.mark.parametrize("path", [DOCUMENT, DOCS])
def test_they_are_there_to_be_read_only(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    refused = client.post(path)
    assert refused.status_code == 405
    assert refused["Allow"] == "GET, HEAD"
    assert refused["Content-Type"] == "application/problem+json"


def test_any_page_may_read_the_document(client: Client) -> None:
    assert client.get(DOCUMENT)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "fi", "el"])
def test_the_page_needs_no_script_and_nobody_else(client: Client, language: str) -> None:
    answer = client.get(f"{DOCS}?lang={language}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert not re.search(r"<script|\son[a-z]+=|\sstyle=|<style", page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_the_page_explains_every_code_that_a_problem_points_to(client: Client) -> None:
    page = client.get(DOCS).content.decode()
    kind = client.post(VERIFY, b"?", content_type="application/vc").json()["type"]
    path, _, place = kind.partition("#")
    assert path == DOCS
    places = re.findall(r'\sid="([^"]+)"', page)
    assert place in places
    assert "api.media_type" in places
    assert len(places) == len(set(places)), "each place once"
