"""Trust lists of the EU and its members (ETSI TS 119 612): whose certificates count, and since when.

A national list names, for each trust service, the certificates that stand for
it and what its supervisors said of it over time. The list of lists points to
the national ones and names whose signatures they carry. Parsing is pure:
whoever has the octets asks, and says whose signature it must be.

1. The list is XML without a document type, signed as a whole (XML Signature,
   as XAdES wraps it); only what was signed is read.
2. The signer's certificate is one of those that one was told of (the list of
   lists, the Official Journal), where one was told any.
3. A service counts for seals when it issues qualified certificates (`CA/QC`)
   for seals (`ForeSeals`), and for time-stamps when it makes qualified ones
   (`TSA/QTST`); each while its status was *granted*, as its history says
   (5.5.4, 5.6). What a service says before eIDAS applied is left out.
4. Nothing is said for the time after the next update (5.3.15).
"""

import base64
import binascii
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tesela.proofs import seal_certificates
from tesela.text.errors import TeselaError
from tesela.trust.x509 import Anchor, Purpose

if TYPE_CHECKING:
    from lxml.etree import _Element

MAXIMUM_BYTES = 30_000_000
_NS = "{http://uri.etsi.org/02231/v2#}"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"
_SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}"
_ROOT = f"{_NS}TrustServiceStatusList"
_KINDS: dict[str, Purpose] = {
    "http://uri.etsi.org/TrstSvc/Svctype/CA/QC": "seal",
    "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST": "time-stamp",
}
_GRANTED = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted"
_FOR_SEALS = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSeals"
_NOT_QUALIFIED = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/NotQualified"
_MOST_POINTERS = 100


@dataclass(frozen=True, slots=True)
class Period:
    """What was said of a service from a moment on."""

    since: datetime
    kind: str
    """The service type identifier."""
    status: str
    for_seals: bool
    """It is about qualified certificates for seals, all of them."""

    @property
    def purpose(self) -> Purpose | None:
        """What the service counts for in this period, if for anything."""
        purpose = _KINDS.get(self.kind) if self.status == _GRANTED else None
        return None if purpose == "seal" and not self.for_seals else purpose


@dataclass(frozen=True, slots=True)
class Service:
    """A trust service with its certificates and its history."""

    provider: str
    name: str
    certificates: tuple[bytes, ...]
    periods: tuple[Period, ...]
    """The latest first."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where another list stands, and whose signature it must carry."""

    territory: str
    address: str
    signers: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class TrustList:
    """A list whose signature is correct."""

    territory: str
    operator: str
    sequence: int
    issued_at: datetime
    next_update: datetime | None
    services: tuple[Service, ...]
    pointers: tuple[Pointer, ...]
    signer: bytes
    """The certificate (DER) whose key signed it."""

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The services' certificates, each for the time in which it counted."""
        return tuple(anchor for service in self.services for anchor in _anchors(service, self))


def read_list(data: bytes, signers: Collection[bytes] | None) -> TrustList:
    """The list in `data`, signed by one of `signers` (DER).

    `signers` None takes the list at the word of whoever hands it over: its
    signature must be correct, whosever it is. Raises TeselaError
    `trust_list.malformed`, `trust_list.signature`, `trust_list.signer`.
    """
    if len(data) > MAXIMUM_BYTES or b"<!DOCTYPE" in data:
        raise TeselaError("trust_list.malformed", member="XML")
    signer = _signer(data)
    if signers is not None and signer not in signers:  # 2
        raise TeselaError("trust_list.signer")
    try:
        found = _read(_signed(data, signer), signer)
    except (AttributeError, KeyError, ValueError, TypeError) as error:
        raise TeselaError("trust_list.malformed", member=str(error)[:80]) from error
    own = seal_certificates.read(signer)
    if not own.valid_from <= found.issued_at <= own.valid_until:
        raise TeselaError("trust_list.signer")
    return found


def pointed(
    of_lists: TrustList, fetch: Callable[[str], bytes]
) -> Iterator[TrustList | TeselaError]:
    """The lists that a list of lists points to, or why one cannot be had; fetched one by one."""
    for pointer in of_lists.pointers[:_MOST_POINTERS]:
        try:
            yield read_list(fetch(pointer.address), pointer.signers)
        except TeselaError as error:
            yield error


def _signer(data: bytes) -> bytes:
    """The certificate that the signature names; not believed."""
    root = _parsed(data)
    named = root.find(f"{_SIGNATURE}Signature/{_SIGNATURE}KeyInfo//{_SIGNATURE}X509Certificate")
    if root.tag != _ROOT or named is None:
        raise TeselaError("trust_list.malformed", member="Signature")
    der = _octets(named.text, "X509Certificate")
    seal_certificates.read(der)
    return der


def _parsed(data: bytes) -> "_Element":
    # Loaded for trust lists only, so that `verify` starts fast.
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TeselaError("trust_list.malformed", member="XML") from error


def _signed(data: bytes, signer: bytes) -> "_Element":
    """1: what the signature covers, read anew from what was signed."""
    from cryptography import x509
    from signxml.exceptions import SignXMLException
    from signxml.verifier import SignatureConfiguration, XMLVerifier

    try:
        certificate = x509.load_der_x509_certificate(signer)
        wanted = SignatureConfiguration(
            location="./",
            expect_references=True,
            # Whether it counted when the list was issued is looked at in `read_list`.
            verification_time=certificate.not_valid_after_utc,
        )
        found: Any = XMLVerifier().verify(
            _parsed(data), x509_cert=certificate, expect_config=wanted
        )
    except (SignXMLException, ValueError, TypeError, KeyError) as error:
        raise TeselaError("trust_list.signature") from error
    results = found if isinstance(found, list) else [found]
    whole = [one.signed_xml for one in results if getattr(one.signed_xml, "tag", None) == _ROOT]
    if len(whole) != 1:
        raise TeselaError("trust_list.signature")
    return _parsed(next(one.signed_data for one in results if one.signed_xml is whole[0]))


def _read(root: "_Element", signer: bytes) -> TrustList:
    scheme = _one(root, "SchemeInformation")
    update = scheme.find(f"{_NS}NextUpdate/{_NS}dateTime")
    return TrustList(
        territory=_text(scheme, "SchemeTerritory"),
        operator=_name(_one(scheme, "SchemeOperatorName")),
        sequence=int(_text(scheme, "TSLSequenceNumber")),
        issued_at=_moment(_text(scheme, "ListIssueDateTime")),
        next_update=None if update is None else _moment(update.text),
        services=tuple(_services(root)),
        pointers=tuple(_pointers(scheme)),
        signer=signer,
    )


def _services(root: "_Element") -> Iterator[Service]:
    providers = f"{_NS}TrustServiceProviderList/{_NS}TrustServiceProvider"
    for provider in root.iterfind(providers):
        name = _name(_one(_one(provider, "TSPInformation"), "TSPName"))
        for service in provider.iterfind(f"{_NS}TSPServices/{_NS}TSPService"):
            now = _one(service, "ServiceInformation")
            past = service.iterfind(f"{_NS}ServiceHistory/{_NS}ServiceHistoryInstance")
            periods = sorted(map(_period, (now, *past)), key=lambda one: one.since, reverse=True)
            yield Service(
                provider=name,
                name=_name(_one(now, "ServiceName")),
                certificates=tuple(_certificates(_one(now, "ServiceDigitalIdentity"))),
                periods=tuple(periods),
            )


def _period(stated: "_Element") -> Period:
    uris = {(element.text or "").strip() for element in stated.iter(f"{_NS}URI")}
    qualifiers = {
        element.get("uri", "") for element in stated.iter() if _local(element) == "Qualifier"
    }
    return Period(
        since=_moment(_text(stated, "StatusStartingTime")),
        kind=_text(stated, "ServiceTypeIdentifier"),
        status=_text(stated, "ServiceStatus"),
        # Some of what it issues is not qualified: which, its policies would say, so none counts.
        for_seals=_FOR_SEALS in uris and _NOT_QUALIFIED not in qualifiers,
    )


def _anchors(service: Service, listed: TrustList) -> Iterator[Anchor]:
    until = listed.next_update  # 4
    for period in service.periods:
        if purpose := period.purpose:  # 3
            for certificate in service.certificates:
                yield Anchor(
                    certificate=certificate,
                    name=f"{service.name} ({service.provider}, {listed.territory})"[:300],
                    qualified=purpose == "seal",
                    since=period.since,
                    until=until,
                    purposes=frozenset({purpose}),
                )
        until = period.since


def _pointers(scheme: "_Element") -> Iterator[Pointer]:
    for stated in scheme.iterfind(f"{_NS}PointersToOtherTSL/{_NS}OtherTSLPointer"):
        territory = next(stated.iter(f"{_NS}SchemeTerritory"), None)
        identities = stated.find(f"{_NS}ServiceDigitalIdentities")
        address = _text(stated, "TSLLocation")
        if identities is not None and not address.lower().endswith(".pdf"):
            yield Pointer(
                territory="" if territory is None else (territory.text or "").strip(),
                address=address,
                signers=tuple(_certificates(identities)),
            )


def _certificates(identities: "_Element") -> Iterator[bytes]:
    for stated in identities.iter(f"{_NS}X509Certificate"):
        yield _octets(stated.text, "X509Certificate")


def _one(within: "_Element", name: str) -> "_Element":
    found = within.find(f"{_NS}{name}")
    if found is None:
        raise TeselaError("trust_list.malformed", member=name)
    return found


def _text(within: "_Element", name: str) -> str:
    return (_one(within, name).text or "").strip()


def _name(within: "_Element") -> str:
    """In English where there is one, which lists must have (5.1.4)."""
    names = {one.get(_XML): (one.text or "").strip() for one in within.iterfind(f"{_NS}Name")}
    return (names.get("en") or next(iter(names.values()), ""))[:200]


def _moment(text: str | None) -> datetime:
    found = datetime.fromisoformat((text or "").strip())
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _octets(text: str | None, member: str) -> bytes:
    try:
        return base64.b64decode("".join((text or "").split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise TeselaError("trust_list.malformed", member=member) from error


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]
