"""What a time-stamping authority (RFC 3161) and an OCSP responder (RFC 6960) answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import ReasonFlags, ocsp

from tests.pki.authority import DER, Authority, Holder

POLICY = "1.3.6.1.4.1.13762.3"
_SIGNATURES = {"rsa": "sha256_rsa", "p256": "sha256_ecdsa"}


def time_stamp_response(query: bytes, authority: Holder, now: datetime, serial: int) -> bytes:
    """A TimeStampResp for a TimeStampReq: granted, or refused for an unknown digest."""
    try:
        asked = tsp.TimeStampReq.load(query, strict=True)
        known = asked["message_imprint"]["hash_algorithm"]["algorithm"].native
    except ValueError:
        return refusal("bad_data_format")
    if known not in ("sha256", "sha384", "sha512"):
        return refusal("bad_alg")
    token = time_stamp_token(
        asked["message_imprint"],
        authority,
        now,
        serial,
        nonce=asked["nonce"].native,
        with_certificates=bool(asked["cert_req"].native),
    )
    response = {"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)}
    return tsp.TimeStampResp(response).dump()


def refusal(reason: str) -> bytes:
    """A TimeStampResp without a token."""
    status = {"status": "rejection", "status_string": ["Not here"], "fail_info": {reason}}
    return core.SequenceOf([tsp.PKIStatusInfo(status)], spec=tsp.PKIStatusInfo).dump()


def imprint(digest: bytes) -> tsp.MessageImprint:
    """Of a SHA-256 digest."""
    return tsp.MessageImprint({"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest})


def time_stamp_token(
    stamped: tsp.MessageImprint,
    authority: Holder,
    now: datetime,
    serial: int = 1,
    *,
    nonce: int | None = None,
    with_certificates: bool = True,
    names: asn1.Certificate | None = None,
) -> bytes:
    """A TimeStampToken. `names` puts another certificate into signing-certificate-v2."""
    facts = {
        "version": "v1",
        "policy": POLICY,
        "message_imprint": stamped,
        "serial_number": serial,
        "gen_time": now,
        "accuracy": {"seconds": 1},
    }
    if nonce is not None:
        facts["nonce"] = nonce
    content = tsp.TSTInfo(facts)
    own = asn1.Certificate.load(authority.certificates[0])
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "signing_time", "values": [cms.Time({"utc_time": now})]}),
            cms.CMSAttribute(
                {"type": "message_digest", "values": [sha256(content.dump()).digest()]}
            ),
            cms.CMSAttribute(
                {"type": "signing_certificate_v2", "values": [_signing_certificate(names or own)]}
            ),
        ]
    )
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": own.issuer, "serial_number": own.serial_number}
                    )
                }
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": _SIGNATURES[authority.kind]},
            "signature": authority.sign_der(attributes.dump()),
        }
    )
    signed = {
        "version": "v3",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {
            "content_type": "tst_info",
            "content": core.ParsableOctetString(content.dump()),
        },
        "signer_infos": [signer],
    }
    if with_certificates:
        signed["certificates"] = [asn1.Certificate.load(der) for der in authority.certificates]
    return cms.ContentInfo(
        {"content_type": "signed_data", "content": cms.SignedData(signed)}
    ).dump()


def _signing_certificate(certificate: asn1.Certificate) -> tsp.SigningCertificateV2:
    named = {"cert_hash": sha256(certificate.dump()).digest()}
    return tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2(named)]})


def ocsp_response(
    query: bytes,
    authorities: Mapping[int, Authority],
    responder: Holder,
    now: datetime,
) -> bytes:
    """What is said of the one certificate asked about; `authorities` by serial number."""
    try:
        asked = ocsp.load_der_ocsp_request(query)
    except ValueError:
        return _unsuccessful(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
    authority = authorities.get(asked.serial_number)
    if authority is None:
        return _unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
    since = authority.revoked.get(asked.serial_number)
    answer = (
        ocsp.OCSPResponseBuilder()
        .add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.REVOKED if since else ocsp.OCSPCertStatus.GOOD,
            this_update=now,
            next_update=now + timedelta(hours=12),
            revocation_time=since,
            revocation_reason=ReasonFlags.key_compromise if since else None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
        .certificates([responder.certificate])
    )
    for extension in asked.extensions:
        answer = answer.add_extension(extension.value, extension.critical)  # the nonce
    return answer.sign(responder.key, hashes.SHA256()).public_bytes(DER)


def _unsuccessful(status: ocsp.OCSPResponseStatus) -> bytes:
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(DER)
