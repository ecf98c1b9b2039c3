"""Quality assurance (element 11) as ELM accreditations and back.

An ELM `Accreditation` is of one of four kinds and names who gave it. What has
no European kind, no agency or an agency of unknown country is written as
regular text instead, with the same number.
"""

from typing import Any

from tesela.formats.elm.nodes import Node, Nodes, first_moment, last_moment
from tesela.formats.elm.parties import Parties, read_party
from tesela.formats.elm.values import (
    code,
    codes,
    concept_of,
    country,
    day,
    facts,
    many,
    node_in,
    nodes_in,
    place_number,
    texts,
    unless_label,
)
from tesela.model.achievement import Achievement, QualityAssurance, Scope
from tesela.vocab import vocabulary
from tesela.vocab.places import is_country


def assurances(
    achievement: Achievement, nodes: Nodes, parties: Parties
) -> tuple[list[Node], list[Node]]:
    """The accreditations, and the notes that stand for all the others."""
    accreditations, notes = [], []
    for number, some in enumerate(achievement.quality_assurance, start=1):
        if written := accreditation(some, f"quality-assurance/{number}", nodes, parties):
            accreditations.append(written)
        else:
            notes.append(nodes.item("quality_assurance", number, some))
    return accreditations, notes


def read_assurances(specification: Node) -> dict[int, dict[str, Any]] | None:
    """Number → members of the `QualityAssurance` that each accreditation states.

    Without those of which a limit would be lost.
    """
    found = nodes_in(specification.get("accreditation"))
    read = {
        place_number(some) or position: (some, read_accreditation(some))
        for position, some in enumerate(found, start=1)
    }
    return {
        number: said for number, (some, said) in read.items() if not lost_limit(some, said)
    } or None


def accreditation(
    assured: QualityAssurance, place: str, nodes: Nodes, parties: Parties
) -> Node | None:
    """One accreditation; None for what ELM has no kind or agency for."""
    kind, notes = nodes.code(place, "quality-assurance", assured.kind, closed=True)
    if kind is None or assured.agency is None or assured.agency.country is None:
        return None
    label = nodes.label(vocabulary("quality-assurance").concept(assured.kind))
    written: Node = {
        "id": nodes.iri(place),
        "type": "Accreditation",
        "title": dict(assured.title) if assured.title else label,
        "dcType": kind,
        "accreditingAgent": parties.organisation(f"{place}/agency", assured.agency),
    }
    if assured.decision:
        written["decision"] = {
            "id": nodes.iri(f"{place}/decision"),
            "type": "Concept",
            "prefLabel": dict(assured.decision),
        }
    if assured.decision_page:
        page = nodes.web_resource(f"{place}/decision-page", assured.decision_page)
        written["landingPage"] = [page]
    if assured.report_page:
        written["report"] = nodes.web_resource(f"{place}/report", assured.report_page)
    if assured.decided_on:
        written["dateIssued"] = first_moment(assured.decided_on)
    if assured.valid_until:
        written["expiryDate"] = last_moment(assured.valid_until)
    if assured.reviewed_on:
        written["reviewDate"] = first_moment(assured.reviewed_on)
    if assured.scope:
        written |= _limits(assured.scope, nodes)
    if notes:
        written["additionalNote"] = notes
    return written


def _limits(scope: Scope, nodes: Nodes) -> Node:
    limits = {
        "limitField": [nodes.listed("isced-f", code) for code in scope.fields],
        "limitEQFLevel": [nodes.listed("eqf", str(level)) for level in scope.eqf_levels],
        "limitJurisdiction": [
            nodes.country(alpha2, "atu") for alpha2 in scope.countries if is_country(alpha2)
        ],
    }
    return {member: concepts for member, concepts in limits.items() if concepts}


def read_accreditation(written: Node) -> dict[str, Any]:
    """The members of the `QualityAssurance` that an accreditation states."""
    kind = concept_of(written, "dcType", "quality-assurance")
    agency = node_in(written.get("accreditingAgent"))
    scope = {
        "fields": codes(written.get("limitField"), "isced-f"),
        "eqf_levels": codes(written.get("limitEQFLevel"), "eqf"),
        "countries": [
            alpha2
            for some in nodes_in(written.get("limitJurisdiction"))
            if (alpha2 := country(some))
        ],
    }
    return {
        "kind": code(kind, "quality-assurance"),
        "title": unless_label(written.get("title"), kind),
        "agency": read_party(agency) if agency else None,
        "decision": texts(node_in(written.get("decision")).get("prefLabel")),
        "decision_page": node_in(written.get("landingPage")).get("contentURL"),
        "report_page": node_in(written.get("report")).get("contentURL"),
        "decided_on": day(written.get("dateIssued")),
        "valid_until": day(written.get("expiryDate")),
        "reviewed_on": day(written.get("reviewDate")),
        "scope": {name: limits for name, limits in scope.items() if limits} or None,
        **facts(written),
    }


def lost_limit(written: Node, statement: dict[str, Any]) -> str | None:
    """The member that limits an accreditation in a way that `Scope` has no place for, if one does.

    Such as to one qualification, or to a province. Without its limit an
    accreditation would say more than whoever gave it has said.
    """
    scope = statement.get("scope") or {}
    for name in sorted(name for name in written if name.startswith("limit")):
        if len(many(written[name])) != len(scope.get(_SCOPES.get(name, ""), ())):
            return name
    return None


_SCOPES = {
    "limitField": "fields",
    "limitEQFLevel": "eqf_levels",
    "limitJurisdiction": "countries",
}
