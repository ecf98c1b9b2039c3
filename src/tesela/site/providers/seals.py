"""An organisation's seal certificates: taken in, shown, replaced, retired, and used for sealing.

A certificate with its key comes as a PKCS#12 file (RFC 7292):

    1. it opens with the passphrase that was typed, which is not kept
    2. its key is one that seals (`proofs.pkcs12`)
    3. the certificate is this key's own, for signing, and counts now
    4. it names an organisation (`O`), not a person
    5. key and chain are stored encrypted with the service's secret, like
       signing keys, and shown to nobody

One certificate seals at a time; another one replaces it, and what earlier ones
sealed keeps its seal. Owners are warned before one ends (`WARNED_DAYS`).
"""

import re
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PublicFormat,
    pkcs12,
)
from django.conf import settings
from django.db import transaction

from tesela.proofs import seal_certificates
from tesela.proofs.pkcs12 import FileSealer, read
from tesela.proofs.seal_certificates import Name, SealCertificate
from tesela.proofs.seals import Revocations, Sealer, Sealing, TimeStamper
from tesela.site.providers import audit, sealers
from tesela.site.providers.models import Organisation, Seal
from tesela.text.errors import TeselaError
from tesela.trust import revocation
from tesela.trust.fetch import GuardedFetcher

MOST_SEALS = 50
"""Of one organisation, retired ones too."""
MOST_BYTES = 100_000
"""Of a PKCS#12 file; one with a long chain has ten thousand."""
WARNED_DAYS = (60, 30, 7)
"""So many days before a certificate ends, its owners are warned."""
WORTHS = ("qualified", "advanced", "trial")
"""What a certificate is by its own words; whether that is true, the trusted lists say."""
HERE = "here"
_TRIAL_WORDS = re.compile(r"\b(test|tests|testing|trial|demo|demonstration|sandbox|playground)\b")


def present(organisation: Organisation) -> Seal | None:
    """The certificate that seals, also when it has ended; None where there is none."""
    return organisation.seals.filter(retired_at=None).first()


def can_seal(organisation: Organisation) -> bool:
    """Whether there is a certificate that counts now."""
    now = datetime.now(UTC)
    return organisation.seals.filter(retired_at=None, begins__lte=now, ends__gt=now).exists()


def sealing(organisation: Organisation) -> Sealing | None:
    """How the organisation seals now; None where it cannot.

    Raises what `sealers.sealer_for` does, and TeselaError `providers.seal.other_key`.
    """
    seal = present(organisation)
    if seal is None or not seal.begins <= datetime.now(UTC) < seal.ends:
        return None
    return Sealing(_sealer(organisation, seal), settings.SEAL_LEVEL, *_authorities())


def take(organisation: Organisation, actor: int | None, file: bytes, passphrase: str) -> Seal:
    """Seal with the certificate in this PKCS#12 file from now on; the one before is retired.

    Raises TeselaError `seal.*`, `certificate.malformed`, `providers.seal.*`; then
    nothing has changed.
    """
    try:
        sealer = read(file, passphrase)  # 1, 2
    except TeselaError as error:
        if error.code == "seal.passphrase":
            raise TeselaError("providers.seal.passphrase_wrong") from error
        raise
    own = seal_certificates.read(sealer.certificates[0])
    now = datetime.now(UTC)
    _see_that_it_is_its_own(sealer, own)
    _see_that_it_counts(own, now)  # 3, 4
    return _taken(organisation, actor, sealer.certificates, HERE, _stored(sealer))  # 5


def use_operators(organisation: Organisation, actor: int | None) -> Seal:
    """Seal with the key that the operator looks after for this organisation.

    Raises TeselaError as `sealers.sealer_for` does, `providers.seal.*`.
    """
    sealer = sealers.sealer_for(organisation.slug)
    own = seal_certificates.read(sealer.certificates[0])
    _see_that_it_counts(own, datetime.now(UTC))
    held = sealers.held_for(organisation.slug)
    return _taken(organisation, actor, sealer.certificates, held, b"")


def _taken(
    organisation: Organisation,
    actor: int | None,
    certificates: Sequence[bytes],
    held: str,
    stored: bytes,
) -> Seal:
    own = seal_certificates.read(certificates[0])
    now = datetime.now(UTC).replace(microsecond=0)
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        known = organisation.seals.filter(fingerprint=own.thumbprint).first()
        if known and known.retired_at is None:
            raise TeselaError("providers.seal.twice")
        if known is None and organisation.seals.count() >= MOST_SEALS:
            raise TeselaError("providers.seal.too_many", limit=MOST_SEALS)
        organisation.seals.filter(retired_at=None).update(retired_at=now)
        made, _ = Seal.objects.update_or_create(
            organisation=organisation,
            fingerprint=own.thumbprint,
            defaults={
                "held": held,
                "sealed": stored,
                "certificate": own.der,
                "subject": named(own.subject),
                "identifier": (own.subject.identifier or "")[:100],
                "issuer": named(own.issuer),
                "worth": worth(certificates),
                "begins": own.valid_from,
                "ends": own.valid_until,
                "made_at": now,
                "retired_at": None,
                "warned_days": None,
            },
        )
        audit.record(organisation, actor, "seal.taken", certificate=own.thumbprint)
    return made


def retire(organisation: Organisation, actor: int | None) -> None:
    """Nothing is sealed from now on. Raises TeselaError `providers.seal.none`."""
    with transaction.atomic():
        seal = organisation.seals.select_for_update().filter(retired_at=None).first()
        if seal is None:
            raise TeselaError("providers.seal.none")
        seal.retired_at = datetime.now(UTC).replace(microsecond=0)
        seal.save(update_fields=["retired_at"])
        audit.record(organisation, actor, "seal.retired", certificate=seal.fingerprint)


def chain_of(seal: Seal) -> tuple[bytes, ...]:
    """Its certificates (DER), the organisation's own first, those above it as far as they are known."""
    if seal.held != HERE:
        return (bytes(seal.certificate),)
    return _opened(bytes(seal.sealed)).certificates


def days_left(seal: Seal, now: datetime) -> int:
    """Whole days until it ends; 0 or less once it has."""
    return (seal.ends - now) // timedelta(days=1)


def worth(chain: Sequence[bytes]) -> str:
    """Which of `WORTHS` a certificate is, by its own words and the names in its chain (DER)."""
    read_ones = [seal_certificates.read(der) for der in chain]
    own = read_ones[0]
    words = " ".join(f"{named(one.subject)} {named(one.issuer)}" for one in read_ones)
    if own.self_issued or _TRIAL_WORDS.search(words.casefold()):
        return "trial"
    return "qualified" if "eseal" in (own.qualified or ()) else "advanced"


def named(name: Name) -> str:
    """Organisation, common name and country in one line."""
    known = list(dict.fromkeys(part for part in (name.organisation, name.common) if part))
    line = ", ".join(known) or name.identifier or "–"
    written = f"{line} ({name.country})" if name.country else line
    return "".join(sign for sign in written if sign.isprintable())[:300]


def _see_that_it_is_its_own(sealer: FileSealer, own: SealCertificate) -> None:
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    certified = x509.load_der_x509_certificate(own.der).public_key()
    if certified.public_bytes(*form) != sealer.key.public_key().public_bytes(*form):
        raise TeselaError("providers.seal.incomplete")


def _see_that_it_counts(own: SealCertificate, now: datetime) -> None:
    if not own.may_sign:
        raise TeselaError("providers.seal.use")
    if not own.valid_from <= now < own.valid_until:
        raise TeselaError("providers.seal.over")
    if not own.subject.organisation:
        raise TeselaError("providers.seal.person")


def _stored(sealer: FileSealer) -> bytes:
    own, *above = map(x509.load_der_x509_certificate, sealer.certificates)
    locked = BestAvailableEncryption(_passphrase().encode())
    return pkcs12.serialize_key_and_certificates(None, sealer.key, own, above, locked)


def _sealer(organisation: Organisation, seal: Seal) -> Sealer:
    """The operator's key must still be the one whose certificate the owners saw."""
    if seal.held == HERE:
        return _opened(bytes(seal.sealed))
    sealer = sealers.sealer_for(organisation.slug)
    if sealer.certificates[0] != bytes(seal.certificate):
        raise TeselaError("providers.seal.other_key")
    return sealer


@lru_cache(maxsize=64)
def _opened(sealed: bytes) -> FileSealer:
    """Opening takes a moment on purpose, so a process does it once for each key."""
    return read(sealed, _passphrase())


def _passphrase() -> str:
    return sha256(b"tesela seals\n" + settings.SECRET_KEY.encode()).hexdigest()


@cache
def _authorities() -> tuple[TimeStamper | None, Revocations | None]:
    """Who gives time-stamps, and who is asked what was revoked; one of each in a process."""
    if settings.FETCH_NOTHING or not settings.TIME_STAMPS:
        return None, None
    parts = urlsplit(settings.TIME_STAMPS)
    fetcher = GuardedFetcher(listed=[f"{parts.scheme}://{parts.netloc}"])  # it may be near
    return (
        revocation.time_stamper(settings.TIME_STAMPS, fetcher.ask, lambda: secrets.randbits(63)),
        revocation.revocations(fetcher.ask, fetcher.signed, lambda: datetime.now(UTC)),
    )
