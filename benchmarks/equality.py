"""The fast way beside full processors, on 100,000 generated documents: how many differ.

The documents are those of `tests/shapes/generated.py`, of other seeds than the tests use: few
shapes, each with many values, of which some look like what JSON, N-Quads and compiled shapes use
themselves; three in ten have blank nodes. Every document is compared with the full processor
(`codecs.jsonld`, on pyoxigraph), and every so many with jsonld.js in safe mode and with PyLD. None
of them has a control character that PyLD escapes in its own way. With EQUALITY_BY_ALL=1 all three
see every document, which takes most of an hour of two cores.

A row says how many were compared; the wanted number of differences is none.
"""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from multiprocessing import get_context
from typing import Any

from pyld import jsonld as pyld

from benchmarks import sample
from benchmarks.figures import Effort, Figure, run, unmeasured, versions_of
from tesela.codecs import jsonld
from tesela.codecs.contexts import BUNDLED
from tesela.shapes import canonical_quads
from tests.judges.node_judge import NodeJudge
from tests.node_packages import UnavailableError
from tests.shapes.generated import documents

CHUNK = 500
"""Documents of one seed."""
FIRST_SEED = 1_000
ONE_IN = 1 if os.environ.get("EQUALITY_BY_ALL") == "1" else 20
"""Of the documents, those that jsonld.js and PyLD see, too."""
WHAT = "generated documents whose statements differ from those by"
FULL, NODE, PYLD = "the full processor (pyoxigraph)", "jsonld.js, safe mode", "PyLD"

Json = dict[str, Any]


def figures(effort: Effort) -> Iterator[Figure]:
    """A row for each processor."""
    chunks = effort.of(100_000, 1_000) // CHUNK
    seeds = range(FIRST_SEED, FIRST_SEED + chunks)
    with get_context("spawn").Pool(len(os.sched_getaffinity(0))) as processes:
        counted: Counter[str] = sum(processes.imap_unordered(_compared, seeds), Counter())
    versions = versions_of("pyoxigraph", "pyld") | _node_versions()
    for judge in (FULL, NODE, PYLD):
        what = f"{WHAT} {judge}"
        compared, different = counted[judge], counted[f"{judge} differs"]
        if not compared:
            yield unmeasured(what, "without node", target=0, kind="at most", unit="")
            continue
        yield Figure(
            what=what,
            ours=f"{compared:,} compared",
            value=different,
            unit="",
            target=0,
            kind="at most",
            versions=versions,
        )


def _compared(seed: int) -> Counter[str]:
    """How many of a seed were compared with whom, and how many differed."""
    counted: Counter[str] = Counter()
    made = list(documents(seed, CHUNK))
    fast = [canonical_quads(document) for document in made]
    for document, quads in zip(made, fast, strict=True):
        _count(counted, FULL, quads == jsonld.canonical_quads(document))
    some = list(islice(zip(made, fast, strict=True), 0, None, ONE_IN))
    for document, quads in some:
        _count(counted, PYLD, quads == _by_pyld(document))
    try:
        judge = NodeJudge(sample.NOW.isoformat())
    except UnavailableError:
        return counted
    with judge:
        for document, quads in some:
            _count(counted, NODE, quads == judge.quads(document))
    return counted


def _count(counted: Counter[str], judge: str, equal: bool) -> None:
    counted[judge] += 1
    counted[f"{judge} differs"] += not equal


def _by_pyld(document: Json) -> str:
    how = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": _bundled,
    }
    return str(pyld.normalize(document, how))


def _bundled(url: str, _options: object) -> Json:
    # the tag lets PyLD keep the resolved context from one call to the next
    context = {"@context": dict(BUNDLED[url])}
    return {"contextUrl": None, "documentUrl": url, "document": context, "tag": "static"}


def _node_versions() -> dict[str, str]:
    try:
        judge = NodeJudge(sample.NOW.isoformat())
    except UnavailableError:
        return {}
    with judge:
        found = judge.versions()
    return {name: found[name] for name in ("node", "jsonld", "rdf-canonize")}


if __name__ == "__main__":
    run(figures, cores=2)
