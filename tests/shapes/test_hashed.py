"""Digests of statements with open values are those of the full processor, whatever the values."""

import json
from hashlib import sha256
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import jsonld
from tesela.codecs.contexts import BUNDLED
from tesela.codecs.leaves import CONTROL
from tesela.shapes.hashed import Statements
from tesela.shapes.pieces import pieces

OPEN = ("urn:uuid:a", "urn:uuid:b", "Ana", "Bo", "Care")
DOCUMENT: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "id": "https://care.example/1",
    "type": ["VerifiableCredential"],
    "issuer": {"id": "urn:uuid:known", "name": "Care"},
    "name": ["Ana", "Known"],
    "credentialSubject": [
        {"id": "urn:uuid:a", "name": ["Ana", "Bo"], "description": "of the first"},
        {"id": "urn:uuid:b", "name": ["Bo", {"@value": "Known", "@language": "en"}]},
        {"name": "nameless", "description": "Bo"},
        {"name": "nameless", "description": "Care"},
    ],
}


def filled(values: tuple[str, ...]) -> dict[str, Any]:
    """`DOCUMENT` with other values in place of the open ones."""
    text = json.dumps(DOCUMENT)
    for open_, at in zip(OPEN, "12345", strict=True):
        text = text.replace(json.dumps(open_), f'"\\u000{at}"')
    made: dict[str, Any] = json.loads(text, object_hook=lambda read: read)

    def put(value: Any) -> Any:
        if isinstance(value, str) and value and value in "\x01\x02\x03\x04\x05":
            return values[ord(value) - 1]
        if isinstance(value, list):
            return [put(one) for one in value]
        return {k: put(v) for k, v in value.items()} if isinstance(value, dict) else value

    found: dict[str, Any] = put(made)
    return found


def open_statements() -> Statements:
    reading = jsonld.read(DOCUMENT, BUNDLED)
    places = {
        number: OPEN.index(value)
        for number, value in enumerate(reading.leaves.values)
        if value in OPEN
    }
    return Statements.of(reading, places, {0: "urn:uuid:", 1: "urn:uuid:"})


STATEMENTS = open_statements()


def is_right(values: tuple[str, ...]) -> bool:
    """Raises AssertionError where it is wrong; whether there was an answer at all."""
    terms = [json.dumps(value, ensure_ascii=False)[1:-1].encode() for value in values]
    found = STATEMENTS.digest(terms)
    quads = jsonld.canonical_quads(filled(values), BUNDLED)
    assert found in (None, sha256(quads.encode()).digest()), values
    return found is not None


NAMES = ["urn:uuid:a", "urn:uuid:a1", "urn:uuid:a-1", "urn:uuid:known", "urn:uuid:z"]


@pytest.mark.parametrize(("one", "two"), [*product(NAMES, NAMES)])
def test_names_that_sort_otherwise_or_are_the_same(one: str, two: str) -> None:
    """One name for two nodes, or that of a known one: then lines and not pieces are put in order."""
    assert is_right((one, two, "Ana", "Bo", "Care"))
    assert is_right((one, two, "Ana", "Ana", "Care"))
    assert is_right((one, two, "Known", "Known", "nameless"))


@given(st.lists(st.text(max_size=4), min_size=3, max_size=3))
def test_any_texts(texts: list[str]) -> None:
    if not CONTROL.search("".join(texts)):
        is_right(("urn:uuid:b", "urn:uuid:a", *texts))


def test_two_nodes_that_look_alike_have_no_answer() -> None:
    assert not is_right(("urn:uuid:a", "urn:uuid:b", "Ana", "same", "same"))


def test_pieces_stand_in_order_whatever_is_filled_in() -> None:
    lines = [
        f"<\x030\x04> <p:{name}> {value} .\n"
        for name, value in (("c", '"x"'), ("b", '"\x032\x04"'), ("b", '"y"'), ("a", '"z"'))
    ]
    together, alone = pieces([*lines, '<k:1> <p:a> "\x032\x04" .\n'])
    assert together == [lines[3], lines[0]]
    assert sorted(alone) == sorted([*lines[1:3], '<k:1> <p:a> "\x032\x04" .\n'])
    assert pieces([lines[0], lines[3]]) == ([lines[3] + lines[0]], [])
