"""What was found in a file as people look at it: by standard element, each value with its place.

Every value is a box that is not ticked. Values that say different things of
one member are radio buttons with “none of these”, which is what is chosen
first: so nothing becomes part of a description that nobody looked at.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tesela.model.draft import Draft, Found
from tesela.site.design.choices import named
from tesela.site.design.nodes import Fold, Group, Line, Many, Node, One, Several, Words, flat
from tesela.site.design.origins import place_words
from tesela.site.design.outline import PAGES
from tesela.site.drafts.carried import Link, Shown
from tesela.text.catalogue import say
from tesela.text.languages import is_language_tag

_TITLE = "2"
NEITHER = ""
"""What the button “none of these” sends."""
_OPTIONAL = frozenset({"12", "13", "14", "15", "16"})
"""Elements of Annex I that are stated only where they apply."""


@dataclass(frozen=True)
class Said:
    """A piece of a value: its label, if it is one of several, and the text, maybe by language."""

    label: str
    text: str
    texts: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Offered:
    """A link that the words of a find suggest: its number, and whether it is taken."""

    number: int
    link: Link
    ticked: bool


@dataclass(frozen=True)
class Choice:
    """One find: its number in the draft, what it says, and where that stood."""

    number: int
    said: tuple[Said, ...]
    where: str
    links: tuple["Offered", ...]
    ticked: bool


@dataclass(frozen=True)
class Member:
    """One member of a description, with the finds for it."""

    name: str
    """Of its field in the form."""
    label: str
    choices: tuple[Choice, ...]

    @property
    def is_contested(self) -> bool:
        """Whether the file says more than one thing here."""
        return len(self.choices) > 1

    @property
    def is_taken(self) -> bool:
        """Whether one of the finds is taken."""
        return any(choice.ticked for choice in self.choices)


@dataclass(frozen=True)
class Section:
    """What was found for one standard element."""

    key: str
    heading: str
    """The code of its heading."""
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Gap:
    """A standard element for which nothing was found."""

    number: str
    optional: bool

    @property
    def code(self) -> str:
        return f"element.{self.number}"

    @property
    def asks(self) -> str:
        """The code of what the Recommendation asks there."""
        return f"drafts.asks.{self.number}"


@dataclass(frozen=True)
class Taken:
    """What a person has ticked: numbers of finds and of links."""

    finds: frozenset[int] = frozenset()
    links: frozenset[int] = frozenset()


NOTHING = Taken()
"""What is ticked when the page opens."""


def sections(shown: Shown, taken: Taken, language: str) -> list[Section]:
    """The finds by standard element, in the order of Annex I; what is none comes last.

    The title is always there, since a person can write one.
    """
    by_element: dict[str, dict[str, list[int]]] = {_TITLE: {}}
    for number, found in enumerate(shown.draft.found):
        by_element.setdefault(found.element, {}).setdefault(found.path, []).append(number)
    return [
        Section(
            element or "other",
            f"element.{element}" if element else "drafts.finds.other",
            tuple(
                _member(shown, numbers, taken, language) for numbers in by_element[element].values()
            ),
        )
        for element in sorted(by_element, key=lambda one: int(one) if one.isdigit() else 99)
    ]


def gaps(draft: Draft) -> list[Gap]:
    """The standard elements without a find, in the order of Annex I."""
    return [Gap(number, number in _OPTIONAL) for number in sorted(draft.gaps, key=int)]


def ticked(shown: Shown, data: QueryDict) -> Taken:
    """What the form says to take: of one member one find at most."""
    draft = shown.draft
    finds = frozenset(
        number
        for some in _members(draft)
        for number in some
        if data.get(_name(some), NEITHER) == str(number)
    )
    sent = set(data.getlist("link"))
    links = frozenset(number for number in range(len(shown.links)) if str(number) in sent)
    return Taken(finds, links)


def with_uncontested(shown: Shown, taken: Taken) -> Taken:
    """What was ticked, and every find that is the only one for its member."""
    alone = {some[0] for some in _members(shown.draft) if len(some) == 1}
    return Taken(taken.finds | alone, taken.links)


def name_of(draft: Draft, number: int) -> str:
    """The name of the field in which find `number` is taken."""
    path = draft.found[number].path
    return next(_name(some) for some in _members(draft) if draft.found[some[0]].path == path)


def _members(draft: Draft) -> Collection[Sequence[int]]:
    """The numbers of the finds, by member."""
    places: dict[str, list[int]] = {}
    for number, found in enumerate(draft.found):
        places.setdefault(found.path, []).append(number)
    return places.values()


def _name(numbers: Sequence[int]) -> str:
    return f"take-{numbers[0]}"


def _member(shown: Shown, numbers: Sequence[int], taken: Taken, language: str) -> Member:
    found = [shown.draft.found[number] for number in numbers]
    nodes = tuple(_nodes(found[0].path))
    return Member(
        _name(numbers),
        label_of(found[0].path, language),
        tuple(
            Choice(
                number,
                tuple(_said(nodes[-1] if nodes else None, one.value, "", language)),
                _where(one, language),
                tuple(
                    Offered(at, link, at in taken.links)
                    for at, link in enumerate(shown.links)
                    if link.found == number
                ),
                number in taken.finds,
            )
            for number, one in zip(numbers, found, strict=True)
        ),
    )


def _where(found: Found, language: str) -> str:
    place = place_words(found.where.kind, found.where.name, language)
    return say("drafts.finds.where", language, place=place, excerpt=found.where.excerpt)


def label_of(path: str, language: str) -> str:
    """What the editor calls the member at `path`: “Outcome 2: Text”."""
    steps, nodes = path.split("."), list(_nodes(path))
    if not nodes:
        return path
    leaf = say(nodes[-1].code, language)
    at = next((int(step) for step in reversed(steps) if step.isdigit()), None)
    several = next((node for node in reversed(nodes) if isinstance(node, Several)), None)
    if several is None or at is None:
        return leaf
    item = say(f"{several.code}.item", language, number=at + 1)
    return item if nodes[-1] is several else say("design.part_of", language, whole=item, part=leaf)


def _nodes(path: str) -> Iterator[Node]:
    """The nodes of the editor's outline that `path` passes; none for what the editor lacks."""
    here: Iterable[Node] = (node for page in PAGES for node in flat(page.nodes))
    for step in path.split("."):
        if step.isdigit():
            continue
        node = next((one for one in here if one.name == step), None)
        if node is None:
            return
        yield node
        here = flat(node.members) if isinstance(node, Group | Several | Fold) else ()


def _said(node: Node | None, value: Any, label: str, language: str) -> Iterator[Said]:
    """A value in pieces, each as people read it."""
    if isinstance(value, list):
        for part in value:
            yield from _said(node, part, label, language)
    elif isinstance(value, dict) and _is_text(node, value):
        yield Said(label, "", value)
    elif isinstance(value, dict):
        members = flat(node.members) if isinstance(node, Group | Several) else ()
        inner = {one.name: one for one in members}
        for name, part in value.items():
            held = inner.get(name)
            own = say(held.code, language) if held and held.code else ""
            if held and own:
                yield from _said(held, part, own, language)
    elif isinstance(node, One | Many):
        yield Said(label, named(node.source, str(value), language))
    else:
        yield Said(label, str(value))


def _is_text(node: Node | None, value: Mapping[str, Any]) -> bool:
    """Whether it is a text by language."""
    if isinstance(node, Words):
        return True
    return not isinstance(node, Group | Several | Line) and all(map(is_language_tag, value))
