"""Nodes with several types that bring contexts of their own (JSON-LD 1.1, 4.1.12).

The standard applies the contexts of all types of a node, in the order of the
types' names. pyoxigraph 0.5.13 applies only one. Where the types of a document
always stand together, and their contexts agree, each may as well have the
context of all: that is what comes out when one is applied after the other.
What cannot be seen to be so is left as it is, and `jsonld` refuses it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tesela.codecs.leaves import TYPE_KEYS

Json = Any
_HARMLESS = (("@protected", True), ("@version", 1.1))


def merged(
    document: Mapping[str, Json], contexts: list[Mapping[str, Json]]
) -> list[Mapping[str, Json]]:
    """`contexts`, in which types that stand together in `document` share theirs."""
    scopes = {
        name: definition
        for context in contexts
        for name, definition in context.items()
        if isinstance(definition, Mapping) and isinstance(definition.get("@context"), Mapping)
    }
    nodes = [types.intersection(scopes) for types in _types(document)]
    groups = {types for types in nodes if len(types) > 1}
    shared: dict[str, Mapping[str, Json]] = {}
    for group in groups:
        apart = any(types & group and types != group for types in nodes)
        if not apart and (
            scope := _one_scope([scopes[name]["@context"] for name in sorted(group)])
        ):
            shared |= {name: {**scopes[name], "@context": scope} for name in group}
    if not shared:
        return contexts
    return [
        {name: shared.get(name, definition) for name, definition in context.items()}
        for context in contexts
    ]


def _types(value: Json) -> Iterator[frozenset[str]]:
    """The types of every node below `value`."""
    if isinstance(value, list):
        for member in value:
            yield from _types(member)
    elif isinstance(value, Mapping):
        stated = [value[key] for key in TYPE_KEYS if key in value]
        yield frozenset(
            name
            for some in stated
            for name in (some if isinstance(some, list) else [some])
            if isinstance(name, str)
        )
        for name, member in value.items():
            if name not in ("@context", *TYPE_KEYS):
                yield from _types(member)


def _one_scope(scopes: list[Mapping[str, Json]]) -> Mapping[str, Json] | None:
    """The contexts as one; None where they contradict each other or say more than terms."""
    one: dict[str, Json] = {}
    for scope in scopes:
        for name, definition in scope.items():
            special = name.startswith("@") and (name, definition) not in _HARMLESS
            if special or one.get(name, definition) != definition:
                return None
        one |= scope
    protected = {scope.get("@protected") for scope in scopes}
    return one if len(protected) == 1 else None
