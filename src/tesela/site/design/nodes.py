"""What the outline of the editor is made of: members of an achievement, and pages of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Node:
    """One member: its name in the model and the code of its label."""

    name: str
    code: str


@dataclass(frozen=True)
class Words(Node):
    """A text in the languages of the description; `rows` above one makes room for paragraphs."""

    rows: int = 1
    needed: bool = False


Kind = Literal["text", "number", "date", "url", "email", "paragraphs", "lines"]


@dataclass(frozen=True)
class Line(Node):
    """A value in no language; `lines` is a list of such, one a line."""

    kind: Kind = "text"
    needed: bool = False


@dataclass(frozen=True)
class One(Node):
    """One value of `source` (see `choices`)."""

    source: str = ""
    needed: bool = False


@dataclass(frozen=True)
class Many(Node):
    """Values of `source`; with `search` they are looked for, as the list is long."""

    source: str = ""
    search: bool = False


@dataclass(frozen=True)
class Kept(Node):
    """A value that no page shows: the short name of a learning outcome."""


@dataclass(frozen=True)
class Group(Node):
    """A part with members of its own."""

    members: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Several(Node):
    """A list of parts; `code` labels the list, `<code>.item` one of them by its number."""

    members: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Fold(Node):
    """Members that are seldom needed, folded away; it is no member itself."""

    members: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Page:
    """One page of the editor: its name in addresses, and the standard elements it is about."""

    name: str
    nodes: tuple[Node, ...]
    elements: tuple[int, ...] = ()
    """Mandatory elements of Annex I; without any, the page is optional."""

    @property
    def code(self) -> str:
        """The code of its heading."""
        return f"design.page.{self.name}"

    @property
    def intro(self) -> str:
        """The code of the sentence under its heading."""
        return f"{self.code}.intro"

    @property
    def members(self) -> tuple[str, ...]:
        """The members of `Achievement` that it is about."""
        return tuple(node.name for node in flat(self.nodes))

    def holds(self, content: Mapping[str, Any]) -> bool:
        """Whether anything on it is filled in."""
        return any(content.get(name) for name in self.members)


def flat(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes, with those that are folded away."""
    for node in nodes:
        if isinstance(node, Fold):
            yield from flat(node.members)
        else:
            yield node
