"""Reading the values of ELM nodes, whoever wrote them: nothing here raises.

One value and a list are taken alike, what has another shape than expected is
passed over. The texts of our own notes are read as `table.SUBJECTS` says.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tesela.formats.elm import regular
from tesela.formats.elm.nodes import SUBJECT_SCHEME, Node
from tesela.formats.elm.table import SUBJECTS
from tesela.model import days
from tesela.text.languages import is_language_tag
from tesela.vocab import concept_by_uri
from tesela.vocab.places import country_from_uri, language_from_uri

_COUNT = r"(?:([0-9]{1,6})"
_DURATION = re.compile(rf"P{_COUNT}D)?(?:T{_COUNT}H)?{_COUNT}M)?{_COUNT}S)?)?\Z")
_NUMBER = re.compile(r"/([0-9]{1,4})\Z")


def many(value: Any) -> list[Any]:
    """One value, several or none, as a list: writers differ."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def nodes_in(value: Any) -> list[Node]:
    """The nodes among them."""
    return [some for some in many(value) if isinstance(some, dict)]


def node_in(value: Any) -> Node:
    """The first of them; empty where there is none."""
    return next(iter(nodes_in(value)), {})


def texts(value: Any) -> dict[str, str] | None:
    """A language map with one text a language, or None."""
    if not isinstance(value, dict):
        return None
    found = {tag: many(text)[0] for tag, text in value.items() if many(text)}
    return {
        tag: text
        for tag, text in found.items()
        if isinstance(text, str) and text.strip() and is_language_tag(tag)
    } or None


def code(value: Any, name: str) -> str | None:
    """The code of a concept, or of a note's subject, in the list `name`; else None."""
    uri = node_in(value).get("id")
    concept = concept_by_uri(uri) if isinstance(uri, str) else None
    return concept.code if concept and concept.list == name else None


def codes(values: Any, name: str) -> list[str]:
    """All codes of the list `name` among some concepts."""
    return [found for value in nodes_in(values) if (found := code(value, name)) is not None]


def noted_codes(owner: Node, name: str) -> list[str]:
    """The codes of the list `name` among the subjects of a node's notes."""
    return codes(
        [node_in(note.get("subject")) for note in nodes_in(owner.get("additionalNote"))], name
    )


def concept_of(owner: Node, member: str, name: str) -> Node:
    """The concept of the list `name` that a node is said to be.

    That is the subject of its note, where it has one, for then `member` has
    only what may be written in its stead.
    """
    subjects = [node_in(note.get("subject")) for note in nodes_in(owner.get("additionalNote"))]
    return next((some for some in subjects if code(some, name)), node_in(owner.get(member)))


def unless_label(title: Any, concept: Node) -> dict[str, str] | None:
    """A title's texts, or None where it is only the concept's label, as that release had it."""
    return None if title == concept.get("prefLabel") else texts(title)


def facts(owner: Node) -> Node:
    """What the notes of a node say: members of its part of the model."""
    tree: Node = {}
    for note in nodes_in(owner.get("additionalNote")):
        said = texts(note.get("noteLiteral"))
        if said and _subject(note) not in (None, "exact"):
            tree = regular.merged(tree, _said(_subject(note) or "", said, place_number(note)))
    return tree


def exact(owner: Node) -> Node:
    """The members that a last note repeats, each in place of what was read before."""
    for note in nodes_in(owner.get("additionalNote")):
        if _subject(note) == "exact" and (said := texts(note.get("noteLiteral"))):
            return regular.read(said)
    return {}


def country(value: Any) -> str | None:
    """The alpha-2 code of a country concept of either list."""
    uri = node_in(value).get("id")
    return country_from_uri(uri.replace("/atu/", "/country/")) if isinstance(uri, str) else None


def language(value: Any) -> str | None:
    """The tag of a language concept."""
    uri = node_in(value).get("id")
    return language_from_uri(uri) if isinstance(uri, str) else None


def day(moment: Any) -> str | None:
    """The date of a dateTime as it is written."""
    return moment[:10] if isinstance(moment, str) else None


def day_meant(moment: Any) -> str | None:
    """The day that a moment of any writer stands for; None where it is none."""
    meant = days.day_meant(moment)
    return meant.isoformat() if meant else None


def hours(value: Any) -> str | None:
    """Hours of a duration, a day being 24 hours; None with months and years."""
    match = _DURATION.match(value) if isinstance(value, str) else None
    if match is None:
        return None
    days, whole, minutes, seconds = (int(part or 0) for part in match.groups())
    total = Decimal(((days * 24 + whole) * 60 + minutes) * 60 + seconds) / 3600
    return regular.number(total.quantize(Decimal("0.01")))


def place_number(owner: Node) -> int:
    """The number at the end of a node's name; 0 where there is none."""
    match = _NUMBER.search(str(owner.get("id", "")))
    return int(match[1]) if match else 0


def by_place(values: Iterable[Node]) -> list[Node]:
    """Nodes of several properties in the order of their numbers."""
    return sorted(values, key=place_number)


def _subject(note: Node) -> str | None:
    iri = node_in(note.get("subject")).get("id")
    if isinstance(iri, str) and iri.startswith(SUBJECT_SCHEME + "/"):
        return iri.removeprefix(SUBJECT_SCHEME + "/")
    return None


def _said(subject: str, said: dict[str, str], number: int) -> Node:
    if subject not in SUBJECTS:
        return {}
    form = SUBJECTS[subject].form
    tree: Any = said if form == "text" else regular.read(said)
    if form == "members":
        return dict(tree)
    if form == "item":
        tree = {number: tree}
    for step in reversed(subject.split(".")):
        tree = {step: tree}
    return dict(tree)
