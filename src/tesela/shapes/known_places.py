"""The places known in this process, and when one learns more (`places`, `learning`).

A document all of whose places are known is put together from them. When places
of another one are missing, they are learned from it after the full processor accepted it;
but not from the first document of its contexts, since a program that reads one
document would learn for nothing, and not again where it failed.

Bounds: some sets of contexts, each with so many places; more, and that set
starts anew. One use in a thousand is compared with the full processor, and
contexts for which it said something else are never put together again.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tesela.codecs.contexts import ContextSet
from tesela.codecs.rdfc import LIMITS
from tesela.codecs.recent import Recent
from tesela.shapes.learning import NotLearnableError, learned
from tesela.shapes.places import NotKnownError, Place, Statements, Way, node_key, statements
from tesela.shapes.rechecking import RECHECKING

MOST_CONTEXTS = 64
MOST_PLACES = 20_000
_MOST_FAILURES = 1000


@dataclass(slots=True)
class _Known:
    """What is known for one set of contexts; nodes of the outermost kind by their types."""

    documents: int = 0
    uses: int = 0
    trusted: bool = True
    outermost: dict[Hashable, Place] = field(default_factory=dict)
    failures: Recent[Way, bool] = field(default_factory=lambda: Recent(_MOST_FAILURES))


class KnownPlaces:
    """A bounded memory of places."""

    def __init__(self) -> None:
        self._known: Recent[Hashable, _Known] = Recent(MOST_CONTEXTS)

    def statements(self, document: Mapping[str, Any], meant: Hashable) -> Statements | None:
        """Those of `document`, whose contexts are `meant` (`jsonld.shape_of`); None: ask further."""
        if meant is None or not (known := self._known.get(meant)) or not known.trusted:
            return None
        root = known.outermost.get(node_key(document))
        if root is None:
            return None
        try:
            made = statements(document, root)
        except NotKnownError:
            return None
        return made if len(made.lines) <= LIMITS.quads else None

    def is_due(self, meant: Hashable) -> bool:
        """Whether this use is one that the full processor looks at."""
        known = self._known.get_or_make(meant, _Known)
        known.uses += 1
        return RECHECKING.is_due(known.uses)

    def distrust(self, meant: Hashable) -> None:
        """The full processor said something else."""
        self._known.get_or_make(meant, _Known).trusted = False

    def learn(self, document: Mapping[str, Any], contexts: ContextSet, meant: Hashable) -> None:
        """From a document that the full processor accepted."""
        if meant is None:
            return
        known = self._known.get_or_make(meant, _Known)
        known.documents += 1
        if known.documents == 1 or not known.trusted:
            return
        outermost = node_key(document)
        root = known.outermost.get(outermost, Place())
        missing = _missing(document, root)
        if not missing or any(known.failures.get((outermost, *way)) for way in missing):
            return
        try:
            found = learned(document, contexts)
        except NotLearnableError as failed:
            known.failures.put((outermost, *(failed.way or missing[0])), True)
            return
        if sum(one.size() for one in known.outermost.values()) + found.size() > MOST_PLACES:
            known.outermost.clear()
        known.outermost.setdefault(outermost, found).take(found)


def _missing(document: Mapping[str, Any], root: Place) -> tuple[Way, ...]:
    """The ways to what is not known, when it could be learned."""
    try:
        statements(document, root)
    except NotKnownError as unknown:
        return unknown.ways if unknown.learnable else ()
    return ()
