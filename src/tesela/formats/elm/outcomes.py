"""Learning outcomes (element 6) as ELM nodes and back.

All related skills stand in `relatedSkill` in the author's order; those of ESCO
stand in `relatedESCOSkill` too, which takes no others.
"""

from typing import Any

from tesela.formats.elm.nodes import Node, Nodes, code, node, nodes, noted_codes, scheme, texts
from tesela.model.achievement import Achievement, FrameworkReference, LearningOutcome
from tesela.vocab import concept_by_uri

_ESCO = "http://data.europa.eu/esco/"
_ESCO_SKILLS = _ESCO + "concept-scheme/skills"


def outcome(achievement: Achievement, some: LearningOutcome, number: int, nodes: Nodes) -> Node:
    """The outcome under the IRI it has in every format."""
    place = f"outcome/{number}"
    written: Node = {
        "id": achievement.outcome_iri(some),
        "type": "LearningOutcome",
        "identifier": [
            {
                "id": nodes.iri(f"{place}/identifier"),
                "type": "Identifier",
                "notation": some.id,
                "schemeName": "outcome",
            }
        ],
        "title": dict(some.text),
    }
    if some.kind:
        written["dcType"], notes = nodes.code(place, "skill-type", some.kind, closed=True)
        if notes:
            written["additionalNote"] = notes
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
    return written


def read_outcome(written: Node) -> dict[str, Any]:
    """The members of the `LearningOutcome` that a node states."""
    own = next(iter(noted_codes(written, "skill-type")), None)
    return {
        "id": node(written.get("identifier")).get("notation"),
        "text": texts(written.get("title")),
        "kind": own or code(written.get("dcType"), "skill-type"),
        "reuse": code(written.get("reusabilityLevel"), "skill-reuse-level"),
        "references": [_read_reference(some) for some in nodes(written.get("relatedSkill"))],
    }


def _reference(reference: FrameworkReference, place: str, nodes: Nodes) -> Node:
    names = dict.fromkeys(reference.label, reference.framework)
    written: Node = {
        "id": nodes.own_or(place, reference.uri, reference),
        "type": "Concept",
        "prefLabel": dict(reference.label),
        "inScheme": scheme(_scheme(reference) or nodes.framework(reference.framework))
        | {"prefLabel": names},
    }
    if reference.code:
        written["notation"] = reference.code
    return written


def _scheme(reference: FrameworkReference) -> str | None:
    if reference.uri and reference.uri.startswith(_ESCO + "skill/"):
        return _ESCO_SKILLS
    concept = concept_by_uri(reference.uri) if reference.uri else None
    return concept.scheme if concept else None


def _read_reference(written: Node) -> dict[str, Any]:
    names = texts(node(written.get("inScheme")).get("prefLabel")) or {}
    own = str(written.get("id", ""))
    return {
        "framework": next(iter(names.values()), None),
        "uri": None if "#/outcome/" in own else own,
        "code": written.get("notation"),
        "label": texts(written.get("prefLabel")),
    }
