"""One line of many credentials (NDJSON): a JSON object as it was signed, or a token as a string.

What `tesela verify class.ndjson` and `POST /api/v1/verify-batch` take alike:

1. A line is no longer than a million octets; its end (LF or CR LF) is not counted.
2. A byte order mark before the first line is passed over; some editors put one there.
3. An object is verified as it stands; so is what a JSON string says: a token, or the text of
   a credential that has line ends.
"""

import json

from tesela.text.errors import TeselaError

MAXIMUM_LINE_BYTES = 1_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
READ_OF_LINE = len(_BYTE_ORDER_MARK) + MAXIMUM_LINE_BYTES + len(b"\r\n")
"""Whoever reads so much of a line has all of it, or what is too long with or without mark."""


def without_mark(first: bytes) -> bytes:
    """What the first line, or a whole file, says without its byte order mark."""
    return first.removeprefix(_BYTE_ORDER_MARK)


def credential_in_line(line: bytes) -> bytes:
    """The credential in one line, with or without its end.

    Raises TeselaError `api.batch_line`, `api.batch_form`.
    """
    if len(line.removesuffix(b"\n").removesuffix(b"\r")) > MAXIMUM_LINE_BYTES:
        raise TeselaError("api.batch_line")
    data = line.strip()
    if data.startswith(b"{"):
        return data
    try:
        text = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise TeselaError("api.batch_form") from error
    if not isinstance(text, str):
        raise TeselaError("api.batch_form")
    return text.encode("utf-8", "replace")
