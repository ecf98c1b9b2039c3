"""The members of an `Achievement`, read out of an ELM specification.

Made for the descriptions that `describe` writes, and forgiving to others:
single values and lists are taken alike, what is not understood is passed over.
"""

from typing import Any

from tesela.formats.elm import regular
from tesela.formats.elm.assessment import read_assessments, read_grading
from tesela.formats.elm.nodes import Node
from tesela.formats.elm.outcomes import read_outcome
from tesela.formats.elm.parties import read_party
from tesela.formats.elm.quality import read_assurances
from tesela.formats.elm.values import (
    code,
    codes,
    concept_of,
    exact,
    facts,
    hours,
    language,
    node_in,
    nodes_in,
    noted_codes,
    texts,
)


def members(specification: Node) -> dict[str, Any]:
    """The members of the `Achievement` that a specification states; none is empty."""
    stated: dict[str, Any] = {
        "id": node_in(specification.get("identifier")).get("notation"),
        "title": texts(specification.get("title")),
        "summary": texts(specification.get("description")),
        "languages": [
            tag for some in nodes_in(specification.get("language")) if (tag := language(some))
        ],
        "fields": codes(specification.get("thematicArea"), "isced-f"),
        "issuer": _issuer(specification),
        "awarding_bodies": _awarding_bodies(specification),
        "learning_outcomes": [
            read_outcome(some) for some in nodes_in(specification.get("learningOutcome"))
        ],
        "workload": _workload(specification),
        "level": _level(specification),
        "assessment": read_assessments(specification.get("provenBy")),
        "participation": codes(specification.get("mode"), "participation"),
        "activities": [
            kind
            for some in nodes_in(specification.get("influencedBy"))
            for kind in codes(some.get("dcType"), "learning-activity")
        ],
        "setting": code(
            concept_of(specification, "learningSetting", "learning-setting"), "learning-setting"
        ),
        "routes": noted_codes(specification, "route"),
        "quality_assurance": read_assurances(specification),
        "prerequisites": _only(
            text=texts(node_in(specification.get("entryRequirement")).get("noteLiteral"))
        ),
        "grading": read_grading(specification.get("provenBy")),
        "further_information": _only(links=_links(specification)),
        "target_groups": codes(specification.get("targetGroup"), "target-group"),
        "page": node_in(specification.get("homepage")).get("contentURL"),
    }
    whole = regular.merged(_without_empty(stated), facts(specification))
    return regular.with_lists(whole | exact(specification))  # type: ignore[no-any-return]


def _issuer(specification: Node) -> dict[str, Any]:
    """The publisher; the awarding body where it is said to be the issuer and nobody publishes."""
    publisher = node_in(specification.get("publisher"))
    opportunity = node_in(specification.get("awardingOpportunity"))
    if not publisher and _awarded_by_issuer(opportunity):
        publisher = node_in(opportunity.get("awardingBody"))
    return read_party(publisher)


def _awarded_by_issuer(opportunity: Node) -> bool:
    return str(opportunity.get("id")).endswith("#/awarding-by-issuer")


def _awarding_bodies(specification: Node) -> list[Any]:
    opportunity = node_in(specification.get("awardingOpportunity"))
    if _awarded_by_issuer(opportunity):
        return []
    return [read_party(body) for body in nodes_in(opportunity.get("awardingBody"))]


def _workload(specification: Node) -> dict[str, Any] | None:
    points = [
        {"system": code(some.get("framework"), "credit-system"), "points": some.get("point")}
        for some in nodes_in(specification.get("creditPoint"))
    ]
    return _only(hours=hours(specification.get("volumeOfLearning")), credits=points)


def _level(specification: Node) -> dict[str, Any] | None:
    return _only(
        eqf=code(specification.get("eqfLevel"), "eqf"),
        national=[_national_level(some) for some in nodes_in(specification.get("nqfLevel"))],
        cycle=code(node_in(specification.get("educationLevel")), "qf-ehea-cycle"),
    )


def _national_level(concept: Node) -> dict[str, Any]:
    level, own = concept.get("notation"), str(concept.get("id", ""))
    names = texts(concept.get("prefLabel")) or {}
    return {
        "framework": {tag: name.removesuffix(f": {level}") for tag, name in names.items()},
        "level": level,
        "uri": None if "#/national-level/" in own else own,
    }


def _links(specification: Node) -> list[dict[str, Any]]:
    return [
        {
            "page": some.get("contentURL"),
            "title": texts(some.get("title")),
            "language": language(some.get("language")),
        }
        for some in nodes_in(specification.get("supplementaryDocument"))
        if "#/media/" not in str(some.get("id"))
    ]


def _only(**members: Any) -> dict[str, Any] | None:
    """The members that say something, or None."""
    return {name: value for name, value in members.items() if value not in (None, [])} or None


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _without_empty(member) for name, member in value.items()}
        return {name: member for name, member in kept.items() if member not in (None, [])}
    if isinstance(value, list):
        return [_without_empty(some) for some in value]
    return value
