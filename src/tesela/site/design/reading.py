"""What was typed into a page of the editor, as members of an achievement.

A *value* is the page's part of `Description.content`, with every text as it
was typed. Each part of a list also remembers under `WAS` which stored part it
was, so that texts in languages that the page does not show stay with it when
parts move.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tesela.site.design.nodes import Fold, Group, Line, Many, Node, One, Page, Several, Words

WAS = "_was"
MOST_PARTS = 400
"""Parts of one list that are read at all; the model's own bounds are narrower."""
MOST_CHOSEN = 400
Value = dict[str, Any]


@dataclass(frozen=True)
class Reader:
    """Reads what was sent for the languages in `shown`; `order` is that of the description."""

    data: QueryDict
    shown: Sequence[str]
    order: Sequence[str]

    def page(self, page: Page, stored: Mapping[str, Any]) -> Value:
        """The page's members as they were typed."""
        return self._members(page.nodes, "", stored)

    def _members(self, nodes: Iterable[Node], before: str, stored: Mapping[str, Any]) -> Value:
        value: Value = {}
        for node in nodes:
            if isinstance(node, Fold):
                value |= self._members(node.members, before, stored)
            else:
                value[node.name] = self._one(node, f"{before}{node.name}", stored.get(node.name))
        return value

    def _one(self, node: Node, name: str, stored: Any) -> Any:  # noqa: PLR0911 - one a kind
        match node:
            case Words():
                return self._words(name, stored or {})
            case Line(kind=kind):
                return self._line(name, kind)
            case One():
                return self._text(name)
            case Many():
                return _chosen(self.data.getlist(name), stored or ())
            case Group(members=members):
                return self._members(members, f"{name}-", stored or {})
            case Several(members=members):
                return self._parts(name, members, stored or [])
            case _:
                return stored

    def _words(self, name: str, stored: Mapping[str, str]) -> dict[str, str]:
        typed = {tag: self._text(f"{name}-{tag}") for tag in self.shown}
        texts = {**stored, **typed}
        tags = [tag for tag in self.order if tag in texts]
        tags += [tag for tag in texts if tag not in tags]
        return {tag: texts[tag] for tag in tags}

    def _line(self, name: str, kind: str) -> Any:
        text = self._text(name)
        if kind == "lines":
            return [line.strip() for line in text.split("\n") if line.strip()]
        if kind == "number":
            return text.replace(",", ".").replace(" ", "")
        return text

    def _text(self, name: str) -> str:
        return str(self.data.get(name) or "").replace("\r\n", "\n").strip()

    def _parts(
        self, name: str, members: tuple[Node, ...], stored: Sequence[Mapping[str, Any]]
    ) -> list[Value]:
        parts = []
        for at in range(min(_whole(self.data.get(f"{name}-count")), MOST_PARTS)):
            was = _whole(self.data.get(f"{name}-{at}-was"), default=-1)
            before: Mapping[str, Any] = stored[was] if 0 <= was < len(stored) else {}
            part = self._members(members, f"{name}-{at}-", before)
            if before:
                part[WAS] = was
            parts.append(part)
        return parts


def as_value(page: Page, content: Mapping[str, Any]) -> Value:
    """The value of what is stored; the opposite of `cleaned`."""
    return _remembering(page.nodes, content)


def cleaned(page: Page, value: Value) -> Value:
    """The value without what is empty, as a description holds it.

    A part of a list in which nothing was typed is left out.
    """
    return {name: kept for name in page.members if _filled(kept := _clean(value.get(name)))}


def pruned(page: Page, value: Value) -> Value:
    """The value as `cleaned` has it, to be typed on: parts still know which they were."""
    return {name: _clean(value.get(name), keep=(WAS,)) for name in page.members}


def with_handles(outcomes: Sequence[Value]) -> None:
    """Give every learning outcome without a short name one that no other has."""
    taken = {outcome["id"] for outcome in outcomes if outcome.get("id")}
    number = 0
    for outcome in outcomes:
        while not outcome.get("id"):
            number += 1
            if (name := f"outcome-{number}") not in taken:
                outcome["id"] = name
                taken.add(name)


def _remembering(nodes: Iterable[Node], stored: Mapping[str, Any]) -> Value:
    value: Value = {}
    for node in nodes:
        match node:
            case Fold(members=members):
                value |= _remembering(members, stored)
            case Group(name=name, members=members):
                value[name] = _remembering(members, stored.get(name) or {})
            case Several(name=name, members=members):
                value[name] = [
                    {**_remembering(members, part), WAS: at}
                    for at, part in enumerate(stored.get(name) or ())
                ]
            case _:
                value[node.name] = stored.get(node.name)
    return value


def _clean(value: Any, keep: tuple[str, ...] = ()) -> Any:
    if isinstance(value, dict):
        kept = {
            name: member
            for name, typed in value.items()
            if name != WAS and _filled(member := _clean(typed, keep))
        }
        return {**kept, **{name: value[name] for name in keep if kept and name in value}}
    if isinstance(value, list):
        return [member for typed in value if _filled(member := _clean(typed, keep))]
    return value


def _chosen(sent: Iterable[str], stored: Iterable[Any]) -> list[str]:
    """What was chosen: first what was chosen before, in the order it had."""
    new = list(dict.fromkeys(chosen for chosen in sent if chosen))[:MOST_CHOSEN]
    before = [str(value) for value in stored if str(value) in new]
    return before + [chosen for chosen in new if chosen not in before]


def _filled(value: Any) -> bool:
    return value is not None and value not in ("", {}, [])


def _whole(text: Any, default: int = 0) -> int:
    written = str(text or "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else default
