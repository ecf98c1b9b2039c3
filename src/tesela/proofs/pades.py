"""PAdES seals on PDF documents (ETSI EN 319 142-1; ISO 32000-2, 12.8), made with pyHanko.

1. the document has one empty signature field; it is filled, nothing else changes
2. level B-LT: the chains of seal and time-stamps, and what authorities say of
   them, are put into the document first (document security store, 5.4.2)
3. the seal is CMS with the signed attributes of CAdES (5.3): content type,
   message digest, signing certificate; the time stands in the field (`M`)
4. level B-T: a time-stamp of the signature's value goes beside it (5.3, 6.3)

All of it is one revision. So the seal covers every byte but its own place, the
security store too, which leaves nobody room to add to it unseen; that is
possible because it is known beforehand who stamps. Other software writes the
store in a later revision, which reads the same. There is no B-LTA: what proves
a PDF's age in decades is renewed by whoever keeps it.
"""

from asyncio import run
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from asn1crypto import algos, cms, x509
from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tesela.proofs import seals, timestamps
from tesela.proofs.seals import Sealing
from tesela.text.errors import TeselaError

LEVELS: tuple[seals.Level, ...] = ("B-B", "B-T", "B-LT")
_DIGEST = "sha256"
_ALGORITHMS = {"rsa": "sha256_rsa", "p256": "sha256_ecdsa"}
_SIGNATURE_OCTETS = 1_024
_TOKEN_OCTETS = 12_288
_ATTRIBUTES_OCTETS = 2_048


class _Store(NamedTuple):
    """What a document security store holds, in DER."""

    certificates: tuple[bytes, ...]
    ocsp: tuple[bytes, ...]
    crls: tuple[bytes, ...]


def sealed(pdf: bytes, sealing: Sealing, at: datetime) -> bytes:
    """The document with its one empty signature field filled by a seal.

    `at` is when it is sealed, with its time zone. Raises TeselaError
    `pades.level`, `pades.no_field`, `pades.unsealable`, `seal.key_unsupported`,
    and what the sealer, the time-stamper and the revocations raise.
    """
    if sealing.level not in LEVELS:
        raise TeselaError("pades.level", level=sealing.level, known=", ".join(LEVELS))
    if sealing.sealer.kind not in _ALGORITHMS:
        raise TeselaError("seal.key_unsupported")
    stamper = None if sealing.level == "B-B" else _Stamper(sealing)
    if stamper is None or sealing.level != "B-LT":
        return _sealed(pdf, sealing, at, stamper)
    stamper.stamp(sha256(pdf).digest())  # to learn who stamps
    known = dict(stamper.seen)
    made = _sealed(pdf, sealing, at, stamper, _store(sealing, known))
    if stamper.seen.keys() - known.keys():  # an authority with several units
        made = _sealed(pdf, sealing, at, stamper, _store(sealing, stamper.seen))
    return made


def _store(sealing: Sealing, stampers: Mapping[bytes, tuple[bytes, ...]]) -> _Store:
    """Step 2, for the seal and for all who stamp."""
    if sealing.revocations is None:
        raise TeselaError("seal.no_revocations", level=sealing.level)
    chains = [sealing.sealer.certificates]
    chains += [(own, *others) for own, others in stampers.items()]
    found = [sealing.revocations(chain) for chain in chains]
    return _Store(
        tuple(dict.fromkeys(der for certificates, _ in found for der in certificates)),
        tuple(dict.fromkeys(der for _, values in found for der in values.ocsp)),
        tuple(dict.fromkeys(der for _, values in found for der in values.crls)),
    )


def _sealed(
    pdf: bytes,
    sealing: Sealing,
    at: datetime,
    stamper: "_Stamper | None",
    store: _Store | None = None,
) -> bytes:
    """Steps 1, 3 and 4."""
    try:
        writer = _Writer(BytesIO(pdf))
        field = _empty_field(writer)
        writer.identify(sha256(pdf).digest()[:16])
        if store:
            _write_store(writer, store)
        signer = PdfSigner(
            PdfSignatureMetadata(
                field_name=field, md_algorithm=_DIGEST, subfilter=SigSeedSubFilter.PADES
            ),
            signer=_Signer(sealing),
            timestamper=stamper,
        )
        return _filled(signer, writer, at, _reserved(sealing))
    except (PdfError, SigningError) as error:
        raise TeselaError("pades.unsealable") from error


def _filled(signer: PdfSigner, writer: "_Writer", at: datetime, reserved: int) -> bytes:
    """The field with its seal, made at the time given."""
    session = signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = at
    begun = session.prepare_tbs_document(validation_info=None, bytes_reserved=reserved)
    output = BytesIO()
    prepared, _ = begun.digest_tbs_document(output=output)
    attributes = PdfCMSSignedAttributes(signing_time=at)
    run(begun.perform_signature(prepared.document_digest, attributes))
    return output.getvalue()


def _reserved(sealing: Sealing) -> int:
    """Hexadecimal digits that certainly hold the seal."""
    certificates = sum(map(len, sealing.sealer.certificates))
    token = 0 if sealing.level == "B-B" else _TOKEN_OCTETS
    return 2 * (certificates + token + _SIGNATURE_OCTETS + _ATTRIBUTES_OCTETS)


def _empty_field(writer: IncrementalPdfFileWriter) -> str:
    empty = [name for name, value, _ in enumerate_sig_fields(writer) if value is None]
    if len(empty) != 1:
        raise TeselaError("pades.no_field")
    return str(empty[0])


def _write_store(writer: IncrementalPdfFileWriter, store: _Store) -> None:
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[x509.Certificate.load(der) for der in store.certificates],
        ocsps=[asn1_ocsp.OCSPResponse.load(der) for der in store.ocsp],
        crls=[asn1_crl.CertificateList.load(der) for der in store.crls],
    )


class _Writer(IncrementalPdfFileWriter):
    """Adds a revision that depends on nothing but what is written."""

    def identify(self, own: bytes) -> None:
        """The second part of the file's identifier (ISO 32000-2, 14.4), which would be random."""
        self._document_id = ArrayObject([self._document_id[0], ByteStringObject(own)])

    def _update_meta(self) -> None:
        """Nothing is changed but the seal: metadata and information go on saying the same."""


class _Signer(Signer):
    """pyHanko's view of a `Sealer`."""

    def __init__(self, sealing: Sealing) -> None:
        own, *others = map(x509.Certificate.load, sealing.sealer.certificates)
        known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        known.register_multiple(others)
        super().__init__(
            signing_cert=own,
            cert_registry=known,
            signature_mechanism=algos.SignedDigestAlgorithm(
                {"algorithm": _ALGORITHMS[sealing.sealer.kind]}
            ),
            embed_roots=True,
        )
        self._sealer = sealing.sealer

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        if digest_algorithm != _DIGEST:
            raise TeselaError("seal.key_unsupported")
        if dry_run:
            return bytes(_SIGNATURE_OCTETS)
        signature = self._sealer.sign(data)
        if self._sealer.kind == "rsa":
            return signature
        half = len(signature) // 2  # CMS has r and s in a SEQUENCE (RFC 5753, 7.2)
        return encode_dss_signature(
            int.from_bytes(signature[:half]), int.from_bytes(signature[half:])
        )


class _Stamper(TimeStamper):
    """pyHanko's view of a `TimeStamper`; remembers who has stamped."""

    def __init__(self, sealing: Sealing) -> None:
        super().__init__(include_nonce=False)  # type: ignore[no-untyped-call]
        if sealing.time_stamper is None:
            raise TeselaError("seal.no_time_stamper", level=sealing.level)
        self._stamper = sealing.time_stamper
        self.seen: dict[bytes, tuple[bytes, ...]] = {}
        """The authorities' own certificates, each with those that came along."""

    def stamp(self, digest: bytes) -> bytes:
        token = timestamps.read_token(self._stamper(digest))
        own = timestamps.check_signature(token).der
        self.seen[own] = token.certificates
        return token.der

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        if md_algorithm != _DIGEST:
            raise TeselaError("stamp.algorithm", algorithm=md_algorithm)
        return cms.ContentInfo.load(self.stamp(message_digest))

    async def async_request_tsa_response(self, req: object) -> object:
        raise NotImplementedError("asked by its own interface only")
