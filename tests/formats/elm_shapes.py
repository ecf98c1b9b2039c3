"""The shapes that the Commission publishes, asked by a compiled engine.

`test_elm_shapes_compiled` proves on changed credentials that it finds what
pyshacl finds; it takes a fiftieth of the time.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import shacl

GENERIC = ("EDC-generic-no-cv", "EDC-generic-full")


def turtle_files(standards: Path, names: Sequence[str]) -> list[Path]:
    return [standards / f"elm/shacl-3.2/edc/{name}.ttl" for name in names]


def compiled(standards: Path, *names: str) -> shacl.Shapes:
    """The shapes of these files together."""
    store = ox.Store()
    for file in turtle_files(standards, names):
        store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    triples = ox.serialize([quad.triple for quad in store], format=ox.RdfFormat.N_TRIPLES)
    assert triples is not None
    return shacl.Shapes.from_text(triples.decode(), "ntriples")


def statements(document: Mapping[str, Any], contexts: Sequence[Any]) -> str:
    """N-Triples of a document under these contexts, in place of those that it names.

    Raises SyntaxError for what is no JSON-LD.
    """
    text = json.dumps({**document, "@context": list(contexts)})
    quads = ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD)
    triples = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES)
    assert triples is not None
    return triples.decode()


def violations(triples: str, shapes: shacl.Shapes) -> str:
    """What the shapes say against it; empty where it conforms."""
    report = shapes.validate_text(triples, "ntriples")
    return "" if report.conforms else "\n".join(map(repr, report.results))
