"""Finding the credential in what somebody handed over.

A carrier is recognised by its first bytes, never by its name. To add one:
its reader and a line in `CARRIERS`.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tesela.codecs import jsontext
from tesela.text.errors import TeselaError

MAXIMUM_BYTES = 20_000_000


class Carrier(NamedTuple):
    """One kind of file a credential may come in."""

    name: str
    recognises: Callable[[bytes], bool]
    documents: Callable[[bytes], Iterator[bytes]]
    """The credential's JSON, then what lies beside it."""


class HandedOver(NamedTuple):
    """What somebody handed over: a credential, in its carrier, with its company."""

    carrier: str
    document: dict[str, Any]
    beside: tuple[bytes, ...] = ()
    """Documents that the carrier holds besides; strangers' bytes as yet."""


def credential_in(data: bytes) -> HandedOver:
    """The credential in `data`, and what lies beside it.

    Raises TeselaError `input.unknown`, `input.pdf_without_credential`, and
    the `json.*` and `pdf.*` of files that cannot be read.
    """
    if len(data) > MAXIMUM_BYTES:
        raise TeselaError("json.too_large", bytes=len(data), maximum=MAXIMUM_BYTES)
    for carrier in CARRIERS:
        if carrier.recognises(data):
            first, *beside = carrier.documents(data)
            return HandedOver(carrier.name, _object(first), tuple(beside))
    raise TeselaError("input.unknown")


def _object(data: bytes) -> dict[str, Any]:
    value = jsontext.parse(data)
    if not isinstance(value, dict):
        raise TeselaError("input.unknown")
    return value


def _from_json(data: bytes) -> Iterator[bytes]:
    yield data


def _from_pdf(data: bytes) -> Iterator[bytes]:
    # Loaded for PDF only: it takes as long as verifying a JSON credential.
    from tesela.formats.document.attached import attached_documents

    found = list(attached_documents(data))
    if not found:
        raise TeselaError("input.pdf_without_credential")
    yield from found


def _looks_like_json(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[", b'"')


CARRIERS = (
    Carrier("pdf", lambda data: b"%PDF-" in data[:1024], _from_pdf),
    Carrier("json", _looks_like_json, _from_json),
)
