"""JSON Canonicalization Scheme (RFC 8785): one exact byte form of a JSON value."""

import rfc8785

from tesela.text.errors import TeselaError


def canonical(value: object) -> bytes:
    """The canonical bytes of `value`.

    Raises TeselaError `json.not_canonical` for what JSON cannot say exactly:
    integers beyond 2**53, NaN, lone surrogates, keys that are no strings.
    """
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as error:
        raise TeselaError("json.not_canonical") from error
