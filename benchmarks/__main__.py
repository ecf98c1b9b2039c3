"""Issuing and verifying beside two other implementations, in one run.

    python -m benchmarks [--rounds N] [--json FILE] [--page FILE]

Each implementation has a process of its own, all of them on one core. They take turns, round after
round; what is compared is processor time, round by round, and the median of the rounds counts.
Before that, each verifies what each other signed. Absolute figures depend on the machine; the
ratios are what can be compared. How to read them: docs/judges.md.
"""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.subjects import InNode, InPython, Subject
from tests.node_packages import UnavailableError

SECONDS_PER_TURN = 0.5
COMPARED = {
    "issue": "sign",
    "sign": "sign",
    "verify": "verify",
    "nameless": "nameless",
    "unseen": "unseen",
    "libsodium sign": "sign",
    "libsodium verify": "verify",
}
"""An act of ours, and that of the peers with which it is compared."""
LABELS = {
    "issue": "issue, from award to file; peers: sign only",
    "sign": "sign a document that is ready",
    "verify": "verify; ours: all nine steps, peers: the proof and dates",
    "nameless": "verify with blank nodes",
    "unseen": "statements of a document of an unseen shape",
    "libsodium sign": "libsodium alone: sign 64 octets",
    "libsodium verify": "libsodium alone: verify",
}
SHARES = {"issue": "libsodium sign", "verify": "libsodium verify"}
"""An act, and the part of it that cannot be made faster."""
_MEASURED = ("<!-- measured -->\n", "<!-- end of what is measured -->\n")

Rates = dict[tuple[str, str], list[float]]


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    asked.add_argument("--rounds", type=int, default=7, help="turns of each; the median counts")
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the result there, too")
    asked.add_argument("--page", type=Path, metavar="FILE", help="write the table into this page")
    options = asked.parse_args()
    if options.rounds < 5:
        asked.error("fewer than 5 rounds tell nothing")
    _stay_on_one_core()
    subjects = _subjects()
    try:
        _agree(subjects)
        result = _measured(subjects, options.rounds)
    finally:
        for subject in subjects:
            subject.close()
    print(_table(result))
    if options.page:
        _write_page(options.page, result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


def _stay_on_one_core() -> None:
    """Children stay there with us, so no implementation gains by threads."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _subjects() -> list[Subject]:
    ours = InPython("tesela", tuple(COMPARED), ("pyoxigraph", "pynacl"))
    pyld = InPython("pyld", ("sign", "verify", "nameless", "unseen"), ("pyld", "cryptography"))
    subjects: list[Subject] = [ours, pyld]
    try:
        subjects.append(InNode())
    except UnavailableError as reason:
        print(f"Without @digitalbazaar/vc: {reason}")
    return subjects


def _agree(subjects: Sequence[Subject]) -> None:
    """Each verifies what each signed, else the comparison means nothing."""
    for signer in subjects:
        document = signer.signed()
        for judge in subjects:
            if not judge.accepts(document):
                raise SystemExit(f"{judge.name} refuses what {signer.name} signed")


def _measured(subjects: Sequence[Subject], rounds: int) -> dict[str, Any]:
    turns = {
        (subject.name, act): _times(subject, act) for subject in subjects for act in subject.acts
    }
    rates: Rates = {turn: [] for turn in turns}
    resident = dict.fromkeys((subject.name for subject in subjects), 0)
    for _ in range(rounds):
        for subject in subjects:
            for act in subject.acts:
                times = turns[subject.name, act]
                timed = subject.time(act, times)
                rates[subject.name, act].append(times / timed.seconds)
                resident[subject.name] = max(resident[subject.name], timed.resident)
    names = [subject.name for subject in subjects]
    return {
        "rounds": rounds,
        "versions": {subject.name: subject.versions() for subject in subjects},
        "acts": [_compared(ours, peers, names, rates) for ours, peers in COMPARED.items()],
        "peak_memory_bytes": resident,
    }


def _times(subject: Subject, act: str) -> int:
    """How many acts fill a turn; finding that out warms the subject up."""
    subject.time(act, 5)
    once = subject.time(act, 10).seconds / 10
    return max(5, round(SECONDS_PER_TURN / once))


def _compared(ours: str, theirs: str, names: Sequence[str], rates: Rates) -> dict[str, Any]:
    first, *peers = names
    own = rates[first, ours]
    return {
        "act": ours,
        "per_second": {
            first: median(own),
            **{peer: median(rates[peer, theirs]) for peer in peers if (peer, theirs) in rates},
        },
        "times_as_fast_as": {
            peer: _ratio(own, rates[peer, theirs]) for peer in peers if (peer, theirs) in rates
        },
        "share": _ratio(own, rates[first, SHARES[ours]]) if ours in SHARES else None,
    }


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def _write_page(page: Path, result: dict[str, Any]) -> None:
    """The table in the place that the page has for it."""
    before, _, rest = page.read_text("utf-8").partition(_MEASURED[0])
    _, _, after = rest.partition(_MEASURED[1])
    head, *rows = _rows(result)
    marked = [head, ["---"] * len(head), *rows]
    table = "".join(f"| {' | '.join(row)} |\n" for row in marked)
    versions = "".join(f"- {line}\n" for line in _versions(result))
    told = f"{result['rounds']} rounds.\n"
    page.write_text(
        f"{before}{_MEASURED[0]}\n{table}\n{told}\n{versions}\n{_MEASURED[1]}{after}", "utf-8"
    )


def _rows(result: dict[str, Any]) -> list[list[str]]:
    memory: dict[str, int] = result["peak_memory_bytes"]
    first, *peers = memory
    rows = [["", *memory, *(f"ratio to {peer}" for peer in peers), "share of libsodium"]]
    for act in result["acts"]:
        rates = [_figure(act["per_second"].get(name), ",.0f", "/s") for name in memory]
        ratios = [_figure(act["times_as_fast_as"].get(peer), ".1f") for peer in peers]
        share = _figure(act["share"], ".0%")
        rows.append([LABELS[act["act"]], *rates, *ratios, share])
    sizes = [f"{size / 2**20:,.0f} MiB" for size in memory.values()]
    shares = [f"{memory[first] / memory[peer]:.2f}" for peer in peers]
    rows.append(["peak memory", *sizes, *shares, ""])
    return rows


def _figure(value: float | None, form: str, unit: str = "") -> str:
    return "" if value is None else f"{value:{form}}{unit}"


def _versions(result: dict[str, Any]) -> list[str]:
    return [
        f"{name}: " + ", ".join(f"{part} {number}" for part, number in parts.items())
        for name, parts in result["versions"].items()
    ]


def _table(result: dict[str, Any]) -> str:
    rows = _rows(result)
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    told = (
        f"Processor time on one core, median of {result['rounds']} rounds; ratio above 1: ours is"
    )
    return "\n".join([*lines, "", f"{told} faster (memory: below 1, smaller).", *_versions(result)])


if __name__ == "__main__":
    main()
