"""Every small change to a signed document, each named by its kind and place.

`changes` are those that a verifier must refuse: what is stated is another, or something is
added that the signature does not cover, or a member is moved to where readers overlook it.
`spellings` write the same statement otherwise.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

Json = Any
Path = tuple[str | int, ...]

UNDEFINED = "tesela-undefined-term"
ADDRESSES = {
    "credentialStatus": "https://www.w3.org/2018/credentials#credentialStatus",
    "credentialSubject": "https://www.w3.org/2018/credentials#credentialSubject",
    "evidence": "https://www.w3.org/2018/credentials#evidence",
    "name": "https://schema.org/name",
    "narrative": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#narrative",
}
"""Terms of the contexts that the documents use, and what they stand for."""
KEYWORDS = {"id": "@id", "type": "@type"}
ORDERED = "allowedValue"
KNOWN_CONTEXT = "https://www.w3.org/ns/did/v1"
"""A context that every judge may load and whose terms no document here uses."""


class Change(NamedTuple):
    """One changed document."""

    kind: str
    path: str
    document: dict[str, Json]


def changes(document: dict[str, Json]) -> Iterator[Change]:
    """Every changed leaf, deleted, hidden or added member, type and context of `document`."""
    for path, value in _places(document):
        where = _where(path)
        if path:
            yield _made(document, f"{where}member deleted", path, _DELETED)
        if isinstance(value, dict):
            yield from _of_node(document, where, path, value)
        elif isinstance(value, list):
            if path[-1] == ORDERED and value != value[::-1]:
                yield _made(document, "ordered list turned round", path, value[::-1])
        else:
            yield _made(document, f"{where}value changed", path, _other(value))
            if path[-1] == "name":
                tagged = {"@value": value, "@language": "en"}
                yield _made(document, f"{where}language added", path, tagged)
    yield from _of_context(document)


def spellings(document: dict[str, Json]) -> Iterator[Change]:
    """The same statements in JSON-LD, written otherwise."""
    longer = {**document, "@context": [*document["@context"], KNOWN_CONTEXT]}
    yield Change("context added that nothing uses", "/@context", longer)
    turned = {name: document[name] for name in reversed(document)}
    yield Change("members in another order", "/", turned)
    for path, value in _places(document):
        if path[:1] in (("@context",), ("proof",)) or not path:
            continue
        if isinstance(value, list) and path[-1] != ORDERED and len(value) > 1:
            yield _made(document, "unordered list turned round", path, value[::-1])
        if isinstance(value, str) and path[-1] == "name":
            yield _made(document, "single value in a list", path, [value])


def _of_node(
    document: dict[str, Json], where: str, path: Path, node: dict[str, Json]
) -> Iterator[Change]:
    yield _made(document, f"{where}undefined term added", (*path, UNDEFINED), "x")
    if "@value" in node:
        return
    defined = "nonce" if where else min({"description", "name"} - node.keys(), default="nonce")
    yield _made(document, f"{where}term added", (*path, defined), "x")
    types = node.get("type", [])
    listed = types if isinstance(types, list) else [types]
    yield _made(document, f"{where}undefined type added", (*path, "type"), [*listed, "X"])
    if not where and "BitstringStatusList" not in listed:
        yield _made(document, "type added", (*path, "type"), [*listed, "BitstringStatusList"])
    for names, kind in ((ADDRESSES, "address"), (KEYWORDS, "keyword")):
        for name in node.keys() & names.keys():
            moved = {names.get(n, n) if n == name else n: value for n, value in node.items()}
            yield _made(document, f"{where}member under its {kind}", path, moved)


def _of_context(document: dict[str, Json]) -> Iterator[Change]:
    contexts = document["@context"]
    for kind, extra in (
        ("definitions added", {UNDEFINED: "https://example.org/x"}),
        ("vocabulary added", {"@vocab": "https://example.org/"}),
        ("null context added", None),
        ("unknown context added", "https://example.org/unknown"),
    ):
        yield Change(kind, "/@context", {**document, "@context": [*contexts, extra]})


def _where(path: Path) -> str:
    if "@context" in path:
        return "proof context " if path[0] == "proof" else "context "
    return "proof " if path[:1] == ("proof",) else ""


_DELETED = object()


def _made(document: dict[str, Json], kind: str, path: Path, value: Json) -> Change:
    if not path:
        return Change(kind, "/", deepcopy(value))
    changed = deepcopy(document)
    place: Json = changed
    for step in path[:-1]:
        place = place[step]
    if value is _DELETED:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return Change(kind, "/" + "/".join(map(str, path)), changed)


def _places(value: Json, path: Path = ()) -> Iterator[tuple[Path, Json]]:
    yield path, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _places(member, (*path, name))
    elif isinstance(value, list):
        for at, member in enumerate(value):
            yield from _places(member, (*path, at))


def _other(value: Json) -> Json:
    """A value of the same kind, as near as can be."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    for old, new in (("2026", "2025"), ("2036", "2037")):
        if value.startswith(old):
            return new + value[4:]
    return value[:-1] + ("B" if value[-1] != "B" else "C")
