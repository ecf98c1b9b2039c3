"""RDF Dataset Canonicalization (RDFC-1.0), bounded against poisoned graphs.

pyoxigraph canonicalises. Blank nodes that look alike make it try their
orders, which can take forever (RDFC-1.0, 7.1 "Dataset Poisoning"), and nothing
in this process can stop it. So:

1. Quads and blank nodes are counted.
2. Each blank node's first-degree hash (4.6) is computed; nodes that share one
   are the ones that cost time.
3. With few such nodes the work is done here; with more, in a process of its
   own that is ended when its time is over; with too many, not at all.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256, sha384
from typing import Literal

import pyoxigraph as ox

from tesela.codecs import own_process
from tesela.text.errors import TeselaError

HashName = Literal["sha256", "sha384"]
_ALGORITHMS = {
    "sha256": (ox.CanonicalizationAlgorithm.RDFC_1_0, sha256),
    "sha384": (ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_384, sha384),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much work a stranger's document may cause."""

    quads: int = 20_000
    alike_here: int = 6
    """Blank nodes sharing a first-degree hash that are ordered in this process."""
    alike: int = 200
    """… and in a process of their own."""
    seconds: float = 0.7
    """How long that process may take."""


LIMITS = Limits()


def canonical(
    quads: Iterable[ox.Quad], hash_name: HashName = "sha256", limits: Limits = LIMITS
) -> str:
    """The canonical N-Quads of `quads`.

    Raises TeselaError `rdf.too_many_quads`, `rdf.poisoned`.
    """
    unique = list(dict.fromkeys(quads))
    if len(unique) > limits.quads:
        raise TeselaError("rdf.too_many_quads", quads=len(unique), maximum=limits.quads)
    alike = nodes_alike(unique, hash_name)
    if alike > limits.alike:
        raise TeselaError("rdf.poisoned", nodes=alike)
    if alike > limits.alike_here:
        return _in_own_process(unique, hash_name, limits.seconds, alike)
    return canonical_unbounded(unique, hash_name)


def canonical_unbounded(quads: Iterable[ox.Quad], hash_name: HashName) -> str:
    """As `canonical`, for quads one made oneself: nothing bounds the time."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(_ALGORITHMS[hash_name][0])
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


def nodes_alike(quads: Sequence[ox.Quad], hash_name: HashName = "sha256") -> int:
    """How many blank nodes share their first-degree hash (RDFC-1.0, 4.6) with another."""
    lines: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        blank = {term.value for term in terms if isinstance(term, ox.BlankNode)}
        for node in blank:
            lines[node].append(" ".join(_as_seen_from(node, term) for term in terms))
    if len(lines) < 2:
        return 0
    algorithm = _ALGORITHMS[hash_name][1]
    hashes = Counter(
        algorithm("\n".join(sorted(seen)).encode()).digest() for seen in lines.values()
    )
    return sum(number for number in hashes.values() if number > 1)


def _as_seen_from(node: str, term: object) -> str:
    if not isinstance(term, ox.BlankNode):
        return str(term)
    return "_:a" if term.value == node else "_:z"


def _in_own_process(quads: list[ox.Quad], hash_name: HashName, seconds: float, alike: int) -> str:
    text = "".join(f"{quad} .\n" for quad in quads)
    try:
        answer = own_process.answer_of(
            "tesela.codecs.rdfc", text.encode(), hash_name, seconds=seconds
        )
    except own_process.OverBoundsError as error:
        raise TeselaError("rdf.poisoned", nodes=alike) from error
    return answer.decode()


if __name__ == "__main__":
    asked: HashName = "sha384" if sys.argv[1] == "sha384" else "sha256"
    given = ox.parse(sys.stdin.buffer.read(), format=ox.RdfFormat.N_QUADS)
    sys.stdout.buffer.write(canonical_unbounded(given, asked).encode())
