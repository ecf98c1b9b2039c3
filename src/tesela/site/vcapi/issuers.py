"""Who issues through the VC-API: one demonstration issuer for each suite and kind of key.

Their keys follow from the service's secret key, so that every process has the
same and nothing is stored. Each is its own identity (`did:key`). With `-status`
at the end of its name an issuer adds a place on its status list.
"""

import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from tesela.proofs.keys import SoftwareKey, new_secret
from tesela.text.errors import TeselaError

DEFAULT = "eddsa-rdfc-2022"
STATUS = "-status"
VC_JWT = "vc+jwt"
"""In place of a cryptosuite: a token in an envelope (VC-JOSE-COSE, 3.1)."""
_KINDS = {
    "eddsa-rdfc-2022": ("eddsa-rdfc-2022", "ed25519"),
    "eddsa-jcs-2022": ("eddsa-jcs-2022", "ed25519"),
    "ecdsa-rdfc-2019-p256": ("ecdsa-rdfc-2019", "p256"),
    "ecdsa-rdfc-2019-p384": ("ecdsa-rdfc-2019", "p384"),
    "ecdsa-jcs-2019-p256": ("ecdsa-jcs-2019", "p256"),
    "ecdsa-jcs-2019-p384": ("ecdsa-jcs-2019", "p384"),
    "ecdsa-sd-2023": ("ecdsa-sd-2023", "p256"),
    "vc-jwt": (VC_JWT, "p256"),
}
"""Name → cryptosuite and kind of key."""
NAMES = tuple(f"{name}{variant}" for name in _KINDS for variant in ("", STATUS))


@dataclass(frozen=True, slots=True)
class Issuer:
    """One of them."""

    name: str
    suite: str
    """A cryptosuite, or `VC_JWT`."""
    key: SoftwareKey
    lists_status: bool

    @property
    def identity(self) -> str:
        """Its DID, which is the issuer of what it signs."""
        return self.key.controller


@lru_cache(maxsize=64)
def issuer_named(name: str) -> Issuer:
    """The issuer called so. Raises TeselaError `vcapi.no_issuer`."""
    plain = name.removesuffix(STATUS)
    if plain not in _KINDS:
        raise TeselaError("vcapi.no_issuer", name=name[:80])
    suite, kind = _KINDS[plain]
    return Issuer(name, suite, _key(plain, kind), plain != name)


def _key(name: str, kind: str) -> SoftwareKey:
    """The key that follows from the service's secret, drawn until it is one of this kind."""
    counter = 0

    def derived(octets: int) -> bytes:
        nonlocal counter
        counter += 1
        label = f"tesela vc-api key {name} {counter}".encode()
        return hmac.digest(settings.SECRET_KEY.encode(), label, hashlib.sha512)[:octets]

    return SoftwareKey(new_secret(kind, derived), kind=kind)
