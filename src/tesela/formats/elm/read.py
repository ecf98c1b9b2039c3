"""An ELM description → `Achievement`, and what was left behind.

What is left behind is found by writing the achievement again: a member of the
description that does not come out is a loss. Labels of concepts are none; they
are the list's, not the description's.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from tesela.codecs.jsontext import parse
from tesela.formats.elm.describe import describe
from tesela.formats.elm.members import members
from tesela.formats.elm.table import CONTEXTS
from tesela.formats.elm.values import many
from tesela.model.achievement import Achievement
from tesela.text.errors import TeselaError

_LABELLING = ("prefLabel", "title", "noteLiteral")
_KINDS = ("LearningAchievementSpecification", "Qualification")


@dataclass(frozen=True, slots=True)
class Loss:
    """A member of the document that the achievement does not have.

    `path` names it, steps separated by `/`, a node in a list by its `id`.
    """

    path: str
    value: Any


def read_description(data: bytes) -> tuple[Achievement, tuple[Loss, ...]]:
    """The achievement that a description states, and all that it could not take. Raises as `described`."""
    document = parse(data)
    achievement = _described(document)
    return achievement, tuple(
        _losses(document, describe(achievement), "", frozenset(_labels(document)))
    )


def described(data: bytes) -> Achievement:
    """The same without asking what was lost, which takes longer than reading.

    Raises TeselaError: those of `codecs.jsontext.parse`, `elm.no_description`
    for another kind of document, `elm.unreadable` with the field where a value
    makes no sense.
    """
    return _described(parse(data))


def _described(document: Any) -> Achievement:
    if not _is_description(document):
        raise TeselaError("elm.no_description")
    try:
        return Achievement.model_validate(members(document))
    except ValidationError as error:
        field = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise TeselaError("elm.unreadable", field=field) from error


def _is_description(document: object) -> bool:
    return (
        isinstance(document, dict)
        and CONTEXTS[-1] in many(document.get("@context"))
        and any(kind in many(document.get("type")) for kind in _KINDS)
    )


def _labels(document: Any) -> Iterator[str]:
    """The labels of all concepts, which also stand as titles of what has no other."""
    if isinstance(document, dict):
        if document.get("type") == "Concept" and "prefLabel" in document:
            yield _exactly(document["prefLabel"])
        for member in document.values():
            yield from _labels(member)
    elif isinstance(document, list):
        for some in document:
            yield from _labels(some)


def _losses(given: Any, told: Any, path: str, labels: frozenset[str]) -> Iterator[Loss]:
    if isinstance(given, dict) and isinstance(told, dict):
        same = given.get("id") == told.get("id")
        for name, value in given.items():
            if not (same and name in _LABELLING and _exactly(value) in labels):
                there = f"{path}/{name}" if path else name
                yield from _losses(value, told.get(name), there, labels)
    elif isinstance(given, list) and given:
        rest = _by_name(many(told))
        for name, value in _by_name(given).items():
            yield from _losses(value, rest.get(name), f"{path}/{name}", labels)
    elif isinstance(told, list) and len(told) == 1:
        yield from _losses(given, told[0], path, labels)
    elif given != told:
        yield Loss(path, given)


def _exactly(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _by_name(values: list[Any]) -> dict[str, Any]:
    return {
        str(value["id"]) if isinstance(value, dict) and "id" in value else str(position): value
        for position, value in enumerate(values, start=1)
    }
