"""Pieces: lines with open values that stand together in canonical order, whatever is filled in.

Canonical statements are sorted as texts. Which of two lines comes first may depend on values; of
lines about one node it does not, since they begin with the same name, whatever it is. So not the
lines have to be sorted but the pieces, of which there are as many as nodes:

1. The lines of one node whose name is open are one piece, sorted as they are.
2. Where a node has a property twice, with an open value, values decide: each such line is a piece
   by itself, and what stands before and after them are two pieces.
3. A line about a node with a known name is a piece by itself: known lines may stand before it.

This holds while no two nodes have the same name; whoever fills in has to look.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tesela.codecs.holes import taking

OPEN = re.compile("\x03([0-9]+)\x04")
"""An open value in a line, by its number; no value holds a control character."""
BETWEEN_PIECES = b"\x05"
"""Parts several pieces that are filled in at once."""


class OpenLines(NamedTuple):
    """Lines or another text with open values, as one %-template."""

    template: bytes
    take: Callable[[Sequence[bytes]], Sequence[bytes]]
    """Which of the values stand there."""

    @classmethod
    def of(cls, text: str) -> "OpenLines":
        """`text`, in which `OPEN` marks the values."""
        parts = OPEN.split(text)
        template = "%b".join(part.replace("%", "%%") for part in parts[::2])
        return cls(template.encode(), taking(tuple(map(int, parts[1::2]))))

    def filled(self, written: Sequence[bytes]) -> bytes:
        """The text with these values, as it writes them."""
        return self.template % self.take(written)


def pieces(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The pieces of several lines of `lines`, and the lines that are pieces by themselves.

    A line by itself (rules 2 and 3) may come out the same as another one: no line of the others can.

    Each line ends with a line feed and `OPEN` marks its values.
    """
    ordered = sorted(lines)
    alone = {said for said, same in groupby(ordered, about) if _values_decide([*same])}

    def piece(line: str) -> tuple[str, int]:
        said = about(line)
        return said[0], sum(other < said for other in alone)

    together = [
        line for line in ordered if OPEN.search(about(line)[0]) and about(line) not in alone
    ]
    return (
        ["".join(lines) for _, lines in groupby(together, piece)],
        [line for line in ordered if line not in together],
    )


def _values_decide(lines: Sequence[str]) -> bool:
    """Whether it depends on values which of these lines of one node and property comes first."""
    return len(lines) > 1 and any(OPEN.search(line.split(" ", 2)[2]) for line in lines)


def about(line: str) -> tuple[str, str]:
    """What a line speaks of, and by which property."""
    subject, predicate, _ = line.split(" ", 2)
    return subject, predicate
