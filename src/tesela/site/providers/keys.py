"""An organisation's keys: made by itself, sealed at rest, kept for ever.

The identity (DID) is fixed by the first key: `did:web` under this service,
else `did:key`. A new key under `did:web` keeps the identity; under `did:key`
it is a new one. An identity under the organisation's own domain stands in a
file there, which others read: so a key for it waits until that file shows it.
What was signed under an earlier identity stays valid: its document stays.

Phone wallets take signatures by P-256 keys only (OpenID4VC High Assurance
Interoperability Profile 1.0). So beside each identity stands a wallet key,
made when it is first needed. Its issuer is an https address of this service,
whose keys are listed at a well-known address (SD-JWT VC, 3.5) and in the
organisation's document here; on one's own machine it is a `did:key`. A new key
of an identity retires its wallet key too.
"""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import pbkdf2_hmac
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from tesela.codecs import jsontext, multibase
from tesela.proofs.key_files import key_file, read_key
from tesela.proofs.keys import PublicKey, SoftwareKey, new_secret
from tesela.site.addresses import did_web, wallet_issuer
from tesela.site.providers import audit
from tesela.site.providers.models import Key, KeyUse, Organisation
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch
from tesela.trust.keys import did_document, did_web_address, key_of_method

_ITERATIONS = 210_000
MOST_KEYS = 100
"""Of one organisation, so that its document stays small."""
_DOMAIN = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]\Z"
)


def signer(organisation: Organisation) -> SoftwareKey:
    """The key that the organisation signs with now. Raises TeselaError `providers.no_key`."""
    key = (
        _of_awards(organisation).filter(retired_at=None, waiting=False).order_by("-made_at").first()
    )
    if key is None:
        raise TeselaError("providers.no_key")
    return _opened(bytes(key.sealed))


def has_signer(organisation: Organisation) -> bool:
    """Whether there is a key that signs now."""
    return _of_awards(organisation).filter(retired_at=None, waiting=False).exists()


def wallet_signer(organisation: Organisation, identity: str) -> SoftwareKey:
    """The key that signs what wallets hold of awards by `identity`; made if there is none yet.

    Raises TeselaError `providers.too_many_keys`.
    """
    found = _wallet_key(organisation, identity)
    if organisation.is_taken_over and (found is None or not found.sealed):
        raise TeselaError("providers.no_key")
    if found is None:
        with transaction.atomic():
            Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
            found = _wallet_key(organisation, identity)
            if found is None:
                found = _made(
                    organisation, wallet_issuer(organisation.slug), KeyUse.WALLET, identity
                )
                audit.record(organisation, None, "key.wallet", method=found.method)
    return _opened(bytes(found.sealed))


def signer_of(method: str) -> SoftwareKey:
    """The key with this verification method, retired or not: what is recorded is signed as it was.

    Raises TeselaError `providers.no_key`, also where the key stayed with an institution that closed.
    """
    key = Key.objects.filter(method=method).first()
    if key is None or not key.sealed:
        raise TeselaError("providers.no_key")
    return _opened(bytes(key.sealed))


def public_key(method: str) -> PublicKey:
    """Raises TeselaError `providers.no_key`."""
    known = Key.objects.filter(method=method).values_list("public", flat=True).first()
    if known is None:
        raise TeselaError("providers.no_key")
    return PublicKey(*multibase.decode_key(known))


@dataclass(frozen=True, slots=True)
class StayedAway:
    """A `Signer` that signs nothing: its key stayed with an institution that closed."""

    verification_method: str
    kind: str = "ed25519"

    def sign(self, data: bytes) -> bytes:
        """Raises TeselaError `providers.no_key`."""
        raise TeselaError("providers.no_key")


def new_key(organisation: Organisation, actor: int | None) -> Key:
    """Make a key that signs from now on; the one before is retired.

    Raises TeselaError `providers.own_domain` where the identity stands on the
    organisation's own domain (`prepare_key`), `providers.too_many_keys`.
    """
    if organisation.is_taken_over:
        raise TeselaError("handover.nothing_new")
    if organisation.domain and organisation.identity:
        raise TeselaError("providers.own_domain")
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        made = _made(organisation, _identity(organisation))
        _begin(organisation, made)
        audit.record(organisation, actor, "key.made", method=made.method)
    return made


def prepare_key(organisation: Organisation, actor: int | None, domain: str) -> Key:
    """Make a key for the identity under `domain`; it waits until `take_up`.

    The one that already waits there is given back. Raises TeselaError
    `providers.domain.fault`, `providers.too_many_keys`.
    """
    if organisation.is_taken_over:
        raise TeselaError("handover.nothing_new")
    identity = own_identity(domain)
    taken = Organisation.objects.filter(identity=identity).exclude(pk=organisation.pk)
    if domain == urlsplit(settings.ADDRESS).hostname or taken.exists():
        # A domain that leads here shows what this service says: it would show anybody's key.
        raise TeselaError("providers.domain.fault", domain=domain)
    return _prepared(organisation, actor, identity)


def prepare_inherited(organisation: Organisation) -> Key:
    """Make a key for the identity of an institution that closed; it waits until `take_up`.

    The one that already waits is given back. Raises TeselaError `handover.no_identity` where
    that identity is its key and cannot be continued.
    """
    if not organisation.is_taken_over or not organisation.identity.startswith("did:web:"):
        raise TeselaError("handover.no_identity", identity=organisation.identity)
    return _prepared(organisation, None, organisation.identity)


def _prepared(organisation: Organisation, actor: int | None, identity: str) -> Key:
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        waiting = organisation.keys.filter(waiting=True)
        found = waiting.filter(method__startswith=f"{identity}#", use=KeyUse.AWARDS).first()
        if found:
            return found
        waiting.update(waiting=False, retired_at=_now())
        made = _made(organisation, identity, waiting=True)
        audit.record(organisation, actor, "key.prepared", method=made.method)
    return made


def take_up(organisation: Organisation, actor: int | None, key: Key, fetch: Fetch) -> None:
    """Sign with the waiting `key` from now on, once its domain's file shows it.

    Raises TeselaError `method.*`, `fetch.*`, `json.*` and `providers.not_shown`:
    then nothing has changed.
    """
    found = key_of_method(key.method, fetch)
    shown = "assertionMethod" in found.purposes and found.key.multibase == key.public
    if not shown or found.ended:
        raise TeselaError("providers.not_shown", method=key.method)
    identity = key.method.partition("#")[0]
    _all_shown(organisation, identity, fetch)
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        if not organisation.is_taken_over:
            organisation.domain = identity.removeprefix("did:web:")
            organisation.save(update_fields=["domain"])
        _begin(organisation, key)
        audit.record(organisation, actor, "identity.moved", method=key.method)


def own_identity(domain: str) -> str:
    """The identity of whoever has `domain`. Raises TeselaError `providers.domain.fault`."""
    if not _DOMAIN.match(domain):
        raise TeselaError("providers.domain.fault", domain=domain[:253])
    return f"did:web:{domain}"


def public_keys(organisation: Organisation, identity: str | None = None) -> dict[str, PublicKey]:
    """Verification method → public key, retired and waiting ones too, of an identity.

    Of the present identity, unless another one is named.
    """
    listed = organisation.keys.filter(method__startswith=f"{identity or organisation.identity}#")
    return {
        key.method: PublicKey(*multibase.decode_key(key.public))
        for key in listed.order_by("made_at", "pk")
    }


def document(organisation: Organisation, identity: str) -> dict[str, Any] | None:
    """What a `did:web` identity publishes; None where it has no key.

    Retired keys are listed as they were: a changed key is no stolen key, and
    many verifiers refuse whatever a key marked as ended has ever signed.
    """
    methods = document_keys(organisation, identity)
    return did_document(identity, methods) if methods else None


def document_keys(organisation: Organisation, identity: str) -> dict[str, PublicKey]:
    """Verification method → public key of all that the document of an identity lists."""
    methods = public_keys(organisation, identity)
    if identity == did_web(organisation.named, organisation.came_from):
        methods |= {
            f"{identity}#{method.partition('#')[2]}": key
            for method, key in wallet_keys(organisation).items()
        }
    return methods


def wallet_keys(organisation: Organisation) -> dict[str, PublicKey]:
    """Verification method → public key of what wallets hold, retired ones too, of this service."""
    issuer = wallet_issuer(organisation.named, organisation.came_from)
    return public_keys(organisation, issuer) if issuer else {}


def _all_shown(organisation: Organisation, identity: str, fetch: Fetch) -> None:
    """Older keys of the same identity must still be listed, or what they signed would fall."""
    stated = jsontext.parse(fetch(did_web_address(identity)), 500_000)
    listed = stated.get("verificationMethod") if isinstance(stated, dict) else None
    names = {str(one.get("id")) for one in listed or [] if isinstance(one, dict)}
    full = {f"{identity}{name}" if name.startswith("#") else name for name in names}
    for method in public_keys(organisation, identity):
        if method not in full:
            raise TeselaError("providers.not_shown", method=method)


def _of_awards(organisation: Organisation) -> "QuerySet[Key]":
    return organisation.keys.filter(use=KeyUse.AWARDS)


def _wallet_key(organisation: Organisation, identity: str) -> Key | None:
    """Of an identity that was left, also the retired one: nothing new stands beside that."""
    known = organisation.keys.filter(use=KeyUse.WALLET, beside=identity)
    if Organisation.objects.filter(pk=organisation.pk, identity=identity).exists():
        known = known.filter(retired_at=None)
    return known.order_by("-made_at", "-pk").first()


def _made(
    organisation: Organisation,
    identity: str | None,
    use: KeyUse = KeyUse.AWARDS,
    beside: str = "",
    *,
    waiting: bool = False,
) -> Key:
    if organisation.keys.count() >= MOST_KEYS:
        raise TeselaError("providers.too_many_keys", limit=MOST_KEYS)
    kind = "p256" if use == KeyUse.WALLET else "ed25519"
    seed = new_secret(kind, os.urandom)
    bare = SoftwareKey(seed, kind=kind)
    named = bare.public.multibase[-12:]
    key = SoftwareKey(seed, f"{identity}#key-{named}", kind) if identity else bare
    return organisation.keys.create(
        use=use,
        beside=beside,
        method=key.verification_method,
        public=key.public.multibase,
        sealed=key_file(key, _wrapping_key(settings.SECRET_KEY)),
        made_at=_now(),
        waiting=waiting,
    )


def _begin(organisation: Organisation, key: Key) -> None:
    """From now on `key` signs, and its controller is the organisation's identity."""
    organisation.keys.filter(retired_at=None).exclude(pk=key.pk).update(
        retired_at=_now(), waiting=False
    )
    key.waiting = False
    key.save(update_fields=["waiting"])
    organisation.identity = key.method.partition("#")[0]
    organisation.save(update_fields=["identity"])


def _identity(organisation: Organisation) -> str | None:
    if organisation.identity.startswith("did:web:"):
        return organisation.identity
    return own_identity(organisation.domain) if organisation.domain else did_web(organisation.slug)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@lru_cache(maxsize=64)
def _opened(sealed: bytes) -> SoftwareKey:
    """A process opens a key once."""
    return read_key(sealed, _wrapping_key(settings.SECRET_KEY))


@lru_cache(maxsize=2)
def _wrapping_key(secret: str) -> bytes:
    """Takes a moment on purpose, for whoever chose a short secret; a process does it once."""
    return pbkdf2_hmac("sha512", secret.encode(), b"tesela signing keys", _ITERATIONS, 32)
