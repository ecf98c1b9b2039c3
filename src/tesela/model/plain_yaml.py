"""Most descriptions are plain YAML; then they are read in one go, with the same result.

`description` reads twice, before and while it builds nodes, and is its own authority. Here values
and places are made of the parser's events as they come. YAML is plain where nothing could come of it
but that:

1. one document, with no anchors, aliases or tags;
2. members whose names are scalars, none twice;
3. nested no deeper than allowed.

What is not plain is left to the other reader, which reads it or says what is wrong; so are texts
whose end is no YAML, since what is wrong there is said first.
"""

from collections.abc import Callable
from typing import Any

import yaml

Places = dict[str, tuple[int, int]]
"""JSON Pointer → line and column."""

_QUOTED = ("'", '"', "|", ">")
_WORDS = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "": None,
    "~": None,
    "null": None,
}
_INTEGER = "tag:yaml.org,2002:int"


class NotPlainError(ValueError):
    """Left to the other reader."""


def read(text: str, loader: Any, places: Places, *, depth: int, digits: int) -> Any:
    """The value in `text`, nested at most `depth` deep; `places` is filled.

    Integers have at most `digits` letters; longer ones stay text. Raises NotPlainError, and
    yaml.YAMLError for what is no YAML.
    """
    parser = loader(text)
    try:
        return _Reader(parser, places, digits).document(depth)
    finally:
        parser.dispose()


def scalar(plain: str, resolved: Callable[[], str], digits: int) -> Any:
    """An unquoted number, boolean or nothing; else text: `no` is Norwegian, not false."""
    if plain in _WORDS:
        return _WORDS[plain]
    candidate = plain.lstrip("-").isdigit() and plain[:1] != "0" and len(plain) <= digits
    return int(plain) if candidate and resolved() == _INTEGER else plain


class _Reader:
    """One text on its way through the parser."""

    def __init__(self, parser: Any, places: Places, digits: int) -> None:
        self._parser = parser
        self._next: Callable[[], Any] = parser.get_event
        self._places = places
        self._digits = digits

    def document(self, depth: int) -> Any:
        self._expect(yaml.StreamStartEvent)
        self._expect(yaml.DocumentStartEvent)
        value = self._value(self._next(), "", depth)
        self._expect(yaml.DocumentEndEvent)
        self._expect(yaml.StreamEndEvent)
        return value

    def _expect(self, kind: type[Any]) -> None:
        if self._next().__class__ is not kind:
            raise NotPlainError

    def _value(self, event: Any, path: str, depth: int) -> Any:
        if event.__class__ is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            raise NotPlainError
        if path not in self._places:
            mark = event.start_mark
            self._places[path] = mark.line + 1, mark.column + 1
        if event.__class__ is yaml.ScalarEvent:
            return event.value if event.style in _QUOTED else self._scalar(event.value)
        if not depth:
            raise NotPlainError
        if event.__class__ is yaml.MappingStartEvent:
            return self._mapping(path, depth - 1)
        return self._sequence(path, depth - 1)

    def _mapping(self, path: str, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while (key := self._next()).__class__ is not yaml.MappingEndEvent:
            if key.__class__ is not yaml.ScalarEvent or key.value in made:
                raise NotPlainError
            if key.anchor is not None or key.tag is not None:
                raise NotPlainError
            here = f"{path}/{key.value}"
            mark: Any = key.start_mark  # events of a parser always have one
            self._places[here] = mark.line + 1, mark.column + 1
            made[key.value] = self._value(self._next(), here, depth)
        return made

    def _sequence(self, path: str, depth: int) -> list[Any]:
        made: list[Any] = []
        while (event := self._next()).__class__ is not yaml.SequenceEndEvent:
            made.append(self._value(event, f"{path}/{len(made)}", depth))
        return made

    def _scalar(self, plain: str) -> Any:
        return scalar(
            plain,
            lambda: self._parser.resolve(yaml.ScalarNode, plain, (True, False)),
            self._digits,
        )
