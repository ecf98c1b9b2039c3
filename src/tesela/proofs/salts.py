"""Salts of SD-JWTs, known to nobody but the signer (RFC 9901, 4.2.1 and 9.3).

No random numbers are drawn, so that the same record gives the same bytes;
docs/decisions/0018-salts-from-the-signer.md says why that is safe.

1. The *root* is a digest of the signer's signature of a sentence that says what it is
   for, and of when the tokens are made: one signature for all tokens of a batch.
   The sentence can be no JWS signing input, since those have no spaces, and no pair
   of digests, since it is longer.
2. The *seed* of one token is the root and the digest of everything it will say.
3. SHAKE-256 (FIPS 202, 6.2) of the seed is a stream that nobody can tell from random
   octets without the root; each salt takes the next 18 of them.

18 octets are 24 letters of base64url: with the bracket and quotation marks round
them they fill whole groups of the disclosure's own base64url, so that what follows
in a disclosure is written the same whatever the salt.
"""

from collections.abc import Callable
from hashlib import sha256, shake_256

from tesela.codecs.multibase import base64url
from tesela.proofs.keys import Signer

SALT_OCTETS = 18
SALT_LETTERS = 24
Salts = Callable[[], str]
"""Gives the next salt: at least 128 bits in base64url."""
_AT_ONCE = 32


def root_of(signer: Signer, made_at: object) -> bytes:
    """Step 1, for tokens that say they are made at this time (`iat`). Raises what the signer raises."""
    asked = f"Tesela: root of the salts of SD-JWTs made at {made_at!s}, never published: "
    told = sha256(f"{asked}{signer.verification_method}".encode()).hexdigest()
    return sha256(signer.sign(f"{asked}{told}".encode("ascii", "backslashreplace"))).digest()


def seed_of(root: bytes, exact: bytes) -> bytes:
    """Step 2; `exact` is what the token says, in the one way it is written for this."""
    return root + sha256(exact).digest()


def salts_of(seed: bytes, wanted: int) -> bytes:
    """Step 3: so many salts side by side, each of `SALT_LETTERS`."""
    return base64url(shake_256(seed).digest(wanted * SALT_OCTETS))


def derived(seed: bytes) -> Salts:
    """The same, one after another."""
    given = 0
    drawn = ""

    def salt() -> str:
        nonlocal given, drawn
        if given * SALT_LETTERS == len(drawn):
            drawn = salts_of(seed, given + _AT_ONCE).decode("ascii")
        given += 1
        return drawn[(given - 1) * SALT_LETTERS : given * SALT_LETTERS]

    return salt
