"""Learning from the full processor what the members of a document say in their places.

1. The processor reads the document with a marker in place of each value and
   each node's identity. Where the n-th marker comes out tells what the n-th
   value says: its predicate, and whether it is an address or a text.
2. Numbers and terms are read in a second document, in which they stand as they
   are and every node has a name.
3. Every statement must be explained by one value, one type, or one step from a
   node to the next; a document with others is not learned from.
4. What was learned must put the document together as the processor reads it,
   and the same document with hard values in all places (`certified`).
"""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import pyoxigraph as ox

from tesela.codecs import jsonld
from tesela.codecs.contexts import ContextSet
from tesela.codecs.leaves import IRI, NODE, SCHEMES, Numbered, replaced
from tesela.codecs.rdfc import canonical
from tesela.shapes.hard_values import TURNS, hard
from tesela.shapes.places import (
    FIRST,
    NIL,
    RDF_TYPE,
    REST,
    Address,
    Constant,
    NotKnownError,
    Number,
    Ordered,
    Place,
    Said,
    Statements,
    Text,
    Way,
    list_key,
    member_key,
    number,
    statements,
    term_key,
)
from tesela.text.errors import TeselaError

Json = Any
_OURS = "urn:tesela:"


def learned(document: Mapping[str, Json], contexts: ContextSet) -> Place:
    """The places of `document`, which the full processor accepted.

    Raises NotLearnableError.
    """
    named = document["@context"]
    for url in named if isinstance(named, list) else [named]:
        if _takes_addresses(contexts[url]):
            raise NotLearnableError
    learning = _Learning(document, contexts)
    learning.read()
    if not certified(document, contexts, learning.root):  # 4
        raise NotLearnableError
    return learning.root


def _takes_addresses(context: Mapping[str, Json]) -> bool:
    """Whether an address (`leaves.IRI`) could be a term of this context, or begin with a prefix."""
    for name, definition in context.items():
        simple = not isinstance(definition, dict)
        if ":" in name or (name in SCHEMES and (simple or "@prefix" in definition)):
            return True
        scope = None if simple else definition.get("@context")
        if scope is not None and (not isinstance(scope, dict) or _takes_addresses(scope)):
            return True
    return False


class NotLearnableError(Exception):
    """The document has a place of another kind."""

    def __init__(self, way: Way = ()) -> None:
        """`way` leads there; empty where it cannot be told."""
        super().__init__()
        self.way = way


def certified(document: Mapping[str, Json], contexts: ContextSet, root: Place) -> bool:
    """Whether `root` says of the document, and of hard ones, what the full processor says."""
    try:
        made = [statements(document, root)]
        full = [jsonld.canonical_quads(document, contexts)]
        addresses = addresses_of(document, root)
        for turn in range(TURNS):
            other = hard(document, addresses, turn)
            made.append(statements(other, root))
            full.append(jsonld.canonical_quads(other, contexts))
    except (NotKnownError, TeselaError):
        return False
    return [canonical(parsed(one)) for one in made] == full


def addresses_of(document: Mapping[str, Json], root: Place) -> frozenset[int]:
    """The numbers of the values that are read as addresses, in the order of the walk."""
    marked = replaced(dict(document), Numbered(_marker_of_texts))
    text = "\n".join(statements(marked, root).lines)
    return frozenset(int(found) for found in jsonld.MARKED_IRI.findall(text))


def _marker_of_texts(number: int, value: Json) -> Json:
    return jsonld.marker(number) if isinstance(value, str) else value


def parsed(made: Statements) -> Iterable[ox.Quad]:
    """The statements as the processor has them."""
    text = "".join(made.lines).replace("\x01", "_:b").replace("\x02", "")
    return ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS)


class _Pending(NamedTuple):
    """A value that belongs to the shape: read in the second document."""

    place: Place
    key: Hashable
    subject: str
    predicate: str
    value: Json
    way: Way


class _Learning:
    def __init__(self, document: Mapping[str, Json], contexts: ContextSet) -> None:
        self.document = document
        self.contexts = contexts
        self.root = Place()
        marking = Numbered(lambda number, _: jsonld.marker(number), name_nodes=True)
        self.marked = replaced(dict(document), marking)
        self.quads = set(jsonld.statements(self.marked, contexts))
        self.with_object: dict[str, list[ox.Quad]] = defaultdict(list)
        self.types: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in self.quads:
            self.with_object[_plain(quad.object)].append(quad)
            if str(quad.predicate) == RDF_TYPE and not _plain(quad.object).startswith(_OURS):
                self.types[str(quad.subject)].append(quad)
        self.pending: list[_Pending] = []
        self.way: list[Hashable] = []
        self.explained: set[ox.Quad] = set()
        self.names: dict[str, str] = {}
        """Blank nodes of the first reading, and their names in the second."""

    def read(self) -> None:
        """Steps 1 to 3."""
        own = f"<{_name_or_text(self.marked)}>"
        self.node(self.document, self.marked, self.root, own, top=True)
        if self.explained != self.quads:  # 3
            raise NotLearnableError
        self.read_pending()

    def node(
        self, value: Mapping[str, Json], marked: dict[str, Json], place: Place, own: str, top: bool
    ) -> None:
        quads = self.types.get(own, ())
        self.explained.update(quads)
        place.types = tuple(sorted(str(quad.object) for quad in quads))
        for name, member in value.items():
            if name in ("id", "type") or (top and name == "@context"):
                continue
            if name.startswith("@"):
                raise NotLearnableError(tuple(self.way))
            if not isinstance(member, list):
                (marked[name],) = self.members(name, False, [member], [marked[name]], place, own)
            else:
                marked[name] = self.members(name, True, member, marked[name], place, own)

    def members(
        self,
        name: str,
        in_list: bool,
        values: list[Json],
        marked: list[Json],
        place: Place,
        own: str,
    ) -> list[Json]:
        """Learns the places of all values of a member."""
        cells = self.cells(marked)
        if not cells:
            pairs = zip(values, marked, strict=True)
            return [self.member(name, in_list, one, mark, place, own) for one, mark in pairs]
        quad = self.the_one(cells[0], own)
        for before, cell in pairwise(cells):
            if str(self.the_one(cell, before).predicate) != REST:
                raise NotLearnableError(tuple(self.way))
        ends = [quad for quad in self.with_object[NIL[1:-1]] if str(quad.subject) == cells[-1]]
        self.explained.update(ends)
        self.add(place, list_key(name, in_list), Ordered(str(quad.predicate)))
        return [
            self.member(name, in_list, one, mark, place, cell)
            for one, mark, cell in zip(values, marked, cells, strict=True)
        ]

    def cells(self, marked: list[Json]) -> list[str]:
        """The cells in which the values stand; none where they are no list."""
        found = []
        for one in marked:
            own = one if not isinstance(one, dict) else _name_or_text(one)
            quads = self.with_object.get(own, ()) if isinstance(own, str) else ()
            if len(quads) != 1 or str(quads[0].predicate) != FIRST:
                return []
            found.append(str(quads[0].subject))
        return found

    def member(
        self, name: str, in_list: bool, value: Json, marked: Json, place: Place, subject: str
    ) -> Json:
        """Learns a value's place; gives what stands there in the second document."""
        key = member_key(name, in_list, value)
        if key is None:
            raise NotLearnableError(tuple(self.way))
        self.way.append(key)
        after = self.said(name, in_list, value, marked, place, subject, key)
        self.way.pop()
        return after

    def said(
        self,
        name: str,
        in_list: bool,
        value: Json,
        marked: Json,
        place: Place,
        subject: str,
        key: Hashable,
    ) -> Json:
        if isinstance(value, dict) and "@value" not in value:
            self.inside(value, marked, key, place, subject)
            return marked
        marker = marked["@value"] if isinstance(marked, dict) else marked
        quad = self.the_one(marker, subject)
        predicate, is_address = str(quad.predicate), isinstance(quad.object, ox.NamedNode)
        if not isinstance(value, str | dict):
            self.pend(place, key, subject, predicate, value)
            return value
        if not is_address:
            suffix = str(quad.object)[len(marker) + 2 :]
            self.add(place, key, Text(predicate, suffix))
            return marked
        self.add(place, key, Address(predicate))
        if isinstance(value, dict):
            raise NotLearnableError(tuple(self.way))
        if IRI.match(value):
            return marked
        self.pend(place, term_key(name, in_list, value), subject, predicate, value)
        return value

    def pend(self, place: Place, key: Hashable, subject: str, predicate: str, value: Json) -> None:
        way = (*self.way[:-1], key)
        self.pending.append(_Pending(place, key, subject, predicate, value, way))

    def inside(
        self, value: Json, marked: dict[str, Json], key: Hashable, place: Place, around: str
    ) -> None:
        own = self.own_name(value, marked)
        predicate = None
        if own != around:
            predicate = str(self.the_one(own.strip("<>"), around).predicate)
        elif "type" in value or "id" in value:
            raise NotLearnableError(tuple(self.way))
        known = place.members.setdefault(key, Place(predicate=predicate))
        if not isinstance(known, Place) or known.predicate != predicate:
            raise NotLearnableError(tuple(self.way))
        types = known.types
        self.node(value, marked, known, own, top=False)
        if types and types != known.types:
            raise NotLearnableError(tuple(self.way))
        if own.startswith("_:"):
            self.names[own] = marked["@id"] = f"{NODE}blank:{len(self.names)}"

    def own_name(self, value: Json, marked: dict[str, Json]) -> str:
        """How the node is named in the first reading."""
        own = _name_or_text(marked)
        if isinstance(own, str):
            return f"<{own}>"
        for name, member in marked.items():
            leaf = member[0] if isinstance(member, list) else member
            if name not in ("id", "type") and isinstance(leaf, str):
                found = self.with_object.get(leaf, ())
                if len(found) == 1 and value:
                    return str(found[0].subject)
        raise NotLearnableError(tuple(self.way))

    def the_one(self, name: str, subject: str) -> ox.Quad:
        """The only statement about `name`, which `subject` makes in the default graph."""
        found = self.with_object.get(name, ())
        if len(found) != 1 or str(found[0].subject) != subject:
            raise NotLearnableError(tuple(self.way))
        if not isinstance(found[0].graph_name, ox.DefaultGraph):
            raise NotLearnableError(tuple(self.way))
        self.explained.add(found[0])
        return found[0]

    def add(self, place: Place, key: Hashable, said: Said) -> None:
        if place.members.setdefault(key, said) != said:
            raise NotLearnableError(tuple(self.way))

    def read_pending(self) -> None:
        """Step 2."""
        if not self.pending:
            return
        said: dict[tuple[str, str], set[ox.NamedNode | ox.Literal]] = defaultdict(set)
        for quad in jsonld.statements(self.marked, self.contexts):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                about = (str(quad.subject), str(quad.predicate))
                if not quad.object.value.startswith(_OURS):
                    said[about].add(quad.object)
        for one in self.pending:
            subject = f"<{self.names[one.subject]}>" if one.subject in self.names else one.subject
            found = [each for each in said[subject, one.predicate] if _is_of(each, one.value)]
            if len(found) != 1:
                raise NotLearnableError(one.way)
            self.add(one.place, one.key, _constant(one, found[0]))


def _is_of(found: ox.NamedNode | ox.Literal, value: Json) -> bool:
    """Whether `found` can be what the processor made of `value`."""
    if isinstance(value, str):
        return True
    if isinstance(value, bool):
        return found.value == json.dumps(value)
    return isinstance(found, ox.Literal) and number(repr(value), found.datatype.value) == str(found)


def _constant(one: _Pending, found: ox.NamedNode | ox.Literal) -> Constant | Number:
    if isinstance(found, ox.Literal) and not isinstance(one.value, str | bool):
        return Number(one.predicate, found.datatype.value)
    return Constant(one.predicate, str(found))


def _name_or_text(marked: Mapping[str, Json]) -> Json:
    return marked.get("@value", marked.get("id", marked.get("@id")))


def _plain(term: object) -> str:
    """A node's or text's own name; `_:name` for a blank node."""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return str(term)
