"""Reading JSON that strangers sent (RFC 8259), strictly and within bounds; writing it plainly.

Doubled members are refused, because readers differ in which one they take and
a signature must mean one thing (I-JSON, RFC 7493, 2.3); so are NaN and
Infinity, lone surrogates, and text that is too long or nested too deeply.
"""

import json
import marshal
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from tesela.codecs import ordinary
from tesela.text.errors import TeselaError

MAXIMUM_BYTES = 2_000_000
MAXIMUM_DEPTH = 60
_WITHOUT_REFERENCES = 2
"""A version of the format in which equal values are written alike."""
_BRACKET = re.compile(r"[\[\]{}]")
_ESCAPED_SURROGATE = re.compile(r"\\u[Dd][89A-Fa-f]")


def parse(data: bytes, maximum_bytes: int = MAXIMUM_BYTES) -> Any:
    """The JSON value in `data` (UTF-8, a byte order mark is forgiven).

    Raises TeselaError: `json.too_large`, `json.not_utf8`, `json.too_deep`,
    `json.invalid` with line and column, `json.doubled_member`,
    `json.lone_surrogate`, `json.number`.
    """
    if len(data) > maximum_bytes:
        raise TeselaError("json.too_large", bytes=len(data), maximum=maximum_bytes)
    try:
        return ordinary.read(data, MAXIMUM_DEPTH)
    except ordinary.NotOrdinaryError:
        return _strictly(data)


def parse_each(several: Sequence[bytes], maximum_bytes: int = MAXIMUM_BYTES) -> list[Any]:
    """The JSON value in each, faster than one by one; the same, and the same errors, as `parse`."""
    if sum(map(len, several)) <= maximum_bytes:
        try:
            return ordinary.read_each(several, MAXIMUM_DEPTH)
        except ordinary.NotOrdinaryError:
            pass
    return [parse(data, maximum_bytes) for data in several]


def _strictly(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TeselaError("json.not_utf8", position=error.start) from error
    _refuse_deep(text)
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise TeselaError("json.invalid", line=error.lineno, column=error.colno) from error
    except ValueError as error:  # integers of thousands of digits
        raise TeselaError("json.number") from error
    if _ESCAPED_SURROGATE.search(text):
        _refuse_surrogates(value)
    return value


def plain(value: object) -> str:
    """JSON without needless spaces, in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def fingerprint(value: Any) -> bytes:
    """The same only for equal JSON values with their members in the same order.

    For looking up what was made of a value a moment ago; several times faster
    than writing it. Nothing reads it, and another version of Python writes another.
    """
    try:
        return marshal.dumps(value, _WITHOUT_REFERENCES)
    except ValueError:  # a mapping that is no dict
        return plain(value).encode(errors="surrogatepass")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise TeselaError("json.doubled_member", member=name)
            seen.add(name)
    return members


def _constant(name: str) -> NoReturn:
    raise TeselaError("json.number", number=name)


def _refuse_deep(text: str) -> None:
    """Count brackets outside strings, so that no parser is asked to recurse too far."""
    depth = 0
    outside = text.replace("\\\\", "").replace('\\"', "").split('"')[::2]
    for character in _BRACKET.findall("".join(outside)):
        if character in "[{":
            depth += 1
            if depth > MAXIMUM_DEPTH:
                raise TeselaError("json.too_deep", maximum=MAXIMUM_DEPTH)
        else:
            depth -= 1


def _refuse_surrogates(value: object) -> None:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise TeselaError("json.lone_surrogate") from error
    elif isinstance(value, dict):
        for name, member in value.items():
            _refuse_surrogates(name)
            _refuse_surrogates(member)
    elif isinstance(value, list):
        for member in value:
            _refuse_surrogates(member)
