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
3. The other lines are sorted with the filled ones, doubled ones dropped. Blank
   nodes stand only in lines without a hole, so that their names never change.

A value that could change more than its own place is not filled in: there is no
answer, and the document goes the general way. Such are characters that no
signature keeps, addresses that a processor would not keep, and one name for two
nodes. `agrees` certifies a template before it is used.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any, NamedTuple

from tesela.codecs import jsonld, jsontext
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.codecs.jsonld import Reading
from tesela.codecs.leaves import CONTROL, IRI, Numbered, replaced
from tesela.shapes.compiled import BLANK_NODE, CompiledShape, compile_pattern, named

if TYPE_CHECKING:
    from hashlib import _Hash

_HOLE = "urn:tesela:hole:"
_HOLE_IN_JSON = re.compile(f'"{_HOLE}([0-9]+)"')
_HOLE_IN_LINE = re.compile("\x03([0-9]+)\x04")
"""No value holds a control character."""
_UUID_START = b"urn:uuid:"
_UUID = re.compile("urn:uuid:[0-9a-f-]{36}\\Z")


class Filled(NamedTuple):
    """One document."""

    text: bytes
    """Its JSON, without needless spaces."""
    digest: bytes
    """SHA-256 of its canonical N-Quads."""


class _Text(NamedTuple):
    """A text with holes, as a %-template."""

    template: bytes
    takes: tuple[int, ...]
    """Which of the values, first quoted and then bare, stand in the holes."""
    start: bytes
    """What stands before the first hole."""

    @classmethod
    def split(cls, text: str, hole: re.Pattern[str]) -> "_Text":
        """`text`, with its holes where `hole` matches their numbers."""
        pieces = hole.split(text)
        template = "%b".join(piece.replace("%", "%%") for piece in pieces[::2])
        return cls(template.encode(), tuple(map(int, pieces[1::2])), pieces[0].encode())

    def filled(self, values: Sequence[bytes]) -> bytes:
        return self.template % tuple(map(values.__getitem__, self.takes))


@dataclass(frozen=True, slots=True)
class Template:
    """A document with holes."""

    json: _Text
    hashed: "_Hash"
    """Of the lines before all lines with a hole."""
    between: tuple[bytes, ...]
    """Lines that may stand before or after one with a hole."""
    after: bytes
    """The lines after all lines with a hole."""
    lines: _Text
    """The lines with holes."""
    may_be_double: bool
    """Whether there are values with which two of the lines are one."""
    nodes: tuple[tuple[int, re.Pattern[str]], ...]
    """Holes where an address stands, each with what it has to look like."""
    elsewhere: frozenset[str]
    """Texts of the document that are no holes."""

    def filled(self, values: Sequence[str]) -> Filled | None:
        """The document with these values; None where it has to go the general way."""
        if not self._harmless(values):
            return None
        both = [value.encode() for value in (*map(quoted, values), *values)]
        lines = self.lines.filled(both).split(b"\n")
        lines += self.between
        if self.may_be_double:
            lines = list(dict.fromkeys(lines))
        lines.sort()  # UTF-8 sorts as code points do.
        lines.append(self.after)
        hashed = self.hashed.copy()
        hashed.update(b"\n".join(lines))
        return Filled(self.json.filled(both), hashed.digest())

    def _harmless(self, values: Sequence[str]) -> bool:
        """Whether these values change nothing but their own places."""
        if CONTROL.search("".join(values)):
            return False
        named = {values[hole] for hole, looks in self.nodes if looks.match(values[hole])}
        return len(named) == len(self.nodes) and named.isdisjoint(self.elsewhere)

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
    addresses = {hole for number, hole in holes.items() if number in shape.as_iri}
    uuids = {hole for hole in addresses if _UUID.match(values[hole])}
    marked = _marked_lines(reading, shape, holes, values)
    written = [_Text.split(line, _HOLE_IN_LINE) for line in marked]
    with_holes = sorted((line for line in written if line.takes), key=lambda line: line.start)
    starts = [
        line.start + (_UUID_START if line.takes[0] - len(values) in uuids else b"")
        for line in with_holes
    ]
    unchanging = {line.start.decode() for line in written if not line.takes} | shape.constant
    about_nodes = set(filter(BLANK_NODE.search, unchanging))
    names = named(about_nodes, shape.blank_nodes)
    if names is None or any(BLANK_NODE.search(line.template.decode()) for line in with_holes):
        return None
    constant = sorted(line.encode()[:-1] for line in {*unchanging - about_nodes, *names})
    first = [line for line in constant if all(line[: len(start)] < start for start in starts)]
    last = [line for line in constant if all(line[: len(start)] > start for start in starts)]
    return Template(
        json=_json_of(reading.document, holes),
        hashed=sha256(b"".join(line + b"\n" for line in first)),
        between=tuple(constant[len(first) : len(constant) - len(last)]),
        after=b"".join(line + b"\n" for line in last),
        lines=_Text(
            b"".join(line.template for line in with_holes).rstrip(b"\n"),
            tuple(hole for line in with_holes for hole in line.takes),
            b"",
        ),
        may_be_double=_may_be_double([*shape.constant, *marked]),
        nodes=tuple((hole, _UUID if hole in uuids else IRI) for hole in sorted(addresses)),
        elsewhere=frozenset(
            value
            for number, value in enumerate(reading.leaves.values)
            if number not in holes and isinstance(value, str)
        ),
    )


def _marked_lines(
    reading: Reading, shape: CompiledShape, holes: Mapping[int, int], values: Sequence[str]
) -> list[str]:
    """The lines with values, in which marks stand for the holes."""
    terms = shape.terms(reading.leaves.values)
    for number, hole in holes.items():
        bare = f"<\x03{hole + len(values)}\x04>"
        terms[number] = bare if number in shape.as_iri else f"\x03{hole}\x04"
    return [line % tuple(terms[number] for number in takes) for line, takes in shape.templates]


def _may_be_double(lines: Iterable[str]) -> bool:
    """Whether two lines say something of one node by one property, with a hole in what they say.

    All nodes that are holes have different names, and none that stands elsewhere.
    """
    said: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        said.setdefault((subject, predicate), []).append(rest)
    return any(
        len(rests) > 1 and any(_HOLE_IN_LINE.search(rest) for rest in rests)
        for rests in said.values()
    )


def _json_of(document: Mapping[str, Any], holes: Mapping[int, int]) -> _Text:
    marking = Numbered(
        lambda number, value: f"{_HOLE}{holes[number]}" if number in holes else value
    )
    return _Text.split(jsontext.plain(replaced(dict(document), marking)), _HOLE_IN_JSON)
