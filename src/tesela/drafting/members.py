"""An achievement that another file states → finds, member by member.

What a file of the European Learning Model, a badge or a wallet's credential
says is read by that format's own reader; here it is only taken apart, so that a
person can take each value or leave it. Identity and version, of the file and of
the organisations in it, stay behind: a new description gets its own.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tesela.drafting.values import shortened
from tesela.model.achievement import Achievement, Credits, FrameworkReference, NationalLevel, Scope
from tesela.model.base import Part
from tesela.model.draft import Found, Place
from tesela.model.party import Identifier, Party
from tesela.text.localized import LocalizedText

ELEMENTS = {
    "title": "2",
    "issuer": "3",
    "awarding_bodies": "4",
    "learning_outcomes": "6",
    "workload": "7",
    "level": "8",
    "assessment": "9",
    "participation": "10",
    "quality_assurance": "11",
    "prerequisites": "12",
    "grading": "14",
    "stackability": "15",
    "further_information": "16",
}
"""Member of a description → the element of Annex I that it is."""
_WHOLE = (Credits, FrameworkReference, Identifier, NationalLevel, Scope)
"""Parts that make no sense by halves."""
_OWN = ("id", "version", "derived_from")
_HANDLE = re.compile(r"learning_outcomes\.\d+\.id\Z")
_LISTED_WHOLE = ("outcomes",)


def members_of(
    achievement: Achievement, rule: str, place_of: Callable[[str], str]
) -> Iterator[Found]:
    """Each value of an achievement, at the place that `place_of` gives for its JSON Pointer."""
    named = any(part.outcomes for part in achievement.assessment)
    for name in type(achievement).model_fields:
        value = getattr(achievement, name)
        if name in _OWN or value == type(achievement).model_fields[name].get_default():
            continue
        for path, stated in _leaves(value, name):
            if _HANDLE.match(path) and not named:  # nothing refers to it
                continue
            pointer = "/" + path.replace(".", "/")
            where = Place("member", place_of(pointer) or pointer, _shown(stated))
            yield Found(_element(path), path, stated, where, rule)


def _element(path: str) -> str:
    if path.startswith("assessment.") and path.endswith(".supervision"):
        return "13"
    return ELEMENTS.get(path.partition(".")[0], "")


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, _WHOLE):
        yield path, value.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    elif isinstance(value, Part):
        for name, field in type(value).model_fields.items():
            member = getattr(value, name)
            if member != field.get_default() and not (name == "id" and isinstance(value, Party)):
                yield from _leaves(member, f"{path}.{name}")
    elif isinstance(value, tuple) and path.rpartition(".")[2] in _LISTED_WHOLE:
        yield path, list(value)
    elif isinstance(value, tuple):
        for at, member in enumerate(value):
            yield from _leaves(member, f"{path}.{at}")
    elif value is not None:
        yield path, _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, LocalizedText):
        return dict(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: Any) -> str:
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        return shortened(" · ".join(value.values()))
    return shortened(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
