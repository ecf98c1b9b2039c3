"""Parts of the model as regular text: lines that people read and we read back.

What the European Learning Model has no property for stands in its notes, one
line a fact: `minimum age years: 18`, `achievements 1, title (en): First aid`.
Names are those of the model with spaces, numbers count from one, a language in
brackets says that the value is in that language. A line break inside a value
is followed by two spaces. Each language has its own text with the facts that
have no language repeated, so that every reader gets them all.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from tesela.model.base import Part
from tesela.text.localized import LocalizedText

Tree = dict[Any, Any]
"""Member name or number in a list → value or another tree."""

_NEUTRAL = "en"
"""The language of the names, for facts that have no language at all."""
_LINE = re.compile(r"([a-z0-9, ]+?)(?: \(([A-Za-z0-9-]+)\))?:(?: (.*))?\Z", re.DOTALL)
_STEP = re.compile(r"([a-z ]+?)(?: ([0-9]{1,4}))?\Z")


def written(members: Mapping[str, object], language: str = _NEUTRAL) -> dict[str, str]:
    """Language → lines, for the named parts of a model.

    Where nothing in them has a language, the text is in `language`.
    """
    tags = sorted({tag for value in members.values() for tag in _languages(value)})
    return {
        tag: "\n".join(
            line for name, value in members.items() for line in _lines(_words(name), value, tag)
        )
        for tag in tags or [language]
    }


def read(texts: Mapping[str, str]) -> Tree:
    """The members that `written` wrote; lines of another form are passed over."""
    tree: Tree = {}
    for text in texts.values():
        for line in re.split(r"\n(?!  )", text):
            if match := _LINE.match(line):
                _put(tree, *match.groups())
    return tree


def number(value: Decimal) -> str:
    """A figure without needless zeros."""
    return f"{value.normalize():f}"


def merged(one: Any, other: Any) -> Any:
    """Both trees in one; where they differ the other is right."""
    if isinstance(one, dict) and isinstance(other, dict):
        both = dict(one)
        for name, value in other.items():
            both[name] = merged(one.get(name), value)
        return both
    return other


def with_lists(tree: Any) -> Any:
    """The tree with numbered members as lists."""
    if isinstance(tree, list):
        return [with_lists(some) for some in tree]
    if not isinstance(tree, dict):
        return tree
    if tree and all(isinstance(name, int) for name in tree):
        return [with_lists(tree[position]) for position in sorted(tree)]
    return {name: with_lists(value) for name, value in tree.items()}


def plain(value: object) -> Any:
    """A part of the model as such a tree with lists: text leaves, nothing empty."""
    if isinstance(value, LocalizedText):
        return dict(value)
    if isinstance(value, Part):
        members = {name: plain(getattr(value, name)) for name in type(value).model_fields}
        return {name: member for name, member in members.items() if member not in (None, [])}
    if isinstance(value, tuple):
        return [plain(some) for some in value]
    if isinstance(value, Decimal):
        return number(value)
    return None if value is None else str(value)


def said(part: Part) -> dict[str, object]:
    """The members of a part that say something."""
    members = {name: getattr(part, name) for name in type(part).model_fields}
    return {name: value for name, value in members.items() if value not in (None, ())}


def _words(name: str) -> str:
    return name.replace("_", " ")


def _languages(value: object) -> Iterator[str]:
    if isinstance(value, LocalizedText):
        yield from value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _languages(getattr(value, name))
    elif isinstance(value, tuple):
        for some in value:
            yield from _languages(some)


def _lines(name: str, value: object, language: str) -> Iterator[str]:
    if isinstance(value, LocalizedText):
        if language in value:
            yield f"{name} ({language}): {_folded(value[language])}"
    elif isinstance(value, Part):
        members = said(value)
        if not members:
            yield f"{name}:"
        for field, member in members.items():
            yield from _lines(f"{name}, {_words(field)}", member, language)
    elif isinstance(value, tuple):
        for position, some in enumerate(value, start=1):
            yield from _lines(f"{name} {position}", some, language)
    elif isinstance(value, Decimal):
        yield f"{name}: {number(value)}"
    elif value is not None:
        yield f"{name}: {_folded(str(value))}"


def _folded(text: str) -> str:
    return text.replace("\n", "\n  ")


def _put(tree: Tree, path: str, language: str | None, value: str | None) -> None:
    steps: list[Any] = []
    for step in path.split(", "):
        if not (match := _STEP.match(step)):
            return
        steps.append(match[1].replace(" ", "_"))
        if match[2]:
            steps.append(int(match[2]))
    if language:
        steps.append(language)
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            return
    tree[steps[-1]] = {} if value is None else value.replace("\n  ", "\n")
