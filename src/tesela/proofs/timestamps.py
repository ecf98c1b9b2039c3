"""Time-stamps (RFC 3161, RFC 5816): proof that data existed before a moment.

A time-stamping authority signs a digest together with its own time. What it
signs is CMS SignedData (RFC 5652). `read_token` parses a token and believes
nothing. `check_signature` is strict, and in this order:

1. the signed content is TSTInfo, version 1, with one signer (RFC 3161, 2.4.2)
2. the signer's certificate is the one that the signed attribute
   signing-certificate(-v2) names by its digest (RFC 5816; RFC 5035)
3. the digest of the content is the one in the signed attributes (RFC 5652, 5.4)
4. the certificate may make time-stamps and nothing else: extended key usage
   timeStamping, critical (RFC 3161, 2.3), and it counted at the time stated
5. the signature of the signed attributes is that certificate's

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

from asn1crypto import algos, cms, core, tsp

from tesela.proofs import certificates
from tesela.proofs.certificates import DIGESTS, Certificate, malformed
from tesela.text.errors import TeselaError

TOKEN_BYTES = 1_000_000
"""Longer than any token with its chain and revocation values."""
_CERTIFICATES = 30


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
    if len(der) > TOKEN_BYTES:
        raise TeselaError("stamp.malformed", member="TimeStampResp")
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
    if len(der) > TOKEN_BYTES:
        raise TeselaError("stamp.malformed", member="TimeStampToken")
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
    return Token(
        der=der,
        algorithm=algorithm,
        digest=digest,
        gen_time=info["gen_time"].native,
        accuracy=_accuracy(info["accuracy"]),
        policy=str(info["policy"].dotted),
        serial=int(info["serial_number"].native),
        nonce=info["nonce"].native,
        certificates=tuple(
            bytes(some.chosen.dump()) for some in chosen if some.name == "certificate"
        ),
        signed=signed,
    )


def _accuracy(stated: tsp.Accuracy) -> timedelta:
    if isinstance(stated, core.Void):
        return timedelta()
    return timedelta(
        seconds=stated["seconds"].native or 0,
        milliseconds=stated["millis"].native or 0,
        microseconds=stated["micros"].native or 0,
    )


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
    `stamp.purpose`, `stamp.outside`, `stamp.algorithm`, `stamp.signature`.
    """
    with malformed("stamp.malformed", member="SignerInfo"):
        signer = token.signed["signer_infos"][0]
        attributes = _attributes(signer)
        certificate = _signer(attributes, signer["sid"], (*token.certificates, *certificates))
        _check_content(token, signer, attributes)
        _check_purpose(certificate, token.gen_time)
        _check_attributes_signed(signer, certificate)
    return certificate


def _attributes(signer: cms.SignerInfo) -> dict[str, core.SetOf]:
    """The signed attributes by name, each there once (RFC 5652, 5.3, 11)."""
    stated = signer["signed_attrs"]
    listed = [] if isinstance(stated, core.Void) else list(stated)
    attributes = {str(some["type"].native): some["values"] for some in listed}
    if len(attributes) != len(listed) or any(len(values) != 1 for values in attributes.values()):
        raise TeselaError("stamp.malformed", member="signedAttrs")
    if not {"content_type", "message_digest"} <= attributes.keys():
        raise TeselaError("stamp.malformed", member="signedAttrs")
    return attributes


def _signer(
    attributes: dict[str, core.SetOf], sid: cms.SignerIdentifier, known: Sequence[bytes]
) -> Certificate:
    """Step 2: the certificate that the signature says is its own."""
    named = [
        (_identifier_digest(identifiers[0]["certs"][0]), identifiers[0]["certs"][0])
        for name in ("signing_certificate_v2", "signing_certificate")
        if (identifiers := attributes.get(name)) is not None
    ]
    if not named:
        raise TeselaError("stamp.malformed", member="signingCertificate")
    for der in known:
        if all(
            hashlib.new(algorithm, der).digest() == identifier["cert_hash"].native
            for algorithm, identifier in named
        ):
            certificate = certificates.read(der)
            if not _is_identified(certificate, sid):
                break
            return certificate
    raise TeselaError("stamp.signer")


def _identifier_digest(identifier: tsp.ESSCertID | tsp.ESSCertIDv2) -> str:
    """The digest that names a certificate: SHA-1 in the first version, where it only names."""
    if isinstance(identifier, tsp.ESSCertID):
        return "sha1"
    algorithm = str(identifier["hash_algorithm"]["algorithm"].native)
    if algorithm not in DIGESTS:
        raise TeselaError("stamp.algorithm", algorithm=algorithm[:40])
    return algorithm


def _is_identified(certificate: Certificate, sid: cms.SignerIdentifier) -> bool:
    if sid.name == "subject_key_identifier":
        return bool(certificate.parsed.key_identifier == sid.chosen.native)
    return bool(
        certificate.parsed.issuer == sid.chosen["issuer"]
        and certificate.parsed.serial_number == sid.chosen["serial_number"].native
    )


def _check_content(token: Token, signer: cms.SignerInfo, attributes: dict[str, core.SetOf]) -> None:
    """Step 3: what was signed is this content, as time-stamps are."""
    algorithm = str(signer["digest_algorithm"]["algorithm"].native)
    if algorithm not in DIGESTS:
        raise TeselaError("stamp.algorithm", algorithm=algorithm[:40])
    if attributes["content_type"][0].native != "tst_info":
        raise TeselaError("stamp.malformed", member="contentType")
    if (protected := attributes.get("cms_algorithm_protection")) is not None:
        _check_algorithms(protected[0], signer)
    digest = hashlib.new(algorithm, _content(token.signed)).digest()
    if not compare_digest(digest, bytes(attributes["message_digest"][0].native)):
        raise TeselaError("stamp.signature")


def _check_algorithms(protected: cms.CMSAlgorithmProtection, signer: cms.SignerInfo) -> None:
    """The algorithms used are those that were signed (RFC 6211)."""
    same = (
        protected["digest_algorithm"].native == signer["digest_algorithm"].native
        and protected["signature_algorithm"].native == signer["signature_algorithm"].native
    )
    if not same:
        raise TeselaError("stamp.signature")


def _check_purpose(certificate: Certificate, moment: datetime) -> None:
    """Step 4: what the certificate is for, and from when until when."""
    stated = {name: (critical, value) for name, critical, value in certificate.extensions()}
    critical, purposes = stated.get("extended_key_usage", (False, []))
    _, usages = stated.get("key_usage", (False, {"digital_signature"}))
    signs = {"digital_signature", "non_repudiation"} & set(usages)
    if not critical or purposes != ["time_stamping"] or not signs:
        raise TeselaError("stamp.purpose", subject=certificate.subject)
    if not certificate.is_valid_at(moment):
        raise TeselaError("stamp.outside", subject=certificate.subject)


def _check_attributes_signed(signer: cms.SignerInfo, certificate: Certificate) -> None:
    """Step 5. Signed is the plain SET of the attributes (RFC 5652, 5.4)."""
    algorithm: algos.SignedDigestAlgorithm = signer["signature_algorithm"]
    signed = bytes(signer["signed_attrs"].untag().dump())
    digest = str(signer["digest_algorithm"]["algorithm"].native)
    if not certificate.verifies(bytes(signer["signature"].native), signed, algorithm, digest):
        raise TeselaError("stamp.signature")
