"""The compiled engine finds what pyshacl finds, on credentials that were changed at random."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shacl
from pyshacl import validate
from rdflib import Graph, Namespace

from tests.formats.elm_shapes import GENERIC, compiled, statements, turtle_files
from tests.formats.test_elm_credential import EXAMPLES
from tests.formats.test_elm_credential_shapes import full
from tests.published import load

CHANGED = 16
"""How many; pyshacl takes a fifth of a second for each."""
KNOWN_DIFFERENCES: dict[int, str] = {}
"""Credentials of which the two say different things, and why; none."""
SH = Namespace("http://www.w3.org/ns/shacl#")
Found = Counter[tuple[str, str, str]]
"""Component, focus node and path of each result; blank nodes have other names in each."""


@pytest.fixture(scope="module")
def credentials(standards: Path) -> list[str]:
    """Ours and the Commission's, changed, as N-Triples."""
    files = ("vectors/contexts/credentials-v1.jsonld", "elm/context/edc-ap-3.2-lts-github.jsonld")
    contexts = [load(standards / file)["@context"] for file in files]
    samples = sorted((standards / "elm/samples/elm3-official").glob("*unsigned.jsonld"))[:2]
    whole = [full(EXAMPLES[0]), full(EXAMPLES[-1]), *map(load, samples)]
    chance = random.Random(6)
    made = [statements(one, contexts) for one in whole]
    while len(made) < CHANGED:
        try:
            made.append(statements(changed(whole[len(made) % len(whole)], chance), contexts))
        except SyntaxError:  # no JSON-LD any more
            continue
    return made


def test_verdict_and_results_are_the_same(standards: Path, credentials: list[str]) -> None:
    shapes = Graph()
    for file in turtle_files(standards, GENERIC):
        shapes.parse(file)
    engine = compiled(standards, *GENERIC)
    components: set[str] = set()
    different = {}
    for number, triples in enumerate(credentials):
        conforms, report, _ = validate(
            Graph().parse(data=triples, format="nt"), shacl_graph=shapes, inference="none"
        )
        ours, theirs = engine.validate_text(triples, "ntriples"), of_pyshacl(report)
        components |= {component for component, _, _ in theirs}
        if (ours.conforms, of_engine(ours)) != (conforms, theirs):
            different[number] = f"{of_engine(ours) - theirs} {theirs - of_engine(ours)}"
    assert different == KNOWN_DIFFERENCES
    assert len(components) >= 4, "the changes reach several kinds of constraints"


def of_pyshacl(report: Graph) -> Found:
    found: Found = Counter()
    for whole in report.subjects(SH.conforms):
        for result in report.objects(whole, SH.result):
            component = str(report.value(result, SH.sourceConstraintComponent))
            focus, path = (report.value(result, of) for of in (SH.focusNode, SH.resultPath))
            found[component.rpartition("#")[2], named(focus.n3()), path.n3() if path else ""] += 1
    return found


def of_engine(report: shacl.Report) -> Found:
    return Counter((one.component, named(one.focus_node), one.path or "") for one in report.results)


def named(node: str) -> str:
    return "_:" if node.startswith("_:") else node


def changed(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A copy with one or two members taken away, doubled, or made something else."""
    copy: dict[str, Any] = json.loads(json.dumps(document))
    for _ in range(chance.randrange(1, 3)):
        node = chance.choice([one for one in nodes(copy) if len(one) > 1 and one is not copy])
        name = chance.choice([name for name in node if name != "id"])
        way = chance.choice(("without", "concept", "text", "doubled"))
        if way == "without":
            del node[name]
        elif name == "type":
            node[name] = "Thing"
        elif way == "concept":
            node[name] = {"id": "urn:x:other", "type": "Concept"}
        elif way == "text":
            node[name] = "12x"
        else:
            node[name] = [*(node[name] if isinstance(node[name], list) else [node[name]]), "more"]
    return copy


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from nodes(one)
