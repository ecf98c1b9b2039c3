"""The seals that a PDF carries, read and checked but not believed (ISO 32000-2, 12.8).

Of each signature field that is filled:

1. its place in the file holds the CMS structure, zeros after it and nothing
   else; it covers all bytes before and behind its place, as far as it goes
2. the CMS signature of these bytes is right (`signed_data`)
3. a time-stamp of the signature's value, where one is there, is one of it

The last of them must reach to the end of the file. What was added after it may
only be what proves it longer (ETSI EN 319 142-1, 5.4: security store, further
time-stamps), as `pdf_revisions` finds out. So one changed byte anywhere fails.

Formats that are read: `ETSI.CAdES.detached`, `adbe.pkcs7.detached`, and
document time-stamps (`ETSI.RFC3161`).
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from asn1crypto import cms

from tesela.proofs import signed_data, timestamps
from tesela.proofs.certificates import Certificate, check_octets, malformed
from tesela.proofs.pdf_revisions import only_proofs_were_added
from tesela.proofs.seals import RevocationValues
from tesela.proofs.signed_data import FaultyError
from tesela.proofs.timestamps import Token
from tesela.text.errors import TeselaError

MOST_SEALS = 10
_MOST_REVISIONS = 3 * MOST_SEALS
_MOST_FIELDS = 500
_DEEPEST_FIELDS = 10
_MOST_VALUES = 100
_VALUE_BYTES = 5_000_000
_STORE_BYTES = 50_000_000
_CMS_BYTES = 2_000_000
_SEALS = ("/ETSI.CAdES.detached", "/adbe.pkcs7.detached")
_STAMPS = ("/ETSI.RFC3161",)


@dataclass(frozen=True, slots=True)
class Place:
    """A filled signature field."""

    form: str
    """Its `SubFilter`."""
    start: int
    end: int
    """Where in the file its value stands, between `<` and `>`."""
    reach: int
    """How far it covers the file."""
    value: bytes = field(repr=False)
    """The CMS structure."""

    @property
    def is_stamp(self) -> bool:
        """Whether it is a time-stamp of the document."""
        return self.form in _STAMPS


@dataclass(frozen=True, slots=True)
class Store:
    """The document's security store (ETSI EN 319 142-1, 5.4.2); nothing in it is believed."""

    certificates: tuple[bytes, ...] = ()
    values: RevocationValues = field(default_factory=RevocationValues)


@dataclass(frozen=True, slots=True)
class SealedPdf:
    """Where a PDF is sealed; nothing is checked but the form."""

    places: tuple[Place, ...]
    """In the order in which they were filled."""
    store: Store


@dataclass(frozen=True, slots=True)
class CheckedSeal:
    """A seal whose signature is right."""

    certificate: Certificate
    beside: tuple[bytes, ...]
    """Other certificates that came with it."""
    stamp: Token | None
    """The time-stamp of its value, checked; whose it is, is another question."""
    authority: Certificate | None
    """Who made that."""
    reach: int


def read(pdf: bytes) -> SealedPdf | None:
    """The seals of a PDF; None where no signature field is filled.

    Raises TeselaError `pades.malformed`, `pades.unsupported`, `pades.too_many`.
    """
    if b"/ByteRange" not in pdf and b"/ObjStm" not in pdf:
        return None
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            places = [_place(value, pdf) for value in _values(opened.Root)]
            store = _store(opened.Root) if places else Store()
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise TeselaError("pades.malformed") from error
    if not places:
        return None
    return SealedPdf(tuple(sorted(places, key=lambda place: place.reach)), store)


def _values(root: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """The values of filled signature fields."""
    form = root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    seen = 0
    waiting: list[tuple[Any, int, Any]] = [(one, 0, None) for one in form.get("/Fields", [])]
    found = 0
    while waiting:
        one, depth, inherited = waiting.pop()
        seen += 1
        if seen > _MOST_FIELDS or depth > _DEEPEST_FIELDS:
            raise TeselaError("pades.too_many")
        kind = one.get("/FT", inherited)
        waiting += [(kid, depth + 1, kind) for kid in one.get("/Kids", [])]
        value = one.get("/V")
        if str(kind) == "/Sig" and isinstance(value, pikepdf.Dictionary):
            found += 1
            if found > MOST_SEALS:
                raise TeselaError("pades.too_many")
            yield value


def _place(value: pikepdf.Dictionary, pdf: bytes) -> Place:
    """Step 1."""
    form = str(value.get("/SubFilter"))
    if form not in (*_SEALS, *_STAMPS):
        raise TeselaError("pades.unsupported", form=form[:40])
    zero, start, behind, rest = (int(number) for number in value.ByteRange)
    inside = zero == 0 < start < behind <= behind + rest <= len(pdf)
    if not inside or pdf[start : start + 1] != b"<" or pdf[behind - 1 : behind] != b">":
        raise TeselaError("pades.malformed")
    written = bytes.fromhex(pdf[start + 1 : behind - 1].decode("ascii"))
    if written != bytes(value.Contents) or any(sign in b" \t\r\n\f" for sign in pdf[start:behind]):
        raise TeselaError("pades.malformed")
    return Place(form, start, behind, behind + rest, _without_zeros(written))


def _without_zeros(written: bytes) -> bytes:
    """The DER structure; what stands behind it must be zeros."""
    if len(written) < 2:
        raise TeselaError("pades.malformed")
    length, header = written[1], 2
    if length & 0x80:
        octets = length & 0x7F
        if not 0 < octets <= 4:
            raise TeselaError("pades.malformed")
        length, header = int.from_bytes(written[2 : 2 + octets]), 2 + octets
    whole = header + length
    if whole > min(len(written), _CMS_BYTES) or any(written[whole:]):
        raise TeselaError("pades.malformed")
    return written[:whole]


def _store(root: pikepdf.Object) -> Store:
    stated = root.get("/DSS")
    if not isinstance(stated, pikepdf.Dictionary):
        return Store()

    left = _STORE_BYTES

    def values(name: str) -> tuple[bytes, ...]:
        nonlocal left
        found: list[bytes] = []
        for one in list(stated.get(name, []))[:_MOST_VALUES]:
            data = bytes(one.read_bytes()) if isinstance(one, pikepdf.Stream) else b""
            left -= len(data)
            if left < 0:  # each may unfold to qpdf's bound
                raise TeselaError("pades.too_many")
            if 0 < len(data) <= _VALUE_BYTES:
                found.append(data)
        return tuple(found)

    return Store(values("/Certs"), RevocationValues(values("/OCSPs"), values("/CRLs")))


def check(sealed: SealedPdf, pdf: bytes) -> tuple[tuple[CheckedSeal, ...], tuple[Token, ...]]:
    """The seals, and the time-stamps of the document, once all are right and cover it.

    Raises TeselaError `pades.changed`, `pades.changed_after`, `pades.malformed`,
    `pades.too_many`, `pades.too_much`, `pades.signer`, `pades.algorithm`, `stamp.*`, `certificate.malformed`.
    """
    seals = tuple(
        _checked(place, sealed.store, pdf) for place in sealed.places if not place.is_stamp
    )
    stamps = tuple(_document_stamp(place, pdf) for place in sealed.places if place.is_stamp)
    first = sealed.places[0].reach
    behind = pdf[sealed.places[-1].reach :]
    if behind and not _is_revision(behind):
        raise TeselaError("pades.changed_after")
    if pdf.count(b"startxref") > _MOST_REVISIONS:
        raise TeselaError("pades.too_many")
    if first != len(pdf) and not only_proofs_were_added(pdf):
        raise TeselaError("pades.changed_after")
    return seals, stamps


def _covered(place: Place, pdf: bytes, algorithm: str) -> bytes:
    digest = hashlib.new(algorithm, memoryview(pdf)[: place.start])
    digest.update(memoryview(pdf)[place.end : place.reach])
    return digest.digest()


def _checked(place: Place, store: Store, pdf: bytes) -> CheckedSeal:
    """Steps 2 and 3."""
    check_octets(place.value, _CMS_BYTES, "pades.malformed")
    with malformed("pades.malformed"):
        envelope = cms.ContentInfo.load(place.value, strict=True)
        if envelope["content_type"].native != "signed_data":
            raise TeselaError("pades.malformed")
        signed = envelope["content"]
        content = signed["encap_content_info"]
        if content["content_type"].native != "data" or content["content"].native is not None:
            raise TeselaError("pades.malformed")
        beside = _certificates(signed)
        try:
            certificate = signed_data.signer_of(
                signed,
                "data",
                lambda algorithm: _covered(place, pdf, algorithm),
                (*beside, *store.certificates),
                names_itself=place.form == _SEALS[0],
            )
        except FaultyError as fault:
            raise _said(fault) from fault
        token = _time_stamp(signed["signer_infos"][0])
        authority = None
        if token is not None:
            signature = bytes(signed["signer_infos"][0]["signature"].native)
            authority = timestamps.check(token, signature, store.certificates)
    return CheckedSeal(certificate, beside, token, authority, place.reach)


def _said(fault: FaultyError) -> TeselaError:
    if fault.kind == "algorithm":
        return TeselaError("pades.algorithm", algorithm=fault.detail)
    codes = {"signature": "pades.changed", "signer": "pades.signer"}
    return TeselaError(codes.get(fault.kind, "pades.malformed"))


def _certificates(signed: cms.SignedData) -> tuple[bytes, ...]:
    stated = signed["certificates"]
    chosen = list(stated)[:30] if stated.native is not None else []
    return tuple(bytes(one.chosen.dump()) for one in chosen if one.name == "certificate")


def _time_stamp(signer: cms.SignerInfo) -> Token | None:
    stated = signer["unsigned_attrs"]
    for attribute in stated if stated.native is not None else ():
        if attribute["type"].native == "signature_time_stamp_token":
            return timestamps.read_token(bytes(attribute["values"][0].dump()))
    return None


def _document_stamp(place: Place, pdf: bytes) -> Token:
    token = timestamps.read_token(place.value)
    if not token.is_of_digest(_covered(place, pdf, token.algorithm)):
        raise TeselaError("pades.changed")
    timestamps.check_signature(token)
    return token


def _is_revision(behind: bytes) -> bool:
    """Whether the bytes behind the last seal end as a revision does, and not with anything else."""
    end = behind.rstrip(b"\r\n")
    return b"startxref" in end and end.endswith(b"%%EOF") and len(behind) - len(end) <= 2
