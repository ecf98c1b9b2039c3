"""The registry as a list of trusted entities: the members of the published schema, signed."""

import json
from datetime import timedelta

from tesela.codecs.multibase import base64url_decode
from tesela.proofs import jws
from tesela.trust.provider_list import SERVICE, STATUS, signed_list, trusted_entities
from tests.trust.provider_samples import (
    AUTHORITY,
    BEGUN,
    STRANGER,
    entry,
    feed,
    record,
    registered_key,
)

KEY = registered_key(STRANGER)
LATER = BEGUN + timedelta(days=30)
WITHDRAWN = record(since=LATER, recorded_at=LATER, keys=(KEY,), status="withdrawn")
LISTED = entry(record(keys=(KEY,)), WITHDRAWN)
HEAD = feed(LISTED).head


def test_what_an_implicit_list_must_have_is_there() -> None:
    said = trusted_entities(HEAD, [LISTED])["LoTE"]["ListAndSchemeInformation"]
    assert said == {
        "LoTEVersionIdentifier": 1,
        "LoTESequenceNumber": 7,
        "SchemeOperatorName": [{"lang": "en", "value": "Register of providers"}],
        "ListIssueDateTime": "2026-06-15T09:00:00Z",
        "NextUpdate": "2026-06-22T09:00:00Z",
    }


def test_an_entity_has_its_keys_its_state_and_its_history() -> None:
    (entity,) = trusted_entities(HEAD, [LISTED])["LoTE"]["TrustedEntitiesList"]
    said = entity["TrustedEntityInformation"]
    assert said["TEName"] == [{"lang": "en", "value": "Care Organisation"}]
    assert said["TEInformationURI"] == [{"lang": "en", "uriValue": LISTED.id}]
    assert said["TEAddress"]["TEPostalAddress"] == [{"lang": "en", "Country": "MT"}]
    (service,) = entity["TrustedEntityServices"]
    now, before = service["ServiceInformation"], service["ServiceHistory"][0]
    assert now["ServiceTypeIdentifier"] == SERVICE
    assert now["ServiceStatus"] == f"{STATUS}withdrawn"
    assert before["ServiceStatus"] == f"{STATUS}active"
    assert before["StatusStartingTime"] == "2024-01-01T00:00:00Z"
    (key,) = now["ServiceDigitalIdentity"]["PublicKeyValues"]
    assert (key["kty"], key["crv"]) == ("OKP", "Ed25519")
    assert base64url_decode(key["x"]) == STRANGER.public.octets


def test_who_has_no_keys_is_not_in_it() -> None:
    listed = trusted_entities(HEAD, [entry(record())])["LoTE"]["TrustedEntitiesList"]
    assert listed == []


def test_it_is_signed_by_the_registry() -> None:
    content = trusted_entities(HEAD, [LISTED])
    token = jws.parse(signed_list(content, AUTHORITY))
    assert jws.is_signed_by(token, AUTHORITY.public)
    assert not jws.is_signed_by(token, STRANGER.public)
    assert json.loads(token.payload) == content
    assert token.header["kid"] == AUTHORITY.verification_method
