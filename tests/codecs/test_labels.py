"""The map from a dataset's own names to the canonical ones, whatever the graph looks like."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.labels import canonical_labels, relabelled
from tesela.codecs.rdfc import canonical_unbounded
from tesela.text.errors import TeselaError

NODES = st.sampled_from([ox.BlankNode(f"n{number}") for number in range(5)])
PREDICATES = st.sampled_from([ox.NamedNode("urn:x:p"), ox.NamedNode("urn:x:q")])
QUADS = st.lists(
    st.builds(ox.Quad, NODES, PREDICATES, st.one_of(NODES, st.just(ox.Literal("_:n0")))),
    max_size=10,
)


@given(QUADS)
def test_renamed_statements_are_the_canonical_ones(quads: list[ox.Quad]) -> None:
    text, labels = canonical_labels(quads)
    assert text == canonical_unbounded(quads, "sha256")
    assert "".join(relabelled(quads, labels)) == text
    assert len(set(labels.values())) == len(labels)


def test_nodes_that_nothing_tells_apart() -> None:
    quads = [
        ox.Quad(ox.BlankNode(f"n{number}"), ox.NamedNode("urn:x:p"), ox.Literal("x"))
        for number in range(5)
    ]
    text, labels = canonical_labels(quads)
    assert "".join(relabelled(quads, labels)) == text


def test_too_many_of_them_are_refused() -> None:
    quads = [
        ox.Quad(ox.BlankNode(f"n{number}"), ox.NamedNode("urn:x:p"), ox.Literal("x"))
        for number in range(150)
    ]
    with pytest.raises(TeselaError) as caught:
        canonical_labels(quads)
    assert caught.value.code == "rdf.poisoned"
