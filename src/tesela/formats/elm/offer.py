"""What others say of an offer only where they say what one learner did: the gaps of a description.

Credentials of other makers leave much to the assessment that was passed, the
activity that was taken part in, and whoever awarded it. It belongs to the offer
all the same, since every learner of it does the like.
"""

import re
from collections.abc import Iterator
from typing import Any

from tesela.formats.elm.nodes import SUBJECT_SCHEME, Node
from tesela.formats.elm.parties import read_party
from tesela.formats.elm.quality import read_assurances
from tesela.formats.elm.values import code, codes, hours, many, node_in, nodes_in, texts

Draft = dict[str, Any]
_HANDLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LEVEL = re.compile(
    r"(.+?)[ ,:–-]+(?:level |niveau |stufe )?([0-9]{1,2}[A-Za-z]?)\Z", re.IGNORECASE
)


def completed(draft: Draft, document: Node, claim: Node) -> Draft:
    """`draft` with what the document says elsewhere; what it says itself stays."""
    specification = node_in(claim.get("specifiedBy"))
    activities = nodes_in(claim.get("influencedBy"))
    offered = [node_in(some.get("specifiedBy")) for some in activities]
    elsewhere: Draft = {
        "title": texts(node_in(document.get("displayParameter")).get("title")),
        "issuer": read_party(node_in(document.get("issuer"))),
        "fields": codes(specification.get("educationSubject"), "isced-f"),
        "workload": _workload(offered),
        "assessment": list(_assessments(claim)),
        "participation": _listed(offered, "mode", "participation"),
        "activities": _listed(offered, "dcType", "learning-activity"),
        "quality_assurance": _assurances(document, claim),
        "grading": _grading(claim),
        "stackability": _stackability(specification),
        "further_information": _further(specification, claim),
    }
    whole = {name: value for name, value in elsewhere.items() if value} | {
        name: value for name, value in draft.items() if value
    }
    whole |= {"title": title} if (title := texts(claim.get("title"))) else {}
    whole["learning_outcomes"] = list(_outcomes(whole.get("learning_outcomes", ())))
    whole["awarding_bodies"] = list(_bodies(claim, whole.get("issuer") or {}))
    if not whole.get("issuer", {}).get("name") and whole["awarding_bodies"]:
        whole["issuer"] = whole["awarding_bodies"].pop(0)
    if "level" in whole:
        whole["level"] = _level(whole["level"])
    return whole


def _workload(offered: list[Node]) -> Draft | None:
    stated = (hours(some.get("volumeOfLearning")) for some in offered)
    found = next((some for some in stated if some), None)
    return {"hours": found} if found else None


def _listed(offered: list[Node], member: str, name: str) -> list[str]:
    found = (some for offer in offered for some in codes(offer.get(member), name))
    return list(dict.fromkeys(found))


def _assessments(claim: Node) -> Iterator[Draft]:
    """The parts of the assessment; what has no kind cannot be one in our words."""
    for some in nodes_in(claim.get("provenBy")):
        for part in nodes_in(some.get("hasPart")) or [some]:
            specified = node_in(part.get("specifiedBy"))
            kind = code(specified.get("dcType"), "assessment-type")
            if kind:
                yield {
                    "type": kind,
                    "title": texts(specified.get("title")) or texts(part.get("title")),
                    "criteria": texts(specified.get("description"))
                    or texts(part.get("description")),
                    "supervision": code(part.get("idVerification"), "supervision"),
                }


def _grading(claim: Node) -> Draft | None:
    for some in nodes_in(claim.get("provenBy")):
        for specified in nodes_in(some.get("specifiedBy")):
            scheme = node_in(specified.get("gradingScheme"))
            if title := texts(scheme.get("title")):
                return {"title": title, "description": texts(scheme.get("description"))}
    return None


def _assurances(document: Node, claim: Node) -> list[Draft]:
    """Of whoever awarded it, and of the evidence that it is accredited."""
    bodies = nodes_in(node_in(claim.get("awardedBy")).get("awardingBody"))
    holders = [*bodies, *nodes_in(document.get("evidence"))]
    return [some for holder in holders for some in (read_assurances(holder) or {}).values() if some]


def _stackability(specification: Node) -> Draft | None:
    larger = [
        {"title": texts(some.get("title")), "id": _public(some.get("id"))}
        for some in nodes_in(specification.get("isPartOf"))
    ]
    return {"mode": "stackable", "towards": larger} if larger else None


def _further(specification: Node, claim: Node) -> Draft | None:
    """Notes about nothing of ours, as one text a language."""
    said: dict[str, list[str]] = {}
    for owner in (specification, claim):
        for note in nodes_in(owner.get("additionalNote")):
            subject = str(node_in(note.get("subject")).get("id"))
            if not subject.startswith(SUBJECT_SCHEME):
                for tag, text in (texts(note.get("noteLiteral")) or {}).items():
                    said.setdefault(tag, []).append(text)
    together = {tag: "\n\n".join(dict.fromkeys(parts)) for tag, parts in said.items()}
    return {"text": together} if together else None


def _outcomes(read: Any) -> Iterator[Draft]:
    for number, some in enumerate(many(list(read)), start=1):
        own = some.get("id")
        named = isinstance(own, str) and _HANDLE.match(own)
        yield {**some, "id": own if named else f"outcome-{number}"}


def _bodies(claim: Node, issuer: Draft) -> Iterator[Draft]:
    """The awarding bodies, unless the only one is the issuer itself."""
    organisations = nodes_in(node_in(claim.get("awardedBy")).get("awardingBody"))
    bodies = [party for some in organisations if (party := read_party(some)).get("name")]
    if len(bodies) == 1 and _same(bodies[0], issuer):
        return
    yield from bodies


def _same(one: Draft, other: Draft) -> bool:
    """Two organisations of the same name, and with no different number."""
    names = [
        {*(party.get("name") or {}).values(), party.get("legal_name")} for party in (one, other)
    ]
    return bool((names[0] & names[1]) - {None})


def _level(level: Draft) -> Draft:
    """National levels whose label is all that is said of them, divided into framework and level."""
    national = [_national(some) for some in level.get("national", ())]
    return {**level, "national": national} if national else level


def _national(level: Draft) -> Draft:
    if level.get("level"):
        return level
    labels: dict[str, str] = level.get("framework") or {}
    divided = {tag: _LEVEL.match(label) for tag, label in labels.items()}
    numbers = {match[2] for match in divided.values() if match}
    if len(numbers) == 1 and all(divided.values()):
        framework = {tag: match[1] for tag, match in divided.items() if match}
        return {**level, "framework": framework, "level": numbers.pop()}
    return {**level, "level": next(iter(labels.values()), None)}


def _public(iri: Any) -> str | None:
    return iri if isinstance(iri, str) and iri.startswith(("https://", "http://")) else None
