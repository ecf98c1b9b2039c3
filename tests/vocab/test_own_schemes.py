"""Our own concepts as SKOS: a foreign parser reads back what the lists say."""

from typing import Any

import pyoxigraph as ox

from tesela.vocab import EXTENSION_NAMESPACE, LISTS, vocabulary
from tesela.vocab.skos import own_schemes_turtle

SKOS = "http://www.w3.org/2004/02/skos/core#"
OURS = [c for name in LISTS for c in vocabulary(name).concepts if not c.published]


def graph() -> ox.Store:
    store = ox.Store()
    store.load(own_schemes_turtle().encode(), format=ox.RdfFormat.TURTLE)
    return store


def objects(store: ox.Store, subject: str, term: str) -> list[Any]:
    found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(SKOS + term), None, None)
    return [quad.object for quad in found]


def test_each_own_concept_is_written_with_all_its_labels() -> None:
    store = graph()
    for concept in OURS:
        read = {label.language: label.value for label in objects(store, concept.uri, "prefLabel")}
        assert read == dict(concept.labels)
        assert [o.value for o in objects(store, concept.uri, "notation")] == [concept.code]
        assert [o.value for o in objects(store, concept.uri, "inScheme")] == [concept.scheme]
        close = [o.value for o in objects(store, concept.uri, "closeMatch")]
        assert close == ([concept.close_match] if concept.close_match else [])


def test_a_fallback_is_written_once() -> None:
    store = graph()
    for concept in OURS:
        matches = [
            o.value
            for term in ("closeMatch", "relatedMatch")
            for o in objects(store, concept.uri, term)
        ]
        assert len(matches) == len(set(matches))
        if concept.fallback:
            assert concept.fallback in matches


def test_nothing_is_said_of_anybody_elses_concept() -> None:
    subjects = {quad.subject.value for quad in graph()}
    assert all(subject.startswith(EXTENSION_NAMESPACE) for subject in subjects)
    schemes = {concept.scheme for concept in OURS}
    assert subjects == schemes | {concept.uri for concept in OURS}


def test_a_broader_field_keeps_its_european_uri_if_it_has_one() -> None:
    store = graph()
    evaluating = vocabulary("digcomp-2.2").concept("1.3")
    assert [o.value for o in objects(store, evaluating.uri, "broader")] == [
        vocabulary("digcomp-2.2").concept("1").uri
    ]
