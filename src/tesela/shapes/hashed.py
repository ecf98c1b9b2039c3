"""The SHA-256 of a document's canonical statements, where only some of its values are open.

`compiled` fills in every value and hashes every line. Of documents of one class
most values are known, and so are most lines:

1. Lines without an open value never change. Those that stand before every line
   with one, whatever is filled in, are hashed once; each document goes on from a
   copy of that state. An open address may have a fixed beginning, such as
   `urn:uuid:`, which comes after `https:`: so these are most of the lines.
2. The other lines are filled. Where they begin differently their order is known; those that
   begin alike are put together with what may stand between them, doubled ones dropped, and
   sorted: UTF-8 sorts as code points do.
3. Blank nodes are named by the order of their first-degree hashes (RDFC-1.0, 4.6).
   Only those of nodes with an open value in their lines are worked out anew. For
   each order the lines get their names once, and are arranged as in 1. Where two
   hashes are alike there is no answer: the full processor has to do it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from tesela.codecs.jsonld import Reading
from tesela.codecs.recent import Recent
from tesela.shapes.compiled import BLANK_NODE, compile_pattern

if TYPE_CHECKING:
    from hashlib import _Hash

_OPEN = re.compile("\x03([0-9]+)\x04")
"""An open value in a line; no value holds a control character."""
_ORDERS_KEPT = 64
Order = tuple[int, ...]
"""The numbers of the blank nodes in the order of their names."""


class Lines(NamedTuple):
    """Lines with open values, as one %-template, and which values stand there."""

    template: bytes
    takes: tuple[int, ...]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Lines":
        """Lines in which `_OPEN` marks the values."""
        pieces = _OPEN.split("\n".join(lines))
        template = "%b".join(piece.replace("%", "%%") for piece in pieces[::2])
        return cls(template.encode(), tuple(map(int, pieces[1::2])))

    def filled(self, terms: Sequence[bytes]) -> list[bytes]:
        """The lines with these values."""
        return (self.template % tuple(map(terms.__getitem__, self.takes))).split(b"\n")


class _Group(NamedTuple):
    """Lines with open values that begin alike, so that only here it depends on them what comes first."""

    lines: Lines
    between: tuple[bytes, ...]
    """Lines that never change and begin like them."""
    after: bytes
    """What follows on the group, up to the next one."""

    def filled(self, terms: Sequence[bytes]) -> bytes:
        lines = self.lines.filled(terms)
        if len(lines) > 1 or self.between:
            lines = sorted({*lines, *self.between})
        return b"\n".join(lines) + self.after


class _Arranged(NamedTuple):
    """All lines, for one order of the blank nodes."""

    hashed: "_Hash"
    """Of what stands before all lines with open values."""
    groups: tuple[_Group, ...]

    def digest(self, terms: Sequence[bytes]) -> bytes:
        hashed = self.hashed.copy()
        hashed.update(b"".join([group.filled(terms) for group in self.groups]))
        return hashed.digest()


class _Mentions(NamedTuple):
    """The lines that one blank node stands in, as they are and as its hash sees them."""

    lines: Lines
    seen: Lines

    def hash(self, terms: Sequence[bytes]) -> str:
        seen = dict(zip(self.lines.filled(terms), self.seen.filled(terms), strict=True))
        return sha256(b"".join(line + b"\n" for line in sorted(seen.values()))).hexdigest()


@dataclass(slots=True)
class Statements:
    """The canonical statements of the documents of one class."""

    _constant: tuple[str, ...]
    _with_values: tuple[str, ...]
    _starts: Mapping[int, str]
    """What the open addresses begin with."""
    _known_hashes: Mapping[int, str]
    """First-degree hashes of the blank nodes that no open value has to do with."""
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
        open_ = {node: found for node, found in mentions.items() if found.lines.takes}
        if len(nodes) == 1:  # nothing to tell it from
            open_ = {}
        known = {
            node: "" if len(nodes) == 1 else found.hash(())
            for node, found in mentions.items()
            if node not in open_
        }
        made = cls(constant, with_values, starts, known, open_)
        if not open_ and (order := made._order(())) is not None:
            made._only = made._arrange(order)
        return made

    def digest(self, terms: Sequence[bytes]) -> bytes | None:
        """The SHA-256 with these values, as N-Quads writes them between quotation marks
        or brackets; None where two blank nodes look alike with them."""
        if self._only:
            return self._only.digest(terms)
        order = self._order(terms)
        if order is None:
            return None
        return self._arranged.get_or_make(order, lambda: self._arrange(order)).digest(terms)

    def _order(self, terms: Sequence[bytes]) -> Order | None:
        hashes = {node: mentions.hash(terms) for node, mentions in self._mentions.items()}
        hashes.update(self._known_hashes)
        if len(set(hashes.values())) < len(hashes):
            return None
        return tuple(sorted(hashes, key=hashes.__getitem__))

    def _arrange(self, order: Order) -> _Arranged:
        names = {str(node): f"_:c14n{at}" for at, node in enumerate(order)}

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
        groups = [
            _Group(
                Lines.of(lines), tuple(constant[begin:end]), b"\n" + _written(constant[end:stop])
            )
            for lines, begin, end, stop in zip(heads.values(), begins, ends, until[1:], strict=True)
        ]
        return _Arranged(sha256(_written(constant[: until[0]])), tuple(groups))

    def _start(self, line: str) -> bytes:
        """What a line certainly begins with."""
        before, number, *_ = _OPEN.split(line, maxsplit=1)
        return (before + (self._starts.get(int(number), "") if before == "<" else "")).encode()


def _written(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _after(head: bytes) -> Callable[[bytes], bool]:
    """Whether a line comes after all that begin with `head`."""
    return lambda line: line[: len(head)] > head


def _lines(reading: Reading, places: Mapping[int, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines without an open value, and with some, which `_OPEN` marks."""
    shape = compile_pattern(reading.pattern.lines)
    terms = shape.terms(reading.leaves.values)
    for number, place in places.items():
        mark = f"\x03{place}\x04"
        terms[number] = f"<{mark}>" if number in shape.as_iri else f'"{mark}"'
    constant = [line.removesuffix("\n") for line in shape.constant]
    with_values: list[str] = []
    for template, numbers in shape.templates:
        line = (template % tuple(terms[number] for number in numbers)).removesuffix("\n")
        (with_values if places.keys() & set(numbers) else constant).append(line)
    return tuple(dict.fromkeys(constant)), tuple(dict.fromkeys(with_values))


def _mentions(lines: Sequence[str], node: int) -> _Mentions:
    """RDFC-1.0, 4.6.2: in its own lines a node is `_:a`, every other one `_:z`."""
    own = f"\x01{node}\x02"

    def seen(line: str) -> str:
        return BLANK_NODE.sub(lambda match: "_:a" if match[0] == own else "_:z", line)

    about = [line for line in lines if own in line]
    return _Mentions(Lines.of(about), Lines.of(map(seen, about)))
