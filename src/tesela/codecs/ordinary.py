"""Most JSON that one is sent is ordinary; then a faster parser reads it, with the same result.

`jsontext` is the strict reader and its own authority. A text is ordinary where `orjson`
cannot read it otherwise than that reader:

1. Without its escaped backslashes and quotation marks, every quotation mark in it is the beginning or
   end of a string. Of other escapes only those of surrogates are not ordinary.
2. No member's name stands twice. In that text `":` ends a name, or begins a string
   with a colon; white space between the two is not ordinary. So where there are as many `":`
   as members, none was lost.
3. Numbers are below 10**15: beyond, parsers differ in what becomes of them.
4. Nothing is nested deeper than the strict reader allows.

What orjson refuses, or is not ordinary, the strict reader reads, or says what is wrong with.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

_SPACED_NAME = re.compile(rb'"[ \t\n\r]+:')
_ESCAPED_SURROGATE = re.compile(rb"\\u[Dd][89A-Fa-f]")
_ESCAPED_MARK = re.compile(rb'\\["\\]')
_GREATEST = 10**15


class NotOrdinaryError(ValueError):
    """Left to the strict reader."""


def read(data: bytes, maximum_depth: int) -> Any:
    """The JSON value in `data`, nested at most so deep. Raises NotOrdinaryError."""
    bare = data
    if b"\\" in data:  # 1
        if _ESCAPED_SURROGATE.search(data):
            raise NotOrdinaryError
        if _ESCAPED_MARK.search(data):  # quicker than replacing nothing
            bare = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    if _SPACED_NAME.search(bare):
        raise NotOrdinaryError
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise NotOrdinaryError from error
    if _members(value, maximum_depth) != bare.count(b'":'):  # 2
        raise NotOrdinaryError
    return value


def read_each(several: Sequence[bytes], maximum_depth: int) -> list[Any]:
    """The JSON value in each. Raises NotOrdinaryError where `read` does for one of them.

    None has fewer `":` than members: so all have as many where there are as many in all. The line
    break keeps them from making another where they meet.
    """
    together = b"\n".join(several)
    if b"\\" in together or _SPACED_NAME.search(together):
        raise NotOrdinaryError
    try:
        values = list(map(orjson.loads, several))
    except orjson.JSONDecodeError as error:
        raise NotOrdinaryError from error
    if _members(values, maximum_depth + 1) != together.count(b'":'):
        raise NotOrdinaryError
    return values


def _members(value: Any, depth: int) -> int:
    """How many members all objects in it have, in so much depth."""
    if isinstance(value, dict):
        found = len(value)
        inside: Iterable[Any] = value.values()
    elif isinstance(value, list):
        found = 0
        inside = value
    else:
        if isinstance(value, int | float) and not -_GREATEST < value < _GREATEST:  # 3
            raise NotOrdinaryError
        return 0
    if not depth:  # 4
        raise NotOrdinaryError
    for one in inside:
        if one.__class__ is not str:
            found += _members(one, depth - 1)
    return found
