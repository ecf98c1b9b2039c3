"""Whatever is sent, the API answers as its document says, and never with a fault of ours.

schemathesis makes the requests from the OpenAPI document and holds every
answer against it; Hypothesis makes what a credential is not.
"""

import json

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import (
    not_a_server_error,
)
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tesela.site.api.batches import MEDIA_TYPES
from tesela.site.api.checking import TYPES
from tesela.site.wsgi import application
from tests.site.asking import VERIFY, credential

CHECK = "/api/v1/check"


@schemathesis.serializer(*TYPES, *MEDIA_TYPES)
def as_bytes(context: schemathesis.SerializationContext, value: object) -> bytes:
    """Generated bodies as they are sent: JSON, whatever the media type says."""
    return value if isinstance(value, bytes) else json.dumps(value, default=str).encode()


document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]


@pytest.mark.django_db(transaction=True)  # each request opens and closes its own connection
@document.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_the_document_says(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS)


def ask(data: bytes) -> None:
    """Verify it, and check it against the Recommendation."""
    for address in (VERIFY, CHECK):
        answer = Client().post(address, data, content_type="application/octet-stream")
        assert answer.status_code in (200, 400), answer.content
        json.loads(answer.content)


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner),
    max_leaves=12,
)
members = sorted(credential())


@given(data=st.binary(max_size=500))
@settings(max_examples=40, deadline=None)
def test_any_bytes(data: bytes) -> None:
    ask(data)


@given(name=st.sampled_from(members), value=any_json)
@settings(max_examples=60, deadline=None)
def test_any_value_of_any_member(name: str, value: object) -> None:
    ask(json.dumps(credential() | {name: value}).encode())


@given(at=st.integers(0, 4000), byte=st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_any_byte_changed(at: int, byte: int) -> None:
    data = bytearray(json.dumps(credential()).encode())
    data[at % len(data)] = byte
    ask(bytes(data))


@pytest.fixture(autouse=True)
def _as_often_as_one_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings as service

    monkeypatch.setattr(service, "VERIFICATIONS_A_MINUTE", 10**6)
    monkeypatch.setattr(service, "REQUESTS_A_MINUTE", 10**6)
