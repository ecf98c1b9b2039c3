"""The checker beside pyshacl with the shapes of the European Learning Model, on the same files.

    python -m benchmarks.checking [--rounds N] [--standards FOLDER]

From the bytes of a file to what is found in it: ours, its findings; the peer's, its report, with
the shapes read beforehand. They take turns on one core in one process, processor time counts, and
the median of the rounds' ratios is the ratio. The two do not ask the same: shapes ask for the form
of the model, the checker for what the Recommendation wants said; only the time is compared.
Credentials are unsealed ones of ours and the published samples; descriptions are the examples. The
shapes and samples are in the folder that TESELA_STANDARDS names (CONTRIBUTING.md).
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pyoxigraph as ox
from pyshacl import validate
from rdflib import Graph

from benchmarks import sample
from tesela.conform import Known
from tesela.conform.handed import check_handed
from tesela.formats import elm
from tesela.model.description import read_description

EXAMPLES = Path(__file__).parent.parent / "examples/achievements"
KNOWN = Known(today=date(2026, 11, 1))
SECONDS_PER_TURN = 1.0
SAMPLES = "elm/samples/elm3-official"
SHAPES = ("EDC-generic-no-cv", "EDC-generic-full")
_SEALER = elm.CertifiedOrganisation("Tesela", "VATBE-0000000000", "BE")

Act = Callable[[bytes], object]


class Kind(NamedTuple):
    """Files of one kind, as each of the two wants them."""

    name: str
    ours: list[bytes]
    theirs: list[bytes]


class Shapes:
    """pyshacl, with the shapes and contexts in memory."""

    def __init__(self, standards: Path) -> None:
        self._shapes = Graph()
        for name in SHAPES:
            self._shapes.parse(standards / f"elm/shacl-3.2/edc/{name}.ttl")
        published = (
            "vectors/contexts/credentials-v1.jsonld",
            "elm/context/edc-ap-3.2-lts-github.jsonld",
        )
        self._contexts = [
            json.loads((standards / file).read_bytes())["@context"] for file in published
        ]

    def check(self, data: bytes) -> bool:
        """Whether a document keeps the shapes."""
        document = json.loads(data) | {"@context": self._contexts}
        quads = ox.parse(json.dumps(document).encode(), ox.RdfFormat.JSON_LD)
        triples = "".join(f"{quad.triple} .\n" for quad in quads)
        graph = Graph().parse(data=triples, format="nt")
        conforms, _, _ = validate(graph, shacl_graph=self._shapes)
        return bool(conforms)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.checking")
    asked.add_argument("--rounds", type=int, default=5, help="turns of each; the median counts")
    asked.add_argument("--standards", type=Path, default=os.environ.get("TESELA_STANDARDS"))
    options = asked.parse_args()
    if options.standards is None or not Path(options.standards).is_dir():
        asked.error("name the folder of the published shapes: --standards or TESELA_STANDARDS")
    standards = Path(options.standards)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    shapes = Shapes(standards)
    for kind in (_descriptions(), _credentials(), _published(standards)):
        print(_measured(kind, shapes, options.rounds))


def _descriptions() -> Kind:
    """The examples: ours from YAML, the peer's from the same in the European Learning Model."""
    files = [path.read_bytes() for path in sorted(EXAMPLES.glob("*.yaml"))]
    described = [read_description(data, "example").achievement for data in files]
    return Kind("descriptions", files, [elm.description_bytes(one) for one in described])


def _credentials() -> Kind:
    made = sample.achievement()
    written = [
        elm.write_credential(
            made, award, issuer=_SEALER, issued_at=datetime(2026, 3, 2, tzinfo=UTC), image=b"png"
        )
        for award in sample.awards(made)
    ]
    files = [json.dumps(one).encode() for one in written]
    return Kind("credentials of ours", files, files)


def _published(standards: Path) -> Kind:
    """The Commission's unsealed samples, pictures and all."""
    files = [path.read_bytes() for path in sorted((standards / SAMPLES).glob("*unsigned.jsonld"))]
    return Kind("published samples", files, files)


def _measured(kind: Kind, shapes: Shapes, rounds: int) -> str:
    acts: Sequence[tuple[Act, list[bytes]]] = ((_check, kind.ours), (shapes.check, kind.theirs))
    counts = [_enough(act, files) for act, files in acts]
    rates: list[list[float]] = [[], []]
    for _ in range(rounds):
        for rate, (act, files), count in zip(rates, acts, counts, strict=True):
            rate.append(count / _seconds(act, files, count))
    ratio = median(own / other for own, other in zip(*rates, strict=True))
    return (
        f"{kind.name:20} checker {median(rates[0]):8,.1f}/s   pyshacl {median(rates[1]):6,.2f}/s"
        f"   ratio {ratio:6.1f}"
    )


def _check(data: bytes) -> Any:
    return check_handed(data, "example.yaml", KNOWN)


def _enough(act: Act, files: list[bytes]) -> int:
    """How many files fill a turn; finding that out warms up."""
    _seconds(act, files, len(files))
    return max(1, round(SECONDS_PER_TURN / (_seconds(act, files, len(files)) / len(files))))


def _seconds(act: Act, files: list[bytes], count: int) -> float:
    before = time.process_time()
    for number in range(count):
        act(files[number % len(files)])
    return time.process_time() - before


if __name__ == "__main__":
    main()
