"""From a JSON-LD 1.1 document to canonical N-Quads, with nothing lost on the way.

A JSON-LD processor drops what its contexts do not define. In a signed document that would let
anybody add a statement that readers see and the signature does not cover. pyoxigraph reads the
document; the *safe mode* here proves that every member arrived:

1. Contexts are a list of addresses that we carry. Unknown ones are refused, and inline ones but
   for what `contexts.inline` allows where it is asked for; so are `null`, empty lists, lists in
   lists, control characters, numbers that programs write differently, and keywords that RDF
   cannot keep (`@direction`, `@index`, …) or programs read differently (`@list`, …; what is a
   list, its term says). Only the documents that a presentation holds bring contexts of their
   own. What everybody reads by its term stands under its term: the same statement under an IRI
   (`…#validUntil`), a keyword, or in a second description of the document's own node would still
   be signed, and no reader would find it (Data Integrity 1.0, 2.4.1).
2. The document's shape is read once with a marker in place of every value and of every node's
   identity: a marker that does not come out belongs to a member that no context defines, a type
   that does not come out to a type that no context defines, and so does a node that nothing
   leads to.
3. Numbers, booleans and terms used as values stay as they are in a second reading of the shape,
   in which no statement may vanish: that is the pattern.
4. The document's own statements must be the pattern's, with its values in the places of the
   markers: so nothing vanishes because of a value either, such as a relative or malformed IRI.
5. Blank nodes are named canonically (RDFC-1.0), within bounds.

Steps 2 and 3 depend on the shape alone and are remembered. Names without an absolute IRI never
get one here: there is no base, and `@vocab` is what our contexts say.
"""

import json
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyoxigraph as ox

from tesela.codecs.contexts import BUNDLED, ContextSet, context, inline, together
from tesela.codecs.leaves import (
    IRI,
    MOST_CONTEXTS,
    NODE,
    TOWARDS_WHOLE,
    WHOLE,
    Leaves,
    Numbered,
    replaced,
)
from tesela.codecs.rdfc import LIMITS, HashName, Limits, canonical
from tesela.codecs.recent import Recent
from tesela.text.errors import TeselaError

_MARK = "urn:tesela:marker:"
MARKED_IRI = re.compile(f"<{_MARK}([0-9]+)>")
MARKED_TEXT = re.compile(f'"{_MARK}([0-9]+)"')
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Json = Any


@dataclass(frozen=True, slots=True)
class Pattern:
    """The statements of a shape, as N-Quads lines.

    In the place of the n-th value stands a marker (`MARKED_IRI`, `MARKED_TEXT`);
    blank nodes have names of their own.
    """

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document whose shape is covered (steps 1 to 3): its values and their pattern."""

    document: Mapping[str, Json]
    contexts: ContextSet
    key: tuple[ContextSet, str, tuple[tuple[int, str], ...]]
    """Equal for documents with the same pattern."""
    leaves: Leaves
    pattern: Pattern


def canonical_quads(
    document: Mapping[str, Json],
    contexts: ContextSet = BUNDLED,
    hash_name: HashName = "sha256",
    limits: Limits = LIMITS,
) -> str:
    """The canonical N-Quads of `document`, all of whose members they cover.

    Raises TeselaError: `jsonld.context_missing`, `jsonld.context_inline`,
    `jsonld.unknown_context`, `jsonld.not_covered` with the member's path,
    `jsonld.type_not_covered`, `jsonld.types_together`, `jsonld.keyword`,
    `jsonld.not_a_term`, `jsonld.described_twice`, `jsonld.empty`,
    `jsonld.nested_list`, `jsonld.control_character`, `jsonld.number`,
    `jsonld.too_many`, `jsonld.too_many_contexts`, `jsonld.invalid`,
    `rdf.too_many_quads`, `rdf.poisoned`.
    """
    return canonical(covered_quads(document, contexts), hash_name, limits)


def covered_quads(
    document: Mapping[str, Json], contexts: ContextSet = BUNDLED
) -> tuple[ox.Quad, ...]:
    """The statements of `document`, proven complete (steps 1 to 4)."""
    return quads_of(read(document, contexts))


Compose = Callable[[Mapping[str, Json]], Sequence[str] | None]
"""The statements of a document all of whose places are known (`shapes.places`), else None."""


def read(
    document: Mapping[str, Json], contexts: ContextSet = BUNDLED, compose: Compose | None = None
) -> Reading:
    """Steps 1 to 3: the document's values, and the pattern of its shape.

    With `compose`, what it knows of the shape is not asked of the processor again.
    """
    inlined = _inlined(document, contexts)
    leaves = Leaves()
    shape = (contexts, json.dumps(leaves.walk(document), ensure_ascii=False))
    how = compose is not None  # the long way remembers only what it found itself

    def iri_places() -> frozenset[int]:
        marked = replaced(document, Numbered(lambda n, v: marker(n) if isinstance(v, str) else v))
        if compose and (lines := compose(marked)):
            return frozenset(map(int, MARKED_IRI.findall("\n".join(lines))))
        return _iri_places(document, inlined, leaves)

    memory = _SMALL if len(shape[1]) <= _LONGEST_SMALL else _LARGE
    in_iri_places = memory.iri_places.get_or_make((how, *shape), iri_places)
    kept = leaves.constant | {
        number for number in in_iri_places if not IRI.match(str(leaves.values[number]))
    }
    values_kept = tuple((number, str(leaves.values[number])) for number in sorted(kept))
    key = (*shape, values_kept)
    if sum(len(value) for _, value in values_kept) > _LONGEST_SMALL:
        memory = _LARGE

    def pattern_of() -> Pattern:
        plain = replaced(document, Numbered(lambda n, v: v if n in kept else marker(n)))
        if compose and (lines := compose(plain)):
            return Pattern(tuple(dict.fromkeys(lines)))
        return _pattern_of(plain, document, inlined, leaves, kept)

    pattern = memory.patterns.get_or_make((how, key), pattern_of)
    return Reading(document, contexts, key, leaves, pattern)


def marker(number: int) -> str:
    """What stands in the place of the `number`-th value."""
    return f"{_MARK}{number}"


def shape_of(document: Mapping[str, Json], contexts: ContextSet = BUNDLED) -> tuple[str, Hashable]:
    """Step 1: the document's shape, and what its contexts are.

    The second is equal for documents whose contexts say the same, and None
    where a document brings names of its own. Raises what `read` raises for step 1.
    """
    inlined = _inlined(document, contexts)
    shape = json.dumps(Leaves().walk(document), ensure_ascii=False)
    named = document["@context"]
    urls = named if isinstance(named, list) else [named]
    if not all(isinstance(url, str) for url in urls):
        return shape, None
    changed = tuple(
        (at, name, json.dumps(definition))
        for at, (url, used) in enumerate(zip(urls, inlined.own, strict=True))
        if used is not (published := contexts[url])
        for name, definition in used.items()
        if definition is not published[name]  # `contexts.together`
    )
    return shape, (contexts, json.dumps(named), changed)


def quads_of(reading: Reading) -> tuple[ox.Quad, ...]:
    """Step 4: the document's own statements, which are its pattern's."""
    quads = _parse(reading.document, _inlined(reading.document, reading.contexts))
    _compare(reading.pattern, reading.leaves, quads)
    return tuple(quads)


def statements(document: Mapping[str, Json], contexts: ContextSet = BUNDLED) -> list[ox.Quad]:
    """What the processor reads of `document`, whether or not it is all.

    For parts of documents that were proven complete, and copies with names for their nodes.
    """
    return _parse(document, _inlined(document, contexts))


_Key = tuple[ContextSet, str, tuple[tuple[int, str], ...]]


class _Memory:
    """What was found of the shapes read last; whether something was composed is part of the key."""

    def __init__(self, shapes: int) -> None:
        self.iri_places: Recent[tuple[bool, ContextSet, str], frozenset[int]] = Recent(shapes)
        self.patterns: Recent[tuple[bool, _Key], Pattern] = Recent(shapes)


_LONGEST_SMALL = 15_000
"""Characters of a shape, and of the values in it, of which many are remembered."""
_SMALL, _LARGE = _Memory(256), _Memory(8)


class _Inlined(NamedTuple):
    """Step 1: a document's contexts, all of them ours."""

    own: list[Mapping[str, Json]]
    known: ContextSet

    def of(self, document: Mapping[str, Json]) -> list[Mapping[str, Json]]:
        """Every context that has a say: the document's, and those of documents in it."""
        inside = _whole_in(self.into(document), "")
        return self.own + [one for stated in inside for one in stated]

    def into(self, document: Mapping[str, Json]) -> Mapping[str, Json]:
        """The document with contexts in the places of their addresses."""
        return {**self._inside(document, ""), "@context": self.own}

    def _inside(self, value: Json, path: str) -> Json:
        if isinstance(value, list):
            return [self._inside(member, f"{path}/{at}") for at, member in enumerate(value)]
        if not isinstance(value, Mapping):
            return value
        made = dict(value)
        for name in TOWARDS_WHOLE:
            if name in value:
                made[name] = self._inside(value[name], f"{path}/{name}")
        if path and "@context" in value and WHOLE.match(path):
            made["@context"] = _contexts_of(value, self.known)
        return made


def _whole_in(value: Json, path: str) -> Iterator[list[Mapping[str, Json]]]:
    """The contexts of each document inside one whose contexts are in place."""
    if isinstance(value, list):
        for at, member in enumerate(value):
            yield from _whole_in(member, f"{path}/{at}")
    elif isinstance(value, Mapping):
        if path and "@context" in value and WHOLE.match(path):
            yield value["@context"]
        for name in TOWARDS_WHOLE:
            if name in value:
                yield from _whole_in(value[name], f"{path}/{name}")


def _inlined(document: Mapping[str, Json], contexts: ContextSet) -> _Inlined:
    return _Inlined(_contexts_of(document, contexts), contexts)


def _contexts_of(document: Mapping[str, Json], contexts: ContextSet) -> list[Mapping[str, Json]]:
    named = document.get("@context")
    if named is None:
        raise TeselaError("jsonld.context_missing")
    if isinstance(named, list) and len(named) > MOST_CONTEXTS:
        raise TeselaError("jsonld.too_many_contexts", contexts=len(named), maximum=MOST_CONTEXTS)
    inlined: list[Mapping[str, Json]] = []
    own: dict[str, str] = {}
    for stated in named if isinstance(named, list) else [named]:
        if isinstance(stated, str):
            inlined.append(context(stated, contexts))
            continue
        if not contexts.inline or not isinstance(stated, dict):
            raise TeselaError("jsonld.context_inline")
        own |= inline.checked(stated, contexts, own)
        inlined.append(stated)
    return together.merged(document, inlined)


def _parse(document: Mapping[str, Json], context: _Inlined) -> list[ox.Quad]:
    text = json.dumps(context.into(document), ensure_ascii=False)
    try:
        return list(ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD))
    except (SyntaxError, ValueError) as error:
        raise TeselaError("jsonld.invalid", detail=str(error)[:200]) from error


def _iri_places(document: Mapping[str, Json], context: _Inlined, leaves: Leaves) -> frozenset[int]:
    """Step 2: read the shape with markers, see that they all come out, and which as IRIs."""
    marking = Numbered(lambda number, _: marker(number), name_nodes=True)
    marked = _parse(replaced(document, marking), context)
    _check_scopes(context.of(document), marking)
    as_iri, as_text = _markers_in(marked)
    for number, path in enumerate(leaves.paths):
        if number not in as_iri and number not in as_text:
            raise TeselaError("jsonld.not_covered", path=path)
    _check_types(marked, marking)
    _check_connected(marked, marking)
    return frozenset(as_iri)


def _pattern_of(
    plain: Mapping[str, Json],
    document: Mapping[str, Json],
    context: _Inlined,
    leaves: Leaves,
    kept: set[int],
) -> Pattern:
    """Step 3: read the shape with numbers and terms as they are; nothing may vanish."""
    pattern = _parse(plain, context)
    unnamed = replaced(document, Numbered(lambda number, _: marker(number)))
    if unnamed != plain and len(set(pattern)) != len(set(_parse(unnamed, context))):
        suspect = (kept - leaves.constant) or kept  # an IRI that is none, before a number
        raise TeselaError("jsonld.not_covered", path=_path_of_first(suspect, leaves))
    return Pattern(tuple(f"{quad} ." for quad in dict.fromkeys(pattern)))


def _path_of_first(kept: set[int], leaves: Leaves) -> str:
    return leaves.paths[min(kept)] if kept else "/"


def _markers_in(quads: list[ox.Quad]) -> tuple[set[int], set[int]]:
    """Numbers of the markers that came out as an IRI and as a text."""
    text = "\n".join(map(str, quads))
    return (
        {int(number) for number in MARKED_IRI.findall(text)},
        {int(number) for number in MARKED_TEXT.findall(text)},
    )


def _check_types(marked: list[ox.Quad], marking: Numbered) -> None:
    """Each node has as many types as it was given; each typed value its datatype."""
    found: dict[str, set[str]] = {}
    named: set[str] = set()
    for quad in marked:
        for term in (quad.subject, quad.object):
            if isinstance(term, ox.NamedNode):
                named.add(term.value)
        if quad.predicate.value == _RDF_TYPE and isinstance(quad.subject, ox.NamedNode):
            found.setdefault(quad.subject.value, set()).add(str(quad.object))
    for marker, (path, names) in marking.nodes.items():
        if marker not in named:
            raise TeselaError("jsonld.not_covered", path=path or "/")
        if len(found.get(marker, ())) != len(names):
            raise TeselaError(
                "jsonld.type_not_covered", path=path or "/", type=", ".join(sorted(names))
            )


def _check_scopes(contexts: list[Mapping[str, Json]], marking: Numbered) -> None:
    """No node has two types with different contexts of their own (`contexts.together`)."""
    scopes: dict[str, set[int]] = {}
    for one in contexts:
        for name, scope in _scoped_terms(one):
            scopes.setdefault(name, set()).add(id(scope))
    for path, names in marking.nodes.values():
        scoped = names & scopes.keys()
        if len(scoped) > 1 and len(set().union(*(scopes[name] for name in scoped))) > 1:
            types = ", ".join(sorted(scoped))
            raise TeselaError("jsonld.types_together", path=path or "/", types=types)


def _scoped_terms(context: Mapping[str, Json]) -> Iterator[tuple[str, Mapping[str, Json]]]:
    for name, definition in context.items():
        if isinstance(definition, Mapping) and isinstance(definition.get("@context"), Mapping):
            yield name, definition["@context"]
            yield from _scoped_terms(definition["@context"])


def _check_connected(marked: list[ox.Quad], marking: Numbered) -> None:
    """Something leads to every node but the document's own.

    pyoxigraph drops a property that no context defines, but keeps what its
    node says, also as a list. A graph of its own, as of a proof, has one first
    node, and something leads to the graph.
    """
    own = next((marker for marker, (path, _) in marking.nodes.items() if not path), None)
    objects = {(quad.graph_name, quad.object) for quad in marked}
    reached = {quad.object for quad in marked}
    first = {
        (quad.graph_name, quad.subject)
        for quad in marked
        if (quad.graph_name, quad.subject) not in objects
    }
    for graph, subject in first:
        is_own = isinstance(graph, ox.DefaultGraph) and subject == ox.NamedNode(own or NODE)
        if not is_own and graph not in reached:
            path, _ = marking.nodes.get(str(getattr(subject, "value", "")), ("", None))
            raise TeselaError("jsonld.not_covered", path=path or "/")
    if len(first) != len({graph for graph, _ in first}):
        raise TeselaError("jsonld.not_covered", path="/")


def _compare(pattern: Pattern, leaves: Leaves, quads: list[ox.Quad]) -> None:
    """Step 4: the statements are the pattern's with the document's values in them."""
    values = leaves.values

    def iri(match: re.Match[str]) -> str:
        return f"<{values[int(match[1])]}>"

    def text(match: re.Match[str]) -> str:
        return str(ox.Literal(values[int(match[1])]))

    expected = {MARKED_TEXT.sub(text, MARKED_IRI.sub(iri, line)) for line in pattern.lines}
    actual = {f"{quad} ." for quad in quads}
    wanted, found = set(map(_mask, expected)), set(map(_mask, actual))
    if len(expected) == len(actual) and wanted == found:
        return
    lost = wanted - found
    for number, path in enumerate(leaves.paths):
        value = values[number]
        if isinstance(value, str) and any(value in line for line in lost):
            raise TeselaError("jsonld.not_covered", path=path)
    raise TeselaError("jsonld.not_covered", path="/")


_BLANK = re.compile(r"(^|(?<= ))_:[A-Za-z0-9]+(?= )")


def _mask(line: str) -> str:
    head, quote, tail = line.partition('"')
    if not quote:
        return _BLANK.sub("_", head)
    body, end, graph = tail.rpartition('"')
    return _BLANK.sub("_", head) + quote + body + end + _BLANK.sub("_", graph)
