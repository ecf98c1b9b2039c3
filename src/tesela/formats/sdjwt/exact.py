"""Parts of the model as JSON and back, exactly: codes of controlled lists as their URIs.

The members are those of the model; which list a code is from, and which part
a member is, the model's own annotations say.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from tesela.model.base import CodeOf, Part
from tesela.text.localized import LocalizedText
from tesela.vocab import concept_by_uri, vocabulary

_LEVELS = {"eqf": "eqf", "eqf_levels": "eqf"}
"""Members whose numbers are codes of a list."""


def member(kind: type[Part], name: str, value: object) -> Any:
    """The member `name` of a part of this kind, as JSON."""
    return _written(value, _list_of(kind, name))


def read_member(kind: type[Part], name: str, value: object) -> Any:
    """The same back, as far as it is understood; the model decides whether it fits."""
    return _read(value, _list_of(kind, name), _part_of(kind, name))


def _written(value: object, name_of_list: str | None) -> Any:
    if isinstance(value, LocalizedText):
        return dict(value)
    if isinstance(value, Part):
        return {
            name: _written(getattr(value, name), _list_of(type(value), name))
            for name in type(value).model_fields
            if getattr(value, name) not in (None, ())
        }
    if isinstance(value, tuple):
        return [_written(element, name_of_list) for element in value]
    return vocabulary(name_of_list).concept(str(value)).uri if name_of_list else _plain(value)


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _read(value: object, name_of_list: str | None, part: type[Part] | None) -> Any:
    if isinstance(value, list):
        return [_read(element, name_of_list, part) for element in value]
    if part and isinstance(value, dict):
        return {name: _of_part(part, str(name), found) for name, found in value.items()}
    if name_of_list and isinstance(value, str):
        return _code(name_of_list, value)
    return str(value) if isinstance(value, float) else value


def _of_part(part: type[Part], name: str, value: object) -> Any:
    return read_member(part, name, value) if name in part.model_fields else value


def _code(name_of_list: str, uri: str) -> Any:
    concept = concept_by_uri(uri)
    if concept is None or concept.list != name_of_list:
        return uri
    return int(concept.code) if name_of_list in _LEVELS.values() else concept.code


def _list_of(kind: type[Part], name: str) -> str | None:
    """The controlled list that this member's codes are from."""
    field = kind.model_fields[name]
    found = [one for one in field.metadata if isinstance(one, CodeOf)]
    found += [one for one in _annotations(field.annotation) if isinstance(one, CodeOf)]
    return found[0].name if found else _LEVELS.get(name)


def _part_of(kind: type[Part], name: str) -> type[Part] | None:
    """The part of the model that this member is, or is a list of."""
    for one in _annotations(kind.model_fields[name].annotation):
        if isinstance(one, type) and issubclass(one, Part):
            return one
    return None


def _annotations(annotation: object) -> Iterator[object]:
    """Everything that an annotation is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _annotations(part)
