"""Certificate authorities, and holders of keys with certificates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    ExtensionOID,
    NameOID,
)

BEGINNING = datetime(2026, 6, 1, 12, tzinfo=UTC)
"""What the clock says before a test sets it."""
DER = serialization.Encoding.DER

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass
class Clock:
    """The time by which all services go."""

    now: datetime = BEGINNING


def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65_537, 2_048)


def p256_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def name(
    common_name: str, *, organisation: str, country: str = "ES", identifier: str | None = None
) -> x509.Name:
    """A subject as seals have it; `identifier` is its organizationIdentifier (2.5.4.97)."""
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, country),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ]
    if identifier:
        parts.insert(2, x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, identifier))
    return x509.Name(parts)


@dataclass
class Holder:
    """A key and its chain, the own certificate first: a `proofs.seals.Sealer`."""

    key: Key
    chain: Sequence[x509.Certificate]

    @property
    def kind(self) -> str:
        return "rsa" if isinstance(self.key, rsa.RSAPrivateKey) else "p256"

    @property
    def certificate(self) -> x509.Certificate:
        return self.chain[0]

    @property
    def certificates(self) -> tuple[bytes, ...]:
        return tuple(some.public_bytes(DER) for some in self.chain)

    def sign(self, data: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.sign_der(data)
        r, s = decode_dss_signature(self.sign_der(data))
        return r.to_bytes(32) + s.to_bytes(32)

    def sign_der(self, data: bytes) -> bytes:
        """As CMS has it: r and s as a SEQUENCE."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))

    def pkcs12(self, passphrase: str) -> bytes:
        """The key with its chain as a file."""
        return pkcs12.serialize_key_and_certificates(
            b"seal",
            self.key,
            self.certificate,
            list(self.chain[1:]),
            serialization.BestAvailableEncryption(passphrase.encode()),
        )

    def private_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


@dataclass
class Authority:
    """A certificate authority that says what it revoked."""

    holder: Holder
    serial: int = 1_000
    revoked: dict[int, datetime] = field(default_factory=dict)
    """Serial number → since when."""

    @property
    def subject(self) -> x509.Name:
        return self.holder.certificate.subject

    def certify(
        self,
        key: Key,
        subject: x509.Name,
        extensions: Sequence[tuple[x509.ExtensionType, bool]],
        *,
        valid_from: datetime,
        valid_until: datetime,
    ) -> Holder:
        self.serial += 1
        certificate = _signed(
            key, subject, self.subject, self.holder.key, self.serial, extensions,
            valid_from, valid_until,
        )  # fmt: skip
        return Holder(key, (certificate, *self.holder.chain))

    def crl(self, now: datetime, number: int = 1) -> bytes:
        """The list of what is revoked, good for a day."""
        listed = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.subject)
            .last_update(now)
            .next_update(now + timedelta(days=1))
            .add_extension(_identifier_of(self.holder), critical=False)
            .add_extension(x509.CRLNumber(number), critical=False)
        )
        for serial, since in self.revoked.items():
            listed = listed.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(since)
                .add_extension(x509.CRLReason(x509.ReasonFlags.key_compromise), critical=False)
                .build()
            )
        return listed.sign(self.holder.key, hashes.SHA256()).public_bytes(DER)


def root(organisation: str) -> Authority:
    """A new root authority, from 2020 until 2045."""
    key = rsa_key()
    subject = name("Root Authority for Tests", organisation=organisation)
    certificate = _signed(
        key, subject, subject, key, 1, authority_extensions(None),
        datetime(2020, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    return Authority(Holder(key, (certificate,)))


def authority_extensions(path_length: int | None) -> list[tuple[x509.ExtensionType, bool]]:
    return [
        (x509.BasicConstraints(ca=True, path_length=path_length), True),
        (usage(key_cert_sign=True, crl_sign=True), True),
    ]


def usage(**chosen: bool) -> x509.KeyUsage:
    """A key usage with only these bits."""
    names = [
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ]
    return x509.KeyUsage(**{one: chosen.get(one, False) for one in names})


def services(
    *, ocsp: str | None = None, crl: str | None = None, issuer: str | None = None
) -> list[tuple[x509.ExtensionType, bool]]:
    """Where the state of a certificate can be asked, as it says itself."""
    found: list[tuple[x509.ExtensionType, bool]] = []
    ways = AuthorityInformationAccessOID
    access = [
        x509.AccessDescription(way, x509.UniformResourceIdentifier(address))
        for way, address in ((ways.OCSP, ocsp), (ways.CA_ISSUERS, issuer))
        if address
    ]
    if access:
        found.append((x509.AuthorityInformationAccess(access), False))
    if crl:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(crl)], None, None, None)
        found.append((x509.CRLDistributionPoints([point]), False))
    return found


SEAL_USAGE: list[tuple[x509.ExtensionType, bool]] = [
    (x509.BasicConstraints(ca=False, path_length=None), True),
    (usage(content_commitment=True), True),
]
TSA_USAGE: list[tuple[x509.ExtensionType, bool]] = [
    (x509.BasicConstraints(ca=False, path_length=None), True),
    (usage(digital_signature=True), True),
    (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True),
]
OCSP_USAGE: list[tuple[x509.ExtensionType, bool]] = [
    (x509.BasicConstraints(ca=False, path_length=None), True),
    (usage(digital_signature=True), True),
    (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False),
    (x509.OCSPNoCheck(), False),
]


def _identifier_of(holder: Holder) -> x509.AuthorityKeyIdentifier:
    own = holder.certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_KEY_IDENTIFIER)
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own.value)


def _signed(
    key: Key,
    subject: x509.Name,
    issuer: x509.Name,
    issuer_key: Key,
    serial: int,
    extensions: Sequence[tuple[x509.ExtensionType, bool]],
    valid_from: datetime,
    valid_until: datetime,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(valid_from)
        .not_valid_after(valid_until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False
        )
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_key, hashes.SHA256())
