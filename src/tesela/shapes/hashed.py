"""The SHA-256 of a document's canonical statements, where only some of its values are open.

`compiled` fills in every value and hashes every line. Of documents of one class
most values are known, and so are most lines:

1. Lines without an open value never change. Those that stand before every line
   with one, whatever is filled in, are hashed once; each document goes on from a
   copy of that state. An open address may have a fixed beginning, such as
   `urn:uuid:`, which comes after `https:`: so these are most of the lines.
2. The other lines are filled in. Where they begin differently their order is known; those that
   begin alike are put in order by `pieces`, with what may stand between them. Where two
   nodes turn out to have one name, line by line, doubled ones dropped. UTF-8 sorts as
   code points do.
3. Blank nodes are named by the order of their first-degree hashes (RDFC-1.0, 4.6).
   Only those of nodes with an open value in their lines are worked out anew. For
   each order the lines get their names once, and are arranged as in 1. Where two
   hashes are alike there is no answer: the full processor has to do it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from tesela.codecs.holes import taking
from tesela.codecs.jsonld import Reading
from tesela.codecs.recent import Recent
from tesela.shapes.compiled import BLANK_NODE, compile_pattern
from tesela.shapes.pieces import BETWEEN_PIECES, OPEN, OpenLines, about, pieces

if TYPE_CHECKING:
    from hashlib import _Hash

_SUBJECT = re.compile(rb"<[^>]*> ")
_ORDERS_KEPT = 64
Order = tuple[tuple[int, int], ...]
"""The blank nodes whose place in the order depends on values: before which of the others, and
their numbers."""
Terms = Sequence[bytes]
"""Values as N-Quads writes them between quotation marks or brackets."""


class _Fixed(NamedTuple):
    """Lines whose order is known, whatever is filled in."""

    text: OpenLines

    def filled(self, terms: Terms) -> bytes:
        return self.text.filled(terms)


class _Sorted(NamedTuple):
    """Lines that begin alike, so that it depends on their values what comes first."""

    text: OpenLines
    """In pieces, with `BETWEEN_PIECES`; those by themselves stand last."""
    together: int
    """How many are not by themselves."""
    between: tuple[bytes, ...]
    """Lines that never change and begin like them."""
    names: Callable[[Terms], Terms]
    """Those of the nodes that have lines here …"""
    number: int
    """… how many they are …"""
    known: frozenset[bytes]
    """… and the names of other nodes that have."""
    after: bytes
    """What follows, up to the next lines with open values."""

    def filled(self, terms: Terms) -> bytes:
        found = self.text.filled(terms).split(BETWEEN_PIECES)
        names = self.names(terms)
        if len(set(names)) == self.number and self.known.isdisjoint(names):
            by_themselves = {*found[self.together :], *self.between}
            ordered = sorted((*found[: self.together], *by_themselves))
        else:
            lines = b"".join((*found, *self.between)).split(b"\n")[:-1]
            ordered = [line + b"\n" for line in sorted(set(lines))]
        return b"".join(ordered) + self.after


class _Arranged(NamedTuple):
    """All lines, for one order of the blank nodes."""

    hashed: "_Hash"
    """Of what stands before all lines with open values."""
    groups: tuple[_Fixed | _Sorted, ...]
    whole: bytes | None
    """The digest, where no line has an open value."""

    def digest(self, terms: Terms) -> bytes:
        if self.whole:
            return self.whole
        hashed = self.hashed.copy()
        hashed.update(b"".join([group.filled(terms) for group in self.groups]))
        return hashed.digest()


class _Mentions(NamedTuple):
    """The lines that one blank node stands in, as they are and as its hash sees them."""

    lines: OpenLines
    seen: OpenLines
    is_open: bool
    may_be_double: bool
    """Whether there are values with which two of the lines are one."""

    def hash(self, terms: Terms) -> str:
        seen = self.seen.filled(terms).splitlines(keepends=True)
        if self.may_be_double:
            lines = self.lines.filled(terms).splitlines()
            seen = [*dict(zip(lines, seen, strict=True)).values()]
        return sha256(b"".join(sorted(seen))).hexdigest()


@dataclass(slots=True)
class Statements:
    """The canonical statements of the documents of one class."""

    _constant: tuple[str, ...]
    _with_values: tuple[str, ...]
    _starts: Mapping[int, str]
    """What the open addresses begin with."""
    _known: Mapping[str, int]
    """First-degree hashes, in their order, of the blank nodes that no open value has to do with."""
    _are_alike: bool
    """Whether two of those look alike."""
    _mentions: Mapping[int, _Mentions]
    """The other blank nodes."""
    _arranged: Recent[Order, _Arranged] = field(default_factory=lambda: Recent(_ORDERS_KEPT))
    _only: _Arranged | None = None
    """Where names do not depend on values there is one order."""

    @classmethod
    def of(
        cls, reading: Reading, places: Mapping[int, int], starts: Mapping[int, str]
    ) -> "Statements":
        """Those of a document; `places` has the numbers of its open values, and what they
        are called in `digest`; `starts` what their addresses begin with."""
        constant, with_values = _lines(reading, places)
        nodes = {
            int(node) for line in (*constant, *with_values) for node in BLANK_NODE.findall(line)
        }
        mentions = {node: _mentions([*constant, *with_values], node) for node in nodes}
        open_ = {node: found for node, found in mentions.items() if found.is_open}
        if len(nodes) == 1:  # nothing to tell it from
            open_ = {}
        known = sorted(
            ("" if len(nodes) == 1 else found.hash(()), node)
            for node, found in mentions.items()
            if node not in open_
        )
        by_hash = dict(known)
        made = cls(constant, with_values, starts, by_hash, len(by_hash) < len(known), open_)
        if not open_ and (order := made._order(())) is not None:
            made._only = made._arrange(order)
        return made

    def digest(self, terms: Terms) -> bytes | None:
        """The SHA-256 with these values, as N-Quads writes them between quotation marks
        or brackets; None where two blank nodes look alike with them."""
        if self._only:
            return self._only.digest(terms)
        order = self._order(terms)
        if order is None:
            return None
        return self._arranged.get_or_make(order, lambda: self._arrange(order)).digest(terms)

    def _order(self, terms: Terms) -> Order | None:
        found = sorted((mentions.hash(terms), node) for node, mentions in self._mentions.items())
        hashes = [one for one, _ in found]
        if self._are_alike or len({*hashes}) < len(hashes):
            return None
        if not self._known.keys().isdisjoint(hashes):
            return None
        others = [*self._known]
        return tuple((bisect_left(others, one), node) for one, node in found)

    def _arrange(self, order: Order) -> _Arranged:
        nodes = [*self._known.values()]
        for at, (before, node) in enumerate(order):
            nodes.insert(before + at, node)
        names = {str(node): f"_:c14n{at}" for at, node in enumerate(nodes)}

        def named(line: str) -> str:
            return BLANK_NODE.sub(lambda match: names[match[1]], line)

        heads: dict[bytes, list[str]] = {}
        for start, line in sorted((self._start(one), one) for one in map(named, self._with_values)):
            alike = next((head for head in heads if start.startswith(head)), start)
            heads.setdefault(alike, []).append(line)
        constant = sorted({named(line).encode() for line in self._constant})
        # Where each group begins and ends among them.
        begins = [bisect_left(constant, head) for head in heads]
        ends = [bisect_left(constant, True, key=_after(head)) for head in heads]
        until = [*begins, len(constant)]
        groups: list[_Fixed | _Sorted] = []
        fixed = ""
        for lines, begin, end, stop in zip(heads.values(), begins, ends, until[1:], strict=True):
            after = b"".join(constant[end:stop])
            if len(lines) == 1 and begin == end:
                fixed += lines[0] + after.decode()
                continue
            groups += [_Fixed(OpenLines.of(fixed))] if fixed else []
            groups.append(_sorted(lines, constant[begin:end], after))
            fixed = ""
        groups += [_Fixed(OpenLines.of(fixed))] if fixed else []
        hashed = sha256(b"".join(constant[: until[0]]))
        return _Arranged(hashed, tuple(groups), None if groups else hashed.digest())

    def _start(self, line: str) -> bytes:
        """What a line certainly begins with."""
        before, number, *_ = OPEN.split(line, maxsplit=1)
        return (before + (self._starts.get(int(number), "") if before == "<" else "")).encode()


def _sorted(lines: Sequence[str], between: Sequence[bytes], after: bytes) -> _Sorted:
    together, by_themselves = pieces(lines)
    subjects = {about(line)[0] for line in lines}
    names = sorted({int(found[1]) for found in map(OPEN.search, subjects) if found})
    known = {match[0][1:-2] for match in map(_SUBJECT.match, between) if match}
    known |= {name[1:-1].encode() for name in subjects if not OPEN.search(name)}
    return _Sorted(
        OpenLines.of(BETWEEN_PIECES.decode().join((*together, *by_themselves))),
        len(together),
        tuple(between),
        taking(names),
        len(names),
        frozenset(known),
        after,
    )


def _after(head: bytes) -> Callable[[bytes], bool]:
    """Whether a line comes after all that begin with `head`."""
    return lambda line: line[: len(head)] > head


def _lines(reading: Reading, places: Mapping[int, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines without an open value, and with some, which `OPEN` marks."""
    shape = compile_pattern(reading.pattern.lines)
    terms = shape.terms(reading.leaves.values)
    for number, place in places.items():
        mark = f"\x03{place}\x04"
        terms[number] = f"<{mark}>" if number in shape.as_iri else f'"{mark}"'
    constant = [*shape.constant]
    with_values: list[str] = []
    for template, numbers in shape.templates:
        line = template % tuple(terms[number] for number in numbers)
        (with_values if places.keys() & set(numbers) else constant).append(line)
    return tuple(dict.fromkeys(constant)), tuple(dict.fromkeys(with_values))


def _mentions(lines: Sequence[str], node: int) -> _Mentions:
    """RDFC-1.0, 4.6.2: in its own lines a node is `_:a`, every other one `_:z`."""
    own = f"\x01{node}\x02"

    def seen(line: str) -> str:
        return BLANK_NODE.sub(lambda match: "_:a" if match[0] == own else "_:z", line)

    mentioned = [line for line in lines if own in line]
    return _Mentions(
        OpenLines.of("".join(mentioned)),
        OpenLines.of("".join(map(seen, mentioned))),
        any(map(OPEN.search, mentioned)),
        _may_be_double([about(line) for line in mentioned]),
    )


def _may_be_double(said: Sequence[tuple[str, str]]) -> bool:
    """Whether two lines with these subjects and predicates are one with some values."""
    is_open = any(OPEN.search(subject) for subject, _ in said)
    told_by = [predicate for _, predicate in said] if is_open else said
    return len(set(told_by)) < len(told_by)
