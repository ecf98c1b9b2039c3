"""Concepts that others write in their own way, given the URI of the list they are from.

Credentials in the wild name a value of a European list by a local IRI with the
list's label, or by its code alone (`notation`); of fields of study some name the
detailed one, of which we keep the narrow one it belongs to. Any other
concept that has a public IRI is left as it is, whatever its label says: the IRI is what was meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tesela.formats.elm.nodes import Node, scheme
from tesela.formats.elm.values import many
from tesela.text.errors import TeselaError
from tesela.vocab import Concept, concept_by_uri, vocabulary
from tesela.vocab.places import country_uri

_LISTS = {
    "educationSubject": "isced-f",
    "educationLevel": "qf-ehea-cycle",
    "eqfLevel": "eqf",
    "framework": "credit-system",
    "idVerification": "supervision",
    "learningSetting": "learning-setting",
    "limitEQFLevel": "eqf",
    "limitField": "isced-f",
    "mode": "participation",
    "reusabilityLevel": "skill-reuse-level",
    "targetGroup": "target-group",
    "thematicArea": "isced-f",
}
"""Member → the list its concepts are from."""
_TYPES = {
    "Accreditation": "quality-assurance",
    "LearningActivitySpecification": "learning-activity",
    "LearningAssessmentSpecification": "assessment-type",
    "LearningOutcome": "skill-type",
}
"""Class → the list that its `dcType` is from."""
_DETAILED_FIELD = re.compile(r"http://data\.europa\.eu/snb/isced-f/([0-9]{3})[0-9]\Z")
_COUNTRIES = ("countryCode", "spatial")


@dataclass(frozen=True, slots=True)
class Hint:
    """Something in a document that was understood otherwise than it is written.

    `code` is in the catalogue, `path` a JSON Pointer, `written` what stands there,
    `taken` what it was taken for; empty where it was not.
    """

    code: str
    path: str
    written: str
    taken: str = ""

    def to_json(self) -> dict[str, str]:
        """For reports."""
        return {
            "code": self.code,
            "path": self.path,
            "written": self.written,
            "taken": self.taken,
        }


_INNER = (dict, list)
"""What may hold a concept; most values are texts."""


class Listed(NamedTuple):
    """A concept at a place where a list says which there are."""

    path: str
    concept: Node
    list: str


def recognised(document: Node) -> tuple[Node, tuple[Hint, ...]]:
    """A copy in which such concepts have their URIs, and what was recognised."""
    hints: list[Hint] = []
    copy: Node = _copy(document, "", "", hints)
    return copy, tuple(hints)


def controlled(value: Any, path: str = "") -> list[Listed]:
    """Every concept in a document that should be of a European list, with its place."""
    found: list[Listed] = []
    _gather(value, path, "", "", found)
    return found


def _gather(value: Any, path: str, member: str, owner: str, found: list[Listed]) -> None:
    """Concepts in a value that stands in `member` of a node of the class `owner`."""
    if isinstance(value, list):
        for at, some in enumerate(value):
            if isinstance(some, _INNER):
                _gather(some, f"{path}/{at}", member, owner, found)
    elif isinstance(value, dict):
        kinds = _kinds(value)
        if "Concept" in kinds:
            name = _TYPES.get(owner) if member == "dcType" else _LISTS.get(member)
            if name:
                found.append(Listed(path, value, name))
            return
        kind = kinds[0] if kinds else ""
        for name, some in value.items():
            if isinstance(some, _INNER):
                _gather(some, f"{path}/{name}", name, kind, found)


def _kinds(node: Node) -> Sequence[str]:
    """The classes that a node says it is of."""
    told = node.get("type")
    if isinstance(told, str):
        return (told,)
    return [kind for kind in told if isinstance(kind, str)] if isinstance(told, list) else ()


def term_meant(value: Node, name: str) -> Concept | None:
    """The term of the list `name` that a concept says in words or by its code, if any."""
    return _by_notation(value, name) or _by_label(value, name)


def is_detailed_field(value: Node) -> bool:
    """Whether it is a detailed field of ISCED-F, of which no list is kept here."""
    return _wider(value) is not None


def written(value: Node) -> str:
    """How a concept is written: its label, else its code, else its address."""
    return _written(value) or str(value.get("id") or "")[:200]


def _copy(value: Any, member: str, path: str, hints: list[Hint], owner: str = "") -> Any:
    if isinstance(value, list):
        return [_copy(some, member, f"{path}/{at}", hints, owner) for at, some in enumerate(value)]
    if not isinstance(value, dict):
        return value
    kinds = _kinds(value)
    if "Concept" in kinds:
        return _concept(value, member, owner, path, hints)
    kind = kinds[0] if kinds else ""
    return {
        name: _copy(some, name, f"{path}/{name}", hints, kind) if isinstance(some, _INNER) else some
        for name, some in value.items()
    }


def _concept(value: Node, member: str, owner: str, path: str, hints: list[Hint]) -> Node:
    name = _TYPES.get(owner) if member == "dcType" else _LISTS.get(member)
    if wider := _wider(value):
        hints.append(Hint("elm.taken_wider", path, str(value["id"])[:200], wider.uri))
        return _as(value, wider)
    if not _is_local(value.get("id")):
        return value
    if member in _COUNTRIES:
        return _country(value, path, hints)
    found = _by_notation(value, name) or _by_label(value, name) if name else None
    if found is None:
        return value
    hints.append(Hint("elm.known_by_label", path, _written(value), found.uri))
    return _as(value, found)


def _as(value: Node, concept: Concept) -> Node:
    return {**value, "id": concept.uri, "inScheme": scheme(concept.scheme)}


def _wider(value: Node) -> Concept | None:
    """The narrow field of a detailed one (ISCED-F 2013), of which we know no list."""
    match = _DETAILED_FIELD.match(str(value.get("id")))
    return vocabulary("isced-f").get(match[1]) if match else None


def _is_local(iri: object) -> bool:
    return not isinstance(iri, str) or (iri.startswith("urn:") and concept_by_uri(iri) is None)


def _country(value: Node, path: str, hints: list[Hint]) -> Node:
    try:
        uri = country_uri(str(value.get("notation")))
    except TeselaError:
        return value
    hints.append(Hint("elm.known_by_label", path, _written(value), uri))
    return {**value, "id": uri}


def _by_notation(value: Node, name: str) -> Concept | None:
    notation = value.get("notation")
    return vocabulary(name).get(notation.strip().lower()) if isinstance(notation, str) else None


def _by_label(value: Node, name: str) -> Concept | None:
    labels = value.get("prefLabel")
    if not isinstance(labels, dict):
        return None
    said = {
        (tag, text.casefold())
        for tag, texts in labels.items()
        for text in many(texts)
        if isinstance(text, str)
    }
    return next(
        (
            concept
            for concept in vocabulary(name).concepts
            if any((tag, label.casefold()) in said for tag, label in concept.labels.items())
        ),
        None,
    )


def _written(value: Node) -> str:
    labels = value.get("prefLabel")
    texts = many(next(iter(labels.values()), None)) if isinstance(labels, dict) else []
    return str(next((some for some in (*texts, value.get("notation")) if some), ""))[:200]
