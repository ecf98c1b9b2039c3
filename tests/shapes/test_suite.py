"""The graphs of the RDFC-1.0 suite, written as JSON-LD documents, through the compiled shapes.

The suite gives N-Quads; documents are what shapes read. So each graph is hung on one node, which
leads to every subject, with a term for each predicate. What must come out is the canonical form of
those very statements, by the canonicaliser that passes the suite as it stands
(`tests/codecs/test_rdfc.py`). Graphs that a signed document may not have (named graphs, values that
safe mode refuses) stay aside. JSON-LD's own suite is not among the published vectors.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from tesela.codecs import rdfc
from tesela.codecs.contexts import ContextSet
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError
from tests.published import load

CONTEXT = "https://suite.example/context"
ROOT, LEADS_TO = ox.NamedNode("https://suite.example/root"), ox.NamedNode("urn:suite:leads-to")
ENOUGH = 20
"""Graphs of the suite that a signed document can have."""

Json = dict[str, Any]


def as_document(quads: Sequence[ox.Quad]) -> tuple[Json, ContextSet]:
    """The document of default-graph statements, and its context. Raises ValueError otherwise."""
    terms: Json = {"id": "@id", "leadsTo": {"@id": LEADS_TO.value, "@type": "@id"}}
    nodes: dict[str, Json] = {}
    for quad in quads:
        if quad.graph_name != ox.DefaultGraph() or not isinstance(quad.predicate, ox.NamedNode):
            raise ValueError("not a graph that a signed document has")
        term = f"p{len(terms)}"
        term = next((name for name, iri in terms.items() if iri == quad.predicate.value), term)
        terms[term] = quad.predicate.value
        node = nodes.setdefault(str(quad.subject), {"id": _identity(quad.subject)})
        node.setdefault(term, []).append(_value(quad.object))
    document = {"@context": [CONTEXT], "id": ROOT.value, "leadsTo": list(nodes.values())}
    return document, ContextSet({CONTEXT: terms})


def _identity(term: Any) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def _value(term: Any) -> Any:
    if not isinstance(term, ox.Literal):
        return {"id": _identity(term)}
    if term.datatype != ox.NamedNode("http://www.w3.org/2001/XMLSchema#string"):
        raise ValueError("a value with a type of its own")
    return term.value


def hung(quads: Sequence[ox.Quad]) -> list[ox.Quad]:
    """The statements, and those that lead to each subject."""
    return [*quads, *{ox.Quad(ROOT, LEADS_TO, quad.subject) for quad in quads}]


def test_graphs_of_the_suite(standards: Path) -> None:
    folder = standards / "vectors/rdfc"
    compared = 0
    for entry in load(folder / "manifest.jsonld")["entries"]:
        if entry["type"] != "rdfc:RDFC10EvalTest":
            continue
        quads = list(ox.parse((folder / entry["action"]).read_bytes(), ox.RdfFormat.N_QUADS))
        try:
            document, contexts = as_document(quads)
            found = [canonical_quads(document, contexts) for _ in range(3)]
        except (ValueError, TeselaError):
            continue
        expected = rdfc.canonical(hung(quads))
        assert found == [expected] * 3, entry["name"]
        compared += 1
    assert compared >= ENOUGH, compared


def test_look_alikes_in_every_order() -> None:
    """Two nodes that only differ behind a third: the same names, whichever is written first."""
    contexts = ContextSet({CONTEXT: {"id": "@id", "k": "urn:k", "v": "urn:v"}})
    branches = [{"k": {"v": "one"}}, {"k": {"v": "two"}}, {"k": {"v": "two", "k": {"v": "x"}}}]
    made = {
        canonical_quads({"@context": [CONTEXT], "id": "urn:root:1", "k": order}, contexts)
        for order in (branches, branches[::-1], [branches[1], branches[0], branches[2]])
        for _ in range(3)
    }
    assert len(made) == 1
