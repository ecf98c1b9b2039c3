"""Finding the credential in what somebody handed over.

A carrier is recognised by its first bytes, never by its name. To add one:
its reader and a line in `CARRIERS`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from string import ascii_letters, digits
from typing import Any, NamedTuple

from tesela.codecs import jsontext
from tesela.text.errors import Problem, TeselaError
from tesela.verify.bundles import Bundle, Carried, is_zip, only_bundle

MAXIMUM_BYTES = 20_000_000
_START = 10_000
_PNG = b"\x89PNG\r\n\x1a\n"
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_TOKEN_LETTERS = ascii_letters.encode() + digits.encode() + b"-_.~"
_FIRST_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z]\w*)")


class Carrier(NamedTuple):
    """One kind of file a credential may come in."""

    name: str
    recognises: Callable[[bytes], bool]
    documents: Callable[[bytes], Iterator[bytes]]
    """The credential, JSON or a token, then what lies beside it."""
    not_signed: str = ""
    """Code of what people are told where they see more than the credential."""


class HandedOver(NamedTuple):
    """What somebody handed over: a credential, in its carrier, with its company."""

    carrier: str
    secured: dict[str, Any] | str
    """A JSON object, or a token in compact text (JWS, SD-JWT)."""
    beside: tuple[bytes, ...] = ()
    """Documents that the carrier holds besides; strangers' bytes as yet."""
    exact: bytes = b""
    """The bytes of the credential itself."""
    inside: str = ""
    """The credential's file, where the carrier is a bundle of files."""
    carried: Carried | None = None
    """What a bundle says stood elsewhere."""


def credential_in(data: bytes) -> HandedOver:
    """The credential in `data`, and what lies beside it.

    Raises TeselaError `input.unknown`, `bundle.*`, `input.pdf_without_credential`,
    `input.picture_*`, `input.several_credentials`, and the `json.*` and
    `pdf.*` of files that cannot be read.
    """
    if len(data) > MAXIMUM_BYTES:
        raise TeselaError("json.too_large", bytes=len(data), maximum=MAXIMUM_BYTES)
    if is_zip(data):
        return _from_bundle(data)
    for carrier in CARRIERS:
        if carrier.recognises(data):
            first, *beside = carrier.documents(data)
            return HandedOver(carrier.name, secured_in(first), tuple(beside), first)
    raise TeselaError("input.unknown")


def _from_bundle(data: bytes) -> HandedOver:
    """The first credential of the one bundle in a ZIP."""
    bundle = only_bundle(data)
    name = next(iter(bundle.credentials))
    return credential_of(bundle, name)


def credential_of(bundle: Bundle, name: str) -> HandedOver:
    """The credential in the file `name` of a bundle. Raises as `secured_in`."""
    exact = bundle.credentials[name]
    return HandedOver("zip", secured_in(exact), bundle.beside, exact, name, bundle.carried)


def secured_in(data: bytes) -> dict[str, Any] | str:
    """The secured credential that `data` is by itself: a JSON object or a token.

    Raises TeselaError `input.unknown`, `json.*`.
    """
    if _looks_like_token(data):
        return data.strip().decode("ascii")
    value = jsontext.parse(data)
    if not isinstance(value, dict):
        raise TeselaError("input.unknown")
    return value


def _from_alone(data: bytes) -> Iterator[bytes]:
    yield data


def _from_pdf(data: bytes) -> Iterator[bytes]:
    # Loaded for PDF only: it takes as long as verifying a JSON credential.
    from tesela.formats.document.attached import attached_documents

    found = list(attached_documents(data))
    if not found:
        raise TeselaError("input.pdf_without_credential")
    yield from found


def _from_png(data: bytes) -> Iterator[bytes]:
    from tesela.formats.baked import png

    yield _only_json(png.credentials(data))


def _from_svg(data: bytes) -> Iterator[bytes]:
    from tesela.formats.baked import svg

    yield _only_json(svg.credentials(data))


def _only_json(found: list[bytes]) -> bytes:
    """The one credential of a picture; nobody could say which of several it shows."""
    if not found:
        raise TeselaError("input.picture_without_credential")
    if len(found) > 1:
        raise TeselaError("input.several_credentials", count=len(found))
    if not _looks_like_json(found[0]) and not _looks_like_token(found[0]):
        raise TeselaError("input.unknown")
    return found[0]


def _looks_like_svg(data: bytes) -> bool:
    """Markup whose first element is `svg`; an HTML page that shows one is none."""
    start = _COMMENT.sub(b"", data[:_START].removeprefix(b"\xef\xbb\xbf")).lstrip()
    if start[:1] != b"<":
        return False
    first = _FIRST_ELEMENT.search(start)
    return first is not None and first[1] == b"svg"


def _looks_like_json(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[", b'"')


def _looks_like_token(data: bytes) -> bool:
    """Three parts of base64url with dots between (RFC 7515, 3.1), then disclosures (RFC 9901, 4)."""
    text = data.strip()
    signed = text.partition(b"~")[0]
    return (
        signed.count(b".") == 2
        and not signed.startswith(b".")
        and not text.translate(None, delete=_TOKEN_LETTERS)
    )


CARRIERS = (
    Carrier("png", lambda data: data.startswith(_PNG), _from_png, "content.picture"),
    Carrier("pdf", lambda data: b"%PDF-" in data[:1024], _from_pdf, "content.pdf_pages"),
    Carrier("svg", _looks_like_svg, _from_svg, "content.picture"),
    Carrier("json", _looks_like_json, _from_alone),
    Carrier("token", _looks_like_token, _from_alone),
)


_IN_CREDENTIALS = (
    b'"@context"',
    b'"credentialSubject"',
    b'"payload"',
    b'"disclosures"',
    b"EnvelopedVerifiableCredential",
)
"""What stands in a credential of JSON, and in no description of an achievement."""


def looks_like_credential(data: bytes) -> bool:
    """Whether a credential may be in it; JSON and text may also be something else of ours."""
    if is_zip(data):
        return True
    carrier = next((some.name for some in CARRIERS if some.recognises(data)), None)
    if carrier == "json":
        return any(mark in data for mark in _IN_CREDENTIALS)
    return carrier is not None


def not_signed(content: Mapping[str, Any]) -> Problem | None:
    """What people are told of what they see around the credential, by a report's `content`."""
    carrier = content.get("carrier")
    if isinstance(seal := content.get("seal"), Mapping):
        code = "content.pdf_sealed" if seal["vouched"] else "content.pdf_sealed_by_unknown"
        return Problem(code, {"name": seal["name"]})
    if carrier == "zip":
        return Problem("content.bundle")
    code = next((some.not_signed for some in CARRIERS if some.name == carrier), "")
    return Problem(code) if code else None
