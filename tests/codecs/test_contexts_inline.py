"""Contexts in the document: names for what has none, and nothing that hides or redefines."""

from typing import Any

import pytest

from tesela.codecs import jsonld
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.text.errors import TeselaError

V2 = "https://www.w3.org/ns/credentials/v2"
INLINE = ContextSet(inline=True)
NEW = {"Own": "https://example.org/#Own", "own": "https://example.org/#own"}


def document(*contexts: Any, **changes: Any) -> dict[str, Any]:
    return {
        "@context": [V2, *contexts],
        "type": ["VerifiableCredential"],
        "issuer": "did:example:issuer",
        "credentialSubject": {"id": "did:example:subject"},
        **changes,
    }


def code(of: dict[str, Any], contexts: ContextSet = INLINE) -> str:
    with pytest.raises(TeselaError) as caught:
        jsonld.canonical_quads(of, contexts)
    return caught.value.code


def test_new_names_are_covered_where_they_are_asked_for() -> None:
    made = document(NEW, type=["VerifiableCredential", "Own"], own="mine")
    quads = jsonld.canonical_quads(made, INLINE)
    assert '<https://example.org/#own> "mine"' in quads
    assert "<https://example.org/#Own> ." in quads
    assert code(made, BUNDLED) == "jsonld.context_inline"


@pytest.mark.parametrize(
    "context",
    [
        {},
        {"@vocab": "https://example.org/#"},
        {"@base": "https://example.org/"},
        {"@protected": False, **NEW},
        {"@import": "https://example.org/context"},
        {"own": {"@id": "https://example.org/#own", "@type": "@id"}},
        {"own": None},
        {"own": "@type"},
        {"own": "own"},
        {"own": "https://example.org/prefix#"},
        {"own": "https://example.org/prefix/"},
        {"a:b": "https://example.org/#own"},
        {"": "https://example.org/#own"},
        {f"own{number}": f"https://example.org/#own{number}" for number in range(51)},
        7,
        None,
        [V2],
    ],
)
def test_more_than_names_is_refused(context: Any) -> None:
    assert code(document(context)) == "jsonld.context_inline"


@pytest.mark.parametrize(
    "context",
    [
        {"VerifiableCredential": "https://example.org/#Bad"},
        {"validUntil": "https://example.org/#Bad"},
        {"achievement": "https://example.org/#Bad"},
        {"until": "https://www.w3.org/2018/credentials#validUntil"},
    ],
)
def test_what_has_a_name_keeps_it(context: Any) -> None:
    assert code(document(context)) == "jsonld.redefined"


def test_own_names_are_not_redefined_either() -> None:
    assert code(document(NEW, {"own": "https://example.org/#other"})) == "jsonld.redefined"
    assert jsonld.canonical_quads(document(NEW, dict(NEW), own="mine"), INLINE)


def test_what_a_vocabulary_names_gets_no_second_name() -> None:
    examples = INLINE.with_extra({"urn:x:examples": {"@vocab": "https://example.org/#"}})
    assert code(document(NEW, own="mine"), examples) == "jsonld.redefined"


def test_an_undefined_member_is_still_refused() -> None:
    assert code(document(NEW, other="mine")) == "jsonld.not_covered"
