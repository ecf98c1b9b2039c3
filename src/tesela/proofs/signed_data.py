"""One signer's signature in CMS (RFC 5652): of a time-stamp, of a PDF.

1. the signed attributes stand there once each, with content type and digest
2. the signer's certificate is the one that the signed attribute
   signing-certificate(-v2) names by its digest (RFC 5816; RFC 5035), and the
   one that the signature names
3. the digest of the content is the one in the signed attributes (5.4), and the
   algorithms are those that were signed, where that is stated (RFC 6211)
4. the signature of the signed attributes is that certificate's

Nothing is believed of the certificate. What is wrong is a `FaultyError`, which
whoever asks turns into their own words.
"""

import hashlib
from collections.abc import Callable, Sequence
from hmac import compare_digest

from asn1crypto import cms, core, tsp

from tesela.proofs import certificates
from tesela.proofs.certificates import DIGESTS, Certificate


class FaultyError(Exception):
    """What is wrong with a signature.

    `kind` is `malformed` (where: `detail`), `algorithm` (which: `detail`), `signer` or
    `signature`.
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail[:40]


def signer_of(
    signed: cms.SignedData,
    content_type: str,
    content_digest: Callable[[str], bytes],
    known: Sequence[bytes],
    *,
    names_itself: bool = True,
) -> Certificate:
    """The certificate of the one signer, once the signature is right.

    `content_digest` gives the content's digest by an algorithm of `DIGESTS`; `known` are
    certificates (DER) to look for the signer's among. Without `names_itself` the signature need
    not name the certificate by its digest. Raises FaultyError, TeselaError
    `certificate.malformed`, and what asn1crypto raises.
    """
    if len(signed["signer_infos"]) != 1:
        raise FaultyError("malformed", "signerInfos")
    signer = signed["signer_infos"][0]
    attributes = _attributes(signer)  # 1
    certificate = _signer(attributes, signer["sid"], known, names_itself)  # 2
    _check_content(signer, attributes, content_type, content_digest)  # 3
    algorithm = str(signer["digest_algorithm"]["algorithm"].native)
    plain = bytes(signer["signed_attrs"].untag().dump())  # the SET itself (5.4)
    signature = bytes(signer["signature"].native)
    if not certificate.verifies(signature, plain, signer["signature_algorithm"], algorithm):  # 4
        raise FaultyError("signature")
    return certificate


def _attributes(signer: cms.SignerInfo) -> dict[str, core.SetOf]:
    """The signed attributes by name (5.3, 11)."""
    stated = signer["signed_attrs"]
    listed = [] if isinstance(stated, core.Void) else list(stated)
    attributes = {str(some["type"].native): some["values"] for some in listed}
    if len(attributes) != len(listed) or any(len(values) != 1 for values in attributes.values()):
        raise FaultyError("malformed", "signedAttrs")
    if not {"content_type", "message_digest"} <= attributes.keys():
        raise FaultyError("malformed", "signedAttrs")
    return attributes


def _signer(
    attributes: dict[str, core.SetOf],
    sid: cms.SignerIdentifier,
    known: Sequence[bytes],
    names_itself: bool,
) -> Certificate:
    named = [
        (_identifier_digest(identifiers[0]["certs"][0]), identifiers[0]["certs"][0])
        for name in ("signing_certificate_v2", "signing_certificate")
        if (identifiers := attributes.get(name)) is not None
    ]
    if names_itself and not named:
        raise FaultyError("malformed", "signingCertificate")
    for der in known:
        if all(
            hashlib.new(algorithm, der).digest() == identifier["cert_hash"].native
            for algorithm, identifier in named
        ):
            certificate = certificates.read(der)
            if _is_identified(certificate, sid):
                return certificate
    raise FaultyError("signer")


def _identifier_digest(identifier: tsp.ESSCertID | tsp.ESSCertIDv2) -> str:
    """The digest that names a certificate: SHA-1 in the first version, where it only names."""
    if isinstance(identifier, tsp.ESSCertID):
        return "sha1"
    return _digest(identifier["hash_algorithm"]["algorithm"])


def _digest(stated: core.ObjectIdentifier) -> str:
    algorithm = str(stated.native)
    if algorithm not in DIGESTS:
        raise FaultyError("algorithm", algorithm)
    return algorithm


def _is_identified(certificate: Certificate, sid: cms.SignerIdentifier) -> bool:
    if sid.name == "subject_key_identifier":
        return bool(certificate.parsed.key_identifier == sid.chosen.native)
    return bool(
        certificate.parsed.issuer == sid.chosen["issuer"]
        and certificate.parsed.serial_number == sid.chosen["serial_number"].native
    )


def _check_content(
    signer: cms.SignerInfo,
    attributes: dict[str, core.SetOf],
    content_type: str,
    content_digest: Callable[[str], bytes],
) -> None:
    algorithm = _digest(signer["digest_algorithm"]["algorithm"])
    if attributes["content_type"][0].native != content_type:
        raise FaultyError("malformed", "contentType")
    if (protected := attributes.get("cms_algorithm_protection")) is not None:
        names = ("digest_algorithm", "signature_algorithm")
        if any(protected[0][name].native != signer[name].native for name in names):
            raise FaultyError("signature")
    if not compare_digest(content_digest(algorithm), bytes(attributes["message_digest"][0].native)):
        raise FaultyError("signature")
