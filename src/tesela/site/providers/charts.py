"""Bar charts as SVG: bars of several parts, told apart by pattern and order, not by colour alone.

A chart is always followed by its table; here is only where things stand. All
lengths are in the units of the drawing's own view box.
"""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 160
_STEP, _BAR = 44, 26
LEFT = 56
TOP = 14


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of one bar."""

    kind: str
    """Names its pattern: `first`, `second` or `third`."""
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line to read heights by."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar for each of the labels, made of parts."""

    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    labels: tuple[tuple[float, object], ...]
    """Middle of the bar, and what it is of."""
    width: int
    height: int = HEIGHT


def bars(labelled: Sequence[tuple[object, Sequence[int]]]) -> Chart:
    """A chart of bars: each label with the sizes of its parts, from the ground up."""
    most = max((sum(sizes) for _, sizes in labelled), default=0)
    top = _round_up(most)
    scale = HEIGHT / top
    pieces: list[Piece] = []
    labels: list[tuple[float, object]] = []
    for number, (label, sizes) in enumerate(labelled):
        x = LEFT + number * _STEP + (_STEP - _BAR) / 2
        ground = TOP + HEIGHT + 0.0
        for kind, size in zip(("first", "second", "third"), sizes, strict=False):
            if size:
                height = max(size * scale, 1)  # one award is seen beside a thousand
                ground -= height
                pieces.append(Piece(kind, x, round(ground, 2), _BAR, round(height, 2)))
        labels.append((x + _BAR / 2, label))
    lines = tuple(
        Line(round(TOP + HEIGHT - value * scale, 2), value) for value in (0, top // 2, top)
    )
    return Chart(tuple(pieces), lines, tuple(labels), LEFT + len(labelled) * _STEP)


def _round_up(most: int) -> int:
    """An even number with few digits that is not below `most`: 2, 4 … 10, 12 … 100, 120 …"""
    step: int = 2 * 10 ** max(len(str(most)) - 2, 0)
    return max(-(-most // step) * step, 2)
