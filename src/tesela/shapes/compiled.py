"""Compiled shapes: from a document's values straight to its canonical N-Quads.

A full JSON-LD processor spends nearly all its time on the contexts, which are
the same for every document of a shape. Here it runs a few times per shape:

1. `codecs.jsonld.read` proves the shape covered and gives its pattern:
   canonical lines with markers in the places of the values.
2. The pattern is compiled: its lines only have to be filled in, doubled lines
   dropped, and the rest sorted by code point. Blank nodes are named by the order
   of their first-degree hashes (RDFC-1.0, 4.4 steps 3 to 5, and 4.6), which
   depend on the values; where two have the same hash, the full processor works.
3. A shape is compiled when it comes a second time, since who asks once would
   wait for nothing. Before it is used, the compiled shape is certified: on this document and on
   others with hard values in every place it must give what the full processor
   gives, byte for byte. Otherwise the shape always takes the full way.
4. One use in `RECHECK_EVERY` is compared again; a difference ends the shape.

Values cannot change what a line is: a value stands in an IRI's place only when
it is an absolute IRI of a scheme that no context uses as a prefix (else it is
part of the shape), texts are escaped as the processor escapes them, and
numbers, terms, types and language tags are part of the shape.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any

from tesela.codecs import jsonld
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.codecs.jsonld import MARKED_IRI, MARKED_TEXT, Reading
from tesela.codecs.leaves import Numbered, replaced
from tesela.codecs.rdfc import HashName, canonical
from tesela.codecs.recent import Recent
from tesela.text.errors import TeselaError

RECHECK_EVERY = 1000
_BLANK = re.compile(r"(?:^|(?<= ))_:[A-Za-z0-9]+(?= )")
BLANK_NODE = re.compile("\x01([0-9]+)\x02")
"""A blank node in a template; no value holds a control character."""
_MARKER = re.compile(f"{MARKED_IRI.pattern}|{MARKED_TEXT.pattern}")
_HARD_TEXTS = (
    'say "yes"',
    "back\\slash",
    "line\nbreak and tab\t",
    "percent %s %% {0}",
    "Ελληνικά, кирилица, \u0301combining",
    "😀 beyond the plane",
    "\u2028 separators \u00a0",
    " _:c14n0 <urn:x:y> .",
)


@dataclass(slots=True)
class CompiledShape:
    """One shape: lines that never change, and lines with places for values."""

    constant: frozenset[str]
    templates: tuple[tuple[str, tuple[int, ...]], ...]
    """A %-template and the numbers of the values in its places."""
    as_iri: frozenset[int]
    blank_nodes: int
    uses: int = field(default=0)

    def terms(self, values: Sequence[Any]) -> list[str]:
        """Each value as it stands in a line.

        N-Quads and JSON write texts alike but for control characters, and no
        value has any but tabs and line ends.
        """
        return [
            f"<{value}>"
            if number in self.as_iri
            else quoted(value)
            if isinstance(value, str)
            else ""
            for number, value in enumerate(values)
        ]

    def fill(self, values: Sequence[Any]) -> str | None:
        """The canonical N-Quads of the document with these values.

        None when two blank nodes look alike with them.
        """
        terms = self.terms(values)
        lines = {
            template % tuple([terms[number] for number in numbers])
            for template, numbers in self.templates
        }
        lines |= self.constant
        if not self.blank_nodes:
            return "".join(sorted(lines))
        return named(lines, self.blank_nodes)


def canonical_quads(
    document: Mapping[str, Any],
    contexts: ContextSet = BUNDLED,
    hash_name: HashName = "sha256",
) -> str:
    """The canonical N-Quads of `document` under RDFC-1.0.

    Shapes are compiled for SHA-256; with another hash function, which may name
    blank nodes differently, the full processor works.

    Raises what `codecs.jsonld.canonical_quads` raises. The last few documents
    are remembered, since several steps of a verification ask about one.
    """
    text = json.dumps(document, ensure_ascii=False)
    if hash_name != "sha256":
        return _LATEST.get_or_make(
            (contexts, text, hash_name),
            lambda: jsonld.canonical_quads(document, contexts, hash_name),
        )
    return _LATEST.get_or_make((contexts, text, hash_name), lambda: _canonical(document, contexts))


_LATEST: Recent[tuple[ContextSet, str, HashName], str] = Recent(8)
_COMPILED: Recent[object, CompiledShape | None] = Recent(256)


@dataclass(slots=True)
class Uses:
    """How often a shape was asked for."""

    number: int = 0

    def add(self) -> int:
        self.number += 1
        return self.number


_SEEN: Recent[object, Uses] = Recent(512)


def _canonical(document: Mapping[str, Any], contexts: ContextSet) -> str:
    reading = jsonld.read(document, contexts)
    if _SEEN.get_or_make(reading.key, Uses).add() == 1:
        return _full(reading)
    compiled = _COMPILED.get_or_make(reading.key, lambda: certified(reading))
    filled = compiled.fill(reading.leaves.values) if compiled else None
    if compiled is None or filled is None:
        return _full(reading)
    compiled.uses += 1
    if compiled.uses % RECHECK_EVERY == 0:  # 4
        full = _full(reading)
        if filled != full:
            _COMPILED.put(reading.key, None)
            return full
    return filled


def _full(reading: Reading) -> str:
    """What the full processor says."""
    return canonical(jsonld.quads_of(reading))


def certified(reading: Reading) -> CompiledShape | None:
    """The compiled shape of `reading`, or None where the full processor has to do it.

    Raises what `codecs.jsonld.canonical_quads` raises for the document itself.
    """
    full = _full(reading)
    compiled = compile_pattern(reading.pattern.lines)  # 2
    if compiled.fill(reading.leaves.values) not in (full, None):
        return None
    for turn in range(len(_HARD_TEXTS)):  # 3
        if not _agrees(compiled, reading, turn):
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


def named(lines: set[str], number: int) -> str | None:
    """The lines with their blank nodes named canonically; None when two look alike."""
    mentions: list[list[str]] = [[] for _ in range(number)]
    for line in lines:
        for name in dict.fromkeys(BLANK_NODE.findall(line)):
            seen = BLANK_NODE.sub(lambda other: "_:a" if other[1] == name else "_:z", line)  # noqa: B023
            mentions[int(name)].append(seen)
    hashes = [sha256("".join(sorted(seen)).encode()).hexdigest() for seen in mentions]
    if len(set(hashes)) < number:
        return None
    place = {str(node): at for at, node in enumerate(sorted(range(number), key=hashes.__getitem__))}
    named = [BLANK_NODE.sub(lambda match: f"_:c14n{place[match[1]]}", line) for line in lines]
    return "".join(sorted(named))


def _agrees(compiled: CompiledShape, reading: Reading, turn: int) -> bool:
    """Whether fast and full way agree on this shape with hard values in its places."""
    kept = {number for number, _ in reading.key[2]}

    def other(number: int, value: Any) -> Any:
        if number in kept:
            return value
        if number in compiled.as_iri:
            return f"urn:x-hard:{turn}:{number}:%C3%A9"
        return f"{_HARD_TEXTS[(number + turn) % len(_HARD_TEXTS)]} {number}"

    hard = replaced(dict(reading.document), Numbered(other))
    values = [other(number, value) for number, value in enumerate(reading.leaves.values)]
    try:
        filled = compiled.fill(values)
        return filled is None or filled == jsonld.canonical_quads(hard, reading.contexts)
    except TeselaError:
        return False


def _outside_text(line: str, replace: Callable[[re.Match[str]], str]) -> str:
    """`replace` for every blank node of a line; what stands inside a text is no node."""
    head, quote, tail = line.partition('"')
    if not quote:
        return _BLANK.sub(replace, head)
    body, end, rest = tail.rpartition('"')
    return _BLANK.sub(replace, head) + quote + body + end + _BLANK.sub(replace, rest)
