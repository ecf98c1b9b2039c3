"""Achievement → its complete public description in ELM 3.2, in all its languages.

`table.TABLE` says what stands where. The description is made of what the
achievement says and of the labels of the lists it uses, so its bytes are the
same whenever and wherever the same release writes them. Whoever pins a
description by digest keeps the bytes: a later release may know better labels.

ELM demands a country of every organisation. One without is therefore written
as text only, except for the issuer and the awarding bodies: a description
conforms (SHACL, edc-generic-full 3.2) when these have theirs.
"""

from typing import Any

from tesela.codecs import jcs
from tesela.formats.elm import regular
from tesela.formats.elm.assessment import assessments
from tesela.formats.elm.members import members
from tesela.formats.elm.nodes import Node, Nodes, duration
from tesela.formats.elm.outcomes import outcome
from tesela.formats.elm.parties import Parties
from tesela.formats.elm.quality import assurances
from tesela.formats.elm.table import CONTEXTS
from tesela.model.achievement import Achievement, NationalLevel, Target
from tesela.vocab import vocabulary

_QUALIFICATION_FRAMEWORKS = "http://data.europa.eu/snb/qdr/25831c2"


def description_bytes(achievement: Achievement) -> bytes:
    """The description as canonical JSON (RFC 8785): what a digest pins."""
    return jcs.canonical(describe(achievement))


def describe(achievement: Achievement) -> dict[str, Any]:
    """The description as a JSON-LD document, each node with an IRI.

    Nothing is left out: a field that its own places do not give back exactly
    is repeated in the note `exact`.
    """
    nodes = Nodes(achievement)
    return {"@context": list(CONTEXTS), **specification(achievement, nodes, Parties(nodes))}


def specification(
    achievement: Achievement, nodes: Nodes, parties: Parties, *, publisher: bool = True
) -> Node:
    """The description as a node, for a document that already has `nodes` and `parties`.

    Without `publisher`, which strict readers of credentials do not know, the
    issuer stands where it awards, or else in the note `exact`.
    """
    written = _specification(achievement, nodes, parties)
    if not publisher:
        del written["publisher"]
    back = members(written)
    inexact = {
        name: value
        for name in Achievement.model_fields
        if (value := getattr(achievement, name)) not in (None, ())
        and regular.plain(value) != back.get(name)
    }
    _add(written, additionalNote=nodes.lines("", "exact", inexact))
    return written


def _specification(achievement: Achievement, nodes: Nodes, parties: Parties) -> Node:
    assured, only_noted = assurances(achievement, nodes, parties)
    is_qualification = _states_level(achievement) or bool(assured)
    kind = "Qualification" if is_qualification else "LearningAchievementSpecification"
    written: Node = {
        "id": achievement.edition,
        "type": kind,
        "identifier": nodes.identifier("identifier", "achievement", achievement.id),
        "title": dict(achievement.title),
        "publisher": parties.organisation("issuer", achievement.issuer),
        "awardingOpportunity": [_awarding(achievement, nodes, parties)],
    }
    if achievement.summary:
        written["description"] = dict(achievement.summary)
    if achievement.page:
        written["homepage"] = [nodes.web_resource("page", achievement.page)]
    if achievement.prerequisites:
        written["entryRequirement"] = {
            "id": nodes.iri("prerequisites"),
            "type": "Note",
            "noteLiteral": dict(achievement.prerequisites.text),
        }
    _add(
        written,
        language=[concept for tag in achievement.languages if (concept := nodes.language(tag))],
        thematicArea=[nodes.listed("isced-f", code) for code in achievement.fields],
        learningOutcome=[
            outcome(achievement, some, number, nodes)
            for number, some in enumerate(achievement.learning_outcomes, start=1)
        ],
        provenBy=assessments(achievement, nodes),
        mode=[nodes.listed("participation", code) for code in achievement.participation],
        influencedBy=_activities(achievement, nodes),
        accreditation=assured,
        isPartOf=_larger(achievement, kind, nodes, parties),
        supplementaryDocument=_documents(achievement, nodes),
        targetGroup=[
            nodes.concept(vocabulary("target-group").concept(code))
            for code in achievement.target_groups
        ],
    )
    _add_workload(written, achievement, nodes)
    _add_level(written, achievement, nodes)
    _add_setting(written, achievement, nodes)
    _add(written, additionalNote=[*only_noted, *_notes(achievement, nodes)])
    return written


def _add(written: Node, **found: list[Node]) -> None:
    """Add what there is to lists that may be there already."""
    for member, values in found.items():
        if values:
            written[member] = [*written.get(member, ()), *values]


def _states_level(achievement: Achievement) -> bool:
    level = achievement.level
    return level is not None and (level.eqf is not None or bool(level.national))


def _awarding(achievement: Achievement, nodes: Nodes, parties: Parties) -> Node:
    place = "awarding" if achievement.awarding_bodies else "awarding-by-issuer"
    bodies = [
        parties.organisation(f"awarding-body/{number}", body)
        for number, body in enumerate(achievement.awarding_bodies, start=1)
    ]
    return {
        "id": nodes.iri(place),
        "type": "AwardingOpportunity",
        "awardingBody": bodies or [parties.organisation("issuer", achievement.issuer)],
    }


def _add_workload(written: Node, achievement: Achievement, nodes: Nodes) -> None:
    workload = achievement.workload
    if workload is None:
        return
    if workload.hours is not None:
        written["volumeOfLearning"] = duration(workload.hours)
    credit_points = [
        {
            "id": nodes.iri(f"credits/{number}"),
            "type": "CreditPoint",
            "framework": nodes.listed("credit-system", some.system),
            "point": regular.number(some.points),
        }
        for number, some in enumerate(workload.credits, start=1)
    ]
    _add(
        written,
        creditPoint=credit_points,
        additionalNote=nodes.text("", "workload.note", workload.note),
    )


def _add_level(written: Node, achievement: Achievement, nodes: Nodes) -> None:
    level = achievement.level
    if level is None:
        return
    if level.eqf is not None:
        written["eqfLevel"] = nodes.listed("eqf", str(level.eqf))
    cycle = [nodes.listed("qf-ehea-cycle", level.cycle)] if level.cycle else []
    _add(
        written,
        nqfLevel=[
            _national_level(some, number, nodes)
            for number, some in enumerate(level.national, start=1)
        ],
        educationLevel=cycle,
        additionalNote=nodes.text("", "level.not_applicable", level.not_applicable),
    )


def _national_level(level: NationalLevel, number: int, nodes: Nodes) -> Node:
    return {
        "id": nodes.own_or(f"national-level/{number}", level.uri, level),
        "type": "Concept",
        "prefLabel": {tag: f"{name}: {level.level}" for tag, name in level.framework.items()},
        "notation": level.level,
        "inScheme": {"id": _QUALIFICATION_FRAMEWORKS, "type": "ConceptScheme"},
    }


def _add_setting(written: Node, achievement: Achievement, nodes: Nodes) -> None:
    if achievement.setting is None:
        return
    concept, notes = nodes.code("note", "learning-setting", achievement.setting, closed=True)
    if concept:
        written["learningSetting"] = concept
    _add(written, additionalNote=notes)


def _activities(achievement: Achievement, nodes: Nodes) -> list[Node]:
    return [
        {
            "id": nodes.iri(f"activity/{number}"),
            "type": "LearningActivitySpecification",
            "title": nodes.label(vocabulary("learning-activity").concept(code)),
            "dcType": [nodes.listed("learning-activity", code)],
        }
        for number, code in enumerate(achievement.activities, start=1)
    ]


def _documents(achievement: Achievement, nodes: Nodes) -> list[Node]:
    further = achievement.further_information
    links = [
        nodes.web_resource(f"link/{number}", link.page, link.title, link.language)
        for number, link in enumerate(further.links if further else (), start=1)
    ]
    media = [
        nodes.web_resource(f"media/{number}", some.page, some.title, some.language)
        for number, some in enumerate(achievement.media, start=1)
        if some.page
    ]
    return links + media


def _larger(achievement: Achievement, kind: str, nodes: Nodes, parties: Parties) -> list[Node]:
    """What it counts towards; ELM wants a qualification to be part of qualifications."""
    stackability = achievement.stackability
    if stackability is None or stackability.mode != "stackable":
        return []
    return [
        _target(target, f"towards/{number}", kind, nodes, parties)
        for number, target in enumerate(stackability.towards, start=1)
    ]


def _target(target: Target, place: str, kind: str, nodes: Nodes, parties: Parties) -> Node:
    written: Node = {
        "id": nodes.own_or(place, target.id, target),
        "type": kind,
        "title": dict(target.title),
    }
    if target.owner and target.owner.country:
        written["awardingOpportunity"] = [
            {
                "id": nodes.iri(f"{place}/awarding"),
                "type": "AwardingOpportunity",
                "awardingBody": [parties.organisation(f"{place}/owner", target.owner)],
            }
        ]
    if target.agreement_page:
        page = nodes.web_resource(f"{place}/agreement", target.agreement_page)
        written["supplementaryDocument"] = [page]
    return written


def _notes(achievement: Achievement, nodes: Nodes) -> list[Node]:
    """What ELM has no property for, in the order of the model."""
    routes = [
        nodes.concept_note("note", vocabulary("route").concept(code)) for code in achievement.routes
    ]
    further = achievement.further_information
    return [
        *nodes.lines("", "version", {"version": achievement.version}),
        *routes,
        *nodes.part("prerequisites", achievement.prerequisites, "text"),
        *nodes.part("stackability", achievement.stackability),
        *nodes.text("", "further_information.text", further.text if further else None),
        *nodes.part("accessibility", achievement.accessibility),
        *(
            nodes.item("media", number, some, some.language)
            for number, some in enumerate(achievement.media, start=1)
        ),
        *nodes.part("picture", achievement.picture),
        *nodes.part("renewal", achievement.renewal),
        *(
            nodes.item("needs", number, some)
            for number, some in enumerate(achievement.needs, start=1)
        ),
        *nodes.text("", "funding", achievement.funding),
        *nodes.part("offer", achievement.offer),
        *nodes.part("design_record", achievement.design_record),
        *nodes.part("derived_from", achievement.derived_from),
        *nodes.lines("", "licence", {"licence": achievement.licence}),
    ]
