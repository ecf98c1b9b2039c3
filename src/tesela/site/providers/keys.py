"""An organisation's keys: made by itself, sealed at rest, kept for ever.

The identity (DID) is fixed by the first key: `did:web` under the
organisation's own domain or under this service, else `did:key`. A new key
under `did:web` keeps the identity; under `did:key` it is a new one.
"""

import os
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from tesela.codecs import multibase
from tesela.proofs.key_files import key_file, read_key
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.site.addresses import did_web
from tesela.site.providers import audit
from tesela.site.providers.models import Key, Organisation
from tesela.text.errors import TeselaError


def signer(organisation: Organisation) -> SoftwareKey:
    """The key that the organisation signs with now. Raises TeselaError `providers.no_key`."""
    key = organisation.keys.filter(retired_at=None).order_by("-made_at").first()
    if key is None:
        raise TeselaError("providers.no_key")
    return _opened(bytes(key.sealed))


def signer_of(method: str) -> SoftwareKey:
    """The key with this verification method, retired or not: what is recorded is signed as it was.

    Raises TeselaError `providers.no_key`.
    """
    key = Key.objects.filter(method=method).first()
    if key is None:
        raise TeselaError("providers.no_key")
    return _opened(bytes(key.sealed))


def new_key(organisation: Organisation, actor: int | None) -> Key:
    """Make a key that signs from now on; the one before is retired."""
    seed, now = os.urandom(32), datetime.now(UTC).replace(microsecond=0)
    bare = SoftwareKey(seed)
    identity = _identity(organisation)
    named = bare.public.multibase[-12:]
    key = SoftwareKey(seed, f"{identity}#key-{named}") if identity else bare
    with transaction.atomic():
        organisation.keys.filter(retired_at=None).update(retired_at=now)
        made = organisation.keys.create(
            method=key.verification_method,
            public=key.public.multibase,
            sealed=key_file(key, _passphrase()),
            made_at=now,
        )
        organisation.identity = key.controller
        organisation.save(update_fields=["identity"])
        audit.record(organisation, actor, "key.made", method=made.method)
    return made


def public_keys(organisation: Organisation) -> dict[str, PublicKey]:
    """Verification method → public key, retired ones too, of the present identity."""
    listed = organisation.keys.filter(method__startswith=f"{organisation.identity}#")
    return {
        key.method: PublicKey(*multibase.decode_key(key.public))
        for key in listed.order_by("made_at")
    }


def _identity(organisation: Organisation) -> str | None:
    if organisation.identity.startswith("did:web:"):
        return organisation.identity
    if organisation.domain:
        return f"did:web:{organisation.domain}"
    return did_web(organisation.slug)


@lru_cache(maxsize=64)
def _opened(sealed: bytes) -> SoftwareKey:
    """Opening takes a moment on purpose, so a process does it once for each key."""
    return read_key(sealed, _passphrase())


def _passphrase() -> str:
    return sha256(b"tesela signing keys\n" + settings.SECRET_KEY.encode()).hexdigest()
