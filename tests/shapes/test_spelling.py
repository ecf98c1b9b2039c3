"""A known shape is recognised by its spelling, and by nothing that only looks like it."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.codecs import jsonld, jsontext
from tesela.codecs.contexts import BUNDLED
from tesela.formats import openbadges
from tesela.shapes import canonical_quads
from tesela.shapes.compiled import compile_pattern
from tesela.shapes.spelling import Spellings
from tesela.text.errors import TeselaError
from tests.samples import ACHIEVEMENT, KEY, NOW, award

Json = dict[str, Any]
texts = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\r\t%{}[],:'), max_size=20
)


def badge(**changes: Any) -> Json:
    made = openbadges.write(
        ACHIEVEMENT,
        award(grade="90", narrative='In "two"\nlines \\ n'),
        issuer=KEY.controller,
        issued_at=NOW,
    )
    return {**made, **changes}


def learned(document: Json) -> Spellings[str]:
    spellings: Spellings[str] = Spellings(4)
    reading = jsonld.read(document)
    shape = compile_pattern(reading.pattern.lines)
    spellings.learn(jsontext.plain(document), reading, "known", shape.as_iri)
    return spellings


KNOWN = learned(badge())


def found(document: Json) -> list[Any] | None:
    hit = KNOWN.find(jsontext.plain(document), BUNDLED)
    return hit and hit[1]


@given(name=texts, grade=texts, narrative=texts)
def test_the_values_are_those_of_the_document(name: str, grade: str, narrative: str) -> None:
    document = badge(name=name)
    document["credentialSubject"]["result"][0]["value"] = grade
    document["credentialSubject"]["narrative"] = narrative
    values = found(document)
    try:
        read = jsonld.read(document)
    except TeselaError:
        assert values is None
        return
    assert values in (read.leaves.values, None)
    if values is None:  # only a backslash and the letter after it are left to the other way
        assert any(escape in jsontext.plain(document) for escape in ("\\u", "\\b", "\\f"))


def test_a_text_that_ends_like_an_escape() -> None:
    for text in ("\\", '\\"', '"\\', "\\n", "\\\\n", '\\\\"', "\n\\", "\\\t"):
        assert found(badge(name=text)) == jsonld.read(badge(name=text)).leaves.values


def _renamed(document: Json) -> None:
    document["credentialSubject"]["narrativ"] = document["credentialSubject"].pop("narrative")


def _other_order(document: Json) -> None:
    document["name"] = document.pop("name")


CHANGES: dict[str, Callable[[Json], Any]] = {
    "another member": lambda document: document.update(description="x"),
    "a member of another name": _renamed,
    "another order": _other_order,
    "another type": lambda document: document["type"].append("Invented"),
    "a type in another's place": lambda document: document["issuer"].update(type=["Image"]),
    "another context": lambda document: document["@context"].reverse(),
    "another number": lambda document: document["credentialSubject"]["achievement"].update(
        creditsAvailable=2
    ),
    "a truth": lambda document: document["credentialSubject"]["identifier"][0].update(hashed=True),
    "nothing": lambda document: document.update(name=None),
    "a list": lambda document: document.update(name=["x"]),
}
VALUES: dict[str, Callable[[Json], Any]] = {
    "a control character": lambda document: document.update(name="\x01"),
    "DEL": lambda document: document.update(name="\x7f"),
    "a noncharacter": lambda document: document.update(name="\uffff"),
    "half a pair": lambda document: document.update(name="\ud800"),
    "a relative address": lambda document: document["issuer"].update(id="relative"),
    "a broken address": lambda document: document["issuer"].update(id="https://a b"),
    "a compact address": lambda document: document["credentialSubject"].update(id="schema:x"),
    "itself described twice": lambda document: document["credentialSubject"].update(
        id=document["id"]
    ),
}


@pytest.mark.parametrize("change", CHANGES | VALUES)
def test_what_only_looks_alike_is_not_known(change: str) -> None:
    document = copy.deepcopy(badge())
    (CHANGES | VALUES)[change](document)
    assert found(badge()) is not None
    assert found(document) is None


@pytest.mark.parametrize("change", CHANGES | VALUES)
def test_whichever_way_answers_says_the_same(change: str) -> None:
    for _ in range(3):
        canonical_quads(badge())  # known, compiled, spelled
    document = copy.deepcopy(badge())
    (CHANGES | VALUES)[change](document)
    said = []
    for way in (canonical_quads, jsonld.canonical_quads):
        try:
            said.append(way(document))
        except (TeselaError, UnicodeEncodeError) as error:
            said.append(getattr(error, "code", "surrogate"))
    assert said[0] == said[1]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=2, max_size=5))
def test_one_document_after_another_says_what_it_says_alone(values: list[tuple[str, str]]) -> None:
    """What is kept of the document before never shows."""
    documents = []
    for name, grade in values:
        document = copy.deepcopy(badge(name=f"n{name}"))
        document["credentialSubject"]["result"][0]["value"] = f"g{grade}"
        document["credentialSubject"]["achievement"]["alignment"] = [
            {"type": ["Alignment"], "targetName": f"t{name}", "targetUrl": "https://a.example/"},
            {"type": ["Alignment"], "targetName": f"u{grade}", "targetUrl": "https://b.example/"},
        ]
        documents.append(document)
    for document in (*documents, *reversed(documents)):
        said = []
        for way in (canonical_quads, jsonld.canonical_quads):
            try:
                said.append(way(document))
            except TeselaError as error:
                said.append(error.code)
        assert said[0] == said[1]


def test_a_value_that_looks_like_a_place_is_a_value() -> None:
    odd = badge(name="urn:tesela:place:3")
    spellings = learned(odd)
    assert spellings.find(jsontext.plain(odd), BUNDLED) is not None
    other = badge(name="another")
    hit = spellings.find(jsontext.plain(other), BUNDLED)
    assert hit is None or hit[1] == jsonld.read(other).leaves.values


def test_spaces_do_not_matter() -> None:
    spaced = json.loads(json.dumps(badge(), indent=4))
    assert found(spaced) == jsonld.read(spaced).leaves.values


def test_nobody_can_fill_the_memory_with_long_addresses() -> None:
    spellings = learned(badge())
    for number in range(3):
        long = badge(id=f"urn:x:{number}:" + "y" * 10_000)
        assert spellings.find(jsontext.plain(long), BUNDLED)
    ((spelling,),) = spellings._known._kept.values()
    assert max(map(len, spelling.known_addresses)) < 1_000
