"""What a member says in the place where it stands; documents of new shapes are put together from it.

JSON-LD is read from the outside in. What a member means depends on the
document's contexts and on the way to it: the members that lead there, and the
types of every node passed (JSON-LD 1.1 Processing Algorithms, 5.1.2: contexts
of a type and of a property). It does not depend on what stands beside it. So
what the full processor said of a member in one document (`learning`) it says of
the same member in the same place of every document, and a document all of whose
places are known needs no processor:

1. A place is known by the *whole* way to it: contexts, names, types as they are
   written, whether a node has an `id`, whether a value stands in a list.
   Nothing is concluded from one place about another.
2. A node's statements are its types and what its members say; each member is
   one statement: a text, an address, a term, a number, or a node; or they are a list.
3. Numbers are written by the processor itself (JSON-LD 1.1 API, 8.6).
4. Whatever is not a learned place, or could mean something by its value, is
   `NotKnownError`: then the full processor reads the document.

Places that are not of this kind are never learned: graphs, JSON literals, documents in
documents, reversed and nested properties.
"""

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

import pyoxigraph as ox

from tesela.codecs.leaves import IRI

Json = Any
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE = f"<{_RDF}type>"
FIRST, REST, NIL = f"<{_RDF}first>", f"<{_RDF}rest>", f"<{_RDF}nil>"
_OF_A_TEXT = frozenset(("@value", "@type", "@language"))
_NOT_MEMBERS = frozenset(("id", "type"))


Way = tuple[Hashable, ...]
"""The members that lead to a place."""
_MOST_WAYS = 100


class NotKnownError(Exception):
    """Places were never learned, or a value could mean more than its place says."""

    def __init__(self, ways: Sequence[Way] = (), learnable: bool = False) -> None:
        """`learnable`: whether nothing is missing but what is learned at the places of `ways`."""
        super().__init__()
        self.ways = tuple(ways)
        self.learnable = learnable


class Text(NamedTuple):
    """A text is a literal."""

    predicate: str
    suffix: str
    """Language or datatype, as N-Quads write it."""


class Address(NamedTuple):
    """An absolute IRI is a node's name. Other texts are terms: each has a place of its own."""

    predicate: str


class Constant(NamedTuple):
    """This term, or this truth value, is this object."""

    predicate: str
    object: str


class Number(NamedTuple):
    """A number is a literal of this datatype."""

    predicate: str
    datatype: str


class Ordered(NamedTuple):
    """The values of a member are the cells of one list."""

    predicate: str


Said = Text | Address | Constant | Number | Ordered


@dataclass(slots=True)
class Place:
    """A node's."""

    types: tuple[str, ...] = ()
    """As N-Quads write them."""
    predicate: str | None = None
    """Of the statement that leads to the node; None: its members belong to the node around it."""
    members: dict[Hashable, "Said | Place"] = field(default_factory=dict)

    def size(self) -> int:
        """How many places there are from here on."""
        inside = (one.size() for one in self.members.values() if isinstance(one, Place))
        return len(self.members) + sum(inside)

    def take(self, other: "Place") -> None:
        """Know what `other`, which is the same place, knows."""
        for key, said in other.members.items():
            here = self.members.setdefault(key, said)
            if here is not said and isinstance(here, Place) and isinstance(said, Place):
                here.take(said)


def node_key(value: Mapping[str, Json]) -> Hashable:
    """What a node says of itself that its members' meaning may depend on."""
    types = value.get("type")
    stated = tuple(types) if isinstance(types, list) else types
    return (stated, "id" in value, len(value) == 1)


def member_key(name: str, in_list: bool, value: Json) -> Hashable | None:
    """The place of a value: its member, and what kind of value it is.

    None for kinds that are never learned.
    """
    if isinstance(value, str):
        return (name, in_list)
    if isinstance(value, bool):
        return term_key(name, in_list, value)
    if isinstance(value, int | float):
        # 10.0 is an integer unless its term has a datatype, 1.5 never (JSON-LD 1.1 API, 8.6)
        return (name, in_list, type(value), value % 1 == 0)
    if not isinstance(value, dict):
        return None
    if "@value" not in value:
        return (name, in_list, node_key(value))
    return _text_key(name, in_list, value)


def _text_key(name: str, in_list: bool, value: Mapping[str, Json]) -> Hashable | None:
    typed, language = value.get("@type"), value.get("@language")
    plain = isinstance(value["@value"], str) and value.keys() <= _OF_A_TEXT
    if not plain or isinstance(typed, list) or isinstance(language, list):
        return None
    return (name, in_list, "@value", typed, language)


def list_key(name: str, in_list: bool) -> Hashable:
    """Where it is kept whether a member's values are a list."""
    return (name, in_list, "@list")


def term_key(name: str, in_list: bool, term: str | bool) -> Hashable:
    """The place of a value that belongs to the shape."""
    return (name, in_list, "=", term)


@dataclass(slots=True)
class Statements:
    """Of one document: N-Quads lines, in which blank nodes are numbered.

    A blank node is written `\\x01number\\x02`; no value has control characters.
    """

    lines: list[str] = field(default_factory=list)
    blank_nodes: int = 0


def statements(document: Mapping[str, Json], root: Place) -> Statements:
    """What `document` says, put together from the places of `root`, its own.

    The document passed `leaves.Leaves`. Raises NotKnownError.
    """
    composing = _Composing()
    composing.node(document, root, composing.name(document), top=True)
    if composing.odd or composing.unknown:
        raise NotKnownError(composing.unknown, learnable=not composing.odd)
    if len(set(composing.kept)) != len(composing.kept):
        raise NotKnownError  # the same number twice: safe mode refuses some of these
    return composing.made


class _Composing:
    def __init__(self) -> None:
        self.made = Statements()
        self.kept: list[str] = []
        """Lines of values that belong to the shape."""
        self.way: list[Hashable] = []
        self.unknown: list[Way] = []
        self.odd = False
        """Whether something is never learned."""

    def name(self, value: Mapping[str, Json]) -> str:
        own = value.get("id")
        if own is None:
            return self.blank_node()
        if not isinstance(own, str) or not IRI.match(own):
            self.odd = True
        return f"<{own}>"

    def node(self, value: Mapping[str, Json], place: Place, subject: str, top: bool) -> None:
        lines = self.made.lines
        for one in place.types:
            lines.append(f"{subject} {RDF_TYPE} {one} .\n")
        for name, member in value.items():
            if name in _NOT_MEMBERS or (top and name == "@context"):
                continue
            if name[:1] == "@":
                self.odd = True
                continue
            in_list = isinstance(member, list)
            ordered = place.members.get(list_key(name, in_list))
            about = subject
            for one in member if in_list else (member,):
                if isinstance(ordered, Ordered):
                    about = self.cell(ordered, about, first=about == subject)
                self.member(name, in_list, one, place, about)
            if isinstance(ordered, Ordered):
                lines.append(f"{about} {REST} {NIL} .\n")

    def cell(self, ordered: "Ordered", before: str, first: bool) -> str:
        """The next cell of a list (RDF 1.1 Schema, 5.2), a blank node."""
        own = self.blank_node()
        self.made.lines.append(f"{before} {ordered.predicate if first else REST} {own} .\n")
        return own

    def blank_node(self) -> str:
        self.made.blank_nodes += 1
        return f"\x01{self.made.blank_nodes - 1}\x02"

    def member(self, name: str, in_list: bool, value: Json, place: Place, subject: str) -> None:
        key = member_key(name, in_list, value)
        if key is None:
            self.odd = True
            return
        said = place.members.get(key)
        if isinstance(said, Text):
            text = quoted(value if isinstance(value, str) else value["@value"])
            self.made.lines.append(f"{subject} {said.predicate} {text}{said.suffix} .\n")
        elif isinstance(said, Place):
            self.inside(value, key, said, subject)
        elif isinstance(said, Address):
            if IRI.match(value):
                self.made.lines.append(f"{subject} {said.predicate} <{value}> .\n")
            else:
                self.keep(place, term_key(name, in_list, value), subject)
        elif isinstance(said, Number):
            written = number(repr(value), said.datatype)
            self.add_kept(f"{subject} {said.predicate} {written} .\n")
        else:
            self.keep(place, key, subject)

    def inside(self, value: Json, key: Hashable, place: Place, around: str) -> None:
        subject = around
        if place.predicate is not None:
            subject = self.name(value)
            self.made.lines.append(f"{around} {place.predicate} {subject} .\n")
        self.way.append(key)
        self.node(value, place, subject, top=False)
        self.way.pop()

    def keep(self, place: Place, key: Hashable, subject: str) -> None:
        said = place.members.get(key)
        if isinstance(said, Constant):
            self.add_kept(f"{subject} {said.predicate} {said.object} .\n")
        elif len(self.unknown) < _MOST_WAYS:
            self.unknown.append((*self.way, key))

    def add_kept(self, line: str) -> None:
        self.kept.append(line)
        self.made.lines.append(line)


@lru_cache(maxsize=4096)
def number(written: str, datatype: str) -> str:
    """A JSON number, as Python writes it, as the processor makes it a literal of `datatype`."""
    value = f'{{"@value":{written},"@type":{json.dumps(datatype)}}}'
    text = f'[{{"@id":"urn:tesela:node:0","urn:tesela:marker:0":[{value}]}}]'
    (quad,) = ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD)
    return str(quad.object)
