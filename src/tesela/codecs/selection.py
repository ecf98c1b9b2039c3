"""Selecting parts of a JSON-LD document by JSON pointers (RFC 6901; ECDSA Cryptosuites 1.0, 3.4).

What is shown of a document is a document again: the selected members, and of
every object on the way its `id` and `type`, without which nobody knows what
the members belong to. For comparing the statements of both, blank nodes get a
name before (`named`), which is taken away again from the statements.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from tesela.codecs import jsonld
from tesela.codecs.contexts import ContextSet
from tesela.codecs.leaves import ID_KEYS
from tesela.text.errors import TeselaError

MOST_POINTERS = 200
_INDEX = re.compile(r"(?:0|[1-9][0-9]{0,8})\Z")
_PREFIX = "urn:bnid:"
Json = Any


def tokens_of(pointer: str) -> list[str]:
    """The reference tokens of a JSON pointer (RFC 6901, 3 and 4).

    Raises TeselaError `selection.pointer`.
    """
    if not isinstance(pointer, str) or (pointer and not pointer.startswith("/")):
        raise TeselaError("selection.pointer", pointer=str(pointer)[:80])
    tokens = pointer.split("/")[1:]
    if any("~" in token.replace("~0", "").replace("~1", "") for token in tokens):
        raise TeselaError("selection.pointer", pointer=pointer[:80])
    return [token.replace("~1", "/").replace("~0", "~") for token in tokens]


def selected(document: Mapping[str, Json], pointers: Sequence[str]) -> dict[str, Json] | None:
    """What the pointers select of `document`; None when there are none.

    Raises TeselaError `selection.pointer` for one that leads nowhere.
    """
    if len(pointers) > MOST_POINTERS:
        raise TeselaError("selection.pointer", pointer=f"{len(pointers)}")
    if not pointers:
        return None
    chosen = _Chosen()
    for pointer in pointers:
        chosen.choose(document, tokens_of(pointer), pointer)
    made = _made(document, chosen)
    made["@context"] = copy.deepcopy(document["@context"])
    return {"@context": made.pop("@context"), **made}


class _Chosen:
    """What is chosen of one value: all of it, or some of its members."""

    def __init__(self) -> None:
        self.whole = False
        self.members: dict[str | int, _Chosen] = {}

    def choose(self, value: Json, tokens: Sequence[str], pointer: str) -> None:
        if not tokens:
            self.whole = True
            return
        key = _key(value, tokens[0])
        if key is None:
            raise TeselaError("selection.pointer", pointer=pointer[:80])
        self.members.setdefault(key, _Chosen()).choose(value[key], tokens[1:], pointer)


def _key(value: Json, token: str) -> str | int | None:
    if isinstance(value, dict):
        return token if token in value else None
    if isinstance(value, list) and _INDEX.match(token) and int(token) < len(value):
        return int(token)
    return None


def _made(value: Json, chosen: _Chosen) -> Json:
    if chosen.whole:
        return copy.deepcopy(value)
    if isinstance(value, list):
        places = sorted(at for at in chosen.members if isinstance(at, int))
        return [_made(value[at], chosen.members[at]) for at in places]
    made = {name: copy.deepcopy(value[name]) for name in ("id", "type") if name in value}
    for name, inside in chosen.members.items():
        made[str(name)] = _made(value[name], inside)
    return made


def named(document: Mapping[str, Json]) -> dict[str, Json]:
    """`document` with a name for each node that has none (3.4.6, "skolemize")."""
    numbers = iter(range(1_000_000))
    made: dict[str, Json] = _named(document, numbers)
    return made


def _named(value: Json, numbers: Iterator[int]) -> Json:
    if isinstance(value, list):
        return [_named(member, numbers) for member in value]
    if not isinstance(value, Mapping) or "@value" in value:
        return value
    own = {} if any(key in value for key in ID_KEYS) else {"id": f"{_PREFIX}{next(numbers)}"}
    return own | {
        name: member if name == "@context" else _named(member, numbers)
        for name, member in value.items()
    }


def statements(document: Mapping[str, Json] | None, contexts: ContextSet) -> list[ox.Quad]:
    """The statements of a document made by `named`, or selected from one, with blank nodes again.

    Whether all members are covered is to be asked of the original.
    """
    if document is None:
        return []
    return [_unnamed(quad) for quad in jsonld.statements(document, contexts)]


def _unnamed(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(
        _blank(quad.subject), quad.predicate, _blank(quad.object), _blank(quad.graph_name)
    )


def _blank(term: Any) -> Any:
    if isinstance(term, ox.NamedNode) and term.value.startswith(_PREFIX):
        return ox.BlankNode(f"b{term.value.removeprefix(_PREFIX)}")
    return term
