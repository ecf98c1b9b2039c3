"""Compiled shapes: the same bytes as the full processor, or the full processor itself."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.codecs import jsonld
from tesela.formats import openbadges
from tesela.shapes import canonical_quads, compiled
from tesela.shapes.rechecking import Rechecking
from tesela.text.errors import TeselaError
from tests.published import load, with_published
from tests.samples import ACHIEVEMENT, KEY, NOW, award

texts = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from('"\\\n\r\t%{}<>_:.'),
    min_size=1,
    max_size=25,
)
iris = st.from_regex(
    r"\A(https?://[A-Za-zé.:0-9@]{1,9}[/?#]{0,1}[a-zA-Z#?%2\[\]é\u202e\ue000:/@|]{0,12}"
    r"|(urn|did|data|mailto|x-own):[a-z0-9:/%#?]{1,9})\Z"
)
"""Addresses, good ones and others."""


def badge(**changes: Any) -> dict[str, Any]:
    made = openbadges.write(ACHIEVEMENT, award(grade="90"), issuer=KEY.controller, issued_at=NOW)
    return {**made, **changes}


def alignments(values: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Nodes without a name of their own: blank nodes."""
    return [{"type": ["Alignment"], "targetName": name, "targetUrl": url} for name, url in values]


def both(document: dict[str, Any]) -> tuple[str, str]:
    """What the fast and the full way say: statements, or the code of a refusal."""
    said = []
    for way in (canonical_quads, jsonld.canonical_quads):
        try:
            said.append(way(document))
        except TeselaError as error:
            said.append(error.code)
    return said[0], said[1]


@settings(max_examples=150, deadline=None)
@given(name=texts, grade=texts, identity=texts, url=iris, identifier=iris)
def test_values_never_matter(
    name: str, grade: str, identity: str, url: str, identifier: str
) -> None:
    document = badge(name=name, id=identifier)
    document["credentialSubject"]["result"][0]["value"] = grade
    document["credentialSubject"]["identifier"][0]["identityHash"] = identity
    document["issuer"]["url"] = url
    fast, full = both(document)
    assert fast == full


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
def test_blank_nodes_get_their_canonical_names(values: list[tuple[str, str]]) -> None:
    document = badge()
    document["credentialSubject"]["achievement"]["alignment"] = alignments(values)
    fast, full = both(document)
    assert fast == full
    assert "_:c14n0" in fast


def test_blank_nodes_that_look_alike_are_left_to_the_full_processor() -> None:
    document = badge()
    twins = alignments([("same", "same"), ("same", "same"), ("other", "other")])
    document["credentialSubject"]["achievement"]["alignment"] = twins
    reading = jsonld.read(document)
    shape = compiled.compile_pattern(reading.pattern.lines)
    assert shape.fill(reading.leaves.values) is None
    fast, full = both(document)
    assert fast == full


def test_one_shape_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    certified = compiled.certified
    monkeypatch.setattr(compiled, "certified", lambda *given: calls.append(1) or certified(*given))
    for number in range(20):
        canonical_quads(badge(name=f"a shape of its own {number}", description="only here"))
    assert len(calls) == 1


def test_compiled_shapes_are_really_used() -> None:
    reading = jsonld.read(badge())
    shape = compiled.certified(reading)
    assert shape is not None
    assert shape.fill(reading.leaves.values) == jsonld.canonical_quads(badge())


def test_terms_and_numbers_are_part_of_the_shape() -> None:
    one, two = badge(), badge()
    two["credentialSubject"]["achievement"]["creditsAvailable"] = 2.5
    assert jsonld.read(one).key != jsonld.read(two).key
    assert "2.5" in canonical_quads(two)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda document: document.update(invented="x"), "jsonld.not_covered"),
        (lambda document: document["type"].append("Invented"), "jsonld.type_not_covered"),
        (lambda document: document["issuer"].update(url="\x01"), "jsonld.control_character"),
        (lambda document: document["issuer"].update(url="\ufffe"), "jsonld.control_character"),
        (lambda document: document.update(evidence=[]), "jsonld.empty"),
        (lambda document: document.update({"@index": "x"}), "jsonld.keyword"),
        (lambda document: document["issuer"].update(id="relative"), "jsonld.not_covered"),
        (lambda document: document["issuer"].update(id="https://a b"), "jsonld.not_covered"),
    ],
)
def test_what_the_full_processor_refuses_is_refused_here(change, code: str) -> None:
    canonical_quads(badge())  # the honest shape is known by now
    document = copy.deepcopy(badge())
    change(document)
    for way in (canonical_quads, jsonld.canonical_quads):
        with pytest.raises(TeselaError) as caught:
            way(document)
        assert caught.value.code == code


def test_a_shape_that_disagrees_is_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a filled text ever different, certification would see it."""
    reading = jsonld.read(badge(name="a shape to be spoilt", description="x"))
    spoil = compiled.CompiledShape.fill
    monkeypatch.setattr(
        compiled.CompiledShape,
        "fill",
        lambda self, values: (spoil(self, values) or "").replace("%", "%25"),
    )
    assert compiled.certified(reading) is None


def test_a_difference_found_later_ends_the_shape(rechecking: Rechecking) -> None:
    rechecking.settle(verifying=2)
    first = badge(
        name="rechecked 1", awardedDate="2026-06-12T12:00:01Z", validUntil="2030-01-01T00:00:00Z"
    )
    for number in (1, 2):  # a shape is compiled when it comes a second time
        canonical_quads({**first, "name": f"seen {number}"})
    key = jsonld.read(first).key
    shape = compiled._COMPILED.get_or_make(key, lambda: None)
    assert shape is not None
    shape.templates = shape.templates[1:]
    second = {**first, "name": "rechecked 2"}
    assert canonical_quads(second) == jsonld.canonical_quads(second)
    assert not shape.trusted


def test_published_documents_come_out_the_same(standards: Path) -> None:
    contexts = with_published(standards)
    compared = 0
    for path in sorted((standards / "vectors").rglob("*.json")):
        if path.stat().st_size > 30_000:
            continue
        try:
            document = load(path)
            full = jsonld.canonical_quads(document, contexts)
        except (TeselaError, ValueError, AttributeError, TypeError):
            continue
        assert canonical_quads(document, contexts) == full, path.name
        compared += 1
    assert compared > 30


def test_the_same_text_again_is_the_same_answer() -> None:
    document = badge()
    assert canonical_quads(document) == canonical_quads(json.loads(json.dumps(document)))
