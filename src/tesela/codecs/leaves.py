"""The values of a JSON-LD document, numbered in one walk, and what may stand in their places.

A *shape* is a document without its texts. Step 1 of `jsonld` is done here:
what a signature could not keep is refused on the way.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tesela.text.errors import TeselaError

TYPE_KEYS = ("type", "@type")
ID_KEYS = ("id", "@id")
_CHARACTERS = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})"
SCHEMES = frozenset(("http", "https", "urn", "did", "data", "mailto", "tel", "tag"))
IRI = re.compile(
    rf"(?:https?://[A-Za-z0-9._~-]+(?::[0-9]{{1,5}})?(?:[/?]{_CHARACTERS}*)?"
    rf"|(?:urn|did|data|mailto|tel|tag):(?!//){_CHARACTERS}+)"
    rf"(?:#{_CHARACTERS}*)?\Z"
)
"""Absolute URIs (RFC 3986) of the schemes that no context uses as a prefix.

Narrower than the grammar of IRIs, so that whatever matches is kept by the
processor; what does not match is looked at by the processor itself.
"""
NODE = "urn:tesela:node:"
_PRESENTED = r"/verifiableCredential(?:/[0-9]+)?"
_PRAISED = r"(?:/issuer|/credentialSubject(?:/[0-9]+)?(?:/achievement(?:/[0-9]+)?(?:/creator)?)?)?"
WHOLE = re.compile(rf"(?:{_PRESENTED}|(?:{_PRESENTED})?{_PRAISED}/endorsement(?:/[0-9]+)?)\Z")
"""Where a document has whole documents in it, with contexts of their own.

A presentation has its credentials (VCDM 2.0, 4.12); a badge, its issuer and its
achievement have what others say of them (Open Badges 3.0, `endorsement`).
"""
TOWARDS_WHOLE = (
    "verifiableCredential",
    "endorsement",
    "issuer",
    "credentialSubject",
    "achievement",
    "creator",
)
"""Members that lead there."""
_KEPT_KEYWORDS = frozenset(("@context", "@id", "@type", "@value", "@language"))
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What RDFC-1.0 writes as an escape and other programs as itself; halves of surrogate pairs."""
MOST_CONTEXTS = 20
"""Of one document."""
MOST_INSIDE = 50
"""Documents inside one; together they name at most three times as many contexts."""
MOST_NODES = 8_000
"""With their types, for each of which the processor reads contexts again; a published transcript of
records has 6,547. More than once is counted what costs more: each context of the document as a
hundred, and nodes deeper than any honest one."""
_NODES_PER_CONTEXT = 100
_DEEP = 20
"""Steps from the document."""
MOST_TYPES = 50
"""Of one node."""
MOST_VALUES = 12_000
_GREATEST_EXACT = 2**53 - 1
_LEAST_FRACTION = 1e-6

Json = Any


class Leaves:
    """Every value of a document and its place; refuses what no signature keeps.

    `values[n]` is the n-th value, `paths[n]` where it stands; `constant` has
    the numbers of those that belong to the shape.
    """

    def __init__(self) -> None:
        self.values: list[Json] = []
        self.paths: list[str] = []
        self.constant: set[int] = set()
        self.identity: Json = None
        self.nodes = 0
        self.inside = 0
        self.contexts_inside = 0

    def walk(self, value: Json, path: str = "", top: bool = True) -> Json:
        """Notes every value below `value`; gives the shape, in which texts are empty."""
        if isinstance(value, dict):
            return self._walk_object(value, path, top)
        if isinstance(value, list):
            return self._walk_list(value, path)
        if value is None:
            raise TeselaError("jsonld.empty", path=path)
        number = len(self.values)
        if number == MOST_VALUES:
            raise TeselaError("jsonld.too_many", parts=number, maximum=MOST_VALUES)
        self.values.append(value)
        self.paths.append(path)
        if isinstance(value, str):
            _refuse_control(value, path)
            return ""
        _refuse_inexact(value, path)
        self.constant.add(number)
        return value

    def _walk_list(self, value: list[Json], path: str) -> Json:
        if not value:
            raise TeselaError("jsonld.empty", path=path)
        shape = []
        for at, member in enumerate(value):
            if isinstance(member, list):
                raise TeselaError("jsonld.nested_list", path=f"{path}/{at}")
            shape.append(self.walk(member, f"{path}/{at}", top=False))
        return shape

    def _walk_object(self, value: dict[str, Json], path: str, top: bool) -> Json:
        self._count(value, path)
        shape: dict[str, Json] = {}
        if top:
            self.identity = value.get("id")
        elif self.identity is not None and value.get("id") == self.identity and len(value) > 1:
            raise TeselaError("jsonld.described_twice", path=path)
        for name, member in value.items():
            here = f"{path}/{name}"
            _refuse_control(name, here)
            if name == "@context":
                if not top and not WHOLE.match(path):
                    raise TeselaError("jsonld.context_inline")
                shape[name] = member
            elif name.startswith("@") and name not in _KEPT_KEYWORDS:
                raise TeselaError("jsonld.keyword", path=here)
            elif ":" in name or (name in ("@id", "@type") and "@value" not in value):
                raise TeselaError("jsonld.not_a_term", path=here)
            elif name in TYPE_KEYS or name == "@language":
                _refuse_untextual(member, here)
                if "@value" in value and name in TYPE_KEYS and not IRI.match(str(member)):
                    raise TeselaError("jsonld.type_not_covered", path=here, type=str(member)[:80])
                shape[name] = member
            else:
                shape[name] = self.walk(member, here, top=False)
        return shape

    def _count(self, value: dict[str, Json], path: str) -> None:
        """Refuse more than the processor should be asked to read."""
        types = _number_of(value, "type")
        if types > MOST_TYPES:
            raise TeselaError("jsonld.too_many", parts=types, maximum=MOST_TYPES)
        self.nodes += 1 + types + max(0, path.count("/") - _DEEP) // 2
        contexts = _number_of(value, "@context")
        if not path:
            self.nodes += _NODES_PER_CONTEXT * contexts
        elif contexts:
            self.inside += 1
            self.contexts_inside += contexts
        if self.inside > MOST_INSIDE or self.contexts_inside > 3 * MOST_INSIDE:
            raise TeselaError("jsonld.too_many", parts=self.inside, maximum=MOST_INSIDE)
        if self.nodes > MOST_NODES:
            raise TeselaError("jsonld.too_many", parts=self.nodes, maximum=MOST_NODES)


def _number_of(value: dict[str, Json], name: str) -> int:
    member = value.get(name, [])
    return len(member) if isinstance(member, list) else 1


def without_direction(value: Json) -> Json:
    """`value` without the writing directions of its texts, which RDF cannot keep.

    To be asked only of a document that is signed as text: there the signature
    keeps them. Anything but `ltr` and `rtl` stays, and is refused.
    """
    if isinstance(value, list):
        return [without_direction(member) for member in value]
    if not isinstance(value, dict):
        return value
    directed = "@value" in value and value.get("@direction") in ("ltr", "rtl")
    return {
        name: without_direction(member)
        for name, member in value.items()
        if not (directed and name == "@direction")
    }


def _refuse_control(text: str, path: str) -> None:
    if CONTROL.search(text):
        raise TeselaError("jsonld.control_character", path=path)


def _refuse_inexact(number: float, path: str) -> None:
    """Refuse what programs write differently when they turn a number into text.

    JSON-LD 1.1 Processing Algorithms, 8.6, steps 10 and 11, gives 16 digits;
    programs differ where more are needed, from 2**53 on, and close to zero.
    """
    exact = abs(number) <= _GREATEST_EXACT and (number == 0 or abs(number) >= _LEAST_FRACTION)
    if not exact or Decimal(f"{number:.15e}") != Decimal(repr(float(number))):
        raise TeselaError("jsonld.number", path=path, number=str(number)[:40])


def _refuse_untextual(member: Json, path: str) -> None:
    texts = member if isinstance(member, list) else [member]
    if not texts or not all(isinstance(text, str) and text for text in texts):
        raise TeselaError("jsonld.type_not_covered", path=path, type=str(member)[:80])
    for text in texts:
        _refuse_control(text, path)


class Numbered:
    """Puts something in place of each value, which it numbers in the order of the walk."""

    def __init__(self, replace: Callable[[int, Json], Json], name_nodes: bool = False) -> None:
        self.replace = replace
        self.name_nodes = name_nodes
        self.next_value = 0
        self.nodes: dict[str, tuple[str, frozenset[str]]] = {}
        """Marker of a node's identity → its path and types; filled when nodes are named."""

    def value(self, value: Json) -> Json:
        number = self.next_value
        self.next_value += 1
        return self.replace(number, value)


def replaced(value: Json, by: Numbered, path: str = "") -> Json:
    """A copy of `value` with each of its values replaced by `by`, in the order of the walk."""
    if isinstance(value, list):
        return [replaced(member, by, f"{path}/{at}") for at, member in enumerate(value)]
    if not isinstance(value, dict):
        return by.value(value)
    made = {
        name: member
        if name in TYPE_KEYS or name in ("@context", "@language")
        else replaced(member, by, f"{path}/{name}")
        for name, member in value.items()
    }
    if by.name_nodes and "@value" not in value:
        _name_node(made, by, path)
    return made


def _name_node(made: dict[str, Json], by: Numbered, path: str) -> None:
    types = [made[key] for key in TYPE_KEYS if key in made]
    if not types and made and path:
        return
    names = frozenset(
        name for some in types for name in (some if isinstance(some, list) else [some])
    )
    own = next((made[key] for key in ID_KEYS if key in made), None)
    if own is None:
        own = made["@id"] = f"{NODE}{len(by.nodes)}"
    if isinstance(own, str):
        by.nodes[own] = (path, names)
