"""Everything that is measured, as one table: `make bench`.

    python -m benchmarks [NAME…] [--quick] [--page FILE] [--json FILE]

Each module of `MODULES` has a process of its own, on one core or on as many as it says, and gives
its rows (`benchmarks.figures` says by which rules). A module that cannot run here has a row that
says why. Absolute figures depend on the machine; the ratios are what can be compared.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.figures import HEADS, Figure, cells, read, unmeasured

MODULES = (
    "equality",
    "signatures",
    "sd_jwt",
    "securings",
    "roster",
    "issue_command",
    "into_database",
    "handing_over",
    "status_lists",
    "hostile",
    "machines",
    "checking",
    "pdf",
    "http",
)
"""In the order of the table."""
_MEASURED = ("<!-- measured -->\n", "<!-- end of what is measured -->\n")


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MODULES)}")
    asked.add_argument("--quick", action="store_true", help="less often, and smaller: to try")
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    asked.add_argument("--page", type=Path, metavar="FILE", help="write the table into this page")
    options = asked.parse_args()
    if unknown := set(options.names) - set(MODULES):
        asked.error(f"there is no module {', '.join(sorted(unknown))}")
    found = list(_gathered(options.names or MODULES, quick=options.quick))
    print("\n".join(_plain(found)))
    print("\n".join(["", *_versions(found)]))
    if options.page:
        _write_page(options.page, found, quick=options.quick)
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in found], indent=2) + "\n")


def _gathered(names: Sequence[str], *, quick: bool) -> Iterator[Figure]:
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        yield from _of(name, quick=quick)


def _of(name: str, *, quick: bool) -> list[Figure]:
    """The rows of one module; when it ends early, one more that has its last words."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "figures"
        asked = [sys.executable, "-m", f"benchmarks.{name}", "--lines", str(lines)]
        done = subprocess.run(
            [*asked, "--quick"] if quick else asked, stderr=subprocess.PIPE, text=True
        )
        found = read(lines)
    if done.returncode:
        words = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
        found.append(unmeasured(name, words[-1][:200], target=0))
        print(done.stderr, file=sys.stderr)
    return found


def _plain(found: Sequence[Figure]) -> list[str]:
    rows = [HEADS, *map(cells, found)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _versions(found: Sequence[Figure]) -> list[str]:
    """What took part, each once."""
    named = {name: number for figure in found for name, number in figure.versions.items()}
    return [f"{name} {number}" for name, number in sorted(named.items())]


def _write_page(page: Path, found: Sequence[Figure], *, quick: bool) -> None:
    """The table in the place that the page has for it."""
    before, _, rest = page.read_text("utf-8").partition(_MEASURED[0])
    _, _, after = rest.partition(_MEASURED[1])
    rows = [HEADS, ["---"] * len(HEADS), *map(cells, found)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    told = f"With {', '.join(_versions(found))}."
    trial = "A trial: few rounds, small sizes.\n\n" if quick else ""
    page.write_text(
        f"{before}{_MEASURED[0]}\n{trial}{table}\n{told}\n\n{_MEASURED[1]}{after}", "utf-8"
    )


if __name__ == "__main__":
    main()
