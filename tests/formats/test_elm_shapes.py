"""Descriptions against what the Commission publishes: shapes, context, JSON Schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import shacl
import yaml
from hypothesis import HealthCheck, assume, given, settings
from jsonschema import Draft202012Validator

from tesela.codecs.jsonld import covered_quads
from tesela.formats.elm import CONTEXTS, describe
from tesela.model.achievement import Achievement
from tests.formats.any_achievement import ACHIEVEMENTS
from tests.formats.elm_shapes import GENERIC, compiled, statements, violations
from tests.published import load

EXAMPLES = sorted((Path(__file__).parents[2] / "examples/achievements").glob("*.yaml"))
ELM = "http://data.europa.eu/snb/model/elm/"

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def contexts(standards: Path) -> dict[str, Any]:
    """The published ones, which the shapes were made for."""
    files = ("vectors/contexts/credentials-v1.jsonld", "elm/context/edc-ap-3.2-lts-github.jsonld")
    return {
        url: load(standards / file)["@context"] for url, file in zip(CONTEXTS, files, strict=True)
    }


@pytest.fixture(scope="module")
def shapes(standards: Path) -> shacl.Shapes:
    return compiled(standards, *GENERIC)


@pytest.fixture(scope="module")
def strict(standards: Path) -> dict[str, Any]:
    schema: dict[str, Any] = load(standards / "elm/ebsi/vcdm2.0-europass-edc.schema.json")
    return schema


@every_example
def test_an_example_conforms_to_the_shapes(
    example: Path, contexts: dict[str, Any], shapes: shacl.Shapes
) -> None:
    assert _violations(describe(_read(example)), contexts, shapes) == ""


@every_example
def test_an_example_conforms_inside_a_credential(
    example: Path, contexts: dict[str, Any], shapes: shacl.Shapes, standards: Path
) -> None:
    """The smallest conforming credential, with the description as what was achieved."""
    credential = load(standards / "elm/samples/own-minimal-edc.jsonld")
    specification = describe(_read(example))
    del specification["@context"]
    _first(credential["credentialSubject"], "hasClaim")["specifiedBy"] = specification

    assert _violations(credential, contexts, shapes) == ""


@every_example
def test_strict_readers_know_every_member_of_an_example(
    example: Path, strict: dict[str, Any]
) -> None:
    """Shapes are open; the JSON Schema made of them is closed, but for `publisher`."""
    specification = describe(_read(example))
    del specification["@context"], specification["publisher"]
    kind = {"$ref": f"#/$defs/{specification['type']}Type"}

    assert not list(
        Draft202012Validator({"$defs": strict["$defs"], **kind}).iter_errors(specification)
    )


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(achievement=ACHIEVEMENTS)
def test_any_achievement_conforms_whose_issuer_and_bodies_have_countries(
    achievement: Achievement, contexts: dict[str, Any], shapes: shacl.Shapes
) -> None:
    assume(all(party.country for party in (achievement.issuer, *achievement.awarding_bodies)))

    assert _violations(describe(achievement), contexts, shapes) == ""


@pytest.mark.parametrize("member", ["title", "location", "accreditingAgent", "inScheme"])
def test_the_shapes_notice_a_description_without(
    member: str, contexts: dict[str, Any], shapes: shacl.Shapes
) -> None:
    """An empty graph conforms: so this shows that the shapes found what they look for."""
    document = describe(_read(next(path for path in EXAMPLES if "university" in path.stem)))

    assert _violations(_without(document, member), contexts, shapes)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(achievement=ACHIEVEMENTS)
def test_every_text_arrives_in_the_graph_and_every_node_has_an_iri(
    achievement: Achievement,
) -> None:
    document = describe(achievement)
    quads = covered_quads(document)
    arrived = {quad.object.value for quad in quads} | {quad.subject.value for quad in quads}

    assert set(_leaves(document)) <= arrived
    assert not [quad for quad in quads if isinstance(quad.subject, ox.BlankNode)]
    assert not [quad for quad in quads if isinstance(quad.object, ox.BlankNode)]


def _read(example: Path) -> Achievement:
    return Achievement.model_validate(yaml.safe_load(example.read_text("utf-8")))


def _violations(document: dict[str, Any], contexts: dict[str, Any], shapes: shacl.Shapes) -> str:
    """What the shapes say against it; empty where it conforms."""
    triples = statements(document, [contexts[url] for url in document["@context"]])
    assert f"<{ELM}" in triples
    return violations(triples, shapes)


def _without(value: Any, member: str) -> Any:
    if isinstance(value, dict):
        return {name: _without(some, member) for name, some in value.items() if name != member}
    return [_without(some, member) for some in value] if isinstance(value, list) else value


def _leaves(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for member, some in value.items():
            if member not in {"@context", "type"}:
                yield from _leaves(some, member)
    elif isinstance(value, list):
        for some in value:
            yield from _leaves(some, name)
    else:
        yield value


def _first(owner: dict[str, Any], name: str) -> dict[str, Any]:
    found = owner[name]
    node: dict[str, Any] = found[0] if isinstance(found, list) else found
    return node
