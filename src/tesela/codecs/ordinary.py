"""Most JSON that one is sent is ordinary; then a faster parser reads it, with the same result.

`jsontext` is the strict reader and its own authority. A text is ordinary where `orjson`
cannot read it otherwise than that reader:

1. Without its escaped backslashes and quotation marks, every quotation mark in it is the beginning or
   end of a string. Of other escapes only those of surrogates are not ordinary.
2. No member's name stands twice: of what is outside all strings, each colon belongs to a member. So
   where there are as many colons as members, none was lost.
3. Numbers are below 10**15: beyond, parsers differ in what becomes of them.
4. Nothing is nested deeper than the strict reader allows.
5. A text that orjson would write of what it has read keeps 1 and 2: of a name that stood twice, or of
   white space, nothing is written. Programs often write so, and comparing is quickest.

What orjson refuses, or is not ordinary, the strict reader reads, or says what is wrong with.
"""

import re
from collections.abc import Sequence
from typing import Any

import orjson

_ESCAPED_SURROGATE = re.compile(rb"\\u[Dd][89A-Fa-f]")
_ESCAPED_MARK = re.compile(rb'\\["\\]')
_GREATEST = 10**15


class NotOrdinaryError(ValueError):
    """Left to the strict reader."""


def read(data: bytes, maximum_depth: int) -> Any:
    """The JSON value in `data`, nested at most so deep. Raises NotOrdinaryError."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise NotOrdinaryError from error
    members = _members(value, maximum_depth)
    if orjson.dumps(value) == data:  # 5
        return value
    if members != _outside(data).count(b":"):  # 2
        raise NotOrdinaryError
    return value


def read_each(several: Sequence[bytes], maximum_depth: int) -> list[Any]:
    """The JSON value in each. Raises NotOrdinaryError where `read` does for one of them.

    None has fewer colons than members: so all have as many where there are as many in all.
    """
    colons = _outside(b"\n".join(several)).count(b":")
    try:
        values = list(map(orjson.loads, several))
    except orjson.JSONDecodeError as error:
        raise NotOrdinaryError from error
    if _members(values, maximum_depth + 1) != colons:
        raise NotOrdinaryError
    return values


def _outside(data: bytes) -> bytes:
    """What is outside the strings of `data`, if it is JSON. Raises NotOrdinaryError."""
    if b"\\" in data:  # 1
        if _ESCAPED_SURROGATE.search(data):
            raise NotOrdinaryError
        if _ESCAPED_MARK.search(data):  # quicker than replacing nothing
            data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return b"".join(data.split(b'"')[::2])


def _members(value: Any, maximum_depth: int) -> int:
    """How many members all objects in it have. Raises NotOrdinaryError as 3 and 4 say.

    Level by level: what stands in all lists and objects of one is the next.
    """
    found, level = 0, [value]
    for depth in range(maximum_depth, -1, -1):
        inside: list[Any] = []
        for one in level:
            kind = one.__class__
            if kind is list or kind is dict:
                if not depth:  # 4
                    raise NotOrdinaryError
                if kind is dict:
                    found += len(one)
                    inside += one.values()
                else:
                    inside += one
            elif (kind is int or kind is float) and not -_GREATEST < one < _GREATEST:  # 3
                raise NotOrdinaryError
        level = [one for one in inside if one.__class__ is not str]
        if not level:
            break
    return found
