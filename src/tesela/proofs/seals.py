"""Seals: a key with the certificate of the organisation it belongs to (eIDAS; RFC 5280).

Where the key lives (a PKCS#12 file, hardware, a remote service) is the
sealer's own affair; what is sealed, and how, is for `jades` and `pades`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Level = Literal["B-B", "B-T", "B-LT", "B-LTA"]
"""Baseline levels of AdES: signed; with time; with what proves it long after; renewable."""
LEVELS: tuple[Level, ...] = ("B-B", "B-T", "B-LT", "B-LTA")


class Sealer(Protocol):
    """Whatever can seal in the name of the organisation in its certificate."""

    @property
    def kind(self) -> str:
        """The kind of key: `rsa`, `p256`, `p384`, `ed25519`."""

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """In DER, the sealer's own first, then those above it as far as they are known."""

    def sign(self, data: bytes) -> bytes:
        """The signature of `data` in JWS form: PKCS #1 v1.5 with SHA-256, or r and s."""


TimeStamper = Callable[[bytes], bytes]
"""SHA-256 digest → a TimeStampToken (RFC 3161) in DER. Raises TeselaError `stamp.*`, `fetch.*`."""


@dataclass(frozen=True, slots=True)
class RevocationValues:
    """What authorities said of certificates at some time, in DER."""

    ocsp: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


Revocations = Callable[[Sequence[bytes]], tuple[tuple[bytes, ...], RevocationValues]]
"""Certificates (DER) → all certificates of their chains, and what is said of each."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """How an organisation seals."""

    sealer: Sealer
    level: Level = "B-B"
    time_stamper: TimeStamper | None = None
    """Needed from B-T on."""
    revocations: Revocations | None = None
    """Needed from B-LT on."""
