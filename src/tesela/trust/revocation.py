"""What authorities say of certificates, collected while they say it (RFC 6960, RFC 5280).

A seal that is to be checked long after (level B-LT) carries its chain and the
proof that nothing in it was revoked. For certificates as a sealer knows them:

1. the chain is completed from the addresses that certificates name for their
   issuers (authority information access, RFC 5280, 4.2.2.1), up to a
   self-signed one or the last that can be had
2. of each certificate with a known issuer the OCSP responder is asked, else
   the revocation list is fetched
3. an answer counts when it is signed by the issuer, or by whom the issuer
   let answer (RFC 6960, 4.2.2.2), is about this certificate, and of this time
4. what is revoked is refused: nobody seals with it; what nobody answers for
   is `revocation.unknown`

Each answer is asked for again after ten minutes, by the clock that is given.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from asn1crypto import cms as asn1_cms
from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from tesela.proofs import certificates as read
from tesela.proofs import timestamps
from tesela.proofs.certificates import DIGESTS, malformed
from tesela.proofs.seals import Revocations, RevocationValues, TimeStamper
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Ask, Fetch

_LONGEST_CHAIN = 8
_ADDRESSES = 3
"""Of a kind that are tried of one certificate."""
_FRESH = timedelta(minutes=10)
_SKEW = timedelta(minutes=5)
"""By how much two clocks may differ."""
_FAULTS = (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm)

Said = tuple[RevocationValues, tuple[bytes, ...]]
"""Of one certificate: what proves it, and the certificates of those who answered."""


def time_stamper(url: str, ask: Ask, nonce: Callable[[], int] | None = None) -> TimeStamper:
    """Time-stamps of the authority at `url` (RFC 3161, 3.4); each answer is checked.

    `nonce` gives a fresh random number for each question.
    """

    def stamped(digest: bytes) -> bytes:
        number = nonce() if nonce else None
        answer = ask(url, timestamps.request(digest, number), "application/timestamp-query")
        token = timestamps.read_response(answer, digest, number)
        timestamps.check_signature(token)
        return token.der

    return stamped


def revocations(ask: Ask, fetch: Fetch, now: Callable[[], datetime]) -> Revocations:
    """Collects what authorities say, as `proofs.seals.Sealing` asks for it.

    `fetch` gives revocation lists and certificates (`GuardedFetcher.signed`). What
    it gives raises TeselaError `certificate.malformed`, `revocation.revoked`,
    `revocation.unknown`.
    """
    kept: dict[bytes, tuple[datetime, Said]] = {}

    def collected(known: Sequence[bytes]) -> tuple[tuple[bytes, ...], RevocationValues]:
        at = now()
        chain = completed(known, fetch)
        said = []
        for certificate, issuer in pairwise(chain):
            der = _der(certificate)
            if der not in kept or at - kept[der][0] > _FRESH:
                kept[der] = (at, _said_of(certificate, issuer, at, ask, fetch))
            said.append(kept[der][1])
        responders = [der for _, others in said for der in others]
        return (
            tuple(dict.fromkeys([*map(_der, chain), *known, *responders])),
            RevocationValues(
                ocsp=tuple(value for values, _ in said for value in values.ocsp),
                crls=tuple(dict.fromkeys(value for values, _ in said for value in values.crls)),
            ),
        )

    return collected


def completed(known: Sequence[bytes], fetch: Fetch) -> list[x509.Certificate]:
    """The chain from the first certificate upwards, each signed by the next; steps 1.

    It ends where nobody's issuer can be had. Raises TeselaError `certificate.malformed`.
    """
    parsed = [_certificate(der) for der in known[:30]]
    if not parsed:
        raise TeselaError("certificate.malformed")
    chain = parsed[:1]
    while len(chain) < _LONGEST_CHAIN and not _is_by(chain[-1], chain[-1]):
        issuer = next((one for one in parsed if _is_by(chain[-1], one)), None)
        issuer = issuer or _fetched_issuer(chain[-1], fetch)
        if issuer is None or issuer in chain:
            break
        chain.append(issuer)
    return chain


def _fetched_issuer(certificate: x509.Certificate, fetch: Fetch) -> x509.Certificate | None:
    for address in _access(certificate, AuthorityInformationAccessOID.CA_ISSUERS):
        try:
            found = _certificates_in(fetch(address))
        except TeselaError:
            continue
        for one in found:
            if _is_by(certificate, one):
                return one
    return None


def _certificates_in(data: bytes) -> list[x509.Certificate]:
    """One certificate, or a bundle of them (RFC 5280, 4.2.2.1)."""
    try:
        return [x509.load_der_x509_certificate(data)]
    except ValueError:
        with malformed("certificate.malformed"):
            bundle = asn1_cms.ContentInfo.load(data, strict=True)["content"]["certificates"]
            return [_certificate(one.chosen.dump()) for one in list(bundle)[:30]]


def _said_of(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    at: datetime,
    ask: Ask,
    fetch: Fetch,
) -> Said:
    """Steps 2 to 4."""
    for address in _access(certificate, AuthorityInformationAccessOID.OCSP):
        try:
            return _from_responder(address, certificate, issuer, at, ask)
        except TeselaError as error:
            if error.code == "revocation.revoked":
                raise
    for address in _lists(certificate):
        try:
            return _from_list(fetch(address), certificate, issuer, at)
        except TeselaError as error:
            if error.code == "revocation.revoked":
                raise
    raise TeselaError("revocation.unknown", subject=_name(certificate))


def _from_responder(
    address: str,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    at: datetime,
    ask: Ask,
) -> Said:
    # SHA-1 only names the issuer here, and is what responders know (RFC 5019, 2.1.1).
    builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303
    question = builder.build()
    answer = ask(address, question.public_bytes(Encoding.DER), "application/ocsp-request")
    refused = TeselaError("revocation.unknown", subject=_name(certificate))
    try:
        said = ocsp.load_der_ocsp_response(answer)
        if said.response_status != ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise refused
        about = (said.serial_number, said.issuer_name_hash, said.issuer_key_hash)
        asked = (question.serial_number, question.issuer_name_hash, question.issuer_key_hash)
        until = said.next_update_utc or said.this_update_utc + timedelta(days=1)
        responder = _responder(said, answer, issuer, at)
    except _FAULTS as error:
        raise refused from error
    if about != asked or responder is None or not _is_current(said.this_update_utc, until, at):
        raise refused
    if said.certificate_status is ocsp.OCSPCertStatus.REVOKED:
        raise _revoked(certificate, said.revocation_time_utc)
    if said.certificate_status is not ocsp.OCSPCertStatus.GOOD:
        raise refused
    others = () if responder == issuer else (_der(responder),)
    return RevocationValues(ocsp=(answer,)), others


def _responder(
    said: ocsp.OCSPResponse, answer: bytes, issuer: x509.Certificate, at: datetime
) -> x509.Certificate | None:
    """Who signed: the issuer, or somebody with its certificate for this (RFC 6960, 4.2.2.2)."""
    with malformed("certificate.malformed"):
        basic = asn1_ocsp.OCSPResponse.load(answer, strict=True)
        stated = basic["response_bytes"]["response"].parsed
        signature, algorithm = bytes(stated["signature"].native), stated["signature_algorithm"]
        data = bytes(stated["tbs_response_data"].dump())
    allowed = [one for one in said.certificates[:10] if _may_answer(one, issuer, at)]
    for one in (*allowed, issuer):
        if read.read(_der(one)).verifies(signature, data, algorithm):
            return one
    return None


def _may_answer(certificate: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bool:
    try:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    dates = certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc
    for_this = ExtendedKeyUsageOID.OCSP_SIGNING in purposes
    return dates and for_this and _is_by(certificate, issuer)


def _from_list(
    data: bytes, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime
) -> Said:
    refused = TeselaError("revocation.unknown", subject=_name(certificate))
    try:
        listed = x509.load_der_x509_crl(data)
        by_issuer = listed.issuer == issuer.subject and listed.is_signature_valid(
            issuer.public_key()  # type: ignore[arg-type]  # other kinds raise TypeError
        )
        digest = listed.signature_hash_algorithm
        current = listed.next_update_utc is not None and _is_current(
            listed.last_update_utc, listed.next_update_utc, at
        )
        entry = listed.get_revoked_certificate_by_serial_number(certificate.serial_number)
        for_this = _is_for(listed, certificate)
    except _FAULTS as error:
        raise refused from error
    if not by_issuer or digest is None or digest.name not in DIGESTS or not current or not for_this:
        raise refused
    if entry is not None:
        raise _revoked(certificate, entry.revocation_date_utc)
    return RevocationValues(crls=(data,)), ()


def _is_for(listed: x509.CertificateRevocationList, certificate: x509.Certificate) -> bool:
    """Whether such certificates would be in the list (RFC 5280, 5.2.4 and 5.2.5)."""
    for extension in listed.extensions:
        if isinstance(extension.value, x509.DeltaCRLIndicator):
            return False
        if isinstance(point := extension.value, x509.IssuingDistributionPoint):
            others = (
                point.only_contains_user_certs
                if _is_authority(certificate)
                else (point.only_contains_ca_certs)
            )
            return not (
                others
                or point.only_some_reasons
                or point.indirect_crl
                or point.only_contains_attribute_certs
            )
    return True


def _is_authority(certificate: x509.Certificate) -> bool:
    return any(
        isinstance(extension.value, x509.BasicConstraints) and extension.value.ca
        for extension in certificate.extensions
    )


def _is_current(since: datetime, until: datetime, at: datetime) -> bool:
    return since - _SKEW <= at <= until


def _is_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether `issuer` signed it, by name and by key."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except _FAULTS:
        return False
    return True


def _access(certificate: x509.Certificate, way: x509.ObjectIdentifier) -> list[str]:
    found = certificate.extensions
    return _some(
        one.access_location.value
        for extension in found
        if isinstance(extension.value, x509.AuthorityInformationAccess)
        for one in extension.value
        if one.access_method == way
        and isinstance(one.access_location, x509.UniformResourceIdentifier)
    )


def _lists(certificate: x509.Certificate) -> list[str]:
    return _some(
        name.value
        for extension in certificate.extensions
        if isinstance(extension.value, x509.CRLDistributionPoints)
        for point in extension.value
        for name in point.full_name or ()
        if isinstance(name, x509.UniformResourceIdentifier)
    )


def _some(addresses: Iterable[str]) -> list[str]:
    web: Iterator[str] = (one for one in addresses if one.startswith(("http://", "https://")))
    return [address for address, _ in zip(web, range(_ADDRESSES), strict=False)]


def _certificate(der: bytes) -> x509.Certificate:
    try:
        certificate = x509.load_der_x509_certificate(der)
        _ = certificate.extensions
    except ValueError as error:
        raise TeselaError("certificate.malformed") from error
    return certificate


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def _name(certificate: x509.Certificate) -> str:
    return certificate.subject.rfc4514_string()[:300]


def _revoked(certificate: x509.Certificate, since: datetime | None) -> TeselaError:
    return TeselaError(
        "revocation.revoked",
        subject=_name(certificate),
        since=since.isoformat() if since else "",
    )
