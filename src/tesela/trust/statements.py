"""What authorities said of certificates, looked at later (RFC 6960, RFC 5280, 5 and 6.3).

For each certificate of a chain below its anchor, what was said of it is looked
for in this order: in the values that came along, then at the addresses that
the certificate names (OCSP, then the list), through the fetch that one gives.

- A statement counts when its authority signed it, or a responder that the
  authority certified for this (RFC 6960, 4.2.2.2), in time.
- *Revoked* counts when it happened at or before the moment that is asked for.
- *Good* counts when it was said at that moment or later, or when the authority
  promised not to say anything new before it (`nextUpdate`); but not when it was
  said after the certificate had expired, since authorities forget those.
- A certificate that names no address, or that its authority promises never to
  revoke (`id-pkix-ocsp-nocheck`; ETSI EN 319 412-1, 5.2, short-term), has
  nothing to ask for.

Collecting such values while sealing is for `revocation`. Nothing else is *good*: what could not be found out is `certificate.unknown`.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import core, ocsp
from cryptography import x509 as lists
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization

from tesela.proofs import seal_certificates
from tesela.proofs.certificates import (
    ASN1_FAULTS,
    DIGESTS,
    Certificate,
    check_octets,
    malformed,
)
from tesela.proofs.certificates import read as read_certificate
from tesela.proofs.seals import RevocationValues
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch
from tesela.trust.x509 import Chain, is_issued_by

OCSP_BYTES = 200_000
LIST_BYTES = 10_000_000
_SHORT_TERM = "0.4.0.194121.2.1"
_CLOCKS = timedelta(minutes=5)
"""How far the clocks of authorities may be apart."""
_FAULTS = (*ASN1_FAULTS, RecursionError, UnsupportedAlgorithm)


@dataclass(frozen=True, slots=True)
class Statement:
    """What an authority said of one certificate."""

    source: str
    """`ocsp`, `crl`, or `none` where there is nothing to ask for."""
    said_at: datetime | None = None
    until: datetime | None = None
    """When the authority says something new, where it says so."""
    revoked_at: datetime | None = None


def states(
    chain: Chain,
    values: RevocationValues,
    at: datetime,
    fetch: Fetch,
    *,
    used_at: datetime | None = None,
) -> tuple[Statement, ...]:
    """What counts of each certificate of `chain` at the moment `at`; none was revoked by then.

    `used_at` is when a time-stamping authority used its certificate: a statement of that
    moment will do, while a revocation up to `at` still counts. Raises TeselaError
    `certificate.revoked`, `certificate.unknown`.
    """
    return tuple(_state(own, above, values, at, used_at or at, fetch) for own, above in chain.pairs)


def _state(
    own: Certificate,
    above: Certificate,
    values: RevocationValues,
    at: datetime,
    used_at: datetime,
    fetch: Fetch,
) -> Statement:
    good: Statement | None = None
    for statement in _along(own, above, values):
        _refuse_revoked(own, statement, at)
        if good is None and _is_good(own, statement, used_at):
            good = statement
    if good:
        return good
    addresses = _addresses(own)
    if not any(addresses) or _never_revoked(own):
        return Statement("none")
    for statement in _asked(own, above, addresses, fetch):
        _refuse_revoked(own, statement, at)
        if _is_good(own, statement, used_at):
            return statement
    raise TeselaError("certificate.unknown", name=_name(own))


def _name(own: Certificate) -> str:
    return seal_certificates.read(own.der).subject.plain


def _refuse_revoked(own: Certificate, statement: Statement, at: datetime) -> None:
    if statement.revoked_at is not None and statement.revoked_at <= at:
        raise TeselaError(
            "certificate.revoked", name=_name(own), since=statement.revoked_at.isoformat()
        )


def _is_good(own: Certificate, statement: Statement, at: datetime) -> bool:
    said = statement.said_at
    # Without an end a certificate is valid to the calendar's last second (RFC 5280, 4.1.2.5).
    if said is None or said - _CLOCKS > own.valid_until:
        return False
    return said >= at or (statement.until is not None and at <= statement.until)


def _along(own: Certificate, above: Certificate, values: RevocationValues) -> Iterator[Statement]:
    for der in values.ocsp:
        yield from _in_ocsp(der, own, above)
    for der in values.crls:
        yield from _in_list(der, own, above)


def _asked(
    own: Certificate, above: Certificate, addresses: tuple[list[str], list[str]], fetch: Fetch
) -> Iterator[Statement]:
    """What the authority says now; whoever cannot be asked says nothing."""
    responders, points = addresses
    question = base64.b64encode(_request(own, above)).decode().replace("/", "%2F")
    question = question.replace("+", "%2B").replace("=", "%3D")
    for address in responders[:2]:
        if data := _fetched(f"{address.rstrip('/')}/{question}", fetch):
            yield from _in_ocsp(data, own, above)
    for address in points[:2]:
        if data := _fetched(address, fetch):
            yield from _in_list(data, own, above)


def _fetched(address: str, fetch: Fetch) -> bytes | None:
    try:
        return fetch(address)
    except TeselaError:
        return None


def _request(own: Certificate, above: Certificate) -> bytes:
    """RFC 6960, 4.1.1, and for GET its appendix A.1."""
    asked = {"req_cert": _identity(own, above)}
    return bytes(ocsp.OCSPRequest({"tbs_request": {"request_list": [asked]}}).dump())


def _identity(own: Certificate, above: Certificate, algorithm: str = "sha1") -> dict[str, object]:
    """CertID; SHA-1 only names here (RFC 6960, 4.3)."""

    def digest(data: bytes) -> bytes:
        return hashlib.new(algorithm, data, usedforsecurity=False).digest()

    return {
        "hash_algorithm": {"algorithm": algorithm},
        "issuer_name_hash": digest(above.parsed.subject.dump()),
        "issuer_key_hash": digest(bytes(above.parsed.public_key["public_key"])),
        "serial_number": own.parsed.serial_number,
    }


def _addresses(own: Certificate) -> tuple[list[str], list[str]]:
    """Responders and lists that the certificate names."""
    with malformed("certificate.malformed"):
        return (
            [str(url) for url in own.parsed.ocsp_urls],
            [str(point.url) for point in own.parsed.crl_distribution_points if point.url],
        )


def _never_revoked(own: Certificate) -> bool:
    """Whether its authority says so in the certificate."""
    named = {
        extension["extn_id"].dotted for extension in own.parsed["tbs_certificate"]["extensions"]
    }
    return own.parsed.ocsp_no_check_value is not None or _SHORT_TERM in named


def _in_ocsp(der: bytes, own: Certificate, above: Certificate) -> Iterator[Statement]:
    """What an OCSP response says of `own`, if it counts."""
    try:
        check_octets(der, OCSP_BYTES, "certificate.unknown")
        answer = ocsp.OCSPResponse.load(der)
        if answer["response_status"].native != "successful":
            return
        basic = answer.basic_ocsp_response
        if not _is_answered_by(basic, above):
            return
        for single in basic["tbs_response_data"]["responses"]:
            if _is_about(single["cert_id"], own, above):
                yield _statement(single)
    except (TeselaError, *_FAULTS):
        return


def _statement(single: ocsp.SingleResponse) -> Statement:
    status = single["cert_status"]
    said, until = single["this_update"].native, single["next_update"].native
    if status.name == "good":
        return Statement("ocsp", said, until)
    if status.name == "revoked":
        return Statement("ocsp", None, None, status.chosen["revocation_time"].native)
    return Statement("ocsp")


def _is_about(stated: ocsp.CertId, own: Certificate, above: Certificate) -> bool:
    algorithm = str(stated["hash_algorithm"]["algorithm"].native)
    if algorithm not in {"sha1", *DIGESTS}:
        return False
    wanted = _identity(own, above, algorithm)
    names = ("issuer_name_hash", "issuer_key_hash", "serial_number")
    return all(stated[name].native == wanted[name] for name in names)


def _is_answered_by(basic: ocsp.BasicOCSPResponse, above: Certificate) -> bool:
    """Whether the authority signed it, or one that it certified to answer (4.2.2.2)."""
    data = basic["tbs_response_data"]
    signature = bytes(basic["signature"].native)
    for certificate in _responders(basic, above, data["produced_at"].native):
        if certificate.verifies(signature, data.dump(), basic["signature_algorithm"]):
            return True
    return False


def _responders(
    basic: ocsp.BasicOCSPResponse, above: Certificate, at: datetime
) -> Iterator[Certificate]:
    yield above
    stated = () if isinstance(basic["certs"], core.Void) else basic["certs"]
    for entry in list(stated)[:5]:
        responder = read_certificate(bytes(entry.dump()))
        purposes = responder.parsed.extended_key_usage_value
        if (
            purposes is not None
            and "ocsp_signing" in purposes.native
            and responder.is_valid_at(at)
            and is_issued_by(responder, above)
        ):
            yield responder


def _in_list(der: bytes, own: Certificate, above: Certificate) -> Iterator[Statement]:
    """What a revocation list says of `own`, if it counts (RFC 5280, 6.3.3)."""
    try:
        if len(der) > LIST_BYTES:
            return
        listed = lists.load_der_x509_crl(der)
        if not _is_complete(listed) or not _is_signed_list(listed, above):
            return
        entry = listed.get_revoked_certificate_by_serial_number(own.parsed.serial_number)
        yield Statement(
            "crl",
            None if entry else listed.last_update_utc,
            None if entry else listed.next_update_utc,
            entry.revocation_date_utc if entry else None,
        )
    except (TeselaError, *_FAULTS):
        return


def _is_signed_list(listed: lists.CertificateRevocationList, above: Certificate) -> bool:
    algorithm = listed.signature_hash_algorithm
    if algorithm is not None and algorithm.name not in DIGESTS:
        return False
    usage = above.parsed.key_usage_value
    if usage is not None and "crl_sign" not in usage.native:
        return False
    if listed.issuer.public_bytes() != above.parsed.subject.dump():
        return False
    key = serialization.load_der_public_key(above.spki)
    try:
        return bool(listed.is_signature_valid(key))  # type: ignore[arg-type]
    except (InvalidSignature, TypeError):
        return False


def _is_complete(listed: lists.CertificateRevocationList) -> bool:
    """Not a part of a list, nor one for others' certificates (5.2.4, 5.2.5)."""
    known = (lists.IssuingDistributionPoint,)
    for extension in listed.extensions:
        if isinstance(extension.value, lists.IssuingDistributionPoint):
            stated = extension.value
            if (
                stated.indirect_crl
                or stated.only_contains_attribute_certs
                or stated.only_some_reasons
            ):
                return False
        elif extension.critical and not isinstance(extension.value, known):
            return False
    return True


def gathered(values: Sequence[RevocationValues]) -> RevocationValues:
    """Several holders' values as one."""
    return RevocationValues(
        tuple(der for some in values for der in some.ocsp),
        tuple(der for some in values for der in some.crls),
    )
