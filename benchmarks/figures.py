"""One row of the table of `make bench`, and how a module of this folder gives its rows.

A module measures one thing beside one peer, or beside the limit that no program can pass. It has

    def figures(effort: Effort) -> Iterator[Figure]

and ends with `run(figures)`, so that `python -m benchmarks.NAME [--quick]` shows its rows alone and
`python -m benchmarks` gathers those of all. What holds for every figure:

1. Ours and the peer take turns on one core, round after round; `taking_turns` does that.
2. Processor time counts, not time on the clock: others use the machine, too.
3. A ratio is taken within a round; the median of the rounds' ratios counts, and the least and the
   greatest stand beside it.
4. Versions of both stand in the row.
5. Where a peer, a database or a published file is missing, the figure says so: `unmeasured`.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, Literal, NamedTuple

Kind = Literal["at least", "at most"]
Acts = Callable[[int], object]
"""Does something so many times."""


class Effort(NamedTuple):
    """How long one may measure: `rounds` turns of each, of about `seconds` each."""

    rounds: int
    seconds: float
    quick: bool

    def of(self, full: int, quick: int) -> int:
        """A size: the one of a full run, or that for trying."""
        return quick if self.quick else full


FULL = Effort(rounds=5, seconds=0.5, quick=False)
QUICK = Effort(rounds=5, seconds=0.1, quick=True)


class Wanted(NamedTuple):
    """A row: an act of ours, who does what beside it, and what is wanted."""

    what: str
    ours: str
    peer: str
    theirs: str
    target: float
    unit: str = "×"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What was measured beside what, and what is wanted.

    `value` is in `unit`: "×" for a ratio, "%" for a share (0.5 is shown as 50 %), else as the unit
    says ("ms", "MiB", "differences"). `low` and `high` are the least and greatest of the rounds.
    None where nothing could be measured; `missing` says why.
    """

    what: str
    ours: str = ""
    peer: str = ""
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str = "×"
    target: float
    kind: Kind = "at least"
    versions: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""

    @property
    def met(self) -> bool:
        """Whether the median reaches the target."""
        if self.value is None:
            return False
        return self.value >= self.target if self.kind == "at least" else self.value <= self.target


def ratio(
    what: str,
    over: Sequence[float],
    under: Sequence[float],
    *,
    target: float,
    kind: Kind = "at least",
    unit: str = "×",
    ours: str = "",
    peer: str = "",
    versions: Mapping[str, str] | None = None,
) -> Figure:
    """The figure of two sequences of rates (or of seconds), round by round: `over` / `under`."""
    rounds = [a / b for a, b in zip(over, under, strict=True)]
    return Figure(
        what=what,
        ours=ours,
        peer=peer,
        value=median(rounds),
        low=min(rounds),
        high=max(rounds),
        unit=unit,
        target=target,
        kind=kind,
        versions=versions or {},
    )


def unmeasured(
    what: str, why: object, *, target: float, kind: Kind = "at least", unit: str = "×"
) -> Figure:
    """The figure of what could not be measured here."""
    return Figure(what=what, value=None, unit=unit, target=target, kind=kind, missing=str(why))


def taking_turns(acts: Mapping[str, Acts], effort: Effort) -> dict[str, list[float]]:
    """How often a processor second each act was done, round by round.

    Each is tried first, which warms it up, and says how many times fill a turn.
    """
    times = {name: _enough(act, effort.seconds) for name, act in acts.items()}
    rates: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(effort.rounds):
        for name, act in acts.items():
            rates[name].append(times[name] / seconds_of(act, times[name]))
    return rates


def seconds_of(act: Acts, times: int) -> float:
    """Processor seconds of this process."""
    before = time.process_time()
    act(times)
    return time.process_time() - before


def _enough(act: Acts, seconds: float) -> int:
    seconds_of(act, 2)
    tried = 2
    while (taken := seconds_of(act, tried)) < seconds / 10:
        tried *= 4
    return max(2, round(seconds * tried / taken))


def rate(values: Sequence[float], per: str = "/s") -> str:
    """The median of rates, to be read."""
    middle = median(values)
    return f"{middle:,.0f}{per}" if middle >= 10 else f"{middle:,.2f}{per}"


def versions_of(*packages: str) -> dict[str, str]:
    """Python and these distributions."""
    return {"python": platform.python_version(), **{name: version(name) for name in packages}}


def run(figures: Callable[[Effort], Iterator[Figure]], *, cores: int = 1) -> None:
    """What a module does when it is asked alone: measure, on so many cores, and say."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--quick", action="store_true", help="less often, and smaller: to try")
    asked.add_argument("--lines", type=Path, metavar="FILE", help="write figures there, not here")
    options = asked.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[-cores:]))
    for figure in figures(QUICK if options.quick else FULL):
        if not options.lines:
            print("  ".join(cell for cell in cells(figure) if cell), flush=True)
            continue
        with options.lines.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(figure)) + "\n")


def read(lines: Path) -> list[Figure]:
    """The figures that `run` wrote."""
    if not lines.exists():
        return []
    found: list[dict[str, Any]] = [json.loads(line) for line in lines.read_text().splitlines()]
    return [Figure(**one) for one in found]


HEADS = ("what", "ours", "peer", "measured", "wanted", "")


def cells(figure: Figure) -> tuple[str, ...]:
    """A row of the table under `HEADS`."""
    sign = "≥" if figure.kind == "at least" else "≤"
    wanted = f"{sign} {_shown(figure.target, figure.unit)}"
    if figure.value is None:
        return figure.what, "", "", "not measured", wanted, figure.missing
    measured = _shown(figure.value, figure.unit)
    if figure.low is not None and figure.high is not None:
        least, most = (_shown(one, figure.unit) for one in (figure.low, figure.high))
        measured = f"{measured} ({least.split(' ')[0]} to {most.split(' ')[0]})"
    return figure.what, figure.ours, figure.peer, measured, wanted, _said(figure)


def _said(figure: Figure) -> str:
    assert figure.value is not None
    if figure.met:
        return "met"
    if not figure.value or not figure.target:
        return "missed"
    part = figure.value / figure.target
    return f"missed: {part:.0%} of it" if part < 1 else f"missed: {part:.2g} times it"


def _shown(value: float, unit: str) -> str:
    if unit == "%":
        return f"{value:.0%}"
    number = f"{value:,.0f}" if value >= 100 or value == round(value) else f"{value:.3g}"
    return f"{number} {unit}".rstrip()
