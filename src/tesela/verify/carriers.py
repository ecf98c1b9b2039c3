"""Finding the credential in what somebody handed over.

A carrier is recognised by its first bytes, never by its name. To add one:
its reader and a line in `CARRIERS`.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from tesela.codecs import jsontext
from tesela.text.errors import TeselaError

MAXIMUM_BYTES = 20_000_000


class Carrier(NamedTuple):
    """One kind of file a credential may come in."""

    name: str
    recognises: Callable[[bytes], bool]
    document: Callable[[bytes], dict[str, Any]]


def credential_in(data: bytes) -> tuple[str, dict[str, Any]]:
    """The carrier's name and the credential in `data`.

    Raises TeselaError `input.unknown`, `input.pdf_without_credential`, and
    the `json.*` and `pdf.*` of files that cannot be read.
    """
    if len(data) > MAXIMUM_BYTES:
        raise TeselaError("json.too_large", bytes=len(data), maximum=MAXIMUM_BYTES)
    for carrier in CARRIERS:
        if carrier.recognises(data):
            return carrier.name, carrier.document(data)
    raise TeselaError("input.unknown")


def _from_json(data: bytes) -> dict[str, Any]:
    value = jsontext.parse(data)
    if not isinstance(value, dict):
        raise TeselaError("input.unknown")
    return value


def _from_pdf(data: bytes) -> dict[str, Any]:
    # Loaded for PDF only: it takes as long as verifying a JSON credential.
    from tesela.formats.document.attached import attached_credential

    attached = attached_credential(data)
    if attached is None:
        raise TeselaError("input.pdf_without_credential")
    return _from_json(attached)


def _looks_like_json(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[", b'"')


CARRIERS = (
    Carrier("pdf", lambda data: b"%PDF-" in data[:1024], _from_pdf),
    Carrier("json", _looks_like_json, _from_json),
)
