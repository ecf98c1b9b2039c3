"""The checker beside pyshacl with the shapes of the European Learning Model, on the same files.

From the bytes of a file to what is found in it: ours, its findings; the peer's, its report, with
the shapes read beforehand. The two do not ask the same: shapes ask for the form
of the model, the checker for what the Recommendation wants said; only the time is compared.
Credentials are unsealed ones of ours and the published samples; descriptions are the examples. The
shapes and samples are in the folder that TESELA_STANDARDS names (CONTRIBUTING.md).
"""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
from pyshacl import validate
from rdflib import Graph

from benchmarks import sample
from benchmarks.figures import (
    Acts,
    Effort,
    Figure,
    rate,
    ratio,
    run,
    taking_turns,
    unmeasured,
    versions_of,
)
from tesela.codecs import jsontext
from tesela.conform import Known
from tesela.conform.handed import check_handed
from tesela.formats import elm
from tesela.model.description import read_description

EXAMPLES = Path(__file__).parent.parent / "examples/achievements"
KNOWN = Known(today=date(2026, 11, 1))
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


def figures(effort: Effort) -> Iterator[Figure]:
    """A row for each kind of file."""
    standards = os.environ.get("TESELA_STANDARDS")
    if standards is None or not Path(standards).is_dir():
        yield unmeasured(
            "check against Annex I", "TESELA_STANDARDS names no folder of the shapes", target=100
        )
        return
    shapes = Shapes(Path(standards))
    for kind in (_descriptions(), _credentials(), _published(Path(standards))):
        rates = taking_turns(
            {"ours": _over(_check, kind.ours), "theirs": _over(shapes.check, kind.theirs)}, effort
        )
        yield ratio(
            f"check against Annex I: {kind.name}",
            rates["ours"],
            rates["theirs"],
            target=100,
            ours=rate(rates["ours"]),
            peer=f"pyshacl {rate(rates['theirs'])}",
            versions=versions_of("pyshacl", "rdflib", "pyoxigraph"),
        )


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
    files = [jsontext.plain(one).encode() for one in written]
    return Kind("credentials of ours", files, files)


def _published(standards: Path) -> Kind:
    """The Commission's unsealed samples, pictures and all."""
    files = [path.read_bytes() for path in sorted((standards / SAMPLES).glob("*unsigned.jsonld"))]
    return Kind("published samples", files, files)


def _check(data: bytes) -> Any:
    return check_handed(data, "example.yaml", KNOWN)


def _over(act: Act, files: list[bytes]) -> Acts:
    def run_over(times: int) -> None:
        for number in range(times):
            act(files[number % len(files)])

    return run_over


if __name__ == "__main__":
    run(figures)
