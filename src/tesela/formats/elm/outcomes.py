"""Learning outcomes (element 6) as ELM nodes and back.

All related skills stand in `relatedSkill` in the author's order; those of ESCO
stand in `relatedESCOSkill` too, which takes no others.
"""

from typing import Any

from tesela.formats.elm import regular
from tesela.formats.elm.nodes import Node, Nodes, scheme
from tesela.formats.elm.values import code, concept_of, facts, node_in, nodes_in, texts
from tesela.model.achievement import Achievement, FrameworkReference, LearningOutcome
from tesela.vocab import concept_by_uri

_ESCO = "http://data.europa.eu/esco/"
_ESCO_SKILLS = _ESCO + "concept-scheme/skills"
_FRAMEWORKS = {_ESCO: "ESCO", "http://data.europa.eu/snb/dcf/": "DigComp"}
"""How the IRI of a scheme begins, and the framework's name."""


def outcome(achievement: Achievement, some: LearningOutcome, number: int, nodes: Nodes) -> Node:
    """The outcome under the IRI it has in every format."""
    place = f"outcome/{number}"
    written: Node = {
        "id": achievement.outcome_iri(some),
        "type": "LearningOutcome",
        "identifier": nodes.identifier(f"{place}/identifier", "outcome", some.id),
        "title": dict(some.text),
    }
    notes: list[Node] = []
    if some.kind:
        kind, notes = nodes.code(place, "skill-type", some.kind, closed=True)
        if kind:
            written["dcType"] = kind
    if some.reuse:
        written["reusabilityLevel"] = nodes.listed("skill-reuse-level", some.reuse)
    related = [
        _reference(reference, f"{place}/reference/{position}", nodes)
        for position, reference in enumerate(some.references, start=1)
    ]
    if related:
        written["relatedSkill"] = related
    if esco := [skill for skill in related if skill["inScheme"]["id"] == _ESCO_SKILLS]:
        written["relatedESCOSkill"] = esco
    notes += nodes.lines(place, "frameworks", _frameworks(some))
    if notes:
        written["additionalNote"] = notes
    return written


def read_outcome(written: Node) -> dict[str, Any]:
    """The members of the `LearningOutcome` that a node states."""
    return {
        "id": node_in(written.get("identifier")).get("notation"),
        "text": texts(written.get("title")),
        "kind": code(concept_of(written, "dcType", "skill-type"), "skill-type"),
        "reuse": code(written.get("reusabilityLevel"), "skill-reuse-level"),
        "references": _read_references(written) or None,
    }


_KINDS = ("Skill", "Occupation")
"""What the Commission's tools write as the notation of every concept of ESCO."""


def _reference(reference: FrameworkReference, place: str, nodes: Nodes) -> Node:
    written: Node = {
        "id": nodes.own_or(place, reference.uri, reference),
        "type": "Concept",
        "prefLabel": dict(reference.label),
        "inScheme": scheme(_scheme(reference) or nodes.framework(reference.framework)),
    }
    if reference.code:
        written["notation"] = reference.code
    return written


def _scheme(reference: FrameworkReference) -> str | None:
    if reference.uri and reference.uri.startswith(_ESCO + "skill/"):
        return _ESCO_SKILLS
    concept = concept_by_uri(reference.uri) if reference.uri else None
    return concept.scheme if concept else None


def _frameworks(some: LearningOutcome) -> dict[str, object]:
    numbered = enumerate(some.references, start=1)
    return {f"references {number}, framework": of.framework for number, of in numbered}


def _read_references(written: Node) -> dict[int, dict[str, Any]]:
    skills = [
        *nodes_in(written.get("relatedSkill")),
        *nodes_in(written.get("relatedESCOSkill")),
    ]
    once = {str(some.get("id")): some for some in reversed(skills)}
    related = [some for some in skills if once.pop(str(some.get("id")), None) is not None]
    read = {number: _read_reference(some) for number, some in enumerate(related, start=1)}
    merged: dict[int, dict[str, Any]] = regular.merged(read, facts(written).get("references", {}))
    return merged


def _read_reference(written: Node) -> dict[str, Any]:
    own = str(written.get("id", ""))
    return {
        "framework": _framework(written),
        "uri": None if "#/outcome/" in own else own,
        "code": None if written.get("notation") in _KINDS else written.get("notation"),
        "label": texts(written.get("prefLabel")),
    }


def _framework(written: Node) -> str | None:
    """The name of a framework that only its scheme tells."""
    iri = node_in(written.get("inScheme")).get("id")
    if not isinstance(iri, str):
        return None
    return next((name for start, name in _FRAMEWORKS.items() if iri.startswith(start)), iri)
