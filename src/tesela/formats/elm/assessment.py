"""Assessment and grading (elements 9, 13 and 14) as ELM nodes and back.

Each part is a `LearningAssessmentSpecification`. Grading belongs to the whole,
so a specification of the whole, which has the parts, carries the scheme. How a
part is watched over is a property of the assessment that took place
(`LearningAssessment.idVerification`, which a credential states); here it is
the subject of a note.
"""

from typing import Any

from tesela.formats.elm import regular
from tesela.formats.elm.nodes import Node, Nodes
from tesela.formats.elm.values import (
    code,
    concept_of,
    facts,
    node_in,
    nodes_in,
    noted_codes,
    texts,
    unless_label,
)
from tesela.model.achievement import Achievement, AssessmentPart, Grading
from tesela.vocab import vocabulary

_WHOLE = "#/assessment"


def assessments(achievement: Achievement, nodes: Nodes) -> list[Node]:
    """The parts, and the whole where there is a grading scheme."""
    parts = [
        _part(some, f"assessment/{number}", nodes)
        for number, some in enumerate(achievement.assessment, start=1)
    ]
    if achievement.grading:
        return [*parts, _whole(achievement.grading, parts, nodes)]
    return parts


def read_assessments(written: Any) -> list[dict[str, Any]]:
    """The members of each `AssessmentPart`."""
    return [_read_part(some) for some in nodes_in(written) if not _is_whole(some)]


def read_grading(written: Any) -> dict[str, Any] | None:
    """The members of `Grading`, or None."""
    whole = next((some for some in nodes_in(written) if _is_whole(some)), {})
    scheme = node_in(whole.get("gradingScheme"))
    if not scheme:
        return None
    return {
        "title": texts(scheme.get("title")),
        "description": texts(scheme.get("description")),
        **regular.with_lists(facts(whole)),
    }


def _part(part: AssessmentPart, place: str, nodes: Nodes) -> Node:
    label = nodes.label(vocabulary("assessment-type").concept(part.type))
    kind, notes = nodes.code(place, "assessment-type", part.type, closed=False)
    written: Node = {
        "id": nodes.iri(place),
        "type": "LearningAssessmentSpecification",
        "title": dict(part.title) if part.title else label,
        "dcType": kind,
    }
    if part.criteria:
        written["description"] = dict(part.criteria)
    if part.criteria_page:
        page = nodes.web_resource(f"{place}/criteria", part.criteria_page)
        written["supplementaryDocument"] = [page]
    if part.supervision:
        concept = vocabulary("supervision").concept(part.supervision)
        notes.append(nodes.concept_note(place, concept))
    weighed = {"outcomes": part.outcomes, "weight_percent": part.weight_percent}
    notes += nodes.lines(place, "assessment", weighed)
    notes += nodes.text(place, "assessment.alternatives", part.alternatives)
    if notes:
        written["additionalNote"] = notes
    return written


def _read_part(written: Node) -> dict[str, Any]:
    kind = concept_of(written, "dcType", "assessment-type")
    noted = regular.with_lists(facts(written))
    return {
        "type": code(kind, "assessment-type"),
        "title": unless_label(written.get("title"), kind),
        "criteria": texts(written.get("description")),
        "criteria_page": node_in(written.get("supplementaryDocument")).get("contentURL"),
        "supervision": next(iter(noted_codes(written, "supervision")), None),
        **noted.pop("assessment", {}),
        **noted,
    }


def _whole(grading: Grading, parts: list[Node], nodes: Nodes) -> Node:
    scheme: Node = {
        "id": nodes.iri("grading"),
        "type": "GradingScheme",
        "title": dict(grading.title),
    }
    if grading.description:
        scheme["description"] = dict(grading.description)
    written: Node = {
        "id": nodes.iri("assessment"),
        "type": "LearningAssessmentSpecification",
        "title": dict(grading.title),
        "gradingScheme": scheme,
    }
    if parts:
        named = ("id", "type", "title")
        written["hasPart"] = [{member: part[member] for member in named} for part in parts]
    rest = {"pass_mark", "lowest", "highest", "values"}
    members = {name: value for name, value in regular.said(grading).items() if name in rest}
    if notes := nodes.lines("assessment", "grading", members):
        written["additionalNote"] = notes
    return written


def _is_whole(written: Node) -> bool:
    return str(written.get("id")).endswith(_WHOLE)
