"""Time-stamps (RFC 3161, RFC 5816): proof that data existed before a moment.

A time-stamping authority signs a digest together with its own time. What it
signs is CMS SignedData (RFC 5652). `read_token` parses a token and believes
nothing. `check_signature` is strict, and in this order:

1. the signed content is TSTInfo, version 1, with one signer (RFC 3161, 2.4.2)
2. the signer's certificate is the one that the signed attribute
   signing-certificate(-v2) names by its digest (RFC 5816; RFC 5035)
3. the signature of the content is that certificate's (`signed_data`)
4. the certificate may make time-stamps and nothing else: extended key usage
   timeStamping, critical (RFC 3161, 2.3), and it counted at the time stated

Whether the authority is to be believed, its chain and its revocation, is for
`trust` to say of the certificate that `check_signature` gives back. Imprints
and signatures with other digests than SHA-256, SHA-384 and SHA-512 are
refused.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest

from asn1crypto import cms, core, tsp

from tesela.proofs import signed_data
from tesela.proofs.certificates import (
    DIGESTS,
    Certificate,
    check_moment,
    check_octets,
    malformed,
)
from tesela.proofs.signed_data import FaultyError
from tesela.text.errors import TeselaError

TOKEN_BYTES = 1_000_000
"""Longer than any token with its chain and revocation values."""
_CERTIFICATES = 30
_SERIAL_BITS = 1_000
"""The standard has 160 (2.4.2); Python writes no number of thousands of digits."""


class _Response(core.Sequence):  # type: ignore[misc]
    """TimeStampResp, whose token is there only when it was granted (2.4.2)."""

    _fields = [  # noqa: RUF012  asn1crypto completes it
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


@dataclass(frozen=True)
class Token:
    """A time-stamp, parsed and not verified."""

    der: bytes
    algorithm: str
    """Of the imprint: `sha256`, `sha384` or `sha512`."""
    digest: bytes
    """The imprint: what was stamped."""
    gen_time: datetime
    """When, by the authority's clock, in UTC."""
    accuracy: timedelta
    """How far that clock may be off, zero when it does not say."""
    policy: str
    """The authority's policy, dotted."""
    serial: int
    nonce: int | None
    certificates: tuple[bytes, ...]
    """In DER, as they stand in the token, in no order."""
    signed: cms.SignedData = field(repr=False, compare=False)

    def is_of(self, data: bytes) -> bool:
        """Whether `data` is what was stamped."""
        return compare_digest(hashlib.new(self.algorithm, data).digest(), self.digest)

    def is_of_digest(self, digest: bytes) -> bool:
        """Whether this digest, by the token's own algorithm, is what was stamped."""
        return compare_digest(digest, self.digest)


def request(digest: bytes, nonce: int | None = None) -> bytes:
    """A TimeStampReq in DER for a SHA-256 digest, asking for the certificate too (2.4.1).

    `nonce` is a random number that the answer must repeat. Raises ValueError for a
    digest of another length.
    """
    if len(digest) != hashlib.sha256().digest_size:
        raise ValueError("not a SHA-256 digest")
    asked = {
        "version": "v1",
        "message_imprint": {
            "hash_algorithm": {"algorithm": "sha256", "parameters": core.Null()},
            "hashed_message": digest,
        },
        "cert_req": True,
    }
    if nonce is not None:
        asked["nonce"] = nonce
    return bytes(tsp.TimeStampReq(asked).dump())


def read_response(der: bytes, digest: bytes, nonce: int | None = None) -> Token:
    """The token in a TimeStampResp (2.4.2), which must answer for `digest` and `nonce`.

    Its signature is not checked yet. Raises TeselaError `stamp.refused`,
    `stamp.other_data`, `stamp.other_nonce`, and what `read_token` raises.
    """
    check_octets(der, TOKEN_BYTES, "stamp.malformed", member="TimeStampResp")
    with malformed("stamp.malformed", member="TimeStampResp"):
        response = _Response.load(der, strict=True)
        status = response["status"]
        said = str(status["status"].native)
        if said not in ("granted", "granted_with_mods"):
            why = [
                *sorted(status["fail_info"].native or ()),
                *(status["status_string"].native or ()),
            ]
            raise TeselaError("stamp.refused", reason="; ".join((said, *map(str, why)))[:200])
        token = read_token(bytes(response["time_stamp_token"].dump()))
    if token.algorithm != "sha256" or not token.is_of_digest(digest):
        raise TeselaError("stamp.other_data")
    if token.nonce != nonce:
        raise TeselaError("stamp.other_nonce")
    return token


def read_token(der: bytes) -> Token:
    """A TimeStampToken in DER. Raises TeselaError `stamp.malformed`, `stamp.algorithm`."""
    check_octets(der, TOKEN_BYTES, "stamp.malformed", member="TimeStampToken")
    with malformed("stamp.malformed", member="TimeStampToken"):
        envelope = cms.ContentInfo.load(der, strict=True)
        if envelope["content_type"].native != "signed_data":
            raise TeselaError("stamp.malformed", member="contentType")
        signed = envelope["content"]
        content = signed["encap_content_info"]
        if content["content_type"].native != "tst_info" or len(signed["signer_infos"]) != 1:
            raise TeselaError("stamp.malformed", member="SignedData")
        return _token(der, signed, tsp.TSTInfo.load(_content(signed), strict=True))


def _content(signed: cms.SignedData) -> bytes:
    return bytes(signed["encap_content_info"]["content"])


def _token(der: bytes, signed: cms.SignedData, info: tsp.TSTInfo) -> Token:
    if info["version"].native != "v1":
        raise TeselaError("stamp.malformed", member="version")
    imprint = info["message_imprint"]
    algorithm = str(imprint["hash_algorithm"]["algorithm"].native)
    if algorithm not in DIGESTS:
        raise TeselaError("stamp.algorithm", algorithm=algorithm[:40])
    digest = bytes(imprint["hashed_message"].native)
    if len(digest) != DIGESTS[algorithm].digest_size:
        raise TeselaError("stamp.malformed", member="messageImprint")
    stated = signed["certificates"]
    chosen = [] if isinstance(stated, core.Void) else list(stated)
    if len(chosen) > _CERTIFICATES:
        raise TeselaError("stamp.malformed", member="certificates")
    serial = int(info["serial_number"].native)
    if serial.bit_length() > _SERIAL_BITS:
        raise TeselaError("stamp.malformed", member="serialNumber")
    gen_time = check_moment(info["gen_time"].native, "stamp.malformed", member="genTime")
    accuracy = _accuracy(info["accuracy"])
    _ = gen_time + accuracy  # the latest that it proves is in the calendar
    return Token(
        der=der,
        algorithm=algorithm,
        digest=digest,
        gen_time=gen_time,
        accuracy=accuracy,
        policy=str(info["policy"].dotted),
        serial=serial,
        nonce=info["nonce"].native,
        certificates=tuple(
            bytes(some.chosen.dump()) for some in chosen if some.name == "certificate"
        ),
        signed=signed,
    )


def _accuracy(stated: tsp.Accuracy) -> timedelta:
    if isinstance(stated, core.Void):
        return timedelta()
    parts = [stated[name].native or 0 for name in ("seconds", "millis", "micros")]
    if min(parts) < 0:  # it would prove more than the authority's own time
        raise TeselaError("stamp.malformed", member="accuracy")
    return timedelta(seconds=parts[0], milliseconds=parts[1], microseconds=parts[2])


def check(token: Token, data: bytes, certificates: Sequence[bytes] = ()) -> Certificate:
    """The authority's certificate, once the token is one of `data` and signed by it.

    Raises TeselaError `stamp.other_data` and what `check_signature` raises.
    """
    if not token.is_of(data):
        raise TeselaError("stamp.other_data")
    return check_signature(token, certificates)


def check_signature(token: Token, certificates: Sequence[bytes] = ()) -> Certificate:
    """The authority's certificate, once the token is signed by it; not yet believed.

    `certificates` (DER) are looked at beside those in the token, which may
    leave its own out. Raises TeselaError `stamp.malformed`, `stamp.signer`,
    `stamp.purpose`, `stamp.outside`, `stamp.algorithm`, `stamp.signature`,
    `certificate.malformed`.
    """

    def digest(algorithm: str) -> bytes:
        return hashlib.new(algorithm, _content(token.signed)).digest()

    with malformed("stamp.malformed", member="SignerInfo"):
        try:
            known = (*token.certificates, *certificates)
            certificate = signed_data.signer_of(token.signed, "tst_info", digest, known)  # 2, 3
        except FaultyError as fault:
            raise _said(fault) from fault
        _check_purpose(certificate, token.gen_time)  # 4
    return certificate


def _said(fault: FaultyError) -> TeselaError:
    match fault.kind:
        case "signer":
            return TeselaError("stamp.signer")
        case "algorithm":
            return TeselaError("stamp.algorithm", algorithm=fault.detail)
        case "malformed":
            return TeselaError("stamp.malformed", member=fault.detail)
    return TeselaError("stamp.signature")


def _check_purpose(certificate: Certificate, moment: datetime) -> None:
    """What the certificate is for, and from when until when."""
    stated = {name: (critical, value) for name, critical, value in certificate.extensions()}
    critical, purposes = stated.get("extended_key_usage", (False, []))
    _, usages = stated.get("key_usage", (False, {"digital_signature"}))
    signs = {"digital_signature", "non_repudiation"} & set(usages)
    if not critical or purposes != ["time_stamping"] or not signs:
        raise TeselaError("stamp.purpose", subject=certificate.subject)
    if not certificate.is_valid_at(moment):
        raise TeselaError("stamp.outside", subject=certificate.subject)
