"""Which blank node got which canonical name (RDFC-1.0, 4.4, "issued identifiers map").

pyoxigraph canonicalises a dataset without saying how it renamed the nodes. The
map is found by comparing both texts:

1. Every node is coloured by its statements, again and again with its
   neighbours' colours, until nothing changes; a colour of one node on each
   side is a pair.
2. Where several have one colour, the first canonical one is paired with each
   candidate in turn, and 1 is done again. Nodes that no statement tells apart
   may be exchanged: either way the statements are the same.
3. The map counts when the renamed statements are the canonical ones.

The work is bounded; a graph that needs more is refused.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import pyoxigraph as ox

from tesela.codecs.rdfc import canonical
from tesela.text.errors import TeselaError

_MOST_TRIES = 64
_MOST_ROUNDS = 100
Colours = dict[str, str]
_Terms = tuple[object, ...]


def canonical_labels(quads: Sequence[ox.Quad]) -> tuple[str, dict[str, str]]:
    """The canonical N-Quads of `quads`, and name of a blank node there → canonical name.

    Raises TeselaError `rdf.too_many_quads`, `rdf.poisoned`.
    """
    text = canonical(quads)
    ours = [_terms(quad) for quad in dict.fromkeys(quads)]
    theirs = [_terms(quad) for quad in ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS)]
    tries = _Tries(ours, theirs, text)
    found = tries.labels({})
    if found is None:
        raise TeselaError("rdf.poisoned", nodes=len(_nodes(ours)))
    return text, found


def relabelled(quads: Sequence[ox.Quad], labels: Mapping[str, str]) -> list[str]:
    """The statements as lines, blank nodes renamed, in order, each once.

    Raises KeyError for a node without a name.
    """
    return sorted({_line(_terms(quad), labels) for quad in quads})


class _Tries:
    def __init__(self, ours: list[_Terms], theirs: list[_Terms], text: str) -> None:
        self.ours, self.theirs, self.text = ours, theirs, text
        self.left = _MOST_TRIES

    def labels(self, fixed: Mapping[str, str]) -> dict[str, str] | None:
        """A map that agrees with `fixed`; None when there is none, or it takes too long."""
        self.left -= 1
        if self.left < 0:
            return None
        ours = _by_colour(_coloured(self.ours, fixed))  # 1
        named = fixed.values()
        theirs = _by_colour(_coloured(self.theirs, dict(zip(named, named, strict=True))))
        if {colour: len(nodes) for colour, nodes in ours.items()} != {
            colour: len(nodes) for colour, nodes in theirs.items()
        }:
            return None
        alike = next((colour for colour in sorted(ours) if len(ours[colour]) > 1), None)
        if alike is None:
            found = {nodes[0]: theirs[colour][0] for colour, nodes in ours.items()}
            return found if self._fits(found) else None  # 3
        for candidate in ours[alike]:  # 2
            found_there = self.labels({**fixed, candidate: theirs[alike][0]})
            if found_there is not None:
                return found_there
        return None

    def _fits(self, found: Mapping[str, str]) -> bool:
        return "".join(sorted({_line(terms, found) for terms in self.ours})) == self.text


def _coloured(quads: list[_Terms], fixed: Mapping[str, str]) -> Colours:
    colours = {node: fixed.get(node, "") for node in _nodes(quads)}
    for _ in range(min(len(colours) + 1, _MOST_ROUNDS)):
        seen: dict[str, list[str]] = {node: [] for node in colours}
        for terms in quads:
            for node in {term.value for term in terms if isinstance(term, ox.BlankNode)}:
                seen[node].append(" ".join(_seen_from(node, term, colours) for term in terms))
        finer = {
            node: sha256("\n".join([colours[node], *sorted(lines)]).encode()).hexdigest()
            for node, lines in seen.items()
        }
        if len(set(finer.values())) == len(set(colours.values())) and colours != dict.fromkeys(
            colours, ""
        ):
            return finer
        colours = finer
    return colours


def _seen_from(node: str, term: object, colours: Colours) -> str:
    if not isinstance(term, ox.BlankNode):
        return str(term)
    return f"_:self{colours[node]}" if term.value == node else f"_:other{colours[term.value]}"


def _by_colour(colours: Colours) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in sorted(colours):
        found.setdefault(colours[node], []).append(node)
    return found


def _nodes(quads: list[_Terms]) -> list[str]:
    return list(
        dict.fromkeys(
            term.value for terms in quads for term in terms if isinstance(term, ox.BlankNode)
        )
    )


def _terms(quad: ox.Quad) -> _Terms:
    return (quad.subject, quad.predicate, quad.object, quad.graph_name)


def _line(terms: _Terms, labels: Mapping[str, str]) -> str:
    named = [
        ox.BlankNode(labels[term.value]) if isinstance(term, ox.BlankNode) else term
        for term in terms
    ]
    return f"{ox.Quad(*named)} .\n"  # type: ignore[arg-type]
