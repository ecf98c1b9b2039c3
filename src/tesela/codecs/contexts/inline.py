"""Contexts that stand in the document itself, as far as they can do no harm.

A published context means the same to everybody; one inside a document is its
writer's. The VC Data Model allows it (2.0, 4.3), so a reader who wants such
documents (`ContextSet(inline=True)`) accepts one that only adds names for
what nobody else has a name for:

1. Members are `@protected: true` and terms with an absolute IRI each.
2. No IRI ends in a character that would make its term a prefix (JSON-LD 1.1, 4.1.5).
3. No term is one that a published context defines, unless with the same IRI:
   a protected term must not be redefined (JSON-LD 1.1, 4.1.11), and a reader
   goes by the name of a member.
4. No IRI is one that a published context has a term for: the same statement
   under another name would still be signed, and no reader would find it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tesela.codecs.leaves import IRI
from tesela.codecs.recent import Recent
from tesela.text.errors import TeselaError

MOST_TERMS = 50
_PREFIX_ENDS = (":", "/", "?", "#", "[", "]", "@")
Json = Any


def checked(
    stated: Mapping[str, Json],
    published: Mapping[str, Mapping[str, Json]],
    before: Mapping[str, str],
) -> dict[str, str]:
    """The terms of a context in a document (term → IRI), which add to those `before`.

    `published` are the contexts that are known by their address. Raises
    TeselaError `jsonld.context_inline`, `jsonld.redefined`.
    """
    terms = {name: iri for name, iri in stated.items() if name != "@protected"}
    if stated.get("@protected", True) is not True or not 0 < len(terms) <= MOST_TERMS:
        raise TeselaError("jsonld.context_inline")
    names, taken, vocabularies = _KNOWN.get_or_make(published, lambda: _known(published))
    for name, iri in terms.items():
        simple = isinstance(iri, str) and IRI.match(iri) and not iri.endswith(_PREFIX_ENDS)
        if not simple or not name or ":" in name or name.startswith("@"):  # 1, 2
            raise TeselaError("jsonld.context_inline")
        known = names.get(name, {iri}) | {before.get(name, iri)}
        hidden = name not in names and (iri in taken or iri.startswith(vocabularies))
        if known != {iri} or hidden:  # 3, 4
            raise TeselaError("jsonld.redefined", term=name[:80])
    return terms


_KNOWN: Recent[Mapping[str, Json], tuple[dict[str, set[str]], frozenset[str], tuple[str, ...]]] = (
    Recent(8)
)


def _known(
    published: Mapping[str, Mapping[str, Json]],
) -> tuple[dict[str, set[str]], frozenset[str], tuple[str, ...]]:
    """Term → its IRIs, all of these IRIs, and the vocabularies in which every IRI has a name."""
    names: dict[str, set[str]] = {}
    vocabularies = set()
    for context in published.values():
        for name, iri in _terms(context):
            if name == "@vocab":
                vocabularies.add(iri)
            else:
                names.setdefault(name, set()).add(iri)
    return names, frozenset(iri for some in names.values() for iri in some), tuple(vocabularies)


def _terms(context: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """Every name that a context defines anywhere, with what it stands for."""
    for name, definition in context.items():
        if isinstance(definition, Mapping):
            yield name, str(definition.get("@id", name))
            if isinstance(definition.get("@context"), Mapping):
                yield from _terms(definition["@context"])
        elif isinstance(definition, str):
            yield name, definition
