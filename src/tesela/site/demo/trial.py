"""Trial seals for the demonstration's providers, by an authority that exists for a moment.

The authority is made, certifies the providers' seals and forgets its key: so
nobody, not this service either, can certify anything else in its name. Its
certificate is the anchor that `leaving` puts into the folder's registries. It
says in its name that it is for demonstration, and so do the seals.
"""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from tesela.site.demo.models import DemoMark
from tesela.site.demo.people import PROVIDERS, Provider
from tesela.site.providers import keys, seals
from tesela.site.providers.models import Organisation

AUTHORITY = "Tesela demonstration authority"
_MARK = "sealed"
_YEARS_AUTHORITY, _YEARS_SEAL = 10, 2
_PASSPHRASE = "of the demonstration"  # noqa: S105 - see below
"""Between two lines of this module only: what is stored is encrypted with the service's secret."""


def seal_all() -> None:
    """A trial seal and a wallet key for each provider, once."""
    if DemoMark.objects.filter(name=_MARK).exists():
        return
    key = ec.generate_private_key(ec.SECP256R1())
    authority = _certified(_name(AUTHORITY, AUTHORITY), key, None, key, _YEARS_AUTHORITY)
    for number, provider in enumerate(PROVIDERS, 1):
        organisation = Organisation.objects.get(slug=provider.slug)
        own = ec.generate_private_key(ec.SECP256R1())
        certificate = _certified(_seal_name(provider, number), own, authority, key, _YEARS_SEAL)
        file = pkcs12.serialize_key_and_certificates(
            None, own, certificate, [authority], BestAvailableEncryption(_PASSPHRASE.encode())
        )
        seals.take(organisation, None, file, _PASSPHRASE)
        keys.wallet_signer(organisation, organisation.identity)
    DemoMark.objects.create(name=_MARK, at=datetime.now(UTC))


def anchor() -> bytes | None:
    """The authority's certificate in PEM; None before there is one."""
    organisation = Organisation.objects.filter(slug=PROVIDERS[0].slug).first()
    for seal in organisation.seals.order_by("pk") if organisation else ():
        above = x509.load_der_x509_certificate(seals.chain_of(seal)[-1])
        if above.subject == _name(AUTHORITY, AUTHORITY):
            return above.public_bytes(Encoding.PEM)
    return None


def _seal_name(provider: Provider, number: int) -> x509.Name:
    return _name(
        provider.legal_name,
        f"Trial seal of {provider.name['en']}",
        country=provider.country,
        identifier=f"NTR{provider.country}-EXAMPLE{number}",
    )


def _name(organisation: str, common: str, *, country: str = "", identifier: str = "") -> x509.Name:
    parts = (
        (NameOID.COUNTRY_NAME, country),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.ORGANIZATION_IDENTIFIER, identifier),
        (NameOID.COMMON_NAME, common[:64]),
    )
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _certified(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    authority: x509.Certificate | None,
    signer: ec.EllipticCurvePrivateKey,
    years: int,
) -> x509.Certificate:
    """A certificate for `subject`; without an authority it is one itself (RFC 5280, 4.2.1)."""
    now = datetime.now(UTC).replace(microsecond=0)
    above = authority is None
    usage = x509.KeyUsage(
        digital_signature=not above, content_commitment=not above, key_cert_sign=above,
        crl_sign=above, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if authority is None else authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=365 * years))
        .add_extension(x509.BasicConstraints(ca=above, path_length=0 if above else None), True)
        .add_extension(usage, True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False
        )
        .sign(signer, hashes.SHA256())
    )
