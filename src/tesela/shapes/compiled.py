"""Compiled shapes: from a document's values straight to its canonical N-Quads.

A full JSON-LD processor spends nearly all its time on the contexts, which are
the same for every document of a shape. Here it runs a few times per shape. A
shape never seen is put together from known places (`known_places`) and, when it
comes a second time, compiled:

1. `codecs.jsonld.read` proves the shape covered and gives its pattern:
   canonical lines with markers in the places of the values.
2. The pattern is compiled: its lines only have to be filled in, doubled lines
   dropped, and the rest sorted by code point. Blank nodes are named by the order
   of their first-degree hashes (RDFC-1.0, 4.4 steps 3 to 5, and 4.6), which
   depend on the values; where two have the same hash, the full processor works.
3. Before it is used, the compiled shape is certified: on this document and on
   others with hard values in every place it must give what the full processor
   gives, byte for byte. Otherwise the shape always takes the full way.
4. One use in a thousand is compared again (`rechecking`); a difference ends the shape.

Values cannot change what a line is: a value stands in an IRI's place only when
it is an absolute IRI of a scheme that no context uses as a prefix (else it is
part of the shape), texts are escaped as the processor escapes them, and
numbers, terms, types and language tags are part of the shape.
"""

import re
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from tesela.codecs import jsonld, jsontext
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.codecs.jsonld import MARKED_IRI, MARKED_TEXT, Reading
from tesela.codecs.rdfc import HashName, canonical
from tesela.codecs.recent import Recent
from tesela.shapes.hard_values import TURNS, hard, hard_value
from tesela.shapes.known_places import KnownPlaces
from tesela.shapes.learning import parsed
from tesela.shapes.places import Statements
from tesela.shapes.rechecking import RECHECKING
from tesela.shapes.spelling import Spellings
from tesela.text.errors import TeselaError

LARGEST = 300_000
"""Characters of a document whose shape is kept."""
LARGEST_SHAPE = 15_000
"""Characters of a shape that is learned from and compiled, which takes several readings."""
_BLANK = re.compile(r"(?:^|(?<= ))_:[A-Za-z0-9]+(?= )")
BLANK_NODE = re.compile("\x01([0-9]+)\x02")
"""A blank node in a template; no value holds a control character."""
_MARKER = re.compile(f"{MARKED_IRI.pattern}|{MARKED_TEXT.pattern}")

Template = tuple[str, tuple[int, ...]]
"""A line as a %-template, and the numbers of the values in its places."""


class Written(NamedTuple):
    """A document's lines, kept for the next one: most of its values will be the same."""

    values: Sequence[Any]
    lines: list[str]
    """One for each template."""
    named: tuple[str, ...] | None
    """The lines with blank nodes, which have their canonical names; None: some look alike."""


@dataclass(slots=True)
class CompiledShape:
    """One shape: lines that never change, and lines with places for values."""

    constant: frozenset[str]
    templates: tuple[Template, ...]
    as_iri: frozenset[int]
    blank_nodes: int
    uses: int = field(default=0)
    trusted: bool = field(default=True)
    """Until one of its answers is found to be wrong."""
    _latest: Written | None = field(default=None, init=False)
    _lines_of: dict[int, list[int]] = field(init=False)
    """The lines that a value stands in."""
    _with_nodes: frozenset[int] = field(init=False)
    """The templates with blank nodes."""
    _constant_with_nodes: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._lines_of = {}
        for at, (_, numbers) in enumerate(self.templates):
            for number in dict.fromkeys(numbers):
                self._lines_of.setdefault(number, []).append(at)
        self._with_nodes = frozenset(
            at for at, (line, _) in enumerate(self.templates) if BLANK_NODE.search(line)
        )
        self._constant_with_nodes = frozenset(filter(BLANK_NODE.search, self.constant))

    def end(self) -> None:
        """Not to be used any more."""
        self.trusted = False

    def term(self, number: int, value: Any) -> str:
        """A value as it stands in a line.

        N-Quads and JSON write texts alike but for control characters, and no
        value has any but tabs and line ends.
        """
        if number in self.as_iri:
            return f"<{value}>"
        return quoted(value) if isinstance(value, str) else ""

    def terms(self, values: Sequence[Any]) -> list[str]:
        """Each value as it stands in a line."""
        return [self.term(number, value) for number, value in enumerate(values)]

    def fill(self, values: Sequence[Any]) -> str | None:
        """The canonical N-Quads of the document with these values.

        None when two blank nodes look alike with them.
        """
        written = self._written(values)
        self._latest = written
        if written.named is None:
            return None
        lines = [line for at, line in enumerate(written.lines) if at not in self._with_nodes]
        lines += self.constant - self._constant_with_nodes
        lines += written.named
        return "".join(sorted(dict.fromkeys(lines)))

    def _written(self, values: Sequence[Any]) -> Written:
        """The lines; those of the document before where their values are the same."""
        before = self._latest
        if before is None:
            terms = self.terms(values)
            lines = [line % tuple([terms[at] for at in places]) for line, places in self.templates]
            return Written(values, lines, self._named(lines))
        pairs = enumerate(zip(values, before.values, strict=True))
        changed = [number for number, (one, other) in pairs if one != other]
        touched = {at for number in changed for at in self._lines_of.get(number, ())}
        lines = before.lines.copy()
        for at in touched:
            line, places = self.templates[at]
            lines[at] = line % tuple([self.term(number, values[number]) for number in places])
        same_nodes = self._with_nodes.isdisjoint(touched)
        return Written(values, lines, before.named if same_nodes else self._named(lines))

    def _named(self, lines: Sequence[str]) -> tuple[str, ...] | None:
        if not self.blank_nodes:
            return ()
        about = {lines[at] for at in self._with_nodes} | self._constant_with_nodes
        return named(about, self.blank_nodes)


def canonical_quads(
    document: Mapping[str, Any],
    contexts: ContextSet = BUNDLED,
    hash_name: HashName = "sha256",
) -> str:
    """The canonical N-Quads of `document` under RDFC-1.0.

    Shapes are compiled for SHA-256; with another hash function, which may name
    blank nodes differently, the full processor works.

    Raises what `codecs.jsonld.canonical_quads` raises. What was said of the last few documents
    is remembered, refusals too, since several steps of a verification ask about one.
    """

    def made() -> str | TeselaError:
        try:
            if hash_name != "sha256":
                return jsonld.canonical_quads(document, contexts, hash_name)
            return _canonical(document, contexts)
        except TeselaError as refusal:
            return refusal.with_traceback(None)

    said = _LATEST.get_or_make((contexts, jsontext.fingerprint(document), hash_name), made)
    if isinstance(said, TeselaError):
        raise TeselaError(said.code, **said.problem.data)
    return said


_LATEST: Recent[tuple[ContextSet, bytes, HashName], str | TeselaError] = Recent(8)
_COMPILED: Recent[object, CompiledShape | None] = Recent(256)


@dataclass(slots=True)
class Uses:
    """How often a shape was asked for."""

    number: int = 0

    def add(self) -> int:
        self.number += 1
        return self.number


_SEEN: Recent[object, Uses] = Recent(512)
_SPELLINGS: Spellings[CompiledShape] = Spellings(256)
_PLACES = KnownPlaces()


def _canonical(document: Mapping[str, Any], contexts: ContextSet) -> str:
    text = jsontext.plain(document)
    if found := _SPELLINGS.find(text, contexts):
        compiled: CompiledShape | None
        compiled, values = found
        return _filled(document, contexts, compiled, values)
    shape, meant = jsonld.shape_of(document, contexts)
    if len(text) > LARGEST or len(shape) > LARGEST_SHAPE:
        made = _PLACES.statements(document, meant)
        return jsonld.canonical_quads(document, contexts) if made is None else _canonical_text(made)
    if _SEEN.get_or_make((contexts, shape), Uses).add() == 1:
        return _put_together(document, contexts, meant)
    reading = jsonld.read(document, contexts, lambda other: _pattern_lines(other, meant))
    compiled = _COMPILED.get_or_make(reading.key, lambda: certified(reading, meant))
    if compiled is None:
        return _put_together(document, contexts, meant)
    _SPELLINGS.learn(text, reading, compiled, compiled.as_iri)
    return _filled(document, contexts, compiled, reading.leaves.values)


def _filled(
    document: Mapping[str, Any],
    contexts: ContextSet,
    compiled: CompiledShape,
    values: Sequence[Any],
) -> str:
    filled = compiled.fill(values) if compiled.trusted else None
    if filled is None:
        return jsonld.canonical_quads(document, contexts)
    compiled.uses += 1
    if RECHECKING.is_due(compiled.uses):  # 4
        return RECHECKING.compared(
            "shape", filled, lambda: jsonld.canonical_quads(document, contexts), compiled.end
        )
    return filled


def _put_together(document: Mapping[str, Any], contexts: ContextSet, meant: Hashable) -> str:
    """From its places, where they are known; else the full processor's, and learned from."""
    made = _PLACES.statements(document, meant)
    if made is None:
        full = jsonld.canonical_quads(document, contexts)
        _PLACES.learn(document, contexts, meant)
        return full
    text = _canonical_text(made)
    if _PLACES.is_due(meant):
        return RECHECKING.compared(
            "places",
            text,
            lambda: jsonld.canonical_quads(document, contexts),
            lambda: _PLACES.distrust(meant),
        )
    return text


def _canonical_text(made: Statements) -> str:
    """The canonical N-Quads. Raises TeselaError `rdf.poisoned`."""
    lines = dict.fromkeys(made.lines)
    if made.blank_nodes:
        about = [line for line in lines if BLANK_NODE.search(line)]
        if (renamed := named(about, made.blank_nodes)) is None:
            return canonical(parsed(made))
        lines = dict.fromkeys([*(line for line in lines if not BLANK_NODE.search(line)), *renamed])
    return "".join(sorted(lines))


def _pattern_lines(document: Mapping[str, Any], meant: Hashable) -> list[str] | None:
    made = _PLACES.statements(document, meant)
    if made is None:
        return None
    return [BLANK_NODE.sub(r"_:b\1", line)[:-1] for line in made.lines]


def certified(reading: Reading, meant: Hashable = None) -> CompiledShape | None:
    """The compiled shape of `reading`, or None where the full processor has to do it.

    Where all places of the document are known, it is proven complete already, and
    places were certified with every hard text: then one turn shows that each
    value stands where it belongs. `meant` are its contexts (`jsonld.shape_of`).

    Raises what `codecs.jsonld.canonical_quads` raises for the document itself.
    """
    is_known = _PLACES.statements(reading.document, meant) is not None
    quads = jsonld.statements(reading.document, reading.contexts) if is_known else None
    full = canonical(quads or jsonld.quads_of(reading))
    compiled = compile_pattern(reading.pattern.lines)  # 2
    if compiled.fill(reading.leaves.values) not in (full, None):
        return None
    for turn in range(1 if is_known else TURNS):  # 3
        if not _agrees(compiled, reading, turn, meant):
            return None
    return compiled


def compile_pattern(lines: Sequence[str]) -> CompiledShape:
    """The pattern's lines as templates."""
    tokens: dict[str, str] = {}

    def token(match: re.Match[str]) -> str:
        return tokens.setdefault(match[0], f"\x01{len(tokens)}\x02")

    constant, templates, as_iri = set(), [], set()
    for line in lines:
        as_iri |= {int(number) for number in MARKED_IRI.findall(line)}
        numbers = tuple(int(a or b) for a, b in _MARKER.findall(line))
        named = _outside_text(line, token) + "\n"
        if numbers:
            templates.append((_MARKER.sub("%s", named.replace("%", "%%")), numbers))
        else:
            constant.add(named)
    return CompiledShape(frozenset(constant), tuple(templates), frozenset(as_iri), len(tokens))


def named(lines: Collection[str], number: int) -> tuple[str, ...] | None:
    """The lines, all with blank nodes, which get canonical names; None when two look alike."""
    mentions: list[list[str]] = [[] for _ in range(number)]
    for line in lines:
        for name in dict.fromkeys(BLANK_NODE.findall(line)):
            seen = BLANK_NODE.sub(lambda other: "_:a" if other[1] == name else "_:z", line)  # noqa: B023
            mentions[int(name)].append(seen)
    hashes = [sha256("".join(sorted(seen)).encode()).hexdigest() for seen in mentions]
    if len(set(hashes)) < number:
        return None
    place = {str(node): at for at, node in enumerate(sorted(range(number), key=hashes.__getitem__))}
    return tuple(BLANK_NODE.sub(lambda match: f"_:c14n{place[match[1]]}", line) for line in lines)


def _agrees(compiled: CompiledShape, reading: Reading, turn: int, meant: Hashable) -> bool:
    """Whether fast and full way agree on this shape with hard values in its places.

    Known places were certified with such values; they speak for the full processor.
    """
    other = hard(reading.document, compiled.as_iri, turn)
    values = [
        hard_value(number, value, number in compiled.as_iri, turn)
        for number, value in enumerate(reading.leaves.values)
    ]
    try:
        filled = compiled.fill(values)
        if filled is None:
            return True
        if made := _PLACES.statements(other, meant):
            return filled == _canonical_text(made)
        return filled == jsonld.canonical_quads(other, reading.contexts)
    except TeselaError:
        return False


def _outside_text(line: str, replace: Callable[[re.Match[str]], str]) -> str:
    """`replace` for every blank node of a line; what stands inside a text is no node."""
    head, quote, tail = line.partition('"')
    if not quote:
        return _BLANK.sub(replace, head)
    body, end, rest = tail.rpartition('"')
    return _BLANK.sub(replace, head) + quote + body + end + _BLANK.sub(replace, rest)
