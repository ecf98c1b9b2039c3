"""Templates: the documents of one batch, which differ in few values.

`compiled` fills in every value of a document and hashes all its statements.
Who writes the documents oneself knows which values differ: the *holes*. Then
nothing else has to be touched:

1. The document is written once with values that occur nowhere else; where they
   come out are the holes, in its JSON text as in its canonical lines.
2. Lines without a hole never change. Those that stand before every line with
   a hole, whatever is filled in, are hashed once; each document goes on from a
   copy of that state. Nodes named `urn:uuid:` stand after all `https:` ones, so
   that these are most of the lines.
3. The other lines are put in order by `pieces`. Blank nodes stand only in lines
   without a hole, so that their names never change.

A value that could change more than its own place is not filled in: there is no
answer, and the document goes the general way. Such are characters that no
signature keeps, addresses that a processor would not keep, and one name for two
nodes. `agrees` certifies a template before it is used.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, groupby
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any, NamedTuple

from tesela.codecs import jsonld, jsontext
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.codecs.holes import taking
from tesela.codecs.jsonld import Reading
from tesela.codecs.leaves import CONTROL, IRI, Numbered, replaced
from tesela.shapes.compiled import BLANK_NODE, CompiledShape, compile_pattern, named
from tesela.shapes.pieces import BETWEEN_PIECES, OPEN, OpenLines, about, pieces

if TYPE_CHECKING:
    from hashlib import _Hash

_HOLE = "urn:tesela:hole:"
_HOLE_IN_JSON = re.compile(f'"{_HOLE}([0-9]+)"')
_UUID_START = b"urn:uuid:"
_UUID = re.compile("urn:uuid:[0-9a-f-]{36}\\Z")


class Filled(NamedTuple):
    """One document."""

    text: bytes
    """Its JSON, without needless spaces."""
    digest: bytes
    """SHA-256 of its canonical N-Quads."""


class _Nodes(NamedTuple):
    """The holes where addresses stand: names of nodes, and of what they point to."""

    take: Callable[[Sequence[str]], Sequence[str]]
    size: int
    looks: re.Pattern[str]
    """What they have to look like, each on a line of its own."""
    elsewhere: frozenset[str]
    """Texts of the document that are no holes."""

    def are_kept(self, names: Sequence[str]) -> bool:
        """Whether a processor keeps these names, and they are names of different nodes."""
        return (
            self.looks.match("\n".join(names)) is not None
            and len(set(names)) == self.size
            and self.elsewhere.isdisjoint(names)
        )


@dataclass(frozen=True, slots=True)
class Template:
    """A document with holes.

    Its values are written as texts, quoted, and then as nodes, which need no quoting: in that
    order `json` and `pieces` number them.
    """

    texts: Callable[[Sequence[str]], Sequence[str]]
    """Those of the values that are texts …"""
    nodes: _Nodes
    """… and those that are addresses."""
    json: OpenLines
    hashed: "_Hash"
    """Of the lines before all lines with a hole."""
    pieces: OpenLines
    """The lines with holes, in pieces that stand together."""
    between: tuple[bytes, ...]
    """Lines that may stand before or after one with a hole."""
    after: bytes
    """The lines after all lines with a hole."""
    may_be_double: bool
    """Whether there are values with which two of the lines are one."""

    def filled(self, values: Sequence[str]) -> Filled | None:
        """The document with these values; None where it has to go the general way."""
        texts, names = self.texts(values), self.nodes.take(values)
        if not (_harmless("".join(texts)) and self.nodes.are_kept(names)):
            return None
        written = [*map(str.encode, map(quoted, texts)), *map(str.encode, names)]
        pieces = self.pieces.filled(written).split(BETWEEN_PIECES)
        pieces += self.between
        if self.may_be_double:
            pieces = list(dict.fromkeys(pieces))
        pieces.sort()  # UTF-8 sorts as code points do.
        pieces.append(self.after)
        hashed = self.hashed.copy()
        hashed.update(b"".join(pieces))
        return Filled(self.json.filled(written), hashed.digest())

    def takes(self, values: Sequence[str]) -> bool:
        """Whether these values change nothing but their own places."""
        names = self.nodes.take(values)
        return _harmless("".join(self.texts(values))) and self.nodes.are_kept(names)

    def agrees(
        self, document: Mapping[str, Any], values: Sequence[str], contexts: ContextSet = BUNDLED
    ) -> bool:
        """Whether for `values` it gives just what the full processor says of `document`.

        Also where it leaves them to the processor. Raises what
        `codecs.jsonld.canonical_quads` raises.
        """
        filled = self.filled(values)
        if filled is None:
            return True
        quads = jsonld.canonical_quads(document, contexts)
        return filled == (jsontext.plain(document).encode(), sha256(quads.encode()).digest())


def template_of(
    document: Mapping[str, Any], values: Sequence[str], contexts: ContextSet = BUNDLED
) -> Template | None:
    """The template of `document` with holes where `values` stand, which are all different.

    None where a value does not stand there by itself, where one is read as a
    term, and where a blank node is told from others by what is filled in.
    Raises what `codecs.jsonld.canonical_quads` raises.
    """
    reading = jsonld.read(document, contexts)
    place = {value: at for at, value in enumerate(values)}
    holes = {
        number: place[value]
        for number, value in enumerate(reading.leaves.values)
        if isinstance(value, str) and value in place
    }
    shape = compile_pattern(reading.pattern.lines)
    kept = {number for number, _ in reading.key[2]}
    if set(holes.values()) != set(range(len(values))) or kept & holes.keys():
        return None
    return _built(reading, shape, holes, values)


def _built(
    reading: Reading, shape: CompiledShape, holes: Mapping[int, int], values: Sequence[str]
) -> Template | None:
    addresses = sorted({hole for number, hole in holes.items() if number in shape.as_iri})
    texts = [hole for hole in range(len(values)) if hole not in addresses]
    written = {hole: number for number, hole in enumerate([*texts, *addresses])}
    nodes = {written[hole]: _UUID if _UUID.match(values[hole]) else IRI for hole in addresses}
    numbered = {number: written[hole] for number, hole in holes.items()}
    marked = _marked_lines(reading, shape, numbered, nodes)
    with_holes = set(filter(OPEN.search, marked))
    unchanging = {*marked, *shape.constant} - with_holes
    about_nodes = set(filter(BLANK_NODE.search, unchanging))
    names = named(about_nodes, shape.blank_nodes)
    if names is None or any(map(BLANK_NODE.search, with_holes)):
        return None
    constant = sorted(line.encode() for line in {*unchanging - about_nodes, *names})
    starts = [_start(line, nodes) for line in with_holes]
    first = [line for line in constant if all(line[: len(start)] < start for start in starts)]
    last = [line for line in constant if all(line[: len(start)] > start for start in starts)]
    return Template(
        texts=taking(texts),
        nodes=_Nodes(
            taking(addresses),
            len(addresses),
            re.compile(
                "\n".join(looks.pattern.removesuffix("\\Z") for looks in nodes.values()) + "\\Z"
            ),
            frozenset(
                value
                for number, value in enumerate(reading.leaves.values)
                if number not in holes and isinstance(value, str)
            ),
        ),
        json=_json_of(reading.document, numbered, nodes),
        hashed=sha256(b"".join(first)),
        pieces=OpenLines.of(BETWEEN_PIECES.decode().join(chain(*pieces(with_holes)))),
        between=tuple(constant[len(first) : len(constant) - len(last)]),
        after=b"".join(last),
        may_be_double=_may_be_double({*shape.constant, *marked}),
    )


def _harmless(texts: str) -> bool:
    """Whether there is nothing in `texts` that a signature would not keep."""
    return texts.isprintable() or not CONTROL.search(texts)


def _marked_lines(
    reading: Reading,
    shape: CompiledShape,
    numbered: Mapping[int, int],
    nodes: Collection[int],
) -> list[str]:
    """The lines with values, in which marks stand for the holes."""
    terms = shape.terms(reading.leaves.values)
    for number, hole in numbered.items():
        mark = f"\x03{hole}\x04"
        if number in shape.as_iri:
            terms[number] = f"<{mark}>"
        else:
            terms[number] = f'"{mark}"' if hole in nodes else mark
    return [line % tuple(terms[number] for number in takes) for line, takes in shape.templates]


def _start(line: str, nodes: Mapping[int, re.Pattern[str]]) -> bytes:
    """What `line` starts with, whatever is filled in."""
    before, hole, _ = OPEN.split(line, 1)
    named_so = nodes.get(int(hole)) is _UUID and before == "<"
    return before.encode() + (_UUID_START if named_so else b"")


def _may_be_double(lines: Iterable[str]) -> bool:
    """Whether two lines say something of one node by one property, one of them a text in a hole.

    All nodes that are holes have different names, and none that stands elsewhere.
    """
    ordered = sorted(lines, key=about)
    return any(
        len(same) > 1 and any(OPEN.match(line.split(" ", 2)[2]) for line in same)
        for same in (list(group) for _, group in groupby(ordered, about))
    )


def _json_of(
    document: Mapping[str, Any], numbered: Mapping[int, int], nodes: Collection[int]
) -> OpenLines:
    marking = Numbered(
        lambda number, value: f"{_HOLE}{numbered[number]}" if number in numbered else value
    )

    def mark(hole: re.Match[str]) -> str:
        bare = f"\x03{hole[1]}\x04"
        return f'"{bare}"' if int(hole[1]) in nodes else bare

    text = jsontext.plain(replaced(dict(document), marking))
    return OpenLines.of(_HOLE_IN_JSON.sub(mark, text))
