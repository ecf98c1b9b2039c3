"""A certificate that a key makes for itself (RFC 5280, 4.1; ETSI EN 319 412-3, 4.2.1).

It says who seals and vouches for nothing: whoever reads it must know the key
from elsewhere. Everything in it follows from its arguments, so that the same
record gives the same bytes:

- the serial number is taken from a digest of all that it says
- it counts from the beginning of a year, and without an end (RFC 5280, 4.1.2.5)
- the subject has C, O, the identifier and CN in this order
- the key's own address, such as a DID, is the subject's alternative name
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1, sha256
from typing import Any

from asn1crypto import algos, keys, x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tesela.proofs import elliptic
from tesela.proofs.keys import PublicKey, Signer
from tesela.proofs.seal_certificates import Name
from tesela.text.errors import TeselaError

_SIGNATURES = {"ed25519": "ed25519", "p256": "sha256_ecdsa", "p384": "sha384_ecdsa"}
_NO_END = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OwnSealer:
    """A `proofs.seals.Sealer` whose certificate its key made for itself."""

    signer: Signer
    certificates: tuple[bytes, ...]

    @property
    def kind(self) -> str:
        return self.signer.kind

    def sign(self, data: bytes) -> bytes:
        return self.signer.sign(data)


def own_sealer(signer: Signer, public: PublicKey, subject: Name, year: int) -> OwnSealer:
    """`signer` with a certificate of its own that counts from `year` on.

    `public` is its public key. Raises TeselaError `key.unsupported` for kinds
    other than Ed25519, P-256 and P-384.
    """
    if signer.kind not in _SIGNATURES:
        raise TeselaError("key.unsupported", kind=signer.kind)
    algorithm = algos.SignedDigestAlgorithm({"algorithm": _SIGNATURES[signer.kind]})
    spki = _spki(public)
    stated = _stated(algorithm, _subject(subject), spki, year, _extensions(signer, spki))
    digest = sha256(x509.TbsCertificate(stated | {"serial_number": 1}).dump()).digest()
    to_sign = x509.TbsCertificate(stated | {"serial_number": int.from_bytes(digest[:16]) >> 1})
    signature = _in_der(signer.kind, signer.sign(to_sign.dump()))
    whole = {
        "tbs_certificate": to_sign,
        "signature_algorithm": algorithm,
        "signature_value": signature,
    }
    return OwnSealer(signer, (bytes(x509.Certificate(whole).dump()),))


def _stated(
    algorithm: algos.SignedDigestAlgorithm,
    subject: x509.Name,
    spki: bytes,
    year: int,
    extensions: list[dict[str, Any]],
) -> dict[str, Any]:
    begins = datetime(year, 1, 1, tzinfo=UTC)
    kind = "utc_time" if year < 2050 else "general_time"
    return {
        "version": "v3",
        "signature": algorithm,
        "issuer": subject,
        "validity": {
            "not_before": x509.Time(name=kind, value=begins),
            "not_after": x509.Time(name="general_time", value=_NO_END),
        },
        "subject": subject,
        "subject_public_key_info": keys.PublicKeyInfo.load(spki),
        "extensions": extensions,
    }


def _subject(subject: Name) -> x509.Name:
    parts: Mapping[str, str | None] = {
        "country_name": subject.country,
        "organization_name": subject.organisation,
        "organization_identifier": subject.identifier,
        "common_name": subject.common,
    }
    return x509.Name.build({name: value for name, value in parts.items() if value})


def _extensions(signer: Signer, spki: bytes) -> list[dict[str, Any]]:
    bits = bytes(keys.PublicKeyInfo.load(spki)["public_key"])
    controller = signer.verification_method.partition("#")[0]
    return [
        {"extn_id": "basic_constraints", "critical": True, "extn_value": {"ca": False}},
        {
            "extn_id": "key_usage",
            "critical": True,
            "extn_value": {"digital_signature", "non_repudiation"},
        },
        # RFC 5280, 4.2.1.2 (1): SHA-1 only names here
        {"extn_id": "key_identifier", "extn_value": sha1(bits, usedforsecurity=False).digest()},
        {
            "extn_id": "subject_alt_name",
            "extn_value": [x509.GeneralName("uniform_resource_identifier", controller)],
        },
    ]


def _spki(public: PublicKey) -> bytes:
    if public.kind == "ed25519":
        key: Any = ed25519.Ed25519PublicKey.from_public_bytes(public.octets)
    else:
        key = elliptic.point(public.kind, public.octets)
    return bytes(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _in_der(kind: str, signature: bytes) -> bytes:
    """As certificates have it: r and s as a SEQUENCE (RFC 5480, appendix A)."""
    if kind == "ed25519":
        return signature
    half = len(signature) // 2
    return encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
