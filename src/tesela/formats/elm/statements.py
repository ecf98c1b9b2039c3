"""What a document states, and which of it another one does not: losses, statement by statement.

A statement is a class, a property and a value, whatever the node is called:
names of nodes are local to a document. Moments that stand for a day are
compared as days, durations as hours; labels of concepts are the list's and no
statement of the document, unless the concept has no other name.
"""

from collections.abc import Iterator
from typing import Any

from tesela.formats.elm.nodes import SUBJECT_SCHEME, Node
from tesela.formats.elm.values import day_meant, hours, many, node_in

Statement = tuple[str, str, str]
"""Class, property (of texts with its language), value."""

_NAMES = frozenset(("id", "type", "@context", "inScheme"))
_DAYS = frozenset(
    (
        "awardingDate",
        "dateIssued",
        "dateOfBirth",
        "endDate",
        "expiryDate",
        "reviewDate",
        "startDate",
        "valid",
    )
)
_DURATIONS = frozenset(("duration", "maximumDuration", "volumeOfLearning", "workload"))
_SPECIFICATION = "Specification"
_ALIKE = {
    "LearningAchievementSpecification": _SPECIFICATION,
    "LegalIdentifier": "Identifier",
    "Qualification": _SPECIFICATION,
}
_FOR_PEOPLE = frozenset(f"{SUBJECT_SCHEME}/{name}" for name in ("state", "part-of-result"))
"""Subjects of our notes that say nothing of their own."""


def statements(document: Any) -> frozenset[Statement]:
    """All that a document or a part of it states."""
    return frozenset(statement for _, statement in _Walk().of(document, "", "", ""))


def losses(document: Any, kept: frozenset[Statement], path: str = "") -> Iterator[str]:
    """Where (JSON Pointers) it states what is not `kept`.

    A part of which nothing is kept is named once, and so is a node that the
    document repeats.
    """
    tree = _Tree()
    for place, statement in _Walk().of(document, "", "", path):
        tree.add(place.removeprefix(path).split("/")[1:], statement in kept)
    yield from tree.lost(path)


class _Tree:
    """Places with how many statements stand at or below each, and how many of them are kept."""

    def __init__(self) -> None:
        self.all = self.kept = 0
        self.below: dict[str, _Tree] = {}

    def add(self, steps: list[str], kept: bool) -> None:
        tree = self
        for step in [None, *steps]:
            tree = tree if step is None else tree.below.setdefault(step, _Tree())
            tree.all += 1
            tree.kept += kept

    def lost(self, path: str) -> Iterator[str]:
        if self.kept == self.all:
            return
        if self.kept == 0:
            yield path
        for step, tree in self.below.items() if self.kept else ():
            yield from tree.lost(f"{path}/{step}")


class _Walk:
    """Goes through a document's statements, each node once."""

    def __init__(self) -> None:
        self._seen: dict[str, Node] = {}

    def of(self, value: Any, member: str, kind: str, path: str) -> Iterator[tuple[str, Statement]]:
        """Place and statement."""
        if isinstance(value, list):
            for at, some in enumerate(value):
                yield from self.of(some, member, kind, f"{path}/{at}")
        elif not isinstance(value, dict):
            yield path, (kind, member, _value(member, value))
        elif "Concept" in many(value.get("type")):
            yield path, (kind, member, _concept(value))
        elif not self._repeated(value) and not _is_for_people(value):
            yield from self._of_node(value, member, kind, path)

    def _of_node(
        self, node: Node, member: str, kind: str, path: str
    ) -> Iterator[tuple[str, Statement]]:
        own = _kind(node)
        for name, some in node.items():
            if name not in _NAMES:
                # A language map has no type: its tags stand for the property.
                inner = name if own else f"{member}@{name}"
                yield from self.of(some, inner, own or kind, f"{path}/{_escaped(name)}")
        if own == "Mailbox":
            yield path, (own, "id", str(node.get("id")))

    def _repeated(self, node: Node) -> bool:
        name = node.get("id")
        return (
            isinstance(name, str)
            and self._seen.setdefault(name, node) is not node
            and (self._seen[name] == node)
        )


def _is_for_people(node: Node) -> bool:
    return node_in(node.get("subject")).get("id") in _FOR_PEOPLE


def _kind(node: Node) -> str:
    kinds = [kind for kind in many(node.get("type")) if isinstance(kind, str)]
    kind = kinds[-1] if kinds else ""
    return _ALIKE.get(kind, kind)


def _concept(node: Node) -> str:
    iri = node.get("id")
    if isinstance(iri, str):
        return iri
    return str(node.get("notation") or node.get("prefLabel"))


def _value(member: str, value: Any) -> str:
    text = str(value).strip()
    if member in _DAYS:
        return day_meant(text) or text
    if member in _DURATIONS:
        return hours(text) or text
    return text


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
