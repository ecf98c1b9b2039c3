"""RDFC-1.0 against the working group's suite, and against poisoned graphs."""

import itertools
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.rdfc import Limits, canonical, nodes_alike
from tesela.text.errors import TeselaError
from tests.published import load


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))


def clique(nodes: int) -> list[ox.Quad]:
    blank = [ox.BlankNode(f"n{n}") for n in range(nodes)]
    knows = ox.NamedNode("urn:example:knows")
    return [ox.Quad(a, knows, b) for a, b in itertools.permutations(blank, 2)]


def test_published_suite(standards: Path) -> None:
    folder = standards / "vectors/rdfc"
    entries = load(folder / "manifest.jsonld")["entries"]
    ran = 0
    for entry in entries:
        given_quads = quads((folder / entry["action"]).read_text("utf-8"))
        algorithm = "sha384" if entry.get("hashAlgorithm") == "SHA384" else "sha256"
        if entry["type"] == "rdfc:RDFC10EvalTest":
            expected = (folder / entry["result"]).read_text("utf-8")
            patient = Limits(seconds=60)
            assert canonical(given_quads, algorithm, patient) == expected, entry["name"]
            ran += 1
        elif entry["type"] == "rdfc:RDFC10NegativeEvalTest":
            with pytest.raises(TeselaError) as caught:
                canonical(given_quads, algorithm)
            assert caught.value.code == "rdf.poisoned", entry["name"]
            ran += 1
    assert ran >= 20


@pytest.mark.parametrize("nodes", [8, 12, 60, 150])
def test_clique_of_look_alikes_is_refused_soon(nodes: int) -> None:
    with pytest.raises(TeselaError) as caught:
        canonical(clique(nodes), limits=Limits(quads=50_000))
    assert caught.value.code == "rdf.poisoned"


def test_too_many_statements_are_refused() -> None:
    many = [
        ox.Quad(ox.NamedNode(f"urn:s:{n}"), ox.NamedNode("urn:p:p"), ox.Literal("x"))
        for n in range(11)
    ]
    with pytest.raises(TeselaError) as caught:
        canonical(many, limits=Limits(quads=10))
    assert caught.value.code == "rdf.too_many_quads"


def test_look_alikes_are_counted() -> None:
    alike = quads('_:a <urn:p:p> "x" .\n_:b <urn:p:p> "x" .\n_:c <urn:p:p> "y" .\n')
    assert nodes_alike(alike) == 2


@given(st.permutations(list(range(6))))
def test_order_of_statements_does_not_matter(order: list[int]) -> None:
    given_quads = quads(
        '_:a <urn:p:p> _:b .\n_:b <urn:p:q> "x" .\n_:b <urn:p:q> "y" .\n'
        "_:c <urn:p:p> _:d .\n_:d <urn:p:q> _:a .\n<urn:s:s> <urn:p:p> _:c .\n"
    )
    assert canonical([given_quads[n] for n in order]) == canonical(given_quads)
