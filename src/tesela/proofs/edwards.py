"""Ed25519 (RFC 8032, 5.1) by libsodium, the fastest there is for one signature at a time.

Its signatures are those of every other implementation: RFC 8032 leaves nothing
open there. In verifying, implementations differ at points that no honest signer
reaches. libsodium is the stricter: like OpenSSL it compares without the
cofactor and refuses an S that is not reduced, and it also refuses keys and
points of small order, for which one signature fits many messages, and keys
that are not written canonically (5.1.3). So whatever is accepted here is
accepted by OpenSSL too.
"""

from nacl import bindings
from nacl.exceptions import CryptoError

KIND = "ed25519"
OCTETS = 32
"""Of a seed, and of a public key."""
SIGNATURE_OCTETS = 64


class Secret:
    """A private key in memory."""

    def __init__(self, seed: bytes) -> None:
        """`seed` is 32 octets (5.1.5). Raises ValueError for any other length."""
        if len(seed) != OCTETS:
            raise ValueError("a seed of another length")
        self.public, self._both = bindings.crypto_sign_seed_keypair(seed)

    def sign(self, data: bytes) -> bytes:
        """The signature of `data` (5.1.6)."""
        return bindings.crypto_sign(data, self._both)[:SIGNATURE_OCTETS]


def verifies(octets: bytes, signature: bytes, data: bytes) -> bool:
    """Whether `signature` of `data` is by the owner of the public key `octets` (5.1.7)."""
    if len(octets) != OCTETS or len(signature) != SIGNATURE_OCTETS:
        return False
    try:
        bindings.crypto_sign_open(signature + data, octets)
    except CryptoError:
        return False
    return True
