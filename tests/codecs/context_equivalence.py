"""When two JSON-LD contexts mean the same, as judged by processors that are not ours.

Two independent witnesses:

* `meaning` asks PyLD what every term is, in every scope a document can reach, and
  `differences` compares two such accounts term by term;
* `statements` lets pyoxigraph read `document_using(context)`, which uses every
  term in its scope, as a property and as a type.

Two contexts also have to get on alike with others: `outcome_together`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Any

import pyoxigraph as ox
from pyld import jsonld
from pyld.context_resolver import ContextResolver

FACTS = ("@id", "reverse", "@type", "@language", "@direction", "@container", "protected",
         "_prefix", "@index", "@nest")  # fmt: skip
CONTEXT_FACTS = ("@base", "@vocab", "@language", "@direction", "@version", "processingMode")
_MODE = {"base": "", "processingMode": "json-ld-1.1"}
LINK = "urn:probe:has"

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Refusal:
    """A context that cannot stand where it does; JSON-LD's own error code."""

    code: str


def meaning(context: Context) -> dict[str, object]:
    """Place → what stands there, for a context and all its scoped contexts.

    A place is a path of terms; `A as type / b` is the term `b` inside a node of
    type `A`, `A as property / b` inside the value of the property `A`.
    """
    return dict(_Account().of(context))


def differences(ours: Context, theirs: Context) -> list[str]:
    """The places where two contexts differ in meaning."""
    return places_apart(meaning(ours), meaning(theirs))


def places_apart(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    return sorted(
        place for place in one.keys() | other.keys() if one.get(place) != other.get(place)
    )


def outcome_together(*contexts: Context) -> dict[str, object] | Refusal:
    """What a list of contexts means, or the error code with which it is refused."""
    account = _Account()
    try:
        active = account.active(account.start, list(contexts))
    except jsonld.JsonLdError as error:
        return Refusal(error.code)
    return {term: _facts(mapping) for term, mapping in active["mappings"].items()}


def document_using(context: Context) -> dict[str, Any]:
    """A document without `@context` that uses every term of `context` in its scope."""
    uses = _Uses(context)
    return uses.node(**uses.of(context))


def statements(document: Mapping[str, Any], context: Context) -> str:
    """Canonical N-Quads (RDFC-1.0) of `document` read under `context`."""
    text = json.dumps({"@context": context, **document})
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.JSON_LD))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


def places(context: Context) -> Iterator[tuple[str, ...]]:
    """The path of every term, at the top and in scopes."""
    for name in _names(context):
        yield (name,)
        scope = _scope(context[name])
        if scope:
            yield from ((name, *inner) for inner in places(scope))


def without(context: Context, place: Sequence[str]) -> Context:
    """A copy in which the term at `place` is not defined."""
    changed = deepcopy(dict(context))
    scope: Any = changed
    for name in place[:-1]:
        scope = scope[name]["@context"]
    del scope[place[-1]]
    return changed


def with_definition(context: Context, place: Sequence[str], definition: object) -> Context:
    """A copy in which the term at `place` is defined as given."""
    changed = deepcopy(dict(context))
    scope: Any = changed
    for name in place[:-1]:
        scope = scope[name]["@context"]
    scope[place[-1]] = definition
    return changed


def definition_at(context: Context, place: Sequence[str]) -> Any:
    """The definition of the term at `place`."""
    scope: Any = context
    for name in place[:-1]:
        scope = scope[name]["@context"]
    return scope[place[-1]]


class _Account:
    """What PyLD makes of contexts."""

    def __init__(self) -> None:
        self.processor = jsonld.JsonLdProcessor()
        self.start = self.processor._get_initial_context(_MODE)

    def active(self, parent: Any, context: Any, **how: bool) -> Any:
        """The active context after `context`.

        With an empty cache each time: PyLD's would answer for a property what
        it found for a type, though only properties may redefine protected terms.
        """
        options = {**_MODE, "contextResolver": ContextResolver({}, _refuse)}
        return self.processor._process_context(parent, context, options, **how)

    def of(self, context: Context) -> Iterator[tuple[str, object]]:
        active = self.active(self.start, context)
        yield from self._terms("", self.start, active, context)

    def _terms(
        self, path: str, parent: Any, active: Any, context: Context | None
    ) -> Iterator[tuple[str, object]]:
        """The terms that `context` adds to or changes in `parent`, giving `active`."""
        yield f"{path}@", {name: active.get(name) for name in CONTEXT_FACTS}
        before, now = parent["mappings"], active["mappings"]
        yield f"{path}@undefined", sorted(before.keys() - now.keys())
        for term, mapping in now.items():
            if before.get(term) is not mapping:
                yield f"{path}{term}", _facts(mapping)
        for term in _names(context or {}):
            definition = (context or {})[term]
            if isinstance(definition, Mapping) and "@context" in definition:
                yield from self._scoped(f"{path}{term}", active, definition["@context"])

    def _scoped(
        self, path: str, active: Any, scope: Context | None
    ) -> Iterator[tuple[str, object]]:
        yield f"{path} @propagate", scope.get("@propagate") if scope else None
        ways = {
            "as property": {"override_protected": True},
            "as type": {"propagate": False},
        }
        for way, how in ways.items():
            try:
                inside = self.active(active, False if scope is None else scope, **how)
            except jsonld.JsonLdError as error:
                yield f"{path} {way}", Refusal(error.code)
            else:
                yield from self._terms(f"{path} {way} / ", active, inside, scope)


def _facts(mapping: Mapping[str, Any]) -> dict[str, object]:
    facts = {name: mapping.get(name) for name in FACTS}
    scope = mapping.get("@context")
    facts["scope"] = "none" if scope is None else "own" if scope else "cleared"
    return facts


def _names(context: Context) -> list[str]:
    return [name for name in context if not name.startswith("@")]


def _scope(definition: object) -> Context | None:
    return definition.get("@context") if isinstance(definition, Mapping) else None


class _Uses:
    """Writes nodes that use every term, each value a name that occurs once."""

    def __init__(self, context: Context) -> None:
        self.fresh = (f"urn:probe:{number}" for number in count())
        self.top = sorted(_names(context))
        self.refused = {
            place for place, what in meaning(context).items() if isinstance(what, Refusal)
        }

    def node(self, **members: Any) -> dict[str, Any]:
        return {"@id": next(self.fresh), **members}

    def of(self, context: Context, path: str = "") -> dict[str, Any]:
        """Members that use every term of `context` where it stands at `path`."""
        members: dict[str, Any] = {}
        nodes: list[dict[str, Any]] = [{"id": next(self.fresh), "type": next(self.fresh)}]
        for name in _names(context):
            definition = context[name]
            if definition in ("@id", "@type"):
                continue
            members[f"{name}:probe"] = next(self.fresh)
            if not isinstance(definition, Mapping) or "@context" not in definition:
                members[name] = next(self.fresh)
                nodes.append(self.node(**{"@type": name}))
                continue
            scope = definition["@context"]
            inside = f"{path}{name} as property / "
            if scope is None:
                members[name] = {term: next(self.fresh) for term in self.top}
                continue
            members[name] = [self.node(**self.of(scope, inside))]
            if f"{path}{name} as type" in self.refused:
                continue  # redefines protected terms; pyoxigraph takes no plain text there
            members[name] += [next(self.fresh), *_names(scope)]
            inside = f"{path}{name} as type / "
            nodes.append(self.node(**{"@type": name}, **self.of(scope, inside)))
        return members | {LINK: nodes}


def _refuse(url: str, _options: object) -> None:
    raise AssertionError(f"a context must not name another: {url}")
